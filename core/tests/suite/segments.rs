//! Segments: a block without overlaps.

use super::fixture;
use glossator_core::corpus::segment::Segment;
use glossator_core::text::span::Span;

/// Each segment as `labels:words`.
#[test]
fn a_block_is_cut_at_every_border() {
    let check = |marked: &str, expected: &[&[&str]]| {
        let fixture = fixture(marked);
        let document = fixture.corpus.document(&"a".into()).expect("there");
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let found: Vec<Vec<String>> = blocks
            .map(|block| {
                let segments = block.segments().iter().map(|segment| {
                    let labels: Vec<_> = segment.annotations.iter().map(|it| it.label.to_string()).collect();
                    format!("{}:{}", labels.join("+"), segment.span.of(document.text.content()))
                });
                segments.collect()
            })
            .collect();
        assert_eq!(found, expected, "{marked}");
    };
    check("", &[]);
    check("plain", &[&[":plain"]]);
    check("[actor:all]", &[&["actor:all"]]);
    check("a [actor:b] c", &[&[":a ", "actor:b", ": c"]]);
    check("[actor:a][claim:b]", &[&["actor:a", "claim:b"]]);
    check(
        "[claim:he met [actor:Erdogan] there]",
        &[&["claim:he met ", "claim+actor:Erdogan", "claim: there"]],
    );
    check(
        "[claim#1:one [actor#2:two#1] three#2] four",
        &[&["claim:one ", "claim+actor:two", "actor: three", ": four"]],
    );
    check("[actor:[claim:[location:x]]]", &[&["actor+claim+location:x"]]);
    check(
        "a [claim:b\n\n[actor:c]\r\n\r\nd] e",
        &[&[":a ", "claim:b"], &["claim+actor:c"], &["claim:d", ": e"]],
    );
}

#[test]
fn labels_of_a_segment_stand_in_text_order_in_later_blocks_too() {
    let fixture = fixture("[location:x [claim:one\n\n[actor:two]]]");
    let document = fixture.corpus.document(&"a".into()).expect("there");
    let segments = document.block(1).expect("two blocks").segments();
    let labels: Vec<_> = segments[0].annotations.iter().map(|it| it.label.to_string()).collect();
    assert_eq!(labels, ["location", "claim", "actor"]);
}

/// Annotations of single letters to so many others, by their starts: the segments name the last of those that cover them, and
/// count all.
#[test]
fn a_segment_names_no_more_than_the_last_that_cover_it() {
    const COUNT: usize = 3 * Segment::MOST;
    #[track_caller]
    fn check(ends: impl Fn(usize) -> usize) {
        let opening = |at: usize| format!("[actor#{at}:x");
        let closing = |at: usize| {
            let closed = (0..COUNT).filter(|start| ends(*start) == at).rev();
            closed.map(|start| format!("#{start}]")).collect::<Vec<_>>().concat() + "y"
        };
        let marked: String = (0..COUNT).map(opening).chain((0..=2 * COUNT).map(closing)).collect();
        let fixture = fixture(&marked);
        let document = fixture.corpus.document(&"a".into()).expect("there");
        for segment in document.block(0).expect("a block").segments() {
            let covers = |span: Span| span.covers(segment.span);
            let covering: Vec<_> =
                document.annotations().filter(|one| one.span().is_some_and(covers)).cloned().collect();
            assert_eq!(segment.depth(), covering.len());
            assert_eq!(segment.annotations, covering[covering.len().saturating_sub(Segment::MOST)..]);
        }
    }
    // Inside of each other, one after the other, and of both kinds.
    check(|start| 2 * COUNT - start);
    check(|start| start);
    check(|start| if start % 2 == 0 { start } else { 2 * COUNT - start });
}
