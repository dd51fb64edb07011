//! Compaction: the fields that entries wrote go into chunks, after which the oldest entries can be evicted
//! and garbage can be collected.
//!
//! It does not know when the page is idle or alone; the page decides when to compact.

use super::{SaveStatus, Saving, StoredChunk};
use crate::corpus::Corpus;
use crate::model::record::{Record, RecordKey};
use crate::saving::journal::chunk;
use crate::saving::storage::StorageError;
use std::rc::Rc;

/// Chunks that overlap, and the range of records that they have, or would have: from a key on (inclusive) up
/// to another (exclusive).
#[derive(Default)]
struct Group {
    keys: Vec<String>,
    from: Option<RecordKey>,
    upto: Option<RecordKey>,
}

impl Saving {
    /// True if compaction is worth its cost.
    #[must_use]
    pub fn is_compaction_due(&self) -> bool {
        let uncompacted = self.entries.iter().filter(|entry| !entry.is_compacted).count();
        let is_worth_it = self.has_leftovers
            || uncompacted >= self.budget.uncompacted.max(1)
            || self.over_budget(self.budget.entries) > 0;
        is_worth_it && self.can_compact()
    }

    fn can_compact(&self) -> bool {
        self.status() == SaveStatus::Saved && self.batches.is_empty()
    }

    /// Rewrites the chunks that are out of date, and evicts the oldest entries. The corpus must hold
    /// everything that the store does: catch up before. If no other page is open, garbage is collected, too;
    /// a page counts as open as long as a write of its can still arrive.
    ///
    /// # Errors
    /// When a chunk cannot be written. Nothing is lost then.
    pub fn compact(&mut self, corpus: &Corpus, is_alone: bool) -> Result<(), StorageError> {
        if !self.can_compact() {
            return Ok(());
        }
        self.has_leftovers = false;
        let groups = self.groups();
        // If several chunks have a record, one may have it as deleted and another not: after a crash that
        // leaves the other, the record would be back. With one chunk for each record, it can go.
        let needed =
            (is_alone && groups.iter().all(|group| group.keys.len() <= 1)).then(|| self.needed(corpus));
        self.mark_garbage(corpus, needed.as_ref());
        self.write_missing_texts(corpus, needed.is_some())?;
        self.is_collected = self.write_chunks(corpus, groups, needed.is_some())?;
        let (entries, units) = self.budget.entries;
        let surplus = self.over_budget((entries, units));
        if surplus > 0 {
            // A few more are evicted, so that this is not due again at once.
            self.evict_entries(surplus + entries / 5);
        }
        self.move_texts()?;
        if let Some(needed) = needed.filter(|_| self.is_collected) {
            self.collect_garbage(corpus, needed);
        }
        Ok(())
    }

    pub(super) fn kept_records<'a>(
        &'a self,
        corpus: &'a Corpus,
        collects: bool,
    ) -> impl Iterator<Item = &'a Rc<Record>> {
        let records = corpus.records_between(None, None);
        records.filter(move |(key, _)| !collects || !self.garbage.contains(key)).map(|(_, record)| record)
    }

    /// Rewrites chunks. Returns true if all garbage was left out. If garbage is left out, the parts of a
    /// removed article go before the article, else the article is written before its parts: no part may be
    /// left without it.
    fn write_chunks(
        &mut self,
        corpus: &Corpus,
        mut groups: Vec<Group>,
        collects: bool,
    ) -> Result<bool, StorageError> {
        let mut leaves_out = collects;
        if !collects {
            groups.reverse();
        }
        for Group { keys, from, upto } in groups {
            let (from, upto) = (from.as_ref(), upto.as_ref());
            let is_within =
                |key: &RecordKey| from.is_none_or(|from| key >= from) && upto.is_none_or(|upto| key < upto);
            if keys.len() == 1 && !self.dirty.iter().any(is_within) {
                continue;
            }
            let is_left_out = |key: &RecordKey| leaves_out && self.garbage.contains(key);
            let records = corpus.records_between(from, upto).filter(|(key, _)| !is_left_out(key));
            for chunk in chunk::encode(records, self.budget.chunk) {
                let key = self.next_chunk_key();
                self.set_evicting(&key, &chunk.value)?;
                self.chunks.push(StoredChunk { key, first: chunk.first, last: chunk.last });
            }
            for key in &keys {
                leaves_out &= self.remove(key);
            }
        }
        self.dirty.clear();
        self.entries.iter_mut().for_each(|entry| entry.is_compacted = true);
        Ok(leaves_out)
    }

    /// Groups of overlapping chunks, in order. There is at least one group, which may have no chunks;
    /// together they cover every record.
    fn groups(&self) -> Vec<Group> {
        let mut chunks: Vec<&StoredChunk> = self.chunks.iter().collect();
        chunks.sort_unstable();
        let mut groups = vec![Group::default()];
        let mut last: Option<&RecordKey> = None;
        for chunk in chunks {
            let Some(group) = groups.last_mut() else { break };
            if last.is_some_and(|last| *last < chunk.first) {
                let first = Some(chunk.first.clone());
                group.upto.clone_from(&first);
                groups.push(Group { keys: vec![chunk.key.clone()], from: first, upto: None });
            } else {
                group.keys.push(chunk.key.clone());
            }
            last = last.max(Some(&chunk.last));
        }
        groups
    }
}
