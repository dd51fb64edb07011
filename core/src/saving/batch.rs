//! Batches: the items that one transaction becomes in the store, in the order in which they are written.
//!
//! Texts come first, then the entry. If that would be too large, the records go into chunks, then comes the
//! mark by which these count, and then an entry with no more than undoing needs. A batch does not know if
//! there is room.

use super::texts::texts_of;
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

/// Items of one transaction.
pub(super) struct Batch {
    /// Stamp of the transaction.
    pub stamp: Stamp,
    /// Garbage that the transaction refers to, which is written again as whole records.
    resurrected: Vec<RecordKey>,
    /// Items that are not written yet, in order: no item may be there before those that it needs.
    waiting: VecDeque<Piece>,
    /// Keys that are written already.
    pub written: Vec<String>,
}

/// An item, with its kind.
struct Piece {
    key: String,
    value: String,
    kind: PieceKind,
}

enum PieceKind {
    Text(TextVersion),
    Chunk(RecordKey, RecordKey),
    Commit,
    /// The entry; true if the chunks have all that it wrote.
    Entry(Rc<Transaction>, bool),
}

impl Batch {
    pub fn is_written(&self) -> bool {
        self.waiting.is_empty()
    }

    fn push(&mut self, key: String, value: String, kind: PieceKind) {
        self.waiting.push_back(Piece { key, value, kind });
    }

    pub fn has_text(&self, version: TextVersion) -> bool {
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
        // The records as they were before the transaction.
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
        // Owners come first: a part of a removed article must find the article removed.
        let chunks = chunk::encode(resurrected.iter().map(|(key, record)| (key, record)), self.budget.chunk);
        for chunk in chunks.into_iter().rev() {
            batch.push(self.next_chunk_key(), chunk.value, PieceKind::Chunk(chunk.first, chunk.last));
        }
        batch.resurrected.extend(resurrected.into_iter().map(|(key, _)| key));
        let key = journal::entry_key(stamp);
        // An entry that cannot be short enough is not written out to find that.
        let least = least_bytes(transaction);
        let encode = |transaction: &Rc<Transaction>, most: usize| {
            let value =
                journal::encode(&Entry { transaction: transaction.clone(), history_id: self.history_id });
            (value.len() <= most).then_some(value)
        };
        let most = self.budget.entry;
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
        // A step that is larger than this is not worth all the others.
        let most = self.budget.entries.1 / 2;
        let reduced = (least <= most).then(|| Rc::new(reduced(transaction)));
        if let Some((reduced, value)) =
            reduced.and_then(|reduced| Some((reduced.clone(), encode(&reduced, most)?)))
        {
            batch.push(key, value, PieceKind::Entry(reduced, true));
        }
        batch
    }

    /// Garbage that the transaction refers to, with its owners, and the garbage whose owner the transaction
    /// refers to.
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
                // The chunks have all of it; only undoing it after a reload would need the entry.
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
                    self.chunks.push(StoredChunk { key: key.clone(), first, last });
                }
                PieceKind::Commit => {}
                PieceKind::Entry(transaction, is_compacted) => {
                    let units = key.len() + units_of(&value);
                    self.keep(&transaction, key.clone(), units, is_compacted);
                }
            }
            batch.written.push(key);
        }
        self.garbage.retain(|key| !batch.resurrected.contains(key));
        Ok(())
    }
}

/// Records that the transaction writes, reduced to its own writes, in order. `corpus` is the one after it.
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

/// Smallest number of bytes of an entry: `["label","ID",{}]` for each operation.
fn least_bytes(transaction: &Transaction) -> usize {
    transaction.operations.iter().map(|operation| operation.record.id.len() + 15).sum()
}

/// The transaction without what undoing does not need: of a created record, the creation alone is left.
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
