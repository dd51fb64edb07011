//! Reading: the rows that make sense, and a finding for each other one.

mod definitions;
mod records;

use super::row::{self, Row};
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::formats::error::ReadError;
use crate::formats::limits::{MOST_ARTICLES, MOST_LABELS, MOST_ROWS};
use crate::formats::reading::tally::Tally;
use crate::import::{Expected, FilePart, Finding, Refusal, Unexpected, Untaken};
use crate::import::{
    ForeignFields, Incoming, IncomingAnnotation, IncomingDocument, IncomingRecord, IncomingRelation,
};
use crate::json::{self, Fields, Shape, text};
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::document::{Document, DocumentId};
use crate::model::label::{Label, LabelId};
use crate::model::noun::Column;
use crate::model::record::{Field, Quotation, Record, Value};
use crate::model::relation::Relation;
use crate::model::time::Timestamp;
use serde_json::value::RawValue;
use std::rc::Rc;

/// Reads a file that [`write()`](super::write()) wrote, also one that people have edited. Rows that make no sense become
/// findings.
///
/// # Errors
/// When the file as a whole is something else, or holds more than can be taken in.
pub fn read(file: &RawValue) -> Result<Incoming, ReadError> {
    let fields = Fields::of(file).unwrap_or_default();
    let count = |name: &&str| fields.get(name).map_or(0, json::count);
    if MOST.iter().any(|(names, most)| names.iter().map(count).sum::<usize>() > *most) {
        return Err(ReadError::TooMany);
    }
    read_all(file)
}

/// Reads a file however much it holds: what was in a store had room in a browser.
///
/// # Errors
/// When the file as a whole is something else.
pub fn read_all(file: &RawValue) -> Result<Incoming, ReadError> {
    if Fields::of(file).is_none() {
        return Err(Refusal::new(Expected::Object, Unexpected::Json(Shape::of_part(file))).into());
    }
    row::read("", file, read_row)?
}

/// Lists of a file, and the number of rows that they may have together.
const MOST: [(&[&str], usize); 3] = [
    (&["documents"], MOST_ARTICLES),
    (&["labels", "attributes", "relation_types"], MOST_LABELS),
    (&["annotations", "relations", "records", "annotators", "entities"], MOST_ROWS),
];

/// Reads the rest of a file of which fields may have been taken out before.
///
/// # Errors
/// When the file as a whole is something else.
pub fn read_row(file: &mut Row<'_>) -> Result<Incoming, ReadError> {
    match file.take("format") {
        Some(found) if text(found).is_some_and(|format| format == FORMAT) => {}
        other => return Err(ReadError::NotOurs { format: other.map(Shape::of_part) }),
    }
    match file.number("version") {
        0 => file.wrong("version", Expected::Version, Unexpected::Json(Shape::Number("0".to_owned()))),
        found if found > VERSION => return Err(ReadError::HigherVersion { found, known: VERSION }),
        _ => {}
    }
    if let Some(unit) = file.optional_text("offset_unit").filter(|unit| &**unit != OFFSET_UNIT) {
        file.wrong("offset_unit", Expected::OffsetUnit, Unexpected::Json(Shape::of_text(&unit)));
    }
    file.take("generator");
    let written = file.take("exported").and_then(text).and_then(|time| Timestamp::parse(&time));
    let (mut findings, mut left_out) = (Vec::new(), Tally::default());
    let out = &mut (&mut findings, &mut left_out);
    let labels = rows(file, "labels", definitions::label, out);
    let (mut labels, label_fields): (Vec<Label>, Vec<IncomingRecord>) = labels.into_iter().unzip();
    for (label, position) in labels.iter_mut().zip(1..) {
        label.position = position;
    }
    let mut incoming = Incoming {
        project: definitions::project(file),
        labels,
        label_fields,
        attributes: rows(file, "attributes", definitions::attribute, out),
        relation_types: rows(file, "relation_types", definitions::relation_type, out),
        entities: rows(file, "entities", definitions::entity, out),
        put_away: rows(file, "put_away", definitions::put_away, out),
        annotators: rows(file, "annotators", read_annotator, out),
        documents: rows(file, "documents", read_document, out),
        annotations: rows(file, "annotations", read_annotation, out),
        relations: rows(file, "relations", read_relation, out),
        records: rows(file, "records", records::read, out),
        written,
        ..Incoming::default()
    };
    records::join(&mut incoming);
    file.others().iter().for_each(|name| left_out.add(Untaken::Fields, name));
    findings.extend(left_out.findings());
    incoming.findings = findings;
    Ok(incoming)
}

fn rows<T>(
    file: &mut Row<'_>,
    name: &str,
    read: impl Fn(&mut Row<'_>) -> T,
    (findings, left_out): &mut (&mut Vec<Finding>, &mut Tally),
) -> Vec<T> {
    let mut found = Vec::new();
    for (at, item) in file.list(name) {
        match row::read(at.clone(), item, |row| (read(row), row.others())) {
            Ok((row, others)) => {
                found.push(row);
                // Rows of articles, annotations and relations keep them.
                for other in others {
                    left_out.add(Untaken::Fields, &format!("{name}.{other}"));
                }
            }
            Err(why) => findings.push(Finding::Refused { part: FilePart::value(at), why }),
        }
    }
    found
}

fn read_annotator(row: &mut Row<'_>) -> (AnnotatorId, Rc<str>) {
    let id = AnnotatorId(row.uuid("id"));
    let annotator = Annotator::read(id, &Record::of(row.plain(Annotator::COLUMNS)));
    (id, annotator.map(|annotator| annotator.name).unwrap_or_default())
}

fn read_document(row: &mut Row<'_>) -> IncomingDocument {
    let id = DocumentId(row.text("id"));
    let title = row.optional_text("title");
    let text = row.optional_text("text");
    let sha256 = row.optional_text("sha256");
    // The length follows from the text.
    row.optional_number("length");
    let attributes = row.values();
    let foreign = row.rest(Document::COLUMNS);
    IncomingDocument { id, title, text, sha256, attributes, foreign, ..IncomingDocument::default() }
}

#[inline(never)] // See the crate's documentation.
fn read_annotation(row: &mut Row<'_>) -> IncomingAnnotation {
    IncomingAnnotation {
        at: FilePart::value(row.at.clone()),
        id: AnnotationId(row.uuid("id")),
        document: DocumentId(row.text("document")),
        label: LabelId(row.text("label")),
        quotation: Quotation {
            start: row.offset("start"),
            end: row.offset("end"),
            quote: row.optional_text("quote").unwrap_or_default(),
            prefix: row.optional_text("prefix").unwrap_or_default(),
            suffix: row.optional_text("suffix").unwrap_or_default(),
        },
        unplaced: row.flag("unplaced"),
        note: row.optional_text("note").unwrap_or_default(),
        annotator: row.annotator("annotator"),
        created: row.time("created"),
        modified: row.time("modified"),
        foreign: with_values(row, Annotation::COLUMNS),
        said: None,
    }
}

/// Fields for which a row has no place of its own, and the values of attributes.
fn with_values(row: &mut Row<'_>, columns: &[Column]) -> ForeignFields {
    let values = row.values().into_iter().filter(|(_, value)| !value.is_empty());
    let values: Vec<_> = values.map(|(id, value)| (Field::Attribute(id.0), Value::Text(value))).collect();
    let mut fields = row.rest(columns);
    fields.extend(values);
    fields
}

fn read_relation(row: &mut Row<'_>) -> IncomingRelation {
    IncomingRelation {
        id: row.text("id"),
        kind: row.text("type"),
        from: row.text("from"),
        to: row.text("to"),
        note: row.optional_text("note").unwrap_or_default(),
        annotator: row.annotator("annotator"),
        created: row.time("created"),
        modified: row.time("modified"),
        foreign: with_values(row, Relation::COLUMNS),
    }
}
