//! Files that are not what they should be: each is answered, and nothing changes that was not asked for.

use crate::foreign::DEFLATED;
use crate::html::{dialog_text, drawn, text_of};
use crate::kit::Page;
use glossator::app::intent::{self, Import};
use glossator::features::import::state::File;
use serde_json::{Value, json};

/// A page with some work in it, and its download.
fn with_work() -> (Page, Value) {
    let page = Page::of("[actor:Erdogan] met Hakan Fidan in [location:Istanbul].\n\nThe end");
    let file = serde_json::from_str(&page.json()).expect("JSON");
    (page, file)
}

/// The file with something else in it.
fn changed(file: &Value, change: impl FnOnce(&mut Value)) -> String {
    let mut file = file.clone();
    change(&mut file);
    file.to_string()
}

/// The file in which the first annotation is another one, with these fields.
fn with_annotation(file: &Value, changes: &Value) -> String {
    changed(file, |file| {
        let annotation = &mut file["annotations"][0];
        annotation["id"] = json!("01920000-0000-7000-8000-00000000000a");
        for (name, value) in changes.as_object().expect("an object") {
            annotation[name] = value.clone();
        }
    })
}

/// The file is refused in these words, and everything is as it was.
#[track_caller]
fn check_refused(page: &Page, file: File, words: &[&str]) {
    let (before, name) = ((page.storage.entries(), page.json()), file.name.clone());
    page.send(Import::Open([file].into()));
    let alerts = page.alerts();
    let [alert] = &*alerts else { panic!("{name}: {alerts:?}") };
    for word in [&*name, "could not be read"].iter().chain(words) {
        assert!(alert.contains(word), "“{word}” is not in {alert}");
    }
    assert!(!page.read(glossator::app::state::State::is_asking), "a question about {name}");
    assert_eq!((page.storage.entries(), page.json()), before, "{name}");
    page.send(intent::Messages::CloseAlerts);
    assert_eq!(page.alerts(), [""; 0]);
}

#[track_caller]
fn check_contents_refused(page: &Page, name: &str, content: &[u8], words: &[&str]) {
    let file = File { name: name.into(), size: content.len() as u64, bytes: Some(content.into()) };
    check_refused(page, file, words);
}

/// There is a question about the file in these words, and while it is asked, and when it is answered with no, everything is
/// as it was.
#[track_caller]
fn check_asked(page: &Page, content: &str, words: &[&str]) {
    let before = (page.storage.entries(), page.json());
    page.open_file("file.json", content.as_bytes());
    let question = dialog_text(page);
    for word in words {
        assert!(question.contains(word), "“{word}” is not in {question}");
    }
    assert_eq!((page.storage.entries(), page.json()), before, "before it is answered");
    page.send(Import::Answer(false));
    assert_eq!(page.said(), "“file.json” was not opened. Nothing was changed.");
    assert_eq!((page.storage.entries(), page.json()), before);
}

/// Applies the file that is asked about; what is said then.
#[track_caller]
fn apply(page: &Page, content: &str) -> String {
    page.open_file("file.json", content.as_bytes());
    assert!(!page.read(|state| state.import.pending.is_empty()), "no question");
    page.send(Import::Answer(true));
    page.said()
}

#[test]
fn what_is_no_download_is_refused_with_what_was_expected_and_found() {
    let (page, file) = with_work();
    let text = page.json();
    let check = |name: &str, content: &str, words: &[&str]| {
        check_contents_refused(&page, name, content.as_bytes(), words);
    };
    check("words.json", "These are words.", &["it is not JSON"]);
    check("empty.json", "", &["it is empty"]);
    check("page.json", "<!doctype html><html></html>", &["it is not JSON"]);
    check(
        "list.json",
        "[1, 2, 3]",
        &["W3C Web Annotation, CSV, spaCy", "3 values, the first of them the number 1"],
    );
    check(
        "other.json",
        r#"{"tasks": [], "format": "label studio"}"#,
        &["it was not downloaded here", "label studio"],
    );
    check("nameless.json", r#"{"annotations": []}"#, &["an object with “annotations”"]);
    check("half.json", &text[..text.len() / 2], &["incomplete"]);
    check("later.json", &changed(&file, |file| file["version"] = json!(7)), &["version 2", "version 7"]);
    check(
        "unit.json",
        &changed(&file, |file| file["offset_unit"] = json!("bytes")),
        &["unicode code points", "bytes"],
    );
    check("rows.json", &changed(&file, |file| file["annotations"] = json!({})), &["a list", "an object"]);
    check("table.csv", "a,a\n1,2\n", &["doccano, Label Studio, brat", "the text “a,a”"]);
    check("blank.txt", "  \n\n ", &["empty"]);
    check("binary.txt", "a\0b", &["it is no text"]);
    // Positions in a table of annotations would count others.
    check_contents_refused(&page, "latin1.csv", b"document,start,end,label\na,0,1,caf\xe9\n", &["UTF-8"]);
    check_contents_refused(&page, "utf16.csv", b"\xff\xfea\0", &["UTF-16"]);
    check("page.html", "<nav>Home</nav>", &["no text of an article was found in it"]);
    check("paper.pdf", "%PDF-1.7", &["this is a PDF. Copy its text"]);
    check_contents_refused(&page, "cut.zip", &DEFLATED[..DEFLATED.len() / 2], &["archive is damaged"]);
    let mut other = DEFLATED.to_vec();
    let directory = other.windows(4).position(|it| it == b"PK\x01\x02").expect("a directory");
    other[directory..directory + 4].fill(0xff);
    check_contents_refused(&page, "broken.zip", &other, &["archive is damaged"]);
}

#[test]
fn what_is_too_large_or_cannot_be_read_is_refused() {
    let (page, _) = with_work();
    let check = |size: u64, words: &[&str]| {
        check_refused(&page, File { name: "file.json".into(), size, bytes: None }, words);
    };
    check(65_000_000, &["64 MB", "65 MB"]);
    check(64_000_001, &["64 MB", "65 MB"]);
    check(64_000_000, &["the browser could not read it"]);
    check(7, &["the browser could not read it"]);
}

#[test]
fn offsets_outside_of_the_text_are_never_guessed() {
    let (page, file) = with_work();
    let nowhere = json!({ "start": 90_000, "end": 90_008, "quote": "Constantinople" });
    let left_out = "Left out annotations[0]";
    for (changes, words) in [
        (nowhere.clone(), &["“Constantinople” was not found"][..]),
        (json!({ "start": 90_000, "end": 90_008, "quote": "" }), &[left_out]),
        (json!({ "start": 20, "end": 10, "quote": "" }), &[left_out]),
        (json!({ "start": -1, "end": 10 }), &[left_out, "not negative"]),
        (json!({ "start": 0.5, "end": 10 }), &[left_out]),
    ] {
        check_asked(&page, &with_annotation(&file, &changes), words);
    }
    let marked = page.marked("a");
    assert_eq!(apply(&page, &with_annotation(&file, &nowhere)), "1 annotation is in. 1 was here already.");
    for page in [&page, &page.again()] {
        assert_eq!(page.marked("a"), marked, "nothing more is drawn");
        let listed = text_of(&drawn(&page.store));
        assert!(listed.contains("ActorConstantinople"), "{listed}");
        assert!(listed.contains("Not in the article any more. Find a place"), "{listed}");
        let file: Value = serde_json::from_str(&page.json()).expect("JSON");
        let rows = file["annotations"].as_array().expect("a list");
        let lost = rows.iter().find(|row| row["quote"] == "Constantinople").expect("it is kept");
        assert_eq!((rows.len(), &lost["unplaced"]), (3, &json!(true)));
    }
}

#[test]
fn what_does_not_fit_to_what_is_here_comes_in_after_a_question() {
    let check = |change: fn(&Value) -> String, words: &[&str], after: &[(&str, &str)]| {
        let (page, file) = with_work();
        let changed = change(&file);
        check_asked(&page, &changed, words);
        apply(&page, &changed);
        for page in [&page, &page.again()] {
            for (article, marked) in after {
                assert_eq!(page.marked(article), *marked);
            }
        }
        // One step.
        page.press("Control+z");
        let before = "[actor:Erdogan] met Hakan Fidan in [location:Istanbul].\n\nThe end";
        assert_eq!(
            (page.marked("a").as_str(), page.read(|state| state.corpus().documents().count())),
            (before, 1)
        );
    };
    let moved = |file: &Value| {
        let place = json!({ "start": 3, "end": 20, "quote": "Hakan Fidan", "prefix": "", "suffix": "" });
        with_annotation(file, &place)
    };
    check(
        moved,
        &["“Hakan Fidan” stands elsewhere"],
        &[("a", "[actor:Erdogan] met [actor:Hakan Fidan] in [location:Istanbul].\n\nThe end")],
    );
    let foreign = |file: &Value| with_annotation(file, &json!({ "label": "weather" }));
    check(
        foreign,
        &["The label “weather” is new here", "1 label, 1 annotation are new"],
        &[("a", "[weather:[actor:Erdogan]] met Hakan Fidan in [location:Istanbul].\n\nThe end")],
    );
    let other = |file: &Value| {
        changed(file, |file| {
            file["annotations"] = json!([]);
            file["documents"] = json!([{ "id": "a", "title": "Other", "text": "Something else entirely." }]);
        })
    };
    check(
        other,
        &["another article"],
        &[
            ("a", "[actor:Erdogan] met Hakan Fidan in [location:Istanbul].\n\nThe end"),
            ("a (2)", "Something else entirely."),
        ],
    );
}

#[test]
fn a_label_that_came_in_is_a_button_and_has_a_key_where_the_file_says_so() {
    let (page, file) = with_work();
    let file = changed(&file, |file| {
        file["labels"] = json!([{ "id": "weather", "name": "Weather", "key": "4" }]);
        file["annotations"] = json!([]);
    });
    apply(&page, &file);
    for page in [&page, &page.again()] {
        page.select("The end");
        assert!(text_of(&drawn(&page.store)).contains("Weather4"), "no button");
        page.press("4");
        assert!(page.marked("a").ends_with("[weather:The end]"), "{}", page.marked("a"));
        page.press("Control+z");
    }
}

#[test]
fn files_are_opened_one_after_the_other() {
    let (page, file) = with_work();
    page.open_file("broken.json", b"{");
    page.open_file("good.json", file.to_string().as_bytes());
    assert_eq!(page.said(), "“Erdogan met Hakan Fidan in Istanbul.” is here already.");
    page.open_file("article.txt", b"An article of my own.");
    assert_eq!(
        (page.said().as_str(), page.marked("article").as_str()),
        ("1 article is in.", "An article of my own.")
    );
    assert_eq!(page.alerts().len(), 1, "an alert stays until it is answered");
    // Two questions, each about its file.
    let foreign = |label: &str| with_annotation(&file, &json!({ "label": label }));
    page.open_file("one.json", foreign("weather").as_bytes());
    page.open_file("two.json", foreign("traffic").as_bytes());
    assert!(dialog_text(&page).starts_with("Open “one.json”?"), "{}", dialog_text(&page));
    page.send(Import::Answer(true));
    assert!(dialog_text(&page).starts_with("Open “two.json”?"), "{}", dialog_text(&page));
    page.send(Import::Answer(false));
    assert_eq!(
        (dialog_text(&page).as_str(), page.said().as_str()),
        ("", "“two.json” was not opened. Nothing was changed.")
    );
    let labels: Vec<_> =
        page.read(|state| state.corpus().labels().iter().map(|label| label.id.to_string()).collect());
    assert_eq!(labels, ["actor", "claim", "location", "weather"]);
}

/// Names that would be elements if they were no text.
const HOSTILE: &str =
    "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";

#[test]
fn names_with_html_in_them_go_out_as_they_came_in() {
    let annotator = "6f0c0000-0000-4000-8000-000000000001";
    let times = "2026-11-22T06:38:12.345Z";
    let length = HOSTILE.len();
    let file = json!({
        "format": "glossator", "version": 1, "offset_unit": "unicode code points",
        "labels": [{ "id": HOSTILE, "name": HOSTILE, "key": "4", "colour": "red;background:url(x)", "definition": HOSTILE }],
        "annotators": [{ "id": annotator, "name": HOSTILE }],
        "documents": [{ "id": HOSTILE, "title": HOSTILE, "text": format!("{HOSTILE} said so.") }],
        "annotations": [
            { "id": "01920000-0000-7000-8000-000000000001", "document": HOSTILE, "label": HOSTILE, "start": 0, "end": length,
              "quote": HOSTILE, "note": HOSTILE, "annotator": annotator, "created": times, "modified": times, "+evil": HOSTILE },
            { "id": HOSTILE, "document": HOSTILE, "label": HOSTILE, "start": 0, "end": 3 },
        ],
        "relations": [{ "id": HOSTILE, "type": HOSTILE, "from": HOSTILE, "to": HOSTILE }],
    });
    let page = Page::of("an article");
    page.open_file(&format!("{HOSTILE}.json"), file.to_string().as_bytes());
    assert!(dialog_text(&page).contains(HOSTILE), "{}", dialog_text(&page));
    page.send(Import::Answer(true));
    page.select("said so");
    page.press("4");
    page.press("Delete");
    page.press("Control+z");
    let other = Page::of("an article");
    apply(&other, &page.json());
    assert_eq!(other.json(), page.json());
    assert_eq!(other.again().json(), page.json());
}
