//! The page drawn without a browser: what its HTML says, and what it must never say.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use glossator::app::environment::Environment;
use glossator::app::select::Props;
use glossator::app::store::Store;
use glossator::ui::app::Page;
use glossator_core::corpus::Seed;
use glossator_core::edit::command::Command;
use glossator_core::formats;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::time::Timestamp;
use glossator_core::query::search::{Matcher, Pattern};
use glossator_core::saving::SaveStatus;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::offset::CodePointOffset;
use glossator_core::text::tokenise::{Segmenter, Token, Unit};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use yew::LocalServerRenderer;

const TEXT: &str = "One two  three four.\n\nFünf 😀 <b>six</b> & \"seven\"\r\nin two lines.\n\nThe end";
const BLOCKS: [&str; 3] =
    ["One two  three four.", "Fünf 😀 <b>six</b> & \"seven\"\r\nin two lines.", "The end"];
const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'</script>";

#[derive(Default)]
struct Memory(RefCell<BTreeMap<String, String>>);

impl Storage for Memory {
    fn keys(&self, prefix: &str) -> Vec<String> {
        self.0.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().get(key).cloned()
    }

    fn units(&self) -> usize {
        self.0.borrow().iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }
}

fn environment(storage: Result<Rc<dyn Storage>, StorageError>) -> Environment {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Environment {
        now: || Timestamp::from_millis(1_764_000_000_000),
        random: || u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 40,
        after: |_, _| Box::new(()),
        soon: |act| act(),
        after_frame: |act| act(),
        storage,
        segmenter: &Words,
        matcher: &Words,
    }
}

/// Words between blanks are all that is needed here.
struct Words;

impl Segmenter for Words {
    fn token(&self, _: Unit, text: &str, at: usize) -> Token {
        let start = text[..=at].rfind(' ').map_or(0, |blank| blank + 1);
        let end = text[at..].find(' ').map_or(text.len(), |blank| at + blank.max(1));
        Token { start: start.min(at), end, is_word: true }
    }
}

impl Matcher for Words {
    fn find(&self, pattern: &Pattern, text: &str) -> Vec<Range<usize>> {
        text.match_indices(&*pattern.words).map(|(at, words)| at..at + words.len()).collect()
    }
}

fn store() -> Store {
    let seeds = [Seed { id: "one", text: TEXT }, Seed { id: "two", text: "Another article." }];
    Store::start(&seeds, environment(Ok(Rc::new(Memory::default()))))
}

fn tag(store: &Store, start: usize, end: usize, label: &str) -> AnnotationId {
    let document = DocumentId::from("one");
    let corpus = store.corpus();
    let text = &corpus.document(&document).expect("the article is here").text;
    let span = text.span(CodePointOffset(start), CodePointOffset(end)).expect("a span of the article");
    let command = Command::Tag { document, span, label: label.into() };
    let transaction = store.dispatch(&command).expect("it can be tagged");
    AnnotationId::parse(&transaction.operations[0].record.id).expect("an annotation")
}

fn open(store: &Store, json: &serde_json::Value) {
    let incoming = formats::read("file.json", json.to_string().as_bytes()).expect("it can be read");
    store.dispatch(&Command::Import(Rc::new(incoming))).expect("there is something in it");
}

fn drawn(store: &Store) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let page = LocalServerRenderer::<Page>::with_props(Props { store: store.clone() }).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, page.render())
}

/// The elements of that name that have the attribute: everything in their tags, and their text.
fn elements(html: &str, name: &str, attribute: &str) -> Vec<(String, String)> {
    let open = format!("<{name}");
    let mut found = Vec::new();
    for (at, _) in html.match_indices(&open) {
        let rest = &html[at + open.len()..];
        let (tag, inside) = rest.split_once('>').expect("a tag ends");
        let (inside, _) = inside.split_once(&format!("</{name}>")).expect("an element ends");
        if tag.starts_with(' ') && tag.contains(&format!(" {attribute}=")) {
            found.push((tag.to_owned(), text_of(inside)));
        }
    }
    found
}

fn text_of(html: &str) -> String {
    let mut text = String::new();
    for (number, part) in html.split('<').enumerate() {
        text.push_str(if number == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    let escapes =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text, |text, (escape, character)| text.replace(escape, character))
}

#[test]
fn the_page_has_the_hooks_that_tests_and_assistive_technology_rely_on() {
    let store = store();
    let id = tag(&store, 0, 3, "actor");
    let html = drawn(&store);
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
    let store = store();
    let check = || {
        let blocks = elements(&drawn(&store), "p", "data-block");
        let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, BLOCKS);
    };
    check();
    tag(&store, 0, 14, "claim");
    check();
    // Nested, crossing, over two paragraphs, the same words twice, around an emoji and a line end.
    tag(&store, 4, 7, "actor");
    tag(&store, 9, 30, "location");
    tag(&store, 4, 7, "location");
    tag(&store, 27, 28, "actor");
    tag(&store, 44, 60, "claim");
    check();
}

#[test]
fn the_pieces_of_an_annotation_are_its_words() {
    let store = store();
    let outer = tag(&store, 0, 14, "claim");
    let inner = tag(&store, 4, 7, "actor");
    let pieces = elements(&drawn(&store), "mark", "data-annotations");
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
    let store = store();
    tag(&store, 0, 3, "actor");
    for (tag, _) in elements(&drawn(&store), "mark", "data-annotations") {
        assert!(!tag.contains("tabindex") && !tag.contains("aria-label") && !tag.contains("role="), "{tag}");
    }
}

#[test]
fn names_with_html_in_them_are_text() {
    let store = store();
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
    open(&store, &file);
    store.update(|session| session.document = HOSTILE.into());
    store.alert(HOSTILE, Vec::new());
    store.say(HOSTILE, None);
    let html = drawn(&store);
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
    let store = store();
    tag(&store, 0, 3, "actor");
    store.alert("Something went wrong.", Vec::new());
    store.say("Something happened.", None);
    assert!(!drawn(&store).contains(" style="));
}

#[test]
fn every_button_has_a_name() {
    let store = store();
    tag(&store, 0, 3, "actor");
    store.alert("Something went wrong.", vec![glossator::app::message::WayOn::Download]);
    let html = drawn(&store);
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
    let store = Store::start(&[Seed { id: "one", text: TEXT }], environment(Err(StorageError::Refused)));
    tag(&store, 0, 3, "actor");
    assert_eq!(store.read(|state| state.save_status.clone()), SaveStatus::NotSaved(StorageError::Refused));
    let html = drawn(&store);
    assert!(html.contains("role=\"alert\""), "{html}");
    assert!(!text_of(&html).contains("Saved in this browser"), "{html}");
}

#[test]
fn what_was_tagged_is_drawn_again_from_the_same_storage() {
    let storage: Rc<dyn Storage> = Rc::new(Memory::default());
    let seeds = [Seed { id: "one", text: TEXT }];
    let before = Store::start(&seeds, environment(Ok(storage.clone())));
    tag(&before, 0, 14, "claim");
    tag(&before, 4, 7, "actor");
    let after = Store::start(&seeds, environment(Ok(storage)));
    let marks = |store: &Store| elements(&drawn(store), "mark", "data-annotations");
    assert_eq!(marks(&after), marks(&before));
    assert_eq!(marks(&after).len(), 3);
}
