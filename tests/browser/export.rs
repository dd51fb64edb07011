//! Export: the dialog by keys alone.

use crate::harness::{ARTICLES, Page};

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

#[test]
fn an_article_and_some_labels_go_out_by_keys_alone() {
    let page = tagged();
    open(&page);
    page.until("page.dialog().includes('3 articles with 3 annotations')");
    page.tab_to("All articles");
    page.press("ArrowRight");
    page.press(" ");
    page.until("page.dialog().includes('1 article with 1 annotation')");
    page.press_until("Tab", "document.activeElement.labels?.[0]?.textContent === 'Location'");
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
