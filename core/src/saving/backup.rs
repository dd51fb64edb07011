//! Backups: the state at the first idle moment of a day, for a few days, as chunks of their own.
//!
//! A backup counts once its head is there, which is written last. It refers to texts that are stored anyway.

use super::{SaveStatus, Saving};
use crate::corpus::Corpus;
use crate::journal::{self, chunk};
use crate::sorted;
use crate::text::TextVersion;
use crate::time::Timestamp;
use serde_json::{Map, Value as Json};

/// A day to go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its name, `YYYY-MM-DD` of the day on which it was made.
    pub day: String,
    /// When it was made.
    pub time: Timestamp,
    /// How many annotations it holds.
    pub annotations: usize,
    chunks: usize,
    texts: Vec<TextVersion>,
}

impl Saving {
    /// Every backup, the latest first.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        let head = |key: String| {
            let day = key.strip_suffix("/head")?.rsplit('/').next()?;
            read_head(day, &serde_json::from_str(&self.get(&key)?).ok()?)
        };
        let mut backups: Vec<_> = self.keys("backup/").into_iter().filter_map(head).collect();
        backups.sort_unstable_by(|one, other| other.day.cmp(&one.day));
        backups
    }

    /// Keeps the corpus as it is now as that day's backup, unless there is one, or nothing to keep. Lets go of the
    /// oldest ones beyond the budget.
    pub fn back_up(&mut self, corpus: &Corpus, day: &str, time: Timestamp) {
        let annotations = corpus.annotation_count();
        let backups = self.backups();
        if annotations == 0
            || self.status() != SaveStatus::Saved
            || backups.iter().any(|backup| backup.day == day)
        {
            return;
        }
        let chunks = chunk::encode(corpus.records_between(None, None), self.budget.chunk);
        let units: usize = chunks.iter().map(|chunk| chunk.value.len()).sum();
        let (days, most) = self.budget.backups;
        if units > most || self.room().1 < 2 * units {
            return;
        }
        while (self.backups().len() >= days || self.units_of_backups() + units > most)
            && self.drop_oldest_backup()
        {}
        // What a crash left of it.
        self.remove_backup(day);
        let is_written = chunks.iter().enumerate().all(|(number, chunk)| {
            self.set(&journal::key("backup", &format!("{day}/{number}")), &chunk.value).is_ok()
        });
        let mut head = Map::new();
        head.insert("time".to_owned(), time.millis().into());
        head.insert("annotations".to_owned(), annotations.into());
        head.insert("chunks".to_owned(), chunks.len().into());
        let texts = texts_of(corpus).into_iter().map(|text| text.to_string().into()).collect();
        head.insert("texts".to_owned(), Json::Array(texts));
        head.sort_keys();
        let head = serde_json::to_string(&head).unwrap_or_default();
        if !is_written || self.set(&journal::key("backup", &format!("{day}/head")), &head).is_err() {
            self.remove_backup(day);
        }
    }

    /// The corpus as it was then, over the articles that the page brings along.
    ///
    /// # Errors
    /// Which part of it cannot be read, and why.
    pub fn restore(&self, seeds: &Corpus, corpus: &Corpus, backup: &Backup) -> Result<Corpus, String> {
        let mut cells = Vec::new();
        for number in 0..backup.chunks {
            let key = journal::key("backup", &format!("{}/{number}", backup.day));
            let value = self.get(&key).ok_or_else(|| format!("expected {key}, found nothing"))?;
            cells.extend(chunk::decode(&value).map_err(|why| format!("{key}: {why}"))?);
        }
        let texts = backup.texts.iter().filter_map(|version| corpus.text(*version)).cloned();
        Ok(seeds.merge(texts.collect::<Vec<_>>(), cells).0)
    }

    pub(super) fn drop_oldest_backup(&mut self) -> bool {
        let oldest = self.backups().pop();
        if let Some(backup) = &oldest {
            self.remove_backup(&backup.day);
        }
        oldest.is_some()
    }

    pub(super) fn texts_of_backups(&self) -> Vec<TextVersion> {
        self.backups().into_iter().flat_map(|backup| backup.texts).collect()
    }

    /// The head first: without it the rest counts for nothing.
    fn remove_backup(&mut self, day: &str) {
        self.remove(&journal::key("backup", &format!("{day}/head")));
        for key in self.keys(&format!("backup/{day}/")) {
            self.remove(&key);
        }
    }

    fn units_of_backups(&self) -> usize {
        self.keys("backup/").iter().filter_map(|key| self.get(key)).map(|value| super::units_of(&value)).sum()
    }
}

fn read_head(day: &str, head: &Json) -> Option<Backup> {
    let number = |name: &str| usize::try_from(head[name].as_u64()?).ok();
    let texts = head["texts"].as_array()?.iter();
    Some(Backup {
        day: day.to_owned(),
        time: Timestamp::from_millis(head["time"].as_u64()?),
        annotations: number("annotations")?,
        chunks: number("chunks")?,
        texts: texts.filter_map(|text| TextVersion::parse(text.as_str()?)).collect(),
    })
}

/// Every text that something in the corpus refers to.
pub(super) fn texts_of(corpus: &Corpus) -> Vec<TextVersion> {
    let mut texts = Vec::new();
    for (_, record) in corpus.records_between(None, None) {
        for (field, cell) in record.cells() {
            if let Some(version) = cell.value.as_ref().and_then(|value| super::fold::version_in(field, value))
            {
                sorted::insert(&mut texts, version);
            }
        }
    }
    texts
}
