//! Tagging every other occurrence: by key, by the button on the card and that of the message; what is left out, what is
//! not ticked, one step.

use crate::harness::{ARTICLES, Page};
use serde_json::{Value, json};

/// The sentences that are listed, with what is ticked.
const LISTED: &str = "return [...document.querySelectorAll('dialog[open] [data-hit]')]
    .map((hit) => [hit.querySelector('input').checked, hit.querySelector('button').textContent])";
/// What stands above them.
const SUMMARY: &str = "return document.querySelector('dialog[open] [aria-live]').textContent";

fn listed(page: &Page) -> Vec<(bool, String)> {
    serde_json::from_value(page.run(LISTED)).expect("pairs")
}

#[track_caller]
fn expect_summary(page: &Page, words: &str) {
    page.session.until(
        &SUMMARY.replacen("return ", "", 1).replace(".textContent", ".textContent === arguments[0]"),
        &[json!(words)],
    );
}

/// How many annotations each article has.
fn counts(page: &Page) -> Value {
    page.run(
        "return [...document.querySelectorAll('[data-article]')]
            .map((article) => Number(article.textContent.match(/Actor (\\d+)/)?.[1] ?? 0))",
    )
}

#[test]
fn every_erdogan_in_two_actions_and_back_in_one() {
    let page = Page::open();
    page.tag("Erdogan", "1");
    page.expect_status("16 more in 3 articles – T to tag them all.");
    page.press("t");
    page.until("page.dialog()");
    expect_summary(&page, "16 occurrences in 3 articles. Tagged so already: 1.");
    let sentences = listed(&page);
    assert_eq!(sentences.len(), 16);
    assert!(sentences.iter().all(|(ticked, _)| *ticked));
    assert!(
        sentences[0].1.ends_with(
            "President Erdogan said in a statement, reaffirming Turkey’s unwavering support for Pakistan."
        ),
        "{}",
        sentences[0].1
    );
    page.press("Enter");
    page.until("!page.dialog()");
    page.expect_status("Tagged 16 occurrences as Actor.");
    assert_eq!(counts(&page), json!([7, 4, 6]));
    assert_eq!(page.focused(), "reader");
    page.press("Control+z");
    page.expect_status("Undone: tag 16 annotations as Actor.");
    assert_eq!(counts(&page), json!([1, 0, 0]));
    page.press("Control+y");
    page.expect_status("Done again");
    assert_eq!(counts(&page), json!([7, 4, 6]));
    assert_eq!(page.article(), ARTICLES[0]);
    // Stored as one step, too.
    page.reload();
    assert_eq!(counts(&page), json!([7, 4, 6]));
    page.press("Control+z");
    page.until("document.querySelectorAll('mark').length === 1");
    let file = page.download();
    assert_eq!(file.annotations().len(), 1);
}

#[test]
fn what_lies_in_a_longer_name_is_listed_and_not_ticked() {
    let page = Page::open();
    page.tag("President Recep Tayyip Erdogan", "1");
    page.press("Escape");
    page.tag("President Erdogan", "2");
    page.press("Escape");
    page.show(ARTICLES[1]);
    page.tag("Erdogan", "1");
    page.expect_status("15 more in 3 articles");
    page.press("t");
    page.until("page.dialog()");
    let sentences = listed(&page);
    let unticked: Vec<_> =
        sentences.iter().enumerate().filter(|(_, (ticked, _))| !ticked).map(|(at, _)| at).collect();
    // Not in the other label's span, which is no reason.
    assert_eq!((sentences.len(), unticked), (16, vec![0]));
    assert_eq!(page.in_field("Where"), "All articles");
    page.press("Enter");
    page.expect_status("Tagged 15 occurrences as Actor.");
}

#[test]
fn single_ones_are_taken_out_by_mouse_and_by_keys() {
    let page = Page::open();
    page.tag("Erdogan", "1");
    page.click("Tag them all");
    page.until("page.dialog()");
    page.click_element("document.querySelector('[data-hit=\"0\"] button')");
    page.click_element("document.querySelector('[data-hit=\"2\"] input')");
    page.until("page.buttons('Tag 14 as Actor').length");
    page.press("ArrowDown");
    page.press("Space");
    page.until("page.buttons('Tag 13 as Actor').length");
    assert_eq!(page.run("return document.activeElement.closest('[data-hit]').dataset.hit"), "3");
    // Another order ticks nothing again.
    page.choose("Order", "By the words behind");
    page.choose("Order", "As in the text");
    page.until("page.buttons('Tag 13 as Actor').length");
    page.run("page.buttons('Tag 13 as Actor')[0].focus()");
    page.press("ArrowDown");
    assert_eq!(page.run("return document.activeElement.closest('[data-hit]').dataset.hit"), "0");
    page.press_times("ArrowDown", 3);
    assert!(page.run("return getComputedStyle(document.activeElement).outlineStyle") != "none");
    page.press("Space");
    page.press("Enter");
    page.expect_status("Tagged 14 occurrences as Actor.");
    assert_eq!(counts(&page), json!([5, 4, 6]));
    let words: Vec<_> = page.pieces().into_iter().map(|piece| piece.block).collect();
    // Neither that of the second paragraph nor that of the fourth.
    assert_eq!(words.iter().filter(|block| **block == 1).count(), 0);
}

#[test]
fn the_switches_find_more_or_fewer() {
    let page = Page::open();
    page.open_own("Oslo, OSLO and Oslos.\n\nIn Oslo.\n\nNorth\nOslo: Oslo’s North  Oslo.");
    page.tag("Oslo", "3");
    page.expect_status("4 more in 1 article");
    page.until("page.buttons('Tag 4 more in 1 article').length");
    page.click("Tag 4 more in 1 article");
    page.until("page.dialog()");
    page.click_field("Match case");
    expect_summary(&page, "5 occurrences in 1 article. Tagged so already: 1.");
    page.click_field("Whole words");
    expect_summary(&page, "6 occurrences in 1 article. Tagged so already: 1.");
    page.choose("Where", "This article");
    expect_summary(&page, "6 occurrences in 1 article. Tagged so already: 1.");
    page.click("Tick none");
    page.until("page.buttons('Tag 0 as Location')[0].disabled");
    page.click("Tick all");
    // Enter accepts from a switch, too.
    page.run("[...document.querySelectorAll('dialog label')].find((label) => label.textContent === 'Whole words').control.focus()");
    page.press("Enter");
    page.expect_status("Tagged 6 occurrences as Location.");
    assert_eq!(
        page.run("return [...document.querySelectorAll('mark')].map((mark) => mark.textContent)"),
        json!(["Oslo", "OSLO", "Oslo", "Oslo", "Oslo", "Oslo", "Oslo"])
    );
    // Nothing is left of it, and the card does not offer it.
    page.press("j");
    assert_eq!(page.run("return page.buttons('Tag ').length"), 0);
}

#[test]
fn what_takes_longer_than_a_frame_says_so_and_is_done_whole() {
    let page = Page::open();
    let paragraph = format!("Oslo {}\n\n", "and so on ".repeat(30));
    page.open_own(&paragraph.repeat(1_200));
    page.tag("Oslo", "3");
    page.expect_status("1199 more in 1 article");
    page.press("t");
    page.until("page.buttons('Tag 1199 as Location').length");
    page.run(
        "window.said = [];
        new MutationObserver(() => said.push(page.dialog() ?? '')).observe(document.body, { subtree: true, childList: true, characterData: true });",
    );
    page.press("Enter");
    page.expect_status("Tagged 1199 occurrences as Location.");
    assert_eq!(page.run("return said.some((words) => words.includes('Tagging …'))"), true);
    assert_eq!(page.run("return document.querySelectorAll('mark').length"), 1_200);
    page.press("Control+z");
    page.until("document.querySelectorAll('mark').length === 1");
}

#[test]
fn words_in_two_lines_are_the_same_words() {
    let page = Page::open();
    page.open_own("North Oslo and North\nOslo, North  Oslo.\n\nNorth\n\nOslo");
    page.tag("North Oslo", "3");
    page.press("t");
    page.until("page.dialog()");
    assert_eq!(listed(&page).len(), 2);
    page.press("Enter");
    page.until("document.querySelectorAll('mark').length === 3");
}

#[test]
fn where_nothing_else_is_found_nothing_is_offered() {
    let page = Page::open();
    page.tag("Hakan Fidan", "1");
    page.press("Escape");
    page.press("t");
    page.expect_status("Open an annotation first.");
    let id = page.tag("counter-terrorism, intelligence sharing", "2");
    assert_eq!(
        page.run("return page.status()"),
        "Tagged “\u{2068}counter-terrorism, intelligence sharing\u{2069}” as Claim."
    );
    page.press("t");
    page.until("page.dialog()");
    expect_summary(&page, "Nothing was found. Tagged so already: 1.");
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!(page.opened(), Some(id));
}

#[test]
fn a_row_of_the_list_can_be_what_others_are_like() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("Escape");
    page.tag("Erdogan", "1");
    page.press("g");
    page.press_until("ArrowDown", "document.activeElement.textContent.includes('Istanbul')");
    page.press("t");
    page.until("page.dialog()?.includes('Every other “\u{2068}Istanbul')");
    page.press("Enter");
    page.expect_status("as Location.");
}

#[test]
fn what_another_tab_does_meanwhile_is_seen() {
    let page = Page::open();
    let other = page.another();
    page.tag("Erdogan", "1");
    page.press("t");
    page.until("page.dialog()");
    assert_eq!(listed(&page).len(), 16);
    other.until("document.querySelectorAll('mark').length === 1");
    other.tag("President Erdogan said", "1");
    page.until("document.querySelectorAll('dialog [data-hit] input:not(:checked)').length === 1");
    page.press("Enter");
    page.expect_status("Tagged 15 occurrences as Actor.");
}
