//! People, annotations and links that have no id of their own in the file: who and what they are here.

use super::landing::Landing;
use super::planning::{Planning, differences};
use super::{Finding, IncomingAnnotation};
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::label::LabelId;
use crate::operation::Operation;
use crate::record::{Field, Kind, Record, Target, Value};
use crate::sorted;
use std::rc::Rc;
use uuid::Uuid;

/// Whether a reader made the id, because there was none: see `format::intake`.
fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 5
}

impl Planning<'_> {
    /// People who have no name here get the one that they have in the file. Who is known there by name only is whoever
    /// is called so here.
    pub(super) fn annotators(&mut self) {
        let mut seen = Vec::new();
        for (id, name) in &self.incoming.annotators {
            let mut called_so = self.corpus.records(&Kind::Annotator);
            let known = called_so.find(|(_, record)| record.text(&Field::Name) == Some(name));
            let known = known.and_then(|(key, _)| AnnotatorId::parse(&key.id));
            let is_same = |known: &AnnotatorId| known != id && (is_derived(id.0) || is_derived(known.0));
            if let Some(known) = known.filter(is_same) {
                self.people.push((*id, known));
                continue;
            }
            let has_name = !self.corpus.annotator_name(*id).is_empty();
            if !has_name && !name.is_empty() && sorted::insert(&mut seen, *id) {
                self.put(id.key(), vec![(Field::Name, Value::Text(name.clone()))]);
            }
        }
    }

    /// Who that is here, as it is written.
    pub(super) fn annotator(&self, id: AnnotatorId) -> Value {
        let known = self.people.iter().find(|(theirs, _)| *theirs == id);
        Value::text(known.map_or(id, |(_, ours)| *ours).to_string())
    }

    /// What is here already under another id, where there was none of its own in this file or in that one before.
    pub(super) fn same(
        &self,
        id: AnnotationId,
        label: &LabelId,
        landing: &Landing,
        target: &Target,
    ) -> Option<AnnotationId> {
        let Target::Anchored { start, end, .. } = target else { return None };
        // Where nothing is tagged yet, there is nothing to look for.
        let document = self.corpus.document(&landing.id).filter(|here| here.annotation_count() > 0)?;
        if self.corpus.record(&id.key()).is_some() {
            return None;
        }
        let span = landing.text().span(*start, *end)?;
        let mut here = document.tagged(span, label).map(|it| it.id);
        here.find(|here| is_derived(id.0) || is_derived(here.0))
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

    /// A link that is here under another id, likewise.
    pub(super) fn is_linked(&self, id: &str, kind: &Rc<str>, ends: [&Rc<str>; 2]) -> bool {
        let is_same = |record: &Record| {
            let fields = [(Field::Type, kind), (Field::From, ends[0]), (Field::To, ends[1])];
            !record.is_deleted() && fields.iter().all(|(field, value)| record.text(field) == Some(value))
        };
        let derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
        let mut here = self.corpus.records(&Kind::Relation);
        here.any(|(key, record)| *key.id != *id && (derived(id) || derived(&key.id)) && is_same(record))
    }

    /// The annotation at an end of a link, by the id that it has here.
    pub(super) fn end(&self, id: &Rc<str>) -> Rc<str> {
        let parsed = AnnotationId::parse(id);
        let at = parsed.and_then(|id| self.instead.binary_search_by(|(theirs, _)| theirs.cmp(&id)).ok());
        at.map_or_else(|| id.clone(), |at| self.instead[at].1.to_string().into())
    }
}
