//! Not taken: docs that the project of a team did not take, and a corpus of them, to be read elsewhere.
//!
//! Nobody else has what is in such a doc, so a person has to be able to take it along: into a project of their own, or to whoever
//! leads. It does not know the form of that file, nor what the reason means.

use super::doc::{Content, Doc};
use super::outbox::{Records, cells_in, merge};
use crate::corpus::Corpus;
use crate::model::record::{Field, Kind, Record, RecordKey};
use crate::text::Text;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A doc that the project did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// The doc.
    pub doc: Doc,
    /// Reason that the server gave; `None` where the role does not allow it, and it was not sent.
    pub reason: Option<String>,
}

impl NotTaken {
    /// Contents of the doc; `None` for one that cannot be read.
    #[must_use]
    pub fn content(&self) -> Option<Content> {
        self.doc.content(self.doc.address()?.place).ok()
    }
}

/// Corpus with the values that were not taken, also those over which later ones stand in what is `shown`. Beside them is of that what
/// they need to be understood: the codebook, whatever they name, and all that those people tagged in those articles, so that what is
/// missing there is what they deleted.
#[must_use]
pub fn corpus(shown: &Corpus, not_taken: &[NotTaken]) -> Corpus {
    let mut records = Records::new();
    let mut texts: Vec<Rc<Text>> = Vec::new();
    for content in not_taken.iter().filter_map(NotTaken::content) {
        match content {
            Content::Entry(transaction) => merge(&mut records, transaction.cells()),
            Content::Chunk(cells) => merge(&mut records, cells),
            Content::Text(text) => texts.push(text),
            Content::Parts(_) => {}
        }
    }
    let mut gathering = Gathering { shown, records, whole: BTreeSet::new() };
    let written: Vec<_> = gathering.records.keys().cloned().collect();
    for key in &written {
        gathering.take(key);
    }
    gathering.take_beside();
    Corpus::new([]).with_texts_of(shown).merge(texts, cells_in(&gathering.records)).0
}

/// Records that are gathered.
struct Gathering<'a> {
    shown: &'a Corpus,
    records: Records,
    /// Keys of those that have everything.
    whole: BTreeSet<RecordKey>,
}

impl Gathering<'_> {
    /// Takes a record with all that is shown of it beside what it has, and whatever it names.
    fn take(&mut self, key: &RecordKey) {
        if !self.whole.insert(key.clone()) {
            return;
        }
        let before = self.records.get(key).cloned();
        if let Some(shown) = self.shown.record(key) {
            // A record that somebody else deleted meanwhile is there again with what was written of it.
            let is_beside = |field: &Field| {
                before.as_ref().is_none_or(|it| it.cell(field).is_none() && *field != Field::Deleted)
            };
            let beside = shown.cells().filter(|(field, _)| is_beside(field)).cloned();
            merge(&mut self.records, beside.map(|(field, cell)| (key.clone(), field, cell)));
        }
        let Some(record) = self.records.get(key).cloned() else { return };
        for key in named(&record) {
            if self.shown.record(&key).is_some() {
                self.take(&key);
            }
        }
    }

    /// Takes the codebook, what the same people tagged in the same articles, and what links that.
    fn take_beside(&mut self) {
        let shown = self.shown;
        let place = |record: &Record| {
            let text = |field| record.text(&field).cloned();
            (text(Field::Document), text(Field::Annotator))
        };
        let annotations = self.records.iter().filter(|(key, _)| key.kind == Kind::Annotation);
        let places: BTreeSet<_> = annotations.map(|(_, record)| place(record)).collect();
        let are_there = |(_, record): &(&RecordKey, &Rc<Record>)| !shown.is_gone(record);
        for (key, record) in shown.records(&Kind::Annotation).filter(are_there) {
            if places.contains(&place(record)) {
                self.take(key);
            }
        }
        for (key, record) in shown.records(&Kind::Relation).filter(are_there) {
            let ends = named(record).filter(|key| key.kind == Kind::Annotation);
            let mut ends = ends.filter(|key| shown.record(key).is_some()).peekable();
            if ends.peek().is_some() && ends.all(|key| self.whole.contains(&key)) {
                self.take(key);
            }
        }
        for kind in [Kind::Attribute, Kind::Label, Kind::RelationType] {
            for (key, _) in shown.records(&kind) {
                self.take(key);
            }
        }
    }
}

/// Keys of records that a record may name. Of an end, only the relation's type says of which kind it is.
fn named(record: &Record) -> impl Iterator<Item = RecordKey> {
    const NAMES: [(Field, &[Kind]); 6] = [
        (Field::Annotator, &[Kind::Annotator]),
        (Field::Document, &[Kind::Document]),
        (Field::Entity, &[Kind::Entity]),
        (Field::From, &[Kind::Annotation, Kind::Entity, Kind::Document]),
        (Field::Same, &[Kind::Entity]),
        (Field::To, &[Kind::Annotation, Kind::Entity, Kind::Document]),
    ];
    NAMES.into_iter().flat_map(|(field, kinds)| {
        let id = record.text(&field).cloned();
        id.into_iter().flat_map(|id| kinds.iter().map(move |kind| RecordKey::new(kind.clone(), id.clone())))
    })
}
