//! brat standoff: for each article a `.txt` with its text and an `.ann` with its annotations.
//!
//! - **Reads** `.ann` files: spans (T), relations (R, *), events (E) as relations, attributes (A, M) and entries of databases (N)
//!   as fields, notes (#); the text beside them if it was opened with them; the names in `visual.conf`.
//! - **Writes** spans, relations within an article, notes and people as notes, `annotation.conf`, and `visual.conf` where a label is
//!   no plain word. Positions count code points; types are words of ASCII letters, digits, `-` and `_`.
//! - **Has no room** for relations between articles, for notes, people and times of relations, for the time of a change, and
//!   for white space at the ends of a line in a span.

mod configuration;
mod reading;
mod records;
mod writing;

pub(super) use self::configuration::names;

use super::format::Format;
use super::writing::tokens;

/// Text and annotations, in an archive.
pub const FORMAT: Format = Format {
    id: "brat",
    name: "brat",
    ending: "zip",
    no_room: |contents| vec![tokens::blank(contents), tokens::unrelated(contents)],
    write: writing::write,
    read: Some(reading::read),
};
