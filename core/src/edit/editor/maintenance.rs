//! Maintenance of the store: compaction, backups, clearing, and writing all of it anew.
//!
//! It does not know when the page is idle, or alone; the page decides when to call it.

use super::{Editor, Everything, Outcome, Texts};
use crate::corpus::Corpus;
use crate::model::time::Timestamp;
use crate::saving::journal::{self, Key};
use crate::saving::storage::StorageError;
use crate::saving::{Backup, Changes, Copied, Differences, Items, SaveStatus};
use std::rc::Rc;

/// Description of the store, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// UTF-16 units that are used, by this page or by others.
    pub used: usize,
    /// UTF-16 units that are left.
    pub left: usize,
    /// Backups, the latest first.
    pub backups: Vec<Backup>,
    /// Entries that could not be read, under the keys where they were set aside.
    pub set_aside: Items,
    /// True if everything was cleared here, and that can be undone.
    pub is_cleared: bool,
}

/// Items that were put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutBack {
    /// Number of transactions among them.
    pub edits: usize,
    /// Number of annotations that there are more.
    pub annotations: usize,
    /// Reason why not all of them are in the store; the second copy still has the rest.
    pub result: Result<(), StorageError>,
}

impl Editor {
    /// True if everything was cleared here, and that can be undone.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.cleared.is_some()
    }

    /// Name of the store since it was last emptied.
    #[must_use]
    pub fn generation(&self) -> &str {
        self.saving.generation()
    }

    /// Takes the items that were written and removed since the last call, for a second copy.
    pub fn take_changes(&mut self) -> Changes {
        self.saving.take_changes()
    }

    /// Compares the store with its second copy. `former` is the name that this store had before it was
    /// stored anew.
    #[must_use]
    pub fn compare(&self, copied: Vec<Copied>, former: Option<&str>) -> Differences {
        self.saving.compare(copied, former)
    }

    /// Items of the second copy that bring something which neither the store nor the corpus has.
    #[must_use]
    pub fn worth_having(&self, items: Items) -> Items {
        self.saving.worth_having(self.stored_corpus(), items)
    }

    /// True if somebody cleared the store, and it was empty on purpose.
    #[must_use]
    pub fn was_cleared(&self) -> bool {
        self.saving.was_cleared()
    }

    /// Items of the store.
    #[must_use]
    pub fn items(&self, keys: &[String]) -> Items {
        self.saving.items(keys)
    }

    /// State of the store, without trying to write.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        self.saving.status()
    }

    /// True if compaction is worth its cost.
    #[must_use]
    pub fn is_compaction_due(&self) -> bool {
        self.saving.is_compaction_due()
    }

    /// Compacts entries into chunks. All that other pages wrote must have been taken in before. In a team no garbage is collected: a
    /// deletion may still have to be sent.
    ///
    /// # Errors
    /// When a chunk does not fit. Nothing is lost then: the entries are still there.
    pub fn compact(&mut self, is_alone: bool) -> Result<(), StorageError> {
        let stored = self.stored_corpus().clone();
        self.saving.compact(&stored, is_alone && self.membership.is_none())
    }

    /// Removes the steps from the store that were compacted, so that no page can take them back.
    pub fn evict_steps(&mut self) {
        self.saving.evict_steps();
    }

    /// Makes the backup of that day, unless there is one. In a team the server is backed up: the store does not hold what others wrote.
    pub fn back_up(&mut self, day: &str, time: Timestamp) {
        if self.membership.is_none() {
            self.saving.back_up(&self.corpus, day, time);
        }
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

    /// The corpus of the backup.
    ///
    /// # Errors
    /// The part of the backup that cannot be read, and why.
    pub fn backup(&self, backup: &Backup) -> Result<Corpus, String> {
        self.saving.restore(&self.seeds, &self.corpus, backup)
    }

    /// Deletes the entries that were set aside.
    pub fn drop_set_aside(&mut self) {
        self.saving.drop_set_aside();
    }

    /// Puts back items of this store that it has lost, as far as they bring something, and merges them.
    pub fn recover(&mut self, items: Items) -> (PutBack, Outcome) {
        let items = self.worth_having(items);
        if items.is_empty() {
            return (PutBack { edits: 0, annotations: 0, result: Ok(()) }, self.nothing_new());
        }
        self.put_back(items)
    }

    /// Puts back items that a second copy has, and merges them. Values that these overwrite are not told of, as the
    /// entries are old. Histories of these can be continued.
    pub fn put_back(&mut self, items: Items) -> (PutBack, Outcome) {
        let annotations = self.corpus.annotation_count();
        let result = self.saving.put_back(&mut items.into());
        let newly_read = self.read_all();
        let edits = newly_read.entries.len();
        self.earlier.extend(newly_read.entries.iter().cloned());
        self.earlier.sort_unstable_by_key(|entry| entry.transaction.stamp);
        let outcome = Outcome { overwritten: Vec::new(), ..self.merge(newly_read) };
        let annotations = self.corpus.annotation_count().saturating_sub(annotations);
        (PutBack { edits, annotations, result }, outcome)
    }

    /// True if the items are nothing but backups, whole or in part.
    #[must_use]
    pub fn are_backups(items: &Items) -> bool {
        items.iter().all(|(key, _)| Key::parse(key) == Key::Backup)
    }

    /// Contents of items that a second copy has of another store: the number of annotations, and of backups.
    #[must_use]
    pub fn contents(&self, items: &Items) -> (usize, usize) {
        let loaded = journal::load(items.iter().map(|(key, value)| (&**key, &**value)));
        let is_head = |key: &String| Key::parse(key) == Key::Backup && key.ends_with("/head");
        let backups = items.iter().filter(|(key, _)| is_head(key)).count();
        (loaded.merge_into(&self.seeds).annotation_count(), backups)
    }

    /// Writes everything into a store that was emptied. `random` makes the new name of the store.
    pub fn store_anew(&mut self, random: u64) -> Outcome {
        let stored = self.stored_corpus().clone();
        let status = self.saving.store_anew(&stored, random);
        let outcome = Outcome { status: Some(status), ..self.nothing_new() };
        outcome.and_then(self.catch_up())
    }

    /// Removes everything, from the store and from this page. It can be undone as long as this editor exists.
    /// `random` makes the new name of the store.
    pub fn clear(&mut self, random: u64) -> Outcome {
        let stored = self.saving.clear(random);
        let (corpus, own) = (self.corpus.clone(), self.stored_corpus().clone());
        let everything = Everything { stored, corpus, own, history: std::mem::take(&mut self.history) };
        let outcome = self.start_again();
        self.cleared = Some(everything);
        outcome
    }

    /// Undoes the clearing; `None` if nothing was cleared here. If not everything finds room, the result
    /// is an error, and the rest can be tried again.
    pub fn undo_clear(&mut self) -> Option<(Result<(), StorageError>, Outcome)> {
        let mut everything = self.cleared.take()?;
        let put_back = self.saving.put_back(&mut everything.stored);
        let caught_up = self.catch_up();
        let status = self.saving.retry();
        let all = self.corpus.union(&everything.corpus);
        if let Some(membership) = &mut self.membership {
            membership.own = Rc::new(membership.own.union(&everything.own));
        }
        self.texts = Texts::named_by(&all);
        let outcome = caught_up.and_then(self.swap(all, None, Vec::new(), status));
        if put_back.is_ok() {
            self.history.adopt(everything.history);
        } else {
            self.cleared = Some(everything);
        }
        Some((put_back, outcome))
    }
}
