//! Writing: rows in a fixed order, each with its fields in a fixed order, and with the fields that nobody here
//! knows behind them.

use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::anchor::Anchoring;
use crate::annotation::{Annotation, AnnotatorId, Place};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::label::Label;
use crate::record::{Field, Kind, Record, RecordKey};
use crate::sorted;
use crate::time::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use std::cmp::Reverse;
use std::rc::Rc;

/// Writes the whole corpus.
#[must_use]
pub fn write(corpus: &Corpus, exported: Timestamp) -> String {
    let file = WrittenFile::of(corpus, exported);
    // Serialising strings and numbers into memory does not fail.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

type Foreign = Map<String, Value>;

#[derive(Serialize)]
struct WrittenFile<'a> {
    format: &'static str,
    version: u64,
    offset_unit: &'static str,
    generator: Generator,
    exported: String,
    labels: Vec<WrittenLabel<'a>>,
    annotators: Vec<WrittenAnnotator>,
    documents: Vec<WrittenDocument<'a>>,
    annotations: Vec<WrittenAnnotation<'a>>,
    relations: Vec<WrittenRelation<'a>>,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct WrittenLabel<'a> {
    id: &'a str,
    name: &'a str,
    key: &'a str,
    colour: &'a str,
    definition: &'a str,
}

#[derive(Serialize)]
struct WrittenAnnotator {
    id: String,
    name: Rc<str>,
}

#[derive(Serialize)]
struct WrittenDocument<'a> {
    id: &'a str,
    title: &'a str,
    sha256: String,
    length: usize,
    text: &'a str,
    #[serde(flatten)]
    foreign: Foreign,
}

#[derive(Serialize)]
struct WrittenAnnotation<'a> {
    id: String,
    document: &'a str,
    label: &'a str,
    start: usize,
    end: usize,
    quote: Rc<str>,
    prefix: Rc<str>,
    suffix: Rc<str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unplaced: bool,
    note: &'a str,
    annotator: String,
    created: String,
    modified: String,
    #[serde(flatten)]
    foreign: Foreign,
}

#[derive(Serialize)]
struct WrittenRelation<'a> {
    id: &'a str,
    r#type: &'a str,
    from: &'a str,
    to: &'a str,
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
    #[serde(flatten)]
    foreign: Foreign,
}

impl<'a> WrittenFile<'a> {
    fn of(corpus: &'a Corpus, exported: Timestamp) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            offset_unit: OFFSET_UNIT,
            generator: Generator { name: "glossator", version: env!("CARGO_PKG_VERSION") },
            exported: exported.to_string(),
            labels: corpus.labels().iter().map(WrittenLabel::of).collect(),
            annotators: annotators(corpus).into_iter().map(|id| WrittenAnnotator::of(corpus, id)).collect(),
            documents: corpus.documents().map(|document| WrittenDocument::of(corpus, document)).collect(),
            annotations: corpus.documents().flat_map(|document| annotations(corpus, document)).collect(),
            relations: relations(corpus).map(|(key, record)| WrittenRelation::of(key, record)).collect(),
        }
    }
}

/// Everybody who made something or has a name, by id; not "nobody".
fn annotators(corpus: &Corpus) -> Vec<AnnotatorId> {
    let mut ids = Vec::new();
    for annotation in corpus.documents().flat_map(|document| document.annotations()) {
        sorted::insert(&mut ids, annotation.annotator);
    }
    for (_, relation) in relations(corpus) {
        let id = relation.text(&Field::Annotator).and_then(|id| AnnotatorId::parse(id));
        sorted::insert(&mut ids, id.unwrap_or_default());
    }
    for (key, _) in corpus.records(&Kind::Annotator) {
        let id = AnnotatorId::parse(&key.id).filter(|id| !corpus.annotator_name(*id).is_empty());
        sorted::insert(&mut ids, id.unwrap_or_default());
    }
    ids.retain(|id| *id != AnnotatorId::default());
    ids
}

/// A document's annotations, those without a place among the others by their last positions.
fn annotations<'a>(corpus: &'a Corpus, document: &'a Document) -> Vec<WrittenAnnotation<'a>> {
    let anchoring = Anchoring::new(document.text.clone());
    let order = |row: &WrittenAnnotation<'a>| (row.start, Reverse(row.end));
    let mut rows: Vec<WrittenAnnotation<'a>> = Vec::with_capacity(document.annotation_count());
    for annotation in document.annotations() {
        let row = WrittenAnnotation::of(corpus, annotation, &anchoring);
        if annotation.span().is_some() {
            rows.push(row);
        } else {
            let at = rows.partition_point(|other| (order(other), &other.id) < (order(&row), &row.id));
            rows.insert(at, row);
        }
    }
    rows
}

fn relations(corpus: &Corpus) -> impl Iterator<Item = (&RecordKey, &Rc<Record>)> {
    corpus.records(&Kind::Relation).filter(|(_, record)| !record.is_deleted())
}

impl<'a> WrittenLabel<'a> {
    fn of(label: &'a Label) -> Self {
        let Label { id, name, key, colour, definition, .. } = label;
        Self { id: &id.0, name, key, colour, definition }
    }
}

impl WrittenAnnotator {
    fn of(corpus: &Corpus, id: AnnotatorId) -> Self {
        Self { id: id.to_string(), name: corpus.annotator_name(id) }
    }
}

impl<'a> WrittenDocument<'a> {
    fn of(corpus: &Corpus, document: &'a Document) -> Self {
        const OWN: &[&str] = &["id", "title", "sha256", "length", "text"];
        Self {
            id: &document.id.0,
            title: &document.title,
            sha256: document.text.sha256(),
            length: document.text.code_points(),
            text: document.text.content(),
            foreign: foreign(corpus.record(&document.id.key()).map(|record| &**record), OWN),
        }
    }
}

impl<'a> WrittenAnnotation<'a> {
    fn of(corpus: &Corpus, annotation: &'a Annotation, anchoring: &Anchoring) -> Self {
        const OWN: &[&str] = &[
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
        let quotation = match &annotation.place {
            Place::Unplaced(quotation) => (**quotation).clone(),
            Place::Anchored(span) => anchoring.quotation(*span),
        };
        Self {
            id: annotation.id.to_string(),
            document: &annotation.document.0,
            label: &annotation.label.0,
            start: quotation.start.0,
            end: quotation.end.0,
            quote: quotation.quote,
            prefix: quotation.prefix,
            suffix: quotation.suffix,
            unplaced: annotation.span().is_none(),
            note: &annotation.note,
            annotator: annotation.annotator.to_string(),
            created: annotation.created.to_string(),
            modified: annotation.modified.to_string(),
            foreign: foreign(corpus.record(&annotation.id.key()).map(|record| &**record), OWN),
        }
    }
}

impl<'a> WrittenRelation<'a> {
    fn of(key: &'a RecordKey, record: &'a Record) -> Self {
        const OWN: &[&str] = &["id", "type", "from", "to", "note", "annotator", "created", "modified"];
        let text = |field| record.text(&field).map_or("", |text| text);
        let time = |field| Timestamp::from_millis(record.number(&field).unwrap_or_default()).to_string();
        Self {
            id: &key.id,
            r#type: text(Field::Type),
            from: text(Field::From),
            to: text(Field::To),
            note: text(Field::Note),
            annotator: text(Field::Annotator),
            created: time(Field::Created),
            modified: time(Field::Modified),
            foreign: foreign(Some(record), OWN),
        }
    }
}

/// A field that an earlier version did not know may have become one of ours since: it must not stand there
/// twice.
fn foreign(record: Option<&Record>, own: &[&str]) -> Foreign {
    let mut fields = Foreign::new();
    for (name, value) in record.into_iter().flat_map(Record::foreign) {
        if !own.contains(&&**name) {
            fields.insert(name.to_string(), (**value).clone());
        }
    }
    fields
}
