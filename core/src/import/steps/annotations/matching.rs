//! Matching: the annotation here that each of the file is.
//!
//! It is the one of the same id; or, where one of the two has no id of its own, one of the same words, label and annotator, each
//! here for one of the file; or it resembles one that neither of these is: the same words with another label, or overlapping
//! words with the same one. Nobody may be anybody, but two people are two.

use super::{Annotations, Before};
use crate::import::steps::is_derived;
use crate::import::steps::landing::{Landed, Landing};
use crate::import::{Expected, Finding, Incoming, IncomingAnnotation, Refusal, Unexpected};
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::AnnotatorId;
use crate::model::document::Document;
use crate::model::label::LabelId;
use crate::model::record::{Field, Target};
use crate::text::span::Span;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// Annotations of a file, and those here that they are.
pub(super) struct Matched<'a> {
    pub candidates: Vec<Candidate<'a>>,
    /// Annotations of which the file says something.
    pub claimed: HashSet<AnnotationId>,
}

/// Annotation of the file that has a place here.
pub(super) struct Candidate<'a> {
    pub annotation: &'a IncomingAnnotation,
    pub landing: &'a Landing,
    /// Label that it gets.
    pub label: &'a LabelId,
    /// Annotator as known here.
    pub annotator: AnnotatorId,
    pub landed: Landed,
    pub identity: Identity,
}

/// Annotation here that a candidate is.
#[derive(Clone, Copy)]
pub(super) enum Identity {
    /// None: it gets that id.
    New(AnnotationId),
    /// The one of that id, which may be deleted.
    Own { id: AnnotationId, is_derived: bool },
    /// One of the same words, label and annotator.
    Equal(AnnotationId),
    /// One that is similar; it has the other id if it is another one after all.
    Resembles { here: AnnotationId, own: AnnotationId },
}

impl Candidate<'_> {
    fn is_new(&self) -> Option<AnnotationId> {
        if let Identity::New(id) = self.identity { Some(id) } else { None }
    }

    /// Span here, and the article there, if that has annotations.
    fn there<'c>(&self, before: Before<'c>) -> Option<(Span, &'c Rc<Document>)> {
        let Target::Anchored { start, end, .. } = self.landed.target else { return None };
        let here =
            before.corpus.document(self.landing.document()).filter(|here| here.annotation_count() > 0)?;
        Some((self.landing.text().span(start, end)?, here))
    }

    fn may_be(&self, id: AnnotationId, here: &Annotation) -> bool {
        (is_derived(id.0) || is_derived(here.id.0)) && may_be(here.annotator, self.annotator)
    }
}

/// True if the two may be one person.
fn may_be(one: AnnotatorId, other: AnnotatorId) -> bool {
    one == other || one == AnnotatorId::default() || other == AnnotatorId::default()
}

impl<'a> Before<'a> {
    /// Matches the annotations of a file, and leaves out those that make no sense.
    pub(super) fn matched(self, incoming: &'a Incoming, annotations: &mut Annotations) -> Matched<'a> {
        let mut matched = Matched { candidates: Vec::new(), claimed: HashSet::new() };
        let mut first = HashMap::new();
        for annotation in &incoming.annotations {
            let is_own = !is_derived(annotation.id.0);
            if is_own {
                if let Some(first) = first.insert(annotation.id, annotation) {
                    if !is_same(first, annotation) {
                        let why = Refusal::new(Expected::Once, Unexpected::IdAgain(annotation.id));
                        let part = annotation.at.clone();
                        annotations.findings.push(Finding::Refused { part, why });
                    }
                    continue;
                }
                matched.claimed.insert(annotation.id);
            }
            match self.candidate(annotation, &mut matched.claimed) {
                Ok(Some(candidate)) => matched.candidates.push(candidate),
                Ok(None) => drop(annotations.elsewhere.insert(annotation.id, None)),
                Err(why) => annotations.refuse(annotation, why),
            }
        }
        let Matched { candidates, claimed } = &mut matched;
        for is_exact in [true, false] {
            for candidate in &mut *candidates {
                self.find_equal(candidate, is_exact, claimed);
            }
        }
        for candidate in candidates {
            self.find_similar(candidate, claimed);
        }
        matched
    }

    /// Place and identity by the id of an annotation; `None` where it is left out with its label.
    #[inline(never)] // See the crate's documentation.
    fn candidate(
        self,
        annotation: &'a IncomingAnnotation,
        claimed: &mut HashSet<AnnotationId>,
    ) -> Result<Option<Candidate<'a>>, Refusal> {
        let Some(label) = self.labels.here(&annotation.label) else { return Ok(None) };
        let document = &annotation.document;
        let landing = self.articles.landing(document);
        let landing =
            landing.ok_or_else(|| Refusal::new(Expected::Article, Unexpected::Word(document.0.clone())))?;
        let landed = landing.place(annotation)?;
        let annotator = self.people.here(annotation.annotator);
        let identity = self.identity(annotation.id, landing, annotator, claimed);
        Ok(Some(Candidate { annotation, landing, label, annotator, landed, identity }))
    }

    /// Identity by the id. An id that a reader made counts in its article, for its annotator and once.
    fn identity(
        self,
        id: AnnotationId,
        landing: &Landing,
        annotator: AnnotatorId,
        claimed: &mut HashSet<AnnotationId>,
    ) -> Identity {
        let is_derived = is_derived(id.0);
        let mut free = id;
        for number in 0_u64.. {
            let record = self.corpus.record(&free.key());
            let fits = record.is_none_or(|record| {
                let person = record.get(&Field::Annotator).unwrap_or_default();
                record.text(&Field::Document) == Some(&landing.document().0) && may_be(person, annotator)
            });
            if !is_derived || fits && claimed.insert(free) {
                return match record {
                    Some(_) => Identity::Own { id: free, is_derived },
                    None => Identity::New(free),
                };
            }
            let name = format!("{}\n{annotator}\n{number}", landing.document());
            free = AnnotationId(Uuid::new_v5(&id.0, name.as_bytes()));
        }
        Identity::New(free)
    }

    /// Looks for one of the same words with the same label, by the same annotator or (not `is_exact`) one who may be that.
    fn find_equal(self, candidate: &mut Candidate<'_>, is_exact: bool, claimed: &mut HashSet<AnnotationId>) {
        let Some(id) = candidate.is_new() else { return };
        let Some((span, here)) = candidate.there(self) else { return };
        let mut equal = here.tagged(span, candidate.label).filter(|here| {
            let is_person = !is_exact || here.annotator == candidate.annotator;
            is_person && candidate.may_be(id, here) && !claimed.contains(&here.id)
        });
        if let Some(found) = equal.next() {
            claimed.insert(found.id);
            candidate.identity = Identity::Equal(found.id);
        }
    }

    /// Looks for one that the candidate may have been before it was edited, if the file gives it no id.
    fn find_similar(self, candidate: &mut Candidate<'_>, claimed: &mut HashSet<AnnotationId>) {
        let Some(own) = candidate.is_new().filter(|id| is_derived(id.0)) else { return };
        let Some((span, here)) = candidate.there(self) else { return };
        let blocks = here.text.blocks_of(span).filter_map(|number| here.block(number));
        let near = blocks.flat_map(|block| &block.annotations);
        let near = near.filter(|here| candidate.may_be(own, here) && !claimed.contains(&here.id));
        let shared = |here: &&Rc<Annotation>| {
            let theirs = here.span()?;
            let shared = theirs.intersection(span)?;
            let is_similar = theirs == span || here.label == *candidate.label;
            is_similar.then(|| (theirs == span, shared.end().0 - shared.start().0))
        };
        let found = near.filter_map(|here| Some((shared(&here)?, here))).max_by_key(|(shared, _)| *shared);
        if let Some((_, found)) = found {
            claimed.insert(found.id);
            candidate.identity = Identity::Resembles { here: found.id, own };
        }
    }
}

/// True if two files that were opened together have the same annotation.
fn is_same(one: &IncomingAnnotation, other: &IncomingAnnotation) -> bool {
    let of = |it: &IncomingAnnotation| {
        (
            it.document.clone(),
            it.label.clone(),
            it.quotation.quote.clone(),
            it.quotation.start,
            it.note.clone(),
        )
    };
    of(one) == of(other)
}
