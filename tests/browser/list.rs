//! The list of annotations by its fields, by mouse and by keys, and as it is heard. Its rows, and deeds to those that are picked,
//! are tested without a browser.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::{Value, json};

const QUOTES: &str = "return page.rows().map(({ quote }) => quote)";
const HEADING: &str = "return page.name(document.querySelector('[aria-label=\"Annotations\"] h2'))";
/// Words beside the buttons for all that are picked.
const PICKED: &str = "return document.querySelector('[aria-label=\"Picked annotations\"]')?.firstElementChild.textContent ?? ''";
/// The annotation whose row has the focus.
const FOCUSED: &str = "return document.activeElement.closest('[data-annotation]')?.dataset.annotation ?? document.activeElement.localName";

/// The list of the page has these rows in this order.
#[track_caller]
fn check(page: &Page, heading: &str, quotes: &[&str]) {
    page.session.frame();
    assert_eq!(page.run(QUOTES), json!(quotes));
    assert_eq!(page.run(HEADING), heading);
}

/// Three in one article.
#[track_caller]
fn tagged() -> Page {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    page.tag("met Pakistan's Prime Minister", "2");
    page
}

#[track_caller]
fn ids(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.id).collect()
}

#[track_caller]
fn labels(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.label).collect()
}

/// Ticks the row's box by mouse.
#[track_caller]
fn pick(page: &Page, id: &str) {
    page.click_element(&format!("document.querySelector('[data-annotation=\"{id}\"] input')"));
}

/// Gives the keyboard to the list.
#[track_caller]
fn go_to_list(page: &Page) {
    page.press("g");
    page.until("document.activeElement.closest('[data-annotation]')");
}

/// The number of those that are picked, in words.
#[track_caller]
fn expect_picked(page: &Page, words: &str) {
    page.session.frame();
    assert_eq!(page.run(PICKED), words);
}

#[test]
fn fields_narrow_and_order_the_list() {
    let page = tagged();
    let [erdogan, met, istanbul] = ["Recep Tayyip Erdogan", "met Pakistan's Prime Minister", "Istanbul"];
    page.show(ARTICLES[1]);
    page.tag("Istanbul", "3");
    page.show(ARTICLES[0]);
    check(&page, "Annotations 3", &[erdogan, met, istanbul]);
    page.click("Filters");
    page.click("Show Claim");
    check(&page, "Annotations 1 of 3", &[met]);
    page.click("Show Claim");
    page.write_into("Words or note", "erdogan");
    check(&page, "Annotations 1 of 3", &[erdogan]);
    page.write_into("Words or note", "stan");
    page.click("All articles");
    check(&page, "Annotations 3 of 4", &[met, istanbul, istanbul]);
    page.choose("Order", "By their words");
    check(&page, "Annotations 3 of 4", &[istanbul, istanbul, met]);
    assert_eq!(page.in_field("Order"), "By their words");
    page.click("Pick all, or none");
    expect_picked(&page, "3 picked");
    page.click("Show Claim");
    expect_picked(&page, "1 picked");
}

#[test]
fn a_row_of_another_article_opens_that_article_at_its_words() {
    let page = Page::with(&Setup { size: (1280, 500), ..Setup::default() });
    page.tag("Istanbul", "3");
    page.show(ARTICLES[2]);
    let last = page.run("return page.words().length - 1").as_u64().unwrap_or_default();
    page.edit(&[vec![last.to_string(), "1".to_owned()]]);
    let far = page.rows()[0].id.clone();
    page.show(ARTICLES[0]);
    page.click("Filters");
    page.click("All articles");
    page.until("page.rows().length === 2");
    page.click_row(&far);
    page.session.until("page.reader()?.dataset.document === arguments[0]", &[json!(ARTICLES[2])]);
    assert_eq!(page.opened(), Some(far.clone()));
    let script = "const mark = document.querySelector(`mark[data-annotations~='${arguments[0]}']`);
        const { top, bottom } = mark.getBoundingClientRect();
        const bar = document.querySelector('header').getBoundingClientRect().bottom;
        return scrollY > 0 && top >= bar && bottom <= innerHeight";
    page.session.frame();
    assert_eq!(page.session.run(script, &[json!(far)]), true, "its words are not in view");
}

#[test]
fn rows_that_are_picked_by_mouse_are_changed_by_button_and_by_key_and_that_is_heard() {
    let page = tagged();
    // A region that is put into the page together with its words is not read aloud.
    page.run("window.region = document.querySelector('[role=\"status\"]')");
    let rows = ids(&page);
    page.press("Escape");
    page.until("!page.card()");
    page.click_row(&rows[1]);
    page.until("page.card()");
    pick(&page, &rows[0]);
    pick(&page, &rows[2]);
    expect_picked(&page, "2 picked");
    // The box that was ticked last has the focus.
    page.press("Space");
    expect_picked(&page, "1 picked");
    page.press("Space");
    expect_picked(&page, "2 picked");
    let group = "document.querySelector('[aria-label=\"Picked annotations\"]')";
    let claim =
        format!("[...{group}.querySelectorAll('button')].find((one) => page.name(one).startsWith('Claim'))");
    let said = page.said_while(|page| page.click_element(&claim));
    assert_eq!(said, ["2 tagged as Claim."]);
    assert_eq!(labels(&page), ["Claim", "Claim", "Claim"]);
    page.press("Control+z");
    page.until("page.rows()[0].label === 'Actor'");
    expect_picked(&page, "2 picked");
    let said = page.said_while(|page| page.click("Delete picked"));
    assert_eq!(said, ["Deleted 2 annotations."]);
    assert_eq!(ids(&page), [rows[1].clone()]);
    page.press("Control+z");
    page.until("page.rows().length === 3");
    page.click_row(&rows[2]);
    pick(&page, &rows[0]);
    let said = page.said_while(|page| page.press("2"));
    assert_eq!(said, ["1 tagged as Claim."]);
    assert_eq!(labels(&page), ["Claim", "Claim", "Location"]);
    let regions = page.run("return [...document.querySelectorAll('[role=\"status\"]')].map((region) => region === window.region)");
    assert_eq!(regions, json!([true]));
}

/// The names of the buttons in the list, as a screen reader hears them.
#[track_caller]
fn row_names(page: &Page) -> Vec<String> {
    let buttons =
        page.roles_and_names().into_iter().filter(|(role, _)| role == "button").map(|(_, name)| name);
    buttons.filter(|name| name.contains("Paragraph ")).collect()
}

#[test]
fn keys_walk_the_rows_pick_them_and_change_what_is_picked() {
    let page = tagged();
    page.press("Escape");
    page.until("!page.card()");
    let overlapping = page.tag("Erdogan on Sunday met", "1");
    let names = row_names(&page);
    for expected in [
        "Actor Recep Tayyip Erdogan Paragraph 1. Overlaps with Actor “Erdogan on Sunday met”.",
        "Claim met Pakistan's Prime Minister Paragraph 1. Overlaps with Actor “Erdogan on Sunday met”.",
        "Location Istanbul Paragraph 1.",
    ] {
        assert!(names.iter().any(|name| name == expected), "“{expected}” is not in {names:#?}");
    }
    page.press("Delete");
    page.session.until("!page.rows().some(({ id }) => id === arguments[0])", &[json!(overlapping)]);
    let rows = ids(&page);
    go_to_list(&page);
    for (key, row) in [("ArrowUp", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 2), ("ArrowUp", 1)] {
        page.press(key);
        assert_eq!(page.run(FOCUSED), json!(rows[row]), "after {key}");
    }
    page.press("Enter");
    page.until("page.card()");
    assert_eq!(page.opened(), Some(rows[1].clone()));
    page.press("g");
    page.until("document.activeElement.matches('article')");
    page.press("g");
    assert_eq!(page.run(FOCUSED), json!(rows[1]), "back to the row that is open");
    page.press("Space");
    page.press("ArrowDown");
    page.press("Space");
    expect_picked(&page, "2 picked");
    let ticked = page.run(
        "return [...document.querySelectorAll('[data-annotation] input')].map(({ checked }) => checked)",
    );
    assert_eq!(ticked, json!([false, true, true]));
    let said = page.said_while(|page| page.press("1"));
    assert_eq!(said, ["2 tagged as Actor."]);
    assert_eq!(labels(&page), ["Actor", "Actor", "Actor"]);
    assert_eq!(page.run(FOCUSED), json!(rows[2]), "the focus stays in the list");
    let said = page.said_while(|page| page.press("Delete"));
    assert_eq!(said, ["Deleted 2 annotations."]);
    assert_eq!(ids(&page), [rows[0].clone()]);
}

/// The middle of the element in the window.
#[track_caller]
fn middle(page: &Page, element: &str) -> Value {
    page.run(&format!(
        "const {{ left, right, top, bottom }} = {element}.getBoundingClientRect();
        return {{ x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) }}"
    ))
}

#[test]
fn a_row_under_the_mouse_lights_its_mark_and_a_mark_its_row() {
    const LIT: &str = "return [...document.querySelectorAll('[data-near]')].map((one) => [one.localName, one.querySelector('.quote')?.textContent ?? one.textContent])";
    let page = tagged();
    page.press("Escape");
    page.until("!page.card()");
    let both = json!([["mark", "Istanbul"], ["li", "Istanbul"]]);
    page.run("window.marks = [...document.querySelectorAll('main mark')]; window.entries = [...document.querySelectorAll('.entry')]");
    for at in [
        "document.querySelectorAll('.entry')[2].querySelector('.quote')",
        "document.querySelectorAll('main mark')[2]",
    ] {
        page.mouse_move(&middle(&page, at));
        page.session.frame();
        assert_eq!(page.run(LIT), both, "{at}");
        page.mouse_move(&middle(&page, "document.querySelector('.panel h2')"));
        page.session.frame();
        assert_eq!(page.run(LIT), json!([]), "{at}");
    }
    assert_eq!(page.run("return document.querySelectorAll('mark[title]').length"), 0);
    page.mouse_move(&middle(&page, "document.querySelectorAll('main mark')[2]"));
    assert_eq!(page.run("return document.querySelector('mark[title]').title"), "Location");
    // Nothing is drawn for it.
    let same = "return window.marks.every((mark) => mark.isConnected) && window.entries.every((one) => one.isConnected)";
    assert_eq!(page.run(same), true);
}

#[test]
fn the_card_stands_beside_its_words_and_a_sheet_below_them() {
    const PLACES: &str = "const { top, bottom } = page.card().getBoundingClientRect();
        const mark = document.querySelector('main mark[data-state~=\"open\"]').getBoundingClientRect();
        const list = document.querySelector('#rows').getBoundingClientRect();
        return [top, bottom, mark.top, mark.bottom, list.top, list.bottom, innerHeight]";
    for size in [(1440, 900), (1280, 600), (900, 700), (390, 700)] {
        let page = Page::with(&Setup { size, ..Setup::default() });
        let words: Vec<_> = (0..400).map(|number| format!("word{number}")).collect();
        page.open_own(&words.join(" "));
        page.edit(&(0..200).map(|word: usize| vec![word.to_string(), "1".to_owned()]).collect::<Vec<_>>());
        page.press("Escape");
        page.until("!page.card()");
        page.click_words("word120");
        page.until("page.card()");
        page.session.frame();
        let places: Vec<f64> = serde_json::from_value(page.run(PLACES)).expect("places");
        let [top, bottom, mark, below, list, end, height] = places[..] else { panic!("{places:?}") };
        if size.0 >= 1024 {
            assert!(top >= list && bottom <= end, "{size:?}: the card is in view: {places:?}");
            let is_at_end = bottom > end - 12.0 || top < list + 12.0;
            assert!((top - mark + 44.0).abs() < 2.0 || is_at_end, "{size:?}: beside its words: {places:?}");
        } else {
            assert!(below <= top, "{size:?}: below its words: {places:?}");
            assert!(height - top <= 0.46 * height + 1.0, "{size:?}: {places:?}");
        }
    }
}
