//! Annotations: the place of each of the file here, the one here that it is, and which of two versions stands.

mod absent;
mod matching;

use self::matching::{Candidate, Identity};
use super::articles::Articles;
use super::labels::Labels;
use super::landing::Landed;
use super::merge::{Merged, Row, Verdict, merge, put, with};
use super::people::People;
use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::import::{
    Change, Choices, Content, Difference, Finding, Incoming, IncomingAnnotation, Refusal, Sort, Version,
};
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::AnnotatorId;
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType, Target, Value};
use crate::model::time::Timestamp;
use crate::text::counting::Counting;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Annotations of a file as they are here.
#[derive(Debug, Default)]
pub struct Annotations {
    /// Number of those that are new here.
    pub added: usize,
    /// Number of those that the file's version replaces, or to which it adds a field.
    pub updated: usize,
    /// Number of those that are here already, just so.
    pub unchanged: usize,
    /// Number of those here that are deleted, because the file does not have them.
    pub removed: usize,
    /// Ids of the labels of those that come in.
    pub labels: HashSet<LabelId>,
    /// Records of those that come in, or go.
    pub operations: Vec<Operation>,
    /// Annotations here that differ.
    pub differences: Vec<Difference>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
    /// Annotations of the file that have another id here, or are left out with their label (`None`).
    elsewhere: HashMap<AnnotationId, Option<AnnotationId>>,
    /// Annotations of the file that are left out because they make no sense.
    refused: HashSet<AnnotationId>,
    /// Numbers of those that were placed by another counting.
    counted: BTreeMap<Counting, usize>,
}

/// Results of the steps before, for those that need several of them.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Corpus that is here, with the texts that articles get.
    pub corpus: &'a Corpus,
    /// People of the file.
    pub people: &'a People,
    /// Articles of the file.
    pub articles: &'a Articles<'a>,
    /// Labels of the file.
    pub labels: &'a Labels<'a>,
    /// Choices of the person who opened the file.
    pub choices: &'a Choices,
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

    /// Id that an annotation of the file has here; `None` where it is left out.
    #[must_use]
    pub fn id_here(&self, id: AnnotationId) -> Option<AnnotationId> {
        let here = self.elsewhere.get(&id).copied().unwrap_or(Some(id));
        here.filter(|_| !self.refused.contains(&id))
    }

    /// True if the end of a relation is an annotation of the file that is left out because it makes no sense.
    #[must_use]
    pub fn is_refused(&self, end: &str) -> bool {
        !self.refused.is_empty() && AnnotationId::parse(end).is_some_and(|id| self.refused.contains(&id))
    }

    fn refuse(&mut self, annotation: &IncomingAnnotation, why: Refusal) {
        self.refused.insert(annotation.id);
        self.findings.push(Finding::Refused { part: annotation.at.clone(), why });
    }

    /// Takes in what came of a candidate.
    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, merged: Merged, label: &LabelId, landed: Landed) {
        let comes_in = matches!(merged.verdict, Verdict::Added | Verdict::Updated);
        match merged.verdict {
            Verdict::Added => self.added += 1,
            Verdict::Updated => self.updated += 1,
            Verdict::Unchanged => self.unchanged += 1,
            Verdict::OursStays => {}
        }
        if comes_in && !self.labels.contains(label) {
            self.labels.insert(label.clone());
        }
        if comes_in && let Some(counting) = landed.counting {
            *self.counted.entry(counting).or_default() += 1;
        }
        self.operations.extend(merged.operation);
        self.findings.extend(merged.finding);
        self.findings.extend(landed.finding.filter(|_| comes_in));
    }
}

/// Merges the annotations of a file.
#[must_use]
pub fn annotations(before: Before<'_>, incoming: &Incoming) -> Annotations {
    let mut annotations = Annotations::default();
    let tells = Tells::of(incoming);
    let matched = before.matched(incoming, &mut annotations);
    let absent = before.absent(&matched, incoming.written);
    for candidate in matched.candidates {
        before.settle(candidate, &tells, &mut annotations);
    }
    for difference in absent {
        if difference.stands == Version::Files {
            annotations.removed += 1;
            annotations.operations.push(Operation::delete(difference.record.clone()));
        }
        annotations.differences.push(difference);
    }
    let counted = std::mem::take(&mut annotations.counted).into_iter();
    annotations.findings.extend(counted.map(|(counting, count)| Finding::Counted { counting, count }));
    annotations
}

/// Files, by their paths, that say something about notes: where none of its annotations has a note or a time, a file has no
/// room for notes.
struct Tells(HashSet<Option<Rc<str>>>);

impl Tells {
    fn of(incoming: &Incoming) -> Self {
        let mut files = HashSet::new();
        let mut last = None;
        for it in &incoming.annotations {
            let tells = !it.note.is_empty() || it.modified != Timestamp::default();
            if tells && last != Some(&it.at.file) {
                last = Some(&it.at.file);
                files.insert(it.at.file.clone());
            }
        }
        Self(files)
    }
}

impl Before<'_> {
    /// Finds out which version of a candidate stands.
    #[inline(never)] // See the crate's documentation.
    fn settle(self, candidate: Candidate<'_>, tells: &Tells, annotations: &mut Annotations) {
        let Candidate { annotation, label, identity, .. } = candidate;
        let (key_of, fills) = match identity {
            Identity::New(id) => (id, false),
            Identity::Own { id, is_derived } => (id, is_derived),
            Identity::Equal(id) | Identity::Resembles { here: id, .. } => (id, true),
        };
        let mut id = key_of;
        let here = self.corpus.annotation(key_of);
        let fields = self.fields(&candidate, here, tells);
        let row = Row {
            key: key_of.key(),
            fields,
            modified: annotation.modified,
            now: self.now,
            words: &candidate.landed.words,
            is_here: here.is_some(),
            fills,
            replaces_built_in: false,
        };
        let mut merged = merge(self.corpus, self.choices, row);
        if let (Some((writes, stands)), Some(here)) = (&merged.differs, here) {
            let changes = writes.iter().map(|write| self.change(write, &candidate, here)).collect();
            let (sort, stands) = match identity {
                Identity::Resembles { .. } => (Sort::Resembles(changes), *stands),
                _ if *stands == Version::Both => (Sort::Changed(changes), Version::Ours),
                _ => (Sort::Changed(changes), *stands),
            };
            let words = self.words(here);
            let (record, document) = (key_of.key(), here.document.clone());
            annotations.differences.push(Difference { record, document, words, sort, stands });
            if let (Identity::Resembles { own, .. }, Version::Both) = (identity, stands) {
                id = own;
                let fields = self.fields(&candidate, None, tells);
                let operation = put(self.corpus, id.key(), fields);
                merged = Merged { verdict: Verdict::Added, operation, finding: None, differs: None };
            }
        }
        if id != annotation.id {
            annotations.elsewhere.insert(annotation.id, Some(id));
        }
        annotations.take(merged, label, candidate.landed);
    }

    /// Fields that the file gives an annotation, beside those of the one here that it is.
    fn fields(
        self,
        candidate: &Candidate<'_>,
        here: Option<&Rc<Annotation>>,
        tells: &Tells,
    ) -> Vec<(Field, Value)> {
        let Candidate { annotation, landing, label, annotator, landed, identity } = candidate;
        let [created, modified] = [annotation.created, annotation.modified].map(|time| self.dated(time));
        let times = || {
            [(Field::Created, created), (Field::Modified, modified)]
                .map(|(field, time)| (field, Value::Number(time.millis())))
        };
        let note = || (Field::Note, Value::Text(annotation.note.clone()));
        let Some(here) = here else {
            let mut fields = vec![
                (Field::Document, landing.document().value()),
                (Field::Label, label.value()),
                note(),
                (Field::Annotator, annotator.value()),
            ];
            fields.extend(times());
            fields.push((Field::Target, Value::Target(landed.target.clone())));
            return with(fields, &annotation.foreign);
        };
        let mut fields = Vec::new();
        if !matches!(identity, Identity::Equal(_)) {
            fields.push((Field::Document, landing.document().value()));
            fields.push((Field::Label, label.value()));
            if !landing.is_at(&landed.target, here) {
                fields.push((Field::Target, Value::Target(landed.target.clone())));
            }
        }
        // Some files have notes in one line.
        let has_own_id = matches!(identity, Identity::Own { is_derived: false, .. });
        let is_same = !has_own_id && here.note.split_whitespace().eq(annotation.note.split_whitespace());
        let tells_notes = !annotation.note.is_empty() || tells.0.contains(&annotation.at.file);
        if tells_notes && !is_same {
            fields.push(note());
        }
        // A row without a name or a time contradicts none.
        if *annotator != AnnotatorId::default() {
            fields.push((Field::Annotator, annotator.value()));
        }
        if annotation.modified != Timestamp::default() {
            fields.extend(times());
        }
        with(fields, &annotation.foreign)
    }

    /// Difference in one field, as it is shown.
    fn change(self, write: &Write, candidate: &Candidate<'_>, here: &Annotation) -> Change {
        let name = |value: &Option<Value>| {
            let id = value.as_ref().and_then(<AnnotatorId as FieldType>::of).unwrap_or_default();
            if id == AnnotatorId::default() {
                Content::Nothing
            } else {
                Content::Text(self.people.name(self.corpus, id))
            }
        };
        let mut change = Change::of(write);
        match write.field {
            Field::Annotator => {
                (change.ours, change.files) = (name(&write.before), name(&write.after));
            }
            Field::Target => {
                let text = self.corpus.document(&here.document).map(|document| &document.text);
                let start = here.span().zip(text).map(|(span, text)| text.code_point_ends(span).0.0);
                change.ours = Content::Place(self.words(here), start);
                let start = match &candidate.landed.target {
                    Target::Anchored { start, .. } => Some(start.0),
                    Target::Unplaced(_) => None,
                };
                change.files = Content::Place(candidate.landed.words.clone(), start);
            }
            _ => {}
        }
        change
    }

    /// Words of an annotation that is here.
    fn words(self, here: &Annotation) -> Rc<str> {
        let document = self.corpus.document(&here.document);
        document.map_or_else(Rc::default, |document| here.quote(&document.text).into())
    }

    /// Time of a file that says one, or else now.
    pub(super) fn dated(self, time: Timestamp) -> Timestamp {
        if time == Timestamp::default() { self.now } else { time }
    }
}
