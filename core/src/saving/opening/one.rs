//! One article, with all that belongs to it, out of a store of which most is still to be read.
//!
//! It is found by what the chunks that hold it have in them as characters, which are not copied for that. So it may lack something, or have something that was
//! overwritten, where several chunks hold the same: it is for looking at, until everything is read.

use super::Opening;
use crate::corpus::{Cells, Corpus};
use crate::json;
use crate::model::document::DocumentId;
use crate::model::record::{Cell, Field, FieldType, Kind, RecordKey};
use crate::saving::journal::chunk::Outline;
use crate::saving::journal::{self, Key};
use crate::saving::texts_of;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of chunks that count, with what is known of them.
type Outlines = BTreeMap<String, Option<Outline>>;

impl Opening {
    /// Number of chunks from which on it pays to show an article before these are read.
    const MANY: usize = 8;

    /// That article, or the first one, in a corpus with nothing else but definitions; `None` where that would be hardly faster
    /// than all, or where it is not found.
    pub fn one(&mut self, document: Option<&DocumentId>) -> Option<(DocumentId, Corpus)> {
        if self.merging.is_some() {
            return None;
        }
        let chunks = self.outlines();
        let long = self.saving.budget.chunk.saturating_mul(Self::MANY);
        let mut left: usize = chunks.keys().map(|key| self.size(key)).sum();
        let mut read = |opening: &mut Self, keys: BTreeSet<&String>| {
            left = left.saturating_sub(keys.iter().map(|key| opening.size(key)).sum());
            (left >= long).then(|| opening.read_these(|key| keys.contains(key)))
        };
        let is_needed = |outline: &Outline| {
            !outline.kinds.iter().all(|kind| matches!(kind, Kind::Annotation | Kind::Document))
        };
        let needed = chunks.iter().filter(|(_, outline)| outline.as_ref().is_none_or(is_needed));
        let needed = needed.map(|(key, _)| key).chain(describing(&chunks, document)).collect();
        read(self, needed)?;
        self.read_these(|key| matches!(Key::parse(key), Key::Entry(_)));
        let document = match document {
            Some(document) => document.clone(),
            None => self.seeds.merge([], self.cells(None)).0.documents().next()?.id.clone(),
        };
        // Text of the id, as it stands in every field of a chunk that says in which article something is tagged.
        let name = json::compact(&document.0);
        let tagged = chunks.iter().filter(|(key, outline)| {
            outline.as_ref().is_some_and(|it| it.kinds.contains(&Kind::Annotation))
                && self.unread.contains(key)
                && self.found.get(*key).is_some_and(|value| value.last(&name).is_some())
        });
        let tagged = tagged.map(|(key, _)| key).collect();
        read(self, tagged)?;
        let (corpus, _) = self.seeds.merge([], self.cells(Some(&document)));
        let texts = texts_of(corpus.records_between(None, None).map(|(_, record)| record));
        let texts: BTreeSet<_> = texts.into_iter().map(journal::text_key).collect();
        self.read_these(|key| texts.contains(key));
        let (corpus, _) = corpus.merge(self.loaded.texts.iter().map(|(text, _)| text.clone()), []);
        corpus.document(&document).is_some().then_some((document, corpus))
    }

    fn outlines(&self) -> Outlines {
        let counts = |key: &str| match Key::parse(key) {
            Key::Chunk(of) => of.is_none_or(|stamp| self.committed.contains(&stamp)),
            _ => false,
        };
        let chunks = self.found.iter().filter(|(key, _)| counts(key));
        chunks.map(|(key, value)| (key.clone(), Outline::of(&**value))).collect()
    }

    fn size(&self, key: &str) -> usize {
        self.found.get(key).map_or(0, |value| value.units())
    }

    fn read_these(&mut self, is_wanted: impl Fn(&String) -> bool) {
        let mut unread = std::mem::take(&mut self.unread);
        for key in unread.extract_if(.., |key| is_wanted(key)) {
            self.read(&key);
        }
        self.unread = unread;
    }

    /// Fields that were read so far: of the article, of what is tagged in it, and of all that is neither an article nor tagged;
    /// without an article those of every article.
    fn cells(&self, document: Option<&DocumentId>) -> Cells {
        let entries = self.loaded.entries.iter();
        let entries: Cells = entries.flat_map(|(entry, _)| entry.transaction.cells()).collect();
        let all = || self.loaded.chunks.iter().flat_map(|(_, cells)| cells).chain(&entries);
        let is_in_it = |field: &Field, cell: &Cell| {
            let value = cell.value.as_ref().filter(|_| *field == Field::Document);
            document.is_some_and(|document| {
                value.and_then(FieldType::of).is_some_and(|of: DocumentId| of == *document)
            })
        };
        let within = all().filter(|(key, field, cell)| key.kind == Kind::Annotation && is_in_it(field, cell));
        let tagged: BTreeSet<_> = within.map(|(key, ..)| &key.id).collect();
        let belongs = |key: &RecordKey| match key.kind {
            Kind::Annotation => tagged.contains(&key.id),
            Kind::Document => document.is_none_or(|document| key.id == document.0),
            _ => true,
        };
        all().filter(|(key, ..)| belongs(key)).cloned().collect()
    }
}

/// Chunks that may describe the article, or the first one. Of chunks that were written together, which follow each other, it is the
/// one that begins with it or before it.
fn describing<'a>(chunks: &'a Outlines, document: Option<&DocumentId>) -> Vec<&'a String> {
    let wanted = RecordKey::new(Kind::Document, document.map_or("", |document| &document.0));
    let mut together: BTreeMap<&str, Vec<(&RecordKey, &String)>> = BTreeMap::new();
    for (key, outline) in chunks {
        let outline = outline.as_ref().filter(|outline| outline.kinds.contains(&Kind::Document));
        if let (Some((writer, _)), Some(outline)) = (key.rsplit_once('-'), outline) {
            together.entry(writer).or_default().push((&outline.first, key));
        }
    }
    let describing = together.into_values().filter_map(|mut chunks| {
        chunks.sort_unstable();
        let behind = chunks.partition_point(|(first, _)| **first <= wanted);
        let at = behind.checked_sub(1).or(document.is_none().then_some(0))?;
        chunks.get(at).map(|(_, key)| *key)
    });
    describing.collect()
}
