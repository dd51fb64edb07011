//! Writing: rows in a fixed order, each with its fields in a fixed order, and behind them the fields that nobody here knows.

use super::shape::{self, File, Foreign, Generator, Plain, Values};
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::corpus::Corpus;
use crate::import::IncomingProject;
use crate::json::{self, Kept, Shown};
use crate::model::annotation::{Annotation, AnnotationId, Place};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::document::{Document, DocumentId};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::LabelId;
use crate::model::noun::Column;
use crate::model::record::{Field, Kind, Quotation, Record, RecordKey, Value};
use crate::model::relation::Relation;
use crate::model::schema;
use crate::model::time::Timestamp;
use crate::saving::journal::value::Written;
use crate::text::anchor::Anchoring;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

/// File with the whole corpus.
#[must_use]
pub fn write(corpus: &Corpus, exported: Timestamp) -> String {
    write_project(corpus, None, exported)
}

/// File with the whole corpus and the id and the name of its project.
#[must_use]
pub fn write_project(corpus: &Corpus, project: Option<&IncomingProject>, exported: Timestamp) -> String {
    let annotators = annotators(corpus);
    let annotations = corpus.documents().flat_map(|document| annotations(document));
    let file = File {
        format: FORMAT,
        version: VERSION,
        offset_unit: OFFSET_UNIT,
        generator: Generator { name: "glossator", version: env!("CARGO_PKG_VERSION") },
        exported: Shown(exported),
        project: project.map(|IncomingProject { id, name }| shape::Project { id, name }),
        labels: definitions(corpus, corpus.labels().iter().map(|it| (&*it.id.0, it.id.key()))),
        attributes: definitions(corpus, corpus.attributes().iter().map(|it| (&*it.id.0, it.key()))),
        relation_types: definitions(
            corpus,
            corpus.relation_types().iter().map(|it| (&*it.id.0, it.id.key())),
        ),
        annotators: annotators.iter().map(|id| annotator_row(corpus, *id)).collect(),
        entities: entities(corpus),
        documents: corpus.documents().map(|document| document_row(corpus, document)).collect(),
        annotations: annotations.map(|(one, quotation)| annotation_row(corpus, one, quotation)).collect(),
        relations: relations(corpus).map(|(key, record)| relation_row(key, record)).collect(),
        put_away: put_away(corpus),
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

/// Rows of labels, attributes or relation types.
fn definitions<'a>(
    corpus: &'a Corpus,
    keys: impl Iterator<Item = (&'a str, RecordKey)>,
) -> Vec<shape::Definition<'a>> {
    let row = |(id, key): (&'a str, RecordKey)| shape::Definition {
        id,
        plain: plain(corpus.record(&key), schema::columns(&key.kind)),
    };
    keys.map(row).collect()
}

/// Rows of all entities, merged ones too, in their order.
fn entities(corpus: &Corpus) -> Vec<shape::Entity<'_>> {
    let mut entities: Vec<_> = corpus.entities().iter().collect();
    entities.sort_unstable_by(|one, other| (one.position, &one.id).cmp(&(other.position, &other.id)));
    let row = |entity: &'_ Rc<Entity>| {
        let record = corpus.record(&entity.id.key());
        (record, plain(record, Entity::COLUMNS))
    };
    let rows = entities.into_iter().map(|entity| (entity, row(entity)));
    rows.map(|(entity, (record, plain))| {
        let attributes = values(record);
        let foreign = foreign(plain, &["id"], &attributes);
        shape::Entity { id: &entity.id.0, plain, attributes, foreign }
    })
    .collect()
}

/// Records that come with the page and were put away.
fn put_away(corpus: &Corpus) -> Vec<shape::PutAway<'_>> {
    let kinds = [Kind::Attribute, Kind::Document, Kind::Label];
    let removed = corpus.records_between(None, None).filter(|(key, record)| {
        kinds.contains(&key.kind) && record.is_deleted() && corpus.built_in(key).is_some()
    });
    removed.map(|(key, _)| shape::PutAway { kind: key.kind.name(), id: &key.id }).collect()
}

/// Values of attributes in a record.
fn values(record: Option<&Rc<Record>>) -> Values<'_> {
    let cells = record.into_iter().flat_map(|record| record.cells());
    let values = cells.filter_map(|(field, cell)| match (field, &cell.value) {
        (Field::Attribute(id), Some(Value::Text(value))) if !value.is_empty() => Some((&**id, &**value)),
        _ => None,
    });
    values.collect()
}

/// Values of an article, and empty ones where a value that it comes with was taken away.
fn values_of_document<'a>(corpus: &'a Corpus, key: &RecordKey) -> Values<'a> {
    let mut values = values(corpus.record(key));
    let built_in = corpus.built_in(key).into_iter().flat_map(|record| record.cells());
    for (field, _) in built_in {
        if let Field::Attribute(id) = field {
            values.entry(id).or_default();
        }
    }
    values
}

fn annotator_row(corpus: &Corpus, id: AnnotatorId) -> shape::Annotator<'_> {
    let record = corpus.record(&id.key()).filter(|record| !record.is_deleted());
    shape::Annotator { id: Shown(id), plain: plain(record, Annotator::COLUMNS) }
}

fn document_row<'a>(corpus: &'a Corpus, document: &'a Document) -> shape::Document<'a> {
    let key = document.id.key();
    let record = corpus.record(&key);
    // One that a person gave is not seen where the article has a headline.
    let given = record.and_then(|record| record.text(&Field::Title)).filter(|title| !title.trim().is_empty());
    let plain = plain(record, Document::COLUMNS);
    let attributes = values_of_document(corpus, &key);
    shape::Document {
        id: &document.id.0,
        title: given.unwrap_or(&document.title),
        sha256: document.text.sha256(),
        length: document.text.code_points(),
        text: document.text.content(),
        foreign: foreign(plain, &shape::OF_DOCUMENT, &attributes),
        attributes,
        plain,
    }
}

#[inline(never)] // See the crate's documentation.
fn annotation_row<'a>(
    corpus: &'a Corpus,
    annotation: &'a Annotation,
    quotation: Quotation,
) -> shape::Annotation<'a> {
    let record = corpus.record(&annotation.id.key());
    let (plain, attributes) = (plain(record, Annotation::COLUMNS), values(record));
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
        foreign: foreign(plain, &shape::OF_ANNOTATION, &attributes),
        attributes,
        plain,
    }
}

fn relation_row<'a>(key: &'a RecordKey, record: &'a Rc<Record>) -> shape::Relation<'a> {
    let text = |field| record.text(&field).map_or("", |text| text);
    let time = |field| Shown(Timestamp::from_millis(record.number(&field).unwrap_or_default()));
    let (plain, attributes) = (plain(Some(record), Relation::COLUMNS), values(Some(record)));
    shape::Relation {
        id: &key.id,
        r#type: text(Field::Type),
        from: text(Field::From),
        to: text(Field::To),
        note: text(Field::Note),
        annotator: text(Field::Annotator),
        created: time(Field::Created),
        modified: time(Field::Modified),
        foreign: foreign(plain, &shape::OF_RELATION, &attributes),
        attributes,
        plain,
    }
}

fn plain<'a>(record: Option<&'a Rc<Record>>, columns: &'static [Column]) -> Plain<'a> {
    Plain { record: record.map(|record| &**record), columns }
}

/// Foreign fields of a record that are none of the row's own: one that an earlier version did not know may have become one, and
/// must not stand there twice.
fn foreign<'a>(plain: Plain<'a>, own: &[&str], values: &Values<'a>) -> Foreign<'a> {
    let is_values = |name: &str| name == shape::ATTRIBUTES && !values.is_empty();
    let fields = plain.record.into_iter().flat_map(Record::foreign);
    let fields = fields.filter(|(name, _)| !own.contains(&&***name) && !plain.has(name) && !is_values(name));
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
        Kind::Attribute => corpus.attributes().iter().any(|it| it.key() == *key),
        Kind::Entity => EntityId::of(key).is_some_and(|id| corpus.entities().get(&id).is_some()),
        Kind::RelationType => corpus.relation_types().iter().any(|it| it.id.0 == key.id),
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
