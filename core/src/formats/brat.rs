//! brat standoff: for each article a `.txt` with its text and an `.ann` with its annotations.
//!
//! - **Reads** `.ann` files: spans (T), also in parts with nothing but white space between them, relations (R), and the notes
//!   (#) that are a span's note or its annotator; the text beside them if it is in the same archive. All else is named as left
//!   out, but for other notes and the configuration.
//! - **Writes** all of that, and `annotation.conf`. Positions count code points; types are words of ASCII letters, digits, `-`
//!   and `_`.
//! - **Has no room** for relations between articles, for notes, people and times of relations, for the time of a change, and
//!   for white space at the ends of a line in a span.

mod reading;
mod writing;

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
