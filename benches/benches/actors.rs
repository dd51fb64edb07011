//! Names and speakers in 50,000 annotations with 5,000 entities and 20,000 relations: the names by outlet, the speakers,
//! the suggestions of the picker, the work that is left to be done. The floor is one look at each annotation.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::{SIZES, Words, article, corpus, moment};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Link, plan};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::Entity;
use glossator_core::model::record::{Cell, Field, FieldType, Stamp};
use glossator_core::query::naming::{Counted, naming};
use glossator_core::query::speakers::speakers;
use glossator_core::query::suggestions::{Vocabulary, near};
use glossator_core::query::unfinished::{Left, Use};
use std::hint::black_box;

const ENTITIES: usize = 5_000;
const RELATIONS: usize = 20_000;

fn of_label(corpus: &Corpus, label: &str) -> Vec<AnnotationId> {
    let all = article(corpus).annotations().filter(|one| *one.label.0 == *label);
    all.map(|one| one.id).collect()
}

fn coded() -> Corpus {
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
    let said: Vec<Link> =
        claims.iter().zip(&actors).map(|(claim, actor)| ((*claim).into(), (*actor).into())).collect();
    let via: Vec<Link> = claims
        .iter()
        .zip(actors.iter().rev())
        .take(RELATIONS - said.len())
        .map(|(claim, actor)| ((*claim).into(), (*actor).into()))
        .collect();
    let corpus = run(corpus, &Command::Link { relation_type: "said by".into(), links: said }, 11);
    run(corpus, &Command::Link { relation_type: "via".into(), links: via }, 12)
}

fn actors(criterion: &mut Criterion) {
    let corpus = coded();
    let document = article(&corpus).clone();
    assert_eq!((corpus.entities().iter().count(), corpus.relations().iter().count()), (ENTITIES, RELATIONS));
    let mut group = criterion.benchmark_group("actors");
    group.sample_size(20);
    group.bench_function("names by outlet", |bencher| {
        bencher.iter(|| naming(&corpus, &"actor".into(), Counted::default()));
    });
    group.bench_function("speakers by outlet", |bencher| bencher.iter(|| speakers(&corpus, &Words)));
    group.bench_function("what is left to be done", |bencher| {
        bencher.iter(|| Left::of(&corpus, Use::of(&corpus), &document));
    });
    group.bench_function("words of all entities, for suggestions", |bencher| {
        bencher.iter(|| Vocabulary::of(&corpus, &"actor".into(), &Words));
    });
    let vocabulary = Vocabulary::of(&corpus, &"actor".into(), &Words);
    group.bench_function("suggest entities", |bencher| {
        bencher.iter(|| vocabulary.suggestions(&["Person 12 of the House"], &Words));
    });
    let claim = document.annotations().find(|one| &*one.label.0 == "claim").expect("a claim").clone();
    group.bench_function("suggest speakers", |bencher| {
        bencher.iter(|| near(&corpus, &claim, &"actor".into()));
    });
    group.bench_function("floor: a look at each annotation", |bencher| {
        bencher.iter(|| document.annotations().map(|one| black_box(one).id).max());
    });
    group.finish();
}

criterion_group!(benches, actors);
criterion_main!(benches);
