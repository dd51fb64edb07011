//! Backups: the state at the first idle moment of a day, for a few days, as chunks of their own.
//!
//! A backup counts once its head is there, which is written last. It refers to texts that are stored anyway.
//! It is named after its day and the page that made it, as another page may make one at the same time.
//! Backups do not know when a day begins.

use super::texts::texts_of;
use super::{SaveStatus, Saving};
use crate::corpus::Corpus;
use crate::json;
use crate::model::time::Timestamp;
use crate::saving::journal::{self, chunk};
use crate::text::TextVersion;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A backup to go back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// Counter of the next stamp then. It tells which backup is later whatever the clock said; 0 in one of an earlier
    /// version.
    counter: u64,
    /// Day on which it was made: `YYYY-MM-DD`.
    pub day: String,
    /// Time at which it was made.
    pub time: Timestamp,
    name: String,
    /// Number of annotations in it.
    pub annotations: usize,
    chunks: usize,
    texts: Vec<TextVersion>,
}

/// Stored form of the head.
#[derive(Serialize, Deserialize)]
struct Head {
    annotations: usize,
    chunks: usize,
    #[serde(default)]
    counter: u64,
    texts: Vec<String>,
    time: u64,
}

impl Head {
    fn of(self, name: &str) -> Backup {
        Backup {
            counter: self.counter,
            name: name.to_owned(),
            day: name.split('.').next().unwrap_or_default().to_owned(),
            time: Timestamp::from_millis(self.time),
            annotations: self.annotations,
            chunks: self.chunks,
            texts: self.texts.iter().filter_map(|text| TextVersion::parse(text)).collect(),
        }
    }
}

impl Backup {
    /// Texts that it refers to.
    #[must_use]
    pub fn texts(&self) -> &[TextVersion] {
        &self.texts
    }
}

impl Saving {
    /// Backups, the latest first, one a day.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        let mut backups = self.all_backups();
        let mut days = BTreeSet::new();
        backups.retain(|backup| days.insert(backup.day.clone()));
        backups
    }

    fn all_backups(&self) -> Vec<Backup> {
        let keys = self.keys("backup/");
        let head = |key: &String| {
            let name = name_of(key).filter(|_| key.ends_with("/head"))?;
            let backup = serde_json::from_str::<Head>(&self.get(key)?).ok()?.of(name);
            let parts = keys.iter().filter(|key| name_of(key) == Some(name)).count();
            (parts > backup.chunks).then_some(backup)
        };
        let mut backups: Vec<_> = keys.iter().filter_map(head).collect();
        backups.sort_unstable();
        backups.reverse();
        backups
    }

    /// Backs up the corpus for that day, unless there is a backup already, or nothing to back up. Removes the
    /// oldest ones beyond the limits.
    pub fn back_up(&mut self, corpus: &Corpus, day: &str, time: Timestamp) {
        let annotations = corpus.annotation_count();
        let backups = self.all_backups();
        if annotations == 0
            || self.status() != SaveStatus::Saved
            || backups.iter().any(|backup| backup.day == day)
        {
            return;
        }
        let chunks = chunk::encode(corpus.records_between(None, None), self.budget.chunk);
        let units: usize = chunks.iter().map(|chunk| chunk.value.len()).sum();
        let (days, most) = self.budget.backups;
        // A backup beyond the limits is worth having as long as there is room for many edits beside it.
        if self.room().1 < 2 * units {
            return;
        }
        while (self.all_backups().len() >= days || self.units_of_backups() + units > most)
            && self.drop_oldest_backup()
        {}
        let name = format!("{day}.{}", self.replica);
        let is_written = chunks.iter().enumerate().all(|(number, chunk)| {
            self.set(&journal::key("backup", &format!("{name}/{number}")), &chunk.value).is_ok()
        });
        let texts = texts_of(corpus.records_between(None, None).map(|(_, record)| record));
        let texts = texts.iter().map(ToString::to_string).collect();
        let counter = corpus.next_stamp(self.replica).counter;
        let head = Head { annotations, chunks: chunks.len(), counter, texts, time: time.millis() };
        let key = journal::key("backup", &format!("{name}/head"));
        if !is_written || self.set(&key, &json::compact(&head)).is_err() {
            self.remove_backup(&name);
        }
    }

    /// Corpus of the backup, over the built-in articles.
    ///
    /// # Errors
    /// The part of the backup that cannot be read, and why.
    pub fn restore(&self, seeds: &Corpus, corpus: &Corpus, backup: &Backup) -> Result<Corpus, String> {
        let mut cells = Vec::new();
        for number in 0..backup.chunks {
            let key = journal::key("backup", &format!("{}/{number}", backup.name));
            let value = self.get(&key).ok_or_else(|| format!("expected {key}, found nothing"))?;
            cells.extend(chunk::decode(&value).map_err(|why| format!("{key}: {why}"))?);
        }
        let texts = backup.texts.iter().filter_map(|version| corpus.text(*version)).cloned();
        Ok(seeds.merge(texts.collect::<Vec<_>>(), cells).0)
    }

    /// Removes the oldest backup. Returns true if there was one, and it is gone.
    pub(super) fn drop_oldest_backup(&mut self) -> bool {
        self.all_backups().pop().is_some_and(|backup| self.remove_backup(&backup.name))
    }

    pub(super) fn texts_of_backups(&self) -> Vec<TextVersion> {
        self.all_backups().into_iter().flat_map(|backup| backup.texts).collect()
    }

    /// Removes a backup, the head first: without it the rest does not count.
    fn remove_backup(&mut self, name: &str) -> bool {
        let is_gone = self.remove(&journal::key("backup", &format!("{name}/head")));
        for key in self.keys(&format!("backup/{name}/")) {
            self.remove(&key);
        }
        is_gone
    }

    /// Removes the remains that a crash, or two pages at once, left of a backup.
    pub(super) fn remove_parts_of_backups(&mut self) {
        let backups = self.all_backups();
        for key in self.keys("backup/") {
            if !backups.iter().any(|backup| name_of(&key) == Some(&backup.name)) {
                self.remove(&key);
            }
        }
    }

    pub(super) fn units_of_backups(&self) -> usize {
        self.keys("backup/").iter().filter_map(|key| self.get(key)).map(|value| super::units_of(&value)).sum()
    }
}

/// Name of the backup with this key.
fn name_of(key: &str) -> Option<&str> {
    key.rsplit('/').nth(1)
}
