//! Texts that are kept outside of the store: the ones that the corpus names and does not have yet are asked for, and those that
//! a file brings are put there before its entry is written.
//!
//! It does not know where texts are kept, nor how long that takes; the page puts, reads and removes them.

use super::{Editor, Outcome};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::Import;
use crate::model::document::DocumentId;
use crate::model::record::Field;
use crate::saving::{Backup, NewlyRead, journal, texts_of, versions_in};
use crate::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Texts that the corpus names and does not have.
#[derive(Default)]
pub(super) struct Texts {
    /// Texts that nobody has looked for yet.
    wanted: BTreeSet<TextVersion>,
    /// Texts that were looked for in vain.
    lost: BTreeSet<TextVersion>,
}

impl Texts {
    /// Texts that the records name.
    pub fn named_by(corpus: &Corpus) -> Self {
        let mut texts = Self::default();
        texts.want(corpus, texts_of(corpus.records_between(None, None).map(|(_, record)| record)));
        texts
    }

    /// Some of them may have come.
    pub fn have(&mut self, corpus: &Corpus) {
        let is_missing = |version: &TextVersion| corpus.text(*version).is_none();
        self.wanted.retain(is_missing);
        self.lost.retain(is_missing);
    }

    pub fn want(&mut self, corpus: &Corpus, versions: impl IntoIterator<Item = TextVersion>) {
        let is_new = |version: &TextVersion| corpus.text(*version).is_none() && !self.lost.contains(version);
        self.wanted.extend(versions.into_iter().filter(is_new));
    }

    /// Texts that the fields and the steps refer to that were read.
    pub fn want_read(&mut self, corpus: &Corpus, newly_read: &NewlyRead) {
        let mut named = BTreeSet::new();
        for (_, field, cell) in &newly_read.cells {
            named.extend(cell.value.iter().flat_map(|value| versions_in(field, value)));
        }
        let operations = newly_read.entries.iter().flat_map(|entry| &entry.transaction.operations);
        for write in operations.flat_map(|Operation { writes, .. }| writes) {
            let values = [&write.before, &write.after].into_iter().flatten();
            named.extend(values.flat_map(|value| versions_in(&write.field, value)));
        }
        self.want(corpus, named);
    }
}

impl Editor {
    /// Texts that the import names and that are kept nowhere yet. They are to be put elsewhere before it is taken in, if there is
    /// such a place: also one that is there, but that nothing names yet, because it may be about to go.
    #[must_use]
    pub fn unkept_texts(&self, planned: &Import) -> Vec<Rc<Text>> {
        let Some(transaction) = &planned.transaction else { return Vec::new() };
        let brought = transaction.texts.iter().map(|text| text.version());
        let named = journal::texts_of(transaction).into_iter().chain(brought).collect::<BTreeSet<_>>();
        let text = |version: TextVersion| {
            let brought = transaction.texts.iter().find(|text| text.version() == version);
            brought.or_else(|| self.corpus.text(version)).cloned()
        };
        let here = texts_of(self.corpus.records_between(None, None).map(|(_, record)| record));
        let is_kept = |version: &TextVersion| here.contains(version) && self.saving.keeps(*version);
        named.into_iter().filter(|version| !is_kept(version)).filter_map(text).collect()
    }

    /// Takes these texts as those that are kept elsewhere, on the disk.
    pub fn note_elsewhere(&mut self, versions: BTreeSet<TextVersion>) {
        self.saving.note_elsewhere(versions);
    }

    /// Takes these as kept elsewhere, too.
    pub fn note_kept(&mut self, versions: impl IntoIterator<Item = TextVersion>) {
        let mut all = self.saving.elsewhere().clone();
        all.extend(versions);
        self.saving.note_elsewhere(all);
    }

    /// Texts that are named, not here, and were not looked for.
    #[must_use]
    pub fn wanted(&self) -> &BTreeSet<TextVersion> {
        &self.texts.wanted
    }

    /// Text of the article, if it is among [`Editor::wanted`].
    #[must_use]
    pub fn wanted_by(&self, document: &DocumentId) -> Option<TextVersion> {
        let version = self.corpus.record(&document.key())?.get(&Field::Text)?;
        self.texts.wanted.contains(&version).then_some(version)
    }

    /// Asks for the texts of a backup as well.
    pub fn want_backup(&mut self, backup: &Backup) {
        self.texts.want(&self.corpus, backup.texts().iter().copied());
    }

    /// Takes in what was found of the texts that were looked for; those that are missing are lost.
    pub fn take_texts(&mut self, sought: &[TextVersion], found: Vec<Rc<Text>>) -> Outcome {
        for version in sought {
            self.texts.wanted.remove(version);
        }
        let found: Vec<_> = found.into_iter().filter(|text| sought.contains(&text.version())).collect();
        let versions: BTreeSet<_> = found.iter().map(|text| text.version()).collect();
        self.texts.lost.extend(sought.iter().filter(|version| !versions.contains(version)));
        self.texts.lost.retain(|version| !versions.contains(version));
        if found.is_empty() {
            return self.nothing_new();
        }
        let (corpus, change) = self.corpus.merge(found, []);
        self.note_texts(&corpus);
        Outcome { status: None, ..self.swap(corpus, Some(change), Vec::new(), self.saving.status()) }
    }

    /// Looks for the texts once more that were looked for in vain.
    pub fn want_lost(&mut self) {
        let lost = std::mem::take(&mut self.texts.lost);
        self.texts.want(&self.corpus, lost);
    }

    /// Texts that only the store has, to be put elsewhere.
    #[must_use]
    pub fn texts_to_move(&self) -> Vec<Rc<Text>> {
        self.saving
            .texts_here()
            .into_iter()
            .filter_map(|version| self.corpus.text(version).cloned())
            .collect()
    }

    /// Texts that are kept elsewhere, as far as they are here.
    #[must_use]
    pub fn texts_elsewhere(&self) -> Vec<Rc<Text>> {
        let versions = self.saving.elsewhere().iter();
        versions.filter_map(|version| self.corpus.text(*version).cloned()).collect()
    }

    /// Removes texts from the store that are kept elsewhere as well.
    pub fn drop_moved(&mut self) {
        self.saving.drop_moved();
    }

    /// Texts among these that nothing needs any more, if no other page is open.
    #[must_use]
    pub fn unneeded(&self, kept: &BTreeSet<TextVersion>) -> BTreeSet<TextVersion> {
        if self.cleared.is_some() { BTreeSet::new() } else { self.saving.unneeded(&self.corpus, kept) }
    }
}
