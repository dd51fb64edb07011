//! The list of annotations as something to work with: filters, orders, rows that are picked and changed together.

use crate::html::{attribute, drawn, inside, text_of};
use crate::kit::Page;
use glossator::app::effect::{Effect, Rows, Target};
use glossator::app::intent::{Annotations, Tagging};
use glossator::app::keys::Focus;
use glossator::app::message::MessageAction;
use glossator::app::session::Panel;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::query::{Order, Query};

/// Three in the first article, one of them with a note, and two in the second one.
fn tagged() -> Page {
    let page = Page::with(&[
        ("a", "President Erdogan met the Minister in Istanbul"),
        ("b", "Fidan came to Istanbul"),
    ]);
    // In the order in which a person comes across them.
    for (article, words, key, note) in [
        ("a", "Istanbul", "3", ""),
        ("a", "Erdogan", "1", "head of state"),
        ("a", "met the Minister", "2", ""),
        ("b", "Fidan", "1", ""),
        ("b", "Istanbul", "3", "Where they met"),
    ] {
        page.open_article(article);
        page.select(words);
        page.press(key);
        if let Some(open) = page.read(|state| state.session.annotation).filter(|_| !note.is_empty()) {
            page.send(Tagging::TypeNote(open, note.into()));
        }
    }
    page.open_article("a");
    page.effects();
    page
}

const ROWS: [&str; 3] = ["Actor Erdogan head of state", "Claim met the Minister", "Location Istanbul"];

/// A row without the words behind it, which nobody hears.
pub fn alone(row: &str) -> String {
    let Some((start, behind)) = row.split_once("<bdi aria-hidden=\"true\" class=\"context\"") else {
        return row.to_owned();
    };
    let (_, end) = behind.split_once("</bdi>").expect("their end");
    format!("{start}{end}")
}

/// The heading and the rows: label, words, note and article, as far as they are shown; nothing of the words behind them.
pub fn list(page: &Page) -> (String, Vec<String>) {
    let html = drawn(&page.store);
    let (_, list) = html.split_once("class=\"panel annotations\"").expect("the list");
    let heading = inside(list, "h2").first().map(|(_, heading)| text_of(heading)).unwrap_or_default();
    let rows = inside(list, "li").into_iter().filter(|(tag, _)| tag.contains(" data-annotation="));
    let row = |row: &str| {
        let (_, row) = row.split_once("class=\"unseen name\"").expect("a label");
        let (row, _) = row.split_once("<span class=\"unseen\"").expect("its end");
        text_of(&format!("<{}", alone(row).replace("<bdi", " <bdi"))).replace("  ", " ")
    };
    (heading, rows.map(|(_, content)| row(content)).collect())
}

#[track_caller]
pub fn check(page: &Page, heading: &str, rows: &[&str]) {
    assert_eq!(list(page), (heading.to_owned(), rows.iter().map(|row| (*row).to_owned()).collect()));
}

fn row(page: &Page, number: usize) -> AnnotationId {
    let html = drawn(&page.store);
    let rows = inside(&html, "li").into_iter().filter_map(|(tag, _)| attribute(tag, "data-annotation"));
    let id = rows.collect::<Vec<_>>().get(number).and_then(|id| AnnotationId::parse(id));
    id.expect("a row")
}

/// The chips for labels; those that are pressed are in brackets.
fn chips(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let chips = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("class=\"chip\""));
    let chip = |tag: &str| {
        let name = attribute(tag, "aria-label").expect("a name");
        if tag.contains("aria-pressed=\"true\"") { format!("[{name}]") } else { name }
    };
    chips.map(|(tag, _)| chip(tag)).collect()
}

/// The number of rows that are picked, in words; empty if none is.
pub fn picked(page: &Page) -> String {
    let html = drawn(&page.store);
    let group = html.split_once("aria-label=\"Picked annotations\"");
    let words = group.and_then(|(_, group)| group.split_once("</strong>"));
    words.map(|(words, _)| text_of(&format!("<{words}"))).unwrap_or_default()
}

#[test]
fn filters_narrow_the_list_by_label_by_words_and_by_notes() {
    let page = tagged();
    check(&page, "Annotations 3", &ROWS);
    let narrow = |change: Annotations, heading: &str, rows: &[&str]| {
        page.effects();
        page.send(change.clone());
        assert_eq!(
            list(&page),
            (heading.to_owned(), rows.iter().map(|row| (*row).to_owned()).collect()),
            "{change:?}"
        );
        assert!(page.effects().contains(&Effect::CheckRows), "{change:?}");
    };
    let label = |label: &str| Annotations::TurnLabel(label.into());
    let words = |words: &str| Annotations::SetWords(words.into());
    assert_eq!(chips(&page), ["Show Actor 1", "Show Claim 1", "Show Location 1"]);
    narrow(label("actor"), "Annotations 1 of 3", &ROWS[..1]);
    narrow(label("claim"), "Annotations 2 of 3", &ROWS[..2]);
    assert_eq!(chips(&page), ["[Show Actor 1]", "[Show Claim 1]", "Show Location 1"]);
    narrow(label("actor"), "Annotations 1 of 3", &ROWS[1..2]);
    narrow(label("location"), "Annotations 2 of 3", &ROWS[1..]);
    narrow(label("claim"), "Annotations 1 of 3", &ROWS[2..]);
    narrow(label("location"), "Annotations 3", &ROWS);
    narrow(words("erdogan"), "Annotations 1 of 3", &ROWS[..1]);
    narrow(words("MINISTER"), "Annotations 1 of 3", &ROWS[1..2]);
    narrow(words("head of"), "Annotations 1 of 3", &ROWS[..1]);
    narrow(words("nowhere"), "Annotations 0 of 3", &[]);
    let said = text_of(&drawn(&page.store));
    assert!(said.contains("Nothing matches these filters."), "{said}");
    assert!(drawn(&page.store).contains("aria-label=\"Filters (on)\""));
    narrow(words("  "), "Annotations 3", &ROWS);
    narrow(words("stan"), "Annotations 1 of 3", &ROWS[2..]);
    let [here, there] = [
        "Location Istanbul President Erdogan met the Minister in Istanbul",
        "Location Istanbul Where they met Fidan came to Istanbul",
    ];
    narrow(Annotations::SetEverywhere(true), "Annotations 2 of 5", &[here, there]);
    assert_eq!(chips(&page), ["Show Actor 2", "Show Claim 1", "Show Location 2"]);
    narrow(label("location"), "Annotations 2 of 5", &[here, there]);
    narrow(words("where they"), "Annotations 1 of 5", &[there]);
    // A list that was asked for by a number forgets all that.
    page.effects();
    let actors = Query { labels: vec!["actor".into()], ..Query::default() };
    page.send(Annotations::List(Some("b".into()), actors));
    check(&page, "Annotations 1 of 2", &["Actor Fidan"]);
    assert_eq!(page.focus(), Some(Target::Row));
    page.send(Annotations::List(None, Query::default()));
    assert_eq!(list(&page).0, "Annotations 5");
}

#[test]
fn an_empty_list_says_how_it_is_filled() {
    let page = Page::of("Nothing yet");
    check(&page, "Annotations 0", &[]);
    let said = text_of(&drawn(&page.store));
    assert!(said.contains("Select words and say what they are. What you tag is listed here."), "{said}");
    assert!(page.press("g"));
    assert_eq!((page.said().as_str(), page.focus()), ("The list is empty.", None));
}

#[test]
fn the_list_is_ordered_by_the_text_by_time_by_label_or_by_words() {
    let page = tagged();
    page.send(Annotations::SetEverywhere(true));
    let [erdogan, met, here, fidan, there] = [
        "Actor Erdogan",
        "Claim met",
        "Location Istanbul President",
        "Actor Fidan",
        "Location Istanbul Where",
    ];
    for (order, expected) in [
        (Order::Newest, [there, fidan, met, erdogan, here]),
        (Order::Label, [erdogan, fidan, met, here, there]),
        (Order::Words, [erdogan, fidan, here, there, met]),
        (Order::Text, [erdogan, met, here, fidan, there]),
    ] {
        page.send(Annotations::SetOrder(order));
        let (heading, rows) = list(&page);
        assert_eq!((heading.as_str(), rows.len()), ("Annotations 5", 5));
        for (row, start) in rows.iter().zip(expected) {
            assert!(row.starts_with(start), "{order:?}: {rows:?}");
        }
    }
}

#[test]
fn a_row_of_another_article_opens_that_article_at_its_words() {
    let page = tagged();
    page.send(Annotations::SetEverywhere(true));
    let far = row(&page, 4);
    page.effects();
    page.send(Annotations::Open(far));
    assert_eq!(
        (page.read(|state| state.session.document.to_string()).as_str(), page.open().as_str()),
        ("b", "Istanbul")
    );
    assert!(page.effects().contains(&Effect::Reveal(far)));
    assert_eq!(list(&page).0, "Annotations 5", "the list still shows all articles");
    let html = drawn(&page.store);
    let current = inside(&html, "button")
        .into_iter()
        .filter(|(tag, _)| tag.contains("class=\"row\"") && tag.contains("aria-current=\"true\""));
    assert_eq!(current.count(), 1);
}

#[test]
fn rows_that_are_picked_are_relabelled_and_deleted_each_as_one_step() {
    /// Does something with what is picked; the row has the keyboard.
    type Act = fn(&Page, AnnotationId);
    let ways: [(&str, Act, Act); 3] = [
        (
            "buttons",
            |page, _| page.send(Annotations::RelabelPicked("claim".into())),
            |page, _| page.send(Annotations::DeletePicked),
        ),
        (
            "keys in a row",
            |page, id| assert!(page.press_in(Focus::Row(id), "2")),
            |page, id| assert!(page.press_in(Focus::Row(id), "Delete")),
        ),
        // The focus is on the box that was just ticked by mouse.
        (
            "keys on a box",
            |page, id| assert!(page.press_in(Focus::Box(id), "2")),
            |page, id| assert!(page.press_in(Focus::Box(id), "Delete")),
        ),
    ];
    for (way, relabel, delete) in ways {
        let page = tagged();
        let rows = [0, 1, 2].map(|number| row(&page, number));
        // The open annotation is not meant then.
        page.send(Annotations::Open(rows[1]));
        assert!(page.press_in(Focus::Row(rows[0]), "Space"));
        page.send(Annotations::Pick(rows[2]));
        assert_eq!(picked(&page), "2 picked", "{way}");
        assert_eq!(page.read(|state| state.session.annotation), Some(rows[1]), "picking opens nothing");
        page.effects();
        relabel(&page, rows[2]);
        assert_eq!(page.said(), "2 tagged as Claim.", "{way}");
        assert_eq!(page.focus(), None, "the focus stays in the list");
        assert_eq!(
            list(&page).1,
            ["Claim Erdogan head of state", "Claim met the Minister", "Claim Istanbul"]
        );
        page.answer(|action| *action == MessageAction::Undo);
        check(&page, "Annotations 3", &ROWS);
        assert_eq!(picked(&page), "2 picked", "{way}");
        delete(&page, rows[2]);
        assert_eq!((page.said().as_str(), picked(&page).as_str()), ("Deleted 2 annotations.", ""), "{way}");
        check(&page, "Annotations 1", &ROWS[1..2]);
        page.press("Control+z");
        check(&page, "Annotations 3", &ROWS);
        assert_eq!([0, 1, 2].map(|number| row(&page, number)), rows, "{way}");
    }
    // Without picked ones, keys mean what is open, and where nothing is, the row.
    let page = tagged();
    let rows = [0, 1].map(|number| row(&page, number));
    assert!(page.press_in(Focus::Row(rows[0]), "3"));
    page.send(Annotations::Pick(rows[1]));
    page.send(Annotations::Open(rows[0]));
    assert_eq!(picked(&page), "", "what is opened is what keys are about");
    assert!(page.press("2"));
    assert_eq!(page.marked("a"), "President [claim:Erdogan] [claim:met the Minister] in [location:Istanbul]");
    // The browser ticks a box itself.
    assert!(!page.press_in(Focus::Box(rows[0]), "Space"));
}

#[test]
fn rows_that_go_out_of_the_list_are_no_longer_picked() {
    let page = tagged();
    let then = |change: Annotations, words: &str| {
        page.send(change.clone());
        assert_eq!(picked(&page), words, "{change:?}");
    };
    let label = || Annotations::TurnLabel("actor".into());
    let words = |words: &str| Annotations::SetWords(words.into());
    then(Annotations::PickAll, "3 picked");
    then(label(), "1 picked");
    then(label(), "1 picked");
    then(words("Istanbul"), "");
    then(words(""), "");
    then(Annotations::SetEverywhere(true), "");
    then(Annotations::PickAll, "5 picked");
    then(Annotations::SetEverywhere(false), "3 picked");
    then(Annotations::PickAll, "");
    then(Annotations::PickAll, "3 picked");
    then(Annotations::Pick(row(&page, 0)), "2 picked");
    then(Annotations::Pick(row(&page, 0)), "3 picked");
    // From the picked row above, or else below, to that one.
    then(Annotations::PickNone, "");
    then(Annotations::PickTo(row(&page, 1)), "1 picked");
    then(Annotations::PickTo(row(&page, 0)), "2 picked");
    then(Annotations::Pick(row(&page, 1)), "1 picked");
    then(Annotations::PickTo(row(&page, 2)), "3 picked");
    page.open_article("b");
    assert_eq!(picked(&page), "");
    page.open_article("a");
    assert_eq!(picked(&page), "");
    // An edit takes them out as well, until they are shown again.
    then(label(), "");
    then(Annotations::PickAll, "1 picked");
    then(Annotations::RelabelPicked("claim".into()), "");
    check(&page, "Annotations 0 of 3", &[]);
    then(label(), "");
    then(Annotations::PickAll, "3 picked");
    then(Annotations::PickNone, "");
    then(Annotations::PickAll, "3 picked");
    page.send(Tagging::Delete(row(&page, 0)));
    assert_eq!(picked(&page), "2 picked");
}

#[test]
fn relabelling_that_would_repeat_an_annotation_is_left_and_said() {
    let page = Page::of("in [location:[actor:Istanbul]] with [location:Fidan]");
    let relabel = |label: &str, said: &str, after: &str| {
        page.send(Annotations::RelabelPicked(label.into()));
        assert_eq!((page.said().as_str(), page.marked("a").as_str()), (said, after));
    };
    page.send(Annotations::PickAll);
    relabel(
        "actor",
        "1 tagged as Actor. 2 were tagged so already.",
        "in [location:[actor:Istanbul]] with [actor:Fidan]",
    );
    page.send(Annotations::Pick(page.id("Fidan")));
    assert_eq!(picked(&page), "2 picked");
    relabel(
        "actor",
        "These words have this label already.",
        "in [location:[actor:Istanbul]] with [actor:Fidan]",
    );
    // Both of them at once would be the same, too: one goes, the other stays.
    let one = "1 tagged as Claim. 1 was tagged so already.";
    page.send(Annotations::RelabelPicked("claim".into()));
    assert_eq!(page.said(), one);
    page.press("Control+z");
    assert_eq!(page.marked("a"), "in [location:[actor:Istanbul]] with [actor:Fidan]");
    page.press("Control+z");
    assert_eq!(page.marked("a"), "in [location:[actor:Istanbul]] with [location:Fidan]");
}

#[test]
fn keys_go_to_the_list_along_its_rows_and_back() {
    let page = tagged();
    page.send(Annotations::Close);
    let id = row(&page, 1);
    let pressed = |focus: Focus, key: &str| {
        page.effects();
        assert!(page.press_in(focus, key), "{key}");
        page.effects()
    };
    assert_eq!(pressed(Focus::Article, "g"), [Effect::Focus(Target::Row)]);
    assert_eq!(page.read(|state| state.session.panel), Some(Panel::Annotations));
    for focus in [Focus::Row(id), Focus::Box(id)] {
        for (key, opened) in [("ArrowUp", "Erdogan"), ("ArrowDown", "Istanbul")] {
            assert!(pressed(focus, key).contains(&Effect::Focus(Target::Row)), "{key}");
            assert_eq!(page.open(), opened, "the row that has the focus is the open one");
        }
    }
    // At the ends there is nothing to go to.
    for (row, key) in [(row(&page, 0), "ArrowUp"), (row(&page, 2), "ArrowDown")] {
        assert_eq!(pressed(Focus::Row(row), key), []);
    }
    // While rows are picked, nothing is opened.
    pressed(Focus::Row(id), "Space");
    for (key, forward) in [("ArrowUp", false), ("ArrowDown", true)] {
        assert_eq!(pressed(Focus::Row(id), key), [Effect::FocusNeighbour { of: Rows::Annotations, forward }]);
    }
    assert_eq!((page.open().as_str(), picked(&page).as_str()), ("Istanbul", "1 picked"));
    pressed(Focus::Row(id), "Escape");
    assert_eq!((page.open().as_str(), picked(&page).as_str()), ("Istanbul", ""));
    page.send(Annotations::Open(id));
    assert_eq!(pressed(Focus::Row(id), "g"), [Effect::Focus(Target::Reader)]);
    assert_eq!(page.read(|state| state.session.panel), None);
    // Enter is the button's own; other keys are about the row.
    assert!(!page.press_in(Focus::Row(id), "Enter"));
    assert!(pressed(Focus::Row(id), "n").contains(&Effect::Focus(Target::Note)));
    assert_eq!(page.open(), "met the Minister");
    // One row is in the tab order: the open one, or the first.
    let stops = || {
        let html = drawn(&page.store);
        let rows = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("class=\"row\""));
        rows.map(|(tag, _)| tag.contains("tabindex=\"0\"")).collect::<Vec<_>>()
    };
    assert_eq!(stops(), [false, true, false]);
    page.press("Escape");
    assert_eq!(stops(), [true, false, false]);
}
