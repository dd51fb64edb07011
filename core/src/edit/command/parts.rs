//! Parts of commands: lookups that are refused where something is not here, single writes, and a list of operations with one
//! for each record.

use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::{Operation, Write};
use crate::edit::rejection::Rejection;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::document::{Document, DocumentId};
use crate::model::label::LabelId;
use crate::model::noun::Column;
use crate::model::record::{Field, FieldType, RecordKey, Value};
use crate::model::setting::SettingId;
use std::collections::HashMap;
use std::rc::Rc;

/// Writes one field of an annotation, and the time of its change.
pub(super) fn edit(
    corpus: &Corpus,
    annotation: &Annotation,
    field: Field,
    value: Value,
    moment: &Moment,
) -> Result<Operation, Rejection> {
    let mut operation = set(corpus, annotation.id.key(), field, Some(value))?;
    let record = corpus.record(&operation.record);
    let before = record.and_then(|record| record.value(&Field::Modified)).cloned();
    let after = Some(moment.time.value());
    operation.writes.push(Write { field: Field::Modified, before, after });
    Ok(operation)
}

/// Writes one field. Empty values are the same as an empty field.
pub(super) fn set(
    corpus: &Corpus,
    record: RecordKey,
    field: Field,
    after: Option<Value>,
) -> Result<Operation, Rejection> {
    let before = corpus.record(&record).and_then(|record| record.value(&field)).cloned();
    if Value::is_same(before.as_ref(), after.as_ref()) {
        return Err(Rejection::NothingToDo);
    }
    Ok(Operation { record, writes: vec![Write { field, before, after }] })
}

pub(super) fn set_setting(corpus: &Corpus, name: &Rc<str>, value: &Rc<str>) -> Result<Operation, Rejection> {
    set(corpus, SettingId(name.clone()).key(), Field::Value, Some(Value::Text(value.clone())))
}

pub(super) fn known(corpus: &Corpus, id: AnnotationId) -> Result<&Rc<Annotation>, Rejection> {
    corpus.annotation(id).ok_or(Rejection::NoAnnotation(id))
}

pub(super) fn known_document<'a>(corpus: &'a Corpus, id: &DocumentId) -> Result<&'a Rc<Document>, Rejection> {
    corpus.document(id).ok_or_else(|| Rejection::NoDocument(id.clone()))
}

pub(super) fn known_label(corpus: &Corpus, label: &LabelId) -> Result<(), Rejection> {
    corpus.labels().get(label).map(|_| ()).ok_or_else(|| Rejection::NoLabel(label.clone()))
}

/// Operations of one step, one for each record.
pub(super) struct Edits<'a> {
    pub corpus: &'a Corpus,
    operations: Vec<Operation>,
    places: HashMap<RecordKey, usize>,
}

impl<'a> Edits<'a> {
    pub fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, operations: Vec::new(), places: HashMap::new() }
    }

    /// Writes a field, unless it holds just that, or the record is deleted in this step. Of two writes of one field the last
    /// counts.
    pub fn write(&mut self, record: RecordKey, field: Field, after: Option<Value>) {
        if self.deletes(&record) {
            return;
        }
        let before = self.corpus.record(&record).and_then(|record| record.value(&field)).cloned();
        if let Some(place) = self.places.get(&record) {
            self.operations[*place].writes.retain(|write| write.field != field);
        }
        if !Value::is_same(before.as_ref(), after.as_ref()) {
            let writes = &mut self.operation(record).writes;
            writes.push(Write { field, before, after });
        }
    }

    /// Deletes a record, and writes nothing else of it.
    pub fn delete(&mut self, record: RecordKey) {
        let operation = Operation::delete(record.clone());
        *self.operation(record) = operation;
    }

    fn deletes(&self, record: &RecordKey) -> bool {
        self.places.get(record).is_some_and(|place| self.operations[*place].deletes())
    }

    /// Deletes the relations that begin or end at an annotation.
    pub fn delete_relations_of(&mut self, annotation: AnnotationId) {
        for relation in self.corpus.relations().of(annotation.into()) {
            self.delete(relation.id.key());
        }
    }

    /// Makes the record hold those fields and no other of the columns, but for its position; brings it back, or makes it, if
    /// it is not here.
    pub fn put(&mut self, record: RecordKey, columns: &[Column], mut fields: Vec<(Field, Value)>) {
        let here = self.corpus.record(&record);
        if here.is_none() {
            self.operation(record.clone()).writes.extend(Operation::create(record, fields).writes);
            return;
        }
        if here.is_some_and(|here| here.is_deleted()) {
            let restoring = Operation::restore(record.clone());
            self.operation(record.clone()).writes.extend(restoring.writes);
        }
        for column in columns {
            let at = fields.iter().position(|(field, _)| *field == column.field);
            let after = at.map(|at| fields.swap_remove(at).1);
            if column.field != Field::Position || after.is_some() {
                self.write(record.clone(), column.field.clone(), after);
            }
        }
    }

    fn operation(&mut self, record: RecordKey) -> &mut Operation {
        let operations = &mut self.operations;
        let place = *self.places.entry(record).or_insert_with_key(|record| {
            operations.push(Operation { record: record.clone(), writes: Vec::new() });
            operations.len() - 1
        });
        &mut operations[place]
    }

    /// The operations; a rejection where there is none.
    pub fn finish(self) -> Result<Vec<Operation>, Rejection> {
        let operations: Vec<_> = self.operations.into_iter().filter(|it| !it.writes.is_empty()).collect();
        if operations.is_empty() { Err(Rejection::NothingToDo) } else { Ok(operations) }
    }
}

/// Refuses a key that is no single visible character, unless it is the one from before.
pub(super) fn check_key(key: &str, before: Option<&str>) -> Result<(), Rejection> {
    let mut characters = key.chars();
    let is_one = characters.next().is_some_and(|it| !it.is_whitespace() && !it.is_control());
    let is_key = key.is_empty() || is_one && characters.next().is_none() || before == Some(key);
    if is_key { Ok(()) } else { Err(Rejection::NotAKey(key.into())) }
}

/// Refuses a key that one of the others has, in either case of its letter. Each of them stands with its name.
pub(super) fn check_free<'k>(
    key: &str,
    others: impl IntoIterator<Item = (&'k Rc<str>, &'k Rc<str>)>,
) -> Result<(), Rejection> {
    let is_taken = |other: &str| !key.is_empty() && other.to_lowercase() == key.to_lowercase();
    let taken = others.into_iter().find(|(other, _)| is_taken(other));
    taken.map_or(Ok(()), |(_, by)| Err(Rejection::KeyTaken { key: key.into(), by: by.clone() }))
}
