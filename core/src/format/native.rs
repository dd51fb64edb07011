//! The project's own JSON, `glossator/1`: everything that a person made, with the articles.
//!
//! Offsets are Unicode code points, half-open. Lists are sorted and fields stand in a fixed order, so that two
//! downloads of one state differ only in `exported`. What each field means
//! is in the repository's `docs/format.md`.

use super::ReadError;
use super::row::{Row, describe};
use crate::anchor;
use crate::annotation::{Annotation, AnnotationId, AnnotatorId, Place};
use crate::corpus::Corpus;
use crate::document::{Document, DocumentId};
use crate::import::{Finding, Incoming, IncomingAnnotation, IncomingDocument, IncomingRelation};
use crate::label::{Label, LabelId};
use crate::offset::CodePointOffset;
use crate::record::{Field, Kind, Quotation, Record, RecordKey};
use crate::time::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use std::cmp::Reverse;
use std::rc::Rc;

/// The version that is written, and the highest that can be read.
pub const VERSION: u64 = 1;

/// Writes the whole corpus.
#[must_use]
pub fn write(corpus: &Corpus, exported: Timestamp) -> String {
    let file = WrittenFile::of(corpus, exported);
    // Serialising strings and numbers into memory does not fail.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads what [`write()`] wrote, and what people made of it. Rows that make no sense become findings.
///
/// # Errors
/// When the file as a whole is something else.
pub fn read(json: Value) -> Result<Incoming, ReadError> {
    let not_ours = |found: &Value| ReadError::NotOurs { found: describe(found) };
    if !json.is_object() {
        return Err(not_ours(&json));
    }
    let mut file = Row::new("the file", json)?;
    match file.take("format") {
        Some(Value::String(format)) if format == "glossator" => {}
        Some(other) => return Err(ReadError::NotOurs { found: format!("\"format\": {other}") }),
        None => return Err(ReadError::NotOurs { found: "JSON without a \"format\"".to_owned() }),
    }
    let version = file.number("version")?;
    if version > VERSION {
        return Err(ReadError::HigherVersion { found: version, known: VERSION });
    }
    if let Some(unit) = file.optional_text("offset_unit")?.filter(|unit| &**unit != OFFSET_UNIT) {
        let found = format!("“{unit}”");
        return Err(ReadError::Shape {
            at: "offset_unit".to_owned(),
            expected: "“unicode code points”",
            found,
        });
    }
    let mut incoming = Incoming::default();
    let mut findings = Vec::new();
    incoming.labels = rows(&mut file, "labels", read_label, &mut findings)?;
    for (position, label) in incoming.labels.iter_mut().enumerate() {
        label.position = position as u64 + 1;
    }
    incoming.annotators = rows(&mut file, "annotators", read_annotator, &mut findings)?;
    incoming.documents = rows(&mut file, "documents", read_document, &mut findings)?;
    incoming.annotations = rows(&mut file, "annotations", read_annotation, &mut findings)?;
    incoming.relations = rows(&mut file, "relations", read_relation, &mut findings)?;
    incoming.findings = findings;
    Ok(incoming)
}

const OFFSET_UNIT: &str = "unicode code points";

fn rows<T>(
    file: &mut Row,
    name: &'static str,
    read: impl Fn(Row) -> Result<T, ReadError>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<T>, ReadError> {
    let mut found = Vec::new();
    for (at, item) in file.list(name)? {
        match Row::new(at.as_str(), item).and_then(&read) {
            Ok(row) => found.push(row),
            Err(why) => findings.push(Finding::Refused { at, why: why.to_string() }),
        }
    }
    Ok(found)
}

fn read_label(mut row: Row) -> Result<Label, ReadError> {
    let id = row.text("id")?;
    let text = |found: Option<Rc<str>>| found.unwrap_or_default();
    Ok(Label {
        name: row.optional_text("name")?.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone()),
        key: text(row.optional_text("key")?),
        colour: text(row.optional_text("colour")?),
        definition: text(row.optional_text("definition")?),
        position: 0,
        id: LabelId(id),
    })
}

fn read_annotator(mut row: Row) -> Result<(AnnotatorId, Rc<str>), ReadError> {
    let id = row.text("id")?;
    let id =
        AnnotatorId::parse(&id).ok_or_else(|| row.wrong("id", "a UUID", &Value::String(id.to_string())))?;
    Ok((id, row.optional_text("name")?.unwrap_or_default()))
}

fn read_document(mut row: Row) -> Result<IncomingDocument, ReadError> {
    let document = IncomingDocument {
        id: DocumentId(row.text("id")?),
        title: row.optional_text("title")?,
        text: row.optional_text("text")?,
        sha256: row.optional_text("sha256")?,
        foreign: Vec::new(),
    };
    // The length follows from the text.
    row.take("length");
    Ok(IncomingDocument { foreign: row.rest(), ..document })
}

fn read_annotation(mut row: Row) -> Result<IncomingAnnotation, ReadError> {
    let text = |found: Option<Rc<str>>| found.unwrap_or_default();
    let id = row.text("id")?;
    let id =
        AnnotationId::parse(&id).ok_or_else(|| row.wrong("id", "a UUID", &Value::String(id.to_string())))?;
    let offset = |number: u64| CodePointOffset(usize::try_from(number).unwrap_or(usize::MAX));
    let quotation = Quotation {
        start: offset(row.number("start")?),
        end: offset(row.number("end")?),
        quote: text(row.optional_text("quote")?),
        prefix: text(row.optional_text("prefix")?),
        suffix: text(row.optional_text("suffix")?),
    };
    Ok(IncomingAnnotation {
        at: row.at.as_str().into(),
        id,
        document: DocumentId(row.text("document")?),
        label: LabelId(row.text("label")?),
        quotation,
        unplaced: matches!(row.take("unplaced"), Some(Value::Bool(true))),
        note: text(row.optional_text("note")?),
        annotator: row.annotator("annotator")?,
        created: row.time("created")?,
        modified: row.time("modified")?,
        foreign: row.rest(),
    })
}

fn read_relation(mut row: Row) -> Result<IncomingRelation, ReadError> {
    Ok(IncomingRelation {
        id: row.text("id")?,
        kind: row.text("type")?,
        from: row.text("from")?,
        to: row.text("to")?,
        note: row.optional_text("note")?.unwrap_or_default(),
        annotator: row.annotator("annotator")?,
        created: row.time("created")?,
        modified: row.time("modified")?,
        foreign: row.rest(),
    })
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
        let documents: Vec<_> = corpus.documents().collect();
        let mut annotators: Vec<AnnotatorId> = Vec::new();
        let authors = documents
            .iter()
            .flat_map(|document| document.annotations())
            .map(|annotation| annotation.annotator);
        for id in authors.chain(named_annotators(corpus)).filter(|id| *id != AnnotatorId::default()) {
            if let Err(at) = annotators.binary_search(&id) {
                annotators.insert(at, id);
            }
        }
        let annotations = documents.iter().flat_map(|document| rows_of(corpus, document)).collect();
        Self {
            format: "glossator",
            version: VERSION,
            offset_unit: OFFSET_UNIT,
            generator: Generator { name: "glossator", version: env!("CARGO_PKG_VERSION") },
            exported: exported.to_string(),
            labels: corpus.labels().iter().map(WrittenLabel::of).collect(),
            annotators: annotators
                .into_iter()
                .map(|id| WrittenAnnotator { id: id.to_string(), name: corpus.annotator_name(id) })
                .collect(),
            documents: documents
                .into_iter()
                .map(|document| WrittenDocument {
                    id: &document.id.0,
                    title: &document.title,
                    sha256: document.text.sha256(),
                    length: document.text.code_points(),
                    text: document.text.content(),
                    foreign: foreign(corpus, &document.id.key()),
                })
                .collect(),
            annotations,
            relations: corpus
                .records(&Kind::Relation)
                .filter(|(_, record)| !record.is_deleted())
                .map(|(key, record)| WrittenRelation::of(corpus, key, record))
                .collect(),
        }
    }
}

/// A document's annotations, those without a place among the others by their last positions.
fn rows_of<'a>(corpus: &'a Corpus, document: &'a Document) -> Vec<WrittenAnnotation<'a>> {
    let mut rows: Vec<WrittenAnnotation<'a>> = Vec::with_capacity(document.annotation_count());
    let order = |row: &WrittenAnnotation<'a>| (row.start, Reverse(row.end));
    for annotation in document.annotations() {
        let row = WrittenAnnotation::of(corpus, annotation);
        if annotation.span().is_some() {
            rows.push(row);
        } else {
            let at = rows.partition_point(|other| (order(other), &other.id) < (order(&row), &row.id));
            rows.insert(at, row);
        }
    }
    rows
}

fn named_annotators(corpus: &Corpus) -> impl Iterator<Item = AnnotatorId> {
    corpus
        .records(&Kind::Annotator)
        .filter(|(_, record)| record.text(&Field::Name).is_some_and(|name| !name.is_empty()))
        .filter_map(|(key, _)| AnnotatorId::parse(&key.id))
}

impl<'a> WrittenLabel<'a> {
    fn of(label: &'a Label) -> Self {
        let Label { id, name, key, colour, definition, .. } = label;
        Self { id: &id.0, name, key, colour, definition }
    }
}

impl<'a> WrittenAnnotation<'a> {
    fn of(corpus: &'a Corpus, annotation: &'a Annotation) -> Self {
        let quotation = match &annotation.place {
            Place::Unplaced(quotation) => (**quotation).clone(),
            Place::Anchored(span) => corpus
                .document(&annotation.document)
                .map(|document| anchor::quotation(&document.text, *span))
                .unwrap_or_default(),
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
            foreign: foreign(corpus, &annotation.id.key()),
        }
    }
}

impl<'a> WrittenRelation<'a> {
    fn of(corpus: &Corpus, key: &'a RecordKey, record: &'a Record) -> Self {
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
            foreign: foreign(corpus, key),
        }
    }
}

fn foreign(corpus: &Corpus, key: &RecordKey) -> Foreign {
    let record = corpus.record(key);
    let mut fields = Foreign::new();
    for (name, value) in record.into_iter().flat_map(|record| record.foreign()) {
        fields.insert(name.to_string(), (**value).clone());
    }
    fields
}
