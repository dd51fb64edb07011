//! Keys act on what the page shows as open: selected words, picked rows, or the open annotation. Opening something ends a
//! selection and the ticks, and the signs of keys stand only where the keys go.

use crate::html::{drawn, inside, text_of};
use crate::kit::Page;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Annotations, Hints, Intent, Search, Settings, Tagging};
use glossator::app::keys::Focus;
use glossator::app::settings::{FIRST_STEPS, KEYS, SINGLE_KEYS};
use glossator::features::hints::finding;
use glossator::features::search::state::Panel;
use std::rc::Rc;

const TEXT: &str = "[actor:Erdogan] met [claim:him] in [location:Istanbul] and Ankara";

/// The places where the signs of labels’ keys stand: the bar at the selection, the card, the bar of what is picked.
fn signs(page: &Page) -> Vec<&'static str> {
    let html = drawn(&page.store);
    let has_signs = |start: &str, end: &str| {
        let part = html.split_once(start).and_then(|(_, part)| part.split_once(end));
        part.is_some_and(|(part, _)| texts_of_signs(part).iter().any(|sign| sign.parse::<u8>().is_ok()))
    };
    [
        ("bar", "id=\"label-bar\"", "Keep tagging"),
        ("card", "role=\"radiogroup\"", "</div>"),
        ("picked", "aria-label=\"Picked annotations\"", "Delete picked"),
    ]
    .into_iter()
    .filter(|(_, start, end)| has_signs(start, end))
    .map(|(name, ..)| name)
    .collect()
}

fn texts_of_signs(html: &str) -> Vec<String> {
    inside(html, "kbd").into_iter().map(|(_, sign)| text_of(sign)).collect()
}

#[test]
fn a_key_acts_on_what_is_open_and_its_sign_stands_there_alone() {
    type Act = fn(&Page);
    let check = |act: Act, sign: &[&str], key: &str, after: &str| {
        let page = Page::of(TEXT);
        act(&page);
        assert_eq!(signs(&page), sign, "{after}");
        page.press(key);
        assert_eq!(page.marked("a"), after);
    };
    // A row that is opened ends the selection.
    check(
        |page| {
            page.select("Ankara");
            page.send(Annotations::Open(page.id("him")));
        },
        &["card"],
        "3",
        "[actor:Erdogan] met [location:him] in [location:Istanbul] and Ankara",
    );
    // Words that are selected come before the card, whose signs are gone meanwhile.
    check(
        |page| {
            page.send(Annotations::Open(page.id("him")));
            page.select("Ankara");
        },
        &["bar"],
        "3",
        "[actor:Erdogan] met [claim:him] in [location:Istanbul] and [location:Ankara]",
    );
    // So do rows that are ticked, wherever the focus is.
    let ticked: Act = |page| {
        page.send(Annotations::Open(page.id("him")));
        page.send(Annotations::Pick(page.id("Erdogan")));
        page.send(Annotations::Pick(page.id("Istanbul")));
    };
    check(ticked, &["picked"], "2", "[claim:Erdogan] met [claim:him] in [claim:Istanbul] and Ankara");
    check(ticked, &["picked"], "Delete", "Erdogan met [claim:him] in Istanbul and Ankara");
    check(
        ticked,
        &["picked"],
        "Shift+2",
        "[actor:[claim:Erdogan]] met [claim:him] in [location:[claim:Istanbul]] and Ankara",
    );
    // An annotation that is opened then unticks them: by a row, a key, a mark, a step back, a tag.
    let opens: [Act; 5] = [
        |page| page.send(Annotations::Open(page.id("him"))),
        |page| page.send(Annotations::OpenAnother(page.id("him"))),
        |page| {
            page.send(Annotations::Open(page.id("Erdogan")));
            assert!(page.press("j"));
        },
        |page| page.click("him"),
        |page| {
            page.send(Tagging::Delete(page.id("him")));
            page.press("Control+z");
        },
    ];
    for opens in opens {
        let page = Page::of(TEXT);
        ticked(&page);
        opens(&page);
        assert_eq!((page.open().as_str(), signs(&page)), ("him", vec!["card"]));
        page.press("1");
        assert_eq!(page.marked("a"), "[actor:Erdogan] met [actor:him] in [location:Istanbul] and Ankara");
    }
    let page = Page::of(TEXT);
    page.send(Annotations::Pick(page.id("Erdogan")));
    page.select("Ankara");
    assert_eq!(signs(&page), ["bar"]);
    page.press("3");
    assert_eq!((page.open().as_str(), signs(&page)), ("Ankara", vec!["card"]));
    // While a label stays, its keys choose the one that does.
    let page = Page::of(TEXT);
    page.click("him");
    page.press("s");
    assert_eq!(signs(&page), [""; 0]);
    page.press("1");
    assert_eq!(page.marked("a"), TEXT);
}

#[test]
fn in_the_list_keys_are_about_the_open_row_not_about_one_that_has_the_focus() {
    let page = Page::of(TEXT);
    page.click("him");
    let [erdogan, him, istanbul] = ["Erdogan", "him", "Istanbul"].map(|words| page.id(words));
    // The focus may be on another row: on its box, which was ticked and unticked.
    assert!(page.press_in(Focus::Box(erdogan), "3"));
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [location:him] in [location:Istanbul] and Ankara");
    // An arrow opens the row that it goes to.
    assert!(page.press_in(Focus::Row(him), "ArrowDown"));
    assert_eq!(page.open(), "Istanbul");
    assert!(page.press_in(Focus::Row(istanbul), "2"));
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [location:him] in [claim:Istanbul] and Ankara");
    assert!(page.press_in(Focus::Row(erdogan), "Delete"));
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [location:him] in Istanbul and Ankara");
}

#[test]
fn escape_takes_back_one_thing_after_the_other() {
    let page = Page::of(TEXT);
    page.send(Annotations::Open(page.id("him")));
    page.send(Annotations::Pick(page.id("Erdogan")));
    page.select("Ankara");
    page.open_file("broken.json", b"{");
    let state = |page: &Page| {
        page.read(|state| {
            (
                state.messages.alerts.len(),
                state.session.selection.is_some(),
                state.annotations.picked.len(),
                state.session.annotation.is_some(),
            )
        })
    };
    for expected in [
        (1, true, 1, true),
        (0, true, 1, true),
        (0, false, 1, true),
        (0, false, 0, true),
        (0, false, 0, false),
    ] {
        assert_eq!(state(&page), expected);
        page.press("Escape");
    }
    // A field is left before that.
    page.open_file("broken.json", b"{");
    page.effects();
    page.press_in(Focus::Field, "Escape");
    assert_eq!((page.focus(), page.alerts().len()), (Some(Target::Reader), 1));
}

#[test]
fn a_new_tag_is_shown_in_the_list() {
    let page = Page::of(TEXT);
    let reveals = |page: &Page, words: &str| page.effects().contains(&Effect::Reveal(page.id(words)));
    page.effects();
    page.select("Ankara");
    page.press("3");
    assert!(reveals(&page, "Ankara"));
    page.press("h");
    page.select("met");
    page.press("1");
    assert!(reveals(&page, "met"));
    // Of more rows than are drawn, too.
    let marked: Vec<_> = (0..600).map(|number| format!("[actor:word{number}]")).collect();
    let page = Page::of(&format!("{} last", marked.join(" ")));
    page.select("last");
    page.press("1");
    assert!(reveals(&page, "last"));
    assert!(drawn(&page.store).contains(&format!("data-annotation=\"{}\"", page.id("last"))));
}

#[test]
fn the_offer_of_other_occurrences_follows_the_open_annotation() {
    let page = Page::of("Hakan Fidan met Fidan. Hakan Fidan left. Fidan said.");
    page.select("Hakan Fidan");
    page.press("1");
    assert_eq!(page.said(), "Tagged as Actor. 1 more in 1 article.");
    let offered = || {
        let html = text_of(&drawn(&page.store));
        html.split_once("Tag ")
            .and_then(|(_, rest)| rest.split_once(" more in"))
            .map(|(count, _)| count.to_owned())
    };
    assert_eq!(offered().as_deref(), Some("1"));
    // Other words have other occurrences: “Fidan” three, and the one that is open is none of them.
    page.send(Tagging::Nudge {
        start: true,
        step: glossator_core::text::tokenise::Step::Word,
        forward: true,
    });
    while page.open() != "Fidan" {
        assert!(page.press_in(Focus::Start, "Control+ArrowRight"));
    }
    assert_eq!(offered().as_deref(), Some("3"));
    page.press("t");
    assert_eq!(page.read(|state| state.sought().hits(state.corpus()).len()), 3);
    page.send(Intent::Show(None));
    page.press("Control+z");
    assert_eq!((page.open().as_str(), offered().as_deref()), ("Hakan Fidan", Some("1")));
    // Another article has more of them.
    page.open_file("b.txt", b"Hakan Fidan again");
    page.open_article("a");
    page.send(Annotations::Open(page.id("Hakan Fidan")));
    assert_eq!(offered().as_deref(), Some("2"));
}

#[test]
fn a_message_offers_a_key_only_as_long_as_that_does_it() {
    let tagged = || {
        let page = Page::of("Oslo and Oslo and Bergen");
        page.select("Oslo");
        page.press("3");
        assert_eq!(page.said(), "Tagged as Location. 1 more in 1 article.");
        page
    };
    let over: [fn(&Page); 4] = [
        |page| assert!(page.press("Escape")),
        |page| page.send(Annotations::Close),
        |page| page.click("and Bergen"),
        |page| {
            let hint = page.read(|state| finding::in_blocks(state, page.store.environment(), 0..1));
            page.send(Hints::Accept(Rc::new(hint[0].clone())));
            assert_eq!(page.said(), "Tagged “Oslo” as Location.");
            page.send(intent::Messages::Expire);
        },
    ];
    for over in over {
        let page = tagged();
        over(&page);
        assert_eq!(page.said(), "");
    }
    // Selected words change nothing of it.
    let page = tagged();
    page.select("Bergen");
    assert_ne!(page.said(), "");
}

#[test]
fn words_name_no_key_that_does_nothing() {
    let check = |setting: &'static str, value: &str, key: Option<&str>| {
        let page = Page::of("Oslo and Oslo, Oslo");
        page.send(Settings::Set(setting, value.into()));
        page.select("Oslo");
        page.send(Tagging::Tag("location".into()));
        assert_eq!(page.said(), "Tagged as Location. 2 more in 1 article.", "{value}");
        let html = drawn(&page.store);
        let sign = key.map(|key| format!("Tag them all …<kbd aria-hidden=\"true\">{key}<"));
        assert!(html.contains(sign.as_deref().unwrap_or("Tag them all …</button>")), "the message: {html}");
        let (_, others) = html.split_once("class=\"others\"").expect("the card’s offer");
        let (others, _) = others.split_once("</button>").expect("its end");
        assert_eq!(others.contains("<kbd"), key.is_some(), "{others}");
    };
    check(SINGLE_KEYS, "on", Some("T"));
    check(SINGLE_KEYS, "off", None);
    check(KEYS, "tw", Some("W"));
    // Something else was given that key before it was one.
    check(KEYS, "et", None);
    let page = Page::of(TEXT);
    page.send(Settings::Set(SINGLE_KEYS, "off".into()));
    page.click("him");
    let html = drawn(&page.store);
    assert_eq!(texts_of_signs(&html), [""; 0]);
    for key in ["\"1\"", "\"N\"", "\"/\"", "\"?\"", "\"T\""] {
        assert!(!html.contains(&format!("aria-keyshortcuts={key}")), "{key}");
    }
    assert!(html.contains("aria-keyshortcuts=\"Delete\"") && !html.contains("press 1, 2 or 3"));
}

#[test]
fn within_a_label_a_choice_opens_its_annotation() {
    let page = Page::with(&[
        ("a", "One"),
        ("b", "[claim:He said that [claim:Oslo is rich]] and [actor:Oslo] too, Oslo"),
    ]);
    assert!(page.press("/"));
    page.send(Search::SetWords("Oslo".into()));
    page.send(Search::SetWithin(Some("claim".into())));
    page.effects();
    page.send(Search::ChooseFirst);
    assert_eq!((page.open().as_str(), page.selected().as_str()), ("Oslo is rich", "Oslo"));
    assert_eq!(page.focus(), Some(Target::LabelBar));
    assert!(page.press("/"));
    page.send(Search::SetWithin(None));
    page.send(Search::ChooseFirst);
    assert_eq!(page.selected(), "Oslo");
}

#[test]
fn enter_goes_to_what_was_found_first_also_in_a_note() {
    let page = Page::of(TEXT);
    page.send(Tagging::TypeNote(page.id("Istanbul"), "the summit".into()));
    page.send(Tagging::StoreNote);
    assert!(page.press("/"));
    page.send(Search::SetWords("nobody".into()));
    page.send(Search::ChooseFirst);
    assert_eq!(
        page.read(|state| state.search.panel),
        Some(Panel::Front),
        "nothing was found, nothing happens"
    );
    page.send(Search::SetWords("summit".into()));
    page.effects();
    page.send(Search::ChooseFirst);
    assert_eq!((page.open().as_str(), page.selected().as_str()), ("Istanbul", ""));
    assert_eq!((page.read(|state| state.search.panel), page.focus()), (None, Some(Target::Reader)));
    // Arrows go to it as to everything that was found.
    assert!(page.press("/"));
    assert!(page.press_in_search(Focus::Elsewhere, "ArrowDown"));
    assert!(page.press_in_search(Focus::Noted, "ArrowUp"));
}

#[test]
fn first_steps_go_once_a_few_tags_are_made_unless_they_are_wanted() {
    let page = Page::of("One two three four");
    let is_shown = || drawn(&page.store).contains("aria-label=\"First steps\"");
    for (words, shown) in [("One", true), ("two", true), ("three", false), ("four", false)] {
        page.select(words);
        page.press("1");
        assert_eq!(is_shown(), shown, "{words}");
    }
    page.send(Settings::Set(FIRST_STEPS, "on".into()));
    assert!(is_shown());
    page.send(Settings::Set(FIRST_STEPS, "off".into()));
    assert!(!is_shown());
}
