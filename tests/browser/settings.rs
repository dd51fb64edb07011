//! What a person can set about the page: looks, snapping, keys, first steps; and the codebook.

use crate::harness::{Page, Setup};
use serde_json::{Value, json};

/// The page's colour as a number: 0 is black, 765 white.
const BRIGHTNESS: &str = "return getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)";
const FONT_SIZE: &str = "return getComputedStyle(page.blocks()[0]).fontSize";
const FIRST_STEPS: &str = "document.querySelector('[aria-label=\"First steps\"]')";

#[track_caller]
fn open_settings(page: &Page) {
    page.click("Settings");
    page.until("page.dialog()");
}

#[track_caller]
fn close(page: &Page) {
    page.click("Close");
    page.until("!page.dialog()");
}

/// Does something in the settings.
#[track_caller]
fn set(page: &Page, change: impl FnOnce(&Page)) {
    open_settings(page);
    change(page);
    close(page);
}

#[track_caller]
fn is_dark(page: &Page) -> bool {
    page.session.frame();
    page.run(BRIGHTNESS).as_i64().is_some_and(|sum| sum < 380)
}

#[track_caller]
fn emulate(page: &Page, scheme: &str) {
    let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
    page.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    page.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches"));
}

#[test]
fn colours_are_light_or_dark_or_as_the_system_has_them() {
    let page = Page::open();
    for (choice, light, dark) in [
        ("As the system", false, true),
        ("Dark", true, true),
        ("Light", false, false),
        ("As the system", false, true),
    ] {
        set(&page, |page| page.choose("Colours", choice));
        for (scheme, expected) in [("light", light), ("dark", dark)] {
            emulate(&page, scheme);
            assert_eq!(is_dark(&page), expected, "{choice} in a {scheme} system");
            let ink = page.run("return getComputedStyle(page.blocks()[0]).colorScheme");
            assert_eq!(ink, if expected { "dark" } else { "light" }, "{choice} in a {scheme} system");
        }
    }
}

#[test]
fn looks_survive_a_reload_and_show_in_another_tab() {
    let page = Page::open();
    emulate(&page, "light");
    let other = page.another();
    assert!(!is_dark(&page) && !is_dark(&other));
    assert_eq!(page.run(FONT_SIZE), "19px");
    set(&page, |page| {
        page.choose("Colours", "Dark");
        page.choose("Size of the text", "Larger");
    });
    let check = |page: &Page| {
        page.session.until("getComputedStyle(page.blocks()[0]).fontSize === '27px'", &[]);
        assert!(is_dark(page));
    };
    check(&page);
    check(&other);
    page.reload();
    check(&page);
    open_settings(&page);
    assert_eq!([page.in_field("Colours"), page.in_field("Size of the text")], ["dark", "larger"]);
    for (size, expected) in [("Small", "17px"), ("Normal", "19px"), ("Large", "22px")] {
        page.choose("Size of the text", size);
        assert_eq!(page.run(FONT_SIZE), expected);
    }
}

#[test]
fn a_narrow_screen_has_its_own_sizes_of_the_text() {
    let page = Page::with(&Setup::telephone());
    let size = || page.run(FONT_SIZE).as_str().and_then(|size| size.strip_suffix("px")?.parse::<u32>().ok());
    let mut sizes = Vec::new();
    for choice in ["Small", "Normal", "Large", "Larger"] {
        set(&page, |page| page.choose("Size of the text", choice));
        sizes.extend(size());
    }
    assert!(sizes.len() == 4 && sizes.is_sorted_by(|one, next| one < next), "{sizes:?}");
}

#[test]
fn without_snapping_a_mouse_selects_exact_characters() {
    let page = Page::open();
    page.select("cep Tayyip Erd");
    assert_eq!(page.selected(), "Recep Tayyip Erdogan");
    set(&page, |page| page.click_field("What the mouse selects becomes whole words"));
    page.select("cep Tayyip Erd");
    assert_eq!(page.selected(), "cep Tayyip Erd");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "cep Tayyip Erd");
    page.reload();
    page.select("stanbu");
    assert_eq!(page.selected(), "stanbu");
    set(&page, |page| page.click_field("What the mouse selects becomes whole words"));
    page.select("kan Fid");
    assert_eq!(page.selected(), "Hakan Fidan");
}

#[test]
fn with_single_keys_off_only_keys_with_ctrl_and_buttons_do_something() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    set(&page, |page| page.click_field("Keys without Ctrl or Alt"));
    page.press("Escape");
    page.until("!page.card()");
    for key in [
        "1", "2", "3", "a", "c", "l", "j", "k", "o", "n", "b", "e", "g", "s", "d", "/", "?", "[", "]",
        "Shift+1",
    ] {
        page.select("Hakan Fidan");
        page.press(key);
        let state = page.run("return [page.rows().length, page.rows()[0].label, page.card() === null, page.dialog(), getSelection().toString()]");
        assert_eq!(state, json!([1, "Location", true, null, "Hakan Fidan"]), "after {key}");
        assert_eq!(page.article(), crate::harness::ARTICLES[0], "after {key}");
    }
    page.click("Actor");
    page.until("page.rows().length === 2");
    for (keys, rows) in [("Control+z", 1), ("Control+Shift+z", 2), ("Control+z", 1), ("Control+y", 2)] {
        page.press(keys);
        page.until(&format!("page.rows().length === {rows}"));
    }
    page.click("Help");
    page.until("page.dialog()");
    assert!(page.expect_question().contains("Keys without Ctrl or Alt are switched off in Settings."));
    close(&page);
    page.reload();
    page.select("Yasar Guler");
    page.press("1");
    assert_eq!((page.rows().len(), page.selected().as_str()), (2, "Yasar Guler"));
    set(&page, |page| page.click_field("Keys without Ctrl or Alt"));
    page.tag("Yasar Guler", "1");
    page.click("Help");
    page.until("page.dialog()");
    assert!(!page.expect_question().contains("switched off"));
}

/// Presses a key in the field for a key.
#[track_caller]
fn press_in(page: &Page, field: &str, key: &str) {
    page.click_field(field);
    page.press(key);
}

/// What stands in every field for a key.
#[track_caller]
fn keys(page: &Page) -> Vec<Value> {
    let fields =
        page.run("return [...document.querySelectorAll('dialog details input')].map(({ value }) => value)");
    fields.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_key_is_changed_by_pressing_another_one_in_its_field() {
    let page = Page::open();
    open_settings(&page);
    page.unfold("Change keys");
    let before = keys(&page);
    assert_eq!(before[..4], ["A", "C", "L", "E"]);
    press_in(&page, "Actor", "p");
    page.until("document.querySelector('dialog details input').value === 'P'");
    press_in(&page, "Next annotation", "w");
    page.expect_status("W");
    assert_eq!([page.in_field("Actor"), page.in_field("Next annotation")], ["P", "W"]);
    close(&page);
    let check = |page: &Page| {
        let old = page.rows().len();
        page.select("Yasar Guler");
        page.press("a");
        assert_eq!(
            (page.rows().len(), page.selected().as_str()),
            (old, "Yasar Guler"),
            "the old key still tags"
        );
        let id = page.press_to_tag("p");
        assert_eq!(page.opened(), Some(id.clone()));
        page.press("Escape");
        page.until("!page.card()");
        page.press("j");
        assert_eq!(page.opened(), None, "the old key still goes on");
        page.press("Control+z");
        page.until(&format!("page.rows().length === {old}"));
    };
    check(&page);
    page.tag("In a", "1");
    page.press("Escape");
    page.until("!page.card()");
    page.press("Control+Home");
    page.press("w");
    page.until("page.card()");
    page.press("?");
    page.until("page.dialog()");
    let rows = page.run(
        "return [...document.querySelectorAll('dialog tr')].map((row) => [...row.children].map(page.name))",
    );
    let rows = rows.as_array().cloned().unwrap_or_default();
    assert!(
        rows.contains(&json!(["P", "Actor"])) && rows.contains(&json!(["W", "Next annotation"])),
        "{rows:?}"
    );
    assert!(!rows.iter().any(|row| row[0] == "A" || row[0] == "J"), "{rows:?}");
    close(&page);
    page.reload();
    check(&page);
    open_settings(&page);
    page.unfold("Change keys");
    page.run("page.buttons('As they were at first')[0].scrollIntoView({ block: 'center' })");
    page.click("As they were at first");
    page.until("document.querySelector('dialog details input').value === 'A'");
    assert_eq!(keys(&page), before);
    close(&page);
    page.tag("Yasar Guler", "a");
}

#[test]
fn keys_that_are_taken_or_cannot_be_keys_are_refused_and_nothing_changes() {
    let page = Page::open();
    open_settings(&page);
    page.unfold("Change keys");
    let before = keys(&page);
    for (field, key, message) in [
        ("Actor", "c", "C is taken"),
        ("Actor", "j", "J is taken"),
        ("Next annotation", "a", "A is taken"),
        ("Next annotation", "1", "1 cannot be a key"),
        ("Search for words", "?", "? is taken"),
        ("Claim", "0", "0 cannot be a key"),
    ] {
        press_in(&page, field, key);
        page.expect_status(message);
        assert_eq!(keys(&page), before, "{key} for {field}");
    }
    for key in ["Tab", "Escape", "Shift", "Delete", "ArrowDown", "Control+x", "Alt+x"] {
        page.click_field("Claim");
        page.press(key);
        if key == "Escape" {
            page.until("!page.dialog()");
            open_settings(&page);
            page.unfold("Change keys");
        }
        assert_eq!(keys(&page), before, "{key}");
    }
    for (key, code) in [
        ("", ""),
        ("Unidentified", ""),
        ("\u{0}", "Digit"),
        ("\n", "Enter"),
        (" ", "Space"),
        ("Dead", "BracketLeft"),
        ("１", "Digit1"),
    ] {
        page.click_field("Claim");
        let script = "const [key, code] = arguments;
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))";
        page.session.run(script, &[json!(key), json!(code)]);
        page.session.frame();
        assert_eq!(keys(&page), before, "{key:?} at {code}");
    }
}

#[test]
fn a_key_that_was_given_away_is_free_for_another_use() {
    let page = Page::open();
    open_settings(&page);
    page.unfold("Change keys");
    press_in(&page, "Actor", "p");
    page.expect_status("P");
    press_in(&page, "Claim", "a");
    page.expect_status("The key is A now.");
    press_in(&page, "Actor", "c");
    page.expect_status("The key is C now.");
    assert_eq!([page.in_field("Actor"), page.in_field("Claim")], ["C", "A"]);
    close(&page);
    let id = page.tag("Hakan Fidan", "a");
    assert_eq!(
        page.rows().into_iter().find(|row| row.id == id).map(|row| row.label).as_deref(),
        Some("Claim")
    );
}

#[test]
fn what_the_settings_say_about_a_key_can_be_seen_and_heard_while_they_are_open() {
    let page = Page::open();
    open_settings(&page);
    page.unfold("Change keys");
    press_in(&page, "Actor", "c");
    page.until("[...document.querySelectorAll('dialog [role=\"status\"], dialog [role=\"alert\"], dialog [aria-live]')].some((region) => page.isShown(region) && region.textContent.includes('C is taken'))");
}

#[test]
fn the_first_steps_are_shown_until_they_were_read() {
    let page = Page::open();
    page.until(&format!("page.isShown({FIRST_STEPS})"));
    page.click("Got it");
    page.until(&format!("!{FIRST_STEPS}"));
    assert_eq!(page.run("return document.activeElement.matches('article')"), true);
    page.reload();
    assert_eq!(page.run(&format!("return {FIRST_STEPS} === null")), true);
    let other = page.another();
    assert_eq!(other.run(&format!("return {FIRST_STEPS} === null")), true);
    set(&page, |page| page.click_field("Show the first steps"));
    page.until(&format!("page.isShown({FIRST_STEPS})"));
    other.until(&format!("page.isShown({FIRST_STEPS})"));
}

#[test]
fn settings_are_no_steps_to_undo_and_do_not_stand_in_the_download() {
    let page = Page::open();
    let before = page.download();
    set(&page, |page| {
        page.choose("Colours", "Dark");
        page.choose("Size of the text", "Large");
        page.click_field("What the mouse selects becomes whole words");
        page.click_field("Show the first steps");
        page.unfold("Change keys");
        press_in(page, "Actor", "p");
        page.expect_status("P");
    });
    assert_eq!(page.run("return page.buttons('Undo')[0].disabled && page.buttons('Redo')[0].disabled"), true);
    page.press("Control+z");
    page.expect_status("Nothing to undo.");
    assert!(is_dark(&page));
    assert_eq!(page.download().undated(), before.undated());
    page.tag("Istanbul", "3");
    set(&page, |page| page.choose("Colours", "Light"));
    page.press("Control+z");
    page.until("page.rows().length === 0");
    assert!(!is_dark(&page), "undoing a tag changes no setting");
}

#[test]
fn the_codebook_says_what_counts_what_does_not_and_gives_two_examples_and_the_selection_stays() {
    let page = Page::open();
    page.select("Hakan Fidan");
    page.press("d");
    page.until("page.dialog()");
    let entries = page.run(
        "const entries = [];
        for (const part of document.querySelector('dialog dl').children)
          part.matches('dt') ? entries.push([page.name(part)]) : entries.at(-1).push(page.name(part));
        return entries",
    );
    let entries: Vec<Vec<String>> = serde_json::from_value(entries).expect("a list of lists");
    assert_eq!(entries.iter().map(|entry| &*entry[0]).collect::<Vec<_>>(), ["Actor", "Claim", "Location"]);
    for entry in &entries {
        let begins = |words: &str| entry[1..].iter().filter(|line| line.starts_with(words)).count();
        assert_eq!((entry.len(), begins("Not: "), begins("Example: ")), (5, 1, 2), "{entry:?}");
        assert!(entry[1].ends_with('.') && entry[1].starts_with("A "), "{entry:?}");
    }
    page.press("1");
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!((page.selected().as_str(), page.rows().len()), ("Hakan Fidan", 0));
    page.until("page.bar()");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "Hakan Fidan");
}

#[test]
fn nothing_that_the_tab_key_reaches_in_a_dialog_lies_under_its_buttons() {
    let page = Page::with(&Setup { size: (1280, 600), ..Setup::default() });
    open_settings(&page);
    page.unfold("Change keys");
    let count =
        page.run("return document.querySelectorAll('dialog :is(button, input, select, summary)').length");
    let mut hidden = Vec::new();
    for _ in 0..count.as_u64().unwrap_or_default() {
        page.press("Tab");
        let script = "const at = document.activeElement;
            if (!at.closest('dialog')) return null;
            const { left, right, top, bottom } = at.getBoundingClientRect();
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return at.contains(hit) || [...(at.labels ?? [])].some((label) => label.contains(hit)) ? null : page.name(at) || at.labels?.[0]?.textContent || at.name";
        hidden.extend(page.run(script).as_str().map(str::to_owned));
    }
    assert!(hidden.is_empty(), "covered while they have the focus: {hidden:?}");
}
