//! Settling an outcome of the editor: what points into the corpus follows it, and what a person must know is said.

use super::context::Context;
use super::effect::Timer;
use super::intent;
use super::message::{About, MessageAction};
use super::place::Place;
use super::session::Session;
use super::state::State;
use crate::features::reader::drawing::Drawing;
use crate::features::reader::state::Shown;
use crate::words;
use glossator_core::corpus::Corpus;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::editor::Outcome;
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::document::DocumentId;
use glossator_core::saving::SaveStatus;
use glossator_core::saving::journal::Damaged;
use glossator_core::saving::storage::StorageError;
use glossator_core::text::offset::ByteOffset;
use std::cell::OnceCell;
use std::rc::Rc;

impl Context<'_> {
    /// See the module.
    pub fn settle(&mut self, outcome: Outcome) {
        if !Rc::ptr_eq(self.state.corpus(), &outcome.before) {
            self.state.follow(&outcome);
        }
        for transaction in &outcome.applied {
            self.state.forget_settled(transaction);
        }
        let is_news = |status: &SaveStatus| !outcome.applied.is_empty() || self.state.save_status != *status;
        if let Some(status) = outcome.status.as_ref().filter(|status| is_news(status)) {
            self.report_status(status);
        }
        // The browser does not tell when there is room again.
        if let Some(SaveStatus::NotSaved(
            StorageError::Full | StorageError::Unreadable | StorageError::Other(_),
        )) = outcome.status
        {
            self.after(Timer::Store, intent::Storage::CatchUp);
        }
        if let Some(evicted) = outcome.evicted {
            self.alert(About::Room, words::storage::evicted(evicted), Vec::new());
        }
        for lost in outcome.overwritten {
            self.report_lost(lost);
        }
        if !outcome.damaged.is_empty() {
            self.report_damage(outcome.damaged);
        }
        if outcome.was_cleared {
            self.alert(About::Clearing, words::storage::CLEARED_ELSEWHERE, Vec::new());
        }
    }

    /// Says it when the status gets worse; the status itself always stands in the top bar.
    fn report_status(&mut self, status: &SaveStatus) {
        let before = std::mem::replace(&mut self.state.save_status, status.clone());
        match status {
            SaveStatus::Saved if before != SaveStatus::Saved => self.succeeded(&About::Saving),
            SaveStatus::Saved => {}
            SaveStatus::NotSaved(StorageError::Emptied) => {
                let actions = vec![MessageAction::StoreAnew, MessageAction::Download];
                self.alert(About::Saving, words::storage::not_saved(status), actions);
            }
            SaveStatus::NotSaved(_) | SaveStatus::NewerForm(_) => {
                let actions = vec![MessageAction::Download];
                self.alert(About::Saving, words::storage::not_saved(status), actions);
            }
        }
    }

    /// Counts those that were not looked at yet.
    fn report_damage(&mut self, damaged: Vec<Damaged>) {
        let messages = &mut self.state.messages;
        if !messages.alerts.iter().any(|alert| alert.about == About::Damage) {
            messages.damaged.clear();
        }
        messages.damaged.extend(damaged);
        let words = words::storage::damaged(&messages.damaged);
        self.alert(About::Damage, words, vec![MessageAction::Settings]);
    }

    fn report_lost(&mut self, lost: Overwritten) {
        let words = words::editing::overwritten(self.state.corpus(), &lost);
        let lost = Rc::new(lost);
        self.alert(
            About::Conflict,
            words,
            vec![MessageAction::Take(lost.clone()), MessageAction::Leave(lost)],
        );
    }
}

impl State {
    /// Lets what is derived from the corpus, or points into it, follow it.
    fn follow(&mut self, outcome: &Outcome) {
        let corpus = self.corpus().clone();
        let lexicon = self.lexicon.take().zip(outcome.change.as_ref());
        let lexicon = lexicon.and_then(|(lexicon, change)| lexicon.after(&outcome.before, &corpus, change));
        self.lexicon = lexicon.map(OnceCell::from).unwrap_or_default();
        self.follow_matrix(&outcome.before, outcome.change.as_ref());
        self.tally.get_mut().follow(&outcome.before, &corpus, outcome.change.as_ref());
        if outcome.was_cleared {
            self.start_again();
        }
        self.forget_gone(&outcome.before, &corpus);
        if self.session.selection.is_some() {
            self.reader.shown = Shown::Redrawn;
        }
    }

    /// Leaves the article open, and nothing else.
    pub(crate) fn start_again(&mut self) {
        let document = std::mem::take(&mut self.session.document);
        self.session = Session { document, ..Session::default() };
        reset(&mut self.reader);
        reset(&mut self.annotations);
        reset(&mut self.tagging);
        reset(&mut self.search);
        reset(&mut self.hints);
        reset(&mut self.export);
        reset(&mut self.counts);
        reset(&mut self.import);
        reset(&mut self.storage);
        reset(&mut self.articles);
        reset(&mut self.messages);
    }

    /// The open article or annotation may be gone after an edit, or the article's text may be another one.
    fn forget_gone(&mut self, before: &Corpus, corpus: &Corpus) {
        let session = &mut self.session;
        let text =
            |corpus: &Corpus, of: &DocumentId| corpus.document(of).map(|document| document.text.version());
        let is_same = |of: &DocumentId| text(before, of) == text(corpus, of);
        let passage = self.compare.passage.take();
        self.compare.passage = passage.filter(|it| is_same(&it.left.0) && is_same(&it.right.0));
        if !is_same(&session.document) {
            session.caret = ByteOffset::default();
            session.selection = None;
            [self.reader.preview, self.tagging.dragged, self.reader.taken] = [None; 3];
        }
        if corpus.document(&session.document).is_none() {
            let neighbour = corpus.documents().take_while(|other| other.id < session.document).last();
            let neighbour = neighbour.or_else(|| corpus.documents().next());
            session.document = neighbour.map(|document| document.id.clone()).unwrap_or_default();
            self.reader.drawing = Drawing::default();
        }
        let columns = &mut self.compare.columns;
        columns.retain(|id| corpus.document(id).is_some());
        let is_gone = self.place == Place::Compare && !columns.contains(&session.document);
        if let Some(first) = columns.first().filter(|_| is_gone) {
            session.document = first.clone();
        }
        session.annotation = session.annotation.filter(|id| corpus.annotation(*id).is_some());
        session.draft = session.draft.take().filter(|(id, _)| corpus.annotation(*id).is_some());
    }

    /// Takes back the questions that the transaction answers.
    fn forget_settled(&mut self, transaction: &Transaction) {
        let is_settled = |lost: &Overwritten| lost.is_settled_by(transaction);
        self.messages.alerts.retain(|alert| !alert.message.lost().is_some_and(is_settled));
    }
}

fn reset<T: Default>(state: &mut T) {
    *state = T::default();
}
