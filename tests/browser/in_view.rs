//! Things that a person must see are in the window and under nothing else: the labels beside a selection, the field that is written
//! in, failures, a new row, a ticked one, and the place in the article after a reload.

use crate::harness::{Page, Setup};
use serde_json::{Value, json};

/// True if all of the element is in the window.
const IS_INSIDE: &str = "const { left, right, top, bottom } = ELEMENT.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;";

#[track_caller]
fn check_inside(page: &Page, element: &str, when: &str) {
    page.session.frame();
    assert_eq!(page.run(&IS_INSIDE.replace("ELEMENT", element)), true, "{element} is not in view {when}");
}

/// True if the middle of the element can be pressed.
#[track_caller]
fn check_free(page: &Page, element: &str) {
    let script = "const element = ELEMENT;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));";
    assert_eq!(page.run(&script.replace("ELEMENT", element)), true, "something lies over {element}");
}

/// A page with so many labels, some of them with long names.
#[track_caller]
fn with_labels(count: usize, size: (u32, u32)) -> Page {
    let page = Page::with(&Setup { size, ..Setup::default() });
    // They take the room of a low window.
    page.click("Got it");
    let label = |number: usize| {
        let name = if number.is_multiple_of(5) {
            format!(
                "A long category name out of a codebook, number {number}: responsibility attributed to others"
            )
        } else {
            format!("Frame {number}")
        };
        json!({ "id": format!("label-{number}"), "name": name })
    };
    let labels: Vec<_> = (1..=count).map(label).collect();
    let file = json!({ "format": "glossator", "version": 1, "labels": labels });
    page.open_file("labels.json", file.to_string());
    page.until("page.dialog() || page.status()");
    if page.run("return page.dialog() !== null") == true {
        page.click("Add");
    }
    // A message may lie over the first lines.
    page.until("!page.dialog() && page.status() === ''");
    page
}

#[test]
fn the_bar_with_many_labels_stays_in_the_window_and_filters_as_one_types() {
    for size in [(1280, 900), (1024, 600), (390, 700)] {
        let page = with_labels(60, size);
        for words in ["In a high-level", "Istanbul", "Hakan Fidan"] {
            page.select(words);
            check_inside(&page, "page.bar()", &format!("at {words}, {size:?}"));
            page.press("Escape");
            page.until("!page.bar()");
        }
        page.select("Hakan Fidan");
        let list = "page.bar().querySelector('.label-list')";
        let scrolls = page.run(&format!(
            "return {list}.scrollHeight > {list}.clientHeight && getComputedStyle({list}).overflowY"
        ));
        assert_eq!(scrolls, "auto", "a wheel reaches them all");
        page.click_field("Find a label");
        page.type_text("frame 57");
        // The words stay selected, and are drawn so, though the field has the keyboard.
        page.until(&format!(
            "{list}.querySelectorAll('button').length === 1 && page.preview() === 'Hakan Fidan'"
        ));
        page.press("Enter");
        page.until("page.rows().length === 1 && !page.bar()");
        assert_eq!(
            (page.rows()[0].label.as_str(), page.rows()[0].quote.as_str()),
            ("Frame 57", "Hakan Fidan")
        );
        assert_eq!(page.run("return page.preview()"), "");
    }
}

#[test]
fn the_field_for_labels_is_reached_and_left_by_keys() {
    let page = with_labels(20, (1280, 900));
    page.press("Control+Home");
    page.press("e");
    page.until("page.bar()");
    let words = page.selected();
    page.press("Tab");
    page.until("page.focus() === 'Find a label'");
    // In it, keys are letters.
    page.press("1");
    page.press("Escape");
    page.until("page.focus() === 'reader'");
    assert_eq!((page.selected(), page.rows().len()), (words, 0));
    page.press("1");
    page.until("page.rows().length === 1");
}

#[test]
fn the_foot_of_the_card_lies_over_nothing() {
    for size in [(1366, 657), (1280, 600), (1440, 900), (900, 600), (390, 700)] {
        let page = Page::with(&Setup { size, ..Setup::default() });
        page.tag("Istanbul", "3");
        page.press("n");
        page.type_text("Why");
        let edges = page.run(
            "const edges = (selector) => document.querySelector(selector).getBoundingClientRect();
            return [edges('.card-body').top, edges('#note').top, edges('#note').bottom, edges('.card-foot').top, edges('.card-foot').bottom, innerHeight]",
        );
        let edges: Vec<f64> = serde_json::from_value(edges).expect("edges");
        assert!(edges.is_sorted(), "{size:?}: {edges:?}");
    }
}

#[test]
fn failures_stand_in_one_strip_that_covers_nothing() {
    for size in [(1280, 700), (900, 600), (390, 700)] {
        let page = Page::with(&Setup { size, ..Setup::default() });
        page.run("scrollTo(0, document.documentElement.scrollHeight)");
        for name in ["one.json", "two.json"] {
            page.open_file(name, "{");
            page.expect_alert(name);
        }
        assert_eq!(page.alerts().len(), 1, "{size:?}");
        let strip = "document.querySelector('[role=\"alert\"]')";
        check_inside(&page, strip, &format!("{size:?}"));
        check_free(&page, strip);
        if size.0 > 1100 {
            for panel in ["Articles", "Annotations"] {
                check_free(&page, &format!("document.querySelector('.panel[aria-label=\"{panel}\"] h2')"));
            }
        }
        page.press("Escape");
        page.until("page.alerts().length === 0");
    }
}

#[test]
fn the_list_follows_a_new_tag_and_a_tick_moves_none_of_its_rows() {
    let page = Page::with(&Setup { size: (1280, 700), ..Setup::default() });
    let words: Vec<_> = (0..80).map(|number| format!("word{number}")).collect();
    page.open_own(&words.join(" "));
    page.edit(&(0..60).map(|word: usize| vec![word.to_string(), "1".to_owned()]).collect::<Vec<_>>());
    page.until("page.rows().length === 60");
    let last = page.tag("word79", "2");
    let row = format!("document.querySelector('[data-annotation=\"{last}\"]')");
    page.until(&format!(
        "{row}.getBoundingClientRect().bottom <= document.querySelector('#rows').getBoundingClientRect().bottom + 1"
    ));
    check_inside(&page, &row, "after it was tagged");
    page.run("document.querySelector('#rows').scrollTop = 0");
    page.session.frame();
    let tops = "return [...document.querySelectorAll('[data-annotation]')].slice(0, 5).map((row) => row.getBoundingClientRect().top)";
    let before = page.run(tops);
    page.click_element("document.querySelector('[data-annotation] input')");
    page.until("document.querySelector('[aria-label=\"Picked annotations\"]')");
    assert_eq!(page.run(tops), before);
}

#[test]
fn a_reload_comes_back_to_the_place_in_the_article() {
    let page = Page::with(&Setup { size: (1280, 700), ..Setup::default() });
    let paragraphs: Vec<_> =
        (0..200).map(|number| format!("Paragraph {number} of a long article. ").repeat(6)).collect();
    page.open_own(&paragraphs.join("\n\n"));
    page.until("page.texts().some((text) => text.startsWith('Paragraph 120 of'))");
    page.spot("Paragraph 120 of");
    page.session.frame();
    let place = "const block = page.blocks().find((block) => block.getBoundingClientRect().bottom > 60);
        return [block.textContent.slice(0, 14), Math.round(block.getBoundingClientRect().top)]";
    page.until("document.querySelectorAll('.section.waiting').length === 0");
    let before = page.run(place);
    page.reload();
    page.until("document.querySelectorAll('.section.waiting').length === 0");
    page.session.frame();
    let after = page.run(place);
    let moved =
        |from: &Value, to: &Value| from[1].as_f64().zip(to[1].as_f64()).map(|(from, to)| (from - to).abs());
    assert!(after[0] == before[0] && moved(&before, &after) <= Some(1.0), "from {before} to {after}");
}

#[test]
fn one_escape_leaves_a_dialog_and_gives_the_focus_back() {
    let page = Page::open();
    page.click("Search");
    page.until("page.search()");
    page.type_text("Istanbul");
    page.press("Escape");
    page.until("!page.search()");
    assert!(page.focused().starts_with("Search"), "{}", page.focused());
    page.click("Settings");
    page.until("page.dialog()");
    page.unfold("Change keys");
    page.click_field("Write a note");
    page.press("Escape");
    page.until("!page.dialog()");
}

#[test]
fn twelve_labels_look_like_twelve() {
    let page = with_labels(12, (1280, 900));
    page.select("Istanbul");
    let looks = page.run(
        "return [...page.bar().querySelectorAll('.label')].slice(0, 12).map((label) => {
          const { color } = getComputedStyle(label);
          return color + getComputedStyle(label.querySelector('.sign')).backgroundImage;
        })",
    );
    let looks: std::collections::BTreeSet<String> = serde_json::from_value(looks).expect("looks");
    assert_eq!(looks.len(), 12);
}
