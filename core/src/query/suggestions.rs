//! Suggestions: the entities that annotations may speak of, and the mentions that a claim may be linked to, the likeliest first.
//!
//! They are lists to choose from: nothing is filled in. The label decides first, so that the same string can be an actor here
//! and a place there. Suggestions do not know how a list is drawn.

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::attribute::MENTION;
use crate::model::entity::{Entity, EntityId};
use crate::model::label::LabelId;
use crate::query::naming::PRONOUN;
use crate::query::stance::value;
use crate::text::characters::is_unseparated;
use crate::text::form::{decomposed, is_mark};
use crate::text::span::Span;
use crate::text::tokenise::Segmenter;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// An entity that annotations may speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The entity.
    pub entity: Rc<Entity>,
    /// Reason why it stands where it does.
    pub why: Why,
}

/// Reason for a suggestion, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Number of annotations with the same words that speak of it; none if just its name is the same.
    SameWords(usize),
    /// It shares words that few have.
    RareWords,
}

/// Words of the entities of a label: made once, asked often.
#[derive(Debug)]
pub struct Vocabulary {
    entities: Vec<Known>,
    /// Number of entities that have a word.
    spread: HashMap<Rc<str>, usize>,
}

/// An entity with its strings.
#[derive(Debug)]
struct Known {
    entity: Rc<Entity>,
    /// Its strings, as [`folded`] writes them: those of its annotations with their number, its name and aliases with 0.
    strings: BTreeMap<String, usize>,
    /// Words of each of its strings.
    words: Vec<Vec<Rc<str>>>,
}

impl Vocabulary {
    /// Words of the entities of that label.
    #[must_use]
    pub fn of(corpus: &Corpus, label: &LabelId, segmenter: &dyn Segmenter) -> Self {
        let mut entities: Vec<Known> = Vec::new();
        let mut of_entity: HashMap<&EntityId, usize> = HashMap::new();
        for entity in corpus.entities().in_order().into_iter().filter(|entity| entity.label == *label) {
            of_entity.insert(&entity.id, entities.len());
            let names = [&entity.name].into_iter().chain(&*entity.aliases);
            let strings = names
                .map(|name| (folded(name).into_owned(), 0))
                .filter(|(name, _)| !name.is_empty())
                .collect();
            entities.push(Known { entity: entity.clone(), strings, words: Vec::new() });
        }
        for document in corpus.documents() {
            for annotation in document.annotations() {
                let entity = corpus.entities().of(annotation).and_then(|entity| of_entity.get(&entity.id));
                let Some(entity) = entity else { continue };
                *entities[*entity]
                    .strings
                    .entry(folded(annotation.quote(&document.text)).into_owned())
                    .or_default() += 1;
            }
        }
        let mut vocabulary = Self { entities, spread: HashMap::new() };
        for known in &mut vocabulary.entities {
            known.take(&mut vocabulary.spread, segmenter);
        }
        vocabulary
    }

    /// Entities that have these words in one of their strings, accents apart: those that are called just so first, then those whose own
    /// name has them, then those that somebody calls so; those that begin with them before others, then those with more mentions.
    #[must_use]
    pub fn containing(&self, words: &str) -> Vec<Rc<Entity>> {
        let words = plain(words);
        let mut found = Vec::new();
        for known in &self.entities {
            let places = known.strings.keys().map(|string| plain(string));
            let places =
                places.filter_map(|string| Some((string.find(&*words)?, string.len() > words.len())));
            let Some((place, is_longer)) = places.min() else { continue };
            let is_named = plain(&known.entity.name).contains(&*words);
            let mentions = known.strings.values().sum::<usize>();
            let is_equal = place == 0 && !is_longer;
            found.push(((!is_equal, !is_named, place > 0, Reverse(mentions)), known.entity.clone()));
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entity)| entity).collect()
    }

    /// Entities for annotations with these words: those that the same words have, then those that share rare words, then no
    /// others. Words count by rarity: a string of an entity by the share of its weight that is shared.
    #[must_use]
    pub fn suggestions(&self, quotes: &[&str], segmenter: &dyn Segmenter) -> Vec<Suggestion> {
        let strings: BTreeSet<_> = quotes.iter().map(|quote| folded(quote)).collect();
        let wanted: HashSet<_> = strings.iter().flat_map(|string| words(string, segmenter)).collect();
        let mut found: Vec<(Option<usize>, f64, &Known)> = Vec::new();
        for known in &self.entities {
            let same = strings.iter().filter_map(|string| known.strings.get(&**string)).sum::<usize>();
            let is_same = strings.iter().any(|string| known.strings.contains_key(&**string));
            let score = self.score(known, &wanted);
            if is_same || score > 0.0 {
                found.push((is_same.then_some(same), score, known));
            }
        }
        found.sort_by(|(same, score, _), (other_same, other_score, _)| {
            other_same.cmp(same).then(other_score.total_cmp(score))
        });
        let suggestion = |(same, _, known): (Option<usize>, f64, &Known)| Suggestion {
            entity: known.entity.clone(),
            why: same.map_or(Why::RareWords, Why::SameWords),
        };
        found.into_iter().map(suggestion).collect()
    }

    #[inline(never)] // See the crate's documentation.
    fn score(&self, known: &Known, wanted: &HashSet<Rc<str>>) -> f64 {
        let mut score = 0.0;
        for words in &known.words {
            if words.iter().any(|word| wanted.contains(word)) {
                let all: f64 = words.iter().map(|word| self.weight(word)).sum();
                let shared: f64 =
                    words.iter().filter(|word| wanted.contains(*word)).map(|word| self.weight(word)).sum();
                score += shared / all;
            }
        }
        score
    }

    /// Weight of a word: more for one that few entities have.
    fn weight(&self, word: &str) -> f64 {
        let spread = self.spread.get(word).copied().unwrap_or(1);
        // No project has so many entities that a number of them would not fit.
        let [all, spread] =
            [self.entities.len() + 1, spread].map(|it| f64::from(u32::try_from(it).unwrap_or(u32::MAX)));
        (all / spread).ln()
    }
}

impl Known {
    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, spread: &mut HashMap<Rc<str>, usize>, segmenter: &dyn Segmenter) {
        let mut own: HashSet<Rc<str>> = HashSet::new();
        for string in self.strings.keys() {
            let mut of_string = Vec::new();
            for word in words(string, segmenter) {
                let known = spread.get_key_value(&word).map(|(known, _)| known.clone());
                let word = known.unwrap_or(word);
                if own.insert(word.clone()) {
                    *spread.entry(word.clone()).or_default() += 1;
                }
                of_string.push(word);
            }
            self.words.push(of_string);
        }
    }
}

/// Names of the entity that an annotation speaks of, other than its own words: that of the entity, its aliases, and the strings of
/// its annotations but for pronouns. Each once, the longest first.
#[must_use]
pub fn names_beside(corpus: &Corpus, annotation: &Annotation) -> Vec<Rc<str>> {
    let Some(entity) = corpus.entities().of(annotation) else { return Vec::new() };
    let words = |one: &Annotation| {
        let document = corpus.document(&one.document);
        document.map(|document| one.quote(&document.text).to_owned()).unwrap_or_default()
    };
    let is_mention = |one: &&Rc<Annotation>| {
        one.label == entity.label
            && corpus.entities().of(one).is_some_and(|it| it.id == entity.id)
            && value(corpus, one, MENTION) != PRONOUN
    };
    let mentions = corpus.documents().flat_map(|document| document.annotations()).filter(is_mention);
    let given = [&entity.name].into_iter().chain(&*entity.aliases).map(ToString::to_string);
    let mut names: BTreeMap<String, Rc<str>> = BTreeMap::new();
    for name in given.chain(mentions.map(|one| words(one))).filter(|name| !name.trim().is_empty()) {
        names.entry(folded(&name).into_owned()).or_insert_with(|| name.into());
    }
    names.remove(&*folded(&words(annotation)));
    let mut names: Vec<_> = names.into_values().collect();
    names.sort_by_key(|name| Reverse(name.len()));
    names
}

/// Other annotations with the words and labels of these that speak of no entity yet.
#[must_use]
pub fn alike<'a>(corpus: &'a Corpus, annotations: &[AnnotationId]) -> Vec<&'a Rc<Annotation>> {
    let of = |annotation: &Annotation| {
        let document = corpus.document(&annotation.document);
        let words = document.map(|document| folded(annotation.quote(&document.text)).into_owned());
        (annotation.label.clone(), words.unwrap_or_default())
    };
    let known = annotations.iter().filter_map(|id| corpus.annotation(*id));
    let strings: BTreeSet<_> = known.map(|one| of(one)).collect();
    let labels: BTreeSet<_> = strings.iter().map(|(label, _)| label).collect();
    let is_open = |one: &&Rc<Annotation>| one.entity.is_none() && labels.contains(&one.label);
    let all = corpus.documents().flat_map(|document| document.annotations());
    all.filter(is_open).filter(|one| !annotations.contains(&one.id) && strings.contains(&of(one))).collect()
}

/// Words in small letters without accents, as people type them.
#[must_use]
pub fn plain(words: &str) -> String {
    decomposed(&folded(words))
        .chars()
        .filter(|character| !is_mark(*character))
        .collect::<String>()
        .to_lowercase()
}

/// Different words of a string in small letters, without the “s” of a possessive. Where a script writes no blanks, a dictionary
/// cuts them.
fn words(string: &str, segmenter: &dyn Segmenter) -> BTreeSet<Rc<str>> {
    let mut found = BTreeSet::new();
    let mut take = |word: &str| {
        if word.contains(char::is_alphanumeric) {
            found.insert(Rc::from(plain(word)));
        }
    };
    if string.contains(is_unseparated) {
        segmenter.words(string).into_iter().for_each(|word| take(&string[word]));
        return found;
    }
    let mut behind_apostrophe = false;
    for piece in string.split_inclusive(|it: char| !it.is_alphanumeric()) {
        let word = piece.trim_end_matches(|it: char| !it.is_alphanumeric());
        if !(behind_apostrophe && word == "s") {
            take(word);
        }
        behind_apostrophe = piece.ends_with('\'');
    }
    found
}

/// A mention that a claim may be linked to.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Entity of the mention, if it has one.
    pub entity: Option<Rc<Entity>>,
    /// The mention: of those of the entity the nearest.
    pub mention: Rc<Annotation>,
}

/// Mentions with that label in the article of a claim, each entity once: those of the same paragraph first, then by the
/// characters between mention and claim; mentions within the claim last.
#[must_use]
pub fn near(corpus: &Corpus, claim: &Annotation, label: &LabelId) -> Vec<Near> {
    let Some((document, span)) = corpus.document(&claim.document).zip(claim.span()) else {
        return Vec::new();
    };
    let text = &document.text;
    let paragraphs = text.blocks_of(span);
    let (start, end) = text.code_point_ends(span);
    let distance = |place: Span| {
        let of_place = text.blocks_of(place);
        let is_elsewhere = of_place.end() < paragraphs.start() || paragraphs.end() < of_place.start();
        let (from, upto) = text.code_point_ends(place);
        let gap = from.0.saturating_sub(end.0).max(start.0.saturating_sub(upto.0));
        (span.covers(place), is_elsewhere, gap)
    };
    let mut mentions: Vec<_> = document
        .annotations()
        .filter(|mention| mention.label == *label && mention.id != claim.id)
        .filter_map(|mention| Some((distance(mention.span()?), mention)))
        .collect();
    mentions.sort_by_key(|(distance, _)| *distance);
    let mut seen: HashSet<EntityId> = HashSet::new();
    let mut found = Vec::new();
    for (_, mention) in mentions {
        let entity = corpus.entities().of(mention);
        if entity.is_none_or(|entity| seen.insert(entity.id.clone())) {
            found.push(Near { entity: entity.cloned(), mention: mention.clone() });
        }
    }
    found
}
