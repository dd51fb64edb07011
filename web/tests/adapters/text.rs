//! Knowledge of the browser about texts: where tokens end, where words occur, where a caret is drawn.

use super::{ARTICLE, FIRST, READER, Stage, at};
use glossator_core::query::search::{Matcher, Pattern};
use glossator_core::text::tokenise::{Segmenter, Token, Unit};
use glossator_web::element::{self, Rectangle};
use glossator_web::expression::{self, Trouble};
use glossator_web::language::Language;
use glossator_web::selection;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_browser_knows_where_tokens_end() {
    let check = |unit: Unit, text: &str, at: usize, expected: &str, is_word: bool| {
        let Token { start, end, is_word: found } = Language.token(unit, text, at);
        assert_eq!((&text[start..end], found), (expected, is_word), "{text} at {at}");
    };
    check(Unit::Word, "met Erdogan’s men", 6, "Erdogan’s", true);
    check(Unit::Word, "met Erdogan", 3, " ", false);
    check(Unit::Word, "😀 Ünal", 5, "Ünal", true);
    check(Unit::Word, "北京天气", 0, "北京", true);
    check(Unit::Character, "a👩‍👩‍👧b", 1, "👩‍👩‍👧", false);
    check(Unit::Character, "e\u{301}a", 0, "e\u{301}", false);
    check(Unit::Character, "a\r\nb", 1, "\r\n", false);
    check(Unit::Sentence, "One. He met him. Two.", 6, "He met him. ", false);
    let check = |text: &str, expected: &str| {
        let words: Vec<_> = Language.words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words.join("|"), expected);
    };
    check("", "");
    check("😀 Erdogan’s men.", "😀| |Erdogan’s| |men|.");
    check("北京天气\r\n", "北京|天气|\r\n");
}

#[wasm_bindgen_test]
fn words_are_found_in_any_case_and_nothing_in_them_is_an_expression() {
    let check = |words: &str, text: &str, expected: &[&str]| check_found(words, false, text, expected);
    check("erdogan", "😀 Erdogan, ERDOGAN", &["Erdogan", "ERDOGAN"]);
    check("ÜNAL", "Ünal ünal unal", &["Ünal", "ünal"]);
    check(".*", "a.*b", &[".*"]);
    check("[(", "[( [(", &["[(", "[("]);
    check("a/b-c", "a/b-c", &["a/b-c"]);
    check("أردوغان", "قال أردوغان", &["أردوغان"]);
    check("", "abc", &[]);
    check("a\n b", "a b, A  B, a\u{a0}b, ab", &["a b", "A  B", "a\u{a0}b"]);
}

#[wasm_bindgen_test]
fn words_are_found_where_a_person_takes_them_for_the_same() {
    check_found("Erdogan", true, "Erdogan ERDOGAN erdogan", &["Erdogan"]);
    check_found(
        "Turkey's",
        true,
        "Turkey’s Turkey's Turkey‘s Turkeys",
        &["Turkey’s", "Turkey's", "Turkey‘s"],
    );
    check_found("“yes”", true, "\"yes\" “yes” «yes» yes", &["\"yes\"", "“yes”", "«yes»"]);
    check_found("anti-war", true, "anti‑war anti–war anti war", &["anti‑war", "anti–war"]);
    // Composed or not.
    check_found("Erdoğan", true, "Erdoğan Erdog\u{306}an Erdogan", &["Erdoğan", "Erdog\u{306}an"]);
    check_found("Erdog\u{306}an", true, "Erdoğan Erdog\u{306}an", &["Erdoğan", "Erdog\u{306}an"]);
    // Dotted or not, where the case does not matter.
    check_found(
        "istanbul",
        false,
        "İstanbul ISTANBUL ıstanbul i\u{307}stanbul",
        &["İstanbul", "ISTANBUL", "ıstanbul", "i\u{307}stanbul"],
    );
    check_found("IŞIK", false, "ışık Işık", &["ışık", "Işık"]);
    check_found("İstanbul", true, "İstanbul I\u{307}stanbul Istanbul", &["İstanbul", "I\u{307}stanbul"]);
    check_found("👍🏽", true, "😀👍🏽 👍", &["👍🏽"]);
}

#[track_caller]
fn check_found(words: &str, as_written: bool, text: &str, expected: &[&str]) {
    let pattern = Pattern { words: words.into(), as_written, ..Pattern::default() };
    let found: Vec<_> = Language.find(&pattern, text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(found, expected, "{words} in {text}");
}

/// Occurrences that an expression finds in two texts, at most three, or what is said instead.
async fn found(source: &str, as_written: bool) -> Result<Vec<String>, Trouble> {
    let texts: Vec<Rc<str>> = vec!["😀 one two\nOne".into(), format!("{}b", "a".repeat(40)).into()];
    let answer = expression::find(source, as_written, &texts, 3).await;
    answer.map(|found| {
        let words = texts.iter().zip(found);
        words
            .flat_map(|(text, found)| {
                found.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
            })
            .collect()
    })
}

#[wasm_bindgen_test]
async fn an_expression_is_the_browsers_and_may_not_take_for_ever() {
    let words = |words: &[&str]| Ok(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    assert_eq!(found("^o\\w+", false).await, words(&["One"]));
    assert_eq!(found("o[a-z]+", false).await, words(&["one", "One"]));
    assert_eq!(found("o[a-z]+", true).await, words(&["one"]));
    assert_eq!(found("x*", true).await, words(&[]));
    assert_eq!(found("[a-z]", true).await, words(&["o", "n", "e"]));
    assert_eq!(found("\\p{Emoji_Presentation}", true).await, words(&["😀"]));
    assert!(
        matches!(found("(", true).await, Err(Trouble::Invalid(why)) if why.contains("regular expression"))
    );
    assert_eq!(found("(a+)+$", true).await, Err(Trouble::Slow));
}

#[wasm_bindgen_test]
fn a_caret_is_drawn_where_its_character_is() {
    let _stage = Stage::new(ARTICLE);
    let places =
        [at(0, 0), at(0, 3), at(0, 15), at(0, 22), at(1, 1), at(1, 9), at(1, 10), at(2, 2), at(2, 5)];
    for place in places {
        let Rectangle { left, top, bottom, .. } = selection::caret(READER, place, true).expect("it is drawn");
        assert!(bottom - top > 5.0, "{place:?} has no height");
        let middle = element::whole(f64::midpoint(top, bottom));
        assert_eq!(selection::at_point(READER, element::whole(left), middle), Some(place));
    }
    assert_eq!(selection::caret(READER, at(7, 0), false), None);
    assert_eq!(selection::at_point(READER, -5, -5), None);
}

#[wasm_bindgen_test]
fn where_a_line_is_broken_a_caret_stands_at_one_of_two_places() {
    let check = |direction: &str, text: &str, broken: usize| {
        let html = format!(
            "<article id=reader><div><p data-block=0 dir={direction} style='width: 1px; white-space: pre-wrap'>{text}</p></div></article>"
        );
        let stage = Stage::new(&html);
        let block = element::rectangle(&stage.find(FIRST));
        let [before, behind] =
            [false, true].map(|behind| selection::caret(READER, at(0, broken), behind).expect("it is drawn"));
        assert!(before.top >= behind.bottom - 1.0, "{before:?} is not below {behind:?}");
        let edge = if direction == "rtl" { block.right } else { block.left };
        assert!(
            (before.left - edge).abs() < 2.0,
            "{before:?} does not stand where the line begins in {block:?}"
        );
    };
    check("ltr", "one two", 4);
    check("ltr", "<mark>one </mark><mark>two</mark>", 4);
    check("rtl", "قال رجب", 4);
}

#[wasm_bindgen_test]
fn a_caret_goes_by_lines_as_they_are_drawn() {
    let _stage = Stage::new(
        "<article id=reader><div><p data-block=0 style='white-space: pre'>first line\nx\nthird line</p></div></article>",
    );
    let line = |from: usize, forward: bool, left: Option<i32>| {
        selection::line(READER, at(0, from), forward, left).map(|at| at.utf16)
    };
    let caret = selection::caret(READER, at(0, 5), false).expect("it is drawn");
    let left = Some(element::whole(caret.left));
    assert_eq!(line(5, true, left), Some(12), "the short line ends before");
    assert!(line(12, true, left).is_some_and(|at| (17..20).contains(&at)), "the column is the same again");
    assert_eq!(line(5, true, None), Some(10), "the end of the line");
    assert_eq!(line(5, false, None), Some(0), "its start");
}
