//! The keyboard alone, from a fresh page to a file; and keys that stay what they are elsewhere.

use crate::harness::{ARTICLES, Download, Page};
use serde_json::{Value, json};

/// Place, keys that select, key of a label, label and words.
type Tagging = (&'static str, &'static [&'static str], &'static str, &'static str, &'static str);

/// Words that are tagged by keys in each article: where the caret goes, what is pressed there, and what is to come
/// of it.
const WORK: [[Tagging; 3]; 3] = [
    [
        ("President‸ Recep", &["Shift+Control+ArrowRight"; 3], "1", "Actor", "Recep Tayyip Erdogan"),
        (
            "This‸ is the first",
            &["e", "e"],
            "2",
            "Claim",
            "This is the first high-level interaction between the two nations after India's Operation Sindoor and the \
             Pahalgam terror attack.",
        ),
        ("to Istanbul‸", &["e"], "3", "Location", "Istanbul"),
    ],
    [
        ("President‸ Tayyip", &["Shift+Alt+ArrowRight"; 2], "a", "Actor", "Tayyip Erdogan"),
        (
            "interaction in‸",
            &["e", "e", "Shift+e", "e", "e", "e", "Shift+e"],
            "c",
            "Claim",
            "The interaction in Istanbul came even as Field Marshal General Asim Munir met the Turkish Land Forces Commander \
             during an official visit.",
        ),
        ("Officials in Istanbul‸", &["Shift+Control+ArrowLeft"], "l", "Location", "Istanbul"),
    ],
    [
        ("which Ankara‸", &["e"], "1", "Actor", "Ankara"),
        (
            "supported‸",
            &[
                "Shift+Control+ArrowLeft",
                "Shift+Control+ArrowRight",
                "Shift+Control+ArrowRight",
                "Shift+Control+ArrowRight",
            ],
            "2",
            "Claim",
            "Islamabad, Turkey",
        ),
        ("with Pakistan‸", &["e"], "3", "Location", "Pakistan"),
    ],
];

/// Downloads everything without a mouse.
#[track_caller]
fn take_away(page: &Page) -> Download {
    page.tab_to("Project: First project");
    page.press("ArrowUp");
    assert_eq!(page.focused(), "Download JSON");
    page.press("Enter");
    let (name, text) = page.downloaded();
    Download::new(name, text)
}

#[test]
fn by_keys_alone_from_a_fresh_page() {
    let page = Page::open();
    page.tab_to("reader");
    let mut tagged = Vec::new();
    for (number, spans) in WORK.iter().enumerate() {
        if number > 0 {
            page.press("]");
        }
        assert_eq!((page.article().as_str(), page.focused().as_str()), (ARTICLES[number], "reader"));
        for (place, keys, key, label, quote) in spans {
            page.go_to("Control+ArrowRight", place);
            keys.iter().for_each(|keys| page.press(keys));
            let id = page.press_to_tag(key);
            let row = page.rows().into_iter().find(|row| row.id == id).expect("it is listed");
            assert_eq!((row.label.as_str(), row.quote.as_str()), (*label, *quote));
            assert_eq!(page.drawn(&id), *quote);
            tagged.push((ARTICLES[number], id));
        }
    }
    let labels = || page.rows().into_iter().map(|row| row.label).collect::<Vec<_>>();
    let (_, last) = &tagged[8];
    let before = take_away(&page).annotation(last).clone();

    // The last one is open: its boundaries, its label, its note.
    page.press("b");
    page.press("Control+ArrowRight");
    page.press("ArrowLeft");
    page.press("b");
    page.press("Control+ArrowLeft");
    page.press("Escape");
    assert_eq!(page.focused(), "reader");
    page.until("page.rows()[2].quote === 'with Pakistan. Turke'");
    assert_eq!(page.drawn(last), "with Pakistan. Turke");
    page.press("2");
    page.until("page.rows()[2].label === 'Claim'");
    page.press("n");
    assert_eq!(page.focused(), "note");
    page.type_text("Says who?");
    page.press("Escape");
    assert_eq!(page.focused(), "reader");
    page.until("page.rows()[2].note === 'Says who?'");

    // Back and forth.
    page.press("Control+z");
    page.until("page.rows()[2].note === ''");
    page.press("Control+z");
    page.until("page.rows()[2].label === 'Location'");
    page.press("Control+y");
    page.press("Control+Shift+z");
    page.until("page.rows()[2].note === 'Says who?' && page.rows()[2].label === 'Claim'");

    // Through the list, and back to the article.
    page.press("g");
    page.until("document.activeElement.closest('[data-annotation]')");
    page.press_until(
        "ArrowUp",
        &format!("document.activeElement.closest('[data-annotation=\"{}\"]')", tagged[6].1),
    );
    page.press("Enter");
    page.until("page.open()");
    assert_eq!(page.opened().as_ref(), Some(&tagged[6].1));
    page.press("g");
    assert_eq!(page.focused(), "reader");
    page.press("3");
    page.until("page.rows()[0].label === 'Location'");
    assert_eq!(labels(), ["Location", "Claim", "Claim"]);

    let file = take_away(&page);
    assert_eq!(file.annotations().len(), 9);
    for (article, id) in &tagged {
        assert_eq!(file.annotation(id)["document"], *article);
    }
    let after = file.annotation(last);
    assert_eq!(
        (&after["quote"], &after["note"], &after["label"]),
        (&json!("with Pakistan. Turke"), &json!("Says who?"), &json!("claim"))
    );
    for field in ["id", "document", "created", "annotator"] {
        assert_ne!(after[field], Value::Null, "{field}");
        assert_eq!(after[field], before[field], "{field}");
    }
    assert_ne!((&after["modified"], &after["start"]), (&before["modified"], &before["start"]));
}

#[test]
fn keys_in_a_text_field_stay_the_fields() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("n");
    let value = || page.run("return document.activeElement.value");
    page.type_text("Constantinople");
    page.press("Control+z");
    assert_ne!(value(), "Constantinople", "the field did not take back what was typed");
    assert_eq!(page.rows().len(), 1);
    page.press("Control+Shift+z");
    assert_eq!(value(), "Constantinople");
    for key in ["Backspace", "Delete", "Alt+ArrowDown", "ArrowLeft"] {
        page.press(key);
    }
    assert_eq!(value(), "Constantinopl");
    let note = "eE bo o O s[] / ? g d jk 1 2 3 acl";
    page.press("Control+a");
    page.type_text(note);
    for (keys, typed, expected) in [
        ("Home", "X", format!("X{note}")),
        ("End", "Y", format!("X{note}Y")),
        ("ArrowLeft", "Z", format!("X{note}ZY")),
        ("Control+ArrowLeft", "W", format!("X{}WaclZY", note.trim_end_matches("acl"))),
        ("Shift+Home", "V", "VaclZY".to_owned()),
        ("Enter", "U", "V\nUaclZY".to_owned()),
        ("Shift+ArrowUp", "T", "TUaclZY".to_owned()),
    ] {
        page.press(keys);
        page.press(typed);
        let found = value();
        if keys == "Shift+ArrowUp" {
            assert!(found.as_str().is_some_and(|found| found.ends_with("aclZY")), "{found}");
        } else {
            assert_eq!(found, expected, "{keys}");
        }
    }
    assert_eq!(
        (page.selected_exactly().as_str(), page.rows().len(), page.article().as_str()),
        ("", 1, ARTICLES[0])
    );
    assert!(!page.stays() && page.run("return page.dialog()") == Value::Null);
    page.press("Escape");
    assert_eq!(page.focused(), "reader");
    page.press("/");
    page.until("page.search()");
    page.type_text("be 1?");
    assert_eq!(value(), "be 1?");
    assert_eq!(page.rows().len(), 1);
    page.press("Escape");
    page.until("!page.search()");
    assert_eq!(page.focused(), "reader");
}

#[test]
fn by_ordinary_controls_alone() {
    let page = Page::open();
    page.tab_to("Search 3 articles");
    page.press("Enter");
    page.until("page.search()");
    page.type_text("tayyip erdogan");
    page.until("document.querySelectorAll('[data-hit]').length > 1");
    page.press_until("Tab", "document.activeElement.closest('[data-hit]')");
    assert!(page.focused().contains("Recep Tayyip Erdogan on Sunday met"), "{}", page.focused());
    page.press("Enter");
    page.until("page.bar()");
    assert_eq!((page.selected_exactly().as_str(), page.focused().as_str()), ("Tayyip Erdogan", "Actor"));
    page.press("Enter");
    page.until("page.rows().length === 1");
    let row = &page.rows()[0];
    assert_eq!((row.label.as_str(), row.quote.as_str()), ("Actor", "Tayyip Erdogan"));
    // Another occurrence and another label.
    page.press_until("Tab", "page.focus().startsWith('Search')");
    page.press("Enter");
    page.until("page.search()");
    assert_eq!(page.run("return page.search().includes(' in ')"), true);
    page.press("Control+a");
    page.type_text("Istanbul");
    page.until(
        "[...document.querySelectorAll('[data-hit] strong')].every((found) => found.textContent === 'Istanbul')",
    );
    page.press_until("Tab", "document.activeElement.closest('[data-hit]')");
    page.press("ArrowDown");
    page.press("Enter");
    page.until("page.focus() === 'Actor'");
    page.press_times("Tab", 2);
    assert_eq!(page.focused(), "Location");
    page.press("Enter");
    page.until("page.rows().length === 2");
    let row = &page.rows()[1];
    assert_eq!((row.label.as_str(), row.quote.as_str()), ("Location", "Istanbul"));
    assert!(
        page.pieces().iter().any(|piece| piece.ids == [row.id.clone()] && piece.block > 0),
        "not the second one"
    );
}

#[test]
fn nothing_lies_over_what_has_the_focus_in_a_dialog() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    for name in ["Settings", "Help"] {
        page.tab_to(name);
        page.press("Enter");
        page.until("page.dialog()");
        let mut covered = Vec::new();
        let mut seen = Vec::new();
        for _ in 0..60 {
            page.press("Tab");
            let focused = page.focused();
            let is_free = page.run(
                "const at = document.activeElement;
                 const { left, right, top, bottom } = at.getBoundingClientRect();
                 const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                 return !at.closest('dialog') || at.contains(hit)",
            );
            if is_free != true {
                covered.push(focused.clone());
            }
            if seen.contains(&focused) && focused == seen[0] {
                break;
            }
            seen.push(focused);
        }
        assert!(covered.is_empty(), "covered in {name}: {covered:?}");
        page.press("Escape");
        page.until("!page.dialog()");
    }
}

#[test]
fn a_menu_is_gone_through_by_keys_and_gives_the_focus_back() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tab_to("Project: First project");
    for (key, focused) in [
        ("Enter", "Articles"),
        ("ArrowDown", "Codebook"),
        ("End", "Download JSON"),
        ("ArrowDown", "Articles"),
        ("ArrowUp", "Download JSON"),
        ("Home", "Articles"),
        // A letter goes on to what begins with it; no key means what it means elsewhere.
        ("b", "Backups"),
        ("1", "Backups"),
        ("Escape", "Project: First project"),
        ("ArrowDown", "Articles"),
        ("c", "Codebook"),
        ("c", "Counts"),
    ] {
        page.press(key);
        assert!(page.focused().starts_with(focused), "{key}: {}", page.focused());
    }
    assert_eq!(page.rows()[0].label, "Location");
    page.press("Enter");
    page.until("page.dialog()");
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!(page.focused(), "Project: First project");
    // An element that takes the focus closes it.
    page.press("Enter");
    page.press("Tab");
    assert_eq!(page.run("return document.querySelector('[role=\"menu\"]')"), json!(null));
}
