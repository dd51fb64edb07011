//! Sharing: edits of other pages on the same store are merged, and undo histories of earlier pages are
//! continued.
//!
//! It does not know when another page writes; the page calls it.

use super::{Editor, Outcome, Texts};
use crate::edit::conflict::{self, Overwritten};
use crate::edit::history::History;
use crate::model::record::ReplicaId;
use crate::saving::journal::Entry;
use crate::saving::storage::StorageError;
use crate::saving::{Condition, NewlyRead, SaveStatus};
use std::rc::Rc;

impl Editor {
    /// Ids of the histories that this page can continue: those of earlier pages, the latest first, and then
    /// its own. Empty once it continues an earlier one.
    #[must_use]
    pub fn history_ids(&self) -> Vec<ReplicaId> {
        if self.saving.history_id() != self.replica {
            return Vec::new();
        }
        let earlier = History::by_page(&self.earlier);
        earlier.into_iter().map(|(history_id, _)| history_id).chain([self.replica]).collect()
    }

    /// Continues one of [`Editor::history_ids`], which no other page has; its own if there is none. The steps
    /// that were made here meanwhile come after it.
    pub fn adopt(&mut self, index: Option<usize>) {
        let earlier = History::by_page(&std::mem::take(&mut self.earlier));
        if let Some((history_id, steps)) = index.and_then(|index| earlier.into_iter().nth(index)) {
            self.saving.adopt(history_id);
            self.history.adopt(steps);
        }
    }

    /// Reads what another page wrote under that key, to be taken in.
    pub fn read(&mut self, key: &str) -> NewlyRead {
        self.saving.receive(key)
    }

    /// Reads everything that other pages wrote since this page last looked, to be taken in.
    pub fn read_all(&mut self) -> NewlyRead {
        self.saving.catch_up()
    }

    /// Merges what was read, and finds out the state of the store.
    pub fn take_in(&mut self, newly_read: NewlyRead) -> Outcome {
        let outcome = self.merge(newly_read);
        outcome.and_then(self.look_at_store())
    }

    /// Reads everything and takes it in.
    pub fn catch_up(&mut self) -> Outcome {
        let newly_read = self.read_all();
        self.take_in(newly_read)
    }

    /// Merges what other pages of the same store wrote.
    pub(super) fn merge(&mut self, newly_read: NewlyRead) -> Outcome {
        if !newly_read.is_empty() {
            self.note_read(&newly_read);
        }
        self.merge_shown(newly_read)
    }

    /// Merges what was read into the corpus that is shown.
    pub(super) fn merge_shown(&mut self, newly_read: NewlyRead) -> Outcome {
        if newly_read.is_empty() {
            return self.nothing_new();
        }
        self.texts.want_read(&self.corpus, &newly_read);
        let (mut corpus, mut change) = self.corpus.merge(newly_read.texts, newly_read.cells);
        self.texts.have(&corpus);
        let mut overwritten = Vec::new();
        let mut applied = Vec::new();
        for Entry { transaction, .. } in newly_read.entries {
            // One after the other, as each may have seen the one before. Of several values of one field the
            // last counts.
            let is_known = newly_read.returned.contains(&transaction.stamp);
            let unseen =
                if is_known { Vec::new() } else { conflict::between(&corpus, &transaction, self.replica) };
            for value in unseen {
                overwritten.retain(|other: &Overwritten| {
                    (&other.record, &other.field) != (&value.record, &value.field)
                });
                overwritten.push(value);
            }
            let (next, changed) = corpus.apply(&transaction);
            corpus = next;
            change = change.and_then(changed);
            applied.push(transaction);
        }
        let status = self.saving.retry();
        Outcome {
            overwritten,
            damaged: newly_read.damaged,
            ..self.swap(corpus, Some(change), applied, status)
        }
    }

    /// Finds out if the store is still the one that this page opened. If another page cleared it, the corpus
    /// goes with it.
    fn look_at_store(&mut self) -> Outcome {
        match self.saving.condition() {
            Condition::Sound => {
                // There may be room by now for what did not fit.
                let status =
                    if self.saving.is_waiting() { self.saving.retry() } else { self.saving.status() };
                Outcome { status: Some(status), ..self.nothing_new() }
            }
            Condition::Emptied => {
                let status = Some(SaveStatus::NotSaved(StorageError::Emptied));
                Outcome { status, ..self.nothing_new() }
            }
            Condition::Cleared => Outcome { was_cleared: true, ..self.start_again() },
        }
    }

    /// Replaces the corpus by what the store holds now.
    pub(super) fn start_again(&mut self) -> Outcome {
        let corpus = self.saving.start_again(&self.seeds).continuing(&self.corpus);
        if let Some(membership) = &mut self.membership {
            membership.own = Rc::new(corpus.clone());
        }
        let status = self.saving.status();
        self.history = History::default();
        self.texts = Texts::named_by(&corpus);
        self.swap(corpus, None, Vec::new(), status)
    }
}
