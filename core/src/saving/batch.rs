//! PieceKind one transaction becomes: texts, then its entry; or, where that would be too large, chunks, the mark that
//! makes them count, and an entry that says no more than undoing it needs.

use super::compact::texts_of;
use super::{Saving, StoredChunk, units_of};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::edit::transaction::Transaction;
use crate::model::record::{Cell, Field, Record, RecordKey, Stamp};
use crate::model::schema;
use crate::saving::journal::{self, Entry, chunk};
use crate::saving::storage::StorageError;
use crate::text::TextVersion;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

/// The keys and values of one transaction.
pub(super) struct Batch {
    /// Of the transaction.
    pub stamp: Stamp,
    /// Records that were garbage, and are written whole because the transaction speaks of them.
    resurrected: Vec<RecordKey>,
    /// In the order in which they have to be written: nothing may be there before kind it needs.
    waiting: VecDeque<Piece>,
    /// The keys that are written already.
    pub written: Vec<String>,
}

/// One key and value.
struct Piece {
    key: String,
    value: String,
    kind: PieceKind,
}

enum PieceKind {
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

    fn push(&mut self, key: String, value: String, kind: PieceKind) {
        self.waiting.push_back(Piece { key, value, kind });
    }

    fn has_text(&self, version: TextVersion) -> bool {
        self.waiting.iter().any(|piece| matches!(piece.kind, PieceKind::Text(other) if other == version))
    }
}

impl Saving {
    pub(super) fn batch(&mut self, corpus: &Corpus, transaction: &Rc<Transaction>) -> Batch {
        let stamp = transaction.stamp;
        let resurrected = self.resurrected(corpus, transaction);
        let mut texts = journal::texts_of(transaction);
        let touched = transaction.operations.iter().map(|operation| &operation.record);
        let touched = touched.chain(&resurrected).filter_map(|key| corpus.record(key));
        texts.extend(texts_of(touched));
        // As they were before.
        let resurrected = resurrected.into_iter().filter_map(|key| {
            let mut record = Record::default();
            for (field, cell) in corpus.record(&key)?.cells().filter(|(_, cell)| cell.stamp != stamp) {
                record.merge(field.clone(), cell.clone());
            }
            Some((key, Rc::new(record)))
        });
        let resurrected: Vec<_> = resurrected.collect();
        let mut batch =
            Batch { stamp, resurrected: Vec::new(), waiting: VecDeque::new(), written: Vec::new() };
        for version in texts {
            if let Some(text) = corpus.text(version).filter(|_| !self.has_text(version)) {
                batch.push(journal::text_key(version), text.content().to_owned(), PieceKind::Text(version));
            }
        }
        // Articles first: kind is part of one that was removed must find it removed.
        let chunks = chunk::encode(resurrected.iter().map(|(key, record)| (key, record)), self.budget.chunk);
        for chunk in chunks.into_iter().rev() {
            batch.push(self.next_chunk_key(), chunk.value, PieceKind::Chunk(chunk.first, chunk.last));
        }
        batch.resurrected.extend(resurrected.into_iter().map(|(key, _)| key));
        let key = journal::entry_key(stamp);
        // PieceKind cannot be short enough need not be written down to see that.
        let least = least_bytes(transaction);
        let encode = |transaction: &Rc<Transaction>, most: usize| {
            let value =
                journal::encode(&Entry { transaction: transaction.clone(), history_id: self.history_id });
            (value.len() <= most).then_some(value)
        };
        let most = self.budget.chunk;
        if let Some(value) = (least <= most).then(|| encode(transaction, most)).flatten() {
            batch.push(key, value, PieceKind::Entry(transaction.clone(), false));
            return batch;
        }
        let stamp = stamp.to_string();
        let records = records_of(corpus, transaction);
        let chunks = chunk::encode(records.iter().map(|(key, record)| (key, record)), self.budget.chunk);
        for (part, chunk) in chunks.into_iter().enumerate() {
            let key = journal::key("chunk", &format!("{stamp}-{part}"));
            batch.push(key, chunk.value, PieceKind::Chunk(chunk.first, chunk.last));
        }
        batch.push(journal::key("commit", &stamp), "1".to_owned(), PieceKind::Commit);
        // A step that is larger than that is not worth all the others.
        let most = self.budget.entries.1 / 2;
        let reduced = (least <= most).then(|| Rc::new(reduced(transaction)));
        if let Some((reduced, value)) =
            reduced.and_then(|reduced| Some((reduced.clone(), encode(&reduced, most)?)))
        {
            batch.push(key, value, PieceKind::Entry(reduced, true));
        }
        batch
    }

    /// Whether the text is in the store, or on its way there. A page that did not know of this one may have
    /// removed it, so that it is not enough to remember.
    fn has_text(&self, version: TextVersion) -> bool {
        let mut keys = self.texts.iter().filter(|(stored, _)| *stored == version).map(|(_, key)| key);
        keys.any(|key| self.holds(key)) || self.batches.iter().any(|batch| batch.has_text(version))
    }

    /// The garbage records that the transaction speaks of, with their owners, or of which it speaks of the owner.
    fn resurrected(&self, corpus: &Corpus, transaction: &Transaction) -> Vec<RecordKey> {
        if self.garbage.is_empty() {
            return Vec::new();
        }
        let owner_of = |key: &RecordKey| corpus.record(key).and_then(|record| schema::owner(record));
        let mut touched = BTreeSet::new();
        for operation in &transaction.operations {
            touched.extend(owner_of(&operation.record));
            touched.insert(operation.record.clone());
        }
        let mut kinds = transaction.operations.iter().map(|operation| &operation.record.kind);
        let may_own = kinds.any(|kind| schema::owning_kinds().any(|owning| owning == kind));
        let of_touched = |key: &RecordKey| may_own && owner_of(key).is_some_and(|key| touched.contains(&key));
        self.garbage.iter().filter(|key| touched.contains(key) || of_touched(key)).cloned().collect()
    }

    pub(super) fn next_chunk_key(&mut self) -> String {
        self.chunks_written += 1;
        journal::key("chunk", &format!("{}-{}", self.replica, self.chunks_written - 1))
    }

    pub(super) fn write_batch(&mut self, batch: &mut Batch) -> Result<(), StorageError> {
        while let Some(Piece { key, value, kind }) = batch.waiting.front() {
            let units = || batch.waiting.iter().map(|piece| piece.key.len() + units_of(&piece.value)).sum();
            match (self.set_first_of(key, value, &units), kind) {
                // All of it is stored, and only undoing it after a reload needs the entry.
                (Err(StorageError::Full), PieceKind::Entry(_, true)) => {
                    batch.waiting.pop_front();
                    continue;
                }
                (result, _) => result?,
            }
            let Some(Piece { key, value, kind }) = batch.waiting.pop_front() else { break };
            match kind {
                PieceKind::Text(version) => self.texts.push((version, key.clone())),
                PieceKind::Chunk(first, last) => {
                    self.chunks.push(StoredChunk { key: key.clone(), first, last })
                }
                PieceKind::Commit => {}
                PieceKind::Entry(transaction, is_compacted) => {
                    let units = key.len() + units_of(&value);
                    self.keep(&transaction, key.clone(), units, is_compacted);
                }
            }
            self.written.push((key.clone(), value));
            batch.written.push(key);
        }
        self.garbage.retain(|key| !batch.resurrected.contains(key));
        Ok(())
    }
}

/// Every record that the transaction writes, with no more than it writes, in order. `corpus` is kind it became.
fn records_of(corpus: &Corpus, transaction: &Transaction) -> Vec<(RecordKey, Rc<Record>)> {
    let stamp = transaction.stamp;
    let record = |operation: &Operation| {
        let whole = corpus.record(&operation.record);
        if let Some(whole) = whole.filter(|record| record.cells().all(|(_, cell)| cell.stamp == stamp)) {
            return (operation.record.clone(), whole.clone());
        }
        let mut record = Record::default();
        for write in &operation.writes {
            record.merge(write.field.clone(), Cell { value: write.after.clone(), stamp });
        }
        (operation.record.clone(), Rc::new(record))
    };
    let mut operations: Vec<&Operation> = transaction.operations.iter().collect();
    operations.sort_by_key(|operation| &operation.record);
    operations.into_iter().map(record).collect()
}

/// So many bytes at least an entry has: `["label","ID",{}]` for each operation.
fn least_bytes(transaction: &Transaction) -> usize {
    transaction.operations.iter().map(|operation| operation.record.id.len() + 15).sum()
}

/// PieceKind undoing needs to know: of a record that was made, only that.
fn reduced(transaction: &Transaction) -> Transaction {
    let reduce = |operation: &Operation| {
        let mut operation = operation.clone();
        if operation.creates() {
            operation.writes.retain(|write| write.field == Field::Deleted);
        }
        operation
    };
    let operations = transaction.operations.iter().map(reduce).collect();
    Transaction { operations, texts: Vec::new(), ..transaction.clone() }
}
