//! Errors of reading: why a file cannot be read at all.
//!
//! They are data and know no format. Their texts are for developers; what people read is made of them elsewhere.

use super::limits::LARGEST_FILE;
pub use crate::import::ArchiveFault;
use crate::import::{DocumentFault, Expected, Refusal, Unexpected, UnknownFile};
use crate::json::{Shape, SyntaxError};
use std::rc::Rc;
use thiserror::Error;

/// Reason why a file cannot be read at all.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// More than [`LARGEST_FILE`](super::LARGEST_FILE): its size in bytes.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// Not handed over, because the browser could not read it.
    #[error("unreadable")]
    Unreadable,
    /// Nothing in it, or nothing but white space.
    #[error("empty")]
    Empty,
    /// Bytes that are no UTF-8, first at this one, from 0.
    #[error("no UTF-8 at byte {0}")]
    NotUtf8(usize),
    /// Byte order mark of UTF-16.
    #[error("UTF-16")]
    Utf16,
    /// Bytes that are no characters in the encoding of that label.
    #[error("not in {0}")]
    OtherEncoding(Rc<str>),
    /// Document that cannot be read.
    #[error("document: {0:?}")]
    Document(#[from] DocumentFault),
    /// Page without the text of an article.
    #[error("no article")]
    NoArticle,
    /// Workbook without a table of articles.
    #[error("no table of articles")]
    NoTable,
    /// NUL characters: no text.
    #[error("binary")]
    Binary,
    /// Neither an article by its name nor anything known by what it holds.
    #[error("unknown: {0:?}")]
    Unknown(UnknownFile),
    /// More articles, labels or annotations than there is room for anywhere.
    #[error("too many articles, labels or annotations")]
    TooMany,
    /// Archive that cannot be unpacked.
    #[error("archive: {0:?}")]
    Archive(ArchiveFault),
    /// Several files that were opened together, none of which can be read: the name of each, and its error.
    #[error("none of {0:?}")]
    NoneOf(Vec<(Rc<str>, ReadError)>),
    /// Broken JSON.
    #[error("no JSON: {0}")]
    NotJson(SyntaxError),
    /// JSON that ends too early, in that line.
    #[error("cut in line {line}")]
    Truncated {
        /// Last line, from 1.
        line: usize,
    },
    /// JSON of another program: what it has as its `format`.
    #[error("not ours: {format:?} as format")]
    NotOurs {
        /// Shape of the value instead of `"glossator"`; `None` where there is none.
        format: Option<Shape>,
    },
    /// File of a later version.
    #[error("version {found} of {known}")]
    HigherVersion {
        /// Version of the file.
        found: u64,
        /// Highest version that can be read.
        known: u64,
    },
    /// Part of the file without which the rest cannot be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl ReadError {
    /// Error of a text that is to be JSON.
    #[must_use]
    pub fn of_json(text: &str, error: &serde_json::Error) -> Self {
        let error = SyntaxError::new(text, error);
        match error.found {
            None if text.trim().is_empty() => Self::Empty,
            None => Self::Truncated { line: error.line },
            Some(_) => Self::NotJson(error),
        }
    }

    /// Refusal of a file that cannot be read, among others that can.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        let (expected, found) = match self {
            Self::TooLarge(size) => (Expected::Size(LARGEST_FILE), Unexpected::Size(size)),
            Self::Unreadable => (Expected::Readable, Unexpected::Nothing),
            Self::Empty => (Expected::Words, Unexpected::File(UnknownFile::Empty)),
            Self::NotUtf8(byte) => (Expected::Utf8, Unexpected::Byte(byte)),
            Self::Utf16 => (Expected::Utf8, Unexpected::Utf16),
            Self::OtherEncoding(label) => (Expected::Encoding(label), Unexpected::OtherBytes),
            Self::Document(fault) => (Expected::Document, Unexpected::Document(fault)),
            Self::NoArticle => (Expected::OwnText, Unexpected::Nothing),
            Self::NoTable => (Expected::TableOfArticles, Unexpected::Nothing),
            Self::Binary => (Expected::Utf8, Unexpected::File(UnknownFile::Binary)),
            Self::Unknown(found) => (Expected::KnownFile, Unexpected::File(found)),
            Self::TooMany => (Expected::Fewer, Unexpected::More),
            Self::Archive(fault) => (Expected::Archive, Unexpected::Archive(fault)),
            Self::NoneOf(files) => (Expected::KnownFile, Unexpected::Count(files.len())),
            Self::NotJson(error) => (Expected::Json, Unexpected::NoJson(error)),
            Self::Truncated { line } => (Expected::More, Unexpected::End(line)),
            Self::NotOurs { format } => (Expected::OurFile, Unexpected::Format(format)),
            Self::HigherVersion { found, known } => {
                (Expected::VersionUpTo(known), Unexpected::Version(found))
            }
            Self::Refused(why) => return why,
        };
        Refusal::new(expected, found)
    }
}
