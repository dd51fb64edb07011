//! History: the steps of one session, back and forth.
//!
//! Undo is a new transaction with a new stamp, never a return to an old corpus: others may have written since.
//! A step takes back only the fields whose last write is this session's own, and says what it left. Because
//! every step that came later has been taken back before it, such a field still holds what the step wrote.

use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::record::{Field, RecordKey, ReplicaId};
use crate::saving::journal::Entry;
use std::rc::Rc;

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Rc<Transaction>>,
    undone: Vec<Rc<Transaction>>,
    /// Who wrote the steps and took them back: this page, and the one that it took the history over from.
    writers: Vec<ReplicaId>,
}

/// A step back or forth.
#[derive(Clone, Debug)]
pub struct Revert {
    /// What to apply. It may be empty, if others overwrote everything.
    pub transaction: Rc<Transaction>,
    /// The step that it takes back, or does again.
    pub step: Rc<Transaction>,
    /// Records that somebody else changed since, and that were left as they are.
    pub left: Vec<RecordKey>,
}

impl History {
    /// A note that is written on within this time, or a boundary that is moved on, is one step with what was done before.
    const ONE_STEP: u64 = 5_000;

    /// Takes in what was just done. What had been undone can no longer be redone. What the page does by itself is no step, and
    /// those of an origin that is not known here are not ours to take back.
    pub fn record(&mut self, transaction: Rc<Transaction>) {
        self.note_writer(transaction.stamp.replica);
        if matches!(transaction.origin, Origin::Setup | Origin::Unknown(_)) {
            return;
        }
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if continues(last, &transaction) => *last = Rc::new(joined(last, &transaction)),
            _ => self.done.push(transaction),
        }
    }

    /// The step that [`History::undo`] would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Rc<Transaction>> {
        self.done.last()
    }

    /// The step that [`History::redo`] would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Rc<Transaction>> {
        self.undone.last()
    }

    /// The history of these transactions, which come in the order in which they were done.
    #[must_use]
    pub fn replay(transactions: impl IntoIterator<Item = Rc<Transaction>>) -> Self {
        let mut history = Self::default();
        for transaction in transactions {
            history.note_writer(transaction.stamp.replica);
            match &transaction.origin {
                Origin::Undo => {
                    cut_off(&mut history.done, &transaction);
                    history.undone.push(transaction);
                }
                Origin::Redo => {
                    cut_off(&mut history.undone, &transaction);
                    history.done.push(transaction);
                }
                Origin::User | Origin::Import | Origin::Setup | Origin::Unknown(_) => {
                    history.record(transaction);
                }
            }
        }
        history
    }

    /// The histories that entries tell of, by the page that began each, the latest first. Entries come in their order.
    #[must_use]
    pub fn by_page(entries: &[Entry]) -> Vec<(ReplicaId, Self)> {
        let mut steps: Vec<(ReplicaId, Vec<Rc<Transaction>>)> = Vec::new();
        for Entry { transaction, history_id } in entries {
            let at = steps.iter().position(|(other, _)| other == history_id);
            let mut of_history = at.map_or((*history_id, Vec::new()), |at| steps.remove(at));
            of_history.1.push(transaction.clone());
            steps.push(of_history);
        }
        steps.into_iter().rev().map(|(history_id, steps)| (history_id, Self::replay(steps))).collect()
    }

    /// Goes on where an earlier page stopped: its steps come before this page's own.
    pub fn adopt(&mut self, earlier: Self) {
        let own = std::mem::replace(self, earlier);
        own.writers.into_iter().for_each(|writer| self.note_writer(writer));
        if !own.done.is_empty() || !own.undone.is_empty() {
            self.undone.clear();
        }
        self.done.extend(own.done);
        self.undone.extend(own.undone);
    }

    /// Takes the last step back. The caller applies the transaction.
    pub fn undo(&mut self, corpus: &Corpus, moment: &Moment) -> Option<Revert> {
        let step = self.done.pop()?;
        let revert = self.revert(&step, corpus, moment, Origin::Undo);
        self.undone.push(revert.transaction.clone());
        Some(revert)
    }

    /// Does the step that was last undone again. The caller applies the transaction.
    pub fn redo(&mut self, corpus: &Corpus, moment: &Moment) -> Option<Revert> {
        let step = self.undone.pop()?;
        let revert = self.revert(&step, corpus, moment, Origin::Redo);
        self.done.push(revert.transaction.clone());
        Some(revert)
    }

    fn note_writer(&mut self, replica: ReplicaId) {
        if !self.writers.contains(&replica) {
            self.writers.push(replica);
        }
    }

    fn revert(&mut self, step: &Rc<Transaction>, corpus: &Corpus, moment: &Moment, origin: Origin) -> Revert {
        self.note_writer(moment.replica);
        let mut left = Vec::new();
        let mut operations = Vec::new();
        for operation in step.operations.iter().rev() {
            let mut inverse = operation.inverse();
            let (own, others): (Vec<_>, Vec<_>) = inverse.writes.into_iter().partition(|write| {
                let cell = corpus.record(&inverse.record).and_then(|record| record.cell(&write.field));
                cell.is_some_and(|cell| {
                    cell.value == write.before && self.writers.contains(&cell.stamp.replica)
                })
            });
            inverse.writes = own;
            // That the time of the last change is somebody else's is nothing to speak of.
            if others.iter().any(|write| write.field != Field::Modified) {
                left.push(inverse.record.clone());
            }
            if !inverse.writes.is_empty() {
                operations.push(inverse);
            }
        }
        let transaction = moment.transaction(corpus, origin, step.action.clone(), operations);
        Revert { transaction: Rc::new(transaction), step: step.clone(), left }
    }
}

/// Ends the steps before the one that the transaction reverts, as far as it is here: it may have been let go of, or
/// be too large to be kept. A step behind it was reverted, too, but nothing of it could be, so that nothing was
/// written.
fn cut_off(steps: &mut Vec<Rc<Transaction>>, transaction: &Transaction) {
    let is_step = |step: &Rc<Transaction>| {
        let mut records = step.operations.iter().map(|operation| &operation.record);
        let first = transaction.operations.first();
        step.action == transaction.action
            && first.is_none_or(|first| records.any(|record| *record == first.record))
    };
    if let Some(at) = steps.iter().rposition(is_step) {
        steps.truncate(at);
    }
}

/// Whether somebody goes on writing the note that was just written, or moving the boundary that was just moved, and
/// nobody else did in between.
fn continues(last: &Transaction, next: &Transaction) -> bool {
    let soon = next.time.millis().saturating_sub(last.time.millis()) < History::ONE_STEP;
    let same = last.action == next.action && matches!(next.action, Action::Note | Action::Reanchor);
    let same = same && last.origin == Origin::User;
    let ([one], [other]) = (&*last.operations, &*next.operations) else { return false };
    let goes_on = |write: &Write| {
        one.writes.iter().any(|earlier| earlier.field == write.field && earlier.after == write.before)
    };
    soon && same && one.record == other.record && other.writes.iter().all(goes_on)
}

/// Two steps on the same fields as one: from before the first to after the second.
fn joined(first: &Transaction, second: &Transaction) -> Transaction {
    let join = |(one, other): (&Operation, &Operation)| {
        let mut operation = other.clone();
        for write in &mut operation.writes {
            if let Some(earlier) = one.writes.iter().find(|earlier| earlier.field == write.field) {
                write.before.clone_from(&earlier.before);
            }
        }
        operation
    };
    let operations = first.operations.iter().zip(&second.operations).map(join).collect();
    Transaction { operations, ..second.clone() }
}
