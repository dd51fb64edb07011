//! Labels: what becomes of each label of the file, and which of them come in with what they are for.

use super::definitions::positions;
use super::merge::put;
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{Finding, Incoming, IncomingRecord};
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, Kind, RecordKey, Stamp};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Fate of a label that is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelChoice {
    /// Added.
    Add,
    /// Left out, with its annotations and their relations.
    LeaveOut,
    /// Replaced by this label in its annotations.
    Take(LabelId),
}

/// Labels of a file.
#[derive(Debug)]
pub struct Labels<'a> {
    corpus: &'a Corpus,
    choices: HashMap<&'a LabelId, &'a LabelChoice>,
    /// Labels that the file defines, in its order.
    defined: HashSet<LabelId>,
    order: Vec<RecordKey>,
    /// Labels of which it says the key.
    keyed: HashSet<LabelId>,
    /// Labels that something here is tagged with.
    used: HashSet<Rc<str>>,
    /// Labels that are not here and may be added: those that the file defines, then those that annotations have, each once.
    candidates: Vec<Candidate<'a>>,
}

/// Label that is not here.
#[derive(Debug)]
enum Candidate<'a> {
    /// Defined in the file.
    Defined(&'a Label),
    /// Known by the annotations that have it.
    Bare(&'a LabelId),
}

/// Labels that are added.
#[derive(Debug, Default)]
pub struct NewLabels {
    /// Their records.
    pub operations: Vec<Operation>,
    /// Findings, one for each.
    pub findings: Vec<Finding>,
}

/// Decides what becomes of each label of a file. A label without a choice is added.
#[must_use]
pub fn labels<'a>(
    corpus: &'a Corpus,
    incoming: &'a Incoming,
    choices: &'a [(LabelId, LabelChoice)],
) -> Labels<'a> {
    // Of several choices the first counts.
    let choices: HashMap<_, _> = choices.iter().rev().map(|(label, choice)| (label, choice)).collect();
    let order: Vec<_> = incoming.label_fields.iter().map(|row| row.key.clone()).collect();
    let defined = order.iter().filter_map(LabelId::of).collect();
    let says_key = |row: &&IncomingRecord| row.fields.iter().any(|(field, _)| *field == Field::Key);
    let keyed =
        incoming.label_fields.iter().filter(says_key).filter_map(|row| LabelId::of(&row.key)).collect();
    let counts = corpus.documents().flat_map(|document| &document.counts);
    let used = counts.map(|(label, _)| label.0.clone()).collect();
    let mut labels = Labels { corpus, choices, defined, order, keyed, used, candidates: Vec::new() };
    let mut seen = HashSet::new();
    let mut is_candidate = |id: &'a LabelId| {
        seen.insert(id) && labels.choice(id) == &LabelChoice::Add && corpus.labels().get(id).is_none()
    };
    let mut candidates = Vec::new();
    for label in &incoming.labels {
        if is_candidate(&label.id) {
            candidates.push(Candidate::Defined(label));
        }
    }
    let mut last = None;
    for id in incoming.annotations.iter().map(|annotation| &annotation.label) {
        // Most annotations have the label of the one before.
        if last.replace(id) != Some(id) && is_candidate(id) {
            candidates.push(Candidate::Bare(id));
        }
    }
    labels.candidates = candidates;
    labels
}

impl<'a> Labels<'a> {
    /// Fate of that label of the file.
    #[must_use]
    pub fn choice(&self, label: &LabelId) -> &'a LabelChoice {
        self.choices.get(label).copied().unwrap_or(&LabelChoice::Add)
    }

    /// True if the file defines the label.
    #[must_use]
    pub fn is_defined(&self, label: &LabelId) -> bool {
        self.defined.contains(label)
    }

    /// True for a label that something here is tagged with.
    #[must_use]
    pub fn is_used(&self, key: &RecordKey) -> bool {
        key.kind == Kind::Label && self.used.contains(&*key.id)
    }

    /// True for a label that is here as it was built in, and nobody’s work: the key that the file gives it, if only none, will
    /// stand.
    #[must_use]
    pub fn gives_way(&self, label: &LabelId) -> bool {
        let key = label.key();
        let cell = self.corpus.record(&key).and_then(|record| record.cell(&Field::Key));
        let is_built_in = cell.is_some_and(|cell| cell.stamp == Stamp::default());
        is_built_in && self.keyed.contains(label) && !self.is_used(&key)
    }

    /// Label that an annotation with this one gets; `None` where it is left out.
    #[must_use]
    pub fn here(&self, label: &'a LabelId) -> Option<&'a LabelId> {
        match self.choice(label) {
            LabelChoice::Add => Some(label),
            LabelChoice::Take(other) => Some(other),
            LabelChoice::LeaveOut => None,
        }
    }

    /// Labels that come in: all that the file defines, and those of the annotations that do. They stand behind the labels that
    /// are here, which keep their keys.
    #[must_use]
    pub fn added(&self, of_annotations: &HashSet<LabelId>) -> NewLabels {
        let here = self.corpus.labels();
        let mut position = here.iter().map(|label| label.position).max().unwrap_or_default();
        let keeps_key = |label: &&Label| !self.gives_way(&label.id);
        let mut keys: HashSet<_> = here.iter().filter(keeps_key).map(|label| label.key.clone()).collect();
        let positions = positions(self.corpus, &Kind::Label, self.order.iter());
        let mut added = NewLabels::default();
        for candidate in &self.candidates {
            let mut label = match candidate {
                Candidate::Defined(label) => Label::clone(label),
                Candidate::Bare(id) if of_annotations.contains(*id) => Label::bare(LabelId::clone(id)),
                Candidate::Bare(_) => continue,
            };
            label.parent = label.parent.and_then(|parent| match self.choice(&parent) {
                LabelChoice::Add => Some(parent),
                LabelChoice::Take(other) => Some(other.clone()),
                LabelChoice::LeaveOut => None,
            });
            position = position.saturating_add(1);
            label.position = positions.get(&label.id.key()).copied().unwrap_or(position);
            if !keys.insert(label.key.clone()) {
                label.key = "".into();
            }
            added.operations.extend(put(self.corpus, label.id.key(), label.fields()));
            added.findings.push(Finding::NewLabel(label.id));
        }
        added
    }
}
