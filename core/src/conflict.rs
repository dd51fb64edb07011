//! Conflicts: two pages wrote one field without having seen each other's. The later stamp wins; the value that
//! lost is found here, so that somebody can look at it and take it after all.
//!
//! Every write says what it found, so a write that did not find what the one before it left was made without
//! knowing it.

use crate::corpus::Corpus;
use crate::journal::Entry;
use crate::operation::Write;
use crate::record::{Field, RecordKey, Stamp, Value};
use crate::sorted;
use crate::transaction::Transaction;

/// A value that was overwritten unseen.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// Whose field.
    pub record: RecordKey,
    /// Which.
    pub field: Field,
    /// What somebody had written.
    pub value: Option<Value>,
}

/// What was lost among entries that come in their order, and was not written again since.
#[must_use]
pub fn among(entries: &[Entry]) -> Vec<Lost> {
    let (mut writes, mut order) = (Vec::new(), Vec::new());
    for Entry { transaction, .. } in entries {
        for operation in &transaction.operations {
            for write in operation.writes.iter().filter(|write| is_shown(&write.field)) {
                order.push((&operation.record, &write.field, transaction.stamp, writes.len()));
                writes.push(write);
            }
        }
    }
    sorted::sort(&mut order);
    let mut lost = Vec::new();
    for of_field in order.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let [.., (_, _, first, earlier), (record, field, second, later)] = of_field else { continue };
        let (earlier, later): (&Write, &Write) = (writes[*earlier], writes[*later]);
        if is_unseen(*first, earlier.after.as_ref(), *second, later.before.as_ref())
            && later.after != earlier.after
        {
            let (record, field) = ((*record).clone(), (*field).clone());
            lost.push(Lost { record, field, value: earlier.after.clone() });
        }
    }
    lost
}

/// What is lost when a transaction of another page is merged: its own value, or what is here.
#[must_use]
pub fn between(corpus: &Corpus, transaction: &Transaction) -> Vec<Lost> {
    let mut lost = Vec::new();
    for operation in &transaction.operations {
        let Some(record) = corpus.record(&operation.record) else { continue };
        for write in operation.writes.iter().filter(|write| is_shown(&write.field)) {
            let Some(here) = record.cell(&write.field).filter(|here| here.value != write.after) else {
                continue;
            };
            if is_unseen(here.stamp, here.value.as_ref(), transaction.stamp, write.before.as_ref()) {
                let earlier = if here.stamp < transaction.stamp { &here.value } else { &write.after };
                let (record, field) = (operation.record.clone(), write.field.clone());
                lost.push(Lost { record, field, value: earlier.clone() });
            }
        }
    }
    lost
}

impl Lost {
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

/// What people write and would miss.
fn is_shown(field: &Field) -> bool {
    matches!(field, Field::Label | Field::Name | Field::Note | Field::Target | Field::Title)
}
