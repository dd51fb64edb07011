//! Registry: the formats of other tools, from which menu, help and tests come.
//!
//! It names every format, and no format names it: a new one is a file or a folder and a line here, and its words in the
//! page's `words::formats`, which the table of docs/formats.md repeats.

use super::format::Format;
use super::{brat, conll, csv, doccano, hugging_face, label_studio, prodigy, spacy, tei, uima, w3c, webanno};

/// Every format, in the order of the menu.
pub const FORMATS: [&Format; 14] = [
    &w3c::FORMAT,
    &csv::FORMAT,
    &csv::SPREADSHEET,
    &spacy::FORMAT,
    &prodigy::FORMAT,
    &doccano::FORMAT,
    &doccano::RELATIONS,
    &label_studio::FORMAT,
    &brat::FORMAT,
    &webanno::FORMAT,
    &uima::FORMAT,
    &conll::FORMAT,
    &tei::FORMAT,
    &hugging_face::FORMAT,
];
