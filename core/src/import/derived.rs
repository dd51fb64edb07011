//! People, annotations and links that have no id of their own in the file: who and what they are here.

use super::IncomingAnnotation;
use super::landing::Landing;
use super::planning::Planning;
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::record::{Field, Kind, Record, Target, Value};
use std::rc::Rc;
use uuid::Uuid;

/// Whether a reader made the id, because there was none: see `format::intake`.
pub(super) fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 5
}

impl Planning<'_> {
    /// Who that is here, as it is written.
    pub(super) fn annotator(&self, id: AnnotatorId) -> Value {
        let known = self.people.iter().find(|(theirs, _)| *theirs == id);
        Value::text(known.map_or(id, |(_, ours)| *ours).to_string())
    }

    /// What is here already under an id of its own, of an annotation that had none in the file.
    pub(super) fn same(
        &self,
        annotation: &IncomingAnnotation,
        landing: &Landing,
        target: &Target,
    ) -> Option<AnnotationId> {
        let Target::Anchored { start, end, .. } = target else { return None };
        if !is_derived(annotation.id.0) || self.corpus.record(&annotation.id.key()).is_some() {
            return None;
        }
        let span = landing.text().span(*start, *end)?;
        let same = self.corpus.document(&landing.id)?.tagged(span, &annotation.label).next()?.id;
        Some(same)
    }

    /// A link that has no id of its own in the file, and is here under one.
    pub(super) fn is_linked(&self, id: &str, kind: &Rc<str>, ends: [&Rc<str>; 2]) -> bool {
        let is_same = |record: &Record| {
            let fields = [(Field::Type, kind), (Field::From, ends[0]), (Field::To, ends[1])];
            !record.is_deleted() && fields.iter().all(|(field, value)| record.text(field) == Some(value))
        };
        Uuid::parse_str(id).is_ok_and(is_derived)
            && self.corpus.records(&Kind::Relation).any(|(_, record)| is_same(record))
    }

    /// The annotation at an end of a link, by the id that it has here.
    pub(super) fn end(&self, id: &Rc<str>) -> Rc<str> {
        let parsed = AnnotationId::parse(id);
        let at = parsed.and_then(|id| self.instead.binary_search_by(|(theirs, _)| theirs.cmp(&id)).ok());
        at.map_or_else(|| id.clone(), |at| self.instead[at].1.to_string().into())
    }
}
