//! The store as a whole: what it holds, clearing it and taking that back, and writing all of it anew.

use super::batch::Batch;
use super::{SaveStatus, Saving, Started};
use crate::corpus::Corpus;
use crate::saving::journal::{self, Key};
use crate::saving::storage::StorageError;

/// Keys and values.
pub type Items = Vec<(String, String)>;

/// What is not in the store any more, to be put back.
#[derive(Default)]
pub struct Cleared {
    entries: Items,
    /// What had not been written.
    batches: Vec<Batch>,
}

impl From<Items> for Cleared {
    fn from(entries: Items) -> Self {
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
    pub fn set_aside_entries(&self) -> Items {
        self.all(&self.keys_set_aside())
    }

    /// Throws away what was set aside.
    pub fn drop_set_aside(&mut self) {
        for key in self.keys_set_aside() {
            self.remove(&key);
        }
    }

    /// An earlier form may have set aside something, too.
    fn keys_set_aside(&self) -> Vec<String> {
        let Ok(storage) = &self.storage else { return Vec::new() };
        let mut keys = storage.keys(journal::PREFIX);
        keys.retain(|key| Key::parse(key) == Key::Damaged);
        keys
    }

    /// Removes everything of this project, and says what that was. The store has another name afterwards, which is
    /// how other pages see that this was meant. Stamps must not begin anew: see [`Corpus::continuing`].
    pub fn clear(&mut self, random: u64) -> Cleared {
        let Ok(storage) = &self.storage else { return Cleared::default() };
        let mut keys = storage.keys(journal::PREFIX);
        keys.retain(|key| !matches!(Key::parse(key), Key::Foreign | Key::Newer(_)));
        let keys: Vec<_> =
            (0..RANKS).flat_map(|at| keys.iter().filter(move |key| rank(key) == at)).cloned().collect();
        let entries = self.all(&keys);
        let fresh = journal::key("generation", &format!("{random:016x}"));
        // First, so that no page ever sees a store without a name; and the old name goes before all the rest, so
        // that none takes what is left for all that there is. Without room for both, the order is another.
        let is_named = self.set(&fresh, journal::CLEARED).is_ok();
        for key in keys.iter().rev() {
            self.remove(key);
        }
        if !is_named {
            let _ = self.set(&fresh, journal::CLEARED);
        }
        self.generation = Some(fresh);
        self.dirty.clear();
        Cleared { entries, batches: std::mem::take(&mut self.batches) }
    }

    /// Reads everything of ours again, after another page cleared it.
    pub fn start_again(&mut self, seeds: &Corpus) -> Corpus {
        // Whoever clears removes one key after the other, and this page may come in between: what it knew is gone or
        // is going. If it is put back one day, that is newly_read.
        let going = std::mem::take(&mut self.known);
        let Started { corpus, mut saving, .. } =
            Self::start_beside(going.clone(), seeds, self.storage.clone(), self.replica, self.budget);
        saving.known.retain(|key| !going.contains(key));
        // No key may come twice. What was garbage may still come back with what is put back.
        let (garbage, written) = (std::mem::take(&mut self.garbage), std::mem::take(&mut self.written));
        let (history_id, chunks_written) = (self.history_id, self.chunks_written);
        *self = Self { history_id, garbage, chunks_written, written, ..saving };
        corpus
    }

    /// Puts back what was cleared, or what a second copy has and the store lost, beside what has come since. To be
    /// read then like anything that another page wrote.
    ///
    /// # Errors
    /// When there is no room for all of it. What fitted is there.
    pub fn put_back(&mut self, cleared: &mut Cleared) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().map_err(Clone::clone)?;
        for (key, value) in cleared.entries.iter().filter(|(key, _)| storage.get(key).is_none()) {
            storage.set(key, value)?;
        }
        self.batches.append(&mut cleared.batches);
        Ok(())
    }

    /// Writes all of the corpus into a store that was emptied, under a new name. What another page has stored
    /// since stays, and is there to be caught up with.
    pub fn store_anew(&mut self, corpus: &Corpus, random: u64) -> SaveStatus {
        if let Some(form) = self.newer_form {
            return SaveStatus::NewerForm(form);
        }
        let fresh = journal::key("generation", &format!("{random:016x}"));
        if let Err(why) = self.set(&fresh, journal::BEGUN) {
            return SaveStatus::NotSaved(why);
        }
        let emptied = self.generation.replace(fresh.clone());
        self.known.clear();
        self.texts.clear();
        self.chunks.clear();
        self.entries.clear();
        self.garbage.clear();
        // All that they say is in the corpus.
        let waiting = std::mem::take(&mut self.batches);
        if let Err(why) = self.compact(corpus, false) {
            // As if nothing had been stored: else the next edit would, and it would seem to be all there is.
            let written: Vec<_> = self.chunks.iter().map(|chunk| chunk.key.clone()).collect();
            for key in written.iter().chain([&fresh]) {
                self.remove(key);
            }
            self.generation = emptied;
            self.batches = waiting;
            return SaveStatus::NotSaved(why);
        }
        self.status()
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        self.storage.as_ref().ok()?.get(key)
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.storage.as_ref().is_ok_and(|storage| storage.holds(key))
    }

    /// The keys of this form and project of which the rest begins so.
    pub(super) fn keys(&self, rest: &str) -> Vec<String> {
        let (kind, id) = rest.split_once('/').unwrap_or((rest, ""));
        self.storage.as_ref().map(|storage| storage.keys(&journal::key(kind, id))).unwrap_or_default()
    }

    fn all(&self, keys: &[String]) -> Items {
        keys.iter().filter_map(|key| Some((key.clone(), self.get(key)?))).collect()
    }
}

const RANKS: usize = 4;

/// In which order keys may come, if nothing is to be there before what it needs.
fn rank(key: &str) -> usize {
    match Key::parse(key) {
        Key::Text(_) => 0,
        Key::Chunk(_) => 1,
        Key::Backup if !key.ends_with("/head") => 1,
        Key::Generation => 3,
        _ => 2,
    }
}
