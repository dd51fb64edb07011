//! The outbox: own writes that the server does not have, as docs.
//!
//! Nothing is stored for it. Of what the browser's store holds of a person, it leaves out what the own log on the server has, field by
//! field; so a crash between any two writes loses nothing, and what is sent twice is merged twice. A transaction goes as an entry where
//! the store has it whole. Where it was compacted, its fields go as a chunk. An outbox does not know when docs are sent.

use super::doc::{Doc, Place};
use super::not_taken::NotTaken;
use super::reading::Reader;
use super::request::Limits;
use super::team::Team;
use crate::corpus::Cells;
use crate::edit::operation::Operation;
use crate::edit::transaction::Transaction;
use crate::model::annotator::AnnotatorId;
use crate::model::record::{Cell, Field, Record, RecordKey, ReplicaId, Stamp};
use crate::model::role::Role;
use crate::model::setting::SettingId;
use crate::saving::journal::chunk;
use crate::text::{Text, TextVersion};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::rc::Rc;

/// Own writes, as the store has them.
#[derive(Debug, Default)]
pub struct Writes {
    /// Annotator who wrote.
    pub annotator: AnnotatorId,
    /// Texts that they name.
    pub texts: Vec<Rc<Text>>,
    /// Fields, of which each may be in an entry as well.
    pub cells: Cells,
    /// Transactions. One that was too large for the store has lost fields, which are among the others then.
    pub transactions: Vec<Rc<Transaction>>,
}

/// Records, as far as they were written into one log.
pub(super) type Records = BTreeMap<RecordKey, Rc<Record>>;

/// See the module.
#[derive(Debug)]
pub struct Outbox {
    person: Rc<str>,
    replica: ReplicaId,
    limits: Limits,
    /// Reader of the own log: parts of a transaction count for nothing until all are there.
    reader: Reader,
    /// Fields that are in the own log, or wait to get there.
    sent: Records,
    /// Texts that are on the server, or wait to get there.
    texts: BTreeSet<TextVersion>,
    pending: VecDeque<Doc>,
    not_taken: BTreeMap<String, NotTaken>,
    chunks: u64,
}

impl Outbox {
    /// Outbox of a person, on a page.
    #[must_use]
    pub fn new(person: Rc<str>, replica: ReplicaId, limits: Limits) -> Self {
        Self {
            person,
            replica,
            limits,
            reader: Reader::default(),
            sent: Records::new(),
            texts: BTreeSet::new(),
            pending: VecDeque::new(),
            not_taken: BTreeMap::new(),
            chunks: 0,
        }
    }

    /// Notes a doc that is on the server.
    pub fn note(&mut self, doc: &Doc) {
        let Some(address) = doc.address() else { return };
        if let Place::Text(version) = address.place {
            self.texts.insert(version);
        } else if address.by == self.person {
            let read = self.reader.read([doc], &Team::default());
            merge(&mut self.sent, read.fields());
        }
    }

    /// Takes own writes: those that are not on the server yet will be sent, as far as the role allows.
    pub fn offer(&mut self, writes: Writes, role: Role) {
        let Writes { annotator, texts, cells, transactions } = writes;
        let may_write = |key: &RecordKey| role.may_write(key, annotator);
        for text in texts {
            if role == Role::Lead && self.texts.insert(text.version()) {
                self.pending.push_back(Doc::text(&self.person, &text));
            }
        }
        let mut refused = Records::new();
        let reduced = reduced(&transactions, &cells);
        for transaction in transactions {
            if reduced.contains(&transaction.stamp) {
                continue;
            }
            let [allowed, others] = split(&transaction, may_write);
            if others.cells().any(|(key, field, cell)| !covers(&self.sent, &key, &field, &cell)) {
                merge(&mut refused, others.cells());
                self.refuse(Doc::entry(&self.person, &others), None);
            }
            if allowed.cells().any(|(key, field, cell)| !covers(&self.sent, &key, &field, &cell)) {
                merge(&mut self.sent, allowed.cells());
                self.push(&allowed);
            }
        }
        let mut allowed = Records::new();
        let mut others = Records::new();
        for (key, field, cell) in cells {
            let is_built_in = cell.stamp == Stamp::default();
            if is_built_in || is_personal(&key) || covers(&self.sent, &key, &field, &cell) {
                continue;
            }
            if may_write(&key) {
                merge(&mut allowed, [(key, field, cell)]);
            } else if !covers(&refused, &key, &field, &cell) {
                merge(&mut others, [(key, field, cell)]);
            }
        }
        merge(&mut self.sent, cells_in(&allowed));
        let chunks = self.chunk(&allowed);
        self.pending.extend(chunks);
        for doc in self.chunk(&others) {
            self.refuse(doc, None);
        }
    }

    /// Docs that hold the fields of those records.
    pub(super) fn chunk(&mut self, records: &Records) -> Vec<Doc> {
        let chunks = chunk::encode(records.iter(), self.limits.chunk).into_iter();
        let numbered = chunks.zip(self.chunks..);
        let docs: Vec<_> = numbered
            .map(|(chunk, number)| Doc::chunk(&self.person, Place::Chunk(self.replica, number), &chunk.value))
            .collect();
        self.chunks += docs.len() as u64;
        docs
    }

    /// Docs that wait, in the order in which they are sent.
    #[must_use]
    pub fn pending(&self) -> &VecDeque<Doc> {
        &self.pending
    }

    /// Lets docs wait behind the others.
    pub(super) fn wait(&mut self, docs: impl IntoIterator<Item = Doc>) {
        self.pending.extend(docs);
    }

    /// Takes a doc out that waits no longer.
    pub(super) fn take(&mut self, id: &str) -> Option<Doc> {
        let at = self.pending.iter().position(|doc| doc.id == id)?;
        self.pending.remove(at)
    }

    /// Notes that the project did not take a doc.
    pub(super) fn refuse(&mut self, doc: Doc, reason: Option<String>) {
        self.not_taken.insert(doc.id.clone(), NotTaken { doc, reason });
    }

    /// Docs that the project did not take.
    #[must_use]
    pub fn not_taken(&self) -> impl ExactSizeIterator<Item = &NotTaken> {
        self.not_taken.values()
    }

    /// Forgets what the role did not allow: it is another one now.
    pub(super) fn forget_unsent(&mut self) {
        self.not_taken.retain(|_, not_taken| not_taken.reason.is_some());
    }

    fn push(&mut self, transaction: &Rc<Transaction>) {
        let entry = Doc::entry(&self.person, transaction);
        if entry.body.len() <= self.limits.entry {
            return self.pending.push_back(entry);
        }
        let stamp = transaction.stamp;
        let mut records = Records::new();
        merge(&mut records, transaction.cells());
        let chunks = chunk::encode(records.iter(), self.limits.chunk);
        let parts = chunks.iter().zip(0..);
        let parts =
            parts.map(|(chunk, part)| Doc::chunk(&self.person, Place::Part(stamp, part), &chunk.value));
        self.pending.extend(parts);
        self.pending.push_back(Doc::parts(&self.person, stamp, chunks.len()));
    }
}

/// The transaction with what may be written, and with what may not. Settings of the person are in neither.
fn split(transaction: &Transaction, may_write: impl Fn(&RecordKey) -> bool) -> [Rc<Transaction>; 2] {
    let shared = transaction.operations.iter().filter(|operation| !is_personal(&operation.record));
    let (allowed, others) = shared.cloned().partition(|operation: &Operation| may_write(&operation.record));
    [allowed, others]
        .map(|operations| Rc::new(Transaction { operations, texts: Vec::new(), ..transaction.clone() }))
}

/// True for a setting that says how one person wants the page to be.
fn is_personal(key: &RecordKey) -> bool {
    SettingId::of(key).is_some_and(|setting| setting.is_personal())
}

/// Stamps of those transactions that lost fields, which are among the cells.
fn reduced(transactions: &[Rc<Transaction>], cells: &Cells) -> HashSet<Stamp> {
    let mut by_stamp: BTreeMap<Stamp, Vec<(&RecordKey, &Field)>> =
        transactions.iter().map(|transaction| (transaction.stamp, Vec::new())).collect();
    for (key, field, cell) in cells {
        if let Some(fields) = by_stamp.get_mut(&cell.stamp) {
            fields.push((key, field));
        }
    }
    let is_reduced = |transaction: &&Rc<Transaction>| {
        let found = by_stamp.get(&transaction.stamp).map(Vec::as_slice).unwrap_or_default();
        let operations = || transaction.operations.iter();
        let written: HashSet<_> = operations()
            .flat_map(|operation| operation.writes.iter().map(|write| (&operation.record, &write.field)))
            .collect();
        found.iter().any(|field| !written.contains(field))
    };
    transactions.iter().filter(is_reduced).map(|transaction| transaction.stamp).collect()
}

/// Fields of records.
pub(super) fn cells_in(records: &Records) -> impl Iterator<Item = (RecordKey, Field, Cell)> {
    records.iter().flat_map(|(key, record)| {
        record.cells().map(|(field, cell)| (key.clone(), field.clone(), cell.clone()))
    })
}

/// Merges fields into records.
pub(super) fn merge(records: &mut Records, cells: impl IntoIterator<Item = (RecordKey, Field, Cell)>) {
    for (key, field, cell) in cells {
        Rc::make_mut(records.entry(key).or_default()).merge(field, cell);
    }
}

/// True if the records hold the field as it is, or a later value of it.
pub(super) fn covers(records: &Records, key: &RecordKey, field: &Field, cell: &Cell) -> bool {
    records.get(key).is_some_and(|record| !record.is_earlier_than(field, cell))
}
