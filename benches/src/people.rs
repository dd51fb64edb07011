//! Entities and who said it: an article with 50,000 annotations, 5,000 entities and 20,000 relations.
//!
//! It does not know what is measured.

use crate::{SIZES, article, corpus, moment};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Link, plan};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::Entity;
use glossator_core::model::record::{Cell, Field, FieldType, Stamp};

/// Name of the case.
pub const PEOPLE: &str = "50,000, 5,000 entities";

/// Number of entities.
pub const ENTITIES: usize = 5_000;

/// Number of relations: every claim is said by somebody, and some by way of somebody else.
pub const RELATIONS: usize = 20_000;

const AGENCIES: usize = 50;

fn of_label(corpus: &Corpus, label: &str) -> Vec<AnnotationId> {
    let all = article(corpus).annotations().filter(|one| *one.label.0 == *label);
    all.map(|one| one.id).collect()
}

/// The article, with all of them.
///
/// # Panics
/// When a command does nothing.
#[must_use]
pub fn people() -> Corpus {
    let corpus = corpus(SIZES[3]);
    let run = |corpus: Corpus, command: &Command, number: u64| {
        corpus.apply(&plan(&corpus, command, &moment(number)).expect("it is new")).0
    };
    let entity = |number: usize| Entity {
        name: format!("Person {number} of House {}", number % 70).into(),
        ..Entity::bare("".into(), "actor".into())
    };
    let corpus = run(corpus, &Command::TakeEntities((0..ENTITIES).map(entity).collect()), 10);
    let entities: Vec<_> = corpus.entities().in_order().into_iter().map(|entity| entity.id.clone()).collect();
    let (actors, claims) = (of_label(&corpus, "actor"), of_label(&corpus, "claim"));
    let stamp = Stamp { counter: 1_000, ..Stamp::default() };
    let cells = actors.iter().enumerate().map(|(number, actor)| {
        let value = Some(entities[number * 7_919 % ENTITIES].value());
        (actor.key(), Field::Entity, Cell { value, stamp })
    });
    let corpus = corpus.merge([], cells).0;
    let link = |claim: AnnotationId, actor: AnnotationId| -> Link { (claim.into(), actor.into()) };
    // Whoever is mentioned says two things, and a few agencies bring some of them.
    let said: Vec<Link> =
        claims.iter().enumerate().map(|(number, claim)| link(*claim, actors[number / 2])).collect();
    let via = claims.iter().zip(actors.iter().take(AGENCIES).cycle()).take(RELATIONS - said.len());
    let via: Vec<Link> = via.map(|(claim, actor)| link(*claim, *actor)).collect();
    let corpus = run(corpus, &Command::Link { relation_type: "said by".into(), links: said }, 11);
    run(corpus, &Command::Link { relation_type: "via".into(), links: via }, 12)
}
