//! Export: files for other tools, from one dialog.

use crate::harness::{ARTICLES, Page};
use glossator::words::formats::keeps;
use glossator_core::formats::FORMATS;

/// A name in the first article with the sentence around it, and a place in the third.
fn tagged() -> Page {
    let page = Page::open();
    page.tag("Recep Tayyip Erdogan", "1");
    page.tag("Turkish President Recep Tayyip Erdogan on Sunday met", "2");
    page.show(ARTICLES[2]);
    page.tag("Istanbul", "3");
    page
}

fn open(page: &Page) {
    page.click("Export");
    page.until("page.dialog()");
}

/// What the dialog says of a tool.
fn about(page: &Page, tool: &str) -> String {
    let script = format!(
        "const button = [...document.querySelectorAll('dialog li button')].find((button) => button.textContent === '{tool}');
         return document.getElementById(button.getAttribute('aria-describedby')).innerText"
    );
    page.run(&script).as_str().expect("a description").to_owned()
}

#[test]
fn each_tool_gets_a_file_of_its_own() {
    let page = tagged();
    for format in FORMATS {
        // A browser refuses more than ten downloads in a second.
        open(&page);
        page.click(format.name);
        let (name, bytes) = page.downloaded_bytes();
        assert!(name.starts_with(&format!("glossator-{}-20", format.id)), "{name}");
        assert!(name.ends_with(&format!(".{}", format.ending)), "{name}");
        if format.ending == "zip" {
            assert!(bytes.starts_with(b"PK\x03\x04"), "{name}");
        }
        let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        // A token in each line, somewhere.
        assert!(holds("Istanbul") && holds("Erdogan") && holds("location"), "{name}");
        assert!(about(&page, format.name).starts_with(&format!("Keeps {}.", keeps(format))));
        page.press("Escape");
        page.until("!page.dialog()");
    }
}

#[test]
fn what_a_tool_has_no_room_for_is_said_before_and_after() {
    let page = tagged();
    open(&page);
    assert!(!about(&page, "W3C Web Annotation").contains("Left out"));
    assert!(about(&page, "spaCy").contains("Left out: 1 annotation in “entities” (in “spans” are all)."));
    page.click("spaCy");
    let (name, text) = page.downloaded();
    assert_eq!(text.lines().count(), ARTICLES.len());
    page.until("page.dialog().includes('of 3 annotations, without 1 annotation in “entities”')");
    assert!(name.starts_with("glossator-spacy-20"), "{name}");
}

#[test]
fn an_article_and_some_labels_go_out_by_keys_alone() {
    let page = tagged();
    open(&page);
    page.until("page.dialog().includes('3 articles with 3 annotations')");
    page.tab_to("Where");
    page.press("ArrowDown");
    page.until("page.dialog().includes('1 article with 1 annotation')");
    page.press_until("Tab", "document.activeElement.name === 'label-location'");
    page.press(" ");
    page.until("page.dialog().includes('1 article with 0 annotations')");
    page.tab_to("doccano");
    page.press("Enter");
    let (_, text) = page.downloaded();
    assert!(
        text.contains("\"label\":[]") && text.contains(ARTICLES[2]) && text.lines().count() == 1,
        "{text}"
    );
    page.press("Escape");
    page.until("!page.dialog()");
    open(&page);
    page.until("page.dialog().includes('1 article with 0 annotations')");
}
