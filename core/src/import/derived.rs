//! People, annotations and links that have no id of their own in the file: who and what they are here.

use super::landing::Landing;
use super::planning::{Planning, differences};
use super::{Finding, IncomingAnnotation};
use crate::edit::operation::Operation;
use crate::model::annotation::AnnotationId;
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::label::{self, LabelId};
use crate::model::record::{Field, FieldType, Target, Value};
use crate::model::relation::Relation;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// True if a reader made the id, because there was none: see `format::intake`.
fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 5
}

impl Planning<'_> {
    /// People who have no name here get the one that they have in the file. Who is known there by name only is whoever
    /// is called so here.
    pub(super) fn annotators(&mut self) {
        let mut seen = HashSet::new();
        let mut here: HashMap<Rc<str>, Vec<AnnotatorId>> = HashMap::new();
        for Annotator { id, name } in self.corpus.annotators() {
            here.entry(name).or_default().push(id);
        }
        for (id, name) in &self.incoming.annotators {
            if name.is_empty() || !self.corpus.annotator_name(*id).is_empty() {
                continue;
            }
            let mut called_so = here.get(name).into_iter().flatten();
            match called_so.find(|known| is_derived(id.0) || is_derived(known.0)) {
                Some(known) => {
                    self.people.insert(*id, *known);
                }
                None if seen.insert(*id) => {
                    self.put(id.key(), Annotator { id: *id, name: name.clone() }.fields());
                }
                None => {}
            }
        }
    }

    /// Who that is here, as it is written.
    pub(super) fn annotator(&self, id: AnnotatorId) -> Value {
        self.people.get(&id).unwrap_or(&id).value()
    }

    /// The annotations that are here already under other ids, where there was none of its own in this file or in that one
    /// before.
    pub(super) fn same(
        &self,
        id: AnnotationId,
        label: &LabelId,
        landing: &Landing,
        target: &Target,
    ) -> Option<Vec<AnnotationId>> {
        let Target::Anchored { start, end, .. } = target else { return None };
        // Where nothing is tagged yet, there is nothing to look for.
        let document = self.corpus.document(&landing.id).filter(|here| here.annotation_count() > 0)?;
        if self.corpus.record(&id.key()).is_some() {
            return None;
        }
        let span = landing.text().span(*start, *end)?;
        let here = document.tagged(span, label).map(|it| it.id);
        Some(here.filter(|here| is_derived(id.0) || is_derived(here.0)).collect())
    }

    /// Which of them it is: each of several is one of the file's.
    pub(super) fn one_of(&mut self, same: &[AnnotationId]) -> Option<AnnotationId> {
        let mut others = same.iter().filter(|_| same.len() > 1);
        let other = others.find(|one| self.twins.insert(**one));
        other.or(same.first()).copied()
    }

    /// The note in the file of what is here under another id: it comes in where there is none.
    pub(super) fn note(&mut self, here: AnnotationId, annotation: &IncomingAnnotation) {
        let record = self.corpus.record(&here.key()).map(|record| &**record);
        let writes = differences(record, vec![(Field::Note, Value::Text(annotation.note.clone()))]);
        let ours = record.and_then(|record| record.text(&Field::Note)).is_some_and(|note| !note.is_empty());
        // Some files have notes in one line.
        let is_same = |ours: &Rc<str>| ours.split_whitespace().eq(annotation.note.split_whitespace());
        let is_same = record.and_then(|record| record.text(&Field::Note)).is_some_and(is_same);
        if writes.is_empty() || is_same || annotation.note.is_empty() {
            self.report.unchanged += 1;
        } else if ours {
            self.found(Finding::Conflict { quote: annotation.quotation.quote.clone(), file_wins: false });
        } else {
            self.report.updated += 1;
            self.operations.push(Operation { record: here.key(), writes });
        }
    }

    /// The annotation at an end of a link, by the id that it has here.
    pub(super) fn end(&self, id: &Rc<str>) -> Rc<str> {
        let here = AnnotationId::parse(id).and_then(|id| self.instead.get(&id));
        here.map_or_else(|| id.clone(), |here| here.to_string().into())
    }

    /// True if a link of that type and with those ends is here under another id, where one of the two has none of its own.
    /// Types are the same if they are so in plain letters.
    pub(super) fn is_linked(&self, id: &str, kind: &str, [from, to]: [&Rc<str>; 2]) -> bool {
        let derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
        let is_same =
            |here: &Relation| here.to == to.into() && label::plain(&here.kind) == label::plain(kind);
        let mut here = self.corpus.relations().from(from.into());
        here.any(|here| *here.id.0 != *id && is_same(here) && (derived(id) || derived(&here.id.0)))
    }
}
