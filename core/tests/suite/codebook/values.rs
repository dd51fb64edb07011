//! Values of attributes, notes and states of articles, and articles that are put away.

use super::{fixture, give, json, refused};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Rejection, plan};
use glossator_core::formats;
use glossator_core::import;
use glossator_core::model::attribute::AttributeId;
use glossator_core::model::document::{DocumentId, State};
use glossator_core::model::record::{Field, RecordKey, Value};
use glossator_fixture::Fixture;
use std::rc::Rc;

const SEEDS: [Seed<'static>; 2] = [
    Seed { id: "a", text: "one two", attributes: &[("outlet", "Daily"), ("language", "en")] },
    Seed { id: "b", text: "three", attributes: &[] },
];

fn seeded() -> Fixture {
    Fixture { corpus: Corpus::new(SEEDS), ..fixture("") }
}

fn set(values: &[(&str, &str, &str)]) -> Command {
    let key = |id: &str| DocumentId::from(id).key();
    let value = |(id, attribute, value): &(&str, &str, &str)| {
        (key(id), AttributeId::from(*attribute), Rc::from(*value))
    };
    Command::SetAttributes { values: values.iter().map(value).collect() }
}

fn values(corpus: &Corpus, id: &str) -> String {
    let document = corpus.document(&id.into()).expect("there");
    let values = document.attributes.iter().map(|(id, value)| format!("{id}={value}"));
    values.collect::<Vec<_>>().join(" ")
}

#[test]
fn values_are_set_in_many_articles_at_once() {
    let check = |given: &[(&str, &str, &str)], a: &str, b: &str| {
        let mut it = seeded();
        give(&mut it, &set(given));
        assert_eq!([values(&it.corpus, "a"), values(&it.corpus, "b")], [a, b]);
    };
    check(&[("b", "outlet", " Le Monde\n")], "language=en outlet=Daily", "outlet=Le Monde");
    check(&[("a", "outlet", "X"), ("b", "outlet", "X")], "language=en outlet=X", "outlet=X");
    check(&[("a", "outlet", "")], "language=en", "");
    check(
        &[("b", "outlet", "X"), ("b", "date", "2025-05-26"), ("b", "outlet", "Y")],
        "language=en outlet=Daily",
        "date=2025-05-26 outlet=Y",
    );
    // A value that is there already is no write.
    check(
        &[("a", "outlet", "Daily"), ("b", "not in the codebook", "x")],
        "language=en outlet=Daily",
        "not in the codebook=x",
    );
    let it = seeded();
    assert_eq!(refused(&it, &set(&[("a", "outlet", "Daily"), ("b", "outlet", " ")])), Rejection::NothingToDo);
    assert_eq!(refused(&it, &set(&[("c", "outlet", "x")])), Rejection::NoDocument("c".into()));
    assert_eq!(refused(&it, &set(&[])), Rejection::NothingToDo);
}

#[test]
fn an_edit_touches_what_it_touches() {
    let mut it = seeded();
    let before = it.corpus.clone();
    let change = it.give(&set(&[("a", "outlet", "X")])).expect("new");
    assert_eq!((&*change.documents, change.blocks.len(), change.project), (&["a".into()][..], 0, false));
    let [a, b] = ["a", "b"].map(|id| {
        let [old, new] = [&before, &it.corpus].map(|corpus| corpus.document(&id.into()).expect("there"));
        assert!(old.sections.iter().zip(&new.sections).all(|(old, new)| Rc::ptr_eq(old, new)));
        Rc::ptr_eq(old, new)
    });
    assert_eq!((a, b), (false, true));
}

#[test]
fn values_of_an_annotation_are_a_change_of_it() {
    let mut it = fixture("[claim:one] two");
    let id = it.id("one");
    let values = vec![(id.key(), "position".into(), "denies".into())];
    give(&mut it, &Command::SetAttributes { values });
    let one = it.annotation("one").expect("there");
    assert_eq!(one.attributes.get("position"), "denies");
    assert!(one.modified > one.created);
    let gone = Command::SetAttributes { values: vec![(it.id("nobody").key(), "x".into(), "y".into())] };
    assert_eq!(refused(&it, &gone), Rejection::NoAnnotation(it.id("nobody")));
}

#[test]
fn an_article_has_a_note_and_a_state() {
    let mut it = seeded();
    let note = |note: &str| Command::SetDocumentNote { document: "a".into(), note: note.into() };
    give(&mut it, &note("read"));
    let state = |state| Command::SetDocumentState { documents: vec!["a".into(), "b".into()], state };
    give(&mut it, &state(State::Done));
    let found: Vec<_> = it.corpus.documents().map(|document| (&*document.note, document.state)).collect();
    assert_eq!(found, [("read", State::Done), ("", State::Done)]);
    assert_eq!(refused(&it, &state(State::Done)), Rejection::NothingToDo);
    assert_eq!(refused(&it, &note("read")), Rejection::NothingToDo);
    give(&mut it, &state(State::Open));
    give(&mut it, &note(""));
}

#[test]
fn an_embedded_article_is_put_away_with_its_annotations_and_got_back() {
    let mut it = Fixture::new(&[("a", "[actor:one] two"), ("b", "three")]).expect("well formed");
    let all: Vec<DocumentId> = vec!["a".into(), "b".into()];
    give(&mut it, &Command::RemoveDocuments(all.clone()));
    assert_eq!((it.corpus.documents().count(), it.corpus.annotation_count()), (0, 0));
    assert_eq!(it.corpus.put_away().collect::<Vec<_>>(), all);
    give(&mut it, &Command::BringBackDocuments(vec!["a".into()]));
    assert_eq!((&*it.marked("a"), it.corpus.put_away().count()), ("[actor:one] two", 1));
    assert_eq!(refused(&it, &Command::BringBackDocuments(vec!["a".into()])), Rejection::NothingToDo);
    let unknown = Command::BringBackDocuments(vec!["c".into()]);
    assert_eq!(refused(&it, &unknown), Rejection::NoDocument("c".into()));
}

/// The download of the fixture, opened in an empty browser.
fn elsewhere(it: &Fixture) -> Fixture {
    let mut elsewhere = seeded();
    let incoming = formats::read("a.json", json(&it.corpus).as_bytes()).expect("a download");
    let planned = import::plan(&it.corpus, &incoming, &it.moment);
    assert!(planned.transaction.is_none(), "it changes nothing where it was made");
    let _ = elsewhere.give(&Command::Import(Rc::new(incoming)));
    elsewhere
}

#[test]
fn what_articles_come_with_gives_way_to_a_file_and_to_people_and_is_never_stored() {
    let check = |commands: &[Command], expected: &str| {
        let mut it = seeded();
        for command in commands {
            give(&mut it, command);
        }
        let other = elsewhere(&it);
        assert_eq!(json(&other.corpus), json(&it.corpus));
        let document = other.corpus.document(&"a".into());
        assert_eq!(document.map(|_| values(&other.corpus, "a")).as_deref().unwrap_or("away"), expected);
    };
    check(&[], "language=en outlet=Daily");
    check(&[set(&[("a", "outlet", "")])], "language=en");
    check(&[set(&[("a", "outlet", "X")]), set(&[("a", "outlet", "")])], "language=en");
    check(&[set(&[("a", "outlet", "X"), ("a", "date", "2025")])], "date=2025 language=en outlet=X");
    check(&[set(&[("a", "date", "2025")]), set(&[("a", "date", "")])], "language=en outlet=Daily");
    check(&[Command::RemoveDocuments(vec!["a".into()])], "away");
    check(&[Command::DeleteLabel { label: "claim".into() }], "language=en outlet=Daily");
    let order = Command::MoveLabel { label: "location".into(), to: 0 };
    check(&[order], "language=en outlet=Daily");
    let stored = seeded().transactions.len();
    assert_eq!(stored, 0);
}

#[test]
fn a_value_that_a_file_has_is_taken_where_there_is_none_and_asked_where_there_is_another() {
    let check = |here: &[(&str, &str, &str)], file: &str, expected: &str, differs: usize| {
        let mut it = seeded();
        if !here.is_empty() {
            give(&mut it, &set(here));
        }
        let file = format!(
            r#"{{"format":"glossator","version":2,"documents":[{{"id":"a","text":"one two","attributes":{file}}}]}}"#
        );
        let incoming = formats::read("a.json", file.as_bytes()).expect("a download");
        let planned = import::plan(&it.corpus, &incoming, &it.moment);
        assert_eq!(planned.report.differences.len(), differs, "{:?}", planned.report);
        let _ = it.give(&Command::Import(Rc::new(incoming)));
        assert_eq!(values(&it.corpus, "a"), expected);
    };
    check(&[], r#"{"outlet":"X","page":3}"#, "language=en outlet=X page=3", 0);
    check(&[("a", "outlet", "Mine")], r#"{"outlet":"X"}"#, "language=en outlet=Mine", 1);
    check(
        &[("a", "outlet", "Mine")],
        r#"{"outlet":"X","date":"2025"}"#,
        "date=2025 language=en outlet=Mine",
        1,
    );
    check(&[("a", "outlet", "")], r#"{"outlet":"X"}"#, "language=en outlet=X", 0);
    check(&[("a", "outlet", "Mine")], "{}", "language=en outlet=Mine", 0);
}

#[test]
fn two_pages_that_set_one_value_are_told() {
    use glossator_core::edit::conflict::between;
    use glossator_core::model::record::ReplicaId;
    let base = seeded();
    let [mut one, mut other] = [10, 20].map(|replica| {
        let mut it = base.clone();
        it.moment.replica = ReplicaId(replica);
        it
    });
    one.give(&set(&[("a", "outlet", "One")])).expect("new");
    let moment = other.next_moment();
    let theirs = plan(&other.corpus, &set(&[("a", "outlet", "Two")]), &moment).expect("new");
    let lost = between(&one.corpus, &theirs, ReplicaId(10));
    let lost: Vec<(RecordKey, Field, Option<Value>)> =
        lost.into_iter().map(|it| (it.record, it.field, it.value)).collect();
    let field = Field::Attribute("outlet".into());
    assert_eq!(lost, [(DocumentId::from("a").key(), field, Some(Value::text("One")))]);
}
