//! What the store does with everything at once: folding, backups, clearing, and writing all of it anew.

use super::{Store, low_half};
use crate::app::message::WayOn;
use crate::app::session::Session;
use crate::app::storage::Report;
use glossator_core::corpus::Corpus;
use glossator_core::history::History;
use glossator_core::saving::{Backup, Entries};

impl Store {
    /// The name of the store since it was last emptied.
    #[must_use]
    pub fn generation(&self) -> String {
        self.0.saving.borrow().generation().to_owned()
    }

    /// What was written since this was last asked.
    #[must_use]
    pub fn take_written(&self) -> Entries {
        self.0.saving.borrow_mut().take_written()
    }

    /// Whether folding is worth the while.
    #[must_use]
    pub fn is_fold_due(&self) -> bool {
        self.0.saving.borrow().is_fold_due()
    }

    /// Folds entries into chunks, after reading what others wrote.
    pub fn fold(&self, is_alone: bool) {
        self.catch_up();
        let corpus = self.corpus();
        // A chunk that does not fit is no loss: the entries are still there.
        let _ = self.0.saving.borrow_mut().fold(&corpus, is_alone);
    }

    /// Makes the day's backup, unless it is there.
    pub fn back_up(&self, day: &str) {
        self.0.saving.borrow_mut().back_up(&self.corpus(), day, (self.0.environment.now)());
    }

    /// What the settings say about the store.
    #[must_use]
    pub fn report(&self) -> Report {
        let saving = self.0.saving.borrow();
        let ((used, left), backups) = (saving.room(), saving.backups());
        let is_cleared = self.0.cleared.borrow().is_some();
        Report { used, left, backups, set_aside: saving.set_aside_entries(), is_cleared }
    }

    /// The corpus as it was then.
    ///
    /// # Errors
    /// Which part of the backup cannot be read, and why.
    pub fn backup(&self, backup: &Backup) -> Result<Corpus, String> {
        self.0.saving.borrow().restore(&self.0.seeds, &self.corpus(), backup)
    }

    /// Throws away what was set aside because it could not be read.
    pub fn drop_set_aside(&self) {
        self.0.saving.borrow_mut().drop_set_aside();
    }

    /// Puts entries back that the store has lost; says how many transactions and texts came of it.
    #[must_use]
    pub fn put_back(&self, entries: Entries) -> usize {
        if entries.is_empty() {
            return 0;
        }
        // What does not fit is still where it came from, and is found again at the next start.
        let _ = self.0.saving.borrow_mut().put_back(&mut entries.into());
        let news = self.0.saving.borrow_mut().catch_up();
        self.take_in(&news, false);
        news.entries.len()
    }

    /// Writes all of it into the store again, after that was emptied.
    pub fn store_anew(&self) {
        let (corpus, random) = (self.corpus(), low_half((self.0.environment.random)()));
        let status = self.0.saving.borrow_mut().store_anew(&corpus, random);
        self.report_status(&status);
        self.catch_up();
        self.notify();
    }

    /// Removes everything, from the store and from this page. It can be taken back until the page is closed.
    pub fn clear(&self) {
        let random = low_half((self.0.environment.random)());
        let cleared = self.0.saving.borrow_mut().clear(random);
        let history = std::mem::take(&mut self.0.state.borrow_mut().history);
        *self.0.cleared.borrow_mut() = Some((cleared, self.corpus(), history));
        self.start_again();
        self.alert("Everything was cleared.", vec![WayOn::UndoClear]);
    }

    /// Takes that back.
    pub fn undo_clear(&self) {
        let Some((mut cleared, corpus, history)) = self.0.cleared.borrow_mut().take() else { return };
        let put_back = self.0.saving.borrow_mut().put_back(&mut cleared);
        self.catch_up();
        let status = self.0.saving.borrow_mut().retry();
        self.swap(self.corpus().union(&corpus), None, &status);
        if let Err(why) = put_back {
            self.alert(format!("Not all of it could be put back: {why}."), vec![WayOn::UndoClear]);
            *self.0.cleared.borrow_mut() = Some((cleared, corpus, history));
        } else {
            self.0.state.borrow_mut().history.adopt(history);
            self.say("Everything is back.", None);
        }
        self.notify();
    }

    /// Shows what the store has now, and nothing else.
    pub(super) fn start_again(&self) {
        let corpus = self.0.saving.borrow_mut().start_again(&self.0.seeds).continuing(&self.corpus());
        let status = self.0.saving.borrow().status();
        {
            let mut state = self.0.state.borrow_mut();
            state.history = History::default();
            state.session = Session { document: state.session.document.clone(), ..Session::default() };
        }
        self.swap(corpus, None, &status);
        self.notify();
    }
}
