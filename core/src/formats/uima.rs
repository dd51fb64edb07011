//! UIMA CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc), as INCEpTION reads it: an article in each file.
//!
//! - **Reads** named entities and what somebody defined, with their relations, not what a program found out about the language.
//! - **Writes** sentences, tokens and named entities of the types of DKPro Core, which INCEpTION has, with IRIs of entities as
//!   identifiers; it refuses types that its project lacks, so there is nothing else. Positions are UTF-16 units.
//! - **Has no room** for names of entities, values, notes, people, times and relations.

mod reading;
mod writing;

use super::format::Format;
use super::left_out;

/// Files, one for each article, in an archive.
pub const FORMAT: Format = Format {
    id: "uima",
    name: "UIMA CAS JSON",
    ending: "zip",
    no_room: |contents| vec![left_out::values(contents), left_out::relations(contents)],
    write: writing::write,
    read: Some(reading::read),
};
