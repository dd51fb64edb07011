//! Conflicts: two pages wrote one field without having seen each other's. The later stamp wins; the value that
//! lost is found here, so that somebody can look at it and take it after all.
//!
//! Every write says what it found, so a write that did not find what the one before it left was made without
//! knowing it.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::Transaction;
use crate::model::noun::Mark;
use crate::model::record::{Field, RecordKey, Stamp, Value};
use crate::model::schema;
use crate::saving::journal::Entry;
use std::collections::BTreeMap;

/// A value that was overwritten unseen.
#[derive(Clone, Debug, PartialEq)]
pub struct Overwritten {
    /// Whose field.
    pub record: RecordKey,
    /// Which.
    pub field: Field,
    /// What somebody had written.
    pub value: Option<Value>,
}

/// What was lost among entries that come in their order, and was not written again since.
#[must_use]
pub fn among(entries: &[Entry]) -> Vec<Overwritten> {
    let mut writes: BTreeMap<(&RecordKey, &Field), Vec<(Stamp, &Write)>> = BTreeMap::new();
    for Entry { transaction, .. } in entries {
        for operation in &transaction.operations {
            for write in told(operation) {
                let of_field = writes.entry((&operation.record, &write.field)).or_default();
                of_field.push((transaction.stamp, write));
            }
        }
    }
    let mut lost = Vec::new();
    for ((record, field), mut of_field) in writes {
        of_field.sort_by_key(|(stamp, _)| *stamp);
        let [.., (first, earlier), (second, later)] = &*of_field else { continue };
        if is_unseen(*first, earlier.after.as_ref(), *second, later.before.as_ref())
            && later.after != earlier.after
        {
            lost.extend(Overwritten::of(record, field, earlier.after.as_ref()));
        }
    }
    lost
}

/// What is lost when a transaction of another page is merged: its own value, or what is here.
#[must_use]
pub fn between(corpus: &Corpus, transaction: &Transaction) -> Vec<Overwritten> {
    let mut lost = Vec::new();
    for operation in &transaction.operations {
        let Some(record) = corpus.record(&operation.record) else { continue };
        for write in told(operation) {
            let Some(here) = record.cell(&write.field).filter(|here| here.value != write.after) else {
                continue;
            };
            if is_unseen(here.stamp, here.value.as_ref(), transaction.stamp, write.before.as_ref()) {
                let earlier = if here.stamp < transaction.stamp { &here.value } else { &write.after };
                lost.extend(Overwritten::of(&operation.record, &write.field, earlier.as_ref()));
            }
        }
    }
    lost
}

impl Overwritten {
    /// `None` for a value that only a later program could show.
    fn of(record: &RecordKey, field: &Field, value: Option<&Value>) -> Option<Self> {
        let is_known = !matches!(value, Some(Value::Json(_)));
        is_known.then(|| Self { record: record.clone(), field: field.clone(), value: value.cloned() })
    }

    /// Whether the transaction decides what the field holds from now on.
    #[must_use]
    pub fn is_settled_by(&self, transaction: &Transaction) -> bool {
        transaction.operations.iter().any(|operation| {
            operation.record == self.record && operation.writes.iter().any(|write| write.field == self.field)
        })
    }
}

/// Whether the second of two writes of a field did not find what the first one left. What one page writes, it has
/// seen.
fn is_unseen(first: Stamp, left: Option<&Value>, second: Stamp, found: Option<&Value>) -> bool {
    first.replica != second.replica && first != Stamp::default() && left != found
}

/// The writes of what people would miss.
fn told(operation: &Operation) -> impl Iterator<Item = &Write> {
    let kind = &operation.record.kind;
    operation.writes.iter().filter(|write| schema::is(Mark::Told, kind, &write.field))
}
