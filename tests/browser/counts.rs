//! Counts: how much is tagged as what, what a number leads to, and the table as a file.

use crate::harness::{ARTICLES, Page};
use serde_json::{Value, json};

const TABLE: &str = "return [...document.querySelectorAll('dialog[open] :is(tbody, tfoot) tr')]
    .map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))";

/// Two Istanbuls and a name in the first article, one Istanbul in the second.
fn tagged() -> Page {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    page.show(ARTICLES[2]);
    page.tag("Istanbul", "3");
    page.press("t");
    page.until("page.dialog()");
    page.press("Enter");
    page.until("!page.dialog()");
    page
}

fn table(page: &Page) -> Value {
    page.run(TABLE)
}

#[test]
fn mentions_and_strings_are_counted_and_a_number_leads_to_them() {
    let page = tagged();
    page.press("m");
    page.until("page.dialog()");
    let mentions = table(&page);
    let istanbuls: Vec<u64> =
        mentions.as_array().expect("rows").iter().map(|row| row[2].as_u64().expect("a number")).collect();
    assert_eq!(istanbuls[3], istanbuls[..3].iter().sum::<u64>());
    assert_eq!(mentions[0], json!([1, 0, istanbuls[0], 1 + istanbuls[0]]));
    page.click("Different strings");
    page.until("document.querySelector('dialog tfoot td:last-child').textContent === '2'");
    assert_eq!(table(&page)[3], json!([1, 0, 1, 2]));
    page.click_element("document.querySelector('dialog tbody tr td:nth-of-type(3) button')");
    page.until("!page.dialog()");
    assert_eq!(page.article(), ARTICLES[0]);
    page.until("page.rows().every(({ quote }) => quote === 'Istanbul')");
    assert_eq!(page.rows().len() as u64, istanbuls[0]);
    assert_eq!(page.run("return document.activeElement.classList.contains('row')"), true);
    page.press("m");
    page.until("page.dialog()");
    page.click_element("document.querySelector('dialog tfoot td:last-child button')");
    page.until("!page.dialog()");
    page.session.until("page.rows().length === arguments[0]", &[json!(istanbuls[3] + 1)]);
}

#[test]
fn the_table_is_downloaded_as_csv() {
    let page = tagged();
    page.click("Counts …");
    page.until("page.dialog()");
    page.click("Download CSV");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-counts-20"), "{name}");
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines[0], "document,title,label,mentions,strings");
    assert_eq!((lines.len(), lines[10]), (11, ""));
    assert!(lines[1].starts_with(ARTICLES[0]) && lines[1].ends_with(",Actor,1,1"), "{}", lines[1]);
}
