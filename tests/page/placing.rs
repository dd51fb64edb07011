//! An annotation whose words are not in the article any more: it is kept, listed, and put where it belongs.

use crate::html::{drawn, text_of};
use crate::kit::Page;
use glossator::app::intent::{self, Annotations, Tagging};
use glossator::app::message::MessageAction;
use glossator_core::model::annotation::AnnotationId;
use serde_json::{Value, json};

const ID: &str = "01920000-0000-7000-8000-00000000000a";

fn id() -> AnnotationId {
    AnnotationId::parse(ID).expect("an id")
}

/// A page with an open annotation of words that the article does not have.
fn with_lost_words() -> Page {
    let page = Page::of("Talks in Istanbul, Turkey");
    let annotation = json!({ "id": ID, "document": "a", "label": "location", "start": 90_000, "end": 90_014,
        "quote": "Constantinople", "note": "Why" });
    let file = json!({ "format": "glossator", "version": 1, "offset_unit": "unicode code points", "annotations": [annotation] });
    page.open_file("work.json", file.to_string().as_bytes());
    page.send(intent::Import::Answer(true));
    page.send(Annotations::Open(id()));
    page
}

/// The words of the open annotation, its note, and true if it has a place.
fn open(page: &Page) -> (String, String, bool) {
    let open = page.read(|state| state.open().cloned()).expect("it is open");
    assert_eq!(open.id, id());
    (page.open(), open.note.to_string(), open.span().is_some())
}

fn row(page: &Page) -> Value {
    let json: Value = serde_json::from_str(&page.json()).expect("JSON");
    json["annotations"][0].clone()
}

#[test]
fn words_that_were_not_found_are_listed_and_placed_and_that_is_undone() {
    let page = with_lost_words();
    let words = |page: &Page| text_of(&drawn(&page.store));
    assert_eq!(open(&page), ("Constantinople".to_owned(), "Why".to_owned(), false));
    let lost = words(&page);
    assert!(lost.contains("LocationConstantinople"), "{lost}");
    assert!(lost.contains("Not in the article any more. Find a place"), "{lost}");
    assert!(lost.contains("These words are not in the article any more."), "{lost}");
    assert!(lost.contains("Place it there"), "{lost}");
    assert_eq!(
        (page.marked("a").as_str(), &row(&page)["unplaced"]),
        ("Talks in Istanbul, Turkey", &json!(true))
    );
    // A click where nothing is tagged leaves it open, as that is where words are selected.
    page.click("Talks");
    assert_eq!(page.open(), "Constantinople");

    page.send(Tagging::Place(id()));
    assert_eq!(page.said(), "Select some words first.");
    page.select(" Istanbul");
    page.send(Tagging::Place(id()));
    assert_eq!((page.said().as_str(), page.selected().as_str()), ("Placed “Istanbul”.", ""));
    assert_eq!(open(&page), ("Istanbul".to_owned(), "Why".to_owned(), true));
    assert_eq!(page.marked("a"), "Talks in [location:Istanbul], Turkey");
    assert!(!words(&page).contains("Place it there") && row(&page).get("unplaced").is_none());

    let again = page.reload();
    assert_eq!(again.marked("a"), "Talks in [location:Istanbul], Turkey");
    again.press("Control+z");
    assert_eq!(again.said(), "Undone: move “Constantinople”.");
    assert_eq!(open(&again), ("Constantinople".to_owned(), "Why".to_owned(), false));
    again.press("Control+y");
    assert_eq!(open(&again), ("Istanbul".to_owned(), "Why".to_owned(), true));
}

#[test]
fn the_last_message_offers_to_take_the_placing_back() {
    let page = with_lost_words();
    page.select("Istanbul");
    page.send(Tagging::Place(id()));
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!(page.open(), "Constantinople");
    assert_eq!(row(&page)["quote"], "Constantinople");
}
