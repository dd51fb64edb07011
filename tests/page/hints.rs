//! Hints: where strings that are tagged elsewhere recur, what keys and clicks make of them, and how they go away.

use crate::html::{attribute, dialog_text, drawn, inside, text_of, without_signs};
use crate::kit::Page;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Hints, Intent};
use glossator::app::message::MessageAction;
use glossator::app::settings::HINTS;
use glossator::features::hints::finding;
use glossator::features::hints::state::{Place, Strip};
use std::rc::Rc;

const OSLO: &str = "[location:Oslo] one, Oslo two.\n\nNot Oslos; Oslo’s three.\n\nOslo four";

/// The article with its hints in braces.
fn hinted(page: &Page) -> String {
    page.read(|state| {
        let mut text =
            state.document().map(|document| document.text.content().to_owned()).unwrap_or_default();
        let hints = finding::in_blocks(state, page.store.environment(), 0..50);
        for hint in hints.iter().rev() {
            text.insert(hint.span.end().0, '}');
            text.insert(hint.span.start().0, '{');
        }
        text
    })
}

/// Draws the hints, as if all were in view.
fn draw(page: &Page) {
    let strips: Rc<[Strip]> = page.read(|state| {
        let hints = finding::in_blocks(state, page.store.environment(), 0..50);
        let strip = |hint| Strip { hint: Rc::new(hint), is_first: true, place: Place::default() };
        hints.into_iter().map(strip).collect()
    });
    page.send(Hints::Show(strips));
}

/// The labels beside the selection, with what stands on them; empty if there are none.
fn bar(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let Some((_, bar)) = html.split_once("id=\"label-bar\"") else { return Vec::new() };
    let (bar, _) = bar.split_once("</main>").expect("its end");
    let of_bar = |(tag, _): &(&str, &str)| !tag.contains("select-text");
    inside(bar, "button")
        .into_iter()
        .filter(of_bar)
        .map(|(_, words)| text_of(&without_signs(words)))
        .collect()
}

/// The offer first, which Enter takes.
const BAR: [&str; 9] = [
    "Location, as elsewhere1×↵",
    "Not thisX",
    "Actor1",
    "Claim2",
    "Location31×",
    "Keep taggingS",
    "",
    "",
    "Cancel",
];

const WITHOUT_OFFER: [&str; 7] = ["Actor1", "Claim2", "Location3", "Keep taggingS", "", "", "Cancel"];

#[test]
fn what_is_tagged_elsewhere_is_hinted_at_in_whole_words() {
    let check = |marked: &str, expected: &str| assert_eq!(hinted(&Page::of(marked)), expected);
    check(OSLO, "Oslo one, {Oslo} two.\n\nNot Oslos; {Oslo}’s three.\n\n{Oslo} four");
    // Names and signs of every kind, but no single characters and nothing without a letter or a digit.
    check(
        "قال [actor:أردوغان] [actor:x] [actor:…] [actor:Erdoğan]’ın [actor:👩‍👩‍👧] [actor:İstanbul]’da: [actor:d’État]\n\n\
         أردوغان، x … Erdoğan 👩‍👩‍👧 İstanbul d’État\n\nd'État",
        "قال أردوغان x … Erdoğan’ın 👩‍👩‍👧 İstanbul’da: d’État\n\n\
         {أردوغان}، x … {Erdoğan} 👩‍👩‍👧 {İstanbul} {d’État}\n\n{d'État}",
    );
    // Words that are tagged as that already, alone or in something longer, are none.
    check("[actor:Bo] and [actor:Bo]; [actor:Bo Li] and [claim:Bo]; Bo", "Bo and Bo; Bo Li and Bo; {Bo}");
}

#[test]
fn keys_go_from_hint_to_hint_and_accept() {
    let page = Page::of(OSLO);
    page.press("Control+Home");
    page.press("h");
    assert_eq!(page.selected(), "Oslo");
    assert_eq!(bar(&page), BAR);
    page.press("h");
    page.press("Enter");
    assert_eq!(page.said(), "Tagged as Location. 2 more in 1 article.");
    assert_eq!(
        page.marked("a"),
        "[location:Oslo] one, Oslo two.\n\nNot Oslos; [location:Oslo]’s three.\n\nOslo four"
    );
    page.press("h");
    page.press("2");
    page.press("h");
    assert_eq!(page.said(), "From the beginning again.");
    page.press("Shift+h");
    assert_eq!(page.said(), "From the end again.");
    assert_eq!(page.selected(), "Oslo");
    page.press("Enter");
    assert_eq!(
        page.marked("a"),
        "[location:Oslo] one, [location:Oslo] two.\n\nNot Oslos; [location:Oslo]’s three.\n\n[claim:Oslo] four"
    );
    page.press("Shift+h");
    assert_eq!(page.said(), "No hints in this article.");
    assert_eq!(hinted(&page), "Oslo one, Oslo two.\n\nNot Oslos; Oslo’s three.\n\nOslo four");
    // Where nothing is hinted at, Enter opens what is there.
    page.click("Oslo");
    page.press("Escape");
    page.press("Enter");
    assert_eq!(page.open(), "Oslo");
}

#[test]
fn a_hint_that_is_pressed_is_tagged_and_one_step_takes_it_back() {
    let page = Page::of(OSLO);
    draw(&page);
    let html = drawn(&page.store);
    let strips = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("data-hint="));
    let strips: Vec<_> = strips.collect();
    assert_eq!(strips.len(), 3);
    for (tag, words) in strips {
        assert_eq!(words, "");
        assert_eq!(attribute(tag, "data-hint").as_deref(), Some("Oslo"));
        let title = attribute(tag, "title").unwrap_or_default().replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(title, "Tag “Oslo” as Location, like 1 elsewhere");
        // Keys go from hint to hint in their own way.
        assert!(tag.contains("tabindex=\"-1\"") && !tag.contains("aria-hidden"), "{tag}");
    }
    let second = page.read(|state| state.hints.strips[1].hint.clone());
    page.effects();
    page.send(Hints::Accept(second));
    assert_eq!(page.focus(), Some(Target::Reader));
    assert_eq!(
        page.marked("a"),
        "[location:Oslo] one, Oslo two.\n\nNot Oslos; [location:Oslo]’s three.\n\nOslo four"
    );
    assert_eq!((page.open().as_str(), page.selected().as_str()), ("Oslo", ""));
    page.press("Control+z");
    assert_eq!(page.marked("a"), OSLO);
    page.send(Hints::Look);
    assert!(page.effects().contains(&Effect::FindHints));
}

#[test]
fn a_click_on_hinted_words_selects_them_and_the_bar_says_what_they_are_elsewhere() {
    let page = Page::of(OSLO);
    draw(&page);
    page.click("slo’s three");
    assert_eq!(page.selected(), "Oslo");
    assert_eq!(bar(&page)[0], BAR[0]);
    assert_eq!(page.marked("a"), OSLO);
    page.press("Escape");
    page.click("ne, Oslo two");
    assert_eq!((page.selected().as_str(), bar(&page).len()), ("", 0));
    // Other words than just those are no hint.
    page.select("Oslo two");
    assert_eq!(bar(&page), WITHOUT_OFFER);
    page.press("Enter");
    assert_eq!(page.marked("a"), OSLO);
}

#[test]
fn the_most_frequent_label_is_offered_the_others_are_beside() {
    let page = Page::of("[location:Oslo], [claim:Oslo], [claim:Oslo], Oslo");
    page.press("h");
    assert_eq!(bar(&page)[..5], ["Claim, as elsewhere2×↵", "Not thisX", "Actor1", "Claim22×", "Location31×"]);
    page.press("Enter");
    assert_eq!(page.marked("a"), "[location:Oslo], [claim:Oslo], [claim:Oslo], [claim:Oslo]");
    // The first of the labels is offered where they are equally frequent.
    let page = Page::of("[location:Oslo], [claim:Oslo], Oslo");
    page.press("h");
    assert_eq!(bar(&page)[..5], ["Claim, as elsewhere1×↵", "Not thisX", "Actor1", "Claim21×", "Location31×"]);
}

#[test]
fn not_this_is_for_good_and_can_be_taken_back() {
    let page = Page::of(OSLO).reload();
    let none = "Oslo one, Oslo two.\n\nNot Oslos; Oslo’s three.\n\nOslo four";
    let all = hinted(&page);
    assert_ne!(all, none);
    page.press("x");
    assert_eq!(page.said(), "Go to a hint first.");
    page.press("h");
    page.press("x");
    assert_eq!((page.said().as_str(), page.selected().as_str()), ("No hints for “Oslo” any more.", ""));
    assert_eq!(hinted(&page), none);
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!((page.said().as_str(), hinted(&page)), ("Undone: stop hints for “Oslo”.", all.clone()));
    page.press("h");
    page.send(Hints::Dismiss);
    let page = page.reload();
    assert_eq!(hinted(&page), none);
    page.select("Oslo");
    assert_eq!(bar(&page), WITHOUT_OFFER);
    page.press("x");
    assert_eq!(page.said(), "Go to a hint first.");
    // It is a step like any other, also over a reload, and not in the download.
    for (key, said, expected) in [
        ("z", "Undone: stop hints for “Oslo”.", &*all),
        ("y", "Redone: stop hints for “Oslo”.", none),
        ("z", "Undone: stop hints for “Oslo”.", &*all),
        ("z", "Undone: tag “Oslo” as Location.", none),
    ] {
        page.press(&format!("Control+{key}"));
        assert_eq!((page.said().as_str(), hinted(&page).as_str()), (said, expected));
    }
    page.press("Control+y");
    page.press("Control+y");
    assert!(!page.json().contains("no hint"));
    page.send(intent::Storage::OpenSettings);
    assert!(dialog_text(&page).contains("Show dismissed hints again (1)"));
    page.send(Hints::BringAllBack);
    assert_eq!(page.said(), "Hints for 1 string again.");
    assert!(!dialog_text(&page).contains("Show dismissed hints again"));
    page.send(Intent::Show(None));
    assert_eq!((hinted(&page), page.marked("a").as_str()), (all, OSLO));
    page.press("Control+z");
    assert_eq!(
        (page.said().as_str(), hinted(&page).as_str()),
        ("Undone: bring back hints for “Oslo”.", none)
    );
}

#[test]
fn hints_can_be_switched_off() {
    let page = Page::of(OSLO);
    page.send(intent::Settings::Set(HINTS, "off".into()));
    for page in [&page, &page.again()] {
        assert_eq!(hinted(page), "Oslo one, Oslo two.\n\nNot Oslos; Oslo’s three.\n\nOslo four");
        page.press("h");
        assert_eq!(page.said(), "Hints are switched off in Settings.");
        page.select("Oslo");
        assert_eq!(bar(page), WITHOUT_OFFER);
    }
    page.send(intent::Settings::Set(HINTS, "on".into()));
    assert!(hinted(&page).contains("{Oslo}"));
}

#[test]
fn a_hint_in_two_lines_is_heard_of_once() {
    let page = Page::of("[location:New Oslo], New Oslo");
    draw(&page);
    let first = page.read(|state| state.hints.strips[0].clone());
    let second = Strip { is_first: false, ..first.clone() };
    page.send(Hints::Show([first, second].into()));
    let html = drawn(&page.store);
    let (_, hints) = html.split_once("id=\"hints\"").expect("the hints");
    let (hints, _) = hints.split_once("id=\"caret\"").expect("their end");
    let strips: Vec<_> = inside(hints, "button")
        .into_iter()
        .map(|(tag, _)| (tag.contains("data-hint"), tag.contains("aria-hidden=\"true\"")))
        .collect();
    assert_eq!(strips, [(true, false), (false, true)]);
}

#[test]
fn words_are_offered_as_what_they_are_elsewhere_and_not_as_what_they_are_here() {
    let check = |marked: &str, expected: &str| {
        let page = Page::of(marked);
        page.select("Oslo");
        assert_eq!(bar(&page)[0], expected, "{marked}");
    };
    check("[actor:Oslo] one", WITHOUT_OFFER[0]);
    check("[actor:Oslo] one, [actor:Oslo] two", "Actor, as elsewhere1×↵");
    check("[actor:Oslo] one, [claim:Oslo] two", "Claim, as elsewhere1×↵");
}

#[test]
fn an_offer_says_who_is_meant_and_enter_takes_both() {
    let page = Page::with(&[("a", "[actor:Sharif] came."), ("b", "Then Sharif left. PM Sharif, too.")]);
    page.means("Sharif", "Shehbaz Sharif");
    page.open_article("b");
    page.press("h");
    assert_eq!(page.selected(), "Sharif");
    assert_eq!(bar(&page)[0], "Actor, means Shehbaz Sharif1×↵");
    page.press("Enter");
    let means = page.read(|state| {
        let entity = state.corpus().entities().of(state.open()?)?;
        Some(entity.name.to_string())
    });
    assert_eq!(means.as_deref(), Some("Shehbaz Sharif"));
    // One step, and the label alone is there, too.
    page.press("Control+z");
    assert_eq!(page.marked("b"), "Then Sharif left. PM Sharif, too.");
    page.select("Sharif");
    page.press("1");
    assert_eq!(page.read(|state| state.open().map(|open| open.entity.is_none())), Some(true));
}
