//! Writing: rows in a fixed order, each with its fields in a fixed order, and with the fields that nobody here
//! knows behind them.

use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::anchor::Anchoring;
use crate::annotation::{Annotation, AnnotatorId, Place};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::label::Label;
use crate::record::{Field, Kind, Quotation, Record, RecordKey};
use crate::sorted;
use crate::time::Timestamp;
use glossator_json::{Json, Writer};
use std::cmp::Reverse;
use std::rc::Rc;

/// Writes the whole corpus.
#[must_use]
pub fn write(corpus: &Corpus, exported: Timestamp) -> String {
    let mut file = Writer::indented();
    file.object(|file| {
        file.name("format").text(FORMAT);
        file.name("version").number(VERSION);
        file.name("offset_unit").text(OFFSET_UNIT);
        file.name("generator").object(|generator| {
            generator.name("name").text("glossator");
            generator.name("version").text(env!("CARGO_PKG_VERSION"));
        });
        file.name("exported").text(&exported.to_string());
        file.name("labels").list(|list| {
            corpus.labels().iter().for_each(|label| list.object(|row| write_label(row, label)));
        });
        file.name("annotators").list(|list| {
            for id in annotators(corpus) {
                list.object(|row| {
                    row.name("id").text(&id.to_string());
                    row.name("name").text(&corpus.annotator_name(id));
                });
            }
        });
        file.name("documents").list(|list| {
            for document in corpus.documents() {
                let record = corpus.record(&document.id.key());
                list.object(|row| write_document(row, document, record));
            }
        });
        file.name("annotations").list(|list| {
            for document in corpus.documents() {
                for (annotation, quotation) in annotations(document) {
                    let record = corpus.record(&annotation.id.key());
                    list.object(|row| write_annotation(row, annotation, &quotation, record));
                }
            }
        });
        file.name("relations").list(|list| {
            for (key, record) in relations(corpus) {
                list.object(|row| write_relation(row, key, record));
            }
        });
    });
    file.finish() + "\n"
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

/// A document's annotations, each with its words and positions; those without a place among the others by their last
/// positions.
fn annotations(document: &Document) -> Vec<(&Annotation, Quotation)> {
    let anchoring = Anchoring::new(document.text.clone());
    let mut rows: Vec<(&Annotation, Quotation)> = Vec::with_capacity(document.annotation_count());
    for annotation in document.annotations() {
        match &annotation.place {
            Place::Anchored(span) => rows.push((annotation, anchoring.quotation(*span))),
            Place::Unplaced(quotation) => {
                let order = |id, quotation: &Quotation| (quotation.start, Reverse(quotation.end), id);
                let here = order(annotation.id, quotation);
                let at = rows.partition_point(|(other, quotation)| order(other.id, quotation) < here);
                rows.insert(at, (annotation, (**quotation).clone()));
            }
        }
    }
    rows
}

fn relations(corpus: &Corpus) -> impl Iterator<Item = (&RecordKey, &Rc<Record>)> {
    corpus.records(&Kind::Relation).filter(|(_, record)| !record.is_deleted())
}

fn write_label(row: &mut Writer, label: &Label) {
    let Label { id, name, key, colour, definition, .. } = label;
    for (field, text) in
        [("id", &id.0), ("name", name), ("key", key), ("colour", colour), ("definition", definition)]
    {
        row.name(field).text(text);
    }
}

fn write_document(row: &mut Writer, document: &Document, record: Option<&Rc<Record>>) {
    row.name("id").text(&document.id.0);
    row.name("title").text(&document.title);
    row.name("sha256").text(&document.text.sha256());
    row.name("length").number(document.text.code_points() as u64);
    row.name("text").text(document.text.content());
    write_foreign(row, record, &["id", "title", "sha256", "length", "text"]);
}

fn write_annotation(
    row: &mut Writer,
    annotation: &Annotation,
    quotation: &Quotation,
    record: Option<&Rc<Record>>,
) {
    row.name("id").text(&annotation.id.to_string());
    row.name("document").text(&annotation.document.0);
    row.name("label").text(&annotation.label.0);
    row.name("start").number(quotation.start.0 as u64);
    row.name("end").number(quotation.end.0 as u64);
    row.name("quote").text(&quotation.quote);
    row.name("prefix").text(&quotation.prefix);
    row.name("suffix").text(&quotation.suffix);
    if annotation.span().is_none() {
        row.name("unplaced").flag(true);
    }
    row.name("note").text(&annotation.note);
    row.name("annotator").text(&annotation.annotator.to_string());
    row.name("created").text(&annotation.created.to_string());
    row.name("modified").text(&annotation.modified.to_string());
    let own = ["id", "document", "label", "start", "end", "quote", "prefix", "suffix", "unplaced"];
    write_foreign(row, record, &[&own[..], &["note", "annotator", "created", "modified"]].concat());
}

fn write_relation(row: &mut Writer, key: &RecordKey, record: &Rc<Record>) {
    let text = |field| record.text(&field).map_or("", |text| text);
    let time = |field| Timestamp::from_millis(record.number(&field).unwrap_or_default()).to_string();
    row.name("id").text(&key.id);
    row.name("type").text(text(Field::Type));
    row.name("from").text(text(Field::From));
    row.name("to").text(text(Field::To));
    row.name("note").text(text(Field::Note));
    row.name("annotator").text(text(Field::Annotator));
    row.name("created").text(&time(Field::Created));
    row.name("modified").text(&time(Field::Modified));
    let own = ["id", "type", "from", "to", "note", "annotator", "created", "modified"];
    write_foreign(row, Some(record), &own);
}

/// A field that an earlier version did not know may have become one of ours since: it must not stand there
/// twice.
fn write_foreign(row: &mut Writer, record: Option<&Rc<Record>>, own: &[&str]) {
    for (name, value) in record.into_iter().flat_map(|record| record.foreign()) {
        if !own.contains(&&**name) {
            row.name(name).json(Json::parse(value).unwrap_or(Json::NULL));
        }
    }
}
