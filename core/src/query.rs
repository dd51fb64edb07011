//! Queries: the annotations that a list shows, in an order, and the annotations at a place.
//!
//! A query changes nothing. It does not know how a list is drawn.

pub mod attribution;
pub mod counts;
pub mod matrix;
pub mod naming;
pub mod passages;
pub mod search;
pub mod speakers;
pub mod stance;
pub mod suggestions;
pub mod unfinished;

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::annotation::Annotation;
use crate::model::document::{Document, DocumentId};
use crate::model::entity::EntityId;
use crate::model::label::LabelId;
use crate::query::attribution::{Attribution, Conditions};
use crate::query::search::{Matcher, Pattern};
use crate::query::speakers::Who;
use crate::query::stance::State;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// Conditions and order of a list of annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Labels of which they have one; empty for any.
    pub labels: Vec<LabelId>,
    /// Words in their quote or in their note; empty for any.
    pub words: Rc<str>,
    /// Order of the list.
    pub order: Order,
    /// Of several with the same words, compared as [`folded`] writes them, the first in the text alone.
    pub once: bool,
    /// Conditions that are about what they mean and who says them.
    pub conditions: Conditions,
}

/// An order of annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Text order, article by article.
    #[default]
    Text,
    /// Time at which they were made, the latest first.
    Newest,
    /// Position of their label, then text order.
    Label,
    /// Alphabetical order of their words.
    Words,
    /// Names of those who say claims, then text order; all else comes last.
    Speaker,
}

/// An annotation with its article.
pub type Listed<'a> = (&'a Rc<Document>, &'a Rc<Annotation>);

/// The annotations of a query. If the query asks for all of them, any part can be had without a look at the
/// rest.
#[derive(Debug)]
pub enum Rows<'a> {
    /// All annotations of these articles, in text order.
    All(Vec<&'a Rc<Document>>),
    /// Some annotations, or all in another order.
    Some(Vec<Listed<'a>>),
}

/// Annotations of one article, or of all, that meet the query.
#[must_use]
pub fn rows<'a>(
    corpus: &'a Corpus,
    of: Option<&DocumentId>,
    query: &Query,
    matcher: &dyn Matcher,
) -> Rows<'a> {
    if *query == Query::default() {
        return Rows::All(documents(corpus, of).collect());
    }
    Rows::Some(annotations(corpus, of, query, matcher))
}

fn documents<'a>(corpus: &'a Corpus, of: Option<&DocumentId>) -> impl Iterator<Item = &'a Rc<Document>> {
    corpus.documents().filter(move |document| of.is_none_or(|id| document.id == *id))
}

impl<'a> Rows<'a> {
    /// Number of annotations.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::All(documents) => documents.iter().map(|document| document.annotation_count()).sum(),
            Self::Some(rows) => rows.len(),
        }
    }

    /// Annotations of that range of indices.
    #[must_use]
    pub fn part(&self, places: Range<usize>) -> Vec<Listed<'a>> {
        let Self::All(documents) = self else {
            let Self::Some(rows) = self else { return Vec::new() };
            return rows.get(places).map(<[_]>::to_vec).unwrap_or_default();
        };
        let mut part = Vec::new();
        let (mut before, wanted) = (places.start, places.len());
        for document in documents {
            let left = wanted - part.len();
            part.extend(document.annotations_from(before).take(left).map(|one| (*document, one)));
            before = before.saturating_sub(document.annotation_count());
        }
        part
    }

    /// Index of the annotation; `None` if it is not among them.
    #[must_use]
    pub fn index_of(&self, annotation: &Annotation) -> Option<usize> {
        match self {
            Self::All(documents) => {
                let at = documents.iter().position(|document| document.id == annotation.document)?;
                let before: usize = documents[..at].iter().map(|document| document.annotation_count()).sum();
                Some(before + documents[at].index_of(annotation)?)
            }
            Self::Some(rows) => rows.iter().position(|(_, row)| row.id == annotation.id),
        }
    }
}

/// Annotations of one article, or of all, that meet the query, as a list.
#[must_use]
pub fn annotations<'a>(
    corpus: &'a Corpus,
    of: Option<&DocumentId>,
    query: &Query,
    matcher: &dyn Matcher,
) -> Vec<Listed<'a>> {
    let Query { labels, words, order, once, conditions } = query;
    let pattern = Pattern { words: words.trim().into(), ..Pattern::default() };
    let are_met = conditions.of(corpus);
    let says = |text: &str| !matcher.find(&pattern, text).is_empty();
    let is_wanted = |(document, annotation): &(&Rc<Document>, &Rc<Annotation>)| {
        (labels.is_empty() || labels.contains(&annotation.label))
            && (pattern.words.is_empty() || says(annotation.quote(&document.text)) || says(&annotation.note))
            && are_met(annotation)
    };
    let all = documents(corpus, of)
        .flat_map(|document| document.annotations().map(move |annotation| (document, annotation)));
    let mut found: Vec<_> = all.filter(is_wanted).collect();
    if *once {
        let mut seen = BTreeSet::new();
        found.retain(|(document, annotation)| seen.insert(folded(annotation.quote(&document.text))));
    }
    match order {
        Order::Text => {}
        Order::Newest => found.sort_by_key(|(_, annotation)| Reverse(annotation.created)),
        Order::Label => found.sort_by_cached_key(|(_, annotation)| corpus.labels().rank(&annotation.label)),
        Order::Words => found.sort_by_cached_key(|(document, annotation)| {
            annotation.quote(&document.text).to_ascii_lowercase()
        }),
        Order::Speaker => found.sort_by_cached_key(|(_, annotation)| attribution::rank(corpus, annotation)),
    }
    found
}

/// Annotations of one article that say the same, together: each group at the place of its first one. They have the same words,
/// compared as [`folded`] writes them, the same label and the same annotator; they mean the same entity, or none; and of claims,
/// the speaker and the side are the same. An annotation without a place in the text stands alone, and so does one that is at the
/// place of the one before.
#[must_use]
pub fn alike<'a>(corpus: &Corpus, listed: &[Listed<'a>]) -> Vec<Vec<Listed<'a>>> {
    let mut groups: Vec<Vec<Listed<'a>>> = Vec::new();
    let mut places = BTreeMap::new();
    for (document, annotation) in listed {
        let words = annotation.span().map(|span| folded(span.of(document.text.content())));
        let place = match words {
            Some(words) => {
                let said = said(corpus, annotation);
                let key = (&document.id, &annotation.label, annotation.annotator, words, said);
                *places.entry(key).or_insert(groups.len())
            }
            None => groups.len(),
        };
        let is_there = |group: &Vec<Listed<'a>>| group.iter().any(|(_, one)| one.place == annotation.place);
        match groups.get_mut(place) {
            Some(group) if !is_there(group) => group.push((document, annotation)),
            _ => groups.push(vec![(document, annotation)]),
        }
    }
    groups
}

/// The entity that an annotation means; of a claim the one who says it, the state, and whether nobody has said yet who.
type Said = (Option<EntityId>, Option<(Option<Who>, State, bool)>);

fn said(corpus: &Corpus, annotation: &Annotation) -> Said {
    let entity = corpus.entities().of(annotation).map(|entity| entity.id.clone());
    let attribution = Attribution::of(corpus, annotation);
    (entity, attribution.map(|it| (it.who, it.stance.state(), it.is_missing)))
}

/// Annotations that cover the position, the smallest first. If there are none, those that end there.
#[must_use]
pub fn covering(document: &Document, at: ByteOffset) -> Vec<&Rc<Annotation>> {
    let before = document.text.content()[..at.0].char_indices().next_back();
    let found = covering_character(document, at);
    match before {
        Some((before, _)) if found.is_empty() => covering_character(document, ByteOffset(before)),
        _ => found,
    }
}

fn covering_character(document: &Document, at: ByteOffset) -> Vec<&Rc<Annotation>> {
    let blocks = document.text.blocks();
    let block = document.block(blocks.partition_point(|block| block.end() <= at));
    let annotations = block.map(|block| &block.annotations).into_iter().flatten();
    let covers = |annotation: &&Rc<Annotation>| {
        annotation.span().is_some_and(|span| span.start() <= at && at < span.end())
    };
    let mut found: Vec<_> = annotations.filter(covers).collect();
    found
        .sort_unstable_by_key(|annotation| (annotation.span().map(|span| span.bytes().len()), annotation.id));
    found
}

/// Annotations that share characters with this one, in text order.
#[must_use]
pub fn overlapping<'a>(document: &'a Document, annotation: &Annotation) -> Vec<&'a Rc<Annotation>> {
    let Some(span) = annotation.span() else { return Vec::new() };
    let blocks = document.text.blocks_of(span).filter_map(|number| document.block(number));
    let others = blocks.flat_map(|block| {
        block.annotations.iter().filter(move |other| {
            // An annotation over several blocks counts where it is met first.
            let touches = other.span().is_some_and(|other| other.intersection(span).is_some());
            touches
                && other.id != annotation.id
                && (block.is_first_of(other) || block.is_first_of(annotation))
        })
    });
    others.collect()
}

/// Annotations that cover the whole span, in text order.
pub fn covering_span(document: &Document, span: Span) -> impl Iterator<Item = &Rc<Annotation>> {
    let block = document.block(*document.text.blocks_of(span).start());
    let annotations = block.map(|block| &block.annotations).into_iter().flatten();
    annotations.filter(move |one| one.span().is_some_and(|one| one.covers(span)))
}
