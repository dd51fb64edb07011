//! Conflicts: values of a field that two pages wrote without having seen each other's.
//!
//! The later stamp wins. The other value is found here, so that a person can look at it and take it after
//! all. Every write names the value that it found; one that did not find the value of the write before it was
//! made without knowing it. A deletion names no other field than its own, so of a team it is found in another way, see [`Own`].
//! This module does not know how a person is told.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::Transaction;
use crate::model::noun::Mark;
use crate::model::record::{Cell, Field, RecordKey, ReplicaId, Stamp, Value};
use crate::model::schema;
use crate::saving::NewlyRead;
use crate::saving::journal::Entry;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

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
    /// A record that is gone: its other state is to be there.
    #[must_use]
    pub fn deletion(record: RecordKey) -> Self {
        Self { record, field: Field::Deleted, value: Some(Value::Flag(false)) }
    }

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

/// Own writes of a person, beside which the news of others are laid: a deletion and a change of the same record that did not know of
/// each other. A person who changes a deleted record has not seen that. A deletion has not seen a change that others may still lack,
/// nor one with a stamp that is not before its own.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    /// Corpus of all own writes.
    pub corpus: &'a Corpus,
    /// Records with own writes that others may lack, each with the latest stamp.
    pub unsent: &'a BTreeMap<RecordKey, Stamp>,
}

impl Own<'_> {
    /// Records that one side deleted and the other changed unseen. `corpus` is the one before the news are merged.
    #[must_use]
    pub fn gone(self, corpus: &Corpus, news: &NewlyRead) -> BTreeSet<RecordKey> {
        let mut gone = BTreeSet::new();
        let unsent = OnceCell::new();
        let has_changed = |key: &RecordKey, deletion| {
            unsent.get_or_init(|| self.unsent_with_owners()).contains(key)
                || self.has_later_write(key, deletion)
        };
        for (key, field, cell) in news.fields() {
            let own = self.corpus.record(&key);
            if own.is_some_and(|own| !own.is_earlier_than(&field, &cell)) {
                continue;
            }
            if field == Field::Deleted {
                let is_here = || corpus.record(&key).is_none_or(|record| !record.is_deleted());
                if cell.value == Some(Value::Flag(true)) && is_here() && has_changed(&key, cell.stamp) {
                    gone.insert(key);
                }
            } else if let (Some(kind), Some(Value::Text(id))) = (schema::owner_kind(&field), &cell.value) {
                let owner = RecordKey::new(kind.clone(), id.clone());
                gone.extend(Some(owner).filter(|owner| self.has_deleted(corpus, owner)));
            } else if schema::is(Mark::Told, &key.kind, &field) {
                let owner = corpus.record(&key).and_then(|record| schema::owner(record));
                let subjects = owner.into_iter().chain([key]);
                gone.extend(subjects.filter(|subject| self.has_deleted(corpus, subject)));
            }
        }
        gone
    }

    /// Records with own writes that others may lack, and their owners.
    fn unsent_with_owners(self) -> BTreeSet<RecordKey> {
        let owners = self.unsent.keys().filter_map(|part| schema::owner(self.corpus.record(part)?));
        self.unsent.keys().cloned().chain(owners).collect()
    }

    /// True if the record has an own write with a stamp that is not before that of a deletion.
    fn has_later_write(self, key: &RecordKey, deletion: Stamp) -> bool {
        let is_later = |(field, cell): &(Field, Cell)| {
            schema::is(Mark::Told, &key.kind, field)
                && cell.stamp != Stamp::default()
                && cell.stamp.counter >= deletion.counter
        };
        self.corpus.record(key).is_some_and(|own| own.cells().any(is_later))
    }

    /// True if it was this person who deleted the record.
    fn has_deleted(self, corpus: &Corpus, key: &RecordKey) -> bool {
        let deletion = |corpus: &Corpus| {
            let record = corpus.record(key).filter(|record| record.is_deleted())?;
            Some(record.cell(&Field::Deleted)?.stamp)
        };
        deletion(corpus).is_some_and(|stamp| deletion(self.corpus) == Some(stamp))
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
