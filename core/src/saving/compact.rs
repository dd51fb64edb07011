//! Folding: what entries wrote goes into chunks, then the oldest entries go, and with them what nothing refers to
//! any more.

use super::{Evicted, SaveStatus, Saving, StoredChunk};
use crate::corpus::Corpus;
use crate::model::record::{Field, Kind, Record, RecordKey, Stamp, Target, Value};
use crate::model::schema;
use crate::saving::journal::{self, Entry, Key, chunk};
use crate::saving::storage::StorageError;
use crate::text::TextVersion;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Chunks that overlap, and which records they have, or would have: from one on, up to another.
#[derive(Default)]
struct Group {
    keys: Vec<String>,
    from: Option<RecordKey>,
    upto: Option<RecordKey>,
}

/// What entries still speak of.
#[derive(Default)]
struct Needed {
    records: BTreeSet<RecordKey>,
    texts: BTreeSet<TextVersion>,
}

impl Saving {
    /// Whether folding is worth the while.
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

    /// Writes the chunks that are out of date, and lets go of the oldest entries. The corpus must hold all that
    /// the store does: catch up before. With no other page open, what was deleted and cannot come back goes, too;
    /// no page, that is, which could still write or of which something could still be on its way here.
    ///
    /// # Errors
    /// When a chunk cannot be written. Nothing is lost then.
    pub fn compact(&mut self, corpus: &Corpus, is_alone: bool) -> Result<(), StorageError> {
        if !self.can_compact() {
            return Ok(());
        }
        self.has_leftovers = false;
        let groups = self.groups();
        // If several chunks have a record, one may say that it is deleted and another not: after a crash that leaves
        // the other, it would be back. Once everything is in one chunk each, it can go.
        let needed =
            (is_alone && groups.iter().all(|group| group.keys.len() <= 1)).then(|| self.needed(corpus));
        self.mark_garbage(corpus, needed.as_ref());
        self.write_missing_texts(corpus, needed.is_some())?;
        self.is_collected = self.write_chunks(corpus, groups, needed.is_some())?;
        let (entries, units) = self.budget.entries;
        let surplus = self.over_budget((entries, units));
        if surplus > 0 {
            // A few more, so that this is not due again at once.
            self.evict_entries(surplus + entries / 5);
        }
        self.move_texts()?;
        if let Some(needed) = needed.filter(|_| self.is_collected) {
            self.collect_garbage(corpus, needed);
        }
        Ok(())
    }

    /// Removes what can be done without: the oldest backup, or else the oldest steps. `false` if there is neither,
    /// or if all of it were too little for so many units.
    pub(super) fn make_room(&mut self, units: usize) -> bool {
        let steps: usize =
            self.entries.iter().filter(|entry| entry.is_compacted).map(|entry| entry.units).sum();
        // What cannot fit anyway is not worth anything.
        if self.units_of_backups() + steps + self.room().1 < units {
            return false;
        }
        let what = if self.drop_oldest_backup() {
            Evicted::Backup
        } else if self.evict_entries(self.entries.len() / 4 + 1) > 0 {
            Evicted::Steps
        } else {
            return false;
        };
        self.evicted = self.evicted.max(Some(what));
        true
    }

    /// With `needed`, everything that was deleted and that no entry speaks of; else no more than before. Where that
    /// makes a difference, chunks are out of date.
    fn mark_garbage(&mut self, corpus: &Corpus, needed: Option<&Needed>) {
        let before = std::mem::take(&mut self.garbage);
        let latest = corpus.records_between(None, None).map(|(_, record)| counter_of(record)).max();
        let latest = latest.unwrap_or_default();
        let goes = |key: &RecordKey, record: &Rc<Record>| {
            let goes = || needed.map_or_else(|| before.contains(key), |needed| !needed.has(key, record));
            // The latest stays, so that the stamps of a page that opens go on from there; and so does what a later
            // program may know to be needed.
            let is_known = !matches!(key.kind, Kind::Unknown(_));
            is_known && corpus.is_gone(record) && goes() && counter_of(record) < latest
        };
        let garbage = corpus.records_between(None, None).filter(|(key, record)| goes(key, record));
        let mut garbage: BTreeSet<_> = garbage.map(|(key, _)| key.clone()).collect();
        // Of what stays, the owner stays.
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
            // Whatever is written as part of an article that was removed must find it removed.
            let owners = schema::owning_kinds().flat_map(|kind| corpus.records(kind));
            let removed = owners.filter(|(_, record)| record.is_deleted());
            self.dirty.extend(removed.map(|(key, _)| key.clone()));
        }
        self.garbage = garbage;
    }

    /// Texts may be gone because another page did not know that they are needed, as long as this one has them.
    fn write_missing_texts(&mut self, corpus: &Corpus, collects: bool) -> Result<(), StorageError> {
        for version in texts_of(self.kept_records(corpus, collects)) {
            let is_here = self.texts.iter().any(|(stored, _)| *stored == version);
            if let Some(text) = corpus.text(version).filter(|_| !is_here) {
                let key = journal::text_key(version);
                self.set_firmly(&key, text.content())?;
                self.texts.push((version, key));
            }
        }
        Ok(())
    }

    fn kept_records<'a>(
        &'a self,
        corpus: &'a Corpus,
        collects: bool,
    ) -> impl Iterator<Item = &'a Rc<Record>> {
        let records = corpus.records_between(None, None);
        records.filter(move |(key, _)| !collects || !self.garbage.contains(key)).map(|(_, record)| record)
    }

    /// Says whether everything that is garbage was left out. Where an article that was removed is forgotten, its
    /// annotations go before it, else it comes before them: no annotation may be left that would seem to have one.
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
                self.set_firmly(&key, &chunk.value)?;
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

    /// The chunks in order, at least one group, which may have none. Together they have every record.
    fn groups(&self) -> Vec<Group> {
        let mut chunks: Vec<&StoredChunk> = self.chunks.iter().collect();
        chunks.sort();
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

    /// How many of the oldest entries are too many.
    fn over_budget(&self, (entries, units): (usize, usize)) -> usize {
        let mut taken = 0;
        let fitting = self.entries.iter().rev().take(entries).take_while(|entry| {
            taken += entry.units;
            taken <= units
        });
        self.entries.len() - fitting.count()
    }

    /// Removes so many of the oldest entries, as far as chunks say the same; says how many those were.
    fn evict_entries(&mut self, count: usize) -> usize {
        let oldest = self.entries.iter().filter(|entry| entry.is_compacted).take(count);
        let keys: Vec<_> = oldest.map(|entry| entry.key.clone()).collect();
        keys.iter().filter(|key| self.remove(key)).count()
    }

    /// Texts that an earlier form stored get the keys of this one.
    fn move_texts(&mut self) -> Result<(), StorageError> {
        for (version, old) in self.texts.clone() {
            let new = journal::text_key(version);
            if let Some(content) = self.get(&old).filter(|_| old != new) {
                self.set_firmly(&new, &content)?;
                self.remove(&old);
                self.texts.push((version, new));
            }
        }
        Ok(())
    }

    /// What the entries that are there speak of, with the articles that it is part of.
    fn needed(&self, corpus: &Corpus) -> Needed {
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

    /// Removes texts that nothing refers to, and what a transaction left that was never committed.
    fn collect_garbage(&mut self, corpus: &Corpus, mut needed: Needed) {
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
    /// Whether an entry speaks of it, or could bring its article back.
    fn has(&self, key: &RecordKey, record: &Record) -> bool {
        let has = |key: &RecordKey| self.records.contains(key);
        has(key) || !record.is_deleted() && schema::owner(record).is_some_and(|owner| has(&owner))
    }
}

/// The largest of its stamps.
fn counter_of(record: &Record) -> u64 {
    record.cells().map(|(_, cell)| cell.stamp.counter).max().unwrap_or_default()
}

/// Every text that the records refer to, but for those that the page brings along.
pub(super) fn texts_of<'a>(records: impl Iterator<Item = &'a Rc<Record>>) -> BTreeSet<TextVersion> {
    let cells = records.flat_map(|record| record.cells());
    let cells = cells.filter(|(_, cell)| cell.stamp != Stamp::default());
    let values = cells.filter_map(|(field, cell)| Some((field, cell.value.as_ref()?)));
    values.flat_map(|(field, value)| versions_in(field, value)).collect()
}

/// The texts that a field's value refers to. A value that is not understood refers to every text of which it has the
/// version.
fn versions_in(field: &Field, value: &Value) -> Vec<TextVersion> {
    match value {
        Value::Target(Target::Anchored { text, .. }) => vec![*text],
        Value::Text(version) if *field == Field::Text => TextVersion::parse(version).into_iter().collect(),
        Value::Json(json) if !matches!(field, Field::Foreign(_)) => {
            json.split('"').filter_map(TextVersion::parse).collect()
        }
        _ => Vec::new(),
    }
}
