//! Merge: a row of the file against the record that is here.
//!
//! It does not know what the fields mean.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::import::{Choices, Finding, ForeignFields, Version};
use crate::model::annotator::AnnotatorId;
use crate::model::record::{Field, FieldType, Record, RecordKey, Stamp, Target, Value};
use crate::model::time::Timestamp;
use std::rc::Rc;

/// Row of a file that stands for a record.
pub struct Row<'a> {
    /// Key of its record.
    pub key: RecordKey,
    /// Fields that the record shall have: those about which the file says something.
    pub fields: Vec<(Field, Value)>,
    /// Time of the row's last change; 1970 where the file says none.
    pub modified: Timestamp,
    /// Time of an edit that the file dates otherwise.
    pub now: Timestamp,
    /// Words that name it in a finding.
    pub words: &'a Rc<str>,
    /// True if the record is here, whole and not deleted.
    pub is_here: bool,
    /// True if the row has no id of its own, so that it also fills fields that are empty here, if nothing else
    /// differs.
    pub fills: bool,
    /// True if what is built in gives way to it.
    pub replaces_built_in: bool,
}

/// Version that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Version of the file: it is not here.
    Added,
    /// Version of the file: it was chosen, is the later one, or has fields that the one here lacks.
    Updated,
    /// Either version: they are the same.
    Unchanged,
    /// Version that is here.
    OursStays,
}

/// Verdict on a row, with what follows from it.
#[derive(Debug)]
pub struct Merged {
    /// Version that stands.
    pub verdict: Verdict,
    /// Edit that brings it about, where one is needed.
    pub operation: Option<Operation>,
    /// Surprise for the person who opened the file.
    pub finding: Option<Finding>,
    /// Fields that differ, and the version that stands, if any do.
    pub differs: Option<(Vec<Write>, Version)>,
}

/// Merges a row: it comes in as it is in the file, or, if it is here in another version, the one that was chosen stands, else
/// the later one where both say when they were changed, else the one here. Times alone are no difference.
#[must_use]
pub fn merge(corpus: &Corpus, choices: &Choices, row: Row<'_>) -> Merged {
    let Row { key, fields, modified, now, words, is_here, fills, replaces_built_in } = row;
    let record = corpus.record(&key).map(|record| &**record);
    if !is_here {
        let comes_back = record.is_some_and(Record::is_deleted);
        let finding = comes_back.then(|| Finding::CameBack { quote: words.clone() });
        let operation = put(corpus, key, fields);
        return Merged { verdict: Verdict::Added, operation, finding, differs: None };
    }
    let is_time = |write: &Write| matches!(write.field, Field::Created | Field::Modified);
    let (times, others): (Vec<_>, Vec<_>) = differences(record, fields).into_iter().partition(is_time);
    let is_built_in = |field: &Field| {
        let cell = record.and_then(|record| record.cell(field));
        replaces_built_in && cell.is_some_and(|cell| cell.stamp == Stamp::default())
    };
    // Where both have something and it differs, empty fields are a part of that difference.
    let fills = fills
        && !others.iter().any(|it| !adds(it) && !is_built_in(&it.field) && !is_empty(it.before.as_ref()));
    // Nobody ever said what it speaks of.
    let is_first = |write: &Write| {
        write.field == Field::Entity && record.is_none_or(|record| record.cell(&write.field).is_none())
    };
    let adds = |write: &Write| {
        adds(write)
            || is_first(write)
            || is_built_in(&write.field)
            || fills && is_empty(write.before.as_ref())
    };
    let (mut writes, changes): (Vec<_>, Vec<_>) = others.into_iter().partition(adds);
    let mut verdict = if writes.is_empty() { Verdict::Unchanged } else { Verdict::Updated };
    let mut differs = None;
    if !changes.is_empty() {
        let ours = record.and_then(|record| record.number(&Field::Modified)).unwrap_or_default();
        let later = if modified.millis() > ours && ours > 0 { Version::Files } else { Version::Ours };
        let stands = choices.versions.get(&key).copied().unwrap_or(later);
        verdict = Verdict::OursStays;
        if stands == Version::Files {
            verdict = Verdict::Updated;
            writes.extend(changes.iter().cloned().chain(times));
            if modified == Timestamp::default()
                && record.is_some_and(|it| it.number(&Field::Modified).is_some())
            {
                let before = record.and_then(|record| record.value(&Field::Modified)).cloned();
                let after = Some(Value::Number(now.millis()));
                writes.push(Write { field: Field::Modified, before, after });
            }
        }
        differs = Some((changes, stands));
    }
    let operation = Some(Operation { record: key, writes }).filter(|it| !it.writes.is_empty());
    Merged { verdict, operation, finding: None, differs }
}

/// True if it takes nothing away: a field that only files or later versions know, a value for an attribute that never had
/// one, or a place for what has none.
fn adds(write: &Write) -> bool {
    match (&write.field, &write.before, &write.after) {
        (Field::Foreign(_) | Field::Unknown(_), before, _) | (_, before, Some(Value::Json(_))) => {
            before.is_none()
        }
        (Field::Attribute(_), None, _)
        | (_, Some(Value::Target(Target::Unplaced(_))), Some(Value::Target(Target::Anchored { .. }))) => true,
        _ => false,
    }
}

/// True for nothing, an empty text, and nobody.
fn is_empty(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.is_empty() || *value == AnnotatorId::default().value())
}

/// Operation that makes the record, brings it back, or brings it up to date; `None` when it is just so already.
#[must_use]
pub fn put(corpus: &Corpus, key: RecordKey, fields: Vec<(Field, Value)>) -> Option<Operation> {
    let Some(record) = corpus.record(&key) else {
        return Some(Operation::create(key, fields));
    };
    let mut operation = Operation { record: key.clone(), writes: differences(Some(record), fields) };
    if record.is_deleted() {
        operation.writes.extend(Operation::restore(key).writes);
    }
    Some(operation).filter(|operation| !operation.writes.is_empty())
}

/// Writes for the fields that the record does not hold just so. An empty text and an empty field are the same.
#[must_use]
pub fn differences(record: Option<&Record>, fields: Vec<(Field, Value)>) -> Vec<Write> {
    let here = |field: &Field| record.and_then(|record| record.value(field)).cloned();
    let writes =
        fields.into_iter().map(|(field, value)| Write { before: here(&field), field, after: Some(value) });
    writes.filter(|write| !Value::is_same(write.before.as_ref(), write.after.as_ref())).collect()
}

/// Own fields with foreign ones, which count where both have one.
#[must_use]
pub fn with(mut fields: Vec<(Field, Value)>, foreign: &ForeignFields) -> Vec<(Field, Value)> {
    fields.retain(|(field, _)| foreign.iter().all(|(other, _)| other != field));
    fields.extend(foreign.iter().cloned());
    fields
}
