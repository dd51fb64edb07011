//! Files that are not what they should be: each is answered, and nothing changes that was not asked for.

use crate::foreign::DEFLATED;
use crate::harness::{ARTICLES, Download, Page};
use serde_json::{Value, json};

/// A page with some work in it, and its download.
#[track_caller]
fn with_work() -> (Page, Download) {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    let file = page.download();
    (page, file)
}

/// The file is refused in these words, and everything is as it was.
#[track_caller]
fn check_refused(page: &Page, name: &str, content: impl AsRef<[u8]>, words: &[&str]) {
    let (stored, rows, shown) = (page.stored(), page.rows(), page.article());
    page.open_file(name, content);
    page.expect_alert(name);
    let alerts = page.alerts();
    for word in words {
        assert!(alerts.iter().any(|alert| alert.contains(word)), "“{word}” is not in {alerts:?}");
    }
    assert!(page.run("return page.dialog()").is_null(), "a question about {name}");
    assert_eq!((page.stored(), page.rows(), page.article()), (stored, rows, shown), "{name}");
    page.click("Close");
    page.until("page.alerts().length === 0");
}

/// There is a question about the file in these words; after Cancel everything is as it was.
#[track_caller]
fn check_asked(page: &Page, content: impl AsRef<[u8]>, words: &[&str]) {
    let (stored, rows) = (page.stored(), page.rows());
    page.open_file("file.json", content);
    let question = page.expect_question();
    for word in words {
        assert!(question.contains(word), "“{word}” is not in {question}");
    }
    assert_eq!(page.stored(), stored, "stored before it was answered");
    page.click("Cancel");
    page.until("!page.dialog()");
    assert_eq!((page.stored(), page.rows()), (stored, rows));
}

/// Applies the file that was asked about.
#[track_caller]
fn apply(page: &Page, content: impl AsRef<[u8]>) {
    page.open_file("file.json", content);
    page.expect_question();
    page.click("Apply");
    page.until("!page.dialog()");
}

/// Turns a download into one with this in its first annotation.
fn with_annotation(file: &Download, changes: &Value) -> String {
    file.changed(|json| {
        let annotation = &mut json["annotations"][0];
        annotation["id"] = json!("01920000-0000-7000-8000-00000000000a");
        for (name, value) in changes.as_object().expect("an object") {
            annotation[name] = value.clone();
        }
    })
}

#[test]
fn what_is_no_download_is_refused_with_what_was_expected_and_found() {
    let (page, file) = with_work();
    let check = |name: &str, content: &str, words: &[&str]| check_refused(&page, name, content, words);
    check("words.json", "These are words.", &["expected JSON"]);
    check("empty.json", "", &["found an empty file"]);
    check("page.json", "<!doctype html><html></html>", &["expected JSON"]);
    check(
        "list.json",
        "[1, 2, 3]",
        &["W3C Web Annotation, CSV, spaCy", "3 values, the first of them the number 1"],
    );
    check(
        "other.json",
        r#"{"tasks": [], "format": "label studio"}"#,
        &["expected a file that Glossator", "label studio"],
    );
    check("nameless.json", r#"{"annotations": []}"#, &["an object with “annotations”"]);
    check("half.json", &file.text[..file.text.len() / 2], &["incomplete"]);
    check("later.json", &file.changed(|json| json["version"] = json!(7)), &["version 1", "version 7"]);
    check(
        "unit.json",
        &file.changed(|json| json["offset_unit"] = json!("bytes")),
        &["unicode code points", "bytes"],
    );
    check("rows.json", &file.changed(|json| json["annotations"] = json!({})), &["a list", "an object"]);
    check("table.csv", "a,b\n1,2\n", &["doccano, Label Studio, brat", "the text “a,b”"]);
    check("blank.txt", "  \n\n ", &["empty"]);
    check("binary.txt", "a\0b", &["binary"]);
    check_refused(&page, "latin1.txt", b"caf\xe9s", &["UTF-8"]);
    check_refused(&page, "latin1-at-the-end.txt", b"caf\xe9", &["UTF-8"]);
    check_refused(&page, "utf16.txt", b"\xff\xfea\0", &["UTF-16"]);
    check_refused(&page, "cut.zip", &DEFLATED[..DEFLATED.len() / 2], &["ZIP", "damaged"]);
    let mut other = DEFLATED.to_vec();
    other[80..90].fill(0xff);
    check_refused(&page, "broken.zip", &other, &["ZIP", "damaged"]);
}

#[test]
fn a_file_of_65_megabytes_is_refused_before_it_is_read() {
    let (page, file) = with_work();
    let mut content = file.text.into_bytes();
    content.resize(65_000_000, b' ');
    check_refused(&page, "huge.json", content, &["64 MB", "65 MB"]);
}

#[test]
fn offsets_outside_of_the_text_are_never_guessed() {
    let (page, file) = with_work();
    let nowhere = json!({ "start": 90_000, "end": 90_008, "quote": "Constantinople" });
    check_asked(&page, with_annotation(&file, &nowhere), &["“Constantinople” was not found"]);
    check_asked(
        &page,
        with_annotation(&file, &json!({ "start": 90_000, "end": 90_008, "quote": "" })),
        &["Left out annotations[0]"],
    );
    check_asked(
        &page,
        with_annotation(&file, &json!({ "start": 20, "end": 10, "quote": "" })),
        &["Left out annotations[0]"],
    );
    check_asked(
        &page,
        with_annotation(&file, &json!({ "start": -1, "end": 10 })),
        &["Left out annotations[0]", "not negative"],
    );
    check_asked(
        &page,
        with_annotation(&file, &json!({ "start": 0.5, "end": 10 })),
        &["Left out annotations[0]"],
    );

    apply(&page, with_annotation(&file, &nowhere));
    page.until("page.rows().length === 3");
    let lost =
        page.rows().into_iter().find(|row| row.quote == "Constantinople").expect("it is kept and listed");
    assert_eq!(page.drawn(&lost.id), "");
    assert_eq!(page.download().annotation(&lost.id)["unplaced"], true);
    page.reload();
    assert_eq!(page.rows().len(), 3);
}

#[test]
fn a_quote_that_stands_elsewhere_is_moved_there_after_a_question() {
    let (page, file) = with_work();
    let moved = with_annotation(
        &file,
        &json!({ "start": 3, "end": 20, "quote": "Hakan Fidan", "prefix": "", "suffix": "" }),
    );
    check_asked(&page, &moved, &["“Hakan Fidan” stands elsewhere"]);
    apply(&page, &moved);
    page.until("page.rows().length === 3");
    let row = page.rows().into_iter().find(|row| row.quote == "Hakan Fidan").expect("it is listed");
    assert_eq!(page.drawn(&row.id), "Hakan Fidan");
}

#[test]
fn an_unknown_label_is_added_after_a_question() {
    let (page, file) = with_work();
    let foreign = with_annotation(&file, &json!({ "label": "weather" }));
    check_asked(&page, &foreign, &["The label “weather” is new here"]);
    apply(&page, &foreign);
    page.until("page.rows().length === 3");
    assert!(page.rows().iter().any(|row| row.label == "weather"), "{:?}", page.rows());
    page.select("Hakan Fidan");
    page.until("[...page.bar().querySelectorAll('button')].filter(page.isShown).length === 5");
    page.press("Escape");
    page.reload();
    assert!(page.rows().iter().any(|row| row.label == "weather"));
    page.download();
}

#[test]
fn an_article_with_another_text_is_never_mixed_up_with_the_one_that_is_here() {
    let (page, file) = with_work();
    let other = file.changed(|json| {
        json["annotations"] = json!([]);
        json["documents"] =
            json!([{ "id": ARTICLES[0], "title": "Other", "text": "Something else entirely." }]);
    });
    check_asked(&page, &other, &["another article"]);
    apply(&page, &other);
    page.until("document.querySelectorAll('[data-article]').length === 4");
    page.show(&format!("{} (2)", ARTICLES[0]));
    assert_eq!(page.paragraphs(), ["Something else entirely."]);
}

#[test]
fn names_with_html_in_them_are_shown_as_text_and_nothing_else() {
    const EVIL: &str =
        "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";
    let page = Page::open();
    let annotator = "6f0c0000-0000-4000-8000-000000000001";
    let text = format!("{EVIL} said so.");
    let id = "01920000-0000-7000-8000-000000000001";
    let times = "2026-11-22T06:38:12.345Z";
    let file = json!({
        "format": "glossator", "version": 1, "offset_unit": "unicode code points",
        "labels": [{ "id": EVIL, "name": EVIL, "key": "4", "colour": "red;background:url(x)", "definition": EVIL }],
        "annotators": [{ "id": annotator, "name": EVIL }],
        "documents": [{ "id": EVIL, "title": EVIL, "text": text }],
        "annotations": [
            { "id": id, "document": EVIL, "label": EVIL, "start": 0, "end": EVIL.len(), "quote": EVIL, "note": EVIL,
              "annotator": annotator, "created": times, "modified": times, "+evil": EVIL },
            { "id": EVIL, "document": EVIL, "label": EVIL, "start": 0, "end": 3 },
        ],
        "relations": [{ "id": EVIL, "type": EVIL, "from": EVIL, "to": EVIL }],
    });
    page.drop_file(&format!("{EVIL}.json"), &file.to_string());
    let question = page.expect_question();
    assert!(question.contains(EVIL), "{question}");
    page.click("Apply");
    page.until("page.rows().length === 1");
    assert_eq!(page.article(), EVIL);
    assert_eq!(page.paragraphs(), [text.as_str()]);
    assert_eq!(page.drawn(id), EVIL);
    page.click_row(id);
    page.until("page.card()");
    let row = &page.rows()[0];
    assert_eq!((row.label.as_str(), row.quote.as_str(), row.note.as_str()), (EVIL, EVIL, EVIL));
    assert_eq!(page.run("return document.querySelector('h1').textContent"), EVIL);
    let author = page.run("return page.card().textContent");
    assert!(author.as_str().is_some_and(|card| card.contains(&format!("Tagged by {EVIL}"))), "{author}");
    page.press("Delete");
    page.expect_status("Deleted");
    page.press("Control+z");
    page.until("page.rows().length === 1");
    page.select("said so");
    page.press_to_tag("4");
    let made = page.run("return document.querySelectorAll('img, main script, nav script, aside script, dialog script, [onerror], [style*=url]').length");
    assert_eq!(made, 0, "a name became an element");
    assert_eq!(page.run("return document.title.startsWith('hacked')"), false);
    page.reload();
    page.show(EVIL);
    assert_eq!(page.drawn(id), EVIL);
    let other = Page::open();
    let download = page.download();
    other.open_file("evil.json", &download.text);
    other.expect_question();
    other.click("Apply");
    other.until("page.rows().length === 2");
    assert_eq!(other.download().undated(), download.undated());
}

#[test]
fn several_files_are_opened_one_after_the_other() {
    let (page, file) = with_work();
    page.drop_file("broken.json", "{");
    page.expect_alert("broken.json");
    page.open_file("good.json", &file.text);
    page.expect_status("here already");
    page.open_file("article.txt", "An article of my own.");
    page.until("page.texts()[0] === 'An article of my own.'");
    assert_eq!(page.alerts().len(), 1, "an alert stays until it is answered");
}
