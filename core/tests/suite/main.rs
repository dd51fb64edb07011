//! Tests of core, topic by topic: each a `check` and what it is asked.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[cfg(not(target_family = "wasm"))]
mod actors;
mod articles;
mod attribution;
mod chunks;
mod codebook;
mod codebooks;
mod commands;
mod conflicts;
mod corpus;
mod counts;
mod docs;
mod editor;
#[cfg(not(target_family = "wasm"))]
mod example;
mod export;
mod faults;
mod foreign;
mod golden;
mod history;
mod import;
mod journal;
mod lanes;
mod later;
#[cfg(not(target_family = "wasm"))]
mod lexicon;
mod opening;
mod page;
#[cfg(not(target_family = "wasm"))]
mod passages;
#[cfg(not(target_family = "wasm"))]
mod projects;
mod properties;
#[cfg(not(target_family = "wasm"))]
mod queries;
mod reading;
mod roles;
#[cfg(not(target_family = "wasm"))]
mod room;
mod saving;
mod search;
mod second_copy;
mod segments;
#[cfg(not(target_family = "wasm"))]
mod sessions;
mod store;
#[cfg(not(target_family = "wasm"))]
mod teams;
#[cfg(not(target_family = "wasm"))]
mod tokens;
mod unfinished;

use glossator_core::corpus::{Cells, Corpus};
use glossator_core::edit::command::Command;
use glossator_core::formats::native;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::time::Timestamp;
use glossator_core::query::matrix::{By, Matrix};
use glossator_fixture::Fixture;
use std::fmt::Write as _;
use std::rc::Rc;

/// A command that needs to know the fixture.
type Given = fn(&Fixture) -> Command;

/// One article, `a`.
fn fixture(marked: &str) -> Fixture {
    Fixture::of(marked).unwrap_or_else(|why| panic!("{marked}: {why}"))
}

/// Every field of every record.
fn cells_of(corpus: &Corpus) -> Cells {
    let records = corpus.records_between(None, None);
    let cells = records.flat_map(|(key, record)| record.cells().map(move |(field, cell)| (key, field, cell)));
    cells.map(|(key, field, cell)| (key.clone(), field.clone(), cell.clone())).collect()
}

/// The download at the first moment of all.
fn json(corpus: &Corpus) -> String {
    native::write(corpus, Timestamp::default())
}

/// Stored value without its checksum.
fn without_sum(value: &str) -> String {
    format!("{}}}", value.rsplit_once(",\"sum\":").expect("a sum").0)
}

/// The same records, and the same that follows from them.
fn assert_same(found: &Corpus, expected: &Corpus) {
    let [found, expected] = [view(found), view(expected)];
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

/// A corpus in words.
fn view(corpus: &Corpus) -> String {
    let mut view = String::new();
    for (key, field, cell) in cells_of(corpus) {
        writeln!(view, "{key:?} {field} {cell:?}").expect("a string");
    }
    for document in corpus.documents() {
        let (id, title, text) = (&document.id, &document.title, document.text.version());
        let mut counts = document.counts.clone();
        counts.sort();
        writeln!(view, "{id} “{title}” {text} {counts:?}").expect("a string");
        let (note, state, attributes) = (&document.note, document.state, &document.attributes);
        writeln!(view, "{note:?} {state:?} {attributes:?}").expect("a string");
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            writeln!(view, "{} {:?} {:?}", block.number, block.span, block.annotations).expect("a string");
            writeln!(view, "{:?}", block.segments()).expect("a string");
        }
        writeln!(view, "unplaced {:?}", document.unplaced).expect("a string");
        for annotation in document.annotations() {
            assert_eq!(corpus.annotation(annotation.id), Some(annotation));
        }
    }
    for relation in corpus.relations().iter() {
        writeln!(view, "{relation:?}").expect("a string");
        for end in [&relation.from, &relation.to] {
            assert!(corpus.relations().of(end.clone()).any(|one| Rc::ptr_eq(one, relation)));
        }
    }
    for entity in corpus.entities().iter() {
        let itself = corpus.entities().resolve(&entity.id).map(|it| &it.id);
        writeln!(view, "{entity:?} {itself:?}").expect("a string");
    }
    writeln!(view, "{:?} {:?}", corpus.attributes(), corpus.relation_types()).expect("a string");
    writeln!(view, "{:?}", Matrix::of(corpus, &By::default())).expect("a string");
    writeln!(view, "{:?} {}", corpus.labels(), corpus.next_stamp(ReplicaId(0))).expect("a string");
    view
}
