//! Texts in the store and elsewhere: the ones that records refer to are written, unless they are kept elsewhere, and moved when
//! their keys have an old form.
//!
//! A text never changes and is named by its hash, so the two places need no transaction between them: whoever adds an article
//! puts its text there first, and writes the record that names it once that is on the disk. A text that nothing names is
//! garbage. This module does not know where texts are kept, nor when they are read; removing those of the store is left to
//! `garbage`.

use super::{SaveStatus, Saving};
use crate::corpus::Corpus;
use crate::model::record::{Field, Record, Stamp, Target, Value};
use crate::saving::journal;
use crate::saving::storage::StorageError;
use crate::text::TextVersion;
use std::collections::BTreeSet;
use std::rc::Rc;

impl Saving {
    /// True if the text is in the store, or waits to be written. Remembering it is not enough: a page that
    /// did not know of this one may have removed it.
    pub(super) fn has_text(&self, version: TextVersion) -> bool {
        let mut keys = self.texts.iter().filter(|(stored, _)| *stored == version).map(|(_, key)| key);
        self.elsewhere.contains(&version)
            || keys.any(|key| self.holds(key))
            || self.batches.iter().any(|batch| batch.has_text(version))
    }

    /// Writes the texts that records refer to and that are missing: another page may have removed them
    /// without knowing that they are needed.
    pub(super) fn write_missing_texts(
        &mut self,
        corpus: &Corpus,
        collects: bool,
    ) -> Result<(), StorageError> {
        for version in texts_of(self.kept_records(corpus, collects)) {
            let is_here =
                self.elsewhere.contains(&version) || self.texts.iter().any(|(stored, _)| *stored == version);
            if let Some(text) = corpus.text(version).filter(|_| !is_here) {
                let key = journal::text_key(version);
                self.set_evicting(&key, text.content())?;
                self.texts.push((version, key));
            }
        }
        Ok(())
    }

    /// Takes these texts as those that are kept elsewhere, on the disk, until this is called again. The first time that there are
    /// any, the store is marked, so that an earlier version of the page does not take the articles for lost.
    pub fn note_elsewhere(&mut self, versions: BTreeSet<TextVersion>) {
        self.elsewhere = versions;
        let is_writable = self.status() == SaveStatus::Saved;
        if !self.elsewhere.is_empty() && is_writable {
            for key in journal::marks_of_texts() {
                if !self.holds(&key) {
                    // Without room for this there is none for an entry either.
                    let _ = self.set(&key, journal::BEGUN);
                }
            }
        }
    }

    /// True if the text is in the store or elsewhere.
    #[must_use]
    pub fn keeps(&self, version: TextVersion) -> bool {
        self.has_text(version)
    }

    /// Texts that are known to be kept elsewhere.
    #[must_use]
    pub fn elsewhere(&self) -> &BTreeSet<TextVersion> {
        &self.elsewhere
    }

    /// Texts that only the store has.
    #[must_use]
    pub fn texts_here(&self) -> BTreeSet<TextVersion> {
        let here = self.texts.iter().map(|(version, _)| *version);
        here.filter(|version| !self.elsewhere.contains(version)).collect()
    }

    /// Removes texts from the store that are kept elsewhere as well.
    pub fn drop_moved(&mut self) {
        if self.status() != SaveStatus::Saved {
            return;
        }
        for (version, key) in self.texts.clone() {
            if self.elsewhere.contains(&version) {
                self.remove(&key);
            }
        }
    }

    /// Texts among these that nothing in the store, in a backup or in the corpus names. It counts only if no other page is
    /// open, and if the second copy has nothing that the store lost.
    #[must_use]
    pub fn unneeded(&self, corpus: &Corpus, kept: &BTreeSet<TextVersion>) -> BTreeSet<TextVersion> {
        let is_sound = self.status() == SaveStatus::Saved && self.batches.is_empty();
        let mut left = if is_sound { kept.clone() } else { BTreeSet::new() };
        let named = texts_of(corpus.records_between(None, None).map(|(_, record)| record));
        let in_backups: BTreeSet<_> = self.texts_of_backups().into_iter().collect();
        left.retain(|version| !named.contains(version) && !in_backups.contains(version));
        // Most of the time nothing is left by now, and entries are costly to read.
        if !left.is_empty() {
            let needed = self.needed(corpus);
            left.retain(|version| !needed.has_text(*version));
        }
        left
    }

    /// Moves texts of an earlier stored form to the keys of this one.
    pub(super) fn move_texts(&mut self) -> Result<(), StorageError> {
        for (version, old) in self.texts.clone() {
            let new = journal::text_key(version);
            if let Some(content) = self.get(&old).filter(|_| old != new) {
                self.set_evicting(&new, &content)?;
                self.remove(&old);
                self.texts.push((version, new));
            }
        }
        Ok(())
    }
}

/// Versions of all texts that the records refer to, except for built-in ones.
pub(crate) fn texts_of<'a>(records: impl Iterator<Item = &'a Rc<Record>>) -> BTreeSet<TextVersion> {
    let cells = records.flat_map(|record| record.cells());
    let cells = cells.filter(|(_, cell)| cell.stamp != Stamp::default());
    let values = cells.filter_map(|(field, cell)| Some((field, cell.value.as_ref()?)));
    values.flat_map(|(field, value)| versions_in(field, value)).collect()
}

/// Versions of the texts that a field's value refers to. A value that is not understood refers to every text
/// whose version stands in it.
pub(crate) fn versions_in(field: &Field, value: &Value) -> impl Iterator<Item = TextVersion> {
    let (one, words) = match value {
        Value::Target(Target::Anchored { text, .. }) => (Some(*text), ""),
        Value::Text(version) if *field == Field::Text => (TextVersion::parse(version), ""),
        Value::Json(json) if !matches!(field, Field::Foreign(_)) => (None, &**json),
        _ => (None, ""),
    };
    one.into_iter().chain(words.split('"').filter_map(TextVersion::parse))
}
