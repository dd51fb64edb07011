//! Passages: the same words in two articles. In the texts of a test, brackets stand around them, and around what is not the same
//! in their sentences.

use glossator_core::corpus::{Corpus, Seed};
use glossator_core::query::passages::{Differences, Finder, PLACES, Passage};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_fixture::language::Unicode;
use std::fmt::Write as _;

/// Passages of all articles.
pub fn passages(corpus: &Corpus) -> Vec<Passage> {
    let mut finder = Finder::default();
    corpus.documents().for_each(|document| finder.add(document, &Unicode));
    finder.finish().all().to_vec()
}

/// Articles `0`, `1` and so on, without brackets.
fn corpus(marked: &[&str]) -> Corpus {
    let texts: Vec<_> = marked.iter().map(|text| text.replace(['[', ']'], "")).collect();
    let ids: Vec<_> = (0..texts.len()).map(|number| number.to_string()).collect();
    Corpus::new(ids.iter().zip(&texts).map(|(id, text)| Seed { id, text, attributes: &[] }))
}

/// The text with brackets around the spans.
fn marked(corpus: &Corpus, id: &str, spans: &[Span]) -> String {
    let content = corpus.document(&id.into()).expect("an article").text.content();
    let at = |byte: usize| {
        let ends = spans.iter().filter(|span| span.end().0 == byte).count();
        let starts = spans.iter().filter(|span| span.start().0 == byte).count();
        "]".repeat(ends) + &"[".repeat(starts)
    };
    let characters = content.char_indices().map(|(byte, character)| at(byte) + &character.to_string());
    characters.collect::<String>() + &at(content.len())
}

/// Brackets stand around the passages; each is told by its number of words and its kind.
fn check(texts: &[&str], expected: &[&str]) {
    let corpus = corpus(texts);
    let passages = passages(&corpus);
    let found: Vec<_> = passages.iter().map(|it| format!("{} {:?}", it.words, it.kind)).collect();
    assert_eq!(found, expected, "{texts:?}");
    for (number, text) in texts.iter().enumerate() {
        let id = number.to_string();
        let ends = passages.iter().flat_map(|it| [&it.left, &it.right]);
        let spans: Vec<_> = ends.filter(|(of, _)| *of.0 == *id).map(|(_, span)| *span).collect();
        assert_eq!(marked(&corpus, &id, &spans), *text);
    }
}

/// Brackets stand around what is not the same in the sentences of the only passage.
fn check_differences(left: &str, right: &str) {
    let corpus = corpus(&[left, right]);
    let [passage] = &passages(&corpus)[..] else { panic!("one passage: {left}") };
    let Differences { left: of_left, right: of_right } = Differences::of(&corpus, passage, &Unicode);
    assert_eq!([marked(&corpus, "0", &of_left), marked(&corpus, "1", &of_right)], [left, right]);
}

#[test]
fn eight_words_are_a_passage() {
    check(&["[a b c d e f g h]", "[a b c d e f g h]"], &["8 Neither"]);
    check(&["a b c d e f g", "a b c d e f g"], &[]);
    check(&["x [a b c d e f g h i] y", "z z [a b c d e f g h i]"], &["9 Neither"]);
    check(&["x", ""], &[]);
    check(&[], &[]);
}

#[test]
fn case_marks_and_paragraphs_make_no_difference() {
    check(&["[A b, c! D e’s\n\nf g h]. X", "y: [a b c d e's f (g) – H]"], &["8 Neither"]);
    check(&["[ÇA B C D E F G H]", "[ça b c d e f g h]"], &["8 Neither"]);
}

#[test]
fn words_of_scripts_without_blanks_are_those_of_the_segmenter() {
    check(&["他[说今天天气很好了]。", "她们[说今天天气很好了]"], &["8 Neither"]);
}

#[test]
fn runs_with_at_most_two_other_words_between_them_are_one_passage() {
    check(&["[a b c d e f g h x 1 2 3 4 5 6 7 8]", "[a b c d e f g h y z 1 2 3 4 5 6 7 8]"], &["16 Neither"]);
    check(&["[a b c d e f g h 1 2 3 4 5 6 7 8]", "[a b c d e f g h y z 1 2 3 4 5 6 7 8]"], &["16 Neither"]);
    check(
        &["[a b c d e f g h] [1 2 3 4 5 6 7 8]", "[a b c d e f g h] x y z [1 2 3 4 5 6 7 8]"],
        &["8 Neither", "8 Neither"],
    );
    // Seven are no run.
    check(&["[a b c d e f g h] x 1 2 3 4 5 6 7", "[a b c d e f g h] y 1 2 3 4 5 6 7"], &["8 Neither"]);
    // In another order.
    check(
        &["[a b c d e f g h] [1 2 3 4 5 6 7 8]", "[1 2 3 4 5 6 7 8] [a b c d e f g h]"],
        &["8 Neither", "8 Neither"],
    );
}

#[test]
fn runs_that_overlap_count_their_words_once() {
    // “and the” is inserted once more.
    check(
        &["[a b c d e f g h and the 1 2 3 4 5 6]", "[a b c d e f g h and the and the 1 2 3 4 5 6]"],
        &["16 Neither"],
    );
    check(
        &["[a b c d [e f g h] i j k l]", "[a b c d e f g h] x y z [e f g h i j k l]"],
        &["8 Neither", "8 Neither"],
    );
}

#[test]
fn words_that_stand_twice_in_an_article_are_a_passage_each_time() {
    check(&["[[a b c d e f g h]]", "[a b c d e f g h] x y z [a b c d e f g h]"], &["8 Neither", "8 Neither"]);
    // A passage within a longer one on both sides says nothing more.
    check(&["[a a a a a a a a a a]", "[a a a a a a a a a a]"], &["10 Neither"]);
    let sentence = "a b c d e f g h. ";
    let article = format!("[{}]", sentence.repeat(3).trim_end_matches(". "));
    check(&[&article, &article], &["24 Neither"]);
}

#[test]
fn of_many_places_in_an_article_the_first_ones_count() {
    let places = |count: usize| {
        (0..count).fold(String::new(), |mut text, number| {
            write!(text, "x{number} a b c d e f g h. ").expect("a string");
            text
        })
    };
    let found = |count| passages(&corpus(&[&places(count), "a b c d e f g h"])).len();
    assert_eq!([found(1), found(PLACES), found(PLACES + 1), found(40)], [1, PLACES, PLACES, PLACES]);
    // A run that only begins there is found as a whole.
    let long = places(PLACES) + "y [a b c d e f g h i]";
    let corpus = corpus(&[&long, "[a b c d e f g h i]"]);
    assert_eq!(passages(&corpus)[0].words, 9);
}

#[test]
fn each_pair_of_articles_is_compared() {
    let text = "[[a b c d e f g h]]";
    check(&[text, text, text], &["8 Neither", "8 Neither", "8 Neither"]);
    // No run goes on in the next article.
    check(&["a b c d", "e f g h", "a b c d e f g h"], &[]);
    check(
        &["[[a b c d e f g h]]", "[[a b c d e f g h] i]", "[[a b c d e f g h] i]"],
        &["9 Neither", "8 Neither", "8 Neither"],
    );
}

#[test]
fn no_article_is_taken_in_once_there_are_very_many_passages() {
    let corpus = corpus(&["a b c d e f g h"; 400]);
    let mut finder = Finder::default();
    let mut taken = 0;
    for document in corpus.documents() {
        taken += usize::from(!finder.is_full());
        finder.add(document, &Unicode);
    }
    // Each two of them have one.
    assert_eq!((taken, finder.is_full()), (317, true));
    assert_eq!(finder.finish().all().len(), 317 * 316 / 2);
}

#[test]
fn quotation_marks_tell_the_kind() {
    let (plain, quoted) = ("[a b c d e f g h], i", "He: “[a b c d e f g h],” x");
    check(&[quoted, "\"[a b c d e f g h]\" y"], &["8 Both"]);
    check(&[quoted, plain], &["8 Left"]);
    check(&[plain, quoted], &["8 Right"]);
    check(&[plain, "[a b c d e f g h]"], &["8 Neither"]);
    check(&[plain, "[a b “c d” e f g h]"], &["8 Partly"]);
    check(&[quoted, "[a b “c d” e f g h]"], &["8 Partly"]);
    // The same words go on behind the marks.
    check(&["He: “[a b c d e f g h,” i]", "[a b c d e f g h, i]"], &["9 Partly"]);
}

#[test]
fn words_of_a_span_are_in_the_longest_passage_that_has_eight_of_them() {
    let corpus = corpus(&[
        "A b c d e f g h i j k l. It is not here. M n o p q r s t u.",
        "a b c d e f g h i j k l",
        "e f g h i j k l, m n o p q r s t u",
    ]);
    let mut finder = Finder::default();
    corpus.documents().for_each(|document| finder.add(document, &Unicode));
    let passages = finder.finish();
    let document = corpus.document(&"0".into()).expect("an article");
    let check = |words: &str, expected: Option<usize>| {
        let content = document.text.content();
        let start = content.find(words).expect(words);
        let span = Span::new(content, ByteOffset(start), ByteOffset(start + words.len())).expect(words);
        assert_eq!(passages.of_span(document, span, &Unicode).map(|it| it.words), expected, "{words}");
    };
    check("A b c d e f g h i j k l", Some(12));
    check("e f g h i j k l. It is not here", Some(12));
    check("f g h i j k l. It is not here", None);
    check("It is not here. M n o p q r s t u.", Some(9));
    check("It is not here.", None);
    let counts: Vec<_> = corpus.documents().map(|it| passages.of(&it.id).count()).collect();
    assert_eq!(counts, [3, 2, 3]);
}

#[test]
fn differences_are_those_of_the_sentences() {
    check_differences(
        "First one. [Erdogan said it was] in the interest of our two dear peoples. Last.",
        "Other. [“It is] in the interest of our two dear peoples[,” his office stated]. End.",
    );
    check_differences("A b c d e f g h i.", "A b c d e f g h i.");
    check_differences("“A b c d e f g h,” I say.", "\"A b c d e f g h,\" I say.");
    check_differences("a b c d [x] e f g h i j k l m n o p", "a b c d e f g h i j k l m n o p");
    // Sentences that are all too different are not held against each other.
    let words = |letter| (0..600).map(|it| format!("{letter}{it}")).collect::<Vec<_>>().join(" ");
    let of = |letter| format!("[{}] a b c d e f g h i j", words(letter));
    check_differences(&of('x'), &of('y'));
}
