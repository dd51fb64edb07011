//! Compaction of the own log: what many docs hold goes into few, and then the many go.
//!
//! The last entries, of some days and not too many, stay beside the chunks, for those who were away: of an entry they can be told what
//! it overwrote. No doc goes before the server has taken the chunks that hold the same. A person who has read a doc keeps it; only
//! those who join later do not see it. Compaction does not know when a page is idle.

use super::doc::{Address, Content, Doc, Place};
use super::outbox::{Records, covers, merge};
use super::reading::Reader;
use super::team::Team;
use crate::model::record::Stamp;
use crate::model::time::Timestamp;
use crate::saving::NewlyRead;
use crate::saving::journal::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Number of entries that no chunk holds, and bytes of them, from which on compaction is due.
pub const MOST_ENTRIES: (usize, usize) = (500, 1_000_000);

/// Milliseconds for which an entry stays although a chunk holds the same, and most bytes of those that stay.
pub const KEPT: (u64, usize) = (7 * 24 * 60 * 60 * 1_000, 1_000_000);

/// Own entries that no chunk holds: their ids, and their length together.
#[derive(Debug, Default)]
pub(super) struct Uncompacted {
    ids: BTreeSet<String>,
    bytes: usize,
}

/// A compaction that waits for the server.
#[derive(Debug)]
pub(super) struct Compaction {
    /// Ids of the new chunks that the server has not taken yet.
    pub waiting: BTreeSet<String>,
    /// Docs that go then.
    pub goes: Vec<Doc>,
}

impl Uncompacted {
    /// Finds them among the docs of the log of a person.
    pub fn among(person: &Rc<str>, docs: &[&Doc]) -> Self {
        let NewlyRead { cells, mut entries, .. } =
            Reader::default().read(docs.iter().copied(), &Team::default());
        let mut chunks = Records::new();
        merge(&mut chunks, cells);
        entries.retain(|entry| {
            let mut cells = entry.transaction.cells();
            cells.any(|(key, field, cell)| !covers(&chunks, &key, &field, &cell))
        });
        let place = |entry: &Entry| Place::Entry(entry.transaction.stamp);
        let ids = entries.iter().map(|entry| Address { by: person.clone(), place: place(entry) }.id());
        let ids: BTreeSet<_> = ids.collect();
        let bytes = docs.iter().filter(|doc| ids.contains(&doc.id)).map(|doc| doc.body.len()).sum();
        Self { ids, bytes }
    }

    pub fn note(&mut self, doc: &Doc) {
        let is_entry = doc.address().is_some_and(|address| matches!(address.place, Place::Entry(_)));
        if is_entry && self.ids.insert(doc.id.clone()) {
            self.bytes += doc.body.len();
        }
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn is_due(&self) -> bool {
        self.ids.len() > MOST_ENTRIES.0 || self.bytes > MOST_ENTRIES.1
    }
}

/// Docs of transactions.
type ByStamp<'a> = BTreeMap<Stamp, Vec<(&'a Doc, Content)>>;

/// Fields of the docs of the own log, and the docs that can go once chunks hold these. Parts of a transaction that is not whole stay.
pub(super) fn plan(docs: &[Doc], now: Timestamp) -> (Records, Vec<Doc>) {
    let mut goes = Vec::new();
    let mut read = Vec::new();
    let (mut entries, mut parts) = (ByStamp::new(), ByStamp::new());
    for doc in docs {
        let Some(address) = doc.address() else { continue };
        let Ok(content) = doc.content(address.place) else { continue };
        match (address.place, content) {
            (Place::Part(stamp, _), content) | (Place::Entry(stamp), content @ Content::Parts(_)) => {
                parts.entry(stamp).or_default().push((doc, content));
            }
            (Place::Text(_), _) => {}
            (Place::Entry(stamp), content) => {
                entries.entry(stamp).or_default().push((doc, content));
                read.push(doc);
            }
            _ => {
                goes.push(doc.clone());
                read.push(doc);
            }
        }
    }
    let (age, mut room) = KEPT;
    for (doc, content) in entries.into_values().rev().flatten() {
        let Content::Entry(entry) = content else { continue };
        room = room.saturating_sub(doc.body.len());
        if room == 0 || entry.time.millis() + age <= now.millis() {
            goes.push(doc.clone());
        }
    }
    for of_transaction in parts.into_values() {
        let count = of_transaction.iter().find_map(|(_, content)| match content {
            Content::Parts(count) => Some(*count),
            _ => None,
        });
        if count.is_some_and(|count| count < of_transaction.len()) {
            for (doc, _) in of_transaction {
                goes.push(doc.clone());
                read.push(doc);
            }
        }
    }
    let mut records = Records::new();
    merge(&mut records, Reader::default().read(read, &Team::default()).fields());
    (records, goes)
}
