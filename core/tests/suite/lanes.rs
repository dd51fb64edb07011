//! Lanes: marked text in, the lane of each annotation out.

use super::fixture;
use glossator_core::corpus::lanes::Lane;
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::Document;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Lane of each annotation, as every segment has it that names the annotation.
#[track_caller]
pub fn lanes(document: &Document) -> BTreeMap<AnnotationId, Lane> {
    let mut lanes = BTreeMap::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        for segment in block.segments() {
            for (one, lane) in segment.annotations.iter().zip(&segment.lanes) {
                let before = *lanes.entry(one.id).or_insert(*lane);
                assert_eq!(before, *lane, "{one:?} changes its lane");
            }
        }
    }
    lanes
}

/// Lane and words of each annotation, in text order.
fn view(document: &Document) -> Vec<String> {
    let lanes = lanes(document);
    let words = |one: &Rc<Annotation>| format!("{} {}", lanes[&one.id], shortened(one.quote(&document.text)));
    document.annotations().map(words).collect()
}

fn shortened(quote: &str) -> String {
    quote.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

const LONG: &str = "word after word after word after word after word";

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let marked = marked.replace("LONG", LONG);
    let fixture = fixture(&marked);
    let document = fixture.corpus.document(&"a".into()).expect("there");
    assert_eq!(view(document), expected, "{marked}");
}

#[test]
fn whoever_finds_a_lane_taken_goes_one_further_out_the_shortest_first() {
    check("", &[]);
    check("[actor:a] b [actor:c]", &["1 a", "1 c"]);
    check("[actor:a][actor:b]", &["1 a", "1 b"]);
    check("[claim:a [actor:b] c]", &["2 a b", "1 b"]);
    check("[actor:[location:a] b]", &["2 a b", "1 a"]);
    check("[actor:[location:[claim:same]]]", &["1 same", "2 same", "3 same"]);
    // Of two that cross, the shorter is beside the words; both keep their lanes where they are alone.
    check("[claim#1:one [actor#2:two#1] three#2]", &["1 one two", "2 two three"]);
    check(
        "[claim:v [claim:w [claim:x [actor:y [location:z]]]]]",
        &["4 v w", "4 w x", "3 x y", "2 y z", "1 z"],
    );
}

#[test]
fn labels_of_long_spans_are_at_home_in_the_second_lane() {
    check("[claim:LONG] and [actor:a]", &["2 word after", "1 a"]);
    check("[claim:LONG [actor:a] LONG]", &["2 word after", "1 a"]);
    check("[claim:[claim:LONG] LONG]", &["3 word after", "2 word after"]);
    // All spans of the label count, those of other paragraphs, too.
    check("[claim:a]\n\n[claim:LONG LONG] b", &["2 a", "2 word after"]);
    check("[claim:a] [claim:b] [claim:c]\n\n[claim:LONG] b", &["1 a", "1 b", "1 c", "1 word after"]);
}

#[test]
fn over_several_paragraphs_there_is_one_lane_and_others_give_way() {
    check("[claim:a\n\n[actor:b] c]", &["2 a b", "1 b"]);
    check(
        "[claim:a [claim:LONG LONG LONG]\n\n[actor:b] [claim:c]]",
        &["2 a word", "3 word after", "1 b", "3 c"],
    );
    check(
        "[claim#1:a [claim#2:b\n\nc#1] d LONG LONG#2] [actor:e [claim:f] g]",
        &["2 a b", "3 b c", "2 e f", "1 f"],
    );
}

#[test]
fn a_lane_that_changes_is_drawn_anew_wherever_it_runs() {
    let mut fixture =
        fixture("[claim#1:one\n\ntwo\n\nthree [claim#2:four\n\nfive#1] six\n\nseven#2]\n\neight");
    let lanes_now =
        |fixture: &glossator_fixture::Fixture| view(fixture.corpus.document(&"a".into()).expect("there"));
    assert_eq!(lanes_now(&fixture), ["3 one two", "2 four five"]);
    let id = fixture.id("four\n\nfive six\n\nseven");
    let change = fixture.give(&Command::Delete { annotations: vec![id] }).expect("it is deleted");
    assert_eq!(lanes_now(&fixture), ["2 one two"]);
    let blocks: Vec<_> = change.blocks.iter().map(|(_, block)| *block).collect();
    assert_eq!(blocks, [0, 1, 2, 3, 4]);
    // A label that gets another home takes its spans along.
    let mut fixture = self::fixture(&format!("[claim:a]\n\n[actor:b]\n\n{LONG} {LONG} {LONG}"));
    assert_eq!(lanes_now(&fixture), ["1 a", "1 b"]);
    let span = fixture.span("a", &format!("{LONG} {LONG} {LONG}")).expect("there");
    let tag = Command::Tag { document: "a".into(), span, label: "claim".into() };
    let change = fixture.give(&tag).expect("it is tagged");
    assert_eq!(lanes_now(&fixture), ["2 a", "1 b", "2 word after"]);
    let blocks: Vec<_> = change.blocks.iter().map(|(_, block)| *block).collect();
    assert_eq!(blocks, [0, 2]);
}

#[test]
fn of_those_that_share_a_lane_the_line_of_the_shortest_is_seen() {
    let fixture = fixture("[claim:v [claim:w [claim:x [actor:y [location:z]]]]]");
    let document = fixture.corpus.document(&"a".into()).expect("there");
    let lines: Vec<_> = document.sections[0].blocks[0]
        .segments()
        .iter()
        .map(|segment| {
            let lines = segment.lines().into_iter();
            let lines = lines.map(|(lane, one)| format!("{lane} {}", shortened(one.quote(&document.text))));
            lines.collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert_eq!(lines, ["4 v w", "4 w x", "3 x y, 4 w x", "2 y z, 3 x y, 4 w x", "1 z, 2 y z, 3 x y, 4 w x"]);
}
