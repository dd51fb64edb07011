//! Clearing: all items of the project are removed, put back, or written anew under another name of the store.
//!
//! It also answers what the store holds. It does not know who asked for it.

use super::batch::Batch;
use super::opening::Opening;
use super::{SaveStatus, Saving, Started};
use crate::corpus::Corpus;
use crate::model::record::Stamp;
use crate::saving::journal::{self, Key};
use crate::saving::storage::StorageError;

/// Items of the store: keys and values.
pub type Items = Vec<(String, String)>;

/// Items that were removed from the store, to be put back.
#[derive(Default)]
pub struct Cleared {
    entries: Items,
    /// Transactions that had not been written.
    batches: Vec<Batch>,
}

impl From<Items> for Cleared {
    /// Items of a second copy. Anybody may have put something there, so only items of ours are taken.
    fn from(mut entries: Items) -> Self {
        entries.retain(|(key, _)| journal::is_item(key));
        sort(&mut entries);
        Self { entries, batches: Vec::new() }
    }
}

impl Saving {
    /// Number of units that are used, by this page or others, and number of units that are left.
    #[must_use]
    pub fn room(&self) -> (usize, usize) {
        let used = self.storage.as_ref().map(|storage| storage.units()).unwrap_or_default();
        (used, self.budget.room.saturating_sub(used))
    }

    /// Entries that were set aside because they could not be read.
    #[must_use]
    pub fn set_aside_entries(&self) -> Items {
        self.all(&self.keys_set_aside())
    }

    /// Removes the entries that were set aside.
    pub fn drop_set_aside(&mut self) {
        for key in self.keys_set_aside().into_iter().chain(self.stray()) {
            self.remove(&key);
        }
    }

    /// Keys of the entries that were set aside, by an earlier form, too.
    fn keys_set_aside(&self) -> Vec<String> {
        let mut keys = self.all_keys();
        keys.retain(|key| Key::parse(key) == Key::Damaged);
        keys
    }

    /// Keys of every form and project.
    pub(super) fn all_keys(&self) -> Vec<String> {
        let keys = self.storage.as_ref().ok().and_then(|storage| storage.keys(journal::PREFIX).ok());
        keys.unwrap_or_default()
    }

    /// Removes everything that any version has stored, and returns it. The store has another name afterwards, by which
    /// other pages see that this was meant. Stamps must not start again: see [`Corpus::continuing`].
    pub fn clear(&mut self, random: u64) -> Cleared {
        let mut keys = self.all_keys();
        keys.sort_by_cached_key(|key| order(key));
        let entries = self.all(&keys);
        let fresh = journal::key("generation", &format!("{random:016x}"));
        // The new name comes first, so that no page ever sees a store without a name. The old name goes
        // before all the rest, so that no page takes the rest for all that there is. Without room for both
        // names, the new one comes last.
        let is_named = self.set(&fresh, journal::CLEARED).is_ok();
        for key in keys.iter().rev() {
            self.remove(key);
        }
        if !is_named {
            let _ = self.set(&fresh, journal::CLEARED);
        }
        self.generation = Some(fresh);
        self.dirty.clear();
        // The second copy forgets the store as a whole.
        self.changes.clear();
        Cleared { entries, batches: std::mem::take(&mut self.batches) }
    }

    /// Reads everything of ours again, after another page cleared it.
    pub fn start_again(&mut self, seeds: &Corpus) -> Corpus {
        // The other page removes one key after the other, and this page may come in between, more than once: what it knew is
        // gone or about to go. A key that is put back some day counts as not seen.
        let cleared = std::mem::take(&mut self.known);
        let fresh = Self::new(self.storage.clone(), self.replica, self.budget);
        let fresh = Self { known: cleared.clone(), ..fresh };
        let Started { corpus, saving, .. } = Opening::of(fresh, seeds).finish();
        let going = saving.known.intersection(&cleared).cloned().collect();
        // No key may be written twice. Garbage can still be resurrected by what is put back.
        let garbage = std::mem::take(&mut self.garbage);
        let (history_id, chunks_written) = (self.history_id, self.chunks_written);
        let elsewhere = std::mem::take(&mut self.elsewhere);
        *self = Self { history_id, cleared, going, elsewhere, garbage, chunks_written, ..saving };
        corpus
    }

    /// Puts back items that were cleared, or that a second copy has and the store lost, beside those that
    /// have come since, in the order in which they were made. They are to be read then like anything that another page wrote.
    ///
    /// # Errors
    /// When there is no room for all of them. The ones that fitted are there.
    pub fn put_back(&mut self, cleared: &mut Cleared) -> Result<(), StorageError> {
        for (key, value) in &cleared.entries {
            if !self.holds(key) {
                let storage = self.storage.as_ref().map_err(Clone::clone)?;
                storage.set(key, value)?;
                self.note_change(key, Some(value));
            }
        }
        self.batches.append(&mut cleared.batches);
        // It is not empty on purpose any more.
        if let Some(name) = self.generation.clone().filter(|name| self.is_cleared(name)) {
            self.set(&name, journal::BEGUN)?;
        }
        Ok(())
    }

    /// Writes the whole corpus into a store that was emptied, under a new name. Items that another page has
    /// stored since stay, and are there to be caught up with.
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
        // The corpus has all that waits.
        let waiting = std::mem::take(&mut self.batches);
        if let Err(why) = self.compact(corpus, false) {
            // A failed attempt leaves nothing behind: else the next edit would be stored beside a part, which
            // would seem to be everything.
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
        self.storage.as_ref().ok()?.get(key).ok()?
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.storage.as_ref().is_ok_and(|storage| storage.holds(key))
    }

    /// Keys of this form and project whose rest begins with that text.
    pub(super) fn keys(&self, rest: &str) -> Vec<String> {
        let (kind, id) = rest.split_once('/').unwrap_or((rest, ""));
        let keys = self.storage.as_ref().ok().and_then(|storage| storage.keys(&journal::key(kind, id)).ok());
        keys.unwrap_or_default()
    }

    pub(super) fn all(&self, keys: &[String]) -> Items {
        keys.iter().filter_map(|key| Some((key.clone(), self.get(key)?))).collect()
    }
}

/// Sorts items so that none is written before those that it needs, and entries are written in the order in which they were made.
pub(super) fn sort(items: &mut Items) {
    items.sort_by_cached_key(|(key, _)| order(key));
}

fn order(key: &str) -> (u8, Option<Stamp>) {
    match Key::parse(key) {
        Key::Text(_) => (0, None),
        Key::Chunk(_) => (1, None),
        Key::Backup if !key.ends_with("/head") => (1, None),
        Key::Entry(stamp) => (2, Some(stamp)),
        Key::Generation => (3, None),
        _ => (2, None),
    }
}
