//! The report of an import, in words for the person who opened the file.

use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::Field;
use std::fmt;
use std::rc::Rc;

/// A count of what comes in, and a list of what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Articles that are new here, in the file's order.
    pub documents: Vec<DocumentId>,
    /// Annotations that are new here.
    pub added: usize,
    /// Annotations that the file's later version replaces, or to which it adds a field.
    pub updated: usize,
    /// Annotations that are here already, just so.
    pub unchanged: usize,
    /// Links between annotations that are new here. They are kept and exported.
    pub relations: usize,
    /// Everything else, in the order in which it was found.
    pub findings: Vec<Finding>,
}

/// Something in a file that a person should see before it is taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A part of the file is left out.
    Refused {
        /// Where in the file.
        at: String,
        /// The words for what was expected and found.
        why: String,
    },
    /// An annotation's words stand elsewhere than its positions say.
    Moved {
        /// The words.
        quote: Rc<str>,
        /// True if the positions were right, counted in UTF-16 units.
        utf16: bool,
    },
    /// An annotation's words were not found, or in more than one place.
    Unplaced {
        /// The words.
        quote: Rc<str>,
    },
    /// A label that was not here is added.
    NewLabel(LabelId),
    /// An annotation was changed here and in the file; the one that was changed later stands.
    Conflict {
        /// The words.
        quote: Rc<str>,
        /// True if the file's version is the later one.
        file_wins: bool,
    },
    /// An annotation that was deleted here comes back.
    CameBack {
        /// The words.
        quote: Rc<str>,
    },
    /// An article that was removed here comes back.
    DocumentCameBack(DocumentId),
    /// An article has another text here; its annotations were looked for by their words.
    OtherText(DocumentId),
    /// An article has another text here, too different: the file's is added beside it.
    AddedBeside {
        /// The id that both have.
        id: DocumentId,
        /// The id that the file's gets.
        new: DocumentId,
    },
    /// An article's text is neither here nor in the file; its annotations are kept without a place.
    WithoutText(DocumentId),
    /// A field of an article holds another value here, which stays.
    OtherField(DocumentId, Field),
    /// The file's hash is not that of the file's text.
    WrongHash(DocumentId),
}

impl Report {
    /// True if it may come in unasked.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { at, why } => write!(formatter, "Left out {at}: {why}."),
            Self::Moved { quote, utf16: true } => {
                write!(formatter, "{}: the positions count UTF-16 units; they were converted.", quoted(quote))
            }
            Self::Moved { quote, utf16: false } => write!(
                formatter,
                "{} stands elsewhere than the file says; it was found by its words.",
                quoted(quote)
            ),
            Self::Unplaced { quote } => write!(
                formatter,
                "{} was not found, or in several places; it is kept without a place.",
                quoted(quote)
            ),
            Self::NewLabel(id) => write!(formatter, "The label “{id}” is new here and is added."),
            Self::Conflict { quote, file_wins: true } => write!(
                formatter,
                "{} differs; the file’s version is later and replaces the one here.",
                quoted(quote)
            ),
            Self::Conflict { quote, file_wins: false } => write!(
                formatter,
                "{} differs; the version here is as late or later and stays.",
                quoted(quote)
            ),
            Self::CameBack { quote } => {
                write!(formatter, "{} was deleted here and comes back.", quoted(quote))
            }
            Self::DocumentCameBack(id) => {
                write!(formatter, "The article “{id}” was removed here and comes back.")
            }
            Self::OtherText(id) => write!(
                formatter,
                "The article “{id}” has another text here; its annotations are placed by their words."
            ),
            Self::AddedBeside { id, new } => write!(
                formatter,
                "The id “{id}” belongs to another article here; the file’s is added as “{new}”."
            ),
            Self::WithoutText(id) => write!(
                formatter,
                "The text of the article “{id}” is neither here nor in the file; its annotations are kept \
                 without a place."
            ),
            Self::OtherField(id, field) => {
                write!(formatter, "The article “{id}” has another {field} here, which stays.")
            }
            Self::WrongHash(id) => write!(
                formatter,
                "The article “{id}” was changed since the file was written: its hash does not fit its text."
            ),
        }
    }
}

/// Long claims are cut: a message only has to say which one is meant.
fn quoted(quote: &str) -> String {
    const LONGEST: usize = 80;
    match quote.char_indices().nth(LONGEST) {
        _ if quote.is_empty() => "An annotation without words".to_owned(),
        Some((cut, _)) => format!("“{}…”", &quote[..cut]),
        None => format!("“{quote}”"),
    }
}
