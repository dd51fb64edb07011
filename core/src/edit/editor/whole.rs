//! Everything at once: folding, backups, clearing, and writing all of it anew.

use super::{Editor, Everything, Outcome};
use crate::corpus::Corpus;
use crate::model::time::Timestamp;
use crate::saving::storage::StorageError;
use crate::saving::{Backup, Items};

/// The store, as people may want to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// UTF-16 units that are used, by this page or by others.
    pub used: usize,
    /// UTF-16 units that are left.
    pub left: usize,
    /// Days to go back to.
    pub backups: Vec<Backup>,
    /// Entries that could not be read.
    pub set_aside: Items,
    /// Says that everything was cleared here, and can be taken back.
    pub is_cleared: bool,
}

impl Editor {
    /// Says whether everything was cleared here, and can be taken back.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.cleared.is_some()
    }

    /// The name of the store since it was last emptied.
    #[must_use]
    pub fn generation(&self) -> &str {
        self.saving.generation()
    }

    /// Takes what was written since this was last called, for whoever keeps a second copy.
    pub fn take_written(&mut self) -> Items {
        self.saving.take_written()
    }

    /// Says whether folding is worth the while.
    #[must_use]
    pub fn is_compaction_due(&self) -> bool {
        self.saving.is_compaction_due()
    }

    /// Folds entries into chunks, after what others wrote was taken in.
    ///
    /// # Errors
    /// When a chunk does not fit. That is no loss: the entries are still there.
    pub fn compact(&mut self, is_alone: bool) -> Result<(), StorageError> {
        self.saving.compact(&self.corpus, is_alone)
    }

    /// Makes the day's backup, unless it is there.
    pub fn back_up(&mut self, day: &str, time: Timestamp) {
        self.saving.back_up(&self.corpus, day, time);
    }

    /// Describes the store.
    #[must_use]
    pub fn stored(&self) -> Stored {
        let (used, left) = self.saving.room();
        Stored {
            used,
            left,
            backups: self.saving.backups(),
            set_aside: self.saving.set_aside_entries(),
            is_cleared: self.is_cleared(),
        }
    }

    /// The corpus as it was then.
    ///
    /// # Errors
    /// The part of the backup that cannot be read, and why.
    pub fn backup(&self, backup: &Backup) -> Result<Corpus, String> {
        self.saving.restore(&self.seeds, &self.corpus, backup)
    }

    /// Throws away what was set aside because it could not be read.
    pub fn drop_set_aside(&mut self) {
        self.saving.drop_set_aside();
    }

    /// Puts entries back that the store has lost; says how many transactions came of it. Values that they overwrite are
    /// not told: it is old entries that come in again.
    pub fn put_back(&mut self, entries: Items) -> (usize, Outcome) {
        // What does not fit is still where it came from, and is found again at the next start.
        let _ = self.saving.put_back(&mut entries.into());
        let newly_read = self.read_all();
        let count = newly_read.entries.len();
        let outcome = Outcome { overwritten: Vec::new(), ..self.merge(newly_read) };
        (count, outcome)
    }

    /// Writes all of it into the store again, after that was emptied. `random` makes the new name of the store.
    pub fn store_anew(&mut self, random: u64) -> Outcome {
        let status = self.saving.store_anew(&self.corpus, random);
        let outcome = Outcome { status: Some(status), ..self.nothing_new() };
        outcome.and_then(self.catch_up())
    }

    /// Removes everything, from the store and from this page. It can be taken back as long as this editor is there.
    /// `random` makes the new name of the store.
    pub fn clear(&mut self, random: u64) -> Outcome {
        let stored = self.saving.clear(random);
        let everything =
            Everything { stored, corpus: self.corpus.clone(), history: std::mem::take(&mut self.history) };
        let outcome = self.start_again();
        self.cleared = Some(everything);
        outcome
    }

    /// Takes that back. `None` if nothing was cleared here; an error where not all of it has room, and then the rest
    /// can be tried again.
    pub fn undo_clear(&mut self) -> Option<(Result<(), StorageError>, Outcome)> {
        let mut everything = self.cleared.take()?;
        let put_back = self.saving.put_back(&mut everything.stored);
        let caught_up = self.catch_up();
        let status = self.saving.retry();
        let all = self.corpus.union(&everything.corpus);
        let outcome = caught_up.and_then(self.swap(all, None, Vec::new(), status));
        if put_back.is_ok() {
            self.history.adopt(everything.history);
        } else {
            self.cleared = Some(everything);
        }
        Some((put_back, outcome))
    }
}
