//! What the store shares with other pages on the same storage, and with pages that were open before.

use super::Store;
use crate::app::describe;
use crate::app::message::WayOn;
use glossator_core::command::Command;
use glossator_core::conflict::{self, Lost};
use glossator_core::history::History;
use glossator_core::journal::{Damaged, Entry};
use glossator_core::record::ReplicaId;
use glossator_core::saving::{Condition, News};
use glossator_core::storage::StorageError;
use glossator_core::transaction::Transaction;
use std::rc::Rc;

/// The histories that entries tell of, the latest first. Entries come in their order.
pub(super) fn histories(entries: &[Entry]) -> Vec<(ReplicaId, History)> {
    let mut steps: Vec<(ReplicaId, Vec<Rc<Transaction>>)> = Vec::new();
    for Entry { transaction, history } in entries {
        let at = steps.iter().position(|(other, _)| other == history);
        let mut of_history = at.map_or((*history, Vec::new()), |at| steps.remove(at));
        of_history.1.push(transaction.clone());
        steps.push(of_history);
    }
    steps.into_iter().rev().map(|(history, steps)| (history, History::replay(steps))).collect()
}

impl Store {
    /// The histories that this page could go on with, the latest first, and then its own.
    #[must_use]
    pub fn histories(&self) -> Vec<ReplicaId> {
        let histories = self.0.histories.borrow();
        histories.iter().map(|(history, _)| *history).chain([self.0.replica]).collect()
    }

    /// Goes on with one of [`Store::histories`], which no other page has; with its own if there is none. What was done
    /// here meanwhile comes after.
    pub fn adopt(&self, index: Option<usize>) {
        let histories = std::mem::take(&mut *self.0.histories.borrow_mut());
        let Some((history, steps)) = index.and_then(|index| histories.into_iter().nth(index)) else { return };
        self.0.saving.borrow_mut().adopt(history);
        self.0.state.borrow_mut().history.adopt(steps);
        self.notify();
    }

    /// Another page wrote, or removed, what is under that key; or everything, if there is none.
    pub fn receive(&self, key: Option<&str>) {
        let news = key.map(|key| self.0.saving.borrow_mut().receive(key));
        self.take_in(&news.unwrap_or_default(), true);
        self.look_at_store();
    }

    /// Reads what other pages wrote while this one slept.
    pub fn catch_up(&self) {
        let news = self.0.saving.borrow_mut().catch_up();
        self.take_in(&news, true);
        self.look_at_store();
    }

    /// Says what is to be said about what a start found.
    pub(super) fn report_start(&self, news: &News) {
        self.report_damage(&news.damaged);
        let corpus = self.corpus();
        for lost in conflict::among(&news.entries) {
            let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field));
            if here != lost.value.as_ref() {
                self.report_lost(lost);
            }
        }
    }

    /// `asks` about values that were overwritten unseen: not where old entries come in again.
    pub(super) fn take_in(&self, news: &News, asks: bool) {
        if news.is_empty() {
            return;
        }
        let open = self.read(|state| state.session.annotation);
        self.keep_draft(news);
        let before = self.corpus();
        let (mut corpus, mut change) = before.merge(news.texts.iter().cloned(), news.cells.iter().cloned());
        let mut overwritten = Vec::new();
        for Entry { transaction, .. } in &news.entries {
            // One after the other: each may have seen the one before.
            overwritten.append(&mut conflict::between(&corpus, transaction));
            let (next, changed) = corpus.apply(transaction);
            corpus = next;
            change.annotations.extend(changed.annotations);
            self.settle(transaction);
        }
        let status = self.0.saving.borrow_mut().retry();
        self.swap(corpus, Some(&change), &status);
        for lost in overwritten.into_iter().filter(|_| asks) {
            self.report_lost(lost);
        }
        if let Some(gone) = open.filter(|id| self.corpus().annotation(*id).is_none()) {
            let words = describe::words(&before, gone);
            self.alert(format!("{words} was deleted in another tab."), vec![WayOn::Undelete(gone)]);
        }
        self.report_damage(&news.damaged);
        self.notify();
    }

    /// A note that is being typed must not go with an annotation that another page deletes.
    fn keep_draft(&self, news: &News) {
        let Some((annotation, note)) = self.read(|state| state.session.draft.clone()) else { return };
        let key = annotation.key();
        let touches =
            |entry: &Entry| entry.transaction.operations.iter().any(|operation| operation.record == key);
        if news.entries.iter().any(touches) {
            let _ = self.dispatch(&Command::SetNote { annotation, note });
        }
    }

    /// What a transaction writes is decided.
    pub(super) fn settle(&self, transaction: &Transaction) {
        let is_open = self.read(|state| state.session.alerts.iter().any(|alert| alert.lost().is_some()));
        if is_open {
            self.update(|session| {
                session
                    .alerts
                    .retain(|alert| !alert.lost().is_some_and(|lost| lost.is_settled_by(transaction)));
            });
        }
    }

    fn report_lost(&self, lost: Lost) {
        let corpus = self.corpus();
        let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field));
        let value = |value| describe::value(&corpus, &lost.field, value);
        let (what, here, other) = (describe::field(&corpus, &lost), value(here), value(lost.value.as_ref()));
        let words =
            format!("Two tabs changed {what} at the same time. Now it is {here}; the other was {other}.");
        let lost = Rc::new(lost);
        self.alert(words, vec![WayOn::Take(lost.clone()), WayOn::Leave(lost)]);
    }

    fn report_damage(&self, damaged: &[Damaged]) {
        match damaged {
            [] => {}
            [Damaged { key, why }] => self.alert(
                format!("A stored entry could not be read and was set aside: {why} ({key})."),
                vec![WayOn::Settings],
            ),
            several => self.alert(
                format!("{} stored entries could not be read and were set aside.", several.len()),
                vec![WayOn::Settings],
            ),
        }
    }

    /// Looks whether the store is still the one that this page opened.
    pub(super) fn look_at_store(&self) {
        let (condition, status) = {
            let saving = self.0.saving.borrow();
            (saving.condition(), saving.status())
        };
        if matches!(status, super::SaveStatus::NewerForm(_)) && self.read(|state| state.save_status != status)
        {
            self.report_status(&status);
            self.notify();
        }
        let is_known =
            self.read(|state| state.save_status == super::SaveStatus::NotSaved(StorageError::Emptied));
        match condition {
            Condition::Sound => {}
            Condition::Emptied if is_known => {}
            Condition::Emptied => {
                self.report_status(&super::SaveStatus::NotSaved(StorageError::Emptied));
                self.notify();
            }
            Condition::Cleared => {
                self.start_again();
                self.alert("Everything was cleared in another tab. It can be taken back there until that tab is closed.", Vec::new());
            }
        }
    }
}
