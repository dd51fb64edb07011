//! The editor: the corpus, the steps that can be taken back, and the store, as one type without a screen.
//!
//! A command is planned, applied and written to the store, in that order and in one call; what other pages wrote is taken in
//! over what is here. The editor does not know when it is called, what anybody sees of it, or how an outcome is put into
//! words.

mod outcome;
mod sharing;
mod whole;

pub use self::outcome::{Outcome, Refusal};
pub use self::whole::Stored;

use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::edit::command::{self, Command, Moment, Rejection};
use crate::edit::conflict::{self, Overwritten};
use crate::edit::history::{History, Revert};
use crate::edit::transaction::{Origin, Transaction};
use crate::import::Import;
use crate::model::annotator::AnnotatorId;
use crate::model::record::ReplicaId;
use crate::model::time::Timestamp;
use crate::saving::storage::{Storage, StorageError};
use crate::saving::{Budget, Cleared, SaveStatus, Saving, Started};
use std::rc::Rc;

/// The corpus, its history and its store.
pub struct Editor {
    corpus: Rc<Corpus>,
    history: History,
    saving: Saving,
    /// The articles that the page brings along.
    seeds: Corpus,
    replica: ReplicaId,
    /// The person who edits here, as long as the project knows nobody.
    newcomer: AnnotatorId,
    /// Histories of earlier pages, the latest first, until one of them is adopted.
    earlier: Vec<(ReplicaId, History)>,
    /// Everything as it was before it was cleared here.
    cleared: Option<Everything>,
}

/// A store, and what was shown of it.
struct Everything {
    stored: Cleared,
    corpus: Rc<Corpus>,
    history: History,
}

/// The circumstances of an editor.
pub struct Setup {
    /// The articles that the page brings along.
    pub seeds: Corpus,
    /// One load of the page.
    pub replica: ReplicaId,
    /// The person who edits here, if the project knows nobody yet.
    pub newcomer: AnnotatorId,
    /// Limits of what is kept in the store.
    pub budget: Budget,
}

impl Editor {
    /// Reads everything that is stored. The outcome tells values that were overwritten unseen, and what is damaged.
    #[must_use]
    pub fn start(setup: Setup, storage: Result<Rc<dyn Storage>, StorageError>) -> (Self, Outcome) {
        let Setup { seeds, replica, newcomer, budget } = setup;
        let Started { corpus, saving, newly_read } = Saving::start(&seeds, storage, replica, budget);
        let corpus = Rc::new(corpus);
        let is_there = |lost: &Overwritten| {
            corpus.record(&lost.record).and_then(|record| record.value(&lost.field)) == lost.value.as_ref()
        };
        let mut overwritten = conflict::among(&newly_read.entries);
        overwritten.retain(|lost| !is_there(lost));
        let status = Some(saving.status());
        let outcome = Outcome {
            status,
            overwritten,
            damaged: newly_read.damaged,
            ..Outcome::new(corpus.clone(), None)
        };
        let earlier = History::by_page(&newly_read.entries);
        let history = History::default();
        (Self { corpus, history, saving, seeds, replica, newcomer, earlier, cleared: None }, outcome)
    }

    /// Makes known who edits here, before the first edit; `None` where that was done before.
    pub fn introduce(&mut self, moment: &Moment) -> Option<Outcome> {
        let introduction = command::introduce(&self.corpus, moment)?;
        Some(self.apply(&Rc::new(introduction)))
    }

    /// The corpus as it is now.
    #[must_use]
    pub fn corpus(&self) -> &Rc<Corpus> {
        &self.corpus
    }

    /// The steps that can be taken back and done again.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The person who edits here.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        command::introduced(&self.corpus).unwrap_or(self.newcomer)
    }

    /// A moment of this page.
    #[must_use]
    pub fn moment(&self, time: Timestamp, random: u128) -> Moment {
        Moment { time, random, replica: self.replica, annotator: self.annotator() }
    }

    /// Does what the command says, stores it, and makes it a step of the history; a setting is no step. Returns that
    /// transaction as well.
    ///
    /// # Errors
    /// The reason why nothing was done.
    pub fn run(
        &mut self,
        command: &Command,
        moment: &Moment,
    ) -> Result<(Rc<Transaction>, Outcome), Rejection> {
        let mut transaction = command::plan(&self.corpus, command, moment)?;
        let is_step = transaction.origin != Origin::Setup;
        let mut outcome = self.nothing_new();
        if let Some(introduced) = is_step.then(|| self.introduce(moment)).flatten() {
            outcome = introduced;
            // It comes after that now, and says that it found what that wrote.
            transaction = command::plan(&self.corpus, command, moment)?;
        }
        let transaction = Rc::new(transaction);
        self.history.record(transaction.clone());
        let outcome = outcome.and_then(self.apply(&transaction));
        Ok((transaction, outcome))
    }

    /// Takes in what was read from a file, if there is room to keep it. A file brings its own annotators; whoever
    /// opens it has not edited anything yet.
    ///
    /// # Errors
    /// The reason why nothing was done.
    pub fn import(&mut self, planned: Import) -> Result<Outcome, Refusal> {
        let transaction = Rc::new(planned.transaction.ok_or(Refusal::NothingToDo)?);
        let (corpus, change) = self.corpus.apply(&transaction);
        let status = self.saving.write(&corpus, &transaction);
        // What is not stored may also be an earlier edit.
        if status == SaveStatus::NotSaved(StorageError::Full) && self.saving.roll_back() {
            return Err(Refusal::NoRoom);
        }
        self.history.record(transaction.clone());
        Ok(self.swap(corpus, Some(change), vec![transaction], status))
    }

    /// Takes the last step back.
    pub fn undo(&mut self, moment: &Moment) -> Option<(Revert, Outcome)> {
        let revert = self.history.undo(&self.corpus, moment)?;
        Some(self.revert(revert))
    }

    /// Does the step that was last taken back again.
    pub fn redo(&mut self, moment: &Moment) -> Option<(Revert, Outcome)> {
        let revert = self.history.redo(&self.corpus, moment)?;
        Some(self.revert(revert))
    }

    /// Writes the step also when others overwrote all of it: that it was taken back is worth remembering.
    fn revert(&mut self, revert: Revert) -> (Revert, Outcome) {
        let outcome = self.apply(&revert.transaction);
        (revert, outcome)
    }

    fn apply(&mut self, transaction: &Rc<Transaction>) -> Outcome {
        let (corpus, change) = self.corpus.apply(transaction);
        let status = self.saving.write(&corpus, transaction);
        self.swap(corpus, Some(change), vec![transaction.clone()], status)
    }

    /// Shows another corpus from now on. Without a change, everything in it may be another one.
    fn swap(
        &mut self,
        corpus: Corpus,
        change: Option<Change>,
        applied: Vec<Rc<Transaction>>,
        status: SaveStatus,
    ) -> Outcome {
        let before = std::mem::replace(&mut self.corpus, Rc::new(corpus));
        Outcome {
            applied,
            status: Some(status),
            evicted: self.saving.take_evicted(),
            ..Outcome::new(before, change)
        }
    }

    /// An outcome in which nothing became another one.
    fn nothing_new(&self) -> Outcome {
        Outcome::new(self.corpus.clone(), Some(Change::default()))
    }
}
