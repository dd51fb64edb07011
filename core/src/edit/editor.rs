//! The editor: the corpus, the undo history and the store, as one type without a screen.
//!
//! A command is planned, applied and stored, in that order and in one call; edits of other pages are merged
//! into the corpus. The editor does not know when it is called, what anybody sees of it, or how an outcome is
//! put into words.

mod maintenance;
mod opening;
mod outcome;
mod sharing;
mod team;
mod texts;

pub use self::maintenance::{PutBack, Stored};
pub use self::opening::Opening;
pub use self::outcome::{Outcome, Refusal};

use self::team::Membership;
use self::texts::Texts;
use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::edit::command::{self, Command, Moment, Rejection};
use crate::edit::history::{History, Revert};
use crate::edit::transaction::{Origin, Transaction};
use crate::import::Import;
use crate::model::annotator::AnnotatorId;
use crate::model::record::ReplicaId;
use crate::model::role::Role;
use crate::model::time::Timestamp;
use crate::saving::journal::Entry;
use crate::saving::storage::{Storage, StorageError};
use crate::saving::{Budget, Cleared, SaveStatus, Saving};
use std::rc::Rc;

/// A corpus with its undo history and its store.
pub struct Editor {
    corpus: Rc<Corpus>,
    history: History,
    saving: Saving,
    /// Corpus of the built-in labels and articles.
    seeds: Corpus,
    replica: ReplicaId,
    /// Person who edits here, as long as the project knows nobody.
    newcomer: AnnotatorId,
    /// Role of that person.
    role: Role,
    /// Entries of undo histories of earlier pages, in their order, until one of these is adopted.
    earlier: Vec<Entry>,
    /// Texts that are named and not here.
    texts: Texts,
    /// State before everything was cleared here.
    cleared: Option<Everything>,
    /// Membership of a team; `None` for whoever works alone.
    membership: Option<Membership>,
}

/// A cleared store, with the corpus and the history that were shown.
struct Everything {
    stored: Cleared,
    corpus: Rc<Corpus>,
    /// Corpus of the store, which in a team is another one.
    own: Rc<Corpus>,
    history: History,
}

/// Circumstances of an editor.
pub struct Setup {
    /// Corpus of the built-in labels and articles.
    pub seeds: Corpus,
    /// Load of the page.
    pub replica: ReplicaId,
    /// Person who edits here, if the project knows nobody yet.
    pub newcomer: AnnotatorId,
    /// Limits of the store.
    pub budget: Budget,
}

impl Editor {
    /// Starts with everything that is stored. The outcome lists values that were overwritten unseen, and
    /// damaged entries.
    #[must_use]
    pub fn start(setup: Setup, storage: Result<Rc<dyn Storage>, StorageError>) -> (Self, Outcome) {
        Opening::of(setup, storage).finish(None)
    }

    /// Makes the annotator known to the project, before the first edit. `None` when that was done before, and for a reader.
    pub fn introduce(&mut self, moment: &Moment) -> Option<Outcome> {
        if moment.role == Role::Reader {
            return None;
        }
        let introduction = command::introduce(&self.corpus, moment)?;
        Some(self.apply(&Rc::new(introduction)))
    }

    /// The corpus as it is now.
    #[must_use]
    pub fn corpus(&self) -> &Rc<Corpus> {
        &self.corpus
    }

    /// Steps that can be undone and redone.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Person who edits here.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        command::introduced(&self.corpus).unwrap_or(self.newcomer)
    }

    /// A moment of this page.
    #[must_use]
    pub fn moment(&self, time: Timestamp, random: u128) -> Moment {
        Moment { time, random, replica: self.replica, annotator: self.annotator(), role: self.role }
    }

    /// Role of the person who edits here.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Gives that person another role, which moments have from then on.
    pub fn set_role(&mut self, role: Role) {
        self.role = role;
    }

    /// Runs a command: applies it, stores it, and records it as a step of the history. Returns its
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
            // Planned again, because it comes after the introduction now, and has to name the values that
            // this wrote.
            transaction = command::plan(&self.corpus, command, moment)?;
        }
        let transaction = Rc::new(transaction);
        self.history.record(transaction.clone());
        let outcome = outcome.and_then(self.apply(&transaction));
        Ok((transaction, outcome))
    }

    /// Runs a command that the page gives by itself: it is no step of the history.
    ///
    /// # Errors
    /// The reason why nothing was done.
    pub fn set_up(&mut self, command: &Command, moment: &Moment) -> Result<Outcome, Rejection> {
        command::plan(&self.corpus, command, moment)?;
        let introduced = self.introduce(moment).unwrap_or_else(|| self.nothing_new());
        // Planned again, as in `run`.
        let planned = command::plan(&self.corpus, command, moment)?;
        let transaction = Transaction { origin: Origin::Setup, ..planned };
        Ok(introduced.and_then(self.apply(&Rc::new(transaction))))
    }

    /// Takes in the contents of a file, if there is room to store them. A file brings its own annotators, so
    /// nobody is introduced.
    ///
    /// # Errors
    /// The reason why nothing was done.
    pub fn import(&mut self, planned: Import) -> Result<Outcome, Refusal> {
        let transaction = Rc::new(planned.transaction.ok_or(Refusal::NothingToDo)?);
        let moment = self.moment(transaction.time, 0);
        moment.permit(&transaction.operations).map_err(Refusal::Rejected)?;
        let (corpus, change) = self.corpus.apply(&transaction);
        let own = self.membership.as_ref().map(|membership| membership.own.apply(&transaction).0);
        let status = self.saving.write(own.as_ref().unwrap_or(&corpus), &transaction);
        // The transaction that did not fit may also be an earlier one.
        if status == SaveStatus::NotSaved(StorageError::Full) && self.saving.roll_back() {
            return Err(Refusal::NoRoom);
        }
        self.history.record(transaction.clone());
        self.note_own(&transaction);
        Ok(self.swap(corpus, Some(change), vec![transaction], status))
    }

    /// Undoes the last step.
    ///
    /// # Errors
    /// When there is none, or it is others' to undo.
    pub fn undo(&mut self, moment: &Moment) -> Result<(Revert, Outcome), Rejection> {
        let revert = match self.history.next_undo() {
            Some(step) => {
                moment.permit(&step.operations).map(|()| self.history.undo(&self.corpus, moment))?
            }
            None => None,
        };
        self.revert(revert)
    }

    /// Redoes the step that was undone last.
    ///
    /// # Errors
    /// When there is none, or it is others' to redo.
    pub fn redo(&mut self, moment: &Moment) -> Result<(Revert, Outcome), Rejection> {
        let revert = match self.history.next_redo() {
            Some(step) => {
                moment.permit(&step.operations).map(|()| self.history.redo(&self.corpus, moment))?
            }
            None => None,
        };
        self.revert(revert)
    }

    /// Stores the revert also when others overwrote all of the step: that it was undone has to be remembered.
    fn revert(&mut self, revert: Option<Revert>) -> Result<(Revert, Outcome), Rejection> {
        let revert = revert.ok_or(Rejection::NothingToDo)?;
        let outcome = self.apply(&revert.transaction);
        Ok((revert, outcome))
    }

    fn apply(&mut self, transaction: &Rc<Transaction>) -> Outcome {
        let (corpus, change) = self.corpus.apply(transaction);
        self.note_own(transaction);
        let stored = if let Some(Membership { own, .. }) = &self.membership { own } else { &corpus };
        let status = self.saving.write(stored, transaction);
        self.swap(corpus, Some(change), vec![transaction.clone()], status)
    }

    /// Replaces the corpus. Without a change, everything in it may be different.
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

    /// Outcome of a call that changed nothing.
    fn nothing_new(&self) -> Outcome {
        Outcome::new(self.corpus.clone(), Some(Change::default()))
    }
}
