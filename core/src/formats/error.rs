//! Errors of reading: why a file cannot be read at all, as what was expected and what was found.
//!
//! It knows no format.

use super::limits::LARGEST_FILE;
use crate::json::SyntaxError;
use thiserror::Error;

/// Why a file cannot be read at all: what was expected, and what was found.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// More than [`LARGEST_FILE`].
    #[error("expected at most {} MB, found {} MB", LARGEST_FILE / 1_000_000, .0.div_ceil(1_000_000))]
    TooLarge(u64),
    /// Nothing in it, or nothing but white space.
    #[error("expected some text, found an empty file")]
    Empty,
    /// Bytes that are no UTF-8, first at this one.
    #[error("expected text in UTF-8, found other bytes at byte {}: save it as UTF-8 and open it again", .0 + 1)]
    NotUtf8(usize),
    /// A byte order mark of UTF-16.
    #[error("expected text in UTF-8, found UTF-16: save it as UTF-8 and open it again")]
    Utf16,
    /// NUL characters: no text.
    #[error("expected text, found a binary file")]
    Binary,
    /// Neither an article by its name nor anything known by what it holds.
    #[error(
        "expected an article as a .txt file, or what Glossator or one of these wrote: {known}; found {found}"
    )]
    Unknown {
        /// Names of the formats that can be read.
        known: String,
        /// Its contents in words.
        found: String,
    },
    /// More than there is room for anywhere.
    #[error("expected at most 2,000 articles, 1,000 labels and 200,000 annotations, found more")]
    TooMany,
    /// An archive that is damaged, or packed in an unknown way.
    #[error("expected a ZIP archive, found {0}")]
    Archive(&'static str),
    /// A file of an archive.
    #[error("in “{name}”: {why}")]
    Inside {
        /// Its name.
        name: String,
        /// The error in it.
        why: Box<ReadError>,
    },
    /// Broken JSON.
    #[error("expected JSON, found {0}")]
    NotJson(SyntaxError),
    /// JSON that ends too early.
    #[error("expected more, found its end in line {line}; the download may be incomplete")]
    Truncated {
        /// Its last line.
        line: usize,
    },
    /// JSON of another program.
    #[error("expected a file that Glossator downloaded (with \"format\": \"glossator\"), found {found}")]
    NotOurs {
        /// The value instead of `"format": "glossator"`.
        found: String,
    },
    /// Written by a later version.
    #[error(
        "expected version {known} of the format at most, found version {found}: open it with a newer Glossator"
    )]
    HigherVersion {
        /// The file's.
        found: u64,
        /// The highest that can be read.
        known: u64,
    },
    /// A part of the file has another shape.
    #[error("expected {expected} at {at}, found {found}")]
    Shape {
        /// Where.
        at: String,
        /// The shape that belongs there.
        expected: &'static str,
        /// The value that is there.
        found: String,
    },
}

impl ReadError {
    /// The error of a text that is to be JSON.
    #[must_use]
    pub fn of_json(text: &str, error: &serde_json::Error) -> Self {
        let error = SyntaxError::new(text, error);
        match error.found {
            None if text.trim().is_empty() => Self::Empty,
            None => Self::Truncated { line: error.line },
            Some(_) => Self::NotJson(error),
        }
    }
}
