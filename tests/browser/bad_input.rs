//! Files that are not what they should be, as the browser hands them over and draws what is in them.

use crate::harness::Page;
use serde_json::json;

#[test]
fn a_file_of_65_megabytes_is_refused_before_it_is_read() {
    let page = Page::open();
    // The list of projects is written when the page is idle, sooner or later.
    let stored = || {
        let mut stored = page.stored();
        stored.retain(|key, _| !key.contains("/projects/"));
        stored
    };
    let before = stored();
    page.open_file("huge.json", vec![b' '; 65_000_000]);
    page.expect_alert("huge.json");
    let alerts = page.alerts();
    assert!(alerts[0].contains("64 MB") && alerts[0].contains("65 MB"), "{alerts:?}");
    assert_eq!(stored(), before);
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
    page.click("Add");
    page.until("page.rows().length === 1");
    assert_eq!(page.article(), EVIL);
    assert_eq!(page.paragraphs(), [text.as_str()]);
    assert_eq!(page.drawn(id), EVIL);
    page.click_row(id);
    page.until("page.card()");
    let row = &page.rows()[0];
    assert_eq!((row.label.as_str(), row.quote.as_str(), row.note.as_str()), (EVIL, EVIL, EVIL));
    assert_eq!(page.run("return document.querySelector('h1').textContent"), EVIL);
    let author = page.run("return document.querySelector('.card-foot p').textContent");
    assert!(author.as_str().is_some_and(|author| author.contains(EVIL)), "{author}");
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
}
