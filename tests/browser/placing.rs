//! An annotation whose words are not in the article any more: it is kept, listed, and put where it belongs.

use crate::harness::{ARTICLES, Page};
use serde_json::json;

const ID: &str = "01920000-0000-7000-8000-00000000000a";

/// A page with an annotation of words that the article does not have.
#[track_caller]
fn with_lost_words() -> Page {
    let page = Page::open();
    let annotation = json!({ "id": ID, "document": ARTICLES[0], "label": "location", "start": 90_000, "end": 90_014,
        "quote": "Constantinople", "note": "Why" });
    let file = json!({ "format": "glossator", "version": 1, "offset_unit": "unicode code points", "annotations": [annotation] });
    page.open_file("work.json", file.to_string());
    page.expect_question();
    page.click("Apply");
    page.until("page.rows().length === 1");
    page.click_row(ID);
    page.until("page.card().textContent.includes('Its words were not found in the article as it is now.')");
    page
}

#[track_caller]
fn check_placed(page: &Page) {
    page.expect_status("Placed “\u{2068}Istanbul\u{2069}”.");
    assert_eq!(page.drawn(ID), "Istanbul");
    let row = &page.rows()[0];
    assert_eq!((row.quote.as_str(), row.label.as_str(), row.note.as_str()), ("Istanbul", "Location", "Why"));
    assert_eq!((page.selected().as_str(), page.opened().as_deref()), ("", Some(ID)));
    assert!(page.run("return page.buttons('Place it there').length") == 0);
    assert!(page.download().annotation(ID).get("unplaced").is_none());
}

#[test]
fn words_that_were_not_found_are_placed_by_mouse_and_that_is_undone() {
    let page = with_lost_words();
    page.click("Place it there");
    page.expect_status("Select some words of the article first.");
    page.select("Istanbul");
    page.click("Place it there");
    check_placed(&page);
    page.reload();
    assert_eq!(page.drawn(ID), "Istanbul");
    page.until("page.buttons('Undo move').length === 1");
    page.press("Control+z");
    page.until("page.rows()[0].quote === 'Constantinople'");
    assert_eq!(page.drawn(ID), "");
    page.press("Control+y");
    page.until("page.rows()[0].quote === 'Istanbul'");
}

#[test]
fn words_that_were_not_found_are_placed_by_keyboard() {
    let page = with_lost_words();
    page.double_click("Istanbul");
    page.until("page.bar()");
    for _ in 0..60 {
        page.press("Tab");
        if page.run("return page.name(document.activeElement)") == "Place it there" {
            break;
        }
    }
    page.press("Enter");
    check_placed(&page);
    page.press("Control+z");
    page.until("page.rows()[0].quote === 'Constantinople'");
}

#[test]
fn the_last_message_offers_to_take_the_placing_back() {
    let page = with_lost_words();
    page.select("Istanbul");
    page.click("Place it there");
    page.expect_status("Placed");
    page.click_element("document.querySelector('.message button')");
    page.until("page.rows()[0].quote === 'Constantinople'");
}
