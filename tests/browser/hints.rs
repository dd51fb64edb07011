//! Hints: dots under words that are tagged elsewhere. Where they are drawn, and what clicks, taps and buttons make of them; which
//! words are hinted at, and what keys make of that, is tested without a browser.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::json;

/// The words of each hint in view over which nothing else lies, and the words that are drawn above it.
const HINTS: &str = "[...document.querySelectorAll('[data-hint]')].map((hint) => {
    const { left, right, top } = hint.getBoundingClientRect();
    const [from, upto] = [left + 1, right - 1].map((x) => document.caretRangeFromPoint(x, top - 4));
    if (![from, upto].every((range) => range && page.reader().contains(range.startContainer))) return null;
    const range = document.createRange();
    range.setStart(from.startContainer, from.startOffset);
    range.setEnd(upto.startContainer, upto.startOffset);
    const isTagged = from.startContainer.parentElement.closest('mark') !== null;
    return [hint.dataset.hint, isTagged ? 'tagged' : range.toString()];
}).filter((hint) => hint)";
const COUNT: &str = "return document.querySelectorAll('[data-hint]').length";

#[track_caller]
fn expect_hints(page: &Page, count: usize) {
    page.until(&format!("{} === {count}", COUNT.replacen("return ", "", 1)));
}

#[track_caller]
fn resize(page: &Page, width: u32, height: u32) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.session.devtools("Emulation.setDeviceMetricsOverride", &size);
    page.session.frame();
}

/// A page with an article of one's own in which “Oslo” was tagged once.
#[track_caller]
fn with_oslo() -> Page {
    let page = Page::open();
    page.open_own("Oslo one, Oslo two.\n\nNot Oslos; Oslo’s three.\n\nOslo four");
    page.tag("Oslo", "3");
    page.press("Escape");
    expect_hints(&page, 3);
    page
}

/// Scrolls to words that begin with a hint, and waits until that is there and every hint in view stands under its own.
#[track_caller]
fn expect_hint_at(page: &Page, words: &str) {
    page.spot(words);
    let hinted = json!(words.split(' ').next());
    page.until(&format!(
        "{HINTS}.some(([words]) => words === {hinted}) && {HINTS}.every(([words, above]) => words === above)"
    ));
}

#[test]
fn hints_stand_under_their_words_wherever_those_are_drawn() {
    let page = Page::open();
    page.tag("Erdogan", "1");
    page.tag("Istanbul", "3");
    page.press("Escape");
    expect_hint_at(&page, "Erdogan said in a statement");
    expect_hint_at(&page, "Erdogan openly supported");
    resize(&page, 700, 600);
    expect_hint_at(&page, "Erdogan openly supported");
    resize(&page, 1280, 800);
    expect_hint_at(&page, "Erdogan said in a statement");
    page.click("Got it");
    expect_hint_at(&page, "Erdogan said in a statement");
    page.show(ARTICLES[2]);
    expect_hint_at(&page, "Istanbul this evening");
}

#[test]
fn a_click_on_the_dots_tags_and_one_on_the_words_selects_them() {
    let page = with_oslo();
    page.click_element("document.querySelectorAll('[data-hint]')[1]");
    page.until("page.rows().length === 2");
    expect_hints(&page, 2);
    let piece = &page.pieces()[1];
    assert_eq!((piece.block, piece.text.as_str(), page.focused().as_str()), (1, "Oslo", "reader"));
    page.press("Control+z");
    expect_hints(&page, 3);
    page.press("Escape");
    page.click_words("Oslo’s three");
    page.until("page.bar()?.textContent.includes('1×')");
    assert_eq!((page.selected_exactly().as_str(), page.rows().len()), ("Oslo", 1));
    // Other words are selected over hints as ever.
    page.press("Escape");
    page.select("Oslo two");
    assert_eq!(page.selected_exactly(), "Oslo two");
    page.double_click("two.");
    assert_eq!(page.selected_exactly(), "two");
    page.press("Escape");
    page.click_words("four");
    page.until("!page.bar()");
}

#[test]
fn hints_are_dismissed_and_brought_back_by_buttons_and_switched_off() {
    let page = with_oslo();
    for key in ["x", "the button"] {
        page.press("h");
        page.until("page.bar()");
        assert_eq!(page.selected_exactly(), "Oslo");
        if key == "x" {
            page.press(key);
        } else {
            page.click("Not this");
        }
        expect_hints(&page, 0);
        if key == "x" {
            page.press("Control+z");
            expect_hints(&page, 3);
        }
    }
    page.click("Settings");
    page.until("page.dialog()");
    page.click("Show dismissed hints again (1)");
    expect_hints(&page, 3);
    page.click_field("Hints");
    expect_hints(&page, 0);
    page.press("Escape");
    page.until("!page.dialog()");
    page.reload();
    page.until("page.rows().length === 1");
    assert_eq!(page.run(COUNT), 0);
}

#[test]
fn on_a_telephone_a_finger_takes_the_words_and_no_label_lies_over_them() {
    let page = Page::with(&Setup { size: (390, 844), touch: true, ..Setup::default() });
    page.tag("Erdogan", "1");
    for _ in 0..3 {
        page.press("h");
        page.until("page.bar()");
        let [words, bar] = ["getSelection().getRangeAt(0)", "page.bar()"]
            .map(|of| page.run(&format!("return {of}.getBoundingClientRect().toJSON()")));
        let [words, bar] = [words["bottom"].as_f64(), bar["top"].as_f64()];
        assert!(words <= bar, "{words:?} under {bar:?}");
    }
    page.press("Escape");
    page.until("!page.bar()");
    page.press("Escape");
    page.until("document.querySelectorAll('[data-hint]').length > 0");
    page.tap_words("Erdogan said in a statement");
    page.until("page.bar()");
    assert_eq!(page.selected_exactly(), "Erdogan");
    page.tap_element("page.buttons('Actor')[0]");
    page.until("page.rows().length === 2");
}
