//! Many annotations at one place: each can be opened, and more can be added; and a label that stays.

use crate::html::{attribute, drawn, elements, inside, text_of, without_signs};
use crate::kit::Page;
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Annotations, Tagging};
use glossator::app::keys::Focus;
use glossator::features::reader::state::{Pointer, Selected};
use glossator_core::text::span::Span;

/// Annotations that all hold "Tayyip", nested and crossing.
const CROSSING: &str = "[claim#1:Turkish [location#2:President [actor#3:Recep [claim#5:[actor#4:Tayyip#4]#2] Erdogan#3] on Sunday#5] met#1] Kalin";

/// The same, the smallest first: label and words.
const SMALLEST_FIRST: [(&str, &str); 5] = [
    ("Actor", "Tayyip"),
    ("Actor", "Recep Tayyip Erdogan"),
    ("Location", "President Recep Tayyip"),
    ("Claim", "Tayyip Erdogan on Sunday"),
    ("Claim", "Turkish President Recep Tayyip Erdogan on Sunday met"),
];

/// The choices in the card; the open one is in brackets.
fn choices(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let Some((_, card)) = html.split_once("aria-label=\"Overlapping\"") else { return Vec::new() };
    let (card, _) = card.split_once("</div>").expect("its end");
    let buttons = inside(card, "button").into_iter().map(|(tag, words)| {
        let (_, words) = words.split_once("<span class=\"unseen name\">").expect("a label");
        let words = words.replacen("</span>", " ", 1);
        let words = text_of(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        if tag.contains("aria-current=\"true\"") { format!("[{words}]") } else { words }
    });
    buttons.collect()
}

#[track_caller]
fn check_choices(page: &Page, open: usize) {
    let expected = SMALLEST_FIRST.iter().enumerate().map(|(number, (label, words))| {
        if number == open { format!("[{label} {words}]") } else { format!("{label} {words}") }
    });
    assert_eq!(choices(page), expected.collect::<Vec<_>>());
    assert_eq!(page.open(), SMALLEST_FIRST[open].1);
}

#[test]
fn each_further_click_or_press_opens_the_next_larger_of_five() {
    for way in ["a click", "o", "Enter"] {
        let page = Page::of(CROSSING);
        let at = page.span("yyip").start();
        page.send(intent::Reader::Click(at));
        page.press("Escape");
        page.effects();
        for number in (0..5).cycle().take(7) {
            match way {
                "a click" => page.send(intent::Reader::Click(at)),
                key => assert!(page.press(key)),
            }
            check_choices(&page, number);
            assert_eq!(page.read(|state| state.session.caret), at, "{way}");
        }
        assert!(!page.effects().iter().any(|effect| matches!(effect, Effect::Focus(_))), "{way}");
        page.press("Control+End");
        if way != "a click" {
            page.press(way);
            assert_eq!(page.said(), "Nothing is tagged here.");
        }
        page.click("Kalin");
        assert_eq!(page.open(), "");
    }
}

#[test]
fn each_of_five_is_chosen_in_the_card_and_is_what_keys_change() {
    let page = Page::of(CROSSING);
    let at = page.span("yyip").start();
    page.send(intent::Reader::Click(at));
    for number in [4, 2, 0, 3, 1] {
        page.send(Annotations::OpenAnother(page.id(SMALLEST_FIRST[number].1)));
        check_choices(&page, number);
        assert_eq!(page.read(|state| state.session.caret), at);
    }
    page.send(Annotations::OpenAnother(page.id("Tayyip Erdogan on Sunday")));
    page.press("3");
    let choices = choices(&page);
    assert_eq!(choices[3], "[Location Tayyip Erdogan on Sunday]");
    assert_eq!(choices[1..3], ["Actor Recep Tayyip Erdogan", "Location President Recep Tayyip"]);
}

#[test]
fn a_single_annotation_has_nothing_to_choose() {
    let page = Page::of("in [location:Istanbul]");
    page.click("Istanbul");
    assert_eq!(choices(&page), [""; 0]);
    page.press("Shift+1");
    assert_eq!(choices(&page), ["Location Istanbul", "[Actor Istanbul]"]);
    page.press("Delete");
    page.press("k");
    assert_eq!((choices(&page).len(), page.open().as_str()), (0, "Istanbul"));
}

#[test]
fn what_is_open_elsewhere_does_not_matter_to_a_click_or_a_key() {
    let page = Page::of("[claim:[actor:Recep Erdogan]] and [actor:Kalin] met");
    for (words, open) in [("alin", "Kalin"), ("ecep", "Recep Erdogan"), ("alin", "Kalin")] {
        page.click(words);
        assert_eq!(page.open(), open, "{words}");
    }
    page.press("Control+Home");
    for key in ["o", "Enter"] {
        page.press(key);
        assert_eq!(page.open(), "Recep Erdogan", "{key}");
    }
    // The card is about the open one where the caret is elsewhere.
    page.press("Control+End");
    assert_eq!(choices(&page).len(), 2);
    page.click("met");
    assert_eq!(page.open(), "");
}

#[test]
fn each_has_a_line_of_its_own_and_the_words_have_the_fill_of_the_smallest_or_of_the_open_one() {
    let page = Page::of(CROSSING);
    page.press("Escape");
    // The words with the lane and the label of their fill; then the lanes and labels of all lines, where there are several.
    let marks = || {
        let html = drawn(&page.store);
        let mark = |(tag, words): (&str, &str)| {
            let of = |name: &str| attribute(tag, name).unwrap_or_default();
            format!("{} {}-{}: {}", text_of(words).trim(), of("data-fill"), of("data-look"), of("data-lines"))
        };
        inside(&html, "mark").into_iter().map(mark).collect::<Vec<_>>()
    };
    let expected = [
        "Turkish 4-2: ",
        "President 3-3: 3-3 4-2",
        "Recep 2-1: 2-1 3-3 4-2",
        "Tayyip 1-1: 1-1 2-1 3-3 4-2",
        "Erdogan 2-1: 2-1 4-2",
        "on Sunday 4-2: ",
        "met 4-2: ",
    ];
    assert_eq!(marks(), expected);
    page.send(Annotations::Open(page.id("President Recep Tayyip")));
    let expected = [
        "Turkish 4-2: ",
        "President 3-3: 3-3 4-2",
        "Recep 3-3: 2-1 3-3 4-2",
        "Tayyip 3-3: 1-1 2-1 3-3 4-2",
        "Erdogan 2-1: 2-1 4-2",
        "on Sunday 4-2: ",
        "met 4-2: ",
    ];
    assert_eq!(marks(), expected);
    let html = drawn(&page.store);
    let ends = |name: &str, words: &str| {
        let mark = inside(&html, "mark").into_iter().find(|(_, inside)| text_of(inside).trim() == words);
        mark.and_then(|(tag, _)| attribute(tag, name)).unwrap_or_default()
    };
    assert_eq!([ends("data-begins", "President"), ends("data-ends", "President")], ["3", ""]);
    assert_eq!([ends("data-begins", "Tayyip"), ends("data-ends", "Tayyip")], ["1 4", "1 3"]);
    assert_eq!([ends("data-open", "Recep"), ends("data-open", "Erdogan")], ["3", ""]);
}

#[test]
fn shift_with_a_label_tags_the_same_words_once_more() {
    let page = Page::of("in [location:Istanbul]");
    page.click("Istanbul");
    page.press("Shift+1");
    let id = page.read(|state| state.session.annotation).expect("it is open");
    // By the button as by its key; it may be another article's.
    page.send(Tagging::AddLabel(id, "claim".into()));
    assert_eq!(page.marked("a"), "in [location:[actor:[claim:Istanbul]]]");
    assert_eq!(elements(&drawn(&page.store), "mark", "data-annotations").len(), 1);
    page.press("Control+z");
    assert_eq!(page.marked("a"), "in [location:[actor:Istanbul]]");
}

#[test]
fn the_same_words_do_not_get_one_label_twice() {
    let page = Page::of("in [location:[actor:Istanbul]]");
    let stored = page.stored();
    let labelled = |label: &str| {
        let found = page.read(|state| {
            let document = state.document()?;
            document.annotations().find(|one| &*one.label.0 == label).map(|one| one.id)
        });
        found.expect("it is there")
    };
    let check = |key: &str, label: &str| {
        assert!(page.press(key));
        assert_eq!(page.said(), format!("“Istanbul” is tagged as {label} already."), "{key}");
        assert_eq!(page.marked("a"), "in [location:[actor:Istanbul]]", "{key}");
        page.send(intent::Messages::Expire);
    };
    for (open, key, label) in [
        ("actor", "Shift+3", "Location"),
        ("location", "Shift+1", "Actor"),
        ("actor", "3", "Location"),
        ("location", "1", "Actor"),
    ] {
        page.send(Annotations::Open(labelled(open)));
        check(key, label);
    }
    page.press("Escape");
    page.select("Istanbul");
    check("3", "Location");
    assert_eq!(page.read(|state| state.session.annotation), Some(labelled("location")));
    assert_eq!(page.stored(), stored);
}

#[test]
fn what_a_file_brings_twice_is_drawn_and_listed_twice() {
    const TWIN: &str = "01920000-0000-7000-8000-00000000000a";
    let before = Page::of("in [location:Istanbul]");
    let mut file: serde_json::Value = serde_json::from_str(&before.json()).expect("JSON");
    let mut twin = file["annotations"][0].clone();
    twin["id"] = TWIN.into();
    twin["note"] = "The other".into();
    file["annotations"].as_array_mut().expect("a list").push(twin);
    let page = Page::of("in Istanbul");
    page.open_file("work.json", file.to_string().as_bytes());
    assert_eq!(page.marked("a"), "in [location:[location:Istanbul]]");
    let html = drawn(&page.store);
    let marks = elements(&html, "mark", "data-lines");
    assert!(marks.len() == 1 && marks[0].0.contains("data-lines=\"1-3 2-3\""), "{marks:?}");
    assert_eq!(elements(&html, "li", "data-annotation").len(), 2);
    let opened = ["stanbul", "anbul"].map(|words| {
        page.click(words);
        page.read(|state| state.session.annotation.map(|id| id.to_string()))
    });
    assert_ne!(opened[0], opened[1]);
    assert!(opened.contains(&Some(TWIN.to_owned())), "{opened:?}");
    let again = page.again();
    assert_eq!((again.marked("a"), again.json()), (page.marked("a"), page.json()));
    assert!(again.json().contains("\"note\": \"The other\""));
}

/// A mouse is drawn over the words, and let go of.
fn draw(page: &Page, words: &str) {
    let span = page.span(words);
    let select = |span: Option<Span>, pointer: Pointer| {
        page.send(intent::Reader::Selected(Selected { span, backward: false, pointer }));
    };
    let mouse = Pointer { fine: true, ..Pointer::default() };
    select(None, Pointer { down: true, ..mouse });
    select(Some(span), Pointer { down: true, ..mouse });
    select(Some(span), Pointer { released: true, ..mouse });
}

/// The sign that a label stays; empty if none does.
fn sign(page: &Page) -> String {
    let html = drawn(&page.store);
    let sign = html.split_once("aria-label=\"A label stays\"").and_then(|(_, sign)| sign.split_once("</p>"));
    sign.map(|(sign, _)| text_of(&without_signs(&format!("<{sign}")))).unwrap_or_default()
}

#[test]
fn a_label_that_stays_tags_every_selection_by_mouse_at_once() {
    let page = Page::of("Recep Erdogan, Fidan in Istanbul, Pakistan's Guler");
    assert_eq!(sign(&page), "");
    page.press("s");
    assert_eq!(page.said(), "Choose a label. Every selection gets it then.");
    assert_eq!(sign(&page), "Choose a label. Every selection gets it then.");
    draw(&page, "Guler");
    assert_eq!(page.selected(), "Guler");
    page.press("Escape");
    page.press("1");
    assert_eq!(page.said(), "Every selection becomes Actor.");
    assert_eq!(sign(&page), "Every selection becomes Actor.");
    for (drawn, marked) in [
        // It becomes whole words.
        ("ecep Erdo", "[actor:Recep Erdogan], Fidan in Istanbul, Pakistan's Guler"),
        ("Fidan", "[actor:Recep Erdogan], [actor:Fidan] in Istanbul, Pakistan's Guler"),
        ("Pakistan's", "[actor:Recep Erdogan], [actor:Fidan] in Istanbul, [actor:Pakistan]'s Guler"),
    ] {
        draw(&page, drawn);
        assert_eq!((page.marked("a").as_str(), page.selected().as_str()), (marked, ""), "{drawn}");
    }
    // A key is meant for what comes, not for what is open.
    page.press("3");
    draw(&page, "Istanbul");
    let marked = "[actor:Recep Erdogan], [actor:Fidan] in [location:Istanbul], [actor:Pakistan]'s Guler";
    assert_eq!(page.marked("a"), marked);
    page.press("Escape");
    assert_eq!((sign(&page).as_str(), page.open().as_str()), ("", "Istanbul"));
    draw(&page, "Guler");
    assert_eq!((page.marked("a").as_str(), page.selected().as_str()), (marked, "Guler"));
}

#[test]
fn a_label_that_stays_tags_a_selection_by_keys_with_enter() {
    let page = Page::with(&[("a", "In a high level talk"), ("b", "Oslo is far")]);
    page.press("s");
    page.press("2");
    for _ in 0..2 {
        page.press("Shift+Control+ArrowRight");
    }
    assert_eq!(page.marked("a"), "In a high level talk", "arrows alone tag nothing");
    page.press("Enter");
    page.press("Control+ArrowRight");
    page.press("e");
    page.press("Enter");
    assert_eq!(page.marked("a"), "[claim:In a] [claim:high] level talk");
    // It stays in another article, too.
    page.press("]");
    page.press("e");
    page.press("Enter");
    assert_eq!(page.marked("b"), "[claim:Oslo] is far");
    page.press("Escape");
    page.press("Control+ArrowRight");
    page.press("e");
    page.press("Enter");
    assert_eq!(page.marked("b"), "[claim:Oslo] is far");
}

#[test]
fn the_label_of_what_is_open_stays_or_the_one_that_is_used_next() {
    let page = Page::of("[location:Istanbul], Fidan, Guler, Kalin");
    page.click("Istanbul");
    page.press("s");
    assert_eq!(sign(&page), "Every selection becomes Location.");
    draw(&page, "Fidan");
    assert_eq!(page.marked("a"), "[location:Istanbul], [location:Fidan], Guler, Kalin");
    page.send(Tagging::Stay);
    assert_eq!(sign(&page), "");
    // With a selection it is the label that this one gets.
    page.select("Guler");
    page.send(Tagging::Stay);
    assert_eq!(sign(&page), "Choose a label. Every selection gets it then.");
    page.send(Tagging::Tag("actor".into()));
    draw(&page, "Kalin");
    assert_eq!(page.marked("a"), "[location:Istanbul], [location:Fidan], [actor:Guler], [actor:Kalin]");
    // In the list a label is for the row all the same where something is picked.
    let id = page.id("Kalin");
    page.send(Annotations::Pick(id));
    assert!(page.press_in(Focus::Row(id), "2"));
    assert_eq!(page.marked("a"), "[location:Istanbul], [location:Fidan], [actor:Guler], [claim:Kalin]");
}

#[test]
fn of_very_many_at_one_place_the_card_shows_those_up_to_the_open_one() {
    const COUNT: usize = 100;
    let page = Page::of(&("[actor:x ".repeat(COUNT) + &"y]".repeat(COUNT)));
    let at = page.span("y").start();
    let number = |choice: &str| choice.matches('x').count();
    for opened in 1..=COUNT {
        page.send(intent::Reader::Click(at));
        let choices = choices(&page);
        let (first, last) = (opened.saturating_sub(32) + 1, opened.max(32));
        let found: Vec<_> = choices.iter().map(|choice| number(choice)).collect();
        assert_eq!(found, (first..=last).collect::<Vec<_>>());
        assert!(choices[opened - first].starts_with('['), "the open one is among them");
    }
    let html = drawn(&page.store);
    assert!(html.contains("100 overlapping, 32 shown. The list has all."), "{html}");
    // A piece names the last that begin before it, and is open with the one that is.
    let marks = inside(&html, "mark");
    let innermost = marks.iter().find(|(_, words)| text_of(words).contains('y'));
    let named = innermost.and_then(|(tag, _)| attribute(tag, "data-annotations")).unwrap_or_default();
    assert_eq!(named.split(' ').count(), 32);
    let is_open = |tag: &str| attribute(tag, "data-state").is_some_and(|states| states.contains("open"));
    assert!(marks.iter().all(|(tag, _)| is_open(tag)), "{html}");
}
