//! The answers to a question, the likeliest first. Nothing is filled in by itself.

use super::state::{Asked, Choice, Question};
use crate::app::place::Place;
use crate::app::state::State;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::attribute::NOBODY;
use glossator_core::model::entity::Entity;
use glossator_core::model::label::{ACTOR, CLAIM, LOCATION, LabelId};
use glossator_core::model::relation::RelationId;
use glossator_core::model::relation_type::{SAID_BY, VIA, WHERE};
use glossator_core::query::suggestions::{Near, Vocabulary, alike, near, plain};
use glossator_core::text::tokenise::Segmenter;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The number of entities, or of mentions, that are offered at most; typing finds all others.
const MOST: usize = 40;

/// The label of the things at the end of relations of that type, as the codebook says, or as every project has it.
#[must_use]
pub fn label_at_end(corpus: &Corpus, relation_type: &str) -> LabelId {
    let found = corpus.relation_types().iter().find(|it| *it.id.0 == *relation_type);
    let usual = if relation_type == WHERE { LOCATION } else { ACTOR };
    found.map_or_else(|| usual.into(), |it| LabelId(it.to.clone()))
}

/// True for an annotation that relations of that type begin at.
#[must_use]
pub fn is_at_start(corpus: &Corpus, relation_type: &str, annotation: &Annotation) -> bool {
    let found = corpus.relation_types().iter().find(|it| *it.id.0 == *relation_type);
    *annotation.label.0 == *found.map_or(CLAIM, |it| &it.from)
}

/// The question about these annotations, with its answers; `None` where there are none.
#[must_use]
pub fn ask(
    state: &State,
    question: Question,
    annotations: Vec<AnnotationId>,
    segmenter: &dyn Segmenter,
) -> Option<Asked> {
    let corpus = state.corpus();
    let is_entity = question == Question::Entity;
    let label = corpus.annotation(*annotations.first()?)?.label.clone();
    let vocabulary = is_entity.then(|| Rc::new(Vocabulary::of(corpus, &label, segmenter)));
    let others = if is_entity { alike(corpus, &annotations) } else { Vec::new() };
    let mut asked = Asked {
        question,
        annotations,
        label,
        typed: "".into(),
        choices: Rc::default(),
        active: 0,
        others: others.iter().map(|other| other.id).collect(),
        in_dialog: false,
        is_ticked: false,
        vocabulary,
    };
    choose(state, &mut asked, segmenter);
    Some(asked)
}

/// Finds the answers anew: other words are typed.
pub fn choose(state: &State, asked: &mut Asked, segmenter: &dyn Segmenter) {
    let corpus = state.corpus();
    let group = state.compare.group.as_ref().filter(|_| state.place == Place::Compare);
    let in_focus = group.and_then(|group| corpus.entities().get(group));
    asked.active = 0;
    asked.choices = match asked.question {
        Question::Entity => entities(corpus, asked, in_focus, segmenter),
        Question::Speaker => speakers(corpus, asked),
        Question::Place => mentions(corpus, asked, WHERE),
    }
    .into();
}

/// Entities: without typed words, the suggested ones, and then the others; with them, those that have them in a name, then a new
/// one, then those that share rare words.
fn entities(
    corpus: &Corpus,
    asked: &Asked,
    in_focus: Option<&Rc<Entity>>,
    segmenter: &dyn Segmenter,
) -> Vec<Choice> {
    let Some(vocabulary) = &asked.vocabulary else { return Vec::new() };
    let annotations = || asked.annotations.iter().filter_map(|id| corpus.annotation(*id));
    let quotes: Vec<_> = annotations().map(|one| quote(corpus, one)).collect();
    let typed = asked.typed.trim();
    let mut choices: Vec<Choice> = Vec::new();
    let push = |choices: &mut Vec<Choice>, entity: &Rc<Entity>, why| {
        let is_new = |choice: &Choice| !matches!(choice, Choice::Entity(other, _) if other.id == entity.id);
        if choices.len() < MOST && choices.iter().all(is_new) {
            choices.push(Choice::Entity(entity.clone(), why));
        }
    };
    let is_named = |name: &str| vocabulary.containing(name).iter().any(|it| plain(&it.name) == plain(name));
    let label = &asked.label;
    if typed.is_empty() {
        // Side by side it is most often the claim that is compared.
        let in_focus = in_focus.filter(|it| it.label == *label);
        let is_other = |entity: &&Rc<Entity>| {
            annotations().all(|one| corpus.entities().of(one).is_none_or(|own| own.id != entity.id))
        };
        if let Some(entity) = in_focus.filter(is_other) {
            push(&mut choices, entity, None);
        }
        let quotes: Vec<_> = quotes.iter().map(|quote| &**quote).collect();
        for suggestion in vocabulary.suggestions(&quotes, segmenter) {
            push(&mut choices, &suggestion.entity, Some(suggestion.why));
        }
        // A claim is called by what it says, in words of one's own.
        let name = quotes.first().filter(|name| *label.0 != *CLAIM && !is_named(name));
        choices.extend(name.map(|name| Choice::New((*name).into())));
        for entity in corpus.entities().in_order() {
            if entity.label == *label {
                push(&mut choices, entity, None);
            }
        }
        if annotations().any(|one| one.entity.is_some()) {
            choices.push(Choice::NoEntity);
        }
    } else {
        for entity in vocabulary.containing(typed) {
            push(&mut choices, &entity, None);
        }
        if !is_named(typed) {
            choices.push(Choice::New(typed.into()));
        }
        for suggestion in vocabulary.suggestions(&[typed], segmenter) {
            push(&mut choices, &suggestion.entity, Some(suggestion.why));
        }
    }
    choices
}

/// Mentions of actors, nobody, and the way back.
fn speakers(corpus: &Corpus, asked: &Asked) -> Vec<Choice> {
    let mut choices = mentions(corpus, asked, SAID_BY);
    if asked.typed.trim().is_empty() {
        let annotations = || asked.annotations.iter().filter_map(|id| corpus.annotation(*id));
        if annotations().any(|claim| claim.attributes.get(NOBODY).is_empty()) {
            choices.push(Choice::Nobody);
        }
        let relations: Vec<RelationId> = links(corpus, asked, &[SAID_BY, VIA]);
        if !relations.is_empty() {
            choices.push(Choice::Unlink(relations.into()));
        }
    }
    choices
}

/// Mentions at the end of relations of that type that have the typed words, or whose entity has them in a name: the nearest ones, and
/// those that were chosen.
fn mentions(corpus: &Corpus, asked: &Asked, relation_type: &str) -> Vec<Choice> {
    let Some(claim) = asked.annotations.first().and_then(|id| corpus.annotation(*id)) else {
        return Vec::new();
    };
    let typed = plain(asked.typed.trim());
    let chosen: BTreeSet<_> = corpus
        .relations()
        .from(claim.id.into())
        .filter(|it| *it.kind == *relation_type)
        .filter_map(|it| it.to.annotation())
        .collect();
    let label = label_at_end(corpus, relation_type);
    let has_typed = |near: &Near| {
        let names = || near.entity.iter().flat_map(|it| [&it.name].into_iter().chain(&*it.aliases));
        typed.is_empty()
            || plain(&quote(corpus, &near.mention)).contains(&typed)
            || names().any(|name| plain(name).contains(&typed))
    };
    let all = near(corpus, claim, &label).into_iter().filter(has_typed).enumerate();
    let all = all.map(|(place, near)| (place, chosen.contains(&near.mention.id), near));
    all.filter(|(place, is_chosen, _)| *place < MOST || *is_chosen)
        .map(|(_, is_chosen, near)| {
            let words = quote(corpus, &near.mention).into();
            Choice::Mention { near, words, is_chosen }
        })
        .collect()
}

/// The relations of these types that begin at the annotations.
fn links(corpus: &Corpus, asked: &Asked, relation_types: &[&str]) -> Vec<RelationId> {
    let all = asked.annotations.iter().flat_map(|id| corpus.relations().from((*id).into()));
    all.filter(|it| relation_types.contains(&&*it.kind)).map(|it| it.id.clone()).collect()
}

/// The words of an annotation.
#[must_use]
pub fn quote(corpus: &Corpus, annotation: &Annotation) -> String {
    let document = corpus.document(&annotation.document);
    document.map_or_else(String::new, |document| annotation.quote(&document.text).to_owned())
}
