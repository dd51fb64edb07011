//! Texts in the store: the ones that records refer to are written, and moved when their keys have an old
//! form.
//!
//! Removing them is left to `garbage`.

use super::Saving;
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
        keys.any(|key| self.holds(key)) || self.batches.iter().any(|batch| batch.has_text(version))
    }

    /// Writes the texts that records refer to and that are missing: another page may have removed them
    /// without knowing that they are needed.
    pub(super) fn write_missing_texts(
        &mut self,
        corpus: &Corpus,
        collects: bool,
    ) -> Result<(), StorageError> {
        for version in texts_of(self.kept_records(corpus, collects)) {
            let is_here = self.texts.iter().any(|(stored, _)| *stored == version);
            if let Some(text) = corpus.text(version).filter(|_| !is_here) {
                let key = journal::text_key(version);
                self.set_evicting(&key, text.content())?;
                self.texts.push((version, key));
            }
        }
        Ok(())
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
pub(super) fn texts_of<'a>(records: impl Iterator<Item = &'a Rc<Record>>) -> BTreeSet<TextVersion> {
    let cells = records.flat_map(|record| record.cells());
    let cells = cells.filter(|(_, cell)| cell.stamp != Stamp::default());
    let values = cells.filter_map(|(field, cell)| Some((field, cell.value.as_ref()?)));
    values.flat_map(|(field, value)| versions_in(field, value)).collect()
}

/// Versions of the texts that a field's value refers to. A value that is not understood refers to every text
/// whose version stands in it.
pub(super) fn versions_in(field: &Field, value: &Value) -> Vec<TextVersion> {
    match value {
        Value::Target(Target::Anchored { text, .. }) => vec![*text],
        Value::Text(version) if *field == Field::Text => TextVersion::parse(version).into_iter().collect(),
        Value::Json(json) if !matches!(field, Field::Foreign(_)) => {
            json.split('"').filter_map(TextVersion::parse).collect()
        }
        _ => Vec::new(),
    }
}
