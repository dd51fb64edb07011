//! The second copy: which items of the store are kept somewhere else as well, and which of these the store has lost.
//!
//! The copy follows the store item by item: what this page writes and removes is told as changes, and the rest is
//! compared once, at a start. So it holds everything that the store held, backups included. This module does not know
//! where the copy is kept, nor when.

use super::{Items, Saving};
use crate::corpus::{Cells, Corpus};
use crate::model::record::Stamp;
use crate::saving::journal::{self, Key, chunk};
use std::collections::{BTreeMap, BTreeSet};

/// Items that were written, with their values, and removed, in that order.
pub type Changes = Vec<(String, Option<String>)>;

/// An item of the second copy: the name of its store, and its key.
pub type Copied = (String, String);

/// Differences between the store and its second copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Items of this store that it does not have.
    pub lost: Vec<Copied>,
    /// Items of other stores.
    pub others: Vec<Copied>,
    /// Keys of this store that have no copy.
    pub missing: Vec<String>,
}

impl Saving {
    /// Takes the changes since the last call.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    pub(super) fn note_change(&mut self, key: &str, value: Option<&str>) {
        if journal::is_item(key) {
            self.changes.push((key.to_owned(), value.map(str::to_owned)));
        }
    }

    /// True if somebody cleared the store, and it was empty on purpose.
    #[must_use]
    pub fn was_cleared(&self) -> bool {
        self.generation.as_ref().is_some_and(|name| self.is_cleared(name))
    }

    /// Compares the store with the items of its second copy. `former` is the name that this store had before it was
    /// stored anew.
    #[must_use]
    pub fn compare(&self, copied: Vec<Copied>, former: Option<&str>) -> Differences {
        let mut missing: BTreeSet<_> =
            self.all_keys().into_iter().filter(|key| journal::is_item(key)).collect();
        let here = missing.clone();
        let names: Vec<_> = self.keys("generation/");
        let names: BTreeSet<_> = names.iter().filter_map(|key| key.rsplit('/').next()).collect();
        let mut differences = Differences::default();
        for (name, key) in copied {
            let is_own = names.contains(&*name);
            if !is_own && former != Some(&*name) {
                differences.others.push((name, key));
            } else if !here.contains(&key) {
                differences.lost.push((name, key));
            } else if is_own {
                missing.remove(&key);
            }
        }
        differences.missing = missing.into_iter().collect();
        differences
    }

    /// Values of those keys.
    #[must_use]
    pub fn items(&self, keys: &[String]) -> Items {
        self.all(keys)
    }

    /// Items that bring something which neither the store nor the corpus has. The others are older than what is here,
    /// and were removed on purpose.
    #[must_use]
    pub fn worth_having(&self, corpus: &Corpus, items: Items) -> Items {
        let brings = |key: &str, value: &str| match Key::parse(key) {
            // It is as damaged there as it is here.
            _ if self.get(&journal::damaged_key(key)).is_some_and(|aside| aside == value) => false,
            Key::Entry(stamp) => journal::decode(stamp, value)
                .is_ok_and(|entry| is_news(corpus, &entry.transaction.cells().collect())),
            Key::Chunk(_) => chunk::decode(value).is_ok_and(|cells| is_news(corpus, &cells)),
            Key::Text(version) => corpus.text(version).is_none(),
            Key::Backup | Key::Damaged => true,
            Key::Commit(_) | Key::Generation | Key::Mark | Key::Malformed | Key::Newer(_) | Key::Foreign => {
                false
            }
        };
        let worth: BTreeMap<_, _> =
            items.iter().map(|(key, value)| (key.clone(), brings(key, value))).collect();
        let parts: BTreeSet<Stamp> = worth
            .iter()
            .filter_map(|(key, is_worth)| match Key::parse(key) {
                Key::Chunk(stamp) => stamp.filter(|_| *is_worth),
                _ => None,
            })
            .collect();
        let belongs = |key: &str| match Key::parse(key) {
            // All parts of a transaction count, or none.
            Key::Commit(stamp) | Key::Chunk(Some(stamp)) => parts.contains(&stamp),
            _ => worth.get(key) == Some(&true),
        };
        items.into_iter().filter(|(key, _)| belongs(key)).collect()
    }
}

fn is_news(corpus: &Corpus, cells: &Cells) -> bool {
    cells.iter().any(|(record, field, cell)| {
        corpus.record(record).is_none_or(|record| record.is_earlier_than(field, cell))
    })
}
