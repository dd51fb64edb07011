//! Many annotations at one place, and a label that stays: by clicks and by drags. The choice that a click makes is tested without a
//! browser.

use crate::harness::Page;
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

/// The label and the words of every choice in the card, and which one is open.
#[track_caller]
fn check_choices(page: &Page, ids: &[String], open: usize) {
    page.session.until("page.open() === arguments[0]", &[json!(ids[open])]);
    let choices = page.run(
        "return page.choices().map((choice) => [
           choice.querySelector('.name').textContent, choice.querySelector('.quote').textContent, choice.ariaCurrent === 'true'])",
    );
    let expected: Vec<_> =
        SPANS.iter().enumerate().map(|(at, (words, _, label))| json!([label, words, at == open])).collect();
    assert_eq!(choices, json!(expected));
}

#[test]
fn each_of_five_is_opened_by_further_clicks_and_chosen_in_the_card_by_mouse_and_keys() {
    let page = Page::open();
    let mut ids: Vec<_> = SPANS.iter().rev().map(|(words, key, _)| page.tag(words, key)).collect();
    ids.reverse();
    page.press("Escape");
    page.until("!page.card()");
    // The lines drawn below the words are as many as the lanes; in the last one two of them lie.
    let lines = page.run(
        "return [...document.querySelectorAll('main mark')].map((mark) => [
           mark.textContent.trim(), getComputedStyle(mark).backgroundImage.split(/, (?=repeating|linear|none)/).filter((layer) => layer !== 'none').length - 1])",
    );
    let expected = [
        ("Turkish", 1),
        ("President", 2),
        ("Recep", 3),
        ("Tayyip", 4),
        ("Erdogan", 2),
        ("on Sunday", 1),
        ("met", 1),
    ];
    assert_eq!(lines, json!(expected));
    // They are none of the article's characters.
    assert_eq!(page.paragraphs()[0].find("Turkish President Recep Tayyip Erdogan on Sunday met"), Some(80));
    for (spot, number) in SPOTS.iter().cycle().zip((0..5).cycle().take(6)) {
        page.click_words(spot);
        check_choices(&page, &ids, number);
    }
    for number in [4, 2] {
        page.click_element(&format!("page.choices()[{number}]"));
        check_choices(&page, &ids, number);
    }
    page.press_until("Tab", "document.activeElement === page.choices()[3]");
    page.press("Enter");
    check_choices(&page, &ids, 3);
    page.click_words("Operation S|i|ndoor");
    page.until("!page.card()");
}

#[test]
fn a_label_that_stays_tags_every_selection_by_mouse_at_once_until_a_button_stops_it() {
    let page = Page::open();
    page.press("s");
    assert!(page.stays());
    page.press("1");
    page.expect_status("Every selection becomes Actor.");
    let check = |words: &str, label: &str, count: usize| {
        page.session.until("page.rows().length === arguments[0]", &[json!(count)]);
        let row =
            page.rows().into_iter().find(|row| row.quote == words).unwrap_or_else(|| panic!("no {words}"));
        assert_eq!((row.label.as_str(), page.drawn(&row.id).as_str()), (label, words));
        page.until("!page.bar() && page.selected() === ''");
    };
    page.draw("R|ecep Tayyip Erdo|gan");
    check("Recep Tayyip Erdogan", "Actor", 1);
    page.double_click("Pakis|t|an's Prime");
    check("Pakistan", "Actor", 2);
    page.click("Stop");
    page.until("!document.querySelector('[role=\"group\"][aria-label=\"A label stays\"]')");
    page.select("Yasar Guler");
    page.click("Keep tagging");
    assert!(page.stays());
    page.click_element(
        "[...page.bar().querySelectorAll('button')].find((button) => page.name(button) === 'Location')",
    );
    check("Yasar Guler", "Location", 3);
    page.draw("Ibrahim Kalin");
    check("Ibrahim Kalin", "Location", 4);
}
