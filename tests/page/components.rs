//! The page drawn without a browser: what its HTML says, and what it must never say.

use crate::html::{drawn, elements, inside, text_of, without_signs};
use crate::kit::{self, Page};
use glossator::app::effect::Effect;
use glossator::app::intent;
use glossator::app::store::{Run, Store};
use glossator_core::corpus::Seed;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::saving::SaveStatus;
use glossator_core::saving::storage::StorageError;
use glossator_core::text::offset::CodePointOffset;
use std::rc::Rc;

const TEXT: &str = "One two  three four.\n\nFünf 😀 <b>six</b> & \"seven\"\r\nin two lines.\n\nThe end";
const BLOCKS: [&str; 3] =
    ["One two  three four.", "Fünf 😀 <b>six</b> & \"seven\"\r\nin two lines.", "The end"];
const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'</script>";

fn page() -> Page {
    Page::start(
        &[
            Seed { id: "one", text: TEXT, attributes: &[] },
            Seed { id: "two", text: "Another article.", attributes: &[] },
        ],
        Rc::default(),
    )
}

fn tag(store: &Store, start: usize, end: usize, label: &str) -> AnnotationId {
    let span = store.read(|state| {
        let text = &state.document().expect("the article is here").text;
        text.span(CodePointOffset(start), CodePointOffset(end)).expect("a span of the article")
    });
    store.send(intent::Reader::Select(span));
    store.send(intent::Tagging::Tag(label.into()));
    store.read(|state| state.session.annotation).expect("it can be tagged")
}

#[test]
fn the_page_has_the_hooks_that_tests_and_assistive_technology_rely_on() {
    let page = page();
    let store = &page.store;
    let id = tag(store, 0, 3, "actor");
    let html = drawn(store);
    let check = |hook: &str| assert!(html.contains(hook), "{hook} is not in {html}");
    check("data-document=\"one\"");
    check("data-block=\"0\"");
    check("data-article=\"one\"");
    check("data-article=\"two\"");
    check("<nav aria-label=\"Articles\"");
    check("role=\"region\" aria-label=\"Annotations\"");
    check(&format!("data-annotation=\"{id}\""));
    check(&format!("data-annotations=\"{id}\" data-labels=\"actor\""));
    check("role=\"status\"");
    check("aria-label=\"Undo");
    check("aria-label=\"Redo");
    check("type=\"file\"");
    check("Open files");
    check("Download JSON");
    check("Settings");
    check("translate=\"no\"");
}

#[test]
fn a_paragraphs_text_is_exact_whatever_is_tagged_in_it() {
    let page = page();
    let store = &page.store;
    let check = || {
        let blocks = elements(&drawn(store), "p", "data-block");
        let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, BLOCKS);
    };
    check();
    tag(store, 0, 14, "claim");
    check();
    // Nested, crossing, over two paragraphs, the same words twice, around an emoji and a line end.
    tag(store, 4, 7, "actor");
    tag(store, 9, 30, "location");
    tag(store, 4, 7, "location");
    tag(store, 27, 28, "actor");
    tag(store, 44, 60, "claim");
    check();
}

#[test]
fn the_pieces_of_an_annotation_are_its_words() {
    let page = page();
    let store = &page.store;
    let outer = tag(store, 0, 14, "claim");
    let inner = tag(store, 4, 7, "actor");
    let pieces = elements(&drawn(store), "mark", "data-annotations");
    let of = |id: AnnotationId| -> String {
        let own = pieces.iter().filter(|(tag, _)| tag.contains(&id.to_string()));
        own.map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(of(outer), "One two  three");
    assert_eq!(of(inner), "two");
    let both = pieces.iter().find(|(_, text)| text == "two").expect("the words that two annotations share");
    assert!(both.0.contains("data-labels=\"actor claim\""), "{}", both.0);
}

#[test]
fn marks_are_no_tab_stops_and_have_no_names_of_their_own() {
    let page = page();
    let store = &page.store;
    tag(store, 0, 3, "actor");
    for (tag, _) in elements(&drawn(store), "mark", "data-annotations") {
        assert!(!tag.contains("tabindex") && !tag.contains("aria-label") && !tag.contains("role="), "{tag}");
    }
}

#[test]
fn on_paper_there_are_a_legend_and_the_notes_in_text_order() {
    let page = page();
    let store = &page.store;
    for (start, end, label, note) in
        [(9, 14, "location", "The second"), (0, 3, "actor", "The first"), (14, 18, "actor", "")]
    {
        let annotation = tag(store, start, end, label);
        store.send(intent::Tagging::TypeNote(annotation, note.into()));
        store.send(intent::Tagging::StoreNote);
    }
    let printed = || {
        let html = drawn(store);
        let list = |name: &str, end: &str| {
            let part = html.split_once(&format!("aria-label=\"{name}\"")).map_or("", |(_, part)| part);
            let (part, _) = part.split_once(end).unwrap_or_default();
            inside(part, "li").into_iter().map(|(_, item)| text_of(&without_signs(item))).collect::<Vec<_>>()
        };
        (list("The labels of the article", "</ul>"), list("Notes", "</ol>"))
    };
    assert_eq!(printed(), (vec![], vec![]));
    store.send(intent::Reader::Prints(true));
    let labels = ["Actor", "Location"].map(str::to_owned).to_vec();
    let notes = ["One The first", "three The second"].map(str::to_owned).to_vec();
    assert_eq!(printed(), (labels, notes));
    store.send(intent::Reader::Prints(false));
    assert_eq!(printed(), (vec![], vec![]));
}

#[test]
fn names_with_html_in_them_are_text() {
    let page = page();
    let store = &page.store;
    let annotator = "6f0c0000-0000-4000-8000-000000000001";
    let annotation = serde_json::json!({
        "id": "01920000-0000-7000-8000-000000000001", "document": HOSTILE, "label": HOSTILE, "start": 0, "end": 6,
        "quote": "<b>Bad", "note": HOSTILE, "annotator": annotator,
        "created": "2026-11-22T06:38:12.345Z", "modified": "2026-11-22T06:38:12.345Z",
    });
    let file = serde_json::json!({
        "format": "glossator", "version": 1,
        "labels": [{ "id": HOSTILE, "name": HOSTILE, "definition": HOSTILE, "colour": HOSTILE, "key": "4" }],
        "annotators": [{ "id": annotator, "name": HOSTILE }],
        "documents": [{ "id": HOSTILE, "title": HOSTILE, "text": "<b>Bad</b> <script>alert(1)</script>" }],
        "annotations": [annotation],
    });
    page.open_file("file.json", file.to_string().as_bytes());
    page.send(intent::Import::Answer(true));
    page.open_article(HOSTILE);
    refuse_a_file(&page, HOSTILE);
    page.send(intent::Messages::Say(HOSTILE.into()));
    let html = drawn(store);
    for element in ["<img", "<script", "<b>", "</script", "<b "] {
        assert!(!html.contains(element), "{element} became an element: {html}");
    }
    let blocks = elements(&html, "p", "data-block");
    assert_eq!(blocks[0].1, "<b>Bad</b> <script>alert(1)</script>");
    let times_shown = text_of(&html).matches(HOSTILE).count();
    assert!(times_shown >= 5, "the names are not shown as text: {html}");
    for attribute in ["data-document=\"", "data-article=\"", "data-labels=\""] {
        let values = html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
        let hostile = values.map(text_of).any(|value| value == text_of(HOSTILE) || value == HOSTILE);
        let exact =
            html.contains(&format!("{attribute}&lt;img")) || html.contains(&format!("{attribute}<img"));
        assert!(hostile || exact, "{attribute} holds another name: {html}");
    }
}

#[test]
fn there_is_no_style_attribute_anywhere() {
    let page = page();
    let store = &page.store;
    tag(store, 0, 3, "actor");
    refuse_a_file(&page, "empty.txt");
    page.send(intent::Messages::Say("Something happened.".into()));
    assert!(!drawn(store).contains(" style="));
}

#[test]
fn every_button_has_a_name() {
    let page = page();
    let store = &page.store;
    tag(store, 0, 3, "actor");
    page.storage.fill(true);
    tag(store, 4, 7, "actor");
    assert!(!page.alerts().is_empty());
    let html = drawn(store);
    let nameless: Vec<_> = html
        .split("<button")
        .skip(1)
        .filter_map(|rest| rest.split_once("</button>").map(|(button, _)| button))
        .filter(|button| {
            let (tag, inside) = button.split_once('>').unwrap_or_else(|| panic!("{button} is no button"));
            !tag.contains("aria-label=\"") && text_of(inside).trim().is_empty()
        })
        .collect();
    assert!(nameless.is_empty(), "{nameless:?}");
}

#[test]
fn work_that_is_not_saved_is_said_where_it_cannot_be_overlooked() {
    let store = &Store::start(
        &[Seed { id: "one", text: TEXT, attributes: &[] }],
        kit::environment(Err(StorageError::Refused)),
        Browserless,
    );
    tag(store, 0, 3, "actor");
    assert_eq!(store.read(|state| state.save_status.clone()), SaveStatus::NotSaved(StorageError::Refused));
    let html = drawn(store);
    assert!(html.contains("role=\"alert\""), "{html}");
    assert!(!text_of(&html).contains("Saved in this browser"), "{html}");
}

/// Nothing that is asked of it is done.
struct Browserless;

impl Run for Browserless {
    fn run(&self, _: &Store, _: Effect) {}
}

#[test]
fn what_was_tagged_is_drawn_again_from_the_same_storage() {
    let before = page();
    tag(&before.store, 0, 14, "claim");
    tag(&before.store, 4, 7, "actor");
    let after = before.again();
    let marks = |page: &Page| elements(&drawn(&page.store), "mark", "data-annotations");
    before.send(intent::Annotations::Close);
    assert_eq!(marks(&after), marks(&before));
    assert_eq!(marks(&after).len(), 3);
}

#[test]
fn a_headline_is_not_said_twice() {
    let page = page();
    let seen = |page: &Page| {
        let html = drawn(&page.store);
        let is_unseen = html.contains("<h1 dir=\"auto\" class=\"unseen\">");
        assert_eq!(html.contains("Add a headline"), is_unseen, "{html}");
        !is_unseen
    };
    assert!(!seen(&page), "the text begins with the same words");
    page.send(intent::Articles::Rename);
    page.send(intent::Articles::EndRename(Some("A headline".into())));
    assert!(seen(&page));
    page.send(intent::Articles::Rename);
    page.send(intent::Articles::EndRename(Some(BLOCKS[0].into())));
    assert!(!seen(&page), "it is the first paragraph");
}

#[test]
fn the_state_of_saving_is_looked_up_when_it_is_opened() {
    let page = page();
    tag(&page.store, 0, 3, "actor");
    let used = |page: &Page| page.store.read(|state| state.storage.report.used);
    assert_eq!(used(&page), 0);
    page.send(intent::Storage::Look);
    assert!(used(&page) > 0);
}

/// A failure that has a name in it.
fn refuse_a_file(page: &Page, name: &str) {
    page.open_file(name, b"");
    assert!(!page.alerts().is_empty());
}
