//! brat standoff: for each article a `.txt` with its text and an `.ann` with its annotations.
//!
//! - **Reads** `.ann` files: spans (T), relations (R, *), events (E) as relations, attributes (A, M) and entries of databases (N)
//!   as fields, notes (#); the text beside them if it was opened with them; the names in `visual.conf`.
//! - **Writes** spans, relations within an article, values of choices and flags as attributes, entities as entries of a database
//!   of its own, notes and people as notes, `annotation.conf`, and `visual.conf` where a name is no plain word. Positions count
//!   code points; types are words of ASCII letters, digits, `-` and `_`.
//! - **Has no room** for other values, for relations between articles, for notes, people and times of relations, for the time
//!   of a change, and for white space at the ends of a line in a span.

mod configuration;
mod reading;
mod records;
mod vocabulary;
mod writing;

pub(super) use self::configuration::names;

use super::format::Format;
use super::left_out;
use super::writing::tokens;
use crate::export::Tagged;

/// Text and annotations, in an archive.
pub const FORMAT: Format = Format {
    id: "brat",
    name: "brat",
    ending: "zip",
    no_room: |contents| {
        let is_written = |span: &Tagged<'_>, id: &str| {
            tokens::trimmed(span).is_none() || vocabulary::is_written(contents, &span.annotation.label, id)
        };
        vec![
            tokens::blank(contents),
            left_out::values_but(contents, is_written),
            tokens::unrelated(contents),
            left_out::loose(contents),
        ]
    },
    write: writing::write,
    read: Some(reading::read),
};
