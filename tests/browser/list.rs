//! The list of annotations as something to work with: filters, orders, rows that are picked and changed together.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::{Value, json};

const QUOTES: &str = "return page.rows().map(({ quote }) => quote)";
const HEADING: &str = "return page.name(document.querySelector('[aria-label=\"Annotations\"] h2'))";
/// What stands beside the buttons for all that are picked.
const PICKED: &str = "return document.querySelector('[aria-label=\"Picked annotations\"]')?.firstElementChild.textContent ?? ''";
/// The annotation whose row has the focus.
const FOCUSED: &str = "return document.activeElement.closest('[data-annotation]')?.dataset.annotation ?? document.activeElement.localName";

/// What stands in the list of the page in this order.
#[track_caller]
fn check(page: &Page, heading: &str, quotes: &[&str]) {
    page.session.frame();
    assert_eq!(page.run(QUOTES), json!(quotes));
    assert_eq!(page.run(HEADING), heading);
}

/// Three in the first article, one of them with a note, and two in the second one.
#[track_caller]
fn tagged() -> Page {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    write_note(&page, "head of state");
    page.tag("met Pakistan's Prime Minister", "2");
    page.show(ARTICLES[1]);
    page.tag("Hakan Fidan", "1");
    page.tag("Istanbul", "3");
    write_note(&page, "Where they met");
    page.show(ARTICLES[0]);
    page
}

#[track_caller]
fn write_note(page: &Page, note: &str) {
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    page.type_text(note);
    page.press("Escape");
    page.session.until("page.rows().some(({ note }) => note === arguments[0])", &[json!(note)]);
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

/// How many are picked, in words.
#[track_caller]
fn expect_picked(page: &Page, words: &str) {
    page.session.frame();
    assert_eq!(page.run(PICKED), words);
}

#[test]
fn filters_narrow_the_list_by_label_by_words_and_by_notes() {
    let page = tagged();
    let everything = ["Recep Tayyip Erdogan", "met Pakistan's Prime Minister", "Istanbul"];
    check(&page, "Annotations 3", &everything);
    page.unfold("Filter and sort");
    for (label, heading, quotes) in [
        ("Actor", "Annotations 1 of 3", &everything[..1]),
        ("Claim", "Annotations 1 of 3", &everything[1..2]),
        ("Location", "Annotations 1 of 3", &everything[2..]),
        ("All labels", "Annotations 3", &everything),
    ] {
        page.choose("Label", label);
        check(&page, heading, quotes);
    }
    for (words, heading, quotes) in [
        ("erdogan", "Annotations 1 of 3", &everything[..1]),
        ("MINISTER", "Annotations 1 of 3", &everything[1..2]),
        ("head of", "Annotations 1 of 3", &everything[..1]),
        ("nowhere", "Annotations 0 of 3", &everything[..0]),
    ] {
        page.write_into("Words or note", words);
        check(&page, heading, quotes);
    }
    page.until("document.querySelector('[role=\"region\"]').textContent.includes('choose other filters')");
    page.write_into("Words or note", "stan");
    page.choose("Where", "All articles");
    page.choose("Label", "Location");
    check(&page, "Annotations 2 of 5", &["Istanbul", "Istanbul"]);
    page.write_into("Words or note", "where they");
    check(&page, "Annotations 1 of 5", &["Istanbul"]);
}

#[test]
fn the_heading_counts_what_is_left_of_how_many() {
    let page = Page::open();
    let key = |word: usize| if word.is_multiple_of(4) { "3" } else { "1" };
    page.edit(&(0..12).map(|word| vec![word.to_string(), key(word).to_owned()]).collect::<Vec<_>>());
    assert_eq!(page.run(HEADING), "Annotations 12");
    page.unfold("Filter and sort");
    page.choose("Label", "Location");
    page.until("page.rows().length === 3");
    assert_eq!(page.run(HEADING), "Annotations 3 of 12");
}

#[test]
fn the_list_is_ordered_by_the_text_by_time_by_label_or_by_words() {
    let page = tagged();
    page.unfold("Filter and sort");
    page.choose("Where", "All articles");
    let [erdogan, met, here, fidan] =
        ["Recep Tayyip Erdogan", "met Pakistan's Prime Minister", "Istanbul", "Hakan Fidan"];
    for (order, quotes) in [
        ("Latest first", [here, fidan, met, erdogan, here]),
        ("By label", [erdogan, fidan, met, here, here]),
        ("By their words", [fidan, here, here, met, erdogan]),
        ("As in the text", [erdogan, met, here, here, fidan]),
    ] {
        page.choose("Order", order);
        check(&page, "Annotations 5", &quotes);
        assert_eq!(page.in_field("Order"), order);
    }
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
    page.unfold("Filter and sort");
    page.choose("Where", "All articles");
    page.until("page.rows().length === 2");
    assert_eq!(page.run("return document.querySelectorAll('[data-annotation] .of-article').length"), 2);
    page.click_row(&far);
    page.session.until("page.reader().dataset.document === arguments[0]", &[json!(ARTICLES[2])]);
    assert_eq!(page.opened(), Some(far.clone()));
    let script = "const mark = document.querySelector(`mark[data-annotations~='${arguments[0]}']`);
        const { top, bottom } = mark.getBoundingClientRect();
        const bar = document.querySelector('header').getBoundingClientRect().bottom;
        return scrollY > 0 && top >= bar && bottom <= innerHeight";
    page.session.frame();
    assert_eq!(page.session.run(script, &[json!(far)]), true, "its words are not in view");
    assert_eq!(page.rows().len(), 2, "the list still shows all articles");
}

#[test]
fn rows_that_are_picked_by_mouse_are_relabelled_and_deleted_by_button_each_as_one_step() {
    let page = tagged();
    let rows = ids(&page);
    pick(&page, &rows[0]);
    pick(&page, &rows[2]);
    expect_picked(&page, "2 picked: ");
    let group = "document.querySelector('[aria-label=\"Picked annotations\"]')";
    let claim =
        format!("[...{group}.querySelectorAll('button')].find((one) => page.name(one).startsWith('Claim'))");
    let said = page.said_while(|page| page.click_element(&claim));
    assert_eq!(said, ["2 annotations tagged as Claim now."]);
    assert_eq!(labels(&page), ["Claim", "Claim", "Claim"]);
    page.press("Control+z");
    page.until("page.rows()[0].label === 'Actor'");
    assert_eq!(labels(&page), ["Actor", "Claim", "Location"]);
    expect_picked(&page, "2 picked: ");
    let said = page.said_while(|page| page.click("Delete picked"));
    assert_eq!(said, ["Deleted 2 annotations."]);
    assert_eq!(ids(&page), [rows[1].clone()]);
    expect_picked(&page, "");
    page.press("Control+z");
    page.until("page.rows().length === 3");
    assert_eq!(
        (ids(&page), labels(&page)),
        (rows, ["Actor", "Claim", "Location"].map(str::to_owned).to_vec())
    );
}

#[test]
fn rows_that_are_picked_by_the_space_key_are_relabelled_and_deleted_by_key_each_as_one_step() {
    let page = tagged();
    page.press("Escape");
    let rows = ids(&page);
    go_to_list(&page);
    page.press("Space");
    page.press("ArrowDown");
    page.press("ArrowDown");
    page.press("Space");
    expect_picked(&page, "2 picked: ");
    let ticked = page.run(
        "return [...document.querySelectorAll('[data-annotation] input')].map(({ checked }) => checked)",
    );
    assert_eq!(ticked, json!([true, false, true]));
    assert_eq!(page.opened(), None, "picking opens nothing");
    let said = page.said_while(|page| page.press("2"));
    assert_eq!(said, ["2 annotations tagged as Claim now."]);
    assert_eq!(labels(&page), ["Claim", "Claim", "Claim"]);
    assert_eq!(page.run(FOCUSED), json!(rows[2]), "the focus stays in the list");
    page.press("Control+z");
    page.until("page.rows()[0].label === 'Actor' && page.rows()[2].label === 'Location'");
    go_to_list_again(&page);
    let said = page.said_while(|page| page.press("Delete"));
    assert_eq!(said, ["Deleted 2 annotations."]);
    assert_eq!(ids(&page), [rows[1].clone()]);
    page.press("Control+z");
    page.until("page.rows().length === 3");
    assert_eq!(ids(&page), rows);
    page.press("Space");
    expect_picked(&page, "");
}

/// Undoing may have opened something; the list has the keyboard again, wherever it was.
#[track_caller]
fn go_to_list_again(page: &Page) {
    if page.run("return document.activeElement.closest('[data-annotation]') === null") == true {
        go_to_list(page);
    }
}

#[test]
fn a_key_right_after_picking_by_mouse_means_what_is_picked_and_not_what_is_open() {
    for (key, expected) in [("2", &["Claim", "Claim", "Location"][..]), ("Delete", &["Location"])] {
        let page = tagged();
        let rows = ids(&page);
        page.click_row(&rows[2]);
        page.until("page.card()");
        pick(&page, &rows[0]);
        pick(&page, &rows[1]);
        expect_picked(&page, "2 picked: ");
        page.said_while(|page| page.press(key));
        assert_eq!(labels(&page), expected, "after {key}");
    }
}

#[test]
fn a_ticked_box_that_has_the_focus_is_unticked_by_the_space_key() {
    let page = tagged();
    let rows = ids(&page);
    pick(&page, &rows[0]);
    pick(&page, &rows[1]);
    expect_picked(&page, "2 picked: ");
    page.press("Space");
    expect_picked(&page, "1 picked: ");
    page.press("Space");
    expect_picked(&page, "2 picked: ");
}

#[test]
fn rows_that_are_filtered_away_are_no_longer_picked() {
    let page = tagged();
    page.unfold("Filter and sort");
    page.click("Pick all, or none");
    expect_picked(&page, "3 picked: ");
    page.choose("Label", "Actor");
    expect_picked(&page, "1 picked: ");
    page.choose("Label", "All labels");
    expect_picked(&page, "1 picked: ");
    page.write_into("Words or note", "Istanbul");
    expect_picked(&page, "");
    page.write_into("Words or note", " ");
    page.choose("Where", "All articles");
    page.click("Pick all, or none");
    expect_picked(&page, "5 picked: ");
    page.choose("Where", "This article");
    expect_picked(&page, "3 picked: ");
    page.click("Pick all, or none");
    expect_picked(&page, "");
}

#[test]
fn rows_that_go_out_of_the_list_in_any_way_are_no_longer_picked() {
    let page = tagged();
    page.unfold("Filter and sort");
    page.click("Pick all, or none");
    expect_picked(&page, "3 picked: ");
    page.show(ARTICLES[1]);
    expect_picked(&page, "");
    page.show(ARTICLES[0]);
    page.choose("Label", "Actor");
    page.click("Pick all, or none");
    expect_picked(&page, "1 picked: ");
    let group = "document.querySelector('[aria-label=\"Picked annotations\"]')";
    page.click_element(&format!(
        "[...{group}.querySelectorAll('button')].find((one) => page.name(one).startsWith('Claim'))"
    ));
    page.until("page.rows().length === 0");
    expect_picked(&page, "");
}

#[test]
fn relabelling_that_would_repeat_an_annotation_is_left_and_said() {
    let page = Page::open();
    let here = page.tag("Istanbul", "3");
    let twin = page.press_to_tag("Shift+1");
    let free = page.tag("Hakan Fidan", "3");
    for id in [&here, &twin, &free] {
        pick(&page, id);
    }
    expect_picked(&page, "3 picked: ");
    let group = "document.querySelector('[aria-label=\"Picked annotations\"]')";
    let button = |name: &str| {
        format!("[...{group}.querySelectorAll('button')].find((one) => page.name(one).startsWith('{name}'))")
    };
    let said = page.said_while(|page| page.click_element(&button("Actor")));
    let words =
        "1 annotation tagged as Actor now. 2 had that label, or another one at the same place has it.";
    assert_eq!(said, [words]);
    let label = |of: &str| page.rows().into_iter().find(|row| row.id == of).map(|row| row.label);
    assert_eq!([&here, &twin, &free].map(|id| label(id).unwrap_or_default()), ["Location", "Actor", "Actor"]);
    pick(&page, &free);
    expect_picked(&page, "2 picked: ");
    let said = page.said_while(|page| page.click_element(&button("Actor")));
    assert!(said.len() == 1 && said[0].contains("already"), "{said:?}");
    // Both of them at once would be the same, too: one goes, the other stays.
    let said = page.said_while(|page| page.click_element(&button("Claim")));
    assert_eq!(
        said,
        ["1 annotation tagged as Claim now. 1 had that label, or another one at the same place has it."]
    );
    page.press("Control+z");
    page.until("page.rows().every(({ label }) => label !== 'Claim')");
    page.press("Control+z");
    page.session
        .until("page.rows().find(({ id }) => id === arguments[0]).label === 'Location'", &[json!(free)]);
}

/// The names of the buttons in the list, as a screen reader hears them.
#[track_caller]
fn row_names(page: &Page) -> Vec<String> {
    let tree = page.session.devtools("Accessibility.getFullAXTree", &json!({}));
    let word = |node: &Value, what: &str| node[what]["value"].as_str().unwrap_or_default().to_owned();
    let nodes = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true);
    let buttons = nodes.filter(|node| word(node, "role") == "button").map(|node| word(node, "name"));
    buttons
        .filter(|name| name.contains("Paragraph "))
        .map(|name| name.replace(['\u{2068}', '\u{2069}'], ""))
        .collect()
}

#[test]
fn the_name_of_a_row_says_label_words_paragraph_and_what_overlaps() {
    let page = Page::open();
    page.tag("Recep Tayyip Erdogan", "1");
    page.tag("Turkish President Recep Tayyip Erdogan on Sunday met", "2");
    page.tag("Hakan Fidan", "1");
    for (key, words) in [
        ("3", "Ibrahim"),
        ("1", "chief Ibrahim"),
        ("2", "Ibrahim Kalin"),
        ("1", "Ibrahim Kalin"),
        ("2", "intelligence chief Ibrahim"),
    ] {
        page.press("Escape");
        page.until("!page.card()");
        page.tag(words, key);
    }
    let names = row_names(&page);
    for expected in [
        "Actor Recep Tayyip Erdogan Paragraph 1. Overlaps with Claim “Turkish President Recep Tayyip Erdogan o…”.",
        "Claim Turkish President Recep Tayyip Erdogan on Sunday met Paragraph 1. Overlaps with Actor “Recep Tayyip Erdogan”.",
        "Actor Hakan Fidan Paragraph 2.",
    ] {
        assert!(names.iter().any(|name| name == expected), "“{expected}” is not in {names:#?}");
    }
    let with_more = names
        .iter()
        .filter(|name| name.contains("Paragraph 2. Overlaps with") && name.ends_with(" and 1 more."));
    assert_eq!(with_more.count(), 5, "{names:#?}");
}

#[test]
fn the_arrow_keys_walk_the_rows_and_stop_at_both_ends() {
    let page = tagged();
    page.press("Escape");
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
}

#[test]
fn up_to_five_hundred_rows_are_all_in_the_page() {
    let page = Page::open();
    page.open_file("long.txt", (0..501).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" "));
    page.until("page.reader().dataset.document === 'long'");
    page.edit(&(0..500).map(|word| vec![word.to_string(), "1".to_owned()]).collect::<Vec<_>>());
    page.until("page.rows().length === 500");
    assert_eq!(page.run(SET_SIZES), json!([]), "nothing but the rows says how many there are");
    page.edit(&[vec!["500".to_owned(), "1".to_owned()]]);
    page.until("document.querySelector('[aria-label=\"Annotations\"] h2').textContent.includes('501')");
    page.until("page.rows().length < 100");
    assert_eq!(page.run(SET_SIZES), json!(["501"]));
}

/// What the rows say of how many there are in all.
const SET_SIZES: &str = "return [...new Set([...document.querySelectorAll('[aria-setsize]')].map((row) => row.getAttribute('aria-setsize')))]";

#[test]
fn what_is_said_stands_in_one_live_region_that_is_never_replaced() {
    let page = tagged();
    page.run("window.region = document.querySelector('[role=\"status\"]')");
    let rows = ids(&page);
    page.press("Delete");
    page.expect_status("Open an annotation first");
    check_region(&page);
    pick(&page, &rows[0]);
    page.click("Delete picked");
    page.expect_status("Deleted 1 annotation.");
    check_region(&page);
    page.press("Control+z");
    page.expect_status("Undone");
    check_region(&page);
}

/// A region that is put into the page together with its words is not read aloud.
#[track_caller]
fn check_region(page: &Page) {
    let regions = page.run("return [...document.querySelectorAll('[role=\"status\"]')].map((region) => region === window.region)");
    assert_eq!(regions, json!([true]));
}
