//! An annotation whose words are not in the article any more is put where it belongs: the selection stays while a button is
//! pressed.

use crate::harness::{ARTICLES, Page};
use serde_json::json;

const ID: &str = "01920000-0000-7000-8000-00000000000a";

#[track_caller]
fn check_placed(page: &Page, words: &str) {
    page.expect_status(&format!("Placed “\u{2068}{words}\u{2069}”."));
    assert_eq!(page.drawn(ID), words);
    assert_eq!((page.selected().as_str(), page.opened().as_deref()), ("", Some(ID)));
    assert!(page.run("return page.buttons('Place it there').length") == 0);
}

#[test]
fn words_that_were_not_found_are_placed_by_mouse_and_by_keyboard() {
    let page = Page::open();
    let annotation = json!({ "id": ID, "document": ARTICLES[0], "label": "location", "start": 90_000, "end": 90_014,
        "quote": "Constantinople", "note": "Why" });
    let file = json!({ "format": "glossator", "version": 1, "offset_unit": "unicode code points", "annotations": [annotation] });
    page.open_file("work.json", file.to_string());
    page.expect_question();
    page.click("Add");
    page.until("page.rows().length === 1");
    page.click_row(ID);
    page.click("Place it there");
    page.expect_status("Select some words first.");
    page.select("Istanbul");
    page.click("Place it there");
    check_placed(&page, "Istanbul");
    page.click_element("document.querySelector('.message button')");
    page.until("page.rows()[0].quote === 'Constantinople'");
    assert_eq!(page.drawn(ID), "");
    page.double_click("Tayyip");
    page.until("page.bar()");
    page.press_until("Tab", "page.focus() === 'Place it there'");
    page.press("Enter");
    check_placed(&page, "Tayyip");
}
