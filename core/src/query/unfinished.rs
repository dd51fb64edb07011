//! Unfinished: annotations that lack something that only a person can give, and how many each article has of them.
//!
//! A claim lacks a group, or the one who says it; an actor lacks an entity. Groups are asked for where claims have any. The
//! numbers follow each change of what they were counted in. Unfinished does not know how one gets to the next.

use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::attribute::{APART, NOBODY, YES};
use crate::model::document::{Document, DocumentId};
use crate::model::label::{ACTOR, CLAIM};
use crate::model::relation::EndId;
use crate::model::relation_type::SAID_BY;
use crate::query::stance::{Form, Links, Stance, value};
use std::collections::{BTreeSet, HashMap};

/// Something that an annotation lacks, in the order in which it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// A claim has no group, and is not apart from them on purpose.
    Group,
    /// A claim is somebody's, and nobody says whose.
    Speaker,
    /// An actor is no entity.
    Entity,
}

/// Use that a project makes of entities and speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// True if it has an entity, or a claim that is said by somebody.
    pub any: bool,
    /// True if it has a group of claims.
    pub groups: bool,
}

/// Annotations of an article that can lack something, and those that do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Claims that lack something.
    pub claims: usize,
    /// All claims.
    pub all_claims: usize,
    /// Actors that lack something.
    pub actors: usize,
    /// All actors.
    pub all_actors: usize,
}

impl Use {
    /// Use that the corpus makes of them.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let groups = corpus.entities().iter().any(|entity| *entity.label.0 == *CLAIM);
        let any = corpus.entities().iter().next().is_some()
            || corpus.relations().iter().any(|relation| *relation.kind == *SAID_BY);
        Self { any, groups }
    }
}

/// Something that the annotation lacks; of several the first.
#[must_use]
pub fn lack(corpus: &Corpus, used: Use, annotation: &Annotation) -> Option<Lack> {
    let has_entity = || corpus.entities().of(annotation).is_some();
    match &*annotation.label.0 {
        CLAIM if used.groups && !has_entity() && value(corpus, annotation, APART) != YES => Some(Lack::Group),
        CLAIM if value(corpus, annotation, NOBODY) != YES => {
            let links = Links::of(corpus, annotation);
            let is_open =
                links.said_by.is_none() && Stance::of(corpus, annotation, &links).form != Form::None;
            is_open.then_some(Lack::Speaker)
        }
        ACTOR if !has_entity() => Some(Lack::Entity),
        _ => None,
    }
}

impl Left {
    /// Counts them in an article.
    #[must_use]
    pub fn of(corpus: &Corpus, used: Use, document: &Document) -> Self {
        let mut left = Self::default();
        for annotation in document.annotations() {
            left.count(corpus, used, annotation, true);
        }
        left
    }

    /// Number of annotations that lack something.
    #[must_use]
    pub fn sum(self) -> usize {
        self.claims + self.actors
    }

    /// Counts an annotation, or no longer (`false`).
    #[inline(never)] // See the crate's documentation.
    fn count(&mut self, corpus: &Corpus, used: Use, annotation: &Annotation, is_there: bool) {
        let (some, all) = match &*annotation.label.0 {
            CLAIM => (&mut self.claims, &mut self.all_claims),
            ACTOR => (&mut self.actors, &mut self.all_actors),
            _ => return,
        };
        let lacks = lack(corpus, used, annotation).is_some();
        if is_there {
            *some += usize::from(lacks);
            *all += 1;
        } else {
            *some -= usize::from(lacks);
            *all -= 1;
        }
    }
}

/// Numbers of articles, each counted when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    used: Option<Use>,
    left: HashMap<DocumentId, Left>,
}

impl Tally {
    /// Use that the corpus makes of entities and speakers.
    pub fn used(&mut self, corpus: &Corpus) -> Use {
        *self.used.get_or_insert_with(|| Use::of(corpus))
    }

    /// Numbers of an article.
    pub fn left(&mut self, corpus: &Corpus, document: &Document) -> Left {
        let used = self.used(corpus);
        *self.left.entry(document.id.clone()).or_insert_with(|| Left::of(corpus, used, document))
    }

    /// Follows a change of the corpus: all that it did not touch stays as it was counted. Without a change, everything may be
    /// different.
    pub fn follow(&mut self, before: &Corpus, after: &Corpus, change: Option<&Change>) {
        /// Annotations that are counted one by one.
        const FEW: usize = 1_000;
        let Some(used) = self.used else { return };
        let change = change.filter(|it| !it.vocabulary && it.annotations.len() + it.linked.len() <= FEW);
        let Some(change) = change else {
            *self = Self::default();
            return;
        };
        let now = if change.project { Use::of(after) } else { used };
        self.used = Some(now);
        if now.groups != used.groups {
            self.left.clear();
        }
        self.left.retain(|id, _| after.document(id).is_some());
        for id in touched(before, after, change) {
            for (corpus, is_there) in [(before, false), (after, true)] {
                let Some(annotation) = corpus.annotation(id) else { continue };
                if let Some(left) = self.left.get_mut(&annotation.document) {
                    left.count(corpus, used, annotation, is_there);
                }
            }
        }
    }
}

/// Annotations of which something may be otherwise: those that changed, those at which a relation begins that did, and those from
/// which one leads to them.
fn touched(before: &Corpus, after: &Corpus, change: &Change) -> BTreeSet<AnnotationId> {
    let mut touched: BTreeSet<_> = change.annotations.iter().chain(&change.linked).copied().collect();
    for corpus in [before, after] {
        let relations = change.annotations.iter().flat_map(|id| corpus.relations().of(EndId::from(*id)));
        touched.extend(relations.filter_map(|relation| relation.from.annotation()));
    }
    touched
}
