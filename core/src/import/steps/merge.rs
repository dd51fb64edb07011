//! Merge: a row of the file against the record that is here.
//!
//! It does not know what the fields mean.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::import::{Finding, ForeignFields};
use crate::model::record::{Field, Record, RecordKey, Value};
use crate::model::time::Timestamp;
use std::rc::Rc;

/// Row of a file that has an id and a time of its last change.
pub struct Row<'a> {
    /// Key of its record.
    pub key: RecordKey,
    /// Fields that the record shall have.
    pub fields: Vec<(Field, Value)>,
    /// Time of the row's last change.
    pub modified: Timestamp,
    /// Words that name it in a finding.
    pub words: &'a Rc<str>,
    /// True if the record is here, whole and not deleted.
    pub is_here: bool,
}

/// Version that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Version of the file: it is not here.
    Added,
    /// Version of the file: it is the later one, or has fields that the one here lacks.
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
}

/// Merges a row: it comes in as it is in the file, or, if it is here in another version, the one that was changed later
/// stands.
#[must_use]
pub fn merge(corpus: &Corpus, row: Row<'_>) -> Merged {
    let Row { key, fields, modified, words, is_here } = row;
    let record = corpus.record(&key).map(|record| &**record);
    if !is_here {
        let comes_back = record.is_some_and(Record::is_deleted);
        let finding = comes_back.then(|| Finding::CameBack { quote: words.clone() });
        return Merged { verdict: Verdict::Added, operation: put(corpus, key, fields), finding };
    }
    let writes = differences(record, fields);
    if writes.is_empty() {
        return Merged { verdict: Verdict::Unchanged, operation: None, finding: None };
    }
    let adds = |write: &Write| {
        matches!(write.field, Field::Foreign(_) | Field::Unknown(_)) && write.before.is_none()
    };
    let (mut verdict, mut finding) = (Verdict::Updated, None);
    if !writes.iter().all(adds) {
        let ours = record.and_then(|record| record.number(&Field::Modified)).unwrap_or_default();
        let file_wins = modified.millis() > ours;
        finding = Some(Finding::Conflict { quote: words.clone(), file_wins });
        verdict = if file_wins { Verdict::Updated } else { Verdict::OursStays };
    }
    let operation = (verdict == Verdict::Updated).then_some(Operation { record: key, writes });
    Merged { verdict, operation, finding }
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
    let empty = Value::text("");
    let here = |field: &Field| record.and_then(|record| record.value(field)).cloned();
    let writes =
        fields.into_iter().map(|(field, value)| Write { before: here(&field), field, after: Some(value) });
    writes
        .filter(|write| write.before.as_ref().unwrap_or(&empty) != write.after.as_ref().unwrap_or(&empty))
        .collect()
}

/// Own fields with foreign ones, which count where both have one.
#[must_use]
pub fn with(mut fields: Vec<(Field, Value)>, foreign: &ForeignFields) -> Vec<(Field, Value)> {
    fields.retain(|(field, _)| foreign.iter().all(|(other, _)| other != field));
    fields.extend(foreign.iter().cloned());
    fields
}
