//! Attribution: the voice in which a claim stands, as a list says it, sorts by it and is narrowed to it.
//!
//! It follows from the stance and the links of a claim. It does not know the words in which a list says it.

use crate::corpus::Corpus;
use crate::model::annotation::Annotation;
use crate::model::attribute::{NOBODY, YES};
use crate::model::document::DocumentId;
use crate::model::label::{ACTOR, CLAIM};
use crate::model::relation::EndId;
use crate::model::relation_type::SAID_BY;
use crate::query::naming::shown;
use crate::query::speakers::{Who, who};
use crate::query::stance::{Form, Links, Stance, Voice, value};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Voice of a claim, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The one who says it, if somebody is named.
    pub who: Option<Who>,
    /// Name of that one; empty if nobody is named.
    pub name: Rc<str>,
    /// Stance of the article.
    pub stance: Stance,
    /// True if it is somebody's, and nobody has said yet whose.
    pub is_missing: bool,
}

/// Sort of claims by whoever says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// That one.
    Who(Who),
    /// The article itself.
    Own,
    /// Somebody who is not named.
    Nobody,
    /// Somebody, and nobody has said yet who.
    Missing,
}

/// Conditions of a list that are about what annotations mean and who says them. Conditions about claims are met by claims alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The one who says the claim.
    pub said_by: Option<SaidBy>,
    /// Form of the claim, stored or guessed.
    pub form: Option<Form>,
    /// True for claims that are denied, false for those that are not.
    pub is_denial: Option<bool>,
    /// True for annotations without an entity, of labels whose annotations have one: actors, claims, and
    /// those of the entities that are here.
    pub is_without_entity: bool,
}

impl Attribution {
    /// Attribution of an annotation; `None` unless it is a claim.
    #[must_use]
    pub fn of(corpus: &Corpus, annotation: &Annotation) -> Option<Self> {
        if *annotation.label.0 != *CLAIM {
            return None;
        }
        let links = Links::of(corpus, annotation);
        let stance = Stance::of(corpus, annotation, &links);
        let is_missing =
            links.said_by.is_none() && stance.form != Form::None && value(corpus, annotation, NOBODY) != YES;
        let name = links.said_by.map(|mention| name_of(corpus, mention)).unwrap_or_default();
        Some(Self { who: who(corpus, &links), name, stance, is_missing })
    }

    /// True if it is that sort of claim.
    #[must_use]
    pub fn is(&self, said_by: &SaidBy) -> bool {
        match said_by {
            SaidBy::Who(who) => self.who.as_ref() == Some(who),
            SaidBy::Own => self.stance.voice == Voice::Own,
            SaidBy::Nobody => self.stance.voice == Voice::Nobody,
            SaidBy::Missing => self.is_missing,
        }
    }
}

impl Conditions {
    /// The question whether an annotation meets all of them.
    pub fn of<'a>(&'a self, corpus: &'a Corpus) -> impl Fn(&Annotation) -> bool + use<'a> {
        let Self { said_by, form, is_denial, is_without_entity } = self;
        let with_entities = is_without_entity.then(|| {
            let labels = corpus.entities().iter().map(|entity| &*entity.label.0);
            labels.chain([ACTOR, CLAIM]).collect::<BTreeSet<_>>()
        });
        let is_of_claims = said_by.is_some() || form.is_some() || is_denial.is_some();
        move |annotation| {
            let lacks_entity = |labels: &BTreeSet<&str>| {
                labels.contains(&*annotation.label.0) && corpus.entities().of(annotation).is_none()
            };
            with_entities.as_ref().is_none_or(lacks_entity)
                && (!is_of_claims || self.are_met_by_claim(corpus, annotation))
        }
    }

    #[inline(never)] // See the crate's documentation.
    fn are_met_by_claim(&self, corpus: &Corpus, annotation: &Annotation) -> bool {
        let Self { said_by, form, is_denial, .. } = self;
        Attribution::of(corpus, annotation).is_some_and(|it| {
            said_by.as_ref().is_none_or(|said_by| it.is(said_by))
                && form.is_none_or(|form| it.stance.form == form)
                && is_denial.is_none_or(|is_denial| it.stance.is_denial == is_denial)
        })
    }
}

/// Name of what an annotation speaks of: that of its entity, or else its words in one line.
#[must_use]
pub fn name_of(corpus: &Corpus, annotation: &Annotation) -> Rc<str> {
    let entity = corpus.entities().of(annotation).filter(|entity| !entity.name.is_empty());
    let words = || {
        let document = corpus.document(&annotation.document);
        document.map(|document| shown(annotation.quote(&document.text))).unwrap_or_default()
    };
    entity.map_or_else(words, |entity| entity.name.clone())
}

/// Everybody who says a claim of one article, or of all, with his name, by name.
#[must_use]
pub fn voices(corpus: &Corpus, of: Option<&DocumentId>) -> Vec<(Who, Rc<str>)> {
    let documents = corpus.documents().filter(|document| of.is_none_or(|id| document.id == *id));
    let claims = documents.flat_map(|document| document.annotations());
    let found: BTreeMap<Who, Rc<str>> = claims.filter_map(|claim| voice(corpus, claim)).collect();
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_cached_key(|(_, name)| name.to_lowercase());
    found
}

#[inline(never)] // See the crate's documentation.
fn voice(corpus: &Corpus, annotation: &Annotation) -> Option<(Who, Rc<str>)> {
    if *annotation.label.0 != *CLAIM {
        return None;
    }
    let links = Links::of(corpus, annotation);
    Some((who(corpus, &links)?, name_of(corpus, links.said_by?)))
}

/// Place of an annotation where speakers are in order of their names: claims of those who are named, of those who are not,
/// of the article itself, and all else.
pub(super) fn rank(corpus: &Corpus, annotation: &Annotation) -> (u8, String) {
    let Some(attribution) = Attribution::of(corpus, annotation) else { return (3, String::new()) };
    match attribution.stance.voice {
        Voice::Attributed => (0, attribution.name.to_lowercase()),
        Voice::Nobody => (1, String::new()),
        Voice::Own => (2, String::new()),
    }
}

/// Claims of an article that are said by an actor: by that mention of him, or by another one of the same entity. In text order.
#[must_use]
pub fn said_by<'a>(corpus: &'a Corpus, mention: &Annotation) -> Vec<&'a Rc<Annotation>> {
    let Some(document) = corpus.document(&mention.document) else { return Vec::new() };
    let entity = corpus.entities().of(mention).map(|entity| &entity.id);
    let is_he = |one: &&Rc<Annotation>| {
        one.id == mention.id || entity.is_some() && corpus.entities().of(one).map(|of| &of.id) == entity
    };
    let claims = document.annotations().filter(is_he).flat_map(|he| {
        let relations = corpus.relations().of(EndId::from(he.id)).filter(|it| *it.kind == *SAID_BY);
        let claims = relations.filter_map(|it| corpus.annotation(it.from.annotation()?));
        claims.filter(move |claim| {
            claim.document == he.document && Links::of(corpus, claim).said_by.is_some_and(|by| by.id == he.id)
        })
    });
    let mut claims: Vec<_> = claims.collect();
    claims.sort_unstable_by_key(|claim| (claim.span(), claim.id));
    claims.dedup_by_key(|claim| claim.id);
    claims
}
