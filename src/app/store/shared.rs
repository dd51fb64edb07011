//! What the store shares with other pages on the same storage, and with pages that were open before.

use super::Store;
use crate::app::describe;
use crate::app::message::WayOn;
use glossator_core::edit::command::Command;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::record::ReplicaId;
use glossator_core::saving::NewlyRead;
use glossator_core::saving::journal::{Damaged, Entry};
use std::rc::Rc;

impl Store {
    /// The histories that this page could go on with, the latest first, and then its own.
    #[must_use]
    pub fn histories(&self) -> Vec<ReplicaId> {
        self.read(|state| state.editor.history_ids())
    }

    /// Goes on with one of [`Store::histories`], which no other page has; with its own if there is none. What was done
    /// here meanwhile comes after.
    pub fn adopt(&self, index: Option<usize>) {
        self.edit(|editor| editor.adopt(index));
        self.notify();
    }

    /// Another page wrote, or removed, what is under that key; or everything, if there is none.
    pub fn receive(&self, key: Option<&str>) {
        let news = key.map(|key| self.edit(|editor| editor.read(key)));
        self.take_in(news.unwrap_or_default());
    }

    /// Reads what other pages wrote while this one slept.
    pub fn catch_up(&self) {
        let news = self.edit(glossator_core::edit::editor::Editor::read_all);
        self.take_in(news);
    }

    fn take_in(&self, news: NewlyRead) {
        self.keep_draft(&news);
        let open = self.read(|state| state.session.annotation);
        let before = self.corpus();
        let outcome = self.edit(|editor| editor.take_in(news));
        let was_cleared = outcome.was_cleared;
        self.settle(outcome);
        let is_gone = |id: &_| self.corpus().annotation(*id).is_none();
        if let Some(gone) = open.filter(|id| !was_cleared && is_gone(id)) {
            let words = describe::words(&before, gone);
            self.alert(format!("{words} was deleted in another tab."), vec![WayOn::Undelete(gone)]);
        }
    }

    /// A note that is being typed must not go with an annotation that another page deletes.
    fn keep_draft(&self, news: &NewlyRead) {
        let Some((annotation, note)) = self.read(|state| state.session.draft.clone()) else { return };
        let key = annotation.key();
        let touches =
            |entry: &Entry| entry.transaction.operations.iter().any(|operation| operation.record == key);
        if news.entries.iter().any(touches) {
            let _ = self.dispatch(&Command::SetNote { annotation, note });
        }
    }

    /// What a transaction writes is decided.
    pub(super) fn forget_settled(&self, transaction: &Transaction) {
        let is_open = self.read(|state| state.session.alerts.iter().any(|alert| alert.lost().is_some()));
        if is_open {
            self.update(|session| {
                session
                    .alerts
                    .retain(|alert| !alert.lost().is_some_and(|lost| lost.is_settled_by(transaction)));
            });
        }
    }

    pub(super) fn report_lost(&self, lost: Overwritten) {
        let corpus = self.corpus();
        let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field));
        let value = |value| describe::value(&corpus, &lost.field, value);
        let (what, here, other) = (describe::field(&corpus, &lost), value(here), value(lost.value.as_ref()));
        let words =
            format!("Two tabs changed {what} at the same time. Now it is {here}; the other was {other}.");
        let lost = Rc::new(lost);
        self.alert(words, vec![WayOn::Take(lost.clone()), WayOn::Leave(lost)]);
    }

    pub(super) fn report_damage(&self, damaged: &[Damaged]) {
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
}
