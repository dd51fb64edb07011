//! Search as a concordance: how it is drawn, by mouse and by keys; and expressions, which are the browser's.

use crate::harness::{ARTICLES, Page};
use serde_json::{Value, json};

/// The sentence about what was found.
const SUMMARY: &str = "document.querySelector('[data-search] [aria-live]').textContent";

#[track_caller]
fn search(page: &Page, words: &str) {
    page.press("/");
    page.until("page.search()");
    page.press("Control+a");
    page.type_text(words);
}

#[track_caller]
fn expect_summary(page: &Page, words: &str) {
    page.session.until(&format!("{SUMMARY}.includes(arguments[0])"), &[json!(words)]);
}

#[test]
fn occurrences_stand_in_their_context_as_their_words_are_written() {
    let page = Page::open();
    search(&page, "erdogan");
    expect_summary(&page, "17 in 3 articles.");
    let found: Value = page.run("return [...document.querySelectorAll('[data-search] .found')].map((article) => article.querySelectorAll('[data-hit]').length)");
    assert_eq!(found, json!([7, 4, 6]));
    let words = page.run(
        "return [...document.querySelectorAll('[data-hit] strong')].every((found) => found.textContent.toLowerCase() === 'erdogan')",
    );
    assert_eq!(words, true);
    page.press("Escape");
    page.until("!page.search()");
    page.open_own("قال الرئيس أردوغان إن تركيا");
    search(&page, "الرئيس");
    expect_summary(&page, "1 in 1 article");
    let lefts = page.run(
        "return ['.before', 'strong', '.behind'].map((part) => document.querySelector(`[data-hit] ${part}`).getBoundingClientRect())
            .map(({ left, right }) => (left + right) / 2)",
    );
    let [before, words, behind] = [0, 1, 2].map(|at| lefts[at].as_f64().expect("a number"));
    assert!(before > words && words > behind, "{lefts}");
}

#[test]
fn a_mouse_ticks_tags_narrows_untags_and_takes_back() {
    let page = Page::open();
    page.open_own("Oslo one, Oslo two, Oslo three.");
    page.tag("two, Oslo", "2");
    page.press("n");
    page.type_text("about Oslo");
    page.press("Escape");
    search(&page, "Oslo");
    expect_summary(&page, "3 in 1 article.");
    page.click_element("document.querySelector('[data-hit=\"1\"] input')");
    page.click("Location");
    // The dialog stays, and says what is tagged now.
    page.until("document.querySelectorAll('[data-search] .tagged').length === 2");
    page.choose("Within", "Claim");
    expect_summary(&page, "1 in 1 article.");
    page.choose("Within", "Location");
    expect_summary(&page, "2 in 1 article.");
    page.click("Untag");
    expect_summary(&page, "Nothing found.");
    page.click_element("document.querySelector('.message button')");
    expect_summary(&page, "2 in 1 article.");
    page.click_element("document.querySelector('[aria-label=\"In notes\"] button')");
    page.until("!page.search() && page.card()");
    assert_eq!(page.run("return document.querySelectorAll('mark[data-labels~=\"location\"]').length"), 2);
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
    page.until("document.querySelectorAll('[data-search] .tagged').length > 2");
    assert_eq!(page.run("return document.querySelector('[data-hit=\"1\"] .tagged')"), Value::Null);
    // Another article, where it is selected.
    let count = page.run("return document.querySelectorAll('[data-hit]').length").as_u64().expect("a count");
    for _ in 1..count {
        page.press("ArrowDown");
    }
    page.press("Enter");
    page.until("page.bar()");
    assert_eq!((page.article().as_str(), page.selected_exactly().as_str()), (ARTICLES[2], "Istanbul"));
    // The panel stays. From the field it goes to the first one, and tags nothing with the same press.
    let tagged = page.rows().len();
    search(&page, "Palestine");
    page.press("Enter");
    page.until("page.bar()");
    page.session.frame();
    assert_eq!((page.selected_exactly().as_str(), page.rows().len()), ("Palestine", tagged));
}

#[test]
fn expressions_are_the_browsers_and_the_bad_and_the_slow_get_a_message() {
    let page = Page::open();
    search(&page, "^Turkish \\w*");
    expect_summary(&page, "Nothing found.");
    page.click("Pattern");
    expect_summary(&page, "1 in 1 article.");
    page.write_into("Words", "(");
    expect_summary(&page, "This pattern is not complete:");
    page.write_into("Words", "((a|[a-z ])*)*\\d\\d\\d\\dx");
    expect_summary(&page, "Stopped. This pattern takes longer than a second.");
    page.write_into("Words", "[0-9]{4}");
    expect_summary(&page, " in ");
}
