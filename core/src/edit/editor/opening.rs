//! Opening: an editor comes about in steps of a few milliseconds, and meanwhile one article can be looked at.
//!
//! It does not know who looks, nor when there is time for a step.

use super::texts::Texts;
use super::{Editor, Outcome, Setup};
use crate::corpus::Corpus;
use crate::edit::conflict::{self, Overwritten};
use crate::edit::history::History;
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::record::ReplicaId;
use crate::model::role::Role;
use crate::saving::storage::{Storage, StorageError};
use crate::saving::{self, Budget, Saving, Started};
use std::rc::Rc;

/// An editor that is still to read what is stored.
pub struct Opening {
    store: saving::opening::Opening,
    seeds: Corpus,
    replica: ReplicaId,
    newcomer: AnnotatorId,
}

impl Opening {
    /// Begins with everything that is stored.
    #[must_use]
    pub fn of(setup: Setup, storage: Result<Rc<dyn Storage>, StorageError>) -> Self {
        let Setup { seeds, replica, newcomer, budget } = setup;
        Self { store: Saving::open(&seeds, storage, replica, budget), seeds, replica, newcomer }
    }

    /// An editor to look at that article with, or at the first one, before all is read. It has no store: nothing may be edited
    /// in it. `None` where everything is read as fast.
    pub fn one(&mut self, document: Option<&DocumentId>) -> Option<(DocumentId, Editor)> {
        let (document, corpus) = self.store.one(document)?;
        let nowhere =
            Saving::open(&self.seeds, Err(StorageError::Unreadable), self.replica, Budget::default());
        let editor = Editor {
            texts: Texts::named_by(&corpus),
            corpus: Rc::new(corpus),
            history: History::default(),
            saving: nowhere.finish().saving,
            seeds: self.seeds.clone(),
            replica: self.replica,
            newcomer: self.newcomer,
            role: Role::default(),
            earlier: Vec::new(),
            cleared: None,
            membership: None,
        };
        Some((document, editor))
    }

    /// Goes on. Returns false if hardly anything is left.
    pub fn step(&mut self) -> bool {
        self.store.step()
    }

    /// The editor, and its outcome: it lists values that were overwritten unseen, and damaged entries. The texts that came
    /// meanwhile for the one that was looked at are in it.
    #[must_use]
    pub fn finish(self, one: Option<&Editor>) -> (Editor, Outcome) {
        let Self { store, seeds, replica, newcomer } = self;
        let Started { corpus, saving, newly_read } = store.finish();
        let corpus = Rc::new(match one {
            Some(one) => corpus.with_texts_of(&one.corpus),
            None => corpus,
        });
        let is_there = |value: &Overwritten| {
            corpus.record(&value.record).and_then(|record| record.value(&value.field)) == value.value.as_ref()
        };
        let mut overwritten = conflict::among(&newly_read.entries);
        overwritten.retain(|value| !is_there(value));
        let mut texts = Texts::default();
        texts.want_read(&corpus, &newly_read);
        let before = one.map_or(&corpus, |one| &one.corpus).clone();
        let status = Some(saving.status());
        let damaged = newly_read.damaged;
        let outcome = Outcome { status, overwritten, damaged, ..Outcome::new(before, None) };
        let (history, earlier) = (History::default(), newly_read.entries);
        let (role, cleared, membership) = (Role::default(), None, None);
        let editor = Editor {
            corpus,
            history,
            saving,
            seeds,
            replica,
            newcomer,
            role,
            earlier,
            texts,
            cleared,
            membership,
        };
        (editor, outcome)
    }
}
