//! Tagging by keys: what becomes of the article, and what is said.

use crate::kit::Page;
use glossator::app::effect::Target;
use glossator::app::intent;

/// Does something on an article; what becomes of it, and what is said.
#[track_caller]
pub fn check(before: &str, act: impl FnOnce(&Page), after: &str, said: &str) {
    let page = Page::of(before);
    act(&page);
    assert_eq!((page.marked("a").as_str(), page.said().as_str()), (after, said), "{before}");
}

#[test]
fn selected_words_are_tagged_by_digit_and_by_letter() {
    let tag = |key: &'static str| {
        move |page: &Page| {
            page.select("Erdogan");
            assert!(page.press(key));
        }
    };
    check(
        "On Sunday Erdogan met him",
        tag("1"),
        "On Sunday [actor:Erdogan] met him",
        "Tagged “Erdogan” as Actor.",
    );
    check(
        "On Sunday Erdogan met him",
        tag("c"),
        "On Sunday [claim:Erdogan] met him",
        "Tagged “Erdogan” as Claim.",
    );
    check(
        "[actor:Erdogan] met him",
        tag("1"),
        "[actor:Erdogan] met him",
        "“Erdogan” is tagged as Actor already.",
    );
    check(
        "[actor:Erdogan] met him",
        tag("3"),
        "[actor:[location:Erdogan]] met him",
        "Tagged “Erdogan” as Location.",
    );
    check(
        "Erdogan met Erdogan",
        tag("1"),
        "[actor:Erdogan] met Erdogan",
        "Tagged as Actor. 1 more in 1 article.",
    );
}

#[test]
fn without_a_selection_a_label_is_for_the_open_annotation() {
    check("Erdogan met him", |page| assert!(page.press("1")), "Erdogan met him", "Select some words first.");
    let open = |key: &'static str| {
        move |page: &Page| {
            page.click("Erdogan");
            page.press(key);
        }
    };
    check("[actor:Erdogan] met", open("2"), "[claim:Erdogan] met", "“Erdogan” is tagged as Claim now.");
    check("[actor:Erdogan] met", open("1"), "[actor:Erdogan] met", "");
    check(
        "[actor:Erdogan] met",
        open("Shift+3"),
        "[actor:[location:Erdogan]] met",
        "Tagged “Erdogan” as Location.",
    );
    check("[actor:Erdogan] met", open("Delete"), "Erdogan met", "Deleted “Erdogan”.");
}

#[test]
fn after_tagging_nothing_is_selected_and_the_new_annotation_is_open() {
    let page = Page::of("Erdogan met him");
    page.select("met him");
    page.press("2");
    assert_eq!((page.selected().as_str(), page.open().as_str()), ("", "met him"));
    assert_eq!(page.caret(), "Erdogan met him|");
    page.press("Delete");
    assert_eq!((page.open().as_str(), page.focus()), ("", Some(Target::Reader)));
}

#[test]
fn a_note_is_stored_when_typing_pauses_and_before_the_next_edit() {
    let page = Page::of("[actor:Erdogan] met him");
    let id = page.id("Erdogan");
    let note = || page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string()));
    page.click("Erdogan");
    page.press("n");
    assert_eq!(page.focus(), Some(Target::Note));
    page.send(intent::Tagging::TypeNote(id, "why".into()));
    assert_eq!(note().as_deref(), Some(""));
    page.wait();
    assert_eq!(note().as_deref(), Some("why"));
    page.send(intent::Tagging::TypeNote(id, "why not".into()));
    page.press("2");
    assert_eq!((note().as_deref(), page.marked("a").as_str()), (Some("why not"), "[claim:Erdogan] met him"));
    // Everything that was typed at one go is one step.
    page.press("Control+z");
    page.press("Control+z");
    assert_eq!((note().as_deref(), page.marked("a").as_str()), (Some(""), "[actor:Erdogan] met him"));
}

#[test]
fn a_result_that_is_in_view_is_only_read_out() {
    let page = Page::of("Oslo and Oslo, Bergen");
    let shown = || page.read(|state| state.messages.message.as_ref().map(|message| message.is_shown));
    page.select("Bergen");
    page.press("3");
    assert_eq!((page.said().as_str(), shown()), ("Tagged “Bergen” as Location.", Some(false)));
    page.press("1");
    assert_eq!((page.said().as_str(), shown()), ("“Bergen” is tagged as Actor now.", Some(false)));
    // There is a way on from here, and one back.
    page.select("Oslo");
    page.press("3");
    assert_eq!((page.said().as_str(), shown()), ("Tagged as Location. 1 more in 1 article.", Some(true)));
    page.press("Delete");
    assert_eq!((page.said().as_str(), shown()), ("Deleted “Oslo”.", Some(true)));
}
