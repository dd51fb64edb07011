//! A megabyte with 10,000 annotations: flattening its blocks, loading it from a store in memory, merging it with what another
//! page wrote, reading and writing its file. The floors are copying the text, and copying the file. And 5,000 articles with
//! 20,000: showing one of them, and loading all.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::{ARTICLE, Memory, SIZES, article, corpus, file, moment};
use glossator_core::corpus::Corpus;
use glossator_core::formats::{self, native};
use glossator_core::import;
use glossator_core::model::record::ReplicaId;
use glossator_core::saving::storage::Storage;
use glossator_core::saving::{Budget, Saving};
use std::hint::black_box;
use std::rc::Rc;

fn book(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("book");
    group.sample_size(20);
    let corpus = corpus(SIZES[2]);
    let (document, file) = (article(&corpus).clone(), file(&corpus));
    let blocks: Vec<_> = document.sections.iter().flat_map(|section| section.blocks.clone()).collect();

    group.bench_function("flatten every block", |bencher| {
        bencher.iter(|| blocks.iter().map(|block| block.flatten().len()).sum::<usize>());
    });
    group.bench_function("floor: copy the text", |bencher| {
        bencher.iter(|| black_box(document.text.content()).to_owned());
    });

    let empty = Corpus::new([]);
    group.bench_function("read the file", |bencher| {
        bencher.iter(|| formats::read("book.json", file.as_bytes()).expect("our own"));
    });
    let incoming = formats::read("book.json", file.as_bytes()).expect("our own");
    group.bench_function("compare it with what is here", |bencher| {
        bencher.iter(|| import::plan(&empty, &incoming, &moment(7)));
    });
    let transaction = Rc::new(import::plan(&empty, &incoming, &moment(7)).transaction.expect("new"));
    group.bench_function("apply it", |bencher| bencher.iter(|| empty.apply(&transaction)));
    group.bench_function("write the file", |bencher| {
        bencher.iter(|| native::write(&corpus, moment(8).time));
    });
    group.bench_function("floor: copy the file", |bencher| {
        bencher.iter(|| black_box(file.as_str()).to_owned());
    });

    let storage: Rc<dyn Storage> = Rc::new(Memory::default());
    let start = || Saving::start(&empty, Ok(storage.clone()), ReplicaId(1), Budget::default());
    let (full, _) = empty.apply(&transaction);
    let mut saving = start().saving;
    saving.write(&full, &transaction);
    saving.compact(&full, true).expect("there is room");
    group.bench_function("load it from the store", |bencher| bencher.iter(&start));
    group.bench_function("merge it with itself", |bencher| bencher.iter(|| full.union(&full)));
    group.finish();
}

fn project(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("project");
    group.sample_size(10);
    let file = file(&glossator_benches::project());
    let incoming = formats::read("project.json", file.as_bytes()).expect("our own");
    let empty = Corpus::new([]);
    let transaction = Rc::new(import::plan(&empty, &incoming, &moment(7)).transaction.expect("new"));
    let (full, _) = empty.apply(&transaction);
    let storage: Rc<dyn Storage> = Rc::new(Memory::default());
    let open = || Saving::open(&empty, Ok(storage.clone()), ReplicaId(1), Budget::default());
    let mut saving = open().finish().saving;
    // Texts of the page are kept elsewhere, and so are these.
    saving.note_elsewhere(transaction.texts.iter().map(|text| text.version()).collect());
    saving.write(&full, &transaction);
    group.bench_function("show one article", |bencher| {
        bencher.iter(|| open().one(Some(&ARTICLE.into())).expect("it is there"));
    });
    group.bench_function("load it from the store", |bencher| bencher.iter(|| open().finish()));
    group.finish();
}

criterion_group!(benches, book, project);
criterion_main!(benches);
