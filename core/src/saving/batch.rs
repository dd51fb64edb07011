//! What one transaction becomes: texts, then its entry; or, where that would be too large, chunks, the mark that
//! makes them count, and an entry that says no more than undoing it needs.

use super::{Folded, Saving, units_of};
use crate::corpus::Corpus;
use crate::journal::{self, Entry, chunk};
use crate::operation::Operation;
use crate::record::{Cell, Field, Record, RecordKey};
use crate::storage::StorageError;
use crate::text::TextVersion;
use crate::transaction::Transaction;
use std::collections::VecDeque;
use std::rc::Rc;

/// The keys and values of one transaction.
pub(super) struct Batch {
    /// In the order in which they have to be written: nothing may be there before what it needs.
    waiting: VecDeque<Piece>,
    /// The keys that are written already.
    pub written: Vec<String>,
}

/// One key and value.
struct Piece {
    key: String,
    value: String,
    what: What,
}

enum What {
    Text(TextVersion),
    Chunk(RecordKey, RecordKey),
    Commit,
    /// Says whether all of it is in chunks.
    Entry(Rc<Transaction>, bool),
}

impl Batch {
    pub fn is_written(&self) -> bool {
        self.waiting.is_empty()
    }

    fn push(&mut self, key: String, value: String, what: What) {
        self.waiting.push_back(Piece { key, value, what });
    }

    fn has_text(&self, version: TextVersion) -> bool {
        self.waiting.iter().any(|piece| matches!(piece.what, What::Text(other) if other == version))
    }
}

impl Saving {
    pub(super) fn batch(&self, corpus: &Corpus, transaction: &Rc<Transaction>) -> Batch {
        let mut batch = Batch { waiting: VecDeque::new(), written: Vec::new() };
        for version in journal::texts_of(transaction) {
            let is_here = self.texts.iter().any(|(stored, _)| *stored == version)
                || self.batches.iter().any(|batch| batch.has_text(version));
            if let Some(text) = corpus.text(version).filter(|_| !is_here) {
                batch.push(journal::text_key(version), text.content().to_owned(), What::Text(version));
            }
        }
        let key = journal::entry_key(transaction.stamp);
        let encode = |transaction: &Rc<Transaction>| {
            journal::encode(&Entry { transaction: transaction.clone(), history: self.history })
        };
        let value = encode(transaction);
        if value.len() <= self.budget.chunk {
            batch.push(key, value, What::Entry(transaction.clone(), false));
            return batch;
        }
        let stamp = transaction.stamp.to_string();
        let records = records_of(transaction);
        let chunks = chunk::encode(records.iter().map(|(key, record)| (key, record)), self.budget.chunk);
        for (part, chunk) in chunks.into_iter().enumerate() {
            let key = journal::key("chunk", &format!("{stamp}-{part}"));
            batch.push(key, chunk.value, What::Chunk(chunk.first, chunk.last));
        }
        batch.push(journal::key("commit", &stamp), "1".to_owned(), What::Commit);
        let reduced = Rc::new(reduced(transaction));
        let value = encode(&reduced);
        // A step that is larger than that is not worth all the others.
        if value.len() <= self.budget.entries.1 / 2 {
            batch.push(key, value, What::Entry(reduced, true));
        }
        batch
    }

    pub(super) fn write_batch(&mut self, batch: &mut Batch) -> Result<(), StorageError> {
        while let Some(Piece { key, value, .. }) = batch.waiting.front() {
            self.set_firmly(key, value)?;
            let Some(Piece { key, value, what }) = batch.waiting.pop_front() else { break };
            match what {
                What::Text(version) => self.texts.push((version, key.clone())),
                What::Chunk(first, last) => self.chunks.push(Folded { key: key.clone(), first, last }),
                What::Commit => {}
                What::Entry(transaction, folded) => {
                    let units = key.len() + units_of(&value);
                    self.keep(&transaction, key.clone(), units, folded);
                }
            }
            self.written.push((key.clone(), value));
            batch.written.push(key);
        }
        Ok(())
    }
}

/// Every record that the transaction writes, with no more than it writes, in order.
fn records_of(transaction: &Transaction) -> Vec<(RecordKey, Rc<Record>)> {
    let stamp = transaction.stamp;
    let record = |operation: &Operation| {
        let mut record = Record::default();
        for write in &operation.writes {
            record.merge(write.field.clone(), Cell { value: write.after.clone(), stamp });
        }
        (operation.record.clone(), Rc::new(record))
    };
    let mut records: Vec<_> = transaction.operations.iter().map(record).collect();
    records.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    records
}

/// What undoing needs to know: of a record that was made, only that.
fn reduced(transaction: &Transaction) -> Transaction {
    let reduce = |operation: &Operation| {
        let mut operation = operation.clone();
        if operation.makes() {
            operation.writes.retain(|write| write.field == Field::Deleted);
        }
        operation
    };
    let operations = transaction.operations.iter().map(reduce).collect();
    Transaction { operations, texts: Vec::new(), ..transaction.clone() }
}
