//! Saving: when to write what to the store, and what to let go of when room is short.
//!
//! Every transaction is written in the task that made it; what could not be stored waits, and is tried again
//! with the next one. Entries are folded into chunks now and then, and stay beside them as the undo history
//! until they are many. Nothing is removed before what it says stands somewhere else, and no key is written
//! twice, so a crash between any two writes, or another page that does the same at the same time, loses nothing:
//! what is there is merged.
//!
//! What an entry looks like is `journal`'s, where strings are kept is `storage`'s, and when the page is idle, or
//! alone, is the page's.

mod backup;
mod batch;
mod compact;
pub mod journal;
mod reading;
pub mod storage;
mod whole;

pub use self::backup::Backup;
pub use self::whole::{Cleared, Items};

use self::batch::Batch;
use self::journal::{Damaged, Entry, Key};
use self::storage::{Storage, StorageError};
use crate::corpus::change::Change;
use crate::corpus::{Cells, Corpus};
use crate::edit::transaction::Transaction;
use crate::model::record::{RecordKey, ReplicaId, Stamp};
use crate::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Whether what is on the screen is also in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// All of it.
    Saved,
    /// Not all of it, and why.
    NotSaved(StorageError),
    /// The store belongs to a newer version of the page, which writes that form; nothing is written.
    NewerForm(u64),
}

/// How much is kept of what could be done without.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Entries that may be there before the oldest are let go of, and their units of UTF-16.
    pub entries: (usize, usize),
    /// How many entries since the last folding make another one due.
    pub uncompacted: usize,
    /// The units of one chunk, and of one entry.
    pub chunk: usize,
    /// Days to go back to, and the units that all of them may take; a single one may take more.
    pub backups: (usize, usize),
    /// What the store can hold in all, in units: browsers agree on 5 MiB.
    pub room: usize,
}

/// The store, what is known to be there, and what still has to go there.
pub struct Saving {
    storage: Result<Rc<dyn Storage>, StorageError>,
    budget: Budget,
    replica: ReplicaId,
    /// The history that this page's transactions are steps of.
    history_id: ReplicaId,
    generation: Option<String>,
    newer_form: Option<u64>,
    /// Every key that was read or written.
    known: BTreeSet<String>,
    texts: Vec<(TextVersion, String)>,
    chunks: Vec<StoredChunk>,
    entries: Vec<StoredEntry>,
    /// Records of which the chunks do not have everything.
    dirty: BTreeSet<RecordKey>,
    /// Deleted records that the store need not have any more. The corpus still has them, so they may come back.
    garbage: BTreeSet<RecordKey>,
    /// Whether no chunk has any of them.
    is_collected: bool,
    batches: Vec<Batch>,
    /// The last transaction.
    latest: Option<Stamp>,
    chunks_written: u64,
    /// What transactions wrote, for whoever keeps a second copy.
    written: Items,
    /// Whether something was taken back that only a sweep can remove.
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
    /// Whether all that it says is in chunks.
    is_compacted: bool,
}

/// What was removed to make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evicted {
    /// A day to go back to.
    Backup,
    /// The oldest steps that could be undone.
    Steps,
}

/// What a start found.
pub struct Started {
    /// The corpus, with everything that was stored.
    pub corpus: Corpus,
    /// From now on.
    pub saving: Saving,
    /// What there was besides.
    pub newly_read: NewlyRead,
}

/// What the store holds and this page did not know.
#[derive(Debug, Default)]
pub struct NewlyRead {
    /// Texts.
    pub texts: Vec<Rc<Text>>,
    /// What the chunks say.
    pub cells: Cells,
    /// Transactions, in the order in which they were done.
    pub entries: Vec<Entry>,
    /// Entries that could not be read, and were set aside.
    pub damaged: Vec<Damaged>,
}

/// What became of the store since this page opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is the same one, or there was none to begin with.
    Sound,
    /// Another page cleared everything and began anew.
    Cleared,
    /// It was emptied behind our back.
    Emptied,
}

impl NewlyRead {
    /// All of it, over what is here.
    #[must_use]
    pub fn merge_into(&self, corpus: &Corpus) -> (Corpus, Change) {
        let entries = self.entries.iter().flat_map(|entry| entry.transaction.cells());
        corpus.merge(self.texts.iter().cloned(), self.cells.iter().cloned().chain(entries))
    }

    /// Whether there is none.
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
            chunk: 64 * 1024,
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
        Self::start_beside(BTreeSet::new(), seeds, storage, replica, budget)
    }

    /// The same beside keys that are to be passed over.
    fn start_beside(
        known: BTreeSet<String>,
        seeds: &Corpus,
        storage: Result<Rc<dyn Storage>, StorageError>,
        replica: ReplicaId,
        budget: Budget,
    ) -> Started {
        let mut saving = Self {
            storage,
            budget,
            replica,
            history_id: replica,
            generation: None,
            newer_form: None,
            known,
            texts: Vec::new(),
            chunks: Vec::new(),
            entries: Vec::new(),
            dirty: BTreeSet::new(),
            garbage: BTreeSet::new(),
            is_collected: false,
            batches: Vec::new(),
            latest: None,
            chunks_written: 0,
            written: Items::new(),
            has_leftovers: false,
            evicted: None,
        };
        let newly_read = saving.catch_up();
        saving.find_generation();
        let (compacted, _) = seeds.merge(newly_read.texts.iter().cloned(), newly_read.cells.iter().cloned());
        saving.note_compacted(&compacted, &newly_read.entries);
        let (corpus, _) =
            compacted.merge([], newly_read.entries.iter().flat_map(|entry| entry.transaction.cells()));
        Started { corpus, saving, newly_read }
    }

    /// Goes on with the history that another page began.
    pub fn adopt(&mut self, history_id: ReplicaId) {
        self.history_id = history_id;
    }

    /// Writes a transaction, and whatever is still waiting, now. The corpus has it already. One that writes nothing
    /// is not kept: the next one may have the same stamp, and so the same key.
    pub fn write(&mut self, corpus: &Corpus, transaction: &Rc<Transaction>) -> SaveStatus {
        if transaction.operations.is_empty() {
            return self.retry();
        }
        let batch = self.batch(corpus, transaction);
        self.latest = Some(batch.stamp);
        self.batches.push(batch);
        self.retry()
    }

    /// Takes the last transaction out again, when not all of it could be written. `false` if it is stored, and what
    /// is not is an earlier one. Its texts stay until the next sweep, as another page may need them by now.
    pub fn roll_back(&mut self) -> bool {
        let latest = self.latest;
        let Some(batch) = self.batches.pop_if(|batch| Some(batch.stamp) == latest) else { return false };
        self.written.retain(|(key, _)| !batch.written.contains(key));
        // What makes the rest count comes last.
        for key in batch.written.iter().rev() {
            match Key::parse(key) {
                Key::Text(_) => self.has_leftovers = true,
                _ => drop(self.remove(key)),
            }
        }
        true
    }

    /// Says whether something is still to be written.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.batches.is_empty()
    }

    /// Tries again to write what is waiting. What does not fit does not keep back what does.
    pub fn retry(&mut self) -> SaveStatus {
        if let Some(form) = self.newer_form {
            return SaveStatus::NewerForm(form);
        }
        if self.condition() != Condition::Sound {
            return SaveStatus::NotSaved(StorageError::Emptied);
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

    /// Whether the store takes anything at all.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        match (&self.storage, self.newer_form) {
            (_, Some(form)) => SaveStatus::NewerForm(form),
            (Err(why), _) => SaveStatus::NotSaved(why.clone()),
            (Ok(_), None) if self.condition() != Condition::Sound => {
                SaveStatus::NotSaved(StorageError::Emptied)
            }
            (Ok(_), None) => SaveStatus::Saved,
        }
    }

    /// What transactions wrote since this was last asked.
    pub fn take_written(&mut self) -> Items {
        std::mem::take(&mut self.written)
    }

    /// What was let go of since this was last asked.
    pub fn take_evicted(&mut self) -> Option<Evicted> {
        self.evicted.take()
    }

    /// What became of the store. Where something still waits to be written, a store that another page cleared is
    /// one that was emptied: what waits must not be given up with it.
    #[must_use]
    pub fn condition(&self) -> Condition {
        let (Ok(storage), Some(generation)) = (&self.storage, &self.generation) else {
            return Condition::Sound;
        };
        if storage.holds(generation) {
            return Condition::Sound;
        }
        let names = storage.keys(&journal::key("generation", ""));
        let was_meant = names.iter().any(|name| storage.get(name).as_deref() == Some(journal::CLEARED));
        if was_meant && self.batches.is_empty() { Condition::Cleared } else { Condition::Emptied }
    }

    /// Every start of a page in an empty store gives it a name, so that its loss can be seen.
    fn find_generation(&mut self) {
        let Ok(storage) = &self.storage else { return };
        if self.newer_form.is_some() {
            return;
        }
        let found = storage.keys(&journal::key("generation", ""));
        self.generation = found.into_iter().min().or_else(|| {
            let own = journal::key("generation", &self.replica.to_string());
            storage.set(&own, journal::BEGUN).is_ok().then_some(own)
        });
    }

    /// The name of the store since it was last emptied; nothing where there is none.
    #[must_use]
    pub fn generation(&self) -> &str {
        self.generation.as_deref().and_then(|key| key.rsplit('/').next()).unwrap_or_default()
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().map_err(Clone::clone)?;
        storage.set(key, value)?;
        self.known.insert(key.to_owned());
        Ok(())
    }

    /// Like `set`, but lets go of what can be done without when there is no room, if that can make room for it.
    fn set_firmly(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        self.set_first_of(key, value, &|| key.len() + units_of(value))
    }

    /// The same for the first of several that take so many units together.
    fn set_first_of(
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

    /// Says whether it is gone. What another page removed is; what does not go is the next reader's to see.
    fn remove(&mut self, key: &str) -> bool {
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

/// UTF-16 units, by which browsers count room.
fn units_of(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
