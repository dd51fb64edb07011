//! Hints: dots under words that are tagged elsewhere. Where they are, what a click and keys make of them, how they go away.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::{Value, json};

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
fn a_click_on_the_dots_tags_and_one_step_takes_it_back() {
    let page = with_oslo();
    page.click_element("document.querySelectorAll('[data-hint]')[1]");
    page.until("page.rows().length === 2");
    page.expect_status("Tagged “\u{2068}Oslo\u{2069}” as Location.");
    expect_hints(&page, 2);
    assert_eq!(page.pieces()[1].block, 1);
    assert_eq!(page.pieces()[1].text, "Oslo");
    page.press("Control+z");
    expect_hints(&page, 3);
}

#[test]
fn keys_go_from_hint_to_hint_and_accept() {
    let page = with_oslo();
    page.press("Control+Home");
    page.press("h");
    assert_eq!(page.selected_exactly(), "Oslo");
    page.until("page.bar().textContent.includes('1×')");
    page.press("h");
    page.press("Enter");
    page.until("page.rows().length === 2");
    assert_eq!(page.pieces()[1].block, 1);
    page.press("h");
    page.press("2");
    page.until("page.rows().some(({ label, quote }) => label === 'Claim' && quote === 'Oslo')");
    page.press("h");
    page.expect_status("This was the last hint of the article.");
    page.press("Shift+h");
    assert_eq!(page.selected_exactly(), "Oslo");
    page.press("Enter");
    page.until("page.rows().length === 4");
    expect_hints(&page, 0);
    page.press("Shift+h");
    page.expect_status("This was the first hint of the article.");
}

#[test]
fn a_click_on_the_words_selects_them_and_the_bar_says_what_they_are_elsewhere() {
    let page = with_oslo();
    page.click_words("Oslo’s three");
    page.until("page.bar()");
    assert_eq!(page.selected_exactly(), "Oslo");
    assert_eq!(page.rows().len(), 1);
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
fn the_most_frequent_label_is_offered_the_others_are_beside() {
    let page = with_oslo();
    for (key, times) in [("2", 2)] {
        for _ in 0..times {
            page.press("Control+Home");
            page.press("h");
            page.press(key);
        }
    }
    page.until("page.rows().length === 3");
    page.press("h");
    page.until("page.bar()");
    let bar = page.run("return [...page.bar().querySelectorAll('.label')].map((label) => label.textContent)");
    assert_eq!(bar, json!(["Actor1", "Claim22×↵", "Location31×"]));
    page.press("Enter");
    page.until("page.rows().filter(({ label }) => label === 'Claim').length === 3");
}

#[test]
fn not_this_is_for_good_and_can_be_taken_back() {
    let page = with_oslo();
    page.press("h");
    page.press("x");
    page.expect_status("No hints for “\u{2068}Oslo\u{2069}” any more.");
    expect_hints(&page, 0);
    page.click("Show them again");
    expect_hints(&page, 3);
    page.press("h");
    page.click("Not this");
    expect_hints(&page, 0);
    page.reload();
    page.until("page.reader()");
    assert_eq!(page.run(COUNT), 0);
    page.press("x");
    page.expect_status("Go to a hint first.");
    page.click("Settings");
    page.until("page.dialog()");
    page.click("Show dismissed hints again (1)");
    page.press("Escape");
    expect_hints(&page, 3);
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn hints_can_be_switched_off() {
    let page = with_oslo();
    page.click("Settings");
    page.until("page.dialog()");
    page.click_field("Hints");
    expect_hints(&page, 0);
    page.press("Escape");
    page.until("!page.dialog()");
    page.select("Oslo");
    assert_eq!(page.run("return page.bar().textContent.includes('×')"), false);
    page.reload();
    assert_eq!(page.run(COUNT), 0);
}

#[test]
fn names_and_signs_of_every_kind_are_hinted_at_but_no_single_characters() {
    let page = Page::open();
    let text = "قال أردوغان x … Erdoğan’ın 👩‍👩‍👧 İstanbul’da: ¡!\n\nأردوغان، x … Erdoğan 👩‍👩‍👧 İstanbul ¡! d’État\n\nd'État";
    page.open_own(text);
    for words in ["أردوغان", "x", "Erdoğan", "👩‍👩‍👧", "İstanbul", "d’État"] {
        page.select_as_telephones_do(words);
        page.press("1");
    }
    page.press("Escape");
    expect_hints(&page, 4);
    let found: Value = page
        .run("return [...document.querySelectorAll('[data-hint]')].map((hint) => hint.dataset.hint).sort()");
    assert_eq!(found, json!(["Erdoğan", "d'État", "İstanbul", "أردوغان"]));
}

#[test]
fn no_label_lies_over_the_words_of_a_hint_on_a_telephone() {
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
}

#[test]
fn a_finger_takes_the_words_and_the_bar_has_what_it_needs() {
    let page = Page::with(&Setup { size: (390, 844), touch: true, ..Setup::default() });
    page.tag("Erdogan", "1");
    page.press("Escape");
    page.until("document.querySelectorAll('[data-hint]').length > 0");
    page.tap_words("Erdogan said in a statement");
    page.until("page.bar()");
    assert_eq!(page.selected_exactly(), "Erdogan");
    page.tap_element("page.buttons('Actor')[0]");
    page.until("page.rows().length === 2");
}
