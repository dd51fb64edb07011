//! Shape: the rows of a file, each with its fields in the order in which they are written.
//!
//! `flatten` is for writing only: numbers that it reads lose their digits.

use crate::json::{Kept, Shown};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::noun::{Column, Mark};
use crate::model::record::{self, Field, Value, ValueType};
use crate::model::time::Timestamp;
use crate::saving::journal::value::Written;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

#[derive(Serialize)]
pub(super) struct File<'a> {
    pub format: &'a str,
    pub version: u64,
    pub offset_unit: &'a str,
    pub generator: Generator<'a>,
    pub exported: Shown<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<Project<'a>>,
    pub labels: Vec<Definition<'a>>,
    pub attributes: Vec<Definition<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relation_types: Vec<Definition<'a>>,
    pub annotators: Vec<Annotator<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity<'a>>,
    pub documents: Vec<Document<'a>>,
    pub annotations: Vec<Annotation<'a>>,
    pub relations: Vec<Relation<'a>>,
    /// Records that come with the page and were put away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub put_away: Vec<PutAway<'a>>,
    /// Records and fields that only a later program understands. Few files have any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record<'a>>,
}

#[derive(Serialize)]
pub(super) struct Generator<'a> {
    pub name: &'a str,
    pub version: &'a str,
}

#[derive(Serialize)]
pub(super) struct Project<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

/// Label, attribute or relation type.
#[derive(Serialize)]
pub(super) struct Definition<'a> {
    pub id: &'a str,
    #[serde(flatten)]
    pub plain: Plain<'a>,
}

#[derive(Serialize)]
pub(super) struct Entity<'a> {
    pub id: &'a str,
    #[serde(flatten)]
    pub plain: Plain<'a>,
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub attributes: Values<'a>,
    #[serde(flatten)]
    pub foreign: Foreign<'a>,
}

/// Kind and id of a record.
#[derive(Serialize)]
pub(super) struct PutAway<'a> {
    pub kind: &'a str,
    pub id: &'a str,
}

/// Values of attributes, by their ids.
pub(super) type Values<'a> = BTreeMap<&'a str, &'a str>;

#[derive(Serialize)]
pub(super) struct Annotator<'a> {
    pub id: Shown<AnnotatorId>,
    #[serde(flatten)]
    pub plain: Plain<'a>,
}

/// The plain fields of a noun, in their order. Of one that holds what only a later Glossator understands, that is elsewhere.
#[derive(Clone, Copy)]
pub(in crate::formats) struct Plain<'a> {
    pub record: Option<&'a record::Record>,
    pub columns: &'static [Column],
}

impl<'a> Plain<'a> {
    /// The fields that are written, each with its value; an empty text has none.
    fn fields(&self) -> impl Iterator<Item = (&'static Field, Option<&'a Value>)> {
        let Self { record, columns } = *self;
        columns.iter().filter(|column| column.is_plain()).filter_map(move |column| {
            let value = record.and_then(|record| record.value(&column.field));
            let value = value.filter(|value| !matches!(value, Value::Json(_)) && **value != Value::text(""));
            let is_empty_text = column.is(Mark::Plain) && column.field.value_type() == ValueType::Text;
            (value.is_some() || is_empty_text).then_some((&column.field, value))
        })
    }

    /// Says whether a field of that name is written.
    pub fn has(&self, name: &str) -> bool {
        self.fields().any(|(field, _)| field.name() == name)
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let empty = Value::text("");
        let fields = self.fields();
        serializer
            .collect_map(fields.map(|(field, value)| (field.name(), Written(field, value.unwrap_or(&empty)))))
    }
}

/// Fields of other programs, by name.
pub(super) type Foreign<'a> = BTreeMap<&'a str, Kept<'a>>;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub sha256: String,
    pub length: usize,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub attributes: Values<'a>,
    #[serde(flatten)]
    pub plain: Plain<'a>,
    #[serde(flatten)]
    pub foreign: Foreign<'a>,
}

#[derive(Serialize)]
pub(super) struct Annotation<'a> {
    pub id: Shown<AnnotationId>,
    pub document: &'a str,
    pub label: &'a str,
    pub start: usize,
    pub end: usize,
    pub quote: Rc<str>,
    pub prefix: Rc<str>,
    pub suffix: Rc<str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unplaced: bool,
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub attributes: Values<'a>,
    pub note: &'a str,
    pub annotator: Shown<AnnotatorId>,
    pub created: Shown<Timestamp>,
    pub modified: Shown<Timestamp>,
    #[serde(flatten)]
    pub plain: Plain<'a>,
    #[serde(flatten)]
    pub foreign: Foreign<'a>,
}

#[derive(Serialize)]
pub(super) struct Relation<'a> {
    pub id: &'a str,
    pub r#type: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub attributes: Values<'a>,
    pub note: &'a str,
    pub annotator: &'a str,
    pub created: Shown<Timestamp>,
    pub modified: Shown<Timestamp>,
    #[serde(flatten)]
    pub plain: Plain<'a>,
    #[serde(flatten)]
    pub foreign: Foreign<'a>,
}

/// Record, or fields of one, in the words of the store.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub fields: BTreeMap<Cow<'a, str>, Written<'a>>,
}

/// Name of the field for values of attributes. Files of earlier versions may have fields of their own by this name.
pub const ATTRIBUTES: &str = "attributes";

/// Names of the own fields of each row.
pub const OF_DOCUMENT: [&str; 5] = ["id", "title", "sha256", "length", "text"];
pub const OF_ANNOTATION: [&str; 13] = [
    "id",
    "document",
    "label",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "unplaced",
    "note",
    "annotator",
    "created",
    "modified",
];
pub const OF_RELATION: [&str; 8] = ["id", "type", "from", "to", "note", "annotator", "created", "modified"];
