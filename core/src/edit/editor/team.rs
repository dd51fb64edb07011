//! The team: what others wrote is merged, and not stored, as the replica has it; what is written here is noted, to be sent.
//!
//! Beside the corpus with all that is shown stands that of the store: what is written here, by this page and by others of the same
//! person. All that is stored is taken from there, so all that is said of saving holds in a team as well. It does not know the server.

use super::{Editor, Outcome, Texts};
use crate::corpus::Corpus;
use crate::edit::command;
use crate::edit::conflict::{Overwritten, Own};
use crate::edit::transaction::Transaction;
use crate::model::annotator::AnnotatorId;
use crate::model::record::{Cell, Field, RecordKey, Stamp};
use crate::model::time::Timestamp;
use crate::saving::journal::Entry;
use crate::saving::{NewlyRead, texts_of};
use crate::sync::doc::Doc;
use crate::sync::outbox::Writes;
use crate::sync::reading::Reader;
use crate::sync::team::Team;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Membership of a team.
pub(super) struct Membership {
    team: Team,
    person: Rc<str>,
    reader: Reader,
    /// Corpus of what the store holds.
    pub own: Rc<Corpus>,
    /// Own writes since somebody took them; `None` while nobody does.
    fresh: Option<Writes>,
    /// Records with own writes that did not come back from the project yet, each with the latest stamp.
    unsent: BTreeMap<RecordKey, Stamp>,
}

impl Editor {
    /// Joins a team with all docs of the replica, or comes to them anew: when the team changes, or after everything was cleared. Writes
    /// of people who are left out are not there any more. It is called at the start, before anything is edited or compacted. A person
    /// who has worked in another browser is the same annotator here.
    pub fn join<'a>(
        &mut self,
        team: &Team,
        person: &str,
        docs: impl IntoIterator<Item = &'a Doc, IntoIter: Clone>,
    ) -> Outcome {
        let docs = docs.into_iter();
        let before = self.membership.take();
        let own = before.as_ref().map_or_else(|| self.corpus.clone(), |membership| membership.own.clone());
        let mut reader = Reader::default();
        let mut newly_read = reader.read(docs.clone(), team);
        let damaged = std::mem::take(&mut newly_read.damaged);
        let (corpus, _) = newly_read.merge_into(&own);
        let corpus = corpus.with_texts_of(&self.corpus).continuing(&self.corpus);
        self.role = team.role(person);
        self.texts = Texts::named_by(&corpus);
        let fresh = before.and_then(|membership| membership.fresh);
        let (team, person) = (team.clone(), person.into());
        let mut membership = Membership { team, person, reader, own, fresh, unsent: BTreeMap::new() };
        membership.note_unsent(written(&membership.own.clone()));
        membership.confirm(&newly_read);
        self.membership = Some(membership);
        self.recognise(docs);
        let status = self.saving.status();
        Outcome { damaged, ..self.swap(corpus, None, Vec::new(), status) }
    }

    /// Takes in docs that came since, as edits of another page are taken in. They are not stored here. Of those that are no news to
    /// anybody, it is not told what they overwrote.
    pub fn hear<'a>(
        &mut self,
        docs: impl IntoIterator<Item = &'a Doc, IntoIter: Clone>,
        is_news: bool,
    ) -> Outcome {
        let docs = docs.into_iter();
        self.recognise(docs.clone());
        let Some(membership) = &mut self.membership else { return self.nothing_new() };
        let newly_read = membership.reader.read(docs, &membership.team);
        let own = Own { corpus: &membership.own, unsent: &membership.unsent };
        let gone = if is_news { own.gone(&self.corpus, &newly_read) } else { BTreeSet::new() };
        membership.confirm(&newly_read);
        let outcome = self.merge_shown(newly_read);
        if !is_news {
            return Outcome { overwritten: Vec::new(), ..outcome };
        }
        let is_gone = |key: &RecordKey| self.corpus.record(key).is_some_and(|record| record.is_deleted());
        let deletions = gone.into_iter().filter(is_gone).map(Overwritten::deletion);
        let overwritten = outcome.overwritten.into_iter().chain(deletions).collect();
        Outcome { overwritten, ..outcome }
    }

    /// Time at which each person of the team wrote last, as far as entries say it: those of the last seven days are there.
    #[must_use]
    pub fn last_written(&self) -> BTreeMap<Rc<str>, Timestamp> {
        self.membership.as_ref().map_or_else(BTreeMap::new, |membership| membership.reader.latest.clone())
    }

    /// Takes the person for the annotator whom the own log names first, as long as nobody was introduced here.
    fn recognise<'a>(&mut self, docs: impl Iterator<Item = &'a Doc>) {
        let Some(Membership { person, own, .. }) = &self.membership else { return };
        if command::introduced(own).is_none() {
            self.newcomer = annotator_in(docs, person).unwrap_or(self.newcomer);
        }
    }

    /// All own writes that the store holds, for the page that sends them. From then on what is written is noted, until
    /// [`Editor::take_writes`].
    pub fn own_writes(&mut self) -> Writes {
        let annotator = self.annotator();
        let Some(membership) = &mut self.membership else { return Writes::default() };
        membership.fresh = Some(Writes::default());
        let own = membership.own.clone();
        let named = texts_of(own.records_between(None, None).map(|(_, record)| record));
        Writes {
            annotator,
            texts: named.into_iter().filter_map(|version| own.text(version).cloned()).collect(),
            cells: written(&own).collect(),
            transactions: self.saving.transactions(),
        }
    }

    /// Own writes since they were taken last.
    pub fn take_writes(&mut self) -> Writes {
        let annotator = self.annotator();
        let fresh = self.membership.as_mut().and_then(|membership| membership.fresh.as_mut());
        Writes { annotator, ..fresh.map(std::mem::take).unwrap_or_default() }
    }

    /// Corpus of what the store holds.
    pub(super) fn stored_corpus(&self) -> &Rc<Corpus> {
        self.membership.as_ref().map_or(&self.corpus, |membership| &membership.own)
    }

    /// Notes a transaction of this page.
    pub(super) fn note_own(&mut self, transaction: &Rc<Transaction>) {
        let Some(membership) = &mut self.membership else { return };
        membership.own = Rc::new(membership.own.apply(transaction).0);
        membership.note_unsent(transaction.cells());
        if let Some(fresh) = &mut membership.fresh {
            fresh.texts.extend(transaction.texts.iter().cloned());
            fresh.transactions.push(transaction.clone());
        }
    }

    /// Notes what other pages of the same store wrote.
    pub(super) fn note_read(&mut self, newly_read: &NewlyRead) {
        let Some(membership) = &mut self.membership else { return };
        membership.own = Rc::new(newly_read.merge_into(&membership.own).0);
        membership.note_unsent(newly_read.fields());
        if let Some(fresh) = &mut membership.fresh {
            fresh.texts.extend(newly_read.texts.iter().cloned());
            fresh.cells.extend(newly_read.cells.iter().cloned());
            let transactions = newly_read.entries.iter().map(|entry| entry.transaction.clone());
            fresh.transactions.extend(transactions);
        }
    }

    /// Notes texts that are kept elsewhere than in the store, and were found there.
    pub(super) fn note_texts(&mut self, corpus: &Corpus) {
        let Some(membership) = &mut self.membership else { return };
        let named = texts_of(membership.own.records_between(None, None).map(|(_, record)| record));
        let is_missing = |version: &_| membership.own.text(*version).is_none();
        let found: Vec<_> =
            named.into_iter().filter(is_missing).filter_map(|it| corpus.text(it).cloned()).collect();
        if let Some(fresh) = &mut membership.fresh {
            fresh.texts.extend(found.iter().cloned());
        }
        membership.own = Rc::new(membership.own.merge(found, []).0);
    }
}

impl Membership {
    /// Notes own writes, which others lack.
    fn note_unsent(&mut self, cells: impl IntoIterator<Item = (RecordKey, Field, Cell)>) {
        for (key, _, Cell { stamp, .. }) in cells {
            let latest = self.unsent.entry(key).or_insert(stamp);
            *latest = stamp.max(*latest);
        }
    }

    /// Notes what has come back of own writes: others can have it now. They are sent in their order, so the latest one of a record
    /// stands for all of it.
    fn confirm(&mut self, newly_read: &NewlyRead) {
        let of_chunks = newly_read.cells.iter().map(|(key, _, cell)| (key, cell.stamp));
        let of_entries = newly_read.entries.iter().flat_map(|Entry { transaction, .. }| {
            transaction.operations.iter().map(|operation| (&operation.record, transaction.stamp))
        });
        for (key, stamp) in of_chunks.chain(of_entries) {
            if self.unsent.get(key) == Some(&stamp) {
                self.unsent.remove(key);
            }
        }
    }
}

/// Fields that somebody wrote: all but what is built in.
fn written(corpus: &Corpus) -> impl Iterator<Item = (RecordKey, Field, Cell)> {
    corpus.records_between(None, None).flat_map(|(key, record)| {
        let is_written = |(_, cell): &&(Field, Cell)| cell.stamp != Stamp::default();
        record.cells().filter(is_written).map(|(field, cell)| (key.clone(), field.clone(), cell.clone()))
    })
}

/// Annotator whom a person wrote about first: whoever edits is introduced before.
fn annotator_in<'a>(docs: impl Iterator<Item = &'a Doc>, person: &str) -> Option<AnnotatorId> {
    let is_own = |doc: &&Doc| doc.address().is_some_and(|address| *address.by == *person);
    let read = Reader::default().read(docs.filter(is_own), &Team::default());
    let annotators = read.fields().filter_map(|(key, _, cell)| Some((cell.stamp, AnnotatorId::of(&key)?)));
    annotators.min().map(|(_, annotator)| annotator)
}
