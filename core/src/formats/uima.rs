//! UIMA CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc), as INCEpTION reads it: an article in each file.
//!
//! Positions are UTF-16 units. Sentences, tokens and named entities are of the types of DKPro Core, which INCEpTION has; it
//! refuses types that its project lacks, so there is nothing else. Read are named entities and what somebody defined, with
//! their relations, not what a program found out about the language.

mod reading;
mod writing;

use super::format::{self, Format};

/// See the module.
pub const FORMAT: Format = Format {
    id: "uima",
    name: "UIMA CAS JSON",
    ending: "zip",
    keeps: "texts with sentences and tokens, spans and labels as named entities of INCEpTION",
    leaves_out: "notes, people, times, relations",
    lost: |contents| vec![format::all_relations(contents)],
    write: writing::write,
    read: Some(reading::read),
};
