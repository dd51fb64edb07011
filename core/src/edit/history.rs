//! History: the steps of one session, which can be undone and redone.
//!
//! Undo is a new transaction with a new stamp, never a return to an old corpus: others may have written
//! since. It reverts only those fields of a step whose last write is this session's own, and names the
//! records that it left. All later steps have been undone before, so such a field still holds the value of
//! the step. The history does not know when it is asked, nor how a step is put into words.

use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::record::{Field, RecordKey, ReplicaId};
use crate::saving::journal::Entry;
use std::rc::Rc;

/// Steps that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Rc<Transaction>>,
    undone: Vec<Rc<Transaction>>,
    /// Writers of the steps: this page, and the one whose history it adopted.
    writers: Vec<ReplicaId>,
}

/// The undoing or redoing of a step.
#[derive(Clone, Debug)]
pub struct Revert {
    /// Transaction to apply. It is empty if others overwrote all of the step.
    pub transaction: Rc<Transaction>,
    /// Step that is undone or redone.
    pub step: Rc<Transaction>,
    /// Records that somebody else changed since, and that were left as they are.
    pub left: Vec<RecordKey>,
}

impl History {
    /// Milliseconds within which further writing of one note, or moving of one boundary, joins the step
    /// before it.
    const ONE_STEP: u64 = 5_000;

    /// Records a transaction as a step, which ends the steps that could be redone. Transactions of the page
    /// itself are no steps, and those of an origin that is not known here are not undone by this version.
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

    /// Step that [`History::undo`] would undo.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Rc<Transaction>> {
        self.done.last()
    }

    /// Step that [`History::redo`] would redo.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Rc<Transaction>> {
        self.undone.last()
    }

    /// History after these transactions, which come in the order in which they were made.
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

    /// Histories of the entries by their ids, the latest first. Entries come in their order.
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

    /// Continues an earlier history: its steps come before this page's own.
    pub fn adopt(&mut self, earlier: Self) {
        let own = std::mem::replace(self, earlier);
        own.writers.into_iter().for_each(|writer| self.note_writer(writer));
        if !own.done.is_empty() || !own.undone.is_empty() {
            self.undone.clear();
        }
        self.done.extend(own.done);
        self.undone.extend(own.undone);
    }

    /// Undoes the last step. The caller applies the transaction.
    pub fn undo(&mut self, corpus: &Corpus, moment: &Moment) -> Option<Revert> {
        let step = self.done.pop()?;
        let revert = self.revert(&step, corpus, moment, Origin::Undo);
        self.undone.push(revert.transaction.clone());
        Some(revert)
    }

    /// Redoes the step that was undone last. The caller applies the transaction.
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
            // A time of change that somebody else wrote is not worth naming.
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

/// Removes the step that the transaction reverts, and all later ones. It may be missing, because it was
/// evicted or too large to be stored. Later ones were reverted, too, but nothing of them could be, so that no
/// transaction was written.
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

/// True if the next transaction goes on writing the same note, or moving the same boundary, and nobody else
/// wrote in between.
fn continues(last: &Transaction, next: &Transaction) -> bool {
    let soon = next.time.millis().saturating_sub(last.time.millis()) < History::ONE_STEP;
    let same = last.action == next.action
        && matches!(next.action, Action::Note | Action::Reanchor | Action::DocumentNote);
    let same = same && last.origin == Origin::User;
    let ([one], [other]) = (&*last.operations, &*next.operations) else { return false };
    let goes_on = |write: &Write| {
        one.writes.iter().any(|earlier| earlier.field == write.field && earlier.after == write.before)
    };
    soon && same && one.record == other.record && other.writes.iter().all(goes_on)
}

/// Joins two steps on the same fields: from before the first to after the second.
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
