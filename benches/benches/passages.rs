//! The same words in two of 200 articles, each of them held against all before it, and what differs around a passage. The floor is
//! to cut their texts into words.

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::{Words, project};
use glossator_core::corpus::Corpus;
use glossator_core::query::passages::{Differences, Finder, Passages};
use glossator_core::text::tokenise::Segmenter;

const ARTICLES: usize = 200;

fn find(corpus: &Corpus) -> Passages {
    let mut finder = Finder::default();
    corpus.documents().take(ARTICLES).for_each(|document| finder.add(document, &Words));
    finder.finish()
}

fn passages(criterion: &mut Criterion) {
    let corpus = project();
    let found = find(&corpus);
    assert!(found.all().len() > ARTICLES, "{found:?}");
    let mut group = criterion.benchmark_group("passages");
    group.sample_size(20);
    group.bench_function("find", |bencher| bencher.iter(|| find(&corpus)));
    group.bench_function("differences around the longest", |bencher| {
        bencher.iter(|| Differences::of(&corpus, &found.all()[0], &Words));
    });
    group.bench_function("floor: cut into words", |bencher| {
        let texts: Vec<_> =
            corpus.documents().take(ARTICLES).map(|document| document.text.content()).collect();
        bencher.iter(|| texts.iter().map(|text| Words.words(text).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, passages);
criterion_main!(benches);
