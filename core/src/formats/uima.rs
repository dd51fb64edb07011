//! UIMA CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc), as INCEpTION reads it: an article in each file.
//!
//! - **Reads** named entities and what somebody defined, with their relations, not what a program found out about the language.
//! - **Writes** sentences, tokens and named entities of the types of DKPro Core, which INCEpTION has, with IRIs of entities as
//!   identifiers. Positions are UTF-16 units. INCEpTION refuses a file with a type or a feature that its project lacks. Relations
//!   are of a type of ours, and `TypeSystem.xml`, which it imports as a layer, brings that into a project; features it never adds
//!   to named entities, so values have no place.
//! - **Has no room** for names of entities, values, notes, people and times, for relations between articles, and for white space at
//!   the ends of a span, which INCEpTION refuses as well.

mod reading;
mod writing;

use super::format::Format;
use super::left_out;
use super::writing::tokens;

/// Files, one for each article, in an archive.
pub const FORMAT: Format = Format {
    id: "uima",
    name: "UIMA CAS JSON",
    ending: "zip",
    no_room: |contents| {
        vec![
            tokens::blank(contents),
            left_out::values(contents),
            tokens::unrelated(contents),
            left_out::loose(contents),
        ]
    },
    write: writing::write,
    read: Some(reading::read),
};
