//! Differences between a file and what is here, each with the version that stands, and articles in doubt.
//!
//! They are data: what a person chooses about them comes back as [`Choices`](super::Choices).

use super::choices::{ArticleChoice, Version};
use crate::edit::operation::Write;
use crate::model::document::DocumentId;
use crate::model::record::{Field, RecordKey, Target, Value};
use std::fmt;
use std::rc::Rc;

/// Record that is here and differs in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Record here.
    pub record: RecordKey,
    /// Article here that it belongs to; the empty id for records of no article.
    pub document: DocumentId,
    /// Words that name it.
    pub words: Rc<str>,
    /// Sort of the difference.
    pub sort: Sort,
    /// Version that stands: the one that was chosen, or the default.
    pub stands: Version,
}

/// Sort of a difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// Fields that hold something else in the file.
    Changed(Vec<Change>),
    /// Fields that hold something else in an annotation of the file which has no id of its own, and so may be another one:
    /// both can stand.
    Resembles(Vec<Change>),
    /// Annotation of a person and an article of which the file has other annotations, but not this one.
    Absent,
}

/// Field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Name of the field.
    pub field: Field,
    /// Content here.
    pub ours: Content,
    /// Content in the file.
    pub files: Content,
}

/// Content of a field, to be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// None.
    Nothing,
    /// Characters: a note, the id of a label, the name or the id of somebody.
    Text(Rc<str>),
    /// Words, and the first code point of them; `None` without a place.
    Place(Rc<str>, Option<usize>),
}

/// Article of the file that may be one that is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Id in the file.
    pub id: DocumentId,
    /// Article here.
    pub here: DocumentId,
    /// Id that it gets as an article of its own.
    pub apart: DocumentId,
    /// Reason for the doubt.
    pub because: Because,
    /// Choices there are, the default first.
    pub choices: Vec<ArticleChoice>,
    /// Choice that was made, or the default.
    pub chosen: ArticleChoice,
}

/// Reason for a doubt about an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It has the text of one with another id.
    SameText,
    /// It has the id of one whose text differs in line ends, other white space, a byte order mark or a normal form only.
    OtherSpelling,
    /// It has the id of one with another text.
    OtherText,
}

impl Change {
    /// Change that a write would be.
    #[must_use]
    pub fn of(Write { field, before, after }: &Write) -> Self {
        let content = |value: &Option<Value>| match value {
            None => Content::Nothing,
            Some(Value::Text(text) | Value::Json(text)) if text.is_empty() => Content::Nothing,
            Some(Value::Text(text) | Value::Json(text)) => Content::Text(text.clone()),
            Some(Value::Number(number)) => Content::Text(number.to_string().into()),
            Some(Value::Flag(flag)) => Content::Text(flag.to_string().into()),
            Some(Value::Texts(texts)) => Content::of_list(texts.iter()),
            Some(Value::Values(values)) => Content::of_list(values.iter().map(|value| &value.name)),
            Some(Value::Target(Target::Unplaced(quotation))) => Content::Place(quotation.quote.clone(), None),
            Some(Value::Target(Target::Anchored { start, .. })) => Content::Place("".into(), Some(start.0)),
        };
        Self { field: field.clone(), ours: content(before), files: content(after) }
    }
}

impl Content {
    fn of_list<'a>(texts: impl Iterator<Item = &'a Rc<str>>) -> Self {
        let texts: Vec<&str> = texts.map(|text| &**text).collect();
        if texts.is_empty() { Self::Nothing } else { Self::Text(texts.join(", ").into()) }
    }
}

impl fmt::Display for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => formatter.write_str("nothing"),
            Self::Text(text) => write!(formatter, "{text:?}"),
            Self::Place(words, Some(start)) => write!(formatter, "{words:?} at {start}"),
            Self::Place(words, None) => write!(formatter, "{words:?} nowhere"),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sort, changes) = match &self.sort {
            Sort::Changed(changes) => ("changed", &changes[..]),
            Sort::Resembles(changes) => ("resembles", &changes[..]),
            Sort::Absent => ("absent", &[][..]),
        };
        write!(formatter, "{sort}: {:?}", self.words)?;
        for Change { field, ours, files } in changes {
            write!(formatter, ", {field} {ours} → {files}")?;
        }
        write!(formatter, " [{:?}]", self.stands)
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, here, because, choices, chosen, .. } = self;
        write!(formatter, "doubt: {id} = {here}, {because:?} {choices:?} [{chosen:?}]")
    }
}
