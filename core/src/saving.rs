//! Saving: when to write what to the store, and what to let go of when room is short.
//!
//! Every transaction is written in the task that made it; what could not be stored waits, and is tried again
//! with the next one. Entries are folded into chunks now and then, and stay beside them as the undo history
//! until they are many. Nothing is removed before what it says stands somewhere else, and no key is written
//! twice, so a crash between any two writes, or another page that does the same at the same time, loses nothing:
//! what is there is merged.
//!
//! What an entry looks like is `journal`'s, where strings are kept is `storage`'s, and when the page is idle is
//! the page's.

mod backup;
mod batch;
mod fold;
mod whole;

pub use self::backup::Backup;
pub use self::whole::{Cleared, Entries};

use self::batch::Batch;
use crate::change::Change;
use crate::corpus::{Cells, Corpus};
use crate::journal::{self, Damaged, Entry, Key, Loaded};
use crate::record::{RecordKey, ReplicaId, Stamp};
use crate::sorted;
use crate::storage::{Storage, StorageError};
use crate::text::{Text, TextVersion};
use crate::transaction::Transaction;
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
    pub unfolded: usize,
    /// The units of one chunk, and of one entry.
    pub chunk: usize,
    /// Days to go back to, and the units that all of them may take.
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
    history: ReplicaId,
    generation: Option<String>,
    newer_form: Option<u64>,
    /// Every key that was read or written, in order.
    known: Vec<String>,
    texts: Vec<(TextVersion, String)>,
    chunks: Vec<Folded>,
    entries: Vec<Kept>,
    /// Records of which the chunks do not have everything, in order.
    dirty: Vec<RecordKey>,
    batches: Vec<Batch>,
    chunks_written: u64,
    /// What transactions wrote, for whoever keeps a second copy.
    written: Entries,
    let_go: Option<LetGo>,
}

/// A chunk in the store.
#[derive(Clone, Debug)]
struct Folded {
    key: String,
    first: RecordKey,
    last: RecordKey,
}

/// An entry in the store.
#[derive(Clone, Debug)]
struct Kept {
    key: String,
    stamp: Stamp,
    units: usize,
    /// Whether all that it says is in chunks.
    folded: bool,
}

/// What was removed to make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetGo {
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
    pub news: News,
}

/// What the store holds and this page did not know.
#[derive(Debug, Default)]
pub struct News {
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

impl News {
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
            unfolded: 200,
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
        let mut saving = Self {
            storage,
            budget,
            replica,
            history: replica,
            generation: None,
            newer_form: None,
            known: Vec::new(),
            texts: Vec::new(),
            chunks: Vec::new(),
            entries: Vec::new(),
            dirty: Vec::new(),
            batches: Vec::new(),
            chunks_written: 0,
            written: Entries::new(),
            let_go: None,
        };
        let news = saving.catch_up();
        saving.find_generation();
        let (folded, _) = seeds.merge(news.texts.iter().cloned(), news.cells.iter().cloned());
        saving.forget_what_is_folded(&folded, &news.entries);
        let (corpus, _) = folded.merge([], news.entries.iter().flat_map(|entry| entry.transaction.cells()));
        Started { corpus, saving, news }
    }

    /// Entries may stay beside the chunks that say the same.
    fn forget_what_is_folded(&mut self, chunks: &Corpus, entries: &[Entry]) {
        self.dirty.clear();
        for (kept, entry) in self.entries.iter_mut().zip(entries) {
            let missing = entry.transaction.cells().filter(|(record, field, cell)| {
                chunks.record(record).is_none_or(|record| record.is_earlier_than(field, cell.stamp))
            });
            let before = self.dirty.len();
            self.dirty.extend(missing.map(|(record, ..)| record));
            kept.folded = self.dirty.len() == before;
        }
        self.dirty.sort_unstable();
        self.dirty.dedup();
    }

    /// Goes on with the history that another page began.
    pub fn adopt(&mut self, history: ReplicaId) {
        self.history = history;
    }

    /// Writes a transaction, and whatever is still waiting, now.
    pub fn write(&mut self, corpus: &Corpus, transaction: &Rc<Transaction>) -> SaveStatus {
        let batch = self.batch(corpus, transaction);
        self.batches.push(batch);
        self.retry()
    }

    /// Takes the last transaction out again, when not all of it could be written.
    pub fn take_back(&mut self) {
        let Some(batch) = self.batches.pop() else { return };
        for key in batch.written {
            self.remove(&key);
        }
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
    pub fn take_written(&mut self) -> Entries {
        std::mem::take(&mut self.written)
    }

    /// What was let go of since this was last asked.
    pub fn let_go(&mut self) -> Option<LetGo> {
        self.let_go.take()
    }

    /// What became of the store. Where something still waits to be written, a store that another page cleared is
    /// one that was emptied: what waits must not be given up with it.
    #[must_use]
    pub fn condition(&self) -> Condition {
        let (Ok(storage), Some(generation)) = (&self.storage, &self.generation) else {
            return Condition::Sound;
        };
        if storage.get(generation).is_some() {
            return Condition::Sound;
        }
        let another = !storage.keys(&journal::key("generation", "")).is_empty();
        if another && self.batches.is_empty() { Condition::Cleared } else { Condition::Emptied }
    }

    /// What another page has just written under that key: nothing, unless it is worth a look by itself.
    pub fn receive(&mut self, key: &str) -> News {
        match Key::parse(key) {
            Key::Entry(_) | Key::Text(_) => self.read(vec![key.to_owned()]),
            Key::Commit(_) | Key::Newer(_) => self.catch_up(),
            _ => News::default(),
        }
    }

    /// Everything that others have written since this page last looked.
    pub fn catch_up(&mut self) -> News {
        let Ok(storage) = &self.storage else { return News::default() };
        let mut keys = storage.keys(journal::PREFIX);
        keys.sort_unstable();
        let gone = |key: &String| keys.binary_search(key).is_err();
        self.entries.retain(|entry| !gone(&entry.key));
        self.chunks.retain(|chunk| !gone(&chunk.key));
        self.texts.retain(|(_, key)| !gone(key));
        self.known.retain(|key| !gone(key));
        let new = keys.iter().filter(|key| self.known.binary_search(key).is_err()).cloned().collect();
        self.read(new)
    }

    fn read(&mut self, keys: Vec<String>) -> News {
        let Ok(storage) = &self.storage else { return News::default() };
        let found = keys.into_iter().filter(|key| self.known.binary_search(key).is_err());
        let found: Vec<_> = found.filter_map(|key| storage.get(&key).map(|value| (key, value))).collect();
        let loaded = journal::load(found.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        self.newer_form = self.newer_form.max(loaded.newer_form);
        if self.newer_form.is_none() {
            for damaged in &loaded.damaged {
                let value =
                    found.iter().find(|(key, _)| *key == damaged.key).map(|(_, value)| value.as_str());
                self.set_aside(&damaged.key, value.unwrap_or_default());
            }
        }
        let units = |key: &str| {
            let value = found.iter().find(|(other, _)| other == key).map(|(_, value)| units_of(value));
            key.len() + value.unwrap_or_default()
        };
        self.take(loaded, units)
    }

    /// Notes what was read.
    fn take(&mut self, loaded: Loaded, units: impl Fn(&str) -> usize) -> News {
        let mut news = News { damaged: loaded.damaged, ..News::default() };
        for (text, key) in loaded.texts {
            self.texts.push((text.version(), key.clone()));
            sorted::insert(&mut self.known, key);
            news.texts.push(text);
        }
        for (key, cells) in loaded.chunks {
            if let (Some((first, ..)), Some((last, ..))) = (cells.first(), cells.last()) {
                self.chunks.push(Folded { key: key.clone(), first: first.clone(), last: last.clone() });
            }
            sorted::insert(&mut self.known, key);
            news.cells.extend(cells);
        }
        for (entry, key) in loaded.entries {
            self.keep(&entry.transaction, key.clone(), units(&key), false);
            sorted::insert(&mut self.known, key);
            news.entries.push(entry);
        }
        news
    }

    /// Remembers an entry that is in the store, and whether all of it is in chunks.
    fn keep(&mut self, transaction: &Transaction, key: String, units: usize, folded: bool) {
        if !folded {
            for operation in &transaction.operations {
                sorted::insert(&mut self.dirty, operation.record.clone());
            }
        }
        let stamp = transaction.stamp;
        let at = self.entries.partition_point(|entry| entry.stamp < stamp);
        self.entries.insert(at, Kept { key, stamp, units, folded });
    }

    /// Every start of a page in an empty store gives it a name, so that its loss can be seen.
    fn find_generation(&mut self) {
        let Ok(storage) = &self.storage else { return };
        if self.newer_form.is_some() {
            return;
        }
        let mut found = storage.keys(&journal::key("generation", ""));
        found.sort_unstable();
        self.generation = found.into_iter().next().or_else(|| {
            let own = journal::key("generation", &self.replica.to_string());
            storage.set(&own, "1").is_ok().then_some(own)
        });
    }

    /// The name of the store since it was last emptied; nothing where there is none.
    #[must_use]
    pub fn generation(&self) -> &str {
        self.generation.as_deref().and_then(|key| key.rsplit('/').next()).unwrap_or_default()
    }

    /// Moves an entry out of the way of the next start. If there is no room for both, it stays where it is.
    fn set_aside(&mut self, key: &str, value: &str) {
        let aside = journal::damaged_key(key);
        if self.set(&aside, value).is_ok() {
            self.remove(key);
        } else {
            sorted::insert(&mut self.known, key.to_owned());
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().map_err(Clone::clone)?;
        storage.set(key, value)?;
        sorted::insert(&mut self.known, key.to_owned());
        Ok(())
    }

    /// Like `set`, but lets go of what can be done without when there is no room.
    fn set_firmly(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        loop {
            match self.set(key, value) {
                Err(StorageError::Full) if self.make_room() => {}
                other => return other,
            }
        }
    }

    /// What is removed may be gone already, or may not go: both are the next reader's to see.
    fn remove(&mut self, key: &str) {
        if let Ok(storage) = &self.storage
            && storage.remove(key).is_ok()
        {
            self.known.retain(|known| known != key);
            self.texts.retain(|(_, other)| other != key);
            self.chunks.retain(|chunk| chunk.key != key);
            self.entries.retain(|entry| entry.key != key);
        }
    }
}

/// UTF-16 units, by which browsers count room.
fn units_of(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
