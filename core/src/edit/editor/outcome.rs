//! Outcomes: what became of the corpus and of its store.

use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::edit::conflict::Overwritten;
use crate::edit::transaction::Transaction;
use crate::saving::journal::Damaged;
use crate::saving::{Evicted, SaveStatus};
use std::rc::Rc;

/// Everything that a call of the editor brought about.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The corpus before it.
    pub before: Rc<Corpus>,
    /// The parts of the corpus that are others now; `None` where all of it may be.
    pub change: Option<Change>,
    /// Transactions that were applied, by this page or by others, in their order.
    pub applied: Vec<Rc<Transaction>>,
    /// The state of the store, where the call found it out.
    pub status: Option<SaveStatus>,
    /// The kind of thing that was removed from the store to make room.
    pub evicted: Option<Evicted>,
    /// Values that were overwritten by somebody who had not seen them.
    pub overwritten: Vec<Overwritten>,
    /// Entries that could not be read, and were set aside.
    pub damaged: Vec<Damaged>,
    /// Says that another page cleared everything, and that what is here was let go of with it.
    pub was_cleared: bool,
}

/// The reason why a file was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would change nothing.
    NothingToDo,
    /// The browser's storage has no room for it.
    NoRoom,
}

impl Outcome {
    /// Another corpus in place of that one, and nothing else. Without a change, everything in it may be another one.
    pub(super) fn new(before: Rc<Corpus>, change: Option<Change>) -> Self {
        Self {
            before,
            change,
            applied: Vec::new(),
            status: None,
            evicted: None,
            overwritten: Vec::new(),
            damaged: Vec::new(),
            was_cleared: false,
        }
    }

    /// Both, one after the other.
    #[must_use]
    pub(super) fn and_then(mut self, later: Self) -> Self {
        self.change = self.change.zip(later.change).map(|(change, later)| change.and_then(later));
        self.applied.extend(later.applied);
        self.overwritten.extend(later.overwritten);
        self.damaged.extend(later.damaged);
        Self {
            status: later.status.or(self.status),
            evicted: later.evicted.max(self.evicted),
            was_cleared: self.was_cleared || later.was_cleared,
            ..self
        }
    }
}
