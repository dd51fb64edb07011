//! People, annotations and links that have no id of their own in the file: who and what they are here.

use super::landing::Landing;
use super::planning::{Planning, differences};
use super::{Finding, IncomingAnnotation};
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::label::{self, LabelId};
use crate::operation::Operation;
use crate::record::{Field, Kind, Record, RecordKey, Target, Value};
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
        let here = self.corpus.records(&Kind::Annotator);
        let mut here: Vec<_> = here
            .filter_map(|(key, record)| Some((record.text(&Field::Name)?, AnnotatorId::parse(&key.id)?)))
            .collect();
        sorted::sort(&mut here);
        for (id, name) in &self.incoming.annotators {
            if name.is_empty() || !self.corpus.annotator_name(*id).is_empty() {
                continue;
            }
            let at = here.partition_point(|(called, _)| *called < name);
            let mut called_so = here[at..].iter().take_while(|(called, _)| *called == name);
            match called_so.find(|(_, known)| is_derived(id.0) || is_derived(known.0)) {
                Some((_, known)) => self.people.push((*id, *known)),
                None if sorted::insert(&mut seen, *id) => {
                    self.put(id.key(), vec![(Field::Name, Value::Text(name.clone()))]);
                }
                None => {}
            }
        }
        sorted::sort(&mut self.people);
    }

    /// Who that is here, as it is written.
    pub(super) fn annotator(&self, id: AnnotatorId) -> Value {
        let known = self.people.binary_search_by(|(theirs, _)| theirs.cmp(&id));
        Value::text(known.map_or(id, |at| self.people[at].1).to_string())
    }

    /// What is here already under other ids, where there was none of its own in this file or in that one before.
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
        let other = others.find(|one| sorted::insert(&mut self.twins, **one));
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

    /// The links that are here, in order: what sort in plain letters, from where to where, and under which id.
    pub(super) fn links(&self) -> Vec<[Rc<str>; 4]> {
        let here = self.corpus.records(&Kind::Relation).filter(|(_, record)| !record.is_deleted());
        let link = |(key, record): (&RecordKey, &Rc<Record>)| {
            let [kind, from, to] =
                [Field::Type, Field::From, Field::To].map(|field| record.text(&field).cloned());
            Some([label::plain(&kind?).into(), from?, to?, key.id.clone()])
        };
        let mut links: Vec<_> = here.filter_map(link).collect();
        sorted::sort(&mut links);
        links
    }

    /// Whether one of them is this link under another id, likewise.
    pub(super) fn is_linked(links: &[[Rc<str>; 4]], id: &str, link: [&Rc<str>; 3]) -> bool {
        let derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
        let parts = |it: &[Rc<str>; 4]| [it[0].clone(), it[1].clone(), it[2].clone()];
        let [kind, from, to] = link;
        let link = [label::plain(kind).into(), from.clone(), to.clone()];
        let same = &links[links.partition_point(|it| parts(it) < link)..];
        let mut same = same.iter().take_while(|it| parts(it) == link);
        same.any(|[.., here]| **here != *id && (derived(id) || derived(here)))
    }

    /// The annotation at an end of a link, by the id that it has here.
    pub(super) fn end(&self, id: &Rc<str>) -> Rc<str> {
        let parsed = AnnotationId::parse(id);
        let at = parsed.and_then(|id| self.instead.binary_search_by(|(theirs, _)| theirs.cmp(&id)).ok());
        at.map_or_else(|| id.clone(), |at| self.instead[at].1.to_string().into())
    }
}
