//! Two tabs on one store: what is done in one shows in the other, and nothing is overwritten unseen.

use crate::harness::{ARTICLES, Page, Row, Setup};
use serde_json::json;

/// Events that tell a page of what happened elsewhere do not reach it while `window.deaf` is true.
const CAN_BE_DEAF: &str = "for (const type of ['storage', 'visibilitychange', 'pageshow'])
    addEventListener(type, (event) => { if (window.deaf) event.stopImmediatePropagation(); }, true);";

#[track_caller]
fn two_tabs() -> (Page, Page) {
    let one = Page::open();
    let other = one.another();
    (one, other)
}

/// The rows of the list, whichever is open.
#[track_caller]
fn listed(page: &Page) -> Vec<Row> {
    page.rows().into_iter().map(|row| Row { open: false, ..row }).collect()
}

#[test]
pub fn an_edit_in_one_tab_shows_in_the_other_without_anything_being_done_there() {
    let (one, other) = two_tabs();
    let id = one.tag("Istanbul", "3");
    other.until("page.rows().length === 1");
    assert_eq!(other.drawn(&id), "Istanbul");
    one.press("2");
    other.until("page.rows()[0].label === 'Claim'");
    assert_eq!(other.pieces()[0].labels, ["claim"]);
    one.press("n");
    one.type_text("Why");
    one.press("Escape");
    other.until("page.rows()[0].note === 'Why'");
    one.press("Delete");
    other.until("page.rows().length === 0 && page.pieces().length === 0");
    one.press("Control+z");
    other.until("page.rows().length === 1");
    one.click("Rename article");
    one.until("document.activeElement.matches('input')");
    one.press("Control+a");
    one.type_text("Talks");
    one.press("Enter");
    other.until("document.querySelector('h1').textContent === 'Talks' && document.title.startsWith('Talks')");
    one.open_file("own.txt", "An article of my own.");
    other.until("document.querySelector('[data-article=\"own\"]')");
    other.show("own");
    assert_eq!(other.paragraphs(), ["An article of my own."]);
    one.click("Remove article");
    other.until("document.querySelectorAll('[data-article]').length === 3");
    assert_eq!((one.alerts(), other.alerts()), (Vec::new(), Vec::new()));
    assert_eq!(one.download().undated(), other.download().undated());
}

/// Words of the article by number, each with the keys that are pressed on it.
fn edits(words: impl Iterator<Item = usize>) -> Vec<Vec<String>> {
    let keys = |at: usize| match at % 4 {
        0 => vec!["1", "2"],
        1 => vec!["3"],
        2 => vec!["2", "1"],
        _ => vec!["1"],
    };
    let edit = |(at, word): (usize, usize)| {
        let keys = keys(at).into_iter().map(str::to_owned);
        [word.to_string()].into_iter().chain(keys).collect()
    };
    words.enumerate().map(edit).collect()
}

#[test]
pub fn none_of_200_edits_in_each_of_two_tabs_at_the_same_time_is_lost() {
    let (one, other) = two_tabs();
    one.begin_to_edit(&edits((0..400).step_by(2)));
    other.begin_to_edit(&edits((1..400).step_by(2)));
    for tab in [&one, &other] {
        tab.end_editing(200);
    }
    let words: Vec<String> =
        serde_json::from_value(one.run("return page.words().slice(0, 400).map(({ word }) => word)"))
            .expect("words");
    let label = |word: usize| ["Claim", "Location", "Actor", "Actor"][word / 2 % 4];
    let mut expected: Vec<_> =
        words.iter().enumerate().map(|(at, word)| (word.replace('’', "'"), label(at))).collect();
    expected.sort_unstable();
    let check = |tab: &Page, what: &str| {
        tab.until("page.rows().length >= 400");
        let rows = tab.rows();
        // Words that are alike share a row if they have one label: its words are those of the first.
        let mut listed: Vec<_> =
            rows.iter().map(|row| (row.quote.replace('’', "'"), row.label.as_str())).collect();
        listed.sort_unstable();
        assert_eq!(listed, expected, "{what}");
        assert!(tab.alerts().is_empty(), "{what}: {:?}", tab.alerts());
    };
    check(&one, "in the first tab");
    check(&other, "in the second tab");
    let third = one.another();
    check(&third, "in a third tab");
    one.reload();
    check(&one, "after a reload");
    assert_eq!(listed(&one), listed(&other));
    assert_eq!(listed(&one), listed(&third));
    assert_eq!(one.download().undated(), other.download().undated());
}

#[test]
fn a_tab_that_heard_nothing_catches_up_when_it_is_seen_again() {
    let one = Page::with(&Setup::before_load(CAN_BE_DEAF));
    let other = one.another();
    for event in [
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    ] {
        other.run("window.deaf = true");
        let id = one.tag("Istanbul", "3");
        one.tag("Hakan Fidan", "1");
        one.press("n");
        one.type_text("Who");
        one.press("Escape");
        one.until("page.rows()[1].note === 'Who'");
        assert!(other.rows().is_empty());
        other.run(&format!("window.deaf = false; {event}"));
        other.until("page.rows().length === 2");
        assert_eq!(other.drawn(&id), "Istanbul");
        assert_eq!(listed(&one), listed(&other));
        for _ in 0..3 {
            one.press("Control+z");
        }
        other.until("page.rows().length === 0");
    }
}

#[test]
fn what_another_tab_does_leaves_selection_card_and_typing_alone() {
    let (one, other) = two_tabs();
    let id = one.tag("Istanbul", "3");
    other.until("page.rows().length === 1");
    other.click_row(&id);
    other.press("n");
    other.type_text("Half");
    one.tag("Recep Tayyip Erdogan", "1");
    other.until("page.rows().length === 2");
    other.type_text(" a tho");
    assert_eq!(other.run("return document.activeElement.value"), "Half a tho");
    assert_eq!(other.opened(), Some(id));
    other.press("Escape");
    other.select("Hakan Fidan");
    one.tag("Yasar Guler", "1");
    other.until("page.rows().length === 3");
    assert_eq!(other.selected(), "Hakan Fidan");
    other.press_to_tag("1");
    one.until("page.rows().length === 4");
    assert_eq!(one.article(), ARTICLES[0]);
}

#[test]
fn annotations_made_in_another_tab_are_there_after_going_away_and_back() {
    let one = Page::open();
    one.tag("Istanbul", "3");
    let elsewhere = one.beside("elsewhere.html", "<!doctype html><title>Elsewhere</title>");
    let other = one.another();
    one.session.visit(&elsewhere);
    one.until("document.title === 'Elsewhere'");
    let id = other.tag("Hakan Fidan", "1");
    one.session.post("back", &json!({}));
    one.wait_until_ready();
    one.until("page.rows().length === 2");
    assert_eq!(one.drawn(&id), "Hakan Fidan");
    one.session.post("forward", &json!({}));
    one.until("document.title === 'Elsewhere'");
    other.press("Delete");
    one.session.post("back", &json!({}));
    one.wait_until_ready();
    one.until("page.rows().length === 1");
}
