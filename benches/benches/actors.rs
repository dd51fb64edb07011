//! Names and speakers in 50,000 annotations with 5,000 entities and 20,000 relations: the names by outlet, the speakers,
//! the suggestions of the picker, the work that is left to be done. The floor is one look at each annotation.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::people::{ENTITIES, RELATIONS, people};
use glossator_benches::{Words, article};
use glossator_core::query::naming::{Counted, naming};
use glossator_core::query::speakers::speakers;
use glossator_core::query::suggestions::{Vocabulary, near};
use glossator_core::query::unfinished::{Left, Use};
use std::hint::black_box;

fn actors(criterion: &mut Criterion) {
    let corpus = people();
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
