//! Reading: the items of the store that this page does not know yet, and a note of each.
//!
//! It does not know the meaning of what it reads.

use super::storage::Held;
use super::{NewlyRead, Saving, StoredChunk, StoredEntry};
use crate::corpus::Corpus;
use crate::edit::transaction::Transaction;
use crate::saving::journal::{self, Damaged, Entry, Key, Loaded, Unreadable};
use std::collections::{BTreeMap, BTreeSet};

/// Items of the store, by key.
pub(super) type Found = BTreeMap<String, Box<dyn Held>>;

impl Saving {
    /// Reads the item that another page has just written under that key; nothing if its kind means nothing by
    /// itself.
    pub fn receive(&mut self, key: &str) -> NewlyRead {
        if self.going.remove(key) {
            self.known.remove(key);
        }
        match Key::parse(key) {
            // A chunk may hold fields that never were in an entry: those of a page that wrote everything
            // anew.
            Key::Entry(_) | Key::Text(_) | Key::Chunk(None) => {
                let found = self.find([key.to_owned()]);
                self.load(&found)
            }
            Key::Commit(_) | Key::Newer(_) => self.catch_up(),
            _ => NewlyRead::default(),
        }
    }

    /// Reads everything that others have written since this page last looked.
    pub fn catch_up(&mut self) -> NewlyRead {
        let Some(found) = self.look() else { return NewlyRead::default() };
        let newly_read = self.load(&found);
        self.find_generation();
        newly_read
    }

    /// Gets the items that others have written since this page last looked; `None` if the store cannot be read.
    pub(super) fn look(&mut self) -> Option<Found> {
        let storage = self.storage.as_ref().ok()?;
        let keys: BTreeSet<String> = match storage.keys(journal::PREFIX) {
            Ok(keys) => keys.into_iter().collect(),
            Err(why) => {
                self.unreadable = Some(why);
                return None;
            }
        };
        self.unreadable = None;
        let gone = |key: &String| !keys.contains(key);
        self.entries.retain(|entry| !gone(&entry.key));
        self.chunks.retain(|chunk| !gone(&chunk.key));
        self.texts.retain(|(_, key)| !gone(key));
        self.known.retain(|key| !gone(key));
        self.going.retain(|key| !gone(key));
        Some(self.find(keys))
    }

    /// Gets the items whose key is not known yet and means something here.
    fn find(&mut self, keys: impl IntoIterator<Item = String>) -> Found {
        let mut found = Found::new();
        let Ok(storage) = &self.storage else { return found };
        let is_new = |key: &String| {
            let is_passed_over = matches!(
                Key::parse(key),
                Key::Backup | Key::Damaged | Key::Foreign | Key::Generation | Key::Mark
            );
            !is_passed_over && !self.known.contains(key)
        };
        for key in keys.into_iter().filter(is_new) {
            match storage.held(&key) {
                Ok(value) => drop(value.map(|value| found.insert(key, value))),
                Err(why) => self.unreadable = Some(why),
            }
        }
        found
    }

    fn load(&mut self, found: &Found) -> NewlyRead {
        let read: Vec<_> = found.iter().map(|(key, value)| (key.as_str(), value.whole())).collect();
        let loaded = journal::load(read.iter().map(|(key, value)| (*key, value.as_str())));
        self.take_loaded(loaded, found)
    }

    /// Takes what was read of the items, and sets aside those that could not be read.
    pub(super) fn take_loaded(&mut self, mut loaded: Loaded, found: &Found) -> NewlyRead {
        let value = |key: &str| found.get(key).map(|value| value.whole()).unwrap_or_default();
        self.latest_counter = loaded.without_leaps(self.latest_counter);
        let stray = loaded.newer_form.and_then(|_| self.stray());
        if stray.is_none() {
            self.newer_form = self.newer_form.max(loaded.newer_form);
        }
        if self.newer_form.is_none() {
            for damaged in &loaded.damaged {
                self.set_aside(&damaged.key, &value(&damaged.key));
            }
            loaded.damaged.extend(stray.and_then(|key| self.note_stray(&key, &value(&key))));
        }
        self.take(loaded, |key| key.len() + found.get(key).map_or(0, |value| value.units()))
    }

    /// Notes the items that were read.
    fn take(&mut self, loaded: Loaded, units: impl Fn(&str) -> usize) -> NewlyRead {
        let mut newly_read = NewlyRead { damaged: loaded.damaged, ..NewlyRead::default() };
        for (text, key) in loaded.texts {
            self.texts.push((text.version(), key.clone()));
            self.known.insert(key);
            newly_read.texts.push(text);
        }
        for (key, cells) in loaded.chunks {
            // The page that wrote the chunk may have had another order.
            let records = || cells.iter().map(|(record, ..)| record);
            if let (Some(first), Some(last)) = (records().min(), records().max()) {
                self.chunks.push(StoredChunk { key: key.clone(), first: first.clone(), last: last.clone() });
            }
            self.known.insert(key);
            newly_read.cells.extend(cells);
        }
        for (entry, key) in loaded.entries {
            if self.cleared.contains(&key) {
                newly_read.returned.insert(entry.transaction.stamp);
            }
            self.keep(&entry.transaction, key.clone(), units(&key), false);
            self.known.insert(key);
            newly_read.entries.push(entry);
        }
        newly_read
    }

    /// Notes an entry that is in the store, and if chunks have all that it wrote.
    pub(super) fn keep(&mut self, transaction: &Transaction, key: String, units: usize, is_compacted: bool) {
        if !is_compacted {
            for operation in &transaction.operations {
                self.dirty.insert(operation.record.clone());
            }
        }
        let stamp = transaction.stamp;
        let at = self.entries.partition_point(|entry| entry.stamp <= stamp);
        self.entries.insert(at, StoredEntry { key, stamp, units, is_compacted });
    }

    /// Finds the entries that have nothing which the chunks lack: entries stay beside the chunks for the undo
    /// history.
    pub(super) fn note_compacted(&mut self, chunks: &Corpus, entries: &[Entry]) {
        self.dirty.clear();
        for (kept, entry) in self.entries.iter_mut().zip(entries) {
            let missing = entry.transaction.cells().filter(|(record, field, cell)| {
                chunks.record(record).is_none_or(|record| record.is_earlier_than(field, cell))
            });
            let mut missing = missing.map(|(record, ..)| record).peekable();
            kept.is_compacted = missing.peek().is_none();
            self.dirty.extend(missing);
        }
    }

    /// Moves an entry that cannot be read out of the way of the next start. If there is no room for both, it
    /// stays.
    fn set_aside(&mut self, key: &str, value: &str) {
        let aside = journal::damaged_key(key);
        if self.set(&aside, value).is_ok() {
            // The second copy may have it as it was.
            self.let_go(key);
        } else {
            self.known.insert(key.to_owned());
        }
    }

    /// Key of a later form that stands alone beside items of this one. A later version writes several, so this one was
    /// damaged.
    pub(super) fn stray(&self) -> Option<String> {
        let keys = self.storage.as_ref().ok()?.keys(journal::PREFIX).ok()?;
        let (newer, ours): (Vec<_>, Vec<_>) =
            keys.into_iter().partition(|key| matches!(Key::parse(key), Key::Newer(_)));
        let has_items = ours.iter().any(|key| journal::is_item(key));
        let [stray] = <[String; 1]>::try_from(newer).ok()?;
        has_items.then_some(stray)
    }

    /// Notes a stray key, once: with a copy among what was set aside. The item itself stays, as it may be the first one
    /// of a later version after all.
    fn note_stray(&mut self, key: &str, value: &str) -> Option<Damaged> {
        self.known.insert(key.to_owned());
        let aside = journal::damaged_key(key);
        if self.holds(&aside) || self.set(&aside, value).is_err() {
            return None;
        }
        let why = Unreadable::new(format!("a key of form {}", journal::FORM), "a single one of a later form");
        Some(Damaged { key: key.to_owned(), why })
    }
}
