//! Search as a concordance: what is found, in which order, what is done with all that is ticked.

use crate::harness::{ARTICLES, Page};
use serde_json::{Value, json};

/// What stands before, what was found, what stands behind.
const LINES: &str = "return [...document.querySelectorAll('dialog[open] [data-hit] button')]
    .map((line) => ['.before', 'strong', '.behind'].map((part) => line.querySelector(part).textContent))";
/// What is said about it.
const SUMMARY: &str = "document.querySelector('dialog[open] [aria-live]').textContent";
#[track_caller]
fn search(page: &Page, words: &str) {
    page.press("/");
    page.until("page.dialog()");
    page.press("Control+a");
    page.type_text(words);
}

#[track_caller]
fn expect_summary(page: &Page, words: &str) {
    page.session.until(&format!("{SUMMARY}.includes(arguments[0])"), &[json!(words)]);
}

fn lines(page: &Page) -> Vec<[String; 3]> {
    serde_json::from_value(page.run(LINES)).expect("lines")
}

fn own(text: &str) -> Page {
    let page = Page::open();
    page.open_own(text);
    page
}

#[test]
fn all_articles_are_searched_and_their_occurrences_stand_under_each_other() {
    let page = Page::open();
    search(&page, "erdogan");
    expect_summary(&page, "17 occurrences in 3 articles.");
    let found: Value = page.run("return [...document.querySelectorAll('dialog .found')].map((article) => article.querySelectorAll('[data-hit]').length)");
    assert_eq!(found, json!([7, 4, 6]));
    let lefts = page.run(
        "return [...new Set([...document.querySelectorAll('dialog strong')].map((found) => Math.round(found.getBoundingClientRect().left)))].length",
    );
    assert_eq!(lefts, 1);
    page.choose("Where", "This article");
    expect_summary(&page, "7 occurrences in 1 article.");
    page.click_field("Match case");
    expect_summary(&page, "Nothing was found.");
}

#[test]
fn lines_are_sorted_by_what_stands_before_or_behind() {
    let page = own("zebras met Ali. apes met Zoe. bears met Bo.");
    search(&page, "met");
    page.choose("Where", "This article");
    let befores = |page: &Page| {
        let first = |line: [String; 3]| line[0].split_whitespace().last().unwrap_or_default().to_owned();
        lines(page).into_iter().map(first).collect::<Vec<_>>()
    };
    assert_eq!(befores(&page), ["zebras", "apes", "bears"]);
    page.choose("Order", "By the words before");
    assert_eq!(befores(&page), ["apes", "bears", "zebras"]);
    page.choose("Order", "By the words behind");
    assert_eq!(befores(&page), ["zebras", "bears", "apes"]);
}

#[test]
fn what_is_ticked_is_tagged_in_one_step_and_untagged_in_one() {
    let page = own("Oslo one, Oslo two, Oslo three.");
    search(&page, "Oslo");
    expect_summary(&page, "3 occurrences in 1 article.");
    page.click_element("document.querySelector('[data-hit=\"1\"] input')");
    page.click("Location");
    page.until("document.querySelectorAll('mark').length === 2");
    // The dialog stays, and says what is tagged now.
    assert_eq!(page.run("return document.querySelectorAll('dialog .tagged').length"), 2);
    page.click("Tick all");
    page.click("Claim");
    page.until("document.querySelectorAll('dialog .tagged').length === 5");
    page.choose("Within", "Location");
    expect_summary(&page, "2 occurrences in 1 article.");
    page.click("Untag");
    page.until("document.querySelectorAll('mark[data-labels=\"claim\"]').length === 3");
    page.press("Escape");
    page.until("!page.dialog()");
    page.press("Control+z");
    page.until("document.querySelectorAll('mark[data-labels~=\"location\"]').length === 2");
    page.press("Control+z");
    page.press("Control+z");
    page.until("document.querySelectorAll('mark').length === 0");
}

#[test]
fn keys_walk_through_what_was_found() {
    let page = Page::open();
    search(&page, "Istanbul");
    page.press("ArrowDown");
    page.press("ArrowDown");
    assert_eq!(page.run("return document.activeElement.closest('[data-hit]').dataset.hit"), "1");
    page.press("Space");
    page.until("!document.querySelector('[data-hit=\"1\"] input').checked");
    page.press("ArrowUp");
    page.press("3");
    page.until("document.querySelectorAll('dialog .tagged').length > 2");
    assert_eq!(page.run("return document.querySelector('[data-hit=\"1\"] .tagged')"), Value::Null);
    // Another article, where it is selected.
    let count = page.run("return document.querySelectorAll('[data-hit]').length").as_u64().expect("a count");
    for _ in 1..count {
        page.press("ArrowDown");
    }
    page.press("Enter");
    page.until("!page.dialog() && page.bar()");
    assert_eq!((page.article().as_str(), page.selected_exactly().as_str()), (ARTICLES[2], "Istanbul"));
}

#[test]
fn enter_goes_to_the_first_occurrence_and_tags_nothing() {
    let page = Page::open();
    search(&page, "Palestine");
    page.press("Enter");
    page.until("!page.dialog() && page.bar()");
    page.session.frame();
    assert_eq!((page.selected_exactly().as_str(), page.rows().len()), ("Palestine", 0));
}

#[test]
fn what_is_written_from_right_to_left_stands_so() {
    let page = own("قال الرئيس أردوغان إن تركيا");
    search(&page, "الرئيس");
    expect_summary(&page, "1 occurrence");
    let lefts = page.run(
        "return ['.before', 'strong', '.behind'].map((part) => document.querySelector(`[data-hit] ${part}`).getBoundingClientRect())
            .map(({ left, right }) => (left + right) / 2)",
    );
    let [before, words, behind] = [0, 1, 2].map(|at| lefts[at].as_f64().expect("a number"));
    assert!(before > words && words > behind, "{lefts}");
}

#[test]
fn an_edit_is_taken_back_in_the_dialog() {
    let page = own("Oslo one, Oslo two.");
    search(&page, "Oslo");
    expect_summary(&page, "2 occurrences in 1 article.");
    page.click("Location");
    page.until("document.querySelectorAll('dialog .tagged').length === 2");
    page.press("Control+z");
    page.until("document.querySelectorAll('dialog .tagged').length === 0");
    page.press("Control+y");
    page.until("document.querySelectorAll('dialog .tagged').length === 2");
    page.click_element(
        "[...document.querySelectorAll('dialog button')].find((button) => page.name(button) === 'Untag')",
    );
    page.until("document.querySelectorAll('dialog .tagged').length === 0");
    page.click_element("[...document.querySelectorAll('dialog .buttons button')].find((button) => page.name(button) === 'Undo')");
    page.until("document.querySelectorAll('dialog .tagged').length === 2");
}

#[test]
fn claims_that_contain_words_and_notes_that_say_them_are_found() {
    let page = own("He said that Oslo is rich. Oslo is large. Oslo.");
    page.tag("Oslo is rich", "2");
    page.press("n");
    page.type_text("about Oslo");
    page.press("Escape");
    search(&page, "oslo");
    expect_summary(&page, "3 occurrences in 1 article.");
    assert!(page.expect_question().contains("In notesClaim Oslo is rich: about Oslo"));
    page.choose("Within", "Claim");
    expect_summary(&page, "1 occurrence in 1 article.");
    page.click_element("document.querySelector('[aria-label=\"In notes\"] button')");
    page.until("!page.dialog() && page.card()");
}

#[test]
fn expressions_are_the_browsers_and_the_bad_and_the_slow_get_a_message() {
    let page = Page::open();
    search(&page, "^Turkish \\w*");
    expect_summary(&page, "Nothing was found.");
    page.click_field("Regular expression");
    expect_summary(&page, "1 occurrence in 1 article.");
    page.click_field("Match case");
    expect_summary(&page, "1 occurrence in 1 article.");
    page.write_into("Words", "(");
    expect_summary(&page, "This is no regular expression:");
    page.write_into("Words", "((a|[a-z ])*)*\\d\\d\\d\\dx");
    expect_summary(&page, "Stopped: this expression takes longer than a second.");
    page.write_into("Words", "[0-9]{4}");
    expect_summary(&page, "occurrences in");
    let found = lines(&page);
    assert!(found.iter().all(|[_, words, _]| words.len() == 4 && words.parse::<u16>().is_ok()), "{found:?}");
    page.write_into("Words", "~*");
    expect_summary(&page, "Nothing was found.");
    page.click_field("Regular expression");
    page.write_into("Words", "“");
    expect_summary(&page, "occurrences in 3 articles.");
}

#[test]
fn the_same_words_in_other_letters_are_found() {
    let page = own("İstanbul, ISTANBUL, ıstanbul; Erdog\u{306}an; Turkey's; قال أردوغان; 👍🏽 👍; anti‑war");
    page.press("/");
    page.until("page.dialog()");
    page.choose("Where", "This article");
    for (words, count) in [
        ("istanbul", "3 occ"),
        ("erdoğan", "1 occ"),
        ("Turkey’s", "1 occ"),
        ("أردوغان", "1 occ"),
        ("👍🏽", "1 occ"),
        ("anti-war", "1 occ"),
    ] {
        page.run(&format!(
            "const field = document.querySelector('#sought'); field.value = {}; field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))",
            json!(words)
        ));
        expect_summary(&page, count);
    }
}

#[test]
fn a_search_is_there_again_as_it_was_left() {
    let page = Page::open();
    search(&page, "Sharif");
    page.click_field("Whole words");
    page.press("Escape");
    page.until("!page.dialog()");
    page.press("/");
    page.until("page.dialog()");
    assert_eq!(page.in_field("Words"), "Sharif");
    assert_eq!(page.in_field("Whole words"), true);
    page.click("Close");
    page.until("!page.dialog()");
    // Also when something else was asked for meanwhile.
    page.tag("Istanbul", "3");
    page.press("t");
    page.until("page.dialog()?.includes('Every other')");
    page.press("Escape");
    page.until("!page.dialog()");
    page.press("/");
    page.until("page.dialog()");
    assert_eq!(page.in_field("Words"), "Sharif");
}

#[test]
fn more_than_can_be_drawn_at_once_is_drawn_step_by_step_and_tagged_whole() {
    let page = own(&"Oslo and ".repeat(450));
    search(&page, "Oslo");
    expect_summary(&page, "450 occurrences in 1 article.");
    assert_eq!(lines(&page).len(), 200);
    page.click("Show more (250)");
    page.until("document.querySelectorAll('[data-hit]').length === 400");
    page.click("Location");
    page.until("document.querySelectorAll('mark').length === 450");
}
