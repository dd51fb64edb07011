//! The formats of other tools: one row each. Menu, help and tests come from it, and docs/formats.md is compared with it.

use super::intake::Intake;
use super::source::Source;
use super::{brat, conll, csv, doccano, hugging_face, label_studio, prodigy, spacy, tei, uima, w3c, webanno};
use crate::export::Contents;

/// A format that another tool reads.
#[derive(Debug)]
pub struct Format {
    /// Its name in the names of files.
    pub id: &'static str,
    /// Its name among people: its tool, or its standard.
    pub name: &'static str,
    /// How the file's name ends. Where several files belong together they are in one `zip`.
    pub ending: &'static str,
    /// The contents of the file.
    pub keeps: &'static str,
    /// The things that the format has no room for.
    pub leaves_out: &'static str,
    /// How much of these contents it has no room for.
    pub(super) lost: fn(&Contents<'_>) -> Vec<Lost>,
    /// The files, in a fixed order.
    pub write: fn(&Contents<'_>) -> Vec<File>,
    /// Takes a file in, if it is of that format. `None` where the file says too little.
    pub(super) read: Option<fn(&Source<'_>, &mut Intake) -> Option<()>>,
}

/// So many, and what one and what several of them are called.
pub(super) type Lost = (usize, &'static str, &'static str);

/// A file of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a path.
    pub name: String,
    /// Its contents.
    pub content: String,
}

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

impl Format {
    /// True if the files can be opened again.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// The part of these contents that is left out, in words.
    #[must_use]
    pub fn left_out(&self, contents: &Contents<'_>) -> Vec<String> {
        let unplaced = (contents.unplaced, "annotation without a place", "annotations without a place");
        let lost = std::iter::once(unplaced).chain((self.lost)(contents));
        let lost = lost.filter(|(count, ..)| *count > 0);
        lost.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many })).collect()
    }
}

impl File {
    pub(super) fn new(name: impl Into<String>, content: String) -> Self {
        Self { name: name.into(), content }
    }
}

/// So many links are not between two spans of one article.
pub(super) fn between_articles(contents: &Contents<'_>) -> Lost {
    let within: usize = contents.articles.iter().map(|article| contents.relations_in(article).count()).sum();
    (contents.relations.len() - within, "relation between articles", "relations between articles")
}

pub(super) fn all_relations(contents: &Contents<'_>) -> Lost {
    (contents.relations.len(), "relation", "relations")
}
