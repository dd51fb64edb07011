//! The store as a whole: what it holds, clearing it and taking that back, and writing all of it anew.

use super::batch::Batch;
use super::{SaveStatus, Saving};
use crate::corpus::Corpus;
use crate::journal::{self, Key};
use crate::record::RecordKey;
use crate::storage::StorageError;

/// Keys and values.
pub type Entries = Vec<(String, String)>;

/// What is not in the store any more, to be put back.
#[derive(Default)]
pub struct Cleared {
    entries: Entries,
    /// What had not been written.
    batches: Vec<Batch>,
}

impl From<Entries> for Cleared {
    fn from(entries: Entries) -> Self {
        Self { entries, batches: Vec::new() }
    }
}

impl Saving {
    /// Units that are used, by this page or others, and units that are left.
    #[must_use]
    pub fn room(&self) -> (usize, usize) {
        let used = self.storage.as_ref().map(|storage| storage.units()).unwrap_or_default();
        (used, self.budget.room.saturating_sub(used))
    }

    /// What was set aside because it could not be read.
    #[must_use]
    pub fn set_aside_entries(&self) -> Entries {
        self.all(&self.keys("damaged/"))
    }

    /// Throws away what was set aside.
    pub fn drop_set_aside(&mut self) {
        self.keys("damaged/").iter().for_each(|key| self.remove(key));
    }

    /// Removes everything of this project, and says what that was. The store has another name afterwards, which is
    /// how other pages see that this was meant.
    pub fn clear(&mut self, random: u64) -> Cleared {
        let Ok(storage) = &self.storage else { return Cleared::default() };
        let mut keys = storage.keys(journal::PREFIX);
        keys.retain(|key| !matches!(Key::parse(key), Key::Foreign | Key::Newer(_)));
        let entries = self.all(&keys);
        let fresh = journal::key("generation", &format!("{random:016x}"));
        // First, so that no page ever sees a store without a name.
        let _ = self.set(&fresh, "1");
        keys.iter().for_each(|key| self.remove(key));
        self.generation = Some(fresh);
        self.dirty.clear();
        Cleared { entries, batches: std::mem::take(&mut self.batches) }
    }

    /// Puts back what was cleared, or what a second copy has and the store lost, beside what has come since. To be
    /// read then like anything that another page wrote.
    ///
    /// # Errors
    /// When there is no room for all of it. What fitted is there.
    pub fn put_back(&mut self, cleared: &mut Cleared) -> Result<(), StorageError> {
        self.batches.append(&mut cleared.batches);
        let storage = self.storage.as_ref().map_err(Clone::clone)?;
        cleared.entries.iter().try_for_each(|(key, value)| storage.set(key, value))
    }

    /// Writes all of the corpus into a store that was emptied, under a new name.
    pub fn store_anew(&mut self, corpus: &Corpus, random: u64) -> SaveStatus {
        let fresh = journal::key("generation", &format!("{random:016x}"));
        if let Err(why) = self.set(&fresh, "1") {
            return SaveStatus::NotSaved(why);
        }
        self.generation = Some(fresh);
        let waiting = std::mem::take(&mut self.batches);
        let _ = self.catch_up();
        let written = self.write_texts(corpus).and_then(|()| {
            let mut records: Vec<RecordKey> =
                corpus.records_between(None, None).map(|(key, _)| key.clone()).collect();
            self.dirty.append(&mut records);
            self.dirty.sort_unstable();
            self.dirty.dedup();
            self.fold(corpus, false)
        });
        match written {
            Ok(()) => self.retry(),
            Err(why) => {
                self.batches = waiting;
                SaveStatus::NotSaved(why)
            }
        }
    }

    fn write_texts(&mut self, corpus: &Corpus) -> Result<(), StorageError> {
        for version in super::backup::texts_of(corpus) {
            let is_here = self.texts.iter().any(|(stored, _)| *stored == version);
            if let Some(text) = corpus.text(version).filter(|_| !is_here) {
                let key = journal::text_key(version);
                self.set_firmly(&key, text.content())?;
                self.texts.push((version, key));
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        self.storage.as_ref().ok()?.get(key)
    }

    /// The keys of this form and project of which the rest begins so.
    pub(super) fn keys(&self, rest: &str) -> Vec<String> {
        let (kind, id) = rest.split_once('/').unwrap_or((rest, ""));
        self.storage.as_ref().map(|storage| storage.keys(&journal::key(kind, id))).unwrap_or_default()
    }

    fn all(&self, keys: &[String]) -> Entries {
        keys.iter().filter_map(|key| Some((key.clone(), self.get(key)?))).collect()
    }
}
