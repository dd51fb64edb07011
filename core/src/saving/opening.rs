//! Opening: everything in the store is read in steps of a few milliseconds, so that one article can be shown before the rest is
//! read. The result is the same whether it was done in one go or not.
//!
//! The items are got at the beginning, all at once: what another page writes meanwhile is caught up with later, as always. It does
//! not know who shows the article.

mod one;

use super::journal::{self, Key, Loaded};
use super::reading::Found;
use super::{NewlyRead, Saving, Started};
use crate::corpus::{Corpus, Merging};
use crate::model::record::Stamp;
use std::collections::BTreeSet;

/// A store that is being read.
pub struct Opening {
    saving: Saving,
    seeds: Corpus,
    found: Found,
    committed: BTreeSet<Stamp>,
    /// Keys of the items that are still to be read, the next one last.
    unread: Vec<String>,
    loaded: Loaded,
    newly_read: NewlyRead,
    /// Number of fields that were merged.
    merged: usize,
    /// The corpus with what the chunks hold, once all items are read.
    merging: Option<Merging>,
}

impl Opening {
    /// Number of records that are merged or derived in a step.
    const RECORDS: usize = 400;

    /// Size of the items that are read in a step, in bytes. A chunk is read as a whole.
    const BYTES: usize = 32 * 1024;

    /// Gets the items of the store.
    pub(super) fn of(mut saving: Saving, seeds: &Corpus) -> Self {
        let found = saving.look();
        let is_readable = found.is_some();
        let found = found.unwrap_or_default();
        let mut opening = Self {
            committed: journal::committed(found.keys().map(String::as_str)),
            unread: found.keys().rev().cloned().collect(),
            found,
            saving,
            seeds: seeds.clone(),
            loaded: Loaded::default(),
            newly_read: NewlyRead::default(),
            merged: 0,
            merging: None,
        };
        // A later form decides on what is done with all the rest.
        let is_plain = |key: &String| !matches!(Key::parse(key), Key::Newer(_));
        if !opening.found.keys().all(is_plain) {
            while opening.merging.is_none() {
                opening.step();
            }
        }
        if is_readable {
            opening.saving.find_generation();
        }
        opening
    }

    /// Goes on. Returns false if everything is read, but for what [`Opening::finish`] does.
    pub fn step(&mut self) -> bool {
        let Some(merging) = &mut self.merging else {
            self.read_some();
            return true;
        };
        let left = &self.newly_read.cells[self.merged..];
        if left.is_empty() {
            return merging.derive(Self::RECORDS);
        }
        self.merged += merging.take(left.iter().cloned(), Self::RECORDS);
        true
    }

    /// Does what is left.
    #[must_use]
    pub fn finish(mut self) -> Started {
        while self.merging.is_none() {
            self.read_some();
        }
        let Self { mut saving, newly_read, merged, merging, seeds, .. } = self;
        let mut merging = merging.unwrap_or_else(|| Merging::new(&seeds, []));
        merging.take(newly_read.cells[merged..].iter().cloned(), usize::MAX);
        let (compacted, _) = merging.finish();
        saving.note_compacted(&compacted, &newly_read.entries);
        let entries = newly_read.entries.iter().flat_map(|entry| entry.transaction.cells());
        let (corpus, _) = compacted.merge([], entries);
        Started { corpus, saving, newly_read }
    }

    fn read_some(&mut self) {
        let mut size = 0;
        while size < Self::BYTES {
            let Some(key) = self.unread.pop() else {
                let loaded = std::mem::take(&mut self.loaded);
                self.newly_read = self.saving.take_loaded(loaded, &self.found);
                self.found.clear();
                self.merging = Some(Merging::new(&self.seeds, self.newly_read.texts.iter().cloned()));
                return;
            };
            size += self.read(&key);
        }
    }

    /// Reads an item, and returns its size.
    fn read(&mut self, key: &str) -> usize {
        let value = self.found.get(key).map(|value| value.whole()).unwrap_or_default();
        self.loaded.load(key, &value, &self.committed);
        value.len()
    }
}
