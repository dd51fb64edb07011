//! Queries: what a list shows, and what lies where.

use super::fixture;
use super::properties::edits::{deed, live};
use super::properties::start as start_of_sessions;
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::query::{self, Listed, Order, Query, counts};
use glossator_core::text::offset::ByteOffset;
use glossator_fixture::Fixture;
use glossator_fixture::language::Expressions;
use proptest::collection::vec;
use proptest::prelude::*;

fn listed(fixture: &Fixture, of: Option<&str>, query: &Query) -> Vec<String> {
    let of = of.map(DocumentId::from);
    let listed = query::annotations(&fixture.corpus, of.as_ref(), query, &Expressions);
    listed.iter().map(|(document, annotation)| annotation.quote(&document.text).to_owned()).collect()
}

#[test]
fn a_list_shows_what_is_wanted_in_the_order_that_is_wanted() {
    let mut it = Fixture::new(&[
        ("a", "[claim:zebras met [actor:Erdogan]] in [location:Istanbul]"),
        ("b", "[actor:Sharif] and [location:ankara]"),
    ])
    .expect("two articles");
    it.give(&Command::SetNote { annotation: it.id("Sharif"), note: "Zebras again".into() }).expect("a note");
    let check =
        |query: Query, expected: &[&str]| assert_eq!(listed(&it, None, &query), expected, "{query:?}");
    let all = ["zebras met Erdogan", "Erdogan", "Istanbul", "Sharif", "ankara"];
    check(Query::default(), &all);
    assert_eq!(listed(&it, Some("b"), &Query::default()), ["Sharif", "ankara"]);
    let of = |labels: &[&str]| Query {
        labels: labels.iter().map(|label| (*label).into()).collect(),
        ..Query::default()
    };
    check(of(&["actor"]), &["Erdogan", "Sharif"]);
    check(of(&["location", "actor"]), &["Erdogan", "Istanbul", "Sharif", "ankara"]);
    check(Query { words: " zebra ".into(), ..Query::default() }, &["zebras met Erdogan", "Sharif"]);
    check(Query { words: "nothing".into(), ..Query::default() }, &[]);
    // The fixture tags what ends first first.
    let newest = ["ankara", "Sharif", "Istanbul", "zebras met Erdogan", "Erdogan"];
    let found = listed(&it, None, &Query { order: Order::Newest, ..Query::default() });
    assert_eq!(found.len(), newest.len());
    assert_eq!(found[..3], newest[..3]);
    let by_label = ["Erdogan", "Sharif", "zebras met Erdogan", "Istanbul", "ankara"];
    check(Query { order: Order::Label, ..Query::default() }, &by_label);
    let by_words = ["ankara", "Erdogan", "Istanbul", "Sharif", "zebras met Erdogan"];
    check(Query { order: Order::Words, ..Query::default() }, &by_words);
}

#[test]
fn each_string_once_is_as_many_rows_as_strings_are_counted() {
    let it = Fixture::new(&[
        ("a", "[actor:Erdogan], [actor:Erdogan], [claim:Erdogan]; [location:d’État] and [location:d'État]"),
        ("b", "[claim:Erdogan] and [actor:Bo  Li], [actor:Bo\nLi], [actor:bo li]"),
    ])
    .expect("two articles");
    let counts = counts::counts(&it.corpus);
    let mut rows = counts.rows.clone();
    rows.push(counts.sums.clone());
    for row in rows {
        let of = row.document.as_ref().map(|document| &*document.id.0);
        let labels = counts.labels.iter().cloned().map(Some).chain([None]);
        for (label, count) in labels.zip(row.cells.iter().chain([&row.sum])) {
            let query = Query { labels: label.into_iter().collect(), once: true, ..Query::default() };
            assert_eq!(listed(&it, of, &query).len(), count.strings, "{of:?} {query:?}");
        }
    }
    let query = Query { once: true, order: Order::Words, ..Query::default() };
    assert_eq!(listed(&it, None, &query), ["Bo  Li", "bo li", "d’État", "Erdogan"]);
}

#[test]
fn equal_words_with_one_label_are_alike_in_their_article() {
    let it = Fixture::new(&[
        ("a", "[actor:India], [location:India] and [actor:Bo  Li]; [actor:Bo\nLi] in [actor:India], [actor:india]"),
        ("b", "[actor:India]"),
    ])
    .expect("two articles");
    let listed = query::annotations(&it.corpus, None, &Query::default(), &Expressions);
    let words = |group: &Vec<Listed<'_>>| {
        group.iter().map(|(document, one)| format!("{} {}", one.label.0, one.quote(&document.text))).collect()
    };
    let found: Vec<Vec<String>> = query::alike(&it.corpus, &listed).iter().map(words).collect();
    let expected: [&[&str]; 5] = [
        &["actor India", "actor India"],
        &["location India"],
        &["actor Bo  Li", "actor Bo\nLi"],
        &["actor india"],
        &["actor India"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_lies_at_a_place_is_found_the_smallest_first() {
    let it = fixture("[claim#1:one [actor#2:two [location#3:three#1] four#3] five#2] six\n\nseven");
    let document = it.corpus.document(&"a".into()).expect("there");
    let check = |words: &str, behind: usize, expected: &[&str]| {
        let at = document.text.content().find(words).expect("there") + behind;
        let found = query::covering(document, ByteOffset(at));
        let found: Vec<_> = found.iter().map(|annotation| &*annotation.label.0).collect();
        assert_eq!(found, expected, "{words} + {behind}");
    };
    check("one", 0, &["claim"]);
    check("two", 1, &["claim", "actor"]);
    check("three", 0, &["location", "claim", "actor"]);
    check("four", 0, &["location", "actor"]);
    check("five", 0, &["actor"]);
    // Behind its last character an annotation still counts, unless another one goes on there.
    check("five", 4, &["actor"]);
    check("three", 5, &["location", "actor"]);
    check("six", 0, &[]);
    check("seven", 5, &[]);
}

#[test]
fn what_overlaps_is_named_once_in_text_order() {
    let it = fixture("[claim#1:one [actor#2:two\n\nthree#1] four\n\nfive#2] [location:six] [actor:seven]");
    let document = it.corpus.document(&"a".into()).expect("there");
    let check = |words: &str, expected: &[&str]| {
        let annotation = it.annotation(words).expect(words);
        let found = query::overlapping(document, annotation);
        let found: Vec<_> = found.iter().map(|other| &*other.label.0).collect();
        assert_eq!(found, expected, "{words}");
    };
    check("one two\n\nthree", &["actor"]);
    check("two\n\nthree four\n\nfive", &["claim"]);
    check("six", &[]);
}

#[test]
fn words_are_shown_among_whole_words() {
    let check = |marked: &str, characters: usize, expected: [&str; 3]| {
        let it = fixture(marked);
        let document = it.corpus.document(&"a".into()).expect("there");
        let span = document.annotations().next().and_then(|one| one.span()).expect("a span");
        assert_eq!(document.text.in_context(span, characters), expected);
    };
    check("one two [actor:three] four five", 5, ["two ", "three", " four"]);
    check("one two [actor:three] four five", 40, ["one two ", "three", " four five"]);
    check("one two [actor:three] four five", 0, ["", "three", ""]);
    check("one\n\ntwo [actor:three]\n\nfour", 40, ["two ", "three", ""]);
    check("🙂🙂 [actor:x] 👩‍👩‍👧", 2, ["", "x", ""]);
}

proptest! {
    /// Any part of the list is what a look at everything has there, whatever was edited.
    #[test]
    fn any_part_of_a_list_can_be_had_by_itself(deeds in vec(deed(), 1..24), start in 0_usize..12, length in 0_usize..6) {
        let mut it = start_of_sessions();
        live(&mut it, &deeds);
        let queries = [Query::default(), Query { labels: vec!["actor".into()], ..Query::default() }];
        for (query, of) in queries.iter().flat_map(|query| [(query, None), (query, Some(DocumentId::from("own")))]) {
            let all = query::annotations(&it.corpus, of.as_ref(), query, &Expressions);
            let rows = query::rows(&it.corpus, of.as_ref(), query, &Expressions);
            prop_assert_eq!(rows.count(), all.len());
            let part = start.min(all.len())..(start + length).min(all.len());
            prop_assert_eq!(ids(&rows.part(part.clone())), ids(&all[part]));
            for (place, (_, annotation)) in all.iter().enumerate() {
                prop_assert_eq!(rows.index_of(annotation), Some(place));
            }
        }
        for document in it.corpus.documents() {
            let starts: Vec<_> = document.annotations().filter_map(|one| Some(one.span()?.start())).collect();
            for at in (0..=document.text.content().len()).step_by(3).map(ByteOffset) {
                let before = starts.iter().filter(|start| **start < at).count();
                prop_assert_eq!(document.index_behind(at), before);
            }
        }
    }
}

fn ids(rows: &[Listed<'_>]) -> Vec<AnnotationId> {
    rows.iter().map(|(_, annotation)| annotation.id).collect()
}
