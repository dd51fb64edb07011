//! Counts: a number leads to its rows, one of which has the focus then.

use crate::harness::Page;

#[test]
fn a_number_leads_to_its_rows_by_mouse() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    page.press("m");
    page.until("page.dialog()");
    page.click("Different strings");
    page.click_element("document.querySelector('dialog tbody tr td:nth-of-type(3) button')");
    page.until("!page.dialog() && page.rows().length === 1");
    assert_eq!(page.rows()[0].quote, "Istanbul");
    assert_eq!(page.run("return document.activeElement.classList.contains('row')"), true);
}
