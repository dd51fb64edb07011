//! Saving: the order in which items are written to the store and removed from it, so that no crash loses an
//! edit.
//!
//! Every transaction is written in the task that made it; one that could not be stored waits, and is tried
//! again with the next. Entries are compacted into chunks now and then, and stay beside them for the undo
//! history until they are many. Nothing is removed before its contents stand somewhere else, and no key is
//! written twice. So a crash between any two writes, or another page that does the same at the same time,
//! loses nothing: all that is found is merged.
//!
//! This module does not know the form of an entry (`journal` does), the place where strings are kept
//! (`storage`), or the times at which the page is idle or alone.

mod backup;
mod batch;
mod clearing;
mod compact;
mod evict;
mod garbage;
pub mod journal;
pub mod opening;
pub mod project;
mod reading;
mod second_copy;
pub mod storage;
mod texts;

pub use self::backup::Backup;
pub use self::clearing::{Cleared, Items};
pub use self::evict::Evicted;
pub use self::second_copy::{Changes, Copied, Differences};

use self::batch::Batch;
use self::journal::{Damaged, Entry, Key};
use self::opening::Opening;
use self::storage::{Storage, StorageError};
pub(crate) use self::texts::{texts_of, versions_in};
use crate::corpus::change::Change;
use crate::corpus::{Cells, Corpus};
use crate::edit::transaction::Transaction;
use crate::model::record::{Cell, Field, RecordKey, ReplicaId, Stamp};
use crate::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// State of the store, compared with what is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Everything is stored.
    Saved,
    /// Not everything is stored, for that reason.
    NotSaved(StorageError),
    /// The store belongs to a later version of the page, which writes that form. Nothing is written.
    NewerForm(u64),
}

/// Limits of what is kept in the store although it could be done without.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Most entries before the oldest are evicted, and most UTF-16 units of them.
    pub entries: (usize, usize),
    /// Number of entries after which compaction is due.
    pub uncompacted: usize,
    /// Size of a chunk, in units: small enough that little has to be read for one article.
    pub chunk: usize,
    /// Largest size of an entry, in units. A larger transaction is stored as chunks.
    pub entry: usize,
    /// Most backups, and most units of all of them; a single one may take more.
    pub backups: (usize, usize),
    /// Capacity of the store in units. Browsers agree on 5 MiB.
    pub room: usize,
}

/// The store, the items that are known to be in it, and those that wait to be written.
pub struct Saving {
    storage: Result<Rc<dyn Storage>, StorageError>,
    budget: Budget,
    replica: ReplicaId,
    /// Undo history that this page's transactions are steps of.
    history_id: ReplicaId,
    generation: Option<String>,
    newer_form: Option<u64>,
    /// Reason why the store could not be read when that was last tried. Nothing is written then: it would stand beside
    /// what nobody has seen.
    unreadable: Option<StorageError>,
    /// Largest counter that was read.
    latest_counter: u64,
    /// Entries that this page knew before they were cleared. A page that puts them back brings no news.
    cleared: BTreeSet<String>,
    /// Keys that another page, which cleared the store, has not removed yet, as far as this page sees. They count as known.
    going: BTreeSet<String>,
    /// Every key that was read or written.
    known: BTreeSet<String>,
    texts: Vec<(TextVersion, String)>,
    /// Texts that are kept elsewhere, and so need not be in the store.
    elsewhere: BTreeSet<TextVersion>,
    chunks: Vec<StoredChunk>,
    entries: Vec<StoredEntry>,
    /// Records of which the chunks do not have everything.
    dirty: BTreeSet<RecordKey>,
    /// Deleted records that the store need not have any more. The corpus still has them, so they can be
    /// resurrected.
    garbage: BTreeSet<RecordKey>,
    /// True if no chunk has any garbage.
    is_collected: bool,
    batches: Vec<Batch>,
    /// Stamp of the last transaction.
    latest: Option<Stamp>,
    chunks_written: u64,
    /// Items that were written and removed, for a second copy.
    changes: Changes,
    /// True if a rollback left texts that only garbage collection can remove.
    has_leftovers: bool,
    evicted: Option<Evicted>,
}

/// A chunk in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StoredChunk {
    first: RecordKey,
    last: RecordKey,
    key: String,
}

/// An entry in the store.
#[derive(Clone, Debug)]
struct StoredEntry {
    key: String,
    stamp: Stamp,
    units: usize,
    /// True if the chunks have all that it wrote.
    is_compacted: bool,
}

/// Result of a start.
pub struct Started {
    /// Corpus with everything that was stored.
    pub corpus: Corpus,
    /// Saving from now on.
    pub saving: Saving,
    /// Everything in the store that this page had not seen.
    pub newly_read: NewlyRead,
}

/// Everything in the store that this page had not seen.
#[derive(Debug, Default)]
pub struct NewlyRead {
    /// Texts of articles.
    pub texts: Vec<Rc<Text>>,
    /// Fields from chunks.
    pub cells: Cells,
    /// Transactions, in the order in which they were made.
    pub entries: Vec<Entry>,
    /// Stamps of those among them that this page knew before they were cleared.
    pub returned: BTreeSet<Stamp>,
    /// Entries that could not be read, and were set aside.
    pub damaged: Vec<Damaged>,
}

/// Condition of the store since this page opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is the same store, or there was none to begin with.
    Sound,
    /// Another page cleared everything and began a new store.
    Cleared,
    /// The store was emptied by something else than a page.
    Emptied,
}

impl NewlyRead {
    /// Merges everything that was read into the corpus.
    #[must_use]
    pub fn merge_into(&self, corpus: &Corpus) -> (Corpus, Change) {
        corpus.merge(self.texts.iter().cloned(), self.fields())
    }

    /// Every field that was read, of chunks and of entries.
    pub fn fields(&self) -> impl Iterator<Item = (RecordKey, Field, Cell)> + use<'_> {
        let of_entries = self.entries.iter().flat_map(|entry| entry.transaction.cells());
        self.cells.iter().cloned().chain(of_entries)
    }

    /// True if nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.cells.is_empty() && self.entries.is_empty() && self.damaged.is_empty()
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            entries: (1_500, 700_000),
            uncompacted: 200,
            chunk: 16 * 1024,
            entry: 64 * 1024,
            backups: (7, 700_000),
            room: 5 * 1024 * 1024,
        }
    }
}

impl Saving {
    /// Reads everything of ours in the store.
    #[must_use]
    pub fn start(
        seeds: &Corpus,
        storage: Result<Rc<dyn Storage>, StorageError>,
        replica: ReplicaId,
        budget: Budget,
    ) -> Started {
        Self::open(seeds, storage, replica, budget).finish()
    }

    /// Begins to read everything of ours in the store.
    #[must_use]
    pub fn open(
        seeds: &Corpus,
        storage: Result<Rc<dyn Storage>, StorageError>,
        replica: ReplicaId,
        budget: Budget,
    ) -> Opening {
        Opening::of(Self::new(storage, replica, budget), seeds)
    }

    /// Knows nothing of what is in the store yet.
    fn new(storage: Result<Rc<dyn Storage>, StorageError>, replica: ReplicaId, budget: Budget) -> Self {
        Self {
            storage,
            budget,
            replica,
            history_id: replica,
            generation: None,
            newer_form: None,
            unreadable: None,
            latest_counter: 0,
            cleared: BTreeSet::new(),
            going: BTreeSet::new(),
            known: BTreeSet::new(),
            texts: Vec::new(),
            elsewhere: BTreeSet::new(),
            chunks: Vec::new(),
            entries: Vec::new(),
            dirty: BTreeSet::new(),
            garbage: BTreeSet::new(),
            is_collected: false,
            batches: Vec::new(),
            latest: None,
            chunks_written: 0,
            changes: Changes::new(),
            has_leftovers: false,
            evicted: None,
        }
    }

    /// Undo history that this page's transactions are steps of.
    #[must_use]
    pub fn history_id(&self) -> ReplicaId {
        self.history_id
    }

    /// Continues the undo history of another page.
    pub fn adopt(&mut self, history_id: ReplicaId) {
        self.history_id = history_id;
    }

    /// Writes a transaction, and all that waits, now. The corpus has it already. A transaction without
    /// operations is not stored: the next one may have the same stamp, and so the same key.
    pub fn write(&mut self, corpus: &Corpus, transaction: &Rc<Transaction>) -> SaveStatus {
        if transaction.operations.is_empty() {
            return self.retry();
        }
        let batch = self.batch(corpus, transaction);
        self.latest = Some(batch.stamp);
        self.batches.push(batch);
        self.retry()
    }

    /// Removes the last transaction again, when not all of it could be written. Returns false if it is
    /// stored, and an earlier one is not. Its texts stay until the next garbage collection, as another page
    /// may need them by now.
    pub fn roll_back(&mut self) -> bool {
        let latest = self.latest;
        let Some(batch) = self.batches.pop_if(|batch| Some(batch.stamp) == latest) else { return false };
        // The item that makes the others count is written last, so it is removed first.
        for key in batch.written.iter().rev() {
            match Key::parse(key) {
                Key::Text(_) => self.has_leftovers = true,
                _ => drop(self.remove(key)),
            }
        }
        true
    }

    /// True if something still has to be written.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.batches.is_empty()
    }

    /// Tries again to write all that waits. A transaction that does not fit does not hold up those that do.
    pub fn retry(&mut self) -> SaveStatus {
        if let (Ok(_), status @ (SaveStatus::NewerForm(_) | SaveStatus::NotSaved(_))) =
            (&self.storage, self.status())
        {
            return status;
        }
        let mut status = SaveStatus::Saved;
        let mut waiting = std::mem::take(&mut self.batches);
        for batch in &mut waiting {
            if let Err(why) = self.write_batch(batch) {
                status = SaveStatus::NotSaved(why);
            }
        }
        waiting.retain(|batch| !batch.is_written());
        self.batches = waiting;
        status
    }

    /// State of the store, without trying to write.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        match (&self.storage, &self.unreadable, self.newer_form) {
            (_, _, Some(form)) => SaveStatus::NewerForm(form),
            (Err(why), ..) | (_, Some(why), _) => SaveStatus::NotSaved(why.clone()),
            _ if self.condition() != Condition::Sound => SaveStatus::NotSaved(StorageError::Emptied),
            _ => SaveStatus::Saved,
        }
    }

    /// Condition of the store. If something waits to be written, a store that another page cleared counts
    /// as emptied, so that what waits is not given up with it.
    #[must_use]
    pub fn condition(&self) -> Condition {
        let (Ok(storage), Some(generation)) = (&self.storage, &self.generation) else {
            return Condition::Sound;
        };
        if storage.holds(generation) {
            return Condition::Sound;
        }
        let was_meant = self.keys("generation/").iter().any(|name| self.is_cleared(name));
        if was_meant && self.batches.is_empty() { Condition::Cleared } else { Condition::Emptied }
    }

    /// True if somebody cleared the store of that name.
    fn is_cleared(&self, name: &str) -> bool {
        self.get(name).as_deref() == Some(journal::CLEARED)
    }

    /// Finds the name of the store, or gives it one. Every page that starts in an empty store names it, so
    /// that its loss can be seen. Of several names that of a cleared store is the latest: the others are about to go.
    fn find_generation(&mut self) {
        let Ok(storage) = &self.storage else { return };
        if self.newer_form.is_some() || self.unreadable.is_some() || self.generation.is_some() {
            return;
        }
        let found = self.keys("generation/");
        let latest = found.into_iter().min_by_key(|name| (!self.is_cleared(name), name.clone()));
        self.generation = latest.or_else(|| {
            let own = journal::key("generation", &self.replica.to_string());
            storage.set(&own, journal::BEGUN).is_ok().then_some(own)
        });
    }

    /// Name of the store since it was last emptied; empty where there is none.
    #[must_use]
    pub fn generation(&self) -> &str {
        self.generation.as_deref().and_then(|key| key.rsplit('/').next()).unwrap_or_default()
    }

    /// Transactions of the entries in the store. One that was too large for an entry has lost fields.
    #[must_use]
    pub fn transactions(&self) -> Vec<Rc<Transaction>> {
        let entries = self.entries.iter().filter_map(|entry| {
            let value = self.get(&entry.key)?;
            Some(journal::decode(entry.stamp, &value).ok()?.transaction)
        });
        entries.collect()
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().map_err(Clone::clone)?;
        storage.set(key, value)?;
        self.known.insert(key.to_owned());
        self.note_change(key, Some(value));
        Ok(())
    }

    /// Removes an item. Returns true if it is gone, also when another page removed it.
    fn remove(&mut self, key: &str) -> bool {
        let is_gone = self.let_go(key);
        if is_gone {
            self.note_change(key, None);
        }
        is_gone
    }

    /// Removes an item that the second copy keeps.
    fn let_go(&mut self, key: &str) -> bool {
        let is_gone = self.storage.as_ref().is_ok_and(|storage| storage.remove(key).is_ok());
        if is_gone {
            self.known.remove(key);
            self.texts.retain(|(_, other)| other != key);
            self.chunks.retain(|chunk| chunk.key != key);
            self.entries.retain(|entry| entry.key != key);
        }
        is_gone
    }
}

/// Number of UTF-16 units, in which browsers measure room.
fn units_of(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
