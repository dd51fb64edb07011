//! Coming to the project of a team with an empty browser: 53,000 records of 5 coders in 1,000 articles, as a server answers when it is
//! asked for all, become the corpus that the page shows. The floor is reading the answers as JSON once, without making anything of them.
//!
//! What a browser adds, such as the connection and its database, is not here.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::Memory;
use glossator_benches::team::{RECORDS, Shelf};
use glossator_core::corpus::Corpus;
use glossator_core::edit::editor::{Editor, Setup};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::saving::Budget;
use glossator_core::sync::couch;
use glossator_core::sync::replicate::{self, Replication};
use glossator_core::sync::request::{Answer, Limits, Request};
use glossator_core::sync::team::Team;
use serde_json::value::RawValue;
use std::hint::black_box;
use std::rc::Rc;

/// Comes to the project as the page does, until changes are followed.
fn join(shelf: &Shelf) -> Editor {
    let setup = Setup {
        seeds: Corpus::new([]),
        replica: ReplicaId(9),
        newcomer: AnnotatorId::default(),
        budget: Budget::default(),
    };
    let (mut editor, _) = Editor::start(setup, Ok(Rc::new(Memory::default())));
    editor.join(&Team::default(), "rea", []);
    let setup = replicate::Setup {
        person: "rea".into(),
        replica: ReplicaId(9),
        limits: Limits::default(),
        checkpoint: None,
    };
    let mut replication = Replication::new(setup, [].into_iter());
    loop {
        for request in replication.requests(0) {
            let answer = match &request {
                Request::Session => Ok(Answer::Session(Some("rea".to_owned()))),
                Request::Changes { since: Some(_), .. } => return editor,
                Request::Changes { .. } => couch::answer(&request, 200, r#"{"results":[],"last_seq":"1"}"#),
                Request::All { .. } => couch::answer(&request, 200, &shelf.answer(&request)),
                Request::Bulk(_) => Ok(Answer::Bulk(Vec::new())),
            };
            let received = replication.answer(&request, answer, 0);
            if !received.docs.is_empty() {
                editor.hear(&received.docs, received.is_news);
            }
        }
    }
}

fn load(criterion: &mut Criterion) {
    let shelf = Shelf::of_team();
    let editor = join(&shelf);
    let articles = editor.corpus().documents().count();
    assert_eq!(
        articles + editor.corpus().annotation_count() + editor.corpus().relations().iter().count(),
        RECORDS
    );
    let mut group = criterion.benchmark_group("join");
    group.sample_size(10);
    group.bench_function("53,000 records", |bencher| bencher.iter_with_large_drop(|| join(&shelf)));
    group.bench_function("floor: reading the answers as JSON", |bencher| {
        bencher.iter(|| {
            for row in shelf.rows() {
                let read: &RawValue = serde_json::from_str(black_box(row)).expect("JSON");
                black_box(read);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
