//! Annotations: the place of each of the file here, and which of two versions stands.

use super::articles::Articles;
use super::is_derived;
use super::labels::Labels;
use super::landing::{Landed, Landing};
use super::merge::{Merged, Row, Verdict, differences, merge, with};
use super::people::People;
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{Expected, Finding, IncomingAnnotation, Refusal, Unexpected};
use crate::model::annotation::AnnotationId;
use crate::model::label::LabelId;
use crate::model::record::{Field, Target, Value};
use crate::model::time::Timestamp;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Annotations of a file as they are here.
#[derive(Debug, Default)]
pub struct Annotations {
    /// Number of those that are new here.
    pub added: usize,
    /// Number of those that the file's later version replaces, or to which it adds a field.
    pub updated: usize,
    /// Number of those that are here already, just so.
    pub unchanged: usize,
    /// Ids of the labels of those that come in.
    pub labels: HashSet<LabelId>,
    /// Records of those that come in.
    pub operations: Vec<Operation>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
    /// Annotations of the file that have another id here, or are left out with their label (`None`).
    elsewhere: HashMap<AnnotationId, Option<AnnotationId>>,
}

/// Results of the steps before, for those that need several of them.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Corpus that is here.
    pub corpus: &'a Corpus,
    /// People of the file.
    pub people: &'a People,
    /// Articles of the file.
    pub articles: &'a Articles<'a>,
    /// Labels of the file.
    pub labels: &'a Labels<'a>,
    /// Time of what the file gives no time.
    pub now: Timestamp,
}

impl Annotations {
    /// Id that the end of a relation has here; `None` where that annotation is left out with its label.
    #[must_use]
    pub fn here(&self, end: &Rc<str>) -> Option<Rc<str>> {
        if self.elsewhere.is_empty() {
            return Some(end.clone());
        }
        match AnnotationId::parse(end).and_then(|id| self.elsewhere.get(&id)) {
            None => Some(end.clone()),
            Some(here) => here.map(|here| here.to_string().into()),
        }
    }

    fn take(&mut self, id: AnnotationId, arrival: Arrival) {
        let (merged, landed) = match arrival {
            Arrival::LeftOut => {
                self.elsewhere.insert(id, None);
                return;
            }
            Arrival::Known(here, merged) => {
                self.elsewhere.insert(id, Some(here));
                (merged, None)
            }
            Arrival::Merged { merged, label, landed } => {
                let comes_in = matches!(merged.verdict, Verdict::Added | Verdict::Updated);
                if comes_in && !self.labels.contains(&label) {
                    self.labels.insert(label);
                }
                (merged, landed.filter(|_| comes_in))
            }
        };
        match merged.verdict {
            Verdict::Added => self.added += 1,
            Verdict::Updated => self.updated += 1,
            Verdict::Unchanged => self.unchanged += 1,
            Verdict::OursStays => {}
        }
        self.operations.extend(merged.operation);
        self.findings.extend(merged.finding);
        self.findings.extend(landed);
    }
}

/// Merges the annotations of a file.
#[must_use]
pub fn annotations(before: Before<'_>, incoming: &[IncomingAnnotation]) -> Annotations {
    let mut annotations = Annotations::default();
    let (mut seen, mut taken) = (HashSet::new(), HashSet::new());
    for annotation in incoming {
        let IncomingAnnotation { at, id, .. } = annotation;
        if !seen.insert(id) {
            let why = Refusal::new(Expected::Once, Unexpected::IdAgain(*id));
            annotations.findings.push(Finding::Refused { part: at.clone(), why });
            continue;
        }
        match before.arrival(annotation, &mut taken) {
            Ok(arrival) => annotations.take(*id, arrival),
            Err(why) => annotations.findings.push(Finding::Refused { part: at.clone(), why }),
        }
    }
    annotations
}

/// One annotation of the file, and what follows from it.
enum Arrival {
    /// Left out with its label.
    LeftOut,
    /// Known here under another id.
    Known(AnnotationId, Merged),
    /// Merged under its own id.
    Merged {
        merged: Merged,
        label: LabelId,
        /// Surprise about its place.
        landed: Option<Finding>,
    },
}

impl Before<'_> {
    /// Finds out what becomes of one annotation; `taken` holds those of several like it here for which one came before.
    #[inline(never)] // See the crate's documentation.
    fn arrival(
        self,
        annotation: &IncomingAnnotation,
        taken: &mut HashSet<AnnotationId>,
    ) -> Result<Arrival, Refusal> {
        let IncomingAnnotation { id, document, .. } = annotation;
        let Some(label) = self.labels.here(&annotation.label) else { return Ok(Arrival::LeftOut) };
        let landing = self.articles.landing(document);
        let landing =
            landing.ok_or_else(|| Refusal::new(Expected::Article, Unexpected::Word(document.0.clone())))?;
        let landed = landing.place(annotation)?;
        if let Some(known) = self.known(*id, label, landing, &landed.target, taken) {
            return Ok(Arrival::Known(known, self.merge_note(known, annotation)));
        }
        let Landed { target, words, finding } = landed;
        let here = self.corpus.annotation(*id);
        let [created, modified] = [annotation.created, annotation.modified].map(|time| self.dated(time));
        let mut fields = vec![
            (Field::Document, Value::Text(landing.document().0.clone())),
            (Field::Label, Value::Text(label.0.clone())),
            (Field::Note, Value::Text(annotation.note.clone())),
            (Field::Annotator, Value::text(self.people.here(annotation.annotator).to_string())),
            (Field::Created, Value::Number(created.millis())),
            (Field::Modified, Value::Number(modified.millis())),
        ];
        if here.is_some() && annotation.modified == Timestamp::default() {
            // A row without a time contradicts none.
            fields.retain(|(field, _)| !matches!(field, Field::Created | Field::Modified));
        }
        if !here.is_some_and(|here| landing.is_at(&target, here)) {
            fields.push((Field::Target, Value::Target(target)));
        }
        let row = Row {
            key: id.key(),
            fields: with(fields, &annotation.foreign),
            modified: annotation.modified,
            words: &words,
            is_here: here.is_some(),
        };
        Ok(Arrival::Merged { merged: merge(self.corpus, row), label: label.clone(), landed: finding })
    }

    /// Annotation here that it is under another id: one of the same words with the same label, where the file gives none of
    /// its own or an earlier one gave none. Each of several here is one of the file's.
    fn known(
        self,
        id: AnnotationId,
        label: &LabelId,
        landing: &Landing,
        target: &Target,
        taken: &mut HashSet<AnnotationId>,
    ) -> Option<AnnotationId> {
        let Target::Anchored { start, end, .. } = target else { return None };
        // An article without annotations has none to look for.
        let here = self.corpus.document(landing.document()).filter(|here| here.annotation_count() > 0)?;
        if self.corpus.record(&id.key()).is_some() {
            return None;
        }
        let span = landing.text().span(*start, *end)?;
        let same = here.tagged(span, label).map(|it| it.id);
        let same: Vec<_> = same.filter(|here| is_derived(id.0) || is_derived(here.0)).collect();
        let mut free = same.iter().filter(|_| same.len() > 1);
        free.find(|one| taken.insert(**one)).or(same.first()).copied()
    }

    /// Merges the note of an annotation that is here under another id: it comes in where there is none.
    fn merge_note(self, known: AnnotationId, annotation: &IncomingAnnotation) -> Merged {
        let (note, key) = (&annotation.note, known.key());
        let record = self.corpus.record(&key).map(|record| &**record);
        let ours = record.and_then(|record| record.text(&Field::Note)).map_or("", |note| note);
        let writes = differences(record, vec![(Field::Note, Value::Text(note.clone()))]);
        // Some files have notes in one line.
        let is_same = ours.split_whitespace().eq(note.split_whitespace());
        let (verdict, operation, finding) = if writes.is_empty() || is_same || note.is_empty() {
            (Verdict::Unchanged, None, None)
        } else if ours.is_empty() {
            (Verdict::Updated, Some(Operation { record: key, writes }), None)
        } else {
            let quote = annotation.quotation.quote.clone();
            (Verdict::OursStays, None, Some(Finding::Conflict { quote, file_wins: false }))
        };
        Merged { verdict, operation, finding }
    }

    /// Time of a file that says one, or else now.
    pub(super) fn dated(self, time: Timestamp) -> Timestamp {
        if time == Timestamp::default() { self.now } else { time }
    }
}
