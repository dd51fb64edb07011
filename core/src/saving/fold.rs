//! Folding: what entries wrote goes into chunks, then the oldest entries go, and with them what nothing refers to
//! any more.

use super::{Folded, LetGo, SaveStatus, Saving};
use crate::corpus::Corpus;
use crate::document::DocumentId;
use crate::journal::{self, Entry, Key, chunk};
use crate::record::{Field, Kind, Record, RecordKey, Target, Value};
use crate::sorted;
use crate::storage::StorageError;
use crate::text::TextVersion;
use std::rc::Rc;

/// Chunks that overlap. It has all records from its first one up to the next group's.
struct Group {
    keys: Vec<String>,
    first: RecordKey,
    last: RecordKey,
}

/// What entries still speak of.
#[derive(Default)]
struct Needed {
    records: Vec<RecordKey>,
    texts: Vec<TextVersion>,
}

impl Saving {
    /// Whether folding is worth the while.
    #[must_use]
    pub fn is_fold_due(&self) -> bool {
        let unfolded = self.entries.iter().filter(|entry| !entry.folded).count();
        unfolded >= self.budget.unfolded || self.over_budget(self.budget.entries) > 0
    }

    /// Writes the chunks that are out of date, and lets go of the oldest entries. The corpus must hold all that
    /// the store does: catch up before. With no other page open, what was deleted and cannot come back goes, too.
    ///
    /// # Errors
    /// When a chunk cannot be written. Nothing is lost then.
    pub fn fold(&mut self, corpus: &Corpus, is_alone: bool) -> Result<(), StorageError> {
        if self.status() != SaveStatus::Saved || !self.batches.is_empty() {
            return Ok(());
        }
        let needed = is_alone.then(|| self.needed());
        self.write_chunks(corpus, needed.as_ref())?;
        let (entries, units) = self.budget.entries;
        let surplus = self.over_budget((entries, units));
        if surplus > 0 {
            // A few more, so that this is not due again at once.
            self.let_go_of_entries(surplus + entries / 5);
        }
        self.move_texts()?;
        if let Some(needed) = needed {
            self.sweep(corpus, needed);
        }
        Ok(())
    }

    /// Removes what can be done without: the oldest backup, or else the oldest steps. `false` if there is neither.
    pub(super) fn make_room(&mut self) -> bool {
        let what = if self.drop_oldest_backup() {
            LetGo::Backup
        } else if self.let_go_of_entries(self.entries.len() / 4 + 1) > 0 {
            LetGo::Steps
        } else {
            return false;
        };
        self.let_go = self.let_go.max(Some(what));
        true
    }

    fn write_chunks(&mut self, corpus: &Corpus, needed: Option<&Needed>) -> Result<(), StorageError> {
        let is_kept = |key: &RecordKey, record: &Rc<Record>| {
            needed.is_none_or(|needed| !is_gone(corpus, record) || needed.records.binary_search(key).is_ok())
        };
        let groups = self.groups();
        for (number, group) in groups.iter().enumerate() {
            let from = if number == 0 { None } else { Some(&group.first) };
            let upto = groups.get(number + 1).map(|next| &next.first);
            let is_within = |key: &&RecordKey| {
                from.is_none_or(|from| *key >= from) && upto.is_none_or(|upto| *key < upto)
            };
            if group.keys.len() == 1 && !self.dirty.iter().any(|key| is_within(&key)) {
                continue;
            }
            let records = corpus.records_between(from, upto).filter(|(key, record)| is_kept(key, record));
            for chunk in chunk::encode(records, self.budget.chunk) {
                let key = journal::key("chunk", &format!("{}-{}", self.replica, self.chunks_written));
                self.chunks_written += 1;
                self.set_firmly(&key, &chunk.value)?;
                self.chunks.push(Folded { key, first: chunk.first, last: chunk.last });
            }
            group.keys.iter().for_each(|key| self.remove(key));
        }
        self.dirty.clear();
        self.entries.iter_mut().for_each(|entry| entry.folded = true);
        Ok(())
    }

    /// The chunks in order, at least one group, which may have none.
    fn groups(&self) -> Vec<Group> {
        let mut chunks: Vec<&Folded> = self.chunks.iter().collect();
        chunks.sort_unstable_by(|one, other| one.first.cmp(&other.first));
        let mut groups: Vec<Group> = Vec::new();
        for Folded { key, first, last } in chunks {
            match groups.last_mut().filter(|group| group.last >= *first) {
                Some(group) => {
                    group.keys.push(key.clone());
                    group.last = group.last.clone().max(last.clone());
                }
                None => {
                    groups.push(Group { keys: vec![key.clone()], first: first.clone(), last: last.clone() })
                }
            }
        }
        if groups.is_empty() {
            let nothing = RecordKey::new(Kind::Annotation, "");
            groups.push(Group { keys: Vec::new(), first: nothing.clone(), last: nothing });
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
    fn let_go_of_entries(&mut self, count: usize) -> usize {
        let oldest = self.entries.iter().take(count).take_while(|entry| entry.folded);
        let keys: Vec<_> = oldest.map(|entry| entry.key.clone()).collect();
        keys.iter().for_each(|key| self.remove(key));
        keys.len()
    }

    /// Texts that an earlier form stored get the keys of this one.
    fn move_texts(&mut self) -> Result<(), StorageError> {
        for (version, old) in self.texts.clone() {
            let new = journal::text_key(version);
            if old == new {
                continue;
            }
            if let Some(content) = self.get(&old) {
                self.set_firmly(&new, &content)?;
                self.remove(&old);
                self.texts.push((version, new));
            }
        }
        Ok(())
    }

    /// What the entries that are there speak of.
    fn needed(&self) -> Needed {
        let mut needed = Needed::default();
        for kept in &self.entries {
            let entry = self.get(&kept.key).map(|value| journal::decode(kept.stamp, &value));
            let Some(Ok(Entry { transaction, .. })) = entry else { continue };
            for operation in &transaction.operations {
                needed.records.push(operation.record.clone());
                for write in &operation.writes {
                    for value in write.before.iter().chain(&write.after) {
                        needed.texts.extend(version_in(&write.field, value));
                        if write.field == Field::Document
                            && let Value::Text(id) = value
                        {
                            needed.records.push(DocumentId(id.clone()).key());
                        }
                    }
                }
            }
        }
        needed.records.sort_unstable();
        needed.records.dedup();
        needed
    }

    /// Removes texts that nothing refers to, and what a transaction left that was never committed.
    fn sweep(&mut self, corpus: &Corpus, mut needed: Needed) {
        for (key, record) in corpus.records_between(None, None) {
            if !is_gone(corpus, record) || needed.records.binary_search(key).is_ok() {
                let values = record.cells().filter_map(|(field, cell)| Some((field, cell.value.as_ref()?)));
                needed.texts.extend(values.filter_map(|(field, value)| version_in(field, value)));
            }
        }
        needed.texts.extend(self.texts_of_backups());
        needed.texts.sort_unstable();
        for (version, key) in self.texts.clone() {
            if needed.texts.binary_search(&version).is_err() {
                self.remove(&key);
            }
        }
        let mut parts = Vec::new();
        for key in self.keys("chunk/") {
            if let Key::Chunk(Some(stamp)) = Key::parse(&key) {
                if self.chunks.iter().any(|chunk| chunk.key == key) {
                    sorted::insert(&mut parts, stamp);
                } else {
                    self.remove(&key);
                }
            }
        }
        for key in self.keys("commit/") {
            if matches!(Key::parse(&key), Key::Commit(stamp) if parts.binary_search(&stamp).is_err()) {
                self.remove(&key);
            }
        }
    }
}

/// Deleted, or part of an article that is.
fn is_gone(corpus: &Corpus, record: &Rc<Record>) -> bool {
    let document = || corpus.record(&DocumentId(record.text(&Field::Document)?.clone()).key());
    record.is_deleted() || document().is_some_and(|document| document.is_deleted())
}

/// The text that a field's value refers to.
pub(super) fn version_in(field: &Field, value: &Value) -> Option<TextVersion> {
    match value {
        Value::Target(Target::Anchored { text, .. }) => Some(*text),
        Value::Text(version) if *field == Field::Text => TextVersion::parse(version),
        _ => None,
    }
}
