//! Many annotations at one place: each can be opened, by mouse and by keys, and more can be added.

use crate::harness::{ARTICLES, Page};
use serde_json::json;

/// Spans that all hold "Tayyip", nested and crossing, the smallest first; each with its key and its label.
const SPANS: [(&str, &str, &str); 5] = [
    ("Tayyip", "1", "Actor"),
    ("Recep Tayyip Erdogan", "1", "Actor"),
    ("President Recep Tayyip", "3", "Location"),
    ("Tayyip Erdogan on Sunday", "2", "Claim"),
    ("Turkish President Recep Tayyip Erdogan on Sunday met", "2", "Claim"),
];

/// Places in the one word, far enough from each other that no two clicks are a double click.
const SPOTS: [&str; 2] = ["Recep T|a|yyip", "Recep Tay|y|ip"];

/// A page with all of them, none open; their ids in that order.
#[track_caller]
fn with_spans() -> (Page, Vec<String>) {
    let page = Page::open();
    let ids = SPANS.iter().rev().map(|(words, key, _)| page.tag(words, key)).collect::<Vec<_>>();
    page.press("Escape");
    page.until("!page.card()");
    (page, ids.into_iter().rev().collect())
}

#[track_caller]
fn until_open(page: &Page, id: &str) {
    page.session.until("page.open() === arguments[0]", &[json!(id)]);
}

/// The label and the words of every choice in the card, and which one is open.
#[track_caller]
fn check_choices(page: &Page, open: usize) {
    let choices = page.run(
        "return page.choices().map((choice) => [
           choice.querySelector('.label-name').textContent, choice.querySelector('.quote').textContent, choice.ariaCurrent === 'true'])",
    );
    let expected: Vec<_> =
        SPANS.iter().enumerate().map(|(at, (words, _, label))| json!([label, words, at == open])).collect();
    assert_eq!(choices, json!(expected));
}

#[test]
fn each_further_click_opens_the_next_larger_of_five() {
    let (page, ids) = with_spans();
    let spots = SPOTS.iter().cycle();
    for (spot, (number, id)) in spots.zip(ids.iter().enumerate().cycle().take(7)) {
        page.click_words(spot);
        assert_eq!(page.opened().as_ref(), Some(id), "click on {spot}");
        check_choices(&page, number);
    }
}

#[test]
fn each_press_of_o_or_enter_opens_the_next_larger_of_five() {
    for key in ["o", "Enter"] {
        let (page, ids) = with_spans();
        page.click_words("Asim |M|unir");
        page.go_to("Control+ArrowLeft", "‸Tayyip Erdogan on");
        for (number, id) in ids.iter().enumerate().cycle().take(7) {
            page.press(key);
            assert_eq!(page.opened().as_ref(), Some(id), "{key}");
            check_choices(&page, number);
            assert_eq!(page.focused(), "reader");
        }
        page.go_to("Control+ArrowRight", "Pakistan's‸");
        page.press(key);
        page.expect_status("Nothing is tagged here.");
    }
}

#[test]
fn each_of_five_is_chosen_in_the_card_by_mouse() {
    let (page, ids) = with_spans();
    page.click_words(SPOTS[0]);
    for number in [4, 2, 0, 3, 1] {
        page.click_element(&format!("page.choices()[{number}]"));
        until_open(&page, &ids[number]);
        check_choices(&page, number);
    }
}

#[test]
fn each_of_five_is_chosen_in_the_card_by_keys() {
    let (page, ids) = with_spans();
    page.click_words("Asim |M|unir");
    page.go_to("Control+ArrowLeft", "‸Tayyip Erdogan on");
    page.press("o");
    for number in [1, 3, 4, 0, 2] {
        page.press_until("Tab", &format!("document.activeElement === page.choices()[{number}]"));
        page.press("Enter");
        until_open(&page, &ids[number]);
        check_choices(&page, number);
    }
}

#[test]
fn what_was_chosen_is_what_keys_change() {
    let (page, ids) = with_spans();
    page.click_words(SPOTS[0]);
    page.click_element("page.choices()[3]");
    until_open(&page, &ids[3]);
    page.press("3");
    page.session
        .until("page.rows().find((row) => row.id === arguments[0]).label === 'Location'", &[json!(ids[3])]);
    let labels: Vec<_> =
        ids.iter().map(|id| page.rows().into_iter().find(|row| row.id == *id).map(|row| row.label)).collect();
    let expected = ["Actor", "Actor", "Location", "Location", "Claim"].map(|label| Some(label.to_owned()));
    assert_eq!(labels, expected);
}

#[test]
fn a_single_annotation_has_nothing_to_choose() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    assert_eq!(page.run("return page.choices().length"), 0);
    page.press("Shift+1");
    page.until("page.choices().length === 2");
    page.press("Delete");
    page.until("page.rows().length === 1");
    page.press("k");
    page.until("page.card() && page.choices().length === 0");
}

#[test]
fn a_badge_says_how_many_lie_where_one_of_several_begins() {
    let (page, _) = with_spans();
    let badges = || {
        page.run(
            "return [...document.querySelectorAll('main mark')].map((mark) => [
               mark.textContent.trim(), mark.dataset.count ?? '', getComputedStyle(mark, '::after').content.replace(/none|normal|\"/g, '')])",
        )
    };
    let expected = [
        ("Turkish", ""),
        ("President", "2"),
        ("Recep", "3"),
        ("Tayyip", "5"),
        ("Erdogan", ""),
        ("on Sunday", ""),
        ("met", ""),
    ];
    assert_eq!(badges(), json!(expected.map(|(words, count)| [words, count, count])));
    page.click_words(SPOTS[0]);
    page.press("Delete");
    page.until("page.rows().length === 4");
    let expected =
        expected.map(|(words, count)| if words == "Tayyip" { (words, "4") } else { (words, count) });
    assert_eq!(badges(), json!(expected.map(|(words, count)| [words, count, count])));
    // It takes no room and is none of the article's characters.
    assert_eq!(page.paragraphs()[0].find("Turkish President Recep Tayyip Erdogan on Sunday met"), Some(80));
}

#[test]
fn shift_with_a_label_tags_the_same_words_once_more() {
    let page = Page::open();
    let first = page.tag("Istanbul", "3");
    page.press_to_tag("Shift+1");
    page.hold("Shift");
    page.click_element("[...page.card().querySelectorAll('[role=\"group\"][aria-label=\"Label\"] button')].find((button) => page.name(button) === 'Claim')");
    page.release("Shift");
    page.until("page.rows().length === 3");
    let mut labels: Vec<_> = page.rows().into_iter().map(|row| (row.label, row.quote)).collect();
    labels.sort();
    assert_eq!(labels, ["Actor", "Claim", "Location"].map(|label| (label.to_owned(), "Istanbul".to_owned())));
    assert_eq!(page.pieces().len(), 1);
    assert_eq!(page.pieces()[0].ids.len(), 3);
    let file = page.download();
    let starts: Vec<_> = file.annotations().iter().map(|one| (&one["start"], &one["end"])).collect();
    assert_eq!(starts[0], starts[2]);
    assert!(file.annotations().iter().any(|one| one["id"] == first && one["label"] == "location"));
    page.press("Control+z");
    page.until("page.rows().length === 2");
}

#[test]
fn the_same_words_do_not_get_one_label_twice() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    let other = page.press_to_tag("Shift+1");
    let stored = page.stored();
    for (open, key, label) in [
        (&other, "Shift+3", "Location"),
        (&id, "Shift+1", "Actor"),
        (&other, "3", "Location"),
        (&id, "1", "Actor"),
    ] {
        page.click_row(open);
        until_open(&page, open);
        page.press(key);
        page.expect_status(&format!("is tagged as {label} already"));
        assert_eq!(page.rows().len(), 2, "{key}");
    }
    page.press("Escape");
    page.select("Istanbul");
    page.press("3");
    page.expect_status("is tagged as Location already");
    until_open(&page, &id);
    assert_eq!(page.rows().len(), 2);
    assert_eq!(page.stored(), stored);
}

#[test]
fn what_a_file_brings_twice_is_drawn_and_listed_twice() {
    const TWIN: &str = "01920000-0000-7000-8000-00000000000a";
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    let file = page.download().changed(|json| {
        let mut twin = json["annotations"][0].clone();
        twin["id"] = json!(TWIN);
        twin["note"] = json!("The other");
        json["annotations"].as_array_mut().expect("a list").push(twin);
    });
    let other = Page::open();
    other.open_file("work.json", file);
    other.until("page.rows().length === 2");
    let rows = other.rows();
    assert!(rows.iter().all(|row| row.quote == "Istanbul" && row.label == "Location"), "{rows:?}");
    let pieces = other.pieces();
    assert_eq!((pieces.len(), pieces[0].ids.len()), (1, 2));
    assert_eq!(other.run("return document.querySelector('main mark').dataset.count"), "2");
    other.click_words("I|s|tanbul");
    let first = other.opened().expect("one is open");
    other.click_words("Istanb|u|l");
    let second = other.opened().expect("one is open");
    assert_ne!(first, second);
    let mut opened = [first, second];
    opened.sort();
    let mut expected = [id, TWIN.to_owned()];
    expected.sort();
    assert_eq!(opened, expected);
    other.reload();
    assert_eq!(other.rows().len(), 2);
    assert_eq!(other.download().annotations().len(), 2);
    let row = other.rows().into_iter().find(|row| row.id == TWIN).expect("it is listed");
    assert_eq!(row.note, "The other");
}

#[test]
fn a_label_that_stays_tags_every_selection_by_mouse_at_once() {
    let page = Page::open();
    page.press("s");
    page.expect_status("Choose a label");
    assert!(page.stays());
    page.press("1");
    page.expect_status("tagged as Actor now");
    let check = |drawn: &str, words: &str, label: &str, count: usize| {
        page.draw(drawn);
        page.session.until("page.rows().length === arguments[0]", &[json!(count)]);
        let row =
            page.rows().into_iter().find(|row| row.quote == words).unwrap_or_else(|| panic!("no {words}"));
        assert_eq!((row.label.as_str(), page.drawn(&row.id).as_str()), (label, words));
        page.until("!page.bar() && page.selected() === ''");
    };
    check("R|ecep Tayyip Erdo|gan", "Recep Tayyip Erdogan", "Actor", 1);
    check("Hakan Fidan", "Hakan Fidan", "Actor", 2);
    page.press("3");
    page.expect_status("tagged as Location now");
    assert_eq!(page.rows().len(), 2);
    assert!(page.rows().iter().all(|row| row.label == "Actor"), "the key was meant for what comes");
    check("Istanbul", "Istanbul", "Location", 3);
    page.double_click("Pakis|t|an's Prime");
    page.until("page.rows().length === 4");
    assert!(page.rows().iter().any(|row| row.quote == "Pakistan" && row.label == "Location"));
    page.press("Escape");
    page.until("!document.querySelector('[role=\"group\"][aria-label=\"A label stays\"]')");
    page.select("Yasar Guler");
    assert_eq!(page.rows().len(), 4);
}

#[test]
fn a_label_that_stays_tags_a_selection_by_keys_with_enter() {
    let page = Page::open();
    page.tab_to("reader");
    page.press("s");
    page.press("2");
    page.press_times("Shift+Control+ArrowRight", 4);
    assert!(page.rows().is_empty(), "arrows alone tag nothing");
    page.press("Enter");
    page.until("page.rows().length === 1");
    page.press("e");
    page.press("Enter");
    page.until("page.rows().length === 2");
    let quotes: Vec<_> = page.rows().into_iter().map(|row| (row.label, row.quote)).collect();
    let claim = |words: &str| ("Claim".to_owned(), words.to_owned());
    assert_eq!(quotes, [claim("In a high-level"), claim("level")]);
    assert!(page.stays());
    page.press("]");
    assert_eq!(page.article(), ARTICLES[1]);
    page.press("e");
    page.press("Enter");
    page.until("page.rows().length === 1");
    page.press("Escape");
    page.until("!document.querySelector('[role=\"group\"][aria-label=\"A label stays\"]')");
    page.press("Control+ArrowRight");
    page.press("e");
    page.press("Enter");
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn the_label_of_what_is_open_stays_and_a_button_stops_it() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("s");
    page.expect_status("tagged as Location now");
    page.draw("Hakan Fidan");
    page.until("page.rows().length === 2");
    assert!(page.rows().iter().all(|row| row.label == "Location"));
    page.click("Stop");
    page.until("!document.querySelector('[role=\"group\"][aria-label=\"A label stays\"]')");
    page.select("Yasar Guler");
    page.click("Stay");
    assert!(page.stays());
    page.click_element(
        "[...page.bar().querySelectorAll('button')].find((button) => page.name(button) === 'Actor')",
    );
    page.until("page.rows().length === 3");
    page.draw("Ibrahim Kalin");
    page.until("page.rows().length === 4");
    let actors = page.rows().into_iter().filter(|row| row.label == "Actor").map(|row| row.quote);
    assert_eq!(actors.collect::<Vec<_>>(), ["Yasar Guler", "Ibrahim Kalin"]);
}

#[test]
fn what_is_open_elsewhere_does_not_matter_to_a_click_or_a_key() {
    let page = Page::open();
    let near = page.tag("Recep Tayyip Erdogan", "1");
    let far = page.tag("Ibrahim Kalin", "1");
    until_open(&page, &far);
    page.click_words("Recep Tay|y|ip");
    assert_eq!(page.opened().as_ref(), Some(&near));
    page.click_words("Ibrahim Ka|l|in");
    assert_eq!(page.opened().as_ref(), Some(&far));
    page.press("Control+Home");
    page.go_to("Control+ArrowRight", "Recep Tayyip‸");
    for key in ["o", "Enter"] {
        page.press(key);
        assert_eq!((page.focused().as_str(), page.opened().as_ref()), ("reader", Some(&near)), "{key}");
    }
    page.click_words("Operation S|i|ndoor");
    page.until("!page.card()");
}
