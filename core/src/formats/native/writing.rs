//! Writing: rows in a fixed order, each with its fields in a fixed order, and behind them the fields that nobody here knows.

use super::shape::{self, File, Foreign, Generator, Plain};
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::corpus::Corpus;
use crate::json::{self, Kept, Shown};
use crate::model::annotation::{Annotation, AnnotationId, Place};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::document::{Document, DocumentId};
use crate::model::label::{Label, LabelId};
use crate::model::noun::Column;
use crate::model::record::{Field, Kind, Quotation, Record, RecordKey};
use crate::model::relation::Relation;
use crate::model::time::Timestamp;
use crate::saving::journal::value::Written;
use crate::text::anchor::Anchoring;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

/// File with the whole corpus.
#[must_use]
pub fn write(corpus: &Corpus, exported: Timestamp) -> String {
    let annotators = annotators(corpus);
    let annotations = corpus.documents().flat_map(|document| annotations(document));
    let file = File {
        format: FORMAT,
        version: VERSION,
        offset_unit: OFFSET_UNIT,
        generator: Generator { name: "glossator", version: env!("CARGO_PKG_VERSION") },
        exported: Shown(exported),
        labels: corpus.labels().iter().map(|label| label_row(corpus, label)).collect(),
        annotators: annotators.iter().map(|id| annotator_row(corpus, *id)).collect(),
        documents: corpus.documents().map(|document| document_row(corpus, document)).collect(),
        annotations: annotations.map(|(one, quotation)| annotation_row(corpus, one, quotation)).collect(),
        relations: relations(corpus).map(|(key, record)| relation_row(key, record)).collect(),
        records: records(corpus, &annotators),
    };
    json::indented(&file) + "\n"
}

/// Ids of everybody who made something or has a name, in order; not "nobody".
fn annotators(corpus: &Corpus) -> BTreeSet<AnnotatorId> {
    let annotations = corpus.documents().flat_map(|document| document.annotations());
    let relations = relations(corpus).filter_map(|(_, relation)| relation.text(&Field::Annotator));
    let mut ids: BTreeSet<_> = annotations.map(|annotation| annotation.annotator).collect();
    ids.extend(relations.filter_map(|id| AnnotatorId::parse(id)));
    ids.extend(corpus.annotators().filter(|one| !one.name.is_empty()).map(|one| one.id));
    ids.remove(&AnnotatorId::default());
    ids
}

/// Annotations of a document with their words and positions; those without a place stand among the others by their last
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

fn label_row<'a>(corpus: &'a Corpus, label: &'a Label) -> shape::Label<'a> {
    shape::Label { id: &label.id.0, plain: plain(corpus.record(&label.id.key()), Label::COLUMNS) }
}

fn annotator_row(corpus: &Corpus, id: AnnotatorId) -> shape::Annotator<'_> {
    let record = corpus.record(&id.key()).filter(|record| !record.is_deleted());
    shape::Annotator { id: Shown(id), plain: plain(record, Annotator::COLUMNS) }
}

fn document_row<'a>(corpus: &'a Corpus, document: &'a Document) -> shape::Document<'a> {
    let plain = plain(corpus.record(&document.id.key()), Document::COLUMNS);
    shape::Document {
        id: &document.id.0,
        title: &document.title,
        sha256: document.text.sha256(),
        length: document.text.code_points(),
        text: document.text.content(),
        foreign: foreign(plain, &shape::OF_DOCUMENT),
        plain,
    }
}

#[inline(never)] // See the crate's documentation.
fn annotation_row<'a>(
    corpus: &'a Corpus,
    annotation: &'a Annotation,
    quotation: Quotation,
) -> shape::Annotation<'a> {
    let plain = plain(corpus.record(&annotation.id.key()), Annotation::COLUMNS);
    shape::Annotation {
        id: Shown(annotation.id),
        document: &annotation.document.0,
        label: &annotation.label.0,
        start: quotation.start.0,
        end: quotation.end.0,
        quote: quotation.quote,
        prefix: quotation.prefix,
        suffix: quotation.suffix,
        unplaced: annotation.span().is_none(),
        note: &annotation.note,
        annotator: Shown(annotation.annotator),
        created: Shown(annotation.created),
        modified: Shown(annotation.modified),
        foreign: foreign(plain, &shape::OF_ANNOTATION),
        plain,
    }
}

fn relation_row<'a>(key: &'a RecordKey, record: &'a Rc<Record>) -> shape::Relation<'a> {
    let text = |field| record.text(&field).map_or("", |text| text);
    let time = |field| Shown(Timestamp::from_millis(record.number(&field).unwrap_or_default()));
    let plain = plain(Some(record), Relation::COLUMNS);
    shape::Relation {
        id: &key.id,
        r#type: text(Field::Type),
        from: text(Field::From),
        to: text(Field::To),
        note: text(Field::Note),
        annotator: text(Field::Annotator),
        created: time(Field::Created),
        modified: time(Field::Modified),
        foreign: foreign(plain, &shape::OF_RELATION),
        plain,
    }
}

fn plain<'a>(record: Option<&'a Rc<Record>>, columns: &'static [Column]) -> Plain<'a> {
    Plain { record: record.map(|record| &**record), columns }
}

/// Foreign fields of a record that are none of the row's own: one that an earlier version did not know may have become one, and
/// must not stand there twice.
fn foreign<'a>(plain: Plain<'a>, own: &[&str]) -> Foreign<'a> {
    let fields = plain.record.into_iter().flat_map(Record::foreign);
    let fields = fields.filter(|(name, _)| !own.contains(&&***name) && !plain.has(name));
    fields.map(|(name, value)| (&**name, Kept(json::verbatim(value)))).collect()
}

/// Records that only a later program understands: of one that has a row, the fields that are not in it; all others whole.
/// Parts of an article that was removed are left out.
fn records<'a>(corpus: &'a Corpus, annotators: &BTreeSet<AnnotatorId>) -> Vec<shape::Record<'a>> {
    let has_row = |key: &RecordKey| match key.kind {
        Kind::Annotation => AnnotationId::of(key).is_some_and(|id| corpus.annotation(id).is_some()),
        Kind::Annotator => AnnotatorId::of(key).is_some_and(|id| annotators.contains(&id)),
        Kind::Document => DocumentId::of(key).is_some_and(|id| corpus.document(&id).is_some()),
        Kind::Label => LabelId::of(key).is_some_and(|id| corpus.labels().get(&id).is_some()),
        Kind::Relation => true,
        Kind::Attribute | Kind::Entity | Kind::RelationType => true,
        Kind::Setting | Kind::Unknown(_) => false,
    };
    let mut rows = Vec::new();
    for (key, record) in corpus.records_between(None, None) {
        let is_understood = !matches!(key.kind, Kind::Unknown(_)) && record.unknown().next().is_none();
        if is_understood || key.kind == Kind::Setting || corpus.is_gone(record) {
            continue;
        }
        let fields = record.cells().filter_map(|(field, cell)| Some((field, cell.value.as_ref()?)));
        let fields: Vec<_> = if has_row(key) {
            record.unknown().collect()
        } else {
            fields.filter(|(field, _)| **field != Field::Deleted).collect()
        };
        let fields = fields.into_iter().map(|(field, value)| (field.name(), Written(field, value)));
        rows.push(shape::Record { kind: key.kind.name(), id: &key.id, fields: fields.collect() });
    }
    rows
}
