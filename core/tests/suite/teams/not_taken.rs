//! The file of what the project did not take: it holds the values that were refused, and what they need.

use super::docs::{outbox, work, writes};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::formats::{self, native};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::sync::not_taken::{self, NotTaken};
use glossator_core::sync::request::Limits;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// Docs that the project did not take of the transactions from that one on: all, as from a reader.
fn refused(it: &Fixture, from: usize) -> Vec<NotTaken> {
    let mut outbox = outbox(Limits::default());
    let of_late = Fixture { transactions: it.transactions[from..].to_vec(), ..it.clone() };
    outbox.offer(writes(&of_late), Role::Reader);
    outbox.not_taken().cloned().collect()
}

/// The file, opened in a project of its own.
fn opened(shown: &Corpus, not_taken: &[NotTaken]) -> Fixture {
    let file = native::write(&not_taken::corpus(shown, not_taken), Timestamp::default());
    let file = formats::read("project.json", file.as_bytes()).expect("our own file");
    let mut fresh = Fixture { corpus: Corpus::new([]), ..work() };
    fresh.give(&Command::Import(Rc::new(file))).expect("something new");
    fresh
}

#[test]
fn what_was_not_taken_comes_with_all_that_it_names() {
    let it = work();
    let found = opened(&it.corpus, &refused(&it, 0));
    for article in ["own", "a"] {
        assert_eq!(found.marked(article), it.marked(article), "{article}");
    }
    let relations = |it: &Fixture| it.corpus.relations().iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!(relations(&found), relations(&it));
    let name = |it: &Fixture| it.corpus.annotator_name(it.moment.annotator);
    assert_eq!(name(&found), name(&it));
}

#[test]
fn of_the_rest_only_what_the_same_people_tagged_in_the_same_articles_is_in_it() {
    let mut it = work();
    let own = it.moment.annotator;
    let mut tag = |words: &str, label: &str| {
        let span = it.span("a", words).expect("there");
        it.give(&Command::Tag { document: "a".into(), span, label: label.into() }).expect("new");
    };
    tag("met", "claim");
    it.moment.annotator = AnnotatorId::parse("00000000-0000-4000-8000-0000000000ff").expect("an id");
    let span = it.span("a", "Sharif").expect("there");
    it.give(&Command::Tag { document: "a".into(), span, label: "actor".into() }).expect("new");
    it.moment.annotator = own;
    let from = it.transactions.len();
    it.give(&Command::SetNote { annotation: it.id("met"), note: "mine".into() }).expect("new");
    let found = opened(&it.corpus, &refused(&it, from));
    assert!(found.corpus.document(&"own".into()).is_none(), "nothing of it was refused");
    assert!(found.annotation("met").is_some() && found.annotation("Erdogan").is_some());
    assert!(found.annotation("Sharif").is_none(), "it is by somebody else");
}

#[test]
fn a_value_that_was_refused_is_in_it_though_a_later_one_stands() {
    let mut it = work();
    let from = it.transactions.len();
    let annotation = it.id("Erdogan");
    it.give(&Command::SetNote { annotation, note: "refused".into() }).expect("new");
    let not_taken = refused(&it, from);
    let check = |shown: &Corpus, expected: &str| {
        let found = opened(shown, &not_taken);
        assert_eq!(found.corpus.annotation(annotation).map(|it| &*it.note), Some(expected));
    };
    check(&it.corpus, "refused");
    it.give(&Command::SetNote { annotation, note: "of somebody else".into() }).expect("new");
    check(&it.corpus, "refused");
    it.give(&Command::Delete { annotations: vec![annotation] }).expect("there");
    check(&it.corpus, "refused");
}

#[test]
fn what_was_deleted_is_missing_in_it_beside_what_was_not() {
    let mut it = work();
    let from = it.transactions.len();
    it.give(&Command::Delete { annotations: vec![it.id("She")] }).expect("there");
    let found = opened(&it.corpus, &refused(&it, from));
    assert_eq!(found.marked("own"), it.marked("own"));
    assert!(found.annotation("so").is_some() && found.annotation("She").is_none());
}
