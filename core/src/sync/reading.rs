//! Reading: the docs of all logs become what an editor takes in.
//!
//! The parts of a large transaction wait for each other, so that it comes as a whole. Damaged docs are listed, and affect no other. A
//! reader does not know in which order docs come, or how often.

use super::doc::{Content, Doc, Place};
use super::team::Team;
use crate::corpus::Cells;
use crate::model::record::Stamp;
use crate::model::time::Timestamp;
use crate::saving::NewlyRead;
use crate::saving::journal::{Damaged, Entry};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A reader, with the parts that wait for others.
#[derive(Debug, Default)]
pub struct Reader {
    /// Parts of transactions that are not complete, by person and stamp.
    waiting: BTreeMap<(Rc<str>, Stamp), Parts>,
    /// Time of the latest entry of each person. Chunks have none.
    pub latest: BTreeMap<Rc<str>, Timestamp>,
}

#[derive(Debug, Default)]
struct Parts {
    /// Number of parts, once the mark is there.
    count: Option<usize>,
    found: BTreeMap<u64, Cells>,
}

impl Reader {
    /// Reads docs. Docs of people who are left out are passed over.
    pub fn read<'a>(&mut self, docs: impl IntoIterator<Item = &'a Doc>, team: &Team) -> NewlyRead {
        let mut newly_read = NewlyRead::default();
        for doc in docs {
            let address = doc.address().filter(|address| !team.left_out.contains(&address.by));
            let Some(address) = address else { continue };
            match doc.content(address.place) {
                Ok(content) => self.take(&mut newly_read, (address.by, address.place), content),
                Err(why) => newly_read.damaged.push(Damaged { key: doc.id.clone(), why }),
            }
        }
        newly_read.entries.sort_by_key(|entry| entry.transaction.stamp);
        newly_read
    }

    fn take(&mut self, newly_read: &mut NewlyRead, (by, place): (Rc<str>, Place), content: Content) {
        match (place, content) {
            (Place::Part(stamp, number), Content::Chunk(cells)) => {
                let of = (by, stamp);
                self.waiting.entry(of.clone()).or_default().found.insert(number, cells);
                self.complete(newly_read, &of);
            }
            (Place::Entry(stamp), Content::Parts(count)) => {
                let of = (by, stamp);
                self.waiting.entry(of.clone()).or_default().count = Some(count);
                self.complete(newly_read, &of);
            }
            (_, Content::Chunk(cells)) => newly_read.cells.extend(cells),
            (_, Content::Entry(transaction)) => {
                let latest = self.latest.entry(by).or_insert(transaction.time);
                *latest = transaction.time.max(*latest);
                newly_read.entries.push(Entry::from(transaction));
            }
            (_, Content::Text(text)) => newly_read.texts.push(text),
            (_, Content::Parts(_)) => {}
        }
    }

    /// Takes the parts of a transaction, if all are there.
    fn complete(&mut self, newly_read: &mut NewlyRead, of: &(Rc<str>, Stamp)) {
        let is_whole = |parts: &Parts| parts.count.is_some_and(|count| count <= parts.found.len());
        if self.waiting.get(of).is_some_and(is_whole)
            && let Some(parts) = self.waiting.remove(of)
        {
            newly_read.cells.extend(parts.found.into_values().flatten());
        }
    }
}
