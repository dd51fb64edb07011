//! Saving: every transaction becomes entries of the store in the task that made it; what could not be stored is
//! kept and tried again with the next edit. It never decides what an entry looks like: that is the journal's.

use super::environment::{Environment, Storage};
use crate::web::storage::StorageError;
use glossator_core::corpus::Corpus;
use glossator_core::journal::{self, Damaged};
use glossator_core::text::TextVersion;
use glossator_core::transaction::Transaction;
use std::collections::VecDeque;
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

/// The store, and what still has to go there.
pub struct Saving {
    storage: Result<Rc<dyn Storage>, StorageError>,
    stored_texts: Vec<TextVersion>,
    batches: Vec<Batch>,
    newer_form: Option<u64>,
}

/// The entries of one transaction.
#[derive(Default)]
struct Batch {
    texts: Vec<TextVersion>,
    waiting: VecDeque<(String, String)>,
    written: Vec<String>,
}

/// What a start found.
pub struct Started {
    /// The corpus, with everything that was stored.
    pub corpus: Corpus,
    /// From now on.
    pub saving: Saving,
    /// Entries that could not be read, and were set aside.
    pub damaged: Vec<Damaged>,
}

impl Saving {
    /// Reads everything of ours in the store.
    #[must_use]
    pub fn start(seeds: &Corpus, environment: &Environment) -> Started {
        let storage = environment.storage.clone();
        let entries = storage.as_ref().map(|storage| storage.entries(journal::PREFIX)).unwrap_or_default();
        let loaded = journal::load(entries.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        let saving = Self {
            stored_texts: loaded.texts.iter().map(|text| text.version()).collect(),
            batches: Vec::new(),
            newer_form: loaded.newer_form,
            storage,
        };
        if saving.newer_form.is_none() {
            for damaged in &loaded.damaged {
                let value =
                    entries.iter().find(|(key, _)| *key == damaged.key).map(|(_, value)| value.as_str());
                saving.set_aside(&damaged.key, value.unwrap_or_default());
            }
        }
        let (corpus, _) = seeds.merge(loaded.texts, loaded.cells);
        Started { corpus, saving, damaged: loaded.damaged }
    }

    /// Writes a transaction, and whatever is still waiting, now.
    pub fn write(&mut self, corpus: &Corpus, transaction: &Transaction) -> SaveStatus {
        let mut batch = Batch::default();
        for version in journal::texts_of(transaction) {
            if self.stored_texts.contains(&version) {
                continue;
            }
            if let Some(text) = corpus.text(version) {
                self.stored_texts.push(version);
                batch.texts.push(version);
                batch.waiting.push_back((journal::text_key(version), text.content().to_owned()));
            }
        }
        batch.waiting.push_back((journal::entry_key(transaction.stamp), journal::encode(transaction)));
        self.batches.push(batch);
        self.write_waiting()
    }

    /// Takes the last transaction out again, when not all of it could be written.
    pub fn take_back(&mut self) {
        let Some(batch) = self.batches.pop() else { return };
        self.stored_texts.retain(|version| !batch.texts.contains(version));
        if let Ok(storage) = &self.storage {
            for key in batch.written {
                let _ = storage.remove(&key);
            }
        }
    }

    /// Tries again to write what is waiting. What does not fit does not keep back what does.
    fn write_waiting(&mut self) -> SaveStatus {
        if let Some(form) = self.newer_form {
            return SaveStatus::NewerForm(form);
        }
        let storage = match &self.storage {
            Ok(storage) => storage,
            Err(why) => return SaveStatus::NotSaved(why.clone()),
        };
        let mut status = SaveStatus::Saved;
        for batch in &mut self.batches {
            if let Err(why) = batch.write(&**storage) {
                status = SaveStatus::NotSaved(why);
            }
        }
        self.batches.retain(|batch| !batch.waiting.is_empty());
        status
    }

    /// Whether the store takes anything at all.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        match (&self.storage, self.newer_form) {
            (_, Some(form)) => SaveStatus::NewerForm(form),
            (Err(why), _) => SaveStatus::NotSaved(why.clone()),
            (Ok(_), None) => SaveStatus::Saved,
        }
    }

    /// Moves an entry out of the way of the next start. If there is no room for both, it stays where it is.
    fn set_aside(&self, key: &str, value: &str) {
        if let Ok(storage) = &self.storage
            && storage.set(&journal::damaged_key(key), value).is_ok()
        {
            let _ = storage.remove(key);
        }
    }
}

impl Batch {
    /// In order: an entry must not be there before the text that it counts in.
    fn write(&mut self, storage: &dyn Storage) -> Result<(), StorageError> {
        while let Some((key, value)) = self.waiting.pop_front() {
            if let Err(why) = storage.set(&key, &value) {
                self.waiting.push_front((key, value));
                return Err(why);
            }
            self.written.push(key);
        }
        Ok(())
    }
}
