//! Unfinished: annotations that lack something that only a person can give.
//!
//! A claim lacks a group, or the one who says it; an actor lacks an entity. Unfinished does not know how one gets to the next.

use crate::corpus::Corpus;
use crate::model::annotation::Annotation;
use crate::model::attribute::{APART, NOBODY, YES};
use crate::model::document::Document;
use crate::model::label::{ACTOR, CLAIM};
use crate::query::stance::{Form, Links, Stance, value};
use std::rc::Rc;

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

/// Something that the annotation lacks; of several the first.
#[must_use]
pub fn lack(corpus: &Corpus, annotation: &Annotation) -> Option<Lack> {
    let has_entity = || corpus.entities().of(annotation).is_some();
    match &*annotation.label.0 {
        CLAIM if !has_entity() && value(corpus, annotation, APART) != YES => Some(Lack::Group),
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

/// Unfinished annotations of an article: by what they lack, then in text order.
#[must_use]
pub fn unfinished<'a>(corpus: &Corpus, document: &'a Document) -> Vec<(Lack, &'a Rc<Annotation>)> {
    let all = document.annotations();
    let mut found: Vec<_> =
        all.filter_map(|annotation| Some((lack(corpus, annotation)?, annotation))).collect();
    found.sort_by_key(|(lack, _)| *lack);
    found
}

/// Number of unfinished annotations of an article.
#[must_use]
pub fn count(corpus: &Corpus, document: &Document) -> usize {
    document.annotations().filter(|annotation| lack(corpus, annotation).is_some()).count()
}
