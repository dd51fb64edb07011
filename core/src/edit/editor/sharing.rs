//! Sharing: edits that other pages on the same store make come in, and histories of pages that were open before go on.

use super::{Editor, Outcome};
use crate::edit::conflict::{self, Lost};
use crate::edit::history::History;
use crate::model::record::ReplicaId;
use crate::saving::journal::Entry;
use crate::saving::storage::StorageError;
use crate::saving::{Condition, News, SaveStatus};

impl Editor {
    /// Histories that this page can go on with: those of earlier pages, the latest first, and then its own.
    #[must_use]
    pub fn histories(&self) -> Vec<ReplicaId> {
        self.earlier.iter().map(|(history, _)| *history).chain([self.replica]).collect()
    }

    /// Goes on with one of [`Editor::histories`], which no other page has; with its own if there is none. The steps that
    /// were taken here meanwhile come after it.
    pub fn adopt(&mut self, index: Option<usize>) {
        let earlier = std::mem::take(&mut self.earlier);
        if let Some((history, steps)) = index.and_then(|index| earlier.into_iter().nth(index)) {
            self.saving.adopt(history);
            self.history.adopt(steps);
        }
    }

    /// Reads what another page wrote under that key. It is to be taken in then.
    pub fn read(&mut self, key: &str) -> News {
        self.saving.receive(key)
    }

    /// Reads everything that other pages wrote since this page last looked. It is to be taken in then.
    pub fn read_all(&mut self) -> News {
        self.saving.catch_up()
    }

    /// Takes in what was read, and looks what became of the store.
    pub fn take_in(&mut self, news: News) -> Outcome {
        let outcome = self.merge(news);
        outcome.and_then(self.look_at_store())
    }

    /// Reads everything and takes it in.
    pub fn catch_up(&mut self) -> Outcome {
        let news = self.read_all();
        self.take_in(news)
    }

    pub(super) fn merge(&mut self, news: News) -> Outcome {
        if news.is_empty() {
            return self.nothing_new();
        }
        let (mut corpus, mut change) = self.corpus.merge(news.texts, news.cells);
        let mut overwritten = Vec::new();
        let mut applied = Vec::new();
        for Entry { transaction, .. } in news.entries {
            // One after the other: each may have seen the one before. Of one field the last value counts.
            for lost in conflict::between(&corpus, &transaction) {
                overwritten
                    .retain(|other: &Lost| (&other.record, &other.field) != (&lost.record, &lost.field));
                overwritten.push(lost);
            }
            let (next, changed) = corpus.apply(&transaction);
            corpus = next;
            change = change.and_then(changed);
            applied.push(transaction);
        }
        let status = self.saving.retry();
        Outcome { overwritten, damaged: news.damaged, ..self.swap(corpus, Some(change), applied, status) }
    }

    /// Finds out whether the store is still the one that this page opened. What another page cleared is let go of.
    fn look_at_store(&mut self) -> Outcome {
        match self.saving.condition() {
            Condition::Sound => {
                // There may be room by now for what did not fit.
                let status = if self.saving.is_waiting() {
                    Some(self.saving.retry())
                } else {
                    Some(self.saving.status()).filter(|status| *status != SaveStatus::Saved)
                };
                Outcome { status, ..self.nothing_new() }
            }
            Condition::Emptied => {
                let status = Some(SaveStatus::NotSaved(StorageError::Emptied));
                Outcome { status, ..self.nothing_new() }
            }
            Condition::Cleared => Outcome { was_cleared: true, ..self.start_again() },
        }
    }

    /// Shows what the store has now, and nothing else.
    pub(super) fn start_again(&mut self) -> Outcome {
        let corpus = self.saving.start_again(&self.seeds).continuing(&self.corpus);
        let status = self.saving.status();
        self.history = History::default();
        self.swap(corpus, None, Vec::new(), status)
    }
}
