//! What the store does with everything at once: folding, backups, clearing, and writing all of it anew.

use super::{Store, low_half};
use crate::app::message::WayOn;
use glossator_core::corpus::Corpus;
use glossator_core::edit::editor::{Editor, Stored};
use glossator_core::saving::{Backup, Items};

impl Store {
    /// The name of the store since it was last emptied.
    #[must_use]
    pub fn generation(&self) -> String {
        self.read(|state| state.editor.generation().to_owned())
    }

    /// What was written since this was last asked.
    #[must_use]
    pub fn take_written(&self) -> Items {
        self.edit(Editor::take_written)
    }

    /// Whether folding is worth the while.
    #[must_use]
    pub fn is_compaction_due(&self) -> bool {
        self.read(|state| state.editor.is_compaction_due())
    }

    /// Folds entries into chunks, after reading what others wrote.
    pub fn fold(&self, is_alone: bool) {
        self.catch_up();
        // What does not fit stays as it is.
        let _ = self.edit(|editor| editor.compact(is_alone));
    }

    /// Makes the day's backup, unless it is there.
    pub fn back_up(&self, day: &str) {
        let now = (self.0.environment.now)();
        self.edit(|editor| editor.back_up(day, now));
    }

    /// What the settings say about the store.
    #[must_use]
    pub fn stored(&self) -> Stored {
        self.read(|state| state.editor.stored())
    }

    /// The corpus as it was then.
    ///
    /// # Errors
    /// Which part of the backup cannot be read, and why.
    pub fn backup(&self, backup: &Backup) -> Result<Corpus, String> {
        self.read(|state| state.editor.backup(backup))
    }

    /// Throws away what was set aside because it could not be read.
    pub fn drop_set_aside(&self) {
        self.edit(Editor::drop_set_aside);
    }

    /// Puts entries back that the store has lost; says how many transactions came of it.
    #[must_use]
    pub fn put_back(&self, entries: Items) -> usize {
        if entries.is_empty() {
            return 0;
        }
        let (count, outcome) = self.edit(|editor| editor.put_back(entries));
        self.settle(outcome);
        count
    }

    /// Writes all of it into the store again, after that was emptied.
    pub fn store_anew(&self) {
        let random = self.random();
        let outcome = self.edit(|editor| editor.store_anew(random));
        self.settle(outcome);
        self.notify();
    }

    /// Removes everything, from the store and from this page. It can be taken back until the page is closed.
    pub fn clear(&self) {
        let random = self.random();
        let outcome = self.edit(|editor| editor.clear(random));
        self.update(super::Session::start_again);
        self.settle(outcome);
        self.alert("Everything was cleared.", vec![WayOn::UndoClear]);
    }

    /// Takes that back.
    pub fn undo_clear(&self) {
        let Some((put_back, outcome)) = self.edit(Editor::undo_clear) else { return };
        self.settle(outcome);
        match put_back {
            Err(why) => {
                self.alert(format!("Not all of it could be put back: {why}."), vec![WayOn::UndoClear]);
            }
            Ok(()) => self.say("Everything is back.", None),
        }
    }

    fn random(&self) -> u64 {
        low_half((self.0.environment.random)())
    }
}
