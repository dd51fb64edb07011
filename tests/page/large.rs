//! Large files: each step of opening one is said, and it can be stopped until the last one.

use crate::kit::Page;
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Import};
use glossator::app::message::MessageAction;
use glossator::features::import::state::File;
use serde_json::json;

/// A row of a text with so many labelled words.
fn row(words: usize, name: &str) -> String {
    let text: Vec<_> = (0..words).map(|number| format!("{name}{number:05}")).collect();
    let length = name.len() + 5;
    let label: Vec<_> =
        (0..words).map(|word| json!([word * (length + 1), word * (length + 1) + length, "actor"])).collect();
    json!({ "text": text.join(" "), "label": label }).to_string()
}

/// A download with an article of some 300 KB and 2,000 annotations.
fn book() -> String {
    let page = Page::of("an article");
    page.open_file("book.jsonl", row(2_000, &"long".repeat(40)).as_bytes());
    let book = page.json();
    assert!(book.len() > 300_000);
    book
}

/// Begins to open a file, and draws no frame.
fn begin(page: &Page, name: &str, content: &str) {
    let (size, bytes) = (content.len() as u64, Some(content.as_bytes().into()));
    page.effects();
    page.store.send(Import::Open([File { name: name.into(), size, bytes }].into()));
}

/// Draws a frame: the next step is done once it is drawn.
#[track_caller]
fn frame(page: &Page) {
    let next: Vec<_> = page
        .effects()
        .into_iter()
        .filter(|effect| *effect == Effect::AfterFrame(Import::GoOn.into()))
        .collect();
    assert_eq!(next.len(), 1, "{}", page.said());
    page.store.send(Import::GoOn);
}

const STEPS: [&str; 3] = [
    "Reading “book.json” …",
    "Comparing 2000 annotations of “book.json” with what is here …",
    "Storing 2000 annotations …",
];

#[test]
fn each_step_of_opening_a_large_file_is_said_before_it_is_done() {
    let book = book();
    let page = Page::of("an article");
    begin(&page, "book.json", &book);
    for step in STEPS {
        assert_eq!(page.said(), step);
        frame(&page);
    }
    // Its text is kept by now.
    page.send(Import::Kept);
    assert_eq!(page.said(), "1 article, 2000 annotations are in.");
    assert_eq!(page.json(), book);
    // A small one needs no steps.
    begin(&page, "own.txt", "An article of my own.");
    page.send(Import::Kept);
    assert_eq!(page.said(), "1 article is in.");
}

#[test]
fn opening_a_large_file_can_be_stopped_at_each_step() {
    let book = book();
    let page = Page::of("an article");
    let before = (page.storage.entries(), page.json());
    for (steps, said) in STEPS.into_iter().enumerate() {
        begin(&page, "book.json", &book);
        for _ in 0..steps {
            frame(&page);
        }
        assert_eq!(page.said(), said);
        let number = page.read(|state| state.messages.message.as_ref().map(|message| message.number));
        page.store.send(intent::Messages::Do(number.expect("a message"), MessageAction::Stop));
        assert_eq!(page.said(), "Stopped. Nothing was changed.");
        // The frame that was asked for comes nevertheless.
        page.send(Import::GoOn);
        assert_eq!((page.storage.entries(), page.json()), before, "after {steps} steps");
    }
}

#[test]
fn edits_that_are_made_while_a_large_file_is_opened_count() {
    let book = book();
    let page = Page::of("an article");
    begin(&page, "book.json", &book);
    frame(&page);
    frame(&page);
    page.store.send(intent::Reader::Select(page.span("article")));
    page.store.send(intent::Tagging::Tag("claim".into()));
    page.send(Import::GoOn);
    assert_eq!(page.read(|state| state.corpus().annotation_count()), 2_001);
    assert_eq!(page.marked("a"), "an [claim:article]");
    assert_eq!(page.again().json(), page.json());
}
