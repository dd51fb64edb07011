//! File formats: functions between bytes and values. None of them knows the store, a command or the page.
//!
//! What a file holds becomes [`Incoming`]; what that means for the corpus is decided in one place,
//! [`crate::import`].

pub mod article;
mod brat;
pub mod csv;
mod doccano;
mod jsonl;
mod label_studio;
pub mod native;
pub mod row;
mod spacy;
pub mod stored;
mod table;
mod w3c;
mod xml;
pub mod zip;

pub use self::table::{FORMATS, File, Format};

use crate::import::Incoming;
use glossator_json::SyntaxError;
use std::fmt;

/// A larger file is refused before it is read.
pub const LARGEST_FILE: u64 = 64_000_000;

/// Why a file cannot be read at all: what was expected, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// More than [`LARGEST_FILE`].
    TooLarge(u64),
    /// Nothing in it, or nothing but white space.
    Empty,
    /// Bytes that are no UTF-8, first at this one.
    NotUtf8(usize),
    /// A byte order mark of UTF-16.
    Utf16,
    /// NUL characters: no text.
    Binary,
    /// A name that ends in neither `.json` nor `.txt`.
    UnknownKind,
    /// Broken JSON.
    NotJson(SyntaxError),
    /// JSON that ends too early.
    Truncated {
        /// Its last line.
        line: usize,
    },
    /// JSON of another program.
    NotOurs {
        /// What was there instead of `"format": "glossator"`.
        found: String,
    },
    /// Written by a later version.
    HigherVersion {
        /// The file's.
        found: u64,
        /// The highest that can be read.
        known: u64,
    },
    /// A part of the file has another shape.
    Shape {
        /// Where.
        at: String,
        /// What belongs there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
}

/// Reads a file by what it holds. `name` decides only between an article and a broken JSON file.
///
/// # Errors
/// When the file cannot be read as a whole. Rows that cannot be read are among the findings instead.
pub fn read(name: &str, bytes: &[u8]) -> Result<Incoming, ReadError> {
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::TooLarge(size));
    }
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let is_article = extension == "txt";
    if !is_article && extension != "json" && !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(ReadError::UnknownKind);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        Some(_) => ReadError::NotUtf8(error.valid_up_to()),
        // The end of a cut download, but an article in another encoding may end in such a byte as well.
        None if is_article => ReadError::NotUtf8(error.valid_up_to()),
        None => ReadError::Truncated { line: bytes.split(|byte| *byte == b'\n').count() },
    })?;
    if is_article {
        return article::read(name, text);
    }
    let json = row::parse(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))?;
    if stored::is_stored(json) { stored::read(json) } else { native::read(json) }
}

/// Some editors put it in front of JSON. An article keeps its own.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(bytes) => {
                let (found, most) = (bytes.div_ceil(1_000_000), LARGEST_FILE / 1_000_000);
                write!(formatter, "expected at most {most} MB, found {found} MB")
            }
            Self::Empty => formatter.write_str("expected some text, found an empty file"),
            Self::NotUtf8(at) => write!(formatter, "expected text in UTF-8, found other bytes at byte {}: save it as UTF-8 and open it again", at + 1),
            Self::Utf16 => formatter.write_str("expected text in UTF-8, found UTF-16: save it as UTF-8 and open it again"),
            Self::Binary => formatter.write_str("expected text, found a binary file"),
            Self::UnknownKind => formatter
                .write_str("expected a .json file that Glossator downloaded, or an article as a .txt file, found neither"),
            Self::NotJson(error) => write!(formatter, "expected JSON, found {error}"),
            Self::Truncated { line } => {
                write!(formatter, "expected more, found its end in line {line}; the download may be incomplete")
            }
            Self::NotOurs { found } => write!(
                formatter,
                "expected a file that Glossator downloaded (with \"format\": \"glossator\"), found {found}"
            ),
            Self::HigherVersion { found, known } => write!(
                formatter,
                "expected version {known} of the format at most, found version {found}: open it with a newer Glossator"
            ),
            Self::Shape { at, expected, found } => write!(formatter, "expected {expected} at {at}, found {found}"),
        }
    }
}
