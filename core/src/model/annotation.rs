//! Annotations: a span (or a quotation without a place) with a label, a note and an author.
//!
//! An annotation is read from its record and never changed in place. It knows no DOM node, no UTF-16 offset and
//! no colour.

use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::{Field, Kind, Quotation, Record, RecordKey, Target, Value};
use crate::model::time::Timestamp;
use crate::text::Text;
use crate::text::span::Span;
use std::fmt;
use std::rc::Rc;
use uuid::Uuid;

/// A UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub Uuid);

/// A UUID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotatorId(pub Uuid);

/// One tagged span.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Stays the same for ever.
    pub id: AnnotationId,
    /// The article that it belongs to.
    pub document: DocumentId,
    /// What it is tagged as.
    pub label: LabelId,
    /// Where it is.
    pub place: Place,
    /// What its author has to say about it.
    pub note: Rc<str>,
    /// Who tagged it.
    pub annotator: AnnotatorId,
    /// When it was tagged.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// Where an annotation is in the text that its document has now.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In the text.
    Anchored(Span),
    /// Nowhere any more, or not yet: kept, listed and exported.
    Unplaced(Rc<Quotation>),
}

impl Annotation {
    /// The record as an annotation, with the place that `locate` finds for its target; `None` when it was
    /// deleted, or when not all of it has arrived.
    #[must_use]
    pub fn read(
        key: &RecordKey,
        record: &Record,
        locate: impl FnOnce(&DocumentId, &Target) -> Option<Place>,
    ) -> Option<Self> {
        let (mut document, mut label, mut target) = (None, None, None);
        let (mut note, mut annotator) = (Rc::default(), AnnotatorId::default());
        let (mut created, mut modified) = (Timestamp::default(), Timestamp::default());
        for (field, cell) in record.cells() {
            let Some(value) = &cell.value else { continue };
            match (field, value) {
                (Field::Deleted, Value::Flag(true)) => return None,
                (Field::Document, Value::Text(id)) => document = Some(DocumentId(id.clone())),
                (Field::Label, Value::Text(id)) => label = Some(LabelId(id.clone())),
                (Field::Target, Value::Target(found)) => target = Some(found),
                (Field::Note, Value::Text(text)) => note = text.clone(),
                (Field::Annotator, Value::Text(id)) => annotator = AnnotatorId::parse(id).unwrap_or_default(),
                (Field::Created, Value::Number(millis)) => created = Timestamp::from_millis(*millis),
                (Field::Modified, Value::Number(millis)) => modified = Timestamp::from_millis(*millis),
                _ => {}
            }
        }
        let document = document?;
        Some(Self {
            id: AnnotationId::of(key)?,
            label: label?,
            place: locate(&document, target?)?,
            note,
            annotator,
            created,
            modified,
            document,
        })
    }

    /// The span, if it has one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.place {
            Place::Anchored(span) => Some(span),
            Place::Unplaced(_) => None,
        }
    }

    /// The words that are tagged.
    #[must_use]
    pub fn quote<'a>(&'a self, text: &'a Text) -> &'a str {
        match &self.place {
            Place::Anchored(span) => span.of(text.content()),
            Place::Unplaced(quotation) => &quotation.quote,
        }
    }
}

impl AnnotationId {
    /// The key of its record.
    #[must_use]
    pub fn key(self) -> RecordKey {
        RecordKey::new(Kind::Annotation, self.0.to_string())
    }

    /// The id in a record's key. `None` for another spelling than [`AnnotationId::key`] has, so that no two
    /// records are one annotation.
    #[must_use]
    pub fn of(key: &RecordKey) -> Option<Self> {
        // The other spellings have another length, or capital letters.
        let is_its_spelling = key.id.len() == 36 && !key.id.bytes().any(|byte| byte.is_ascii_uppercase());
        if is_its_spelling { Self::parse(&key.id) } else { None }
    }

    /// Reads a UUID in any of its spellings.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text).ok().map(Self)
    }
}

impl AnnotatorId {
    /// The key of its record.
    #[must_use]
    pub fn key(self) -> RecordKey {
        RecordKey::new(Kind::Annotator, self.0.to_string())
    }

    /// Reads a UUID in any of its spellings.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text).ok().map(Self)
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for AnnotatorId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
