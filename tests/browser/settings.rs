//! Settings as a browser shows them: looks, boxes, keys; and the codebook.

use crate::harness::{Page, Setup};
use serde_json::{Value, json};

/// The page's colour as a number: 0 is black, 765 white.
const BRIGHTNESS: &str = "return getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)";
const FONT_SIZE: &str = "return getComputedStyle(page.blocks()[0]).fontSize";

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
fn looks_are_as_they_are_chosen_also_in_another_tab_and_after_a_reload() {
    let page = Page::open();
    emulate(&page, "light");
    let other = page.another();
    assert!(!is_dark(&page) && !is_dark(&other));
    open_settings(&page);
    for (choice, light, dark) in [
        ("As the system", false, true),
        ("Light", false, false),
        ("As the system", false, true),
        ("Dark", true, true),
    ] {
        page.click(choice);
        for (scheme, expected) in [("dark", dark), ("light", light)] {
            emulate(&page, scheme);
            assert_eq!(is_dark(&page), expected, "{choice} in a {scheme} system");
            let ink = page.run("return getComputedStyle(page.blocks()[0]).colorScheme");
            assert_eq!(ink, if expected { "dark" } else { "light" }, "{choice} in a {scheme} system");
        }
    }
    for (size, expected) in [("Small", "17px"), ("Normal", "19px"), ("Large", "22px"), ("Larger", "27px")] {
        page.click(size);
        assert_eq!(page.run(FONT_SIZE), expected);
    }
    close(&page);
    let check = |page: &Page| {
        page.until("getComputedStyle(page.blocks()[0]).fontSize === '27px'");
        assert!(is_dark(page));
    };
    check(&other);
    page.reload();
    check(&page);
    open_settings(&page);
    let chosen = "return [...document.querySelectorAll('.settings [aria-checked=true]')].map(page.name)";
    assert_eq!(page.run(chosen), serde_json::json!(["Dark", "Larger"]));
}

#[test]
fn a_narrow_screen_has_its_own_sizes_of_the_text() {
    let page = Page::with(&Setup::telephone());
    let size = || page.run(FONT_SIZE).as_str().and_then(|size| size.strip_suffix("px")?.parse::<u32>().ok());
    let mut sizes = Vec::new();
    open_settings(&page);
    for choice in ["Small", "Normal", "Large", "Larger"] {
        page.click(choice);
        sizes.extend(size());
    }
    assert!(sizes.len() == 4 && sizes.is_sorted_by(|one, next| one < next), "{sizes:?}");
}

#[test]
fn a_box_is_ticked_by_mouse() {
    let page = Page::open();
    let toggle = |page: &Page| {
        open_settings(page);
        page.click_field("Select whole words by mouse");
        close(page);
    };
    toggle(&page);
    page.select("cep Tayyip Erd");
    assert_eq!(page.selected(), "cep Tayyip Erd");
    toggle(&page);
    page.select("kan Fid");
    assert_eq!(page.selected(), "Hakan Fidan");
}

/// Presses a key in the field for a key.
#[track_caller]
fn press_in(page: &Page, field: &str, key: &str) {
    page.click_field(field);
    page.press(key);
}

/// The keys in the fields for keys.
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
    press_in(&page, "Actor", "c");
    // It can be seen and heard although the settings are open.
    page.until("[...document.querySelectorAll('dialog [role=\"status\"], dialog [role=\"alert\"], dialog [aria-live]')].some((region) => page.isShown(region) && region.textContent.includes('C does something else already'))");
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
    press_in(&page, "Actor", "z");
    page.until("document.querySelector('dialog details input').value === 'Z'");
    close(&page);
    page.select("Yasar Guler");
    page.press("a");
    assert_eq!((page.rows().len(), page.selected().as_str()), (0, "Yasar Guler"), "the old key still tags");
    page.press_to_tag("z");
    open_settings(&page);
    page.unfold("Change keys");
    page.run("page.buttons('As they were at first')[0].scrollIntoView({ block: 'center' })");
    page.click("As they were at first");
    page.until("document.querySelector('dialog details input').value === 'A'");
    assert_eq!(keys(&page), before);
}

#[test]
fn a_selection_stays_while_the_codebook_is_open() {
    let page = Page::open();
    page.select("Hakan Fidan");
    page.press("d");
    page.until("page.dialog()");
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
