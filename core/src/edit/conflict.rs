//! Conflicts: values of a field that two pages wrote without having seen each other's.
//!
//! The later stamp wins. The other value is found here, so that a person can look at it and take it after
//! all. Every write names the value that it found; one that did not find the value of the write before it was
//! made without knowing it. This module does not know how a person is told.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::Transaction;
use crate::model::noun::Mark;
use crate::model::record::{Field, RecordKey, ReplicaId, Stamp, Value};
use crate::model::schema;
use crate::saving::journal::Entry;
use std::collections::BTreeMap;

/// A value that was overwritten by a page that had not seen it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overwritten {
    /// Record of the field.
    pub record: RecordKey,
    /// The field.
    pub field: Field,
    /// Value that was overwritten; `None` for an emptied field.
    pub value: Option<Value>,
}

/// Values that were overwritten among entries, which come in their order, and not written again since.
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
    let mut overwritten = Vec::new();
    for ((record, field), mut of_field) in writes {
        of_field.sort_unstable_by_key(|(stamp, write)| (*stamp, &write.after));
        let [.., (first, earlier), (second, later)] = &*of_field else { continue };
        if is_unseen(*first, earlier.after.as_ref(), *second, later.before.as_ref())
            && later.after != earlier.after
        {
            overwritten.extend(Overwritten::of(record, field, earlier.after.as_ref()));
        }
    }
    overwritten
}

/// Values that are overwritten when a transaction of another page is merged: its own, or those that are here. Of one
/// that comes late, only this page's own (`own`) later writes are
/// known not to have seen it.
#[must_use]
pub fn between(corpus: &Corpus, transaction: &Transaction, own: ReplicaId) -> Vec<Overwritten> {
    let mut overwritten = Vec::new();
    for operation in &transaction.operations {
        let Some(record) = corpus.record(&operation.record) else { continue };
        for write in told(operation) {
            let Some(here) = record.cell(&write.field).filter(|here| here.value != write.after) else {
                continue;
            };
            let is_told = here.stamp < transaction.stamp || here.stamp.replica == own;
            if is_told && is_unseen(here.stamp, here.value.as_ref(), transaction.stamp, write.before.as_ref())
            {
                let earlier = if here.stamp < transaction.stamp { &here.value } else { &write.after };
                overwritten.extend(Overwritten::of(&operation.record, &write.field, earlier.as_ref()));
            }
        }
    }
    overwritten
}

impl Overwritten {
    /// `None` for a value that only a later version could show.
    fn of(record: &RecordKey, field: &Field, value: Option<&Value>) -> Option<Self> {
        let is_known = !matches!(value, Some(Value::Json(_)));
        is_known.then(|| Self { record: record.clone(), field: field.clone(), value: value.cloned() })
    }

    /// True if the transaction writes the field, and so decides on its value.
    #[must_use]
    pub fn is_settled_by(&self, transaction: &Transaction) -> bool {
        transaction.operations.iter().any(|operation| {
            operation.record == self.record && operation.writes.iter().any(|write| write.field == self.field)
        })
    }
}

/// True if the second of two writes of a field did not find the value of the first. A page has seen its own
/// writes.
fn is_unseen(first: Stamp, left: Option<&Value>, second: Stamp, found: Option<&Value>) -> bool {
    first.replica != second.replica && first != Stamp::default() && left != found
}

/// Writes of which people are told when they are overwritten.
fn told(operation: &Operation) -> impl Iterator<Item = &Write> {
    let kind = &operation.record.kind;
    operation.writes.iter().filter(|write| schema::is(Mark::Told, kind, &write.field))
}
