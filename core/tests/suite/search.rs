//! Search: where words occur, what stands against tagging them, what a tag for all of them does. Expressions come from a
//! library here, from the browser in the page.

use super::fixture;
use glossator_core::corpus::Seed;
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::model::document::DocumentId;
use glossator_core::query::search::{self, Concordance, Occurrences, Pattern, Standing};
use glossator_core::text::span::Span;
use glossator_fixture::Fixture;
use glossator_fixture::language::{Expressions, Unicode};

pub const SEEDS: [Seed<'static>; 3] = [
    Seed { id: "a", text: include_str!("../../../seeds/000_004251e0744beef0.txt"), attributes: &[] },
    Seed { id: "b", text: include_str!("../../../seeds/001_501a68fc815b2a88.txt"), attributes: &[] },
    Seed { id: "c", text: include_str!("../../../seeds/002_f93eef85ecef91a6.txt"), attributes: &[] },
];

fn words(words: &str) -> Pattern {
    Pattern { words: words.into(), as_written: true, whole_words: true, ..Pattern::default() }
}

fn occurrences(it: &Fixture, pattern: &Pattern) -> Vec<Occurrences> {
    search::occurrences(it.corpus.documents(), pattern, &Expressions, &Unicode)
}

/// The spans of one article, in brackets.
fn shown(text: &str, spans: &[Span]) -> String {
    let mut shown = text.to_owned();
    for span in spans.iter().rev() {
        shown.insert(span.end().0, ']');
        shown.insert(span.start().0, '[');
    }
    shown
}

#[track_caller]
fn check(pattern: &Pattern, expected: &str) {
    let text = expected.replace(['[', ']'], "");
    let it = Fixture::of(&text).expect("a text");
    let found = occurrences(&it, pattern);
    let spans = found.first().map(|found| &*found.spans).unwrap_or_default();
    assert_eq!(shown(&text, spans), expected, "{pattern:?}");
}

#[test]
fn whole_words_are_what_a_person_takes_for_one() {
    check(&words("Erdogan"), "[Erdogan], Erdogans, [Erdogan]’s, [Erdogan]'s “[Erdogan]” ([Erdogan])");
    check(&words("Erdogan"), "[Erdogan]-Sharif Erdogan_2 Erdogan2 a.Erdogan [Erdogan].\n\n[Erdogan]");
    check(&words("État"), "l’[État] d'[État] États");
    check(&words("U.S."), "the [U.S.] U.S.A. [U.S.]-led");
    check(&words("1"), "1.5 [1] 1,000 ([1])");
    check(&words("İstanbul"), "[İstanbul]’da [İstanbul] İstanbullu");
    check(&words("أردوغان"), "قال [أردوغان]، وأردوغان [أردوغان].");
    check(&words("ארדואן"), "[ארדואן] אמר: ״[ארדואן]״");
    check(&words("e\u{301}t"), "[e\u{301}t] e\u{301}t\u{301} ae\u{301}t");
    check(&words("🙂"), "[🙂] a[🙂]b");
    check(&words("war"), "[war] – anti-[war] warlike");
}

#[test]
fn parts_of_words_are_found_where_they_are_asked_for() {
    let parts = Pattern { whole_words: false, ..words("Erdogan") };
    check(&parts, "[Erdogan]s a[Erdogan] [Erdogan][Erdogan]");
    let any_case = Pattern { as_written: false, ..words("ünal") };
    check(&any_case, "[Ünal] [ünal] [ÜNAL] Unal");
    check(&words("ünal"), "Ünal [ünal]");
}

#[test]
fn words_may_stand_in_two_lines_but_not_in_two_paragraphs() {
    check(&words("Recep Tayyip"), "[Recep  Tayyip] [Recep\nTayyip] [Recep\u{a0}Tayyip] Recep\n\nTayyip");
    check(&words(" Recep "), "[Recep]");
    check(&words("  "), "Recep");
    check(&words("nobody"), "Recep");
}

#[test]
fn an_occurrence_is_free_alike_or_inside_a_longer_span_of_the_label() {
    let it = fixture(
        "[actor:Erdogan] met Erdogan; [actor:President Erdogan] met [location:Erdogan]; [claim:Erdogan won]",
    );
    let document = it.corpus.document(&"a".into()).expect("there");
    let found = occurrences(&it, &words("Erdogan"));
    let of = |label: &str| {
        let standing = |span: &Span| match search::standing(document, *span, &label.into()) {
            Standing::Free => "free",
            Standing::Inside => "inside",
            Standing::Alike => "alike",
        };
        found[0].spans.iter().map(standing).collect::<Vec<_>>()
    };
    assert_eq!(of("actor"), ["alike", "free", "inside", "free", "free"]);
    assert_eq!(of("location"), ["free", "free", "free", "alike", "free"]);
    assert_eq!(of("claim"), ["free", "free", "free", "free", "inside"]);
}

#[test]
fn a_concordance_goes_by_the_words_beside() {
    let it = fixture("he met him. She met Ali. We met him again");
    let found = occurrences(&it, &words("met"));
    let check = |order, expected: [&str; 3]| {
        let listed = search::in_order(&found[0], order);
        let around = |span: &Span| found[0].text.in_context(*span, 8).concat();
        assert_eq!(listed.iter().map(around).collect::<Vec<_>>(), expected);
    };
    let [he, she, we] = ["he met him.", "She met Ali. We", "Ali. We met him"];
    check(Concordance::Text, [he, she, we]);
    check(Concordance::Before, [he, she, we]);
    check(Concordance::Behind, [she, we, he]);
}

/// Everything that “Erdogan” is tagged as, as the first word in front of it, article by article.
fn tagged(it: &Fixture) -> Vec<String> {
    let articles = it.corpus.documents().map(|document| {
        let before = |span: Span| {
            let [before, ..] = document.text.in_context(span, 20);
            before.split_whitespace().last().unwrap_or("|").to_owned()
        };
        let spans = document.annotations().filter_map(|one| one.span()).map(before);
        spans.collect::<Vec<_>>().join(" ")
    });
    articles.collect()
}

#[test]
fn every_erdogan_of_the_three_articles_is_tagged_in_one_step_and_untagged_in_one() {
    let mut it =
        Fixture { corpus: glossator_core::corpus::Corpus::new(SEEDS), ..Fixture::new(&[]).expect("nothing") };
    let first = it.span("a", "Erdogan").expect("there");
    it.give(&Command::Tag { document: "a".into(), span: first, label: "actor".into() }).expect("new");
    let longer = it.span("c", "President Recep Tayyip Erdogan").expect("there");
    it.give(&Command::Tag { document: "c".into(), span: longer, label: "actor".into() }).expect("new");
    let found = occurrences(&it, &words("Erdogan"));
    assert_eq!(found.iter().map(|found| found.spans.len()).collect::<Vec<_>>(), [7, 4, 6]);

    let label = "actor".into();
    let free = found.iter().flat_map(|found| {
        let document = it.corpus.document(&found.document).expect("there");
        let is_free = |span: &&Span| search::standing(document, **span, &label) == Standing::Free;
        found.spans.iter().filter(is_free).map(|span| (found.document.clone(), *span)).collect::<Vec<_>>()
    });
    let free: Vec<(DocumentId, Span)> = free.collect();
    // Without the first one, and without that of the longer name.
    assert_eq!(free.len(), 15);
    it.give(&Command::TagAll { spans: free.clone().into(), label: label.clone(), entity: None })
        .expect("new");
    assert_eq!(
        tagged(&it),
        [
            "Tayyip President Thanks thank Tayyip Dost', turmoil.",
            "Tayyip terrorism’. | with",
            "Turkish thanked Tayipp sectors. and |"
        ]
        .map(String::from)
    );
    assert_eq!(it.corpus.annotation_count(), 17);
    let again = it.give(&Command::TagAll { spans: free.into(), label, entity: None });
    assert!(matches!(again, Err(Rejection::AlreadyTagged(_))));
    it.undo().expect("one step");
    assert_eq!(it.corpus.annotation_count(), 2);
    it.redo().expect("one step");
    assert_eq!(it.corpus.annotation_count(), 17);
}

#[test]
fn all_that_can_be_tagged_is_and_the_rest_is_left() {
    let mut it = fixture("one [actor:one] one");
    let found = occurrences(&it, &words("one"));
    let spans: Vec<_> =
        found[0].spans.iter().flat_map(|span| [("a".into(), *span), ("a".into(), *span)]).collect();
    let check = |it: &mut Fixture, spans: &[(DocumentId, Span)], label: &str| {
        it.give(&Command::TagAll { spans: spans.into(), label: label.into(), entity: None })
            .map(|_| it.marked("a"))
    };
    assert_eq!(check(&mut it, &spans, "actor").as_deref(), Ok("[actor:one] [actor:one] [actor:one]"));
    assert_eq!(check(&mut it, &[], "actor"), Err(Rejection::NothingToDo));
    assert_eq!(check(&mut it, &spans, "nothing"), Err(Rejection::NoLabel("nothing".into())));
    let elsewhere = [(DocumentId::from("gone"), spans[0].1)];
    assert_eq!(check(&mut it, &elsewhere, "claim"), Err(Rejection::NoDocument("gone".into())));
}

#[test]
fn a_paragraph_that_is_cut_for_drawing_is_one_all_the_same() {
    let line = format!("{}North\n", "word ".repeat(20));
    let it = Fixture::of(&format!("{}\n\nNorth", line.repeat(200))).expect("a text");
    assert!(it.corpus.document(&"a".into()).is_some_and(|document| document.text.blocks().len() > 2));
    let found = occurrences(&it, &words("North word"));
    assert_eq!(found[0].spans.len(), 199);
}
