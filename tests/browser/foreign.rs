//! Files of other tools: what the browser downloads is what it opens.

use crate::harness::Page;

/// brat's files of an article "news" with two spans, a note and a relation, packed by a ZIP program.
pub const DEFLATED: &[u8] = include_bytes!("../page/foreign/brat.zip");

#[test]
pub fn an_archive_that_was_downloaded_is_here_already() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.click("Export");
    page.until("page.dialog()");
    page.click("brat");
    let (name, bytes) = page.downloaded_bytes();
    assert!(name.starts_with("glossator-brat-20"), "{name}");
    assert!(bytes.starts_with(b"PK\x03\x04"), "{name}");
    page.press("Escape");
    page.until("!page.dialog()");
    // The list of projects is told of the tag some time later.
    let stored =
        || page.stored().into_iter().filter(|(key, _)| !key.contains("/projects/")).collect::<Vec<_>>();
    let before = stored();
    page.open_file(&name, bytes);
    page.expect_status("is here already");
    assert_eq!(stored(), before);
}

#[test]
pub fn a_text_that_is_pasted_is_an_article_but_in_a_field() {
    let page = Page::open();
    let paste = "const data = new DataTransfer();
        data.setData('text/plain', 'Mara met Ivo.');
        (document.activeElement ?? document.body).dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    page.press("/");
    page.until("page.search()");
    page.run(paste);
    page.press("Escape");
    page.until("!page.search()");
    page.run(paste);
    page.expect_status("1 article is in.");
}
