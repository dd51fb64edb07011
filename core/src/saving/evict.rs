//! Eviction: backups and old undo steps make room for an edit when the store is full.
//!
//! It does not know if the room is worth it to a person; the page tells them what was evicted.

use super::{Saving, units_of};
use crate::saving::storage::StorageError;

/// Kind of thing that was evicted to make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evicted {
    /// The oldest backup.
    Backup,
    /// The oldest steps that could be undone.
    Steps,
}

impl Saving {
    /// Takes the kind of thing that was evicted since the last call.
    pub fn take_evicted(&mut self) -> Option<Evicted> {
        self.evicted.take()
    }

    /// Writes an item like `set`, but evicts when there is no room, if that can make enough.
    pub(super) fn set_evicting(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        self.set_first_of(key, value, &|| key.len() + units_of(value))
    }

    /// Writes the first of several items, which take that many units together, likewise.
    pub(super) fn set_first_of(
        &mut self,
        key: &str,
        value: &str,
        units: &dyn Fn() -> usize,
    ) -> Result<(), StorageError> {
        loop {
            match self.set(key, value) {
                Err(StorageError::Full) if self.make_room(units()) => {}
                other => return other,
            }
        }
    }

    /// Evicts the oldest backup, or else the oldest steps. Returns false if there is neither, or if evicting
    /// all would not make room for that many units.
    fn make_room(&mut self, units: usize) -> bool {
        let steps: usize =
            self.entries.iter().filter(|entry| entry.is_compacted).map(|entry| entry.units).sum();
        // Nothing is given up for an item that cannot fit anyway.
        if self.units_of_backups() + steps + self.room().1 < units {
            return false;
        }
        let what = if self.drop_oldest_backup() {
            Evicted::Backup
        } else if self.evict_entries(self.entries.len() / 4 + 1) > 0 {
            Evicted::Steps
        } else {
            return false;
        };
        self.evicted = self.evicted.max(Some(what));
        true
    }

    /// Number of the oldest entries beyond the limits of entries and units.
    pub(super) fn over_budget(&self, (entries, units): (usize, usize)) -> usize {
        let mut taken = 0;
        let fitting = self.entries.iter().rev().take(entries).take_while(|entry| {
            taken += entry.units;
            taken <= units
        });
        self.entries.len() - fitting.count()
    }

    /// Removes all entries whose writes chunks have: none of their steps can be taken back.
    pub fn evict_steps(&mut self) {
        self.evict_entries(usize::MAX);
    }

    /// Removes that many of the oldest entries, as far as chunks have all that they wrote. Returns their
    /// number.
    pub(super) fn evict_entries(&mut self, count: usize) -> usize {
        let oldest = self.entries.iter().filter(|entry| entry.is_compacted).take(count);
        let keys: Vec<_> = oldest.map(|entry| entry.key.clone()).collect();
        keys.iter().filter(|key| self.remove(key)).count()
    }
}
