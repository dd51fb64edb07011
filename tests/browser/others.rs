//! Tagging every other occurrence: the buttons and keys of the dialog. Its list, and what comes of it, are tested without a
//! browser.

use crate::harness::Page;
use serde_json::{Value, json};

/// Number of the annotations of each article.
fn counts(page: &Page) -> Value {
    page.run(
        "return [...document.querySelectorAll('[data-article]')]
            .map((article) => Number(article.textContent.match(/Actor (\\d+)/)?.[1] ?? 0))",
    )
}

#[test]
fn every_erdogan_in_two_presses_and_back_in_one() {
    let page = Page::open();
    page.tag("Erdogan", "1");
    page.expect_status("16 more in 3 articles.");
    page.press("t");
    page.until("page.dialog()");
    let sentences: Vec<(bool, String)> = serde_json::from_value(page.run(
        "return [...document.querySelectorAll('dialog[open] [data-hit]')]
            .map((hit) => [hit.querySelector('input').checked, hit.querySelector('button').textContent])",
    ))
    .expect("pairs");
    assert!(sentences.len() == 16 && sentences.iter().all(|(ticked, _)| *ticked));
    let first =
        "President Erdogan said in a statement, reaffirming Turkey’s unwavering support for Pakistan.";
    assert!(sentences[0].1.ends_with(first), "{}", sentences[0].1);
    page.press("Enter");
    page.until("!page.dialog()");
    page.expect_status("Tagged 16 as Actor.");
    assert_eq!((counts(&page), page.focused().as_str()), (json!([7, 4, 6]), "reader"));
    page.press("Control+z");
    page.expect_status("Undone: tag 16 annotations as Actor.");
    assert_eq!(counts(&page), json!([1, 0, 0]));
    page.click("Tag 16 more in 3 articles");
    page.until("page.dialog()");
    // Enter accepts from a list to choose from, too.
    page.run("document.querySelector('dialog select').focus()");
    page.press("Enter");
    page.expect_status("Tagged 16 as Actor.");
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
    page.choose("Order", "By the words behind");
    page.choose("Order", "As in the text");
    page.click("Tick all");
    page.until("page.buttons('Tag 16 as Actor').length");
    page.click("Tick none");
    page.until("page.buttons('Tag 0 as Actor')[0].disabled");
    page.click("Tick all");
    page.run("page.buttons('Tag 16 as Actor')[0].focus()");
    page.press("ArrowDown");
    assert_eq!(page.run("return document.activeElement.closest('[data-hit]').dataset.hit"), "0");
    page.press_times("ArrowDown", 3);
    assert!(page.run("return getComputedStyle(document.activeElement).outlineStyle") != "none");
    page.press("Space");
    page.press("Enter");
    page.expect_status("Tagged 15 as Actor.");
    assert_eq!(counts(&page), json!([6, 4, 6]));
}
