//! Garbage collection: deleted records, texts and remains of transactions that nothing refers to any more
//! leave the store.
//!
//! A record is garbage only while no undo step can restore it. This module does not know chunks; compaction
//! leaves the garbage out.

use super::Saving;
use super::texts::{texts_of, versions_in};
use crate::corpus::Corpus;
use crate::model::record::{Kind, Record, RecordKey};
use crate::model::schema;
use crate::saving::journal::{self, Entry, Key};
use crate::text::TextVersion;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Records and texts that entries refer to.
#[derive(Default)]
pub(super) struct Needed {
    records: BTreeSet<RecordKey>,
    texts: BTreeSet<TextVersion>,
}

impl Saving {
    /// Finds the garbage: with `needed`, every deleted record that no entry refers to; else no more than
    /// before. Chunks that have too much or too little of it become dirty.
    pub(super) fn mark_garbage(&mut self, corpus: &Corpus, needed: Option<&Needed>) {
        let before = std::mem::take(&mut self.garbage);
        let latest = corpus.records_between(None, None).map(|(_, record)| counter_of(record)).max();
        let latest = latest.unwrap_or_default();
        let goes = |key: &RecordKey, record: &Rc<Record>| {
            let goes = || needed.map_or_else(|| before.contains(key), |needed| !needed.has(key, record));
            // A built-in record would be back without the record that says that it was put away, and comes back whole.
            let owner = || corpus.built_in(&schema::owner(record)?);
            let can_be_back = corpus.built_in(key).is_some() || !record.is_deleted() && owner().is_some();
            // The record with the latest stamp stays, so that the stamps of a new page continue from it.
            // Records of unknown kinds stay, as a later version may need them.
            let is_known = !matches!(key.kind, Kind::Unknown(_));
            is_known && !can_be_back && corpus.is_gone(record) && goes() && counter_of(record) < latest
        };
        let garbage = corpus.records_between(None, None).filter(|(key, record)| goes(key, record));
        let mut garbage: BTreeSet<_> = garbage.map(|(key, _)| key.clone()).collect();
        // A record that stays keeps its owner.
        for (key, record) in corpus.records_between(None, None) {
            if !garbage.contains(key)
                && let Some(owner) = schema::owner(record)
            {
                garbage.remove(&owner);
            }
        }
        self.dirty.extend(before.difference(&garbage).cloned());
        let is_collected = std::mem::take(&mut self.is_collected);
        if needed.is_some() {
            let left_out_already = if is_collected { before } else { BTreeSet::new() };
            self.dirty.extend(garbage.difference(&left_out_already).cloned());
        } else {
            // A record whose owner was removed must not be written without the removal.
            let owners = schema::owning_kinds().flat_map(|kind| corpus.records(kind));
            let removed = owners.filter(|(_, record)| record.is_deleted());
            self.dirty.extend(removed.map(|(key, _)| key.clone()));
        }
        self.garbage = garbage;
    }

    /// Records and texts that the stored entries refer to, with the owners of the records.
    pub(super) fn needed(&self, corpus: &Corpus) -> Needed {
        let mut needed = Needed::default();
        for kept in &self.entries {
            let entry = self.get(&kept.key).map(|value| journal::decode(kept.stamp, &value));
            let Some(Ok(Entry { transaction, .. })) = entry else { continue };
            for operation in &transaction.operations {
                let record = corpus.record(&operation.record);
                needed.records.extend(record.and_then(|record| schema::owner(record)));
                needed.records.insert(operation.record.clone());
                for write in &operation.writes {
                    let values = write.before.iter().chain(&write.after);
                    needed.texts.extend(values.flat_map(|value| versions_in(&write.field, value)));
                }
            }
        }
        needed
    }

    /// Removes texts that nothing refers to, and the remains of transactions that were never committed.
    pub(super) fn collect_garbage(&mut self, corpus: &Corpus, mut needed: Needed) {
        needed.texts.extend(texts_of(self.kept_records(corpus, true)));
        needed.texts.extend(self.texts_of_backups());
        for (version, key) in self.texts.clone() {
            if !needed.texts.contains(&version) {
                self.remove(&key);
            }
        }
        let commits = self.keys("commit/");
        let parts = self.keys("chunk/");
        let committed = |key: &String| match Key::parse(key) {
            Key::Commit(stamp) | Key::Chunk(Some(stamp)) => Some(stamp),
            _ => None,
        };
        let stamps = |keys: &[String]| keys.iter().filter_map(committed).collect::<Vec<_>>();
        let (with_commit, with_parts) = (stamps(&commits), stamps(&parts));
        for key in &parts {
            if committed(key).is_some_and(|stamp| !with_commit.contains(&stamp)) {
                self.remove(key);
            }
        }
        for key in &commits {
            if committed(key).is_some_and(|stamp| !with_parts.contains(&stamp)) {
                self.remove(key);
            }
        }
        self.remove_parts_of_backups();
    }
}

impl Needed {
    /// True if an entry refers to the text.
    pub fn has_text(&self, version: TextVersion) -> bool {
        self.texts.contains(&version)
    }

    /// True if an entry refers to the record, or can restore its owner.
    fn has(&self, key: &RecordKey, record: &Record) -> bool {
        let has = |key: &RecordKey| self.records.contains(key);
        has(key) || !record.is_deleted() && schema::owner(record).is_some_and(|owner| has(&owner))
    }
}

/// Largest counter among the stamps of a record.
fn counter_of(record: &Record) -> u64 {
    record.cells().map(|(_, cell)| cell.stamp.counter).max().unwrap_or_default()
}
