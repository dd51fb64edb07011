//! Screens of every size: a telephone of 390 by 844 pixels with fingers, a window of middle width, a wide one.

use crate::harness::{Page, Setup};

#[track_caller]
fn telephone() -> Page {
    Page::with(&Setup::telephone())
}

/// Selects the words as a finger does: no pointer goes down in the page.
#[track_caller]
fn select(page: &Page, words: &str) {
    let script = "const { start, end } = page.find(arguments[0]);
        const point = ({ block, at }) => page.point(page.blocks()[block], at);
        getSelection().setBaseAndExtent(...point(start), ...point(end));";
    page.session.run(script, &[words.into()]);
    page.until("page.bar()");
}

#[test]
fn words_that_a_finger_selected_are_tagged_by_a_tap_at_the_bottom_of_the_screen() {
    let page = telephone();
    select(&page, "Recep Tayyip Erdogan");
    let bar = page.run("const { left, right, bottom, top } = page.bar().getBoundingClientRect();
        const sizes = [...page.bar().querySelectorAll('button')].map((button) => button.getBoundingClientRect());
        return { left, right, bottom, low: top > innerHeight / 2, large: sizes.every(({ width, height }) => width >= 44 && height >= 44) }");
    assert_eq!(
        bar,
        serde_json::json!({ "left": 0, "right": 390, "bottom": 844, "low": true, "large": true })
    );
    page.tap_element("page.buttons('Actor')[0]");
    page.until("page.rows().length === 1 && !page.bar()");
    let row = &page.rows()[0];
    assert_eq!((row.label.as_str(), row.quote.as_str()), ("Actor", "Recep Tayyip Erdogan"));
    assert_eq!(page.drawn(&row.id), "Recep Tayyip Erdogan");
}

#[test]
fn a_tap_opens_a_span_and_the_panels_open_and_close_by_taps() {
    let page = telephone();
    select(&page, "Istanbul");
    page.tap_element("page.buttons('Location')[0]");
    page.until("page.rows().length === 1");
    page.tap_element("page.buttons('Annotations')[0]");
    page.until("page.isShown(document.querySelector('[data-annotation]'))");
    page.tap_element("page.buttons('Delete annotation')[0]");
    page.until("page.rows().length === 0");
    page.tap_element("page.buttons('Annotations')[0]");
    page.until("!page.isShown(document.querySelector('[role=\"region\"][aria-label=\"Annotations\"]'))");
    page.tap_element("page.buttons('Articles')[0]");
    page.until("page.isShown(document.querySelector('nav'))");
    page.tap_element("document.querySelectorAll('[data-article]')[1]");
    page.until("page.texts()[0].startsWith('Turkish President Tayyip') && !page.isShown(document.querySelector('nav'))");
}

#[test]
fn nothing_scrolls_sideways_and_every_target_is_large_enough_for_a_finger() {
    let page = telephone();
    let width = page.run("return document.documentElement.scrollWidth");
    assert_eq!(width, 390);
    let small = page.run("return [...document.querySelectorAll('button, label.button, input')].filter(page.isShown)
        .filter((target) => !target.matches('label input'))
        .filter((target) => { const { width, height } = target.getBoundingClientRect(); return width < 44 || height < 44; })
        .map(page.name)");
    assert_eq!(small, serde_json::json!([]));
}

#[test]
fn a_tap_on_a_span_shows_what_can_be_done_with_it() {
    let page = telephone();
    select(&page, "Istanbul");
    page.tap_element("page.buttons('Location')[0]");
    page.until("page.rows().length === 1");
    page.press("Escape");
    page.until("!page.isShown(page.card() ?? document.head)");
    page.tap_words("Ista|n|bul");
    page.until("page.card() && page.isShown(page.card())");
    page.tap_element("page.buttons('Claim')[0]");
    page.until("page.rows()[0].label === 'Claim'");
}

#[test]
fn the_note_is_written_by_key_where_the_annotations_are_a_drawer() {
    let page = Page::with(&Setup { size: (900, 800), ..Setup::default() });
    page.tag("Istanbul", "3");
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    page.type_text("Why");
    page.press("Escape");
    page.until("page.rows()[0].note === 'Why'");
}

#[test]
fn many_labels_with_long_names_are_all_within_reach() {
    for setup in [Setup::default(), Setup::telephone()] {
        let page = Page::with(&setup);
        let label = |number| serde_json::json!({ "id": format!("l{number}"), "name": format!("A label with a long name, number {number}") });
        let labels: Vec<_> = (0..6).map(label).collect();
        let file = serde_json::json!({ "format": "glossator", "version": 1, "labels": labels });
        page.open_file("labels.json", file.to_string());
        page.expect_question();
        page.click("Add");
        page.until("!page.dialog()");
        select(&page, "Hakan Fidan");
        page.until("[...page.bar().querySelectorAll('button')].filter((button) => page.name(button).startsWith('A label with')).length === 6");
        let boxes = "const boxes = [...page.bar().querySelectorAll('button')].map((button) => button.getBoundingClientRect());";
        let outside = page.run(&format!(
            "{boxes} return boxes.filter(({{ left, right }}) => left < 0 || right > innerWidth).length"
        ));
        assert_eq!(outside, 0, "labels outside of a window of {} pixels", setup.size.0);
        let overlapping = page.run(&format!(
            "{boxes} return boxes.filter((one, at) => boxes.slice(at + 1).some((other) =>
               one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1)).length"
        ));
        assert_eq!(overlapping, 0, "labels over each other in a window of {} pixels", setup.size.0);
        let cut = page.run("return [...page.bar().querySelectorAll('button')].filter((button) => button.scrollWidth > button.clientWidth + 1 && getComputedStyle(button).overflow === 'visible').length");
        assert_eq!(cut, 0, "names run out of their buttons in a window of {} pixels", setup.size.0);
    }
}

#[test]
fn no_width_makes_the_page_scroll_sideways() {
    for width in [320, 360, 375, 700, 900, 1100] {
        let page = Page::with(&Setup { size: (width, 800), ..Setup::default() });
        page.tag("Istanbul", "3");
        let found =
            page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(found, 0, "{width} pixels");
        let cut = page.run(
            "return [...document.querySelectorAll('header button')].filter((one) => page.isShown(one)
               && one.getBoundingClientRect().right > innerWidth).map(page.name)",
        );
        assert_eq!(cut, serde_json::json!([]), "{width} pixels");
    }
}

#[test]
fn a_word_that_is_wider_than_the_screen_does_not_make_it_scroll_sideways() {
    let page = telephone();
    page.open_file("long.txt", format!("{} word.", "Supercalifragilistic".repeat(30)));
    page.until("page.reader().dataset.document === 'long'");
    assert_eq!(page.run("return document.documentElement.scrollWidth"), 390);
}

#[test]
fn a_new_tag_has_its_card_below_its_words_on_a_narrow_screen() {
    for setup in [Setup::telephone(), Setup { size: (768, 1024), ..Setup::default() }] {
        let page = Page::with(&setup);
        select(&page, "Hakan Fidan");
        page.press("1");
        page.until("page.card() && page.isShown(page.card())");
        let within = page.run(
            "const box = (selector) => document.querySelector(selector).getBoundingClientRect();
            return [box('mark[data-open]').bottom <= box('.card').top, box('.card-foot').bottom <= innerHeight]",
        );
        assert_eq!(within, serde_json::json!([true, true]), "{} pixels", setup.size.0);
        // Selected words have their labels there instead.
        select(&page, "Istanbul");
        page.until("!page.isShown(page.card())");
        page.press("Escape");
        page.until("page.isShown(page.card())");
    }
}

#[test]
fn the_views_that_compare_fit_a_narrow_screen() {
    for setup in [Setup::telephone(), Setup { size: (768, 1024), ..Setup::default() }] {
        let page = Page::with(&setup);
        page.tag_claim("“We have further strengthened the unbreakable ties", "Their ties are strong");
        page.tag("Hakan Fidan", "1");
        for view in [".side-by-side", ".claims", ".actors"] {
            page.press_until("v", &format!("document.querySelector('{view}')"));
            let beyond = page.run("return document.documentElement.scrollWidth - innerWidth");
            assert_eq!(beyond, 0, "{view} at {} pixels", setup.size.0);
        }
        let grid = page.run("const grid = document.querySelector('.actors .grid'); return grid.scrollWidth - grid.clientWidth");
        assert_eq!(grid, 0, "three outlets have room at {} pixels", setup.size.0);
        page.press("Escape");
        page.press("m");
        page.until("page.dialog()");
        let table = page.run("const table = document.querySelector('dialog .wide'); return table.scrollWidth - table.clientWidth");
        assert_eq!(table, 0, "counts at {} pixels", setup.size.0);
    }
}
