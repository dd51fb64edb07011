//! Files of other tools, opened.

use crate::harness::{ARTICLES, Page};
use glossator::words::formats::keeps;
use glossator_core::formats::FORMATS;
use serde_json::json;

/// brat’s files of an article “news” with two spans, a note and a relation, packed by a ZIP program.
pub const DEFLATED: &[u8] = include_bytes!("foreign/brat.zip");

#[test]
fn what_was_exported_is_here_already() {
    let page = Page::open();
    page.tag("Recep Tayyip Erdogan", "1");
    page.tag("Turkish President Recep Tayyip Erdogan on Sunday met", "2");
    page.show(ARTICLES[2]);
    page.tag("Istanbul", "3");
    for format in FORMATS.iter().filter(|format| format.is_read()) {
        page.click("Export");
        page.until("page.dialog()");
        page.click(format.name);
        let (name, bytes) = page.downloaded_bytes();
        page.press("Escape");
        page.until("!page.dialog()");
        let stored = page.stored();
        page.open_file(&name, bytes);
        page.expect_status("is here already");
        assert_eq!(page.stored(), stored, "{name}");
    }
}

#[test]
fn an_archive_of_another_tool_comes_in_whole_and_goes_in_one_step() {
    let page = Page::open();
    page.open_file("annotations.zip", DEFLATED);
    page.until("page.reader().dataset.document === 'news'");
    page.expect_status("new: 1 article, 2 annotations, 1 relation");
    let file = page.download();
    let rows = file.json["annotations"].as_array().expect("a list").clone();
    let found: Vec<_> = rows.iter().map(|row| (&row["quote"], &row["label"], &row["note"])).collect();
    let expected = [
        (json!("Erdoğan 🙂"), json!("actor"), json!("who?")),
        (json!("Istanbul"), json!("location"), json!("")),
    ];
    assert_eq!(found, expected.iter().map(|(quote, label, note)| (quote, label, note)).collect::<Vec<_>>());
    page.click("Undo");
    page.until("page.reader().dataset.document !== 'news'");
}

#[test]
fn labels_that_are_new_are_added_left_out_or_taken_for_others() {
    let page = Page::open();
    let text = "Ana met Bob in Rome on Monday.";
    let label = json!([[0, 3, "PER"], [8, 11, "Actor"], [15, 19, "LOC"], [23, 29, "DATE"], [0, 99, "PER"]]);
    page.open_file("rows.jsonl", json!({ "text": text, "label": label }).to_string());
    let question = page.expect_question();
    for words in
        ["new: 3 labels, 1 article, 4 annotations", "1 remark", "label[4]", "30 code points long", "“PER”"]
    {
        assert!(question.contains(words), "“{words}” is not in {question}");
    }
    page.choose("The label “PER” is new here:", "take it for Actor");
    page.choose("The label “DATE” is new here:", "leave out what has it");
    page.until("page.dialog().includes('new: 1 label, 1 article, 3 annotations')");
    page.click("Apply");
    page.until("!page.dialog()");
    let file = page.download();
    let rows = file.json["annotations"].as_array().expect("a list").clone();
    let found: Vec<_> = rows.iter().map(|row| format!("{} {}", row["quote"], row["label"])).collect();
    assert_eq!(found, [r#""Ana" "actor""#, r#""Bob" "actor""#, r#""Rome" "LOC""#]);
}

#[test]
fn the_help_lists_every_format() {
    let page = Page::open();
    page.click("Help");
    page.until("page.dialog()");
    for format in FORMATS {
        let words = format!("{}: {}.", format.name, keeps(format));
        assert_eq!(
            page.run(&format!("return page.dialog().includes({})", json!(words))),
            json!(true),
            "{words}"
        );
    }
}
