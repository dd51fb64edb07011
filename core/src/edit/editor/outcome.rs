//! Outcomes: the effects of a call of the editor on the corpus and on the store.
//!
//! An outcome is data. It does not know the words in which a person is told.

use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::edit::conflict::Overwritten;
use crate::edit::rejection::Rejection;
use crate::edit::transaction::Transaction;
use crate::saving::journal::Damaged;
use crate::saving::{Evicted, SaveStatus};
use std::rc::Rc;

/// All effects of one call of the editor.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Corpus before the call.
    pub before: Rc<Corpus>,
    /// Parts of the corpus that changed; `None` where all of it may have.
    pub change: Option<Change>,
    /// Transactions that were applied, by this page or by others, in their order.
    pub applied: Vec<Rc<Transaction>>,
    /// State of the store, if the call found it out.
    pub status: Option<SaveStatus>,
    /// Kind of thing that was evicted from the store to make room.
    pub evicted: Option<Evicted>,
    /// Values that were overwritten by somebody who had not seen them.
    pub overwritten: Vec<Overwritten>,
    /// Entries that could not be read, and were set aside.
    pub damaged: Vec<Damaged>,
    /// True if another page cleared everything, and with it the corpus that was here.
    pub was_cleared: bool,
}

/// Reason why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing would change.
    NothingToDo,
    /// The browser's storage has no room for it.
    NoRoom,
    /// Something in it is others' to write.
    Rejected(Rejection),
}

impl Outcome {
    /// Outcome in which the corpus was replaced, and nothing else. Without a change, everything in it may be
    /// different.
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

    /// Joins two outcomes, one after the other.
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
