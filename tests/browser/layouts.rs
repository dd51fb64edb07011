//! Keyboards of other countries, as the browser reports them: real presses where it can make them.

use crate::harness::{ARTICLES, Page};
use serde_json::json;

/// A key: what it writes, where it is, whether Shift is down.
type Key = (&'static str, &'static str, bool);

/// The number that Windows gives a key, which is about its place.
fn number(code: &str) -> u64 {
    let last = code.bytes().last().unwrap_or_default();
    match code.strip_prefix("Numpad") {
        Some(_) if last.is_ascii_digit() => u64::from(last - b'0') + 0x60,
        _ => u64::from(last),
    }
}

/// Presses a key through the browser's own input, as from a keyboard.
#[track_caller]
fn press(page: &Page, (key, code, shift): Key) {
    let is_pad = code.starts_with("Numpad");
    let mut event = json!({
        "key": key,
        "code": code,
        "modifiers": if shift { 8 } else { 0 },
        "windowsVirtualKeyCode": number(code),
        "isKeypad": is_pad,
        "location": if is_pad { 3 } else { 0 },
    });
    // Only what writes a character has a text.
    if key.chars().count() == 1 {
        event["text"] = json!(key);
    }
    for kind in ["keyDown", "keyUp"] {
        event["type"] = json!(kind);
        page.session.devtools("Input.dispatchKeyEvent", &event);
        event.as_object_mut().map(|event| event.remove("text"));
    }
    page.session.frame();
}

/// Presses a key with `AltGr`, which the browser's own input does not know: as an event. On Windows, Ctrl and Alt are said to
/// be down with it. The answer is true if the page took the key.
#[track_caller]
fn press_alt_graph(page: &Page, key: &str, code: &str, on_windows: bool) -> bool {
    let script = "const [key, code, ctrlKey] = arguments;
        const press = { key, code, ctrlKey, altKey: ctrlKey, modifierAltGraph: true, bubbles: true, cancelable: true };
        return !(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', press))";
    let taken = page.session.run(script, &[json!(key), json!(code), json!(on_windows)]);
    page.session.frame();
    taken == true
}

/// Tags words by each of the keys; what they are said to be.
#[track_caller]
fn check(keys: &[(Key, &str)]) {
    let page = Page::open();
    for (key, label) in keys {
        page.select("Hakan Fidan");
        press(&page, *key);
        page.until("page.rows().length === 1 && !page.bar()");
        assert_eq!(page.rows()[0].label, *label, "{key:?}");
        assert_eq!(page.rows()[0].quote, "Hakan Fidan");
        page.press("Delete");
        page.until("page.rows().length === 0");
    }
}

/// Presses the keys while words are selected: they stay selected, and nothing happens.
#[track_caller]
fn check_nothing(page: &Page, keys: &[Key]) {
    page.select("Hakan Fidan");
    for key in keys {
        press(page, *key);
        assert_eq!(page.selected(), "Hakan Fidan", "after {key:?}");
        assert_eq!((page.rows().len(), page.article().as_str()), (0, ARTICLES[0]), "after {key:?}");
        assert_eq!(
            page.run("return page.dialog() === null && document.activeElement.matches('article')"),
            true,
            "after {key:?}"
        );
    }
}

/// Opens the annotation, presses the key, and waits for another one at the same words.
#[track_caller]
fn check_added(key: Key, labels: [&str; 2]) {
    let page = Page::open();
    page.tag("Istanbul", "3");
    press(&page, key);
    page.until("page.rows().length === 2");
    let mut found: Vec<_> = page.rows().into_iter().map(|row| (row.label, row.quote)).collect();
    found.sort();
    assert_eq!(found, labels.map(|label| (label.to_owned(), "Istanbul".to_owned())), "{key:?}");
}

#[test]
fn azerty_writes_digits_with_shift_and_letters_at_other_places() {
    check(&[
        (("&", "Digit1", false), "Actor"),
        (("é", "Digit2", false), "Claim"),
        (("\"", "Digit3", false), "Location"),
        (("a", "KeyQ", false), "Actor"),
        (("c", "KeyC", false), "Claim"),
        (("l", "KeyL", false), "Location"),
    ]);
    check_added(("1", "Digit1", true), ["Actor", "Location"]);
    check_added(("2", "Digit2", true), ["Claim", "Location"]);
    check_added(("A", "KeyQ", true), ["Actor", "Location"]);
    // The key that stands where others have A is no A.
    check_nothing(&Page::open(), &[("q", "KeyA", false), (",", "KeyM", false)]);
}

#[test]
fn cyrillic_letters_count_by_their_places() {
    check(&[
        (("ф", "KeyA", false), "Actor"),
        (("с", "KeyC", false), "Claim"),
        (("д", "KeyL", false), "Location"),
        (("1", "Digit1", false), "Actor"),
        (("3", "Digit3", false), "Location"),
    ]);
    check_added(("Ф", "KeyA", true), ["Actor", "Location"]);
    let page = Page::open();
    page.tag("Istanbul", "3");
    press(&page, ("т", "KeyN", false));
    page.until("document.activeElement.matches('textarea')");
    assert_eq!(page.run("return document.activeElement.value"), "", "the key is not written into the note");
    // In the field, the same key is a letter like any other.
    press(&page, ("ф", "KeyA", false));
    page.until("document.activeElement.value === 'ф'");
    page.press("Escape");
    page.until("page.rows()[0].note === 'ф'");
    assert_eq!((page.rows().len(), page.rows()[0].label.as_str()), (1, "Location"));
    press(&page, ("о", "KeyJ", false));
    page.expect_status("last annotation");
    press(&page, ("в", "KeyD", false));
    page.until("page.dialog()");
}

#[test]
fn the_steps_back_and_forth_are_taken_on_a_cyrillic_keyboard_too() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let control = |key: &str, code: &str| {
        let event = json!({ "type": "rawKeyDown", "key": key, "code": code, "modifiers": 2, "windowsVirtualKeyCode": number(code) });
        page.session.devtools("Input.dispatchKeyEvent", &event);
        let event =
            json!({ "type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number(code) });
        page.session.devtools("Input.dispatchKeyEvent", &event);
    };
    control("я", "KeyZ");
    page.until("page.rows().length === 0");
    control("н", "KeyY");
    page.until("page.rows().length === 1");
    // On AZERTY, Z and W have changed places: what is written counts.
    control("z", "KeyW");
    page.until("page.rows().length === 0");
    control("w", "KeyZ");
    page.session.frame();
    assert_eq!(page.rows().len(), 0);
    // On QWERTZ, it is Z and Y.
    control("y", "KeyZ");
    page.until("page.rows().length === 1");
    control("z", "KeyY");
    page.until("page.rows().length === 0");
}

#[test]
fn german_brackets_with_alt_gr_go_between_articles_and_tag_nothing() {
    for on_windows in [false, true] {
        let page = Page::open();
        page.tag("Istanbul", "3");
        page.select("Hakan Fidan");
        assert!(press_alt_graph(&page, "]", "Digit9", on_windows));
        page.session.until("page.reader()?.dataset.document === arguments[0]", &[json!(ARTICLES[1])]);
        assert_eq!(page.rows().len(), 0);
        assert!(press_alt_graph(&page, "[", "Digit8", on_windows));
        page.session.until("page.reader()?.dataset.document === arguments[0]", &[json!(ARTICLES[0])]);
        let rows = page.rows();
        assert_eq!((rows.len(), rows[0].label.as_str()), (1, "Location"));
    }
}

#[test]
fn what_else_alt_gr_writes_does_nothing() {
    let digits = [("²", "Digit2"), ("³", "Digit3"), ("{", "Digit7"), ("}", "Digit0"), ("¹", "Digit1")];
    let letters = [
        ("@", "KeyQ"),
        ("€", "KeyE"),
        ("ą", "KeyA"),
        ("ć", "KeyC"),
        ("ł", "KeyL"),
        ("ń", "KeyN"),
        ("ś", "KeyS"),
    ];
    for on_windows in [false, true] {
        let page = Page::open();
        page.select("Hakan Fidan");
        for (key, code) in digits.into_iter().chain(letters) {
            assert!(!press_alt_graph(&page, key, code, on_windows), "{key} is taken");
            assert_eq!((page.rows().len(), page.selected().as_str()), (0, "Hakan Fidan"), "after {key}");
        }
    }
}

#[test]
fn the_upper_row_of_azerty_cannot_be_taken_from_the_labels() {
    let page = Page::open();
    page.click("Settings");
    page.until("page.dialog()");
    page.unfold("Change keys");
    for (field, key) in [
        ("Write a note", ("&", "Digit1", false)),
        ("Claim", ("é", "Digit2", false)),
        ("Actor", ("\"", "Digit3", false)),
    ] {
        let before = page.in_field(field);
        page.click_field(field);
        press(&page, key);
        assert_eq!(page.in_field(field), before, "{key:?} for {field}");
    }
    page.press("Escape");
    page.until("!page.dialog()");
    page.select("Hakan Fidan");
    press(&page, ("&", "Digit1", false));
    page.until("page.rows().length === 1 && !page.bar()");
    assert_eq!(page.rows()[0].label, "Actor");
}

#[test]
fn german_and_turkish_letters_that_no_label_has_do_nothing() {
    let keys = [
        ("ı", "KeyI", false),
        ("İ", "Quote", true),
        ("i", "Quote", false),
        ("ğ", "BracketLeft", false),
        ("ü", "BracketRight", false),
        ("ö", "Semicolon", false),
        ("ß", "Minus", false),
        ("ä", "Quote", false),
    ];
    check_nothing(&Page::open(), &keys);
    check(&[(("a", "KeyA", false), "Actor"), (("A", "KeyA", false), "Actor")]);
}

#[test]
fn the_number_pad_tags_while_num_lock_is_on_and_moves_the_caret_while_it_is_off() {
    check(&[
        (("1", "Numpad1", false), "Actor"),
        (("2", "Numpad2", false), "Claim"),
        (("3", "Numpad3", false), "Location"),
    ]);
    check_nothing(&Page::open(), &[("PageDown", "Numpad3", false), ("4", "Numpad4", false)]);
    let page = Page::open();
    page.select("Hakan Fidan");
    press(&page, ("End", "Numpad1", false));
    page.until("!page.bar()");
    assert_eq!(page.rows().len(), 0);
}

#[test]
fn hostile_presses_do_nothing() {
    let keys = [
        ("", "", false),
        ("Unidentified", "", false),
        ("Dead", "Digit1x", false),
        ("Process", "KeyA", false),
        ("actor", "KeyA", false),
        ("\u{0}", "Digit", false),
        ("\u{1F600}", "Key", false),
        ("\u{301}", "BracketLeft", false),
        ("constructor", "Digit8", false),
        ("8", "Digit8", false),
        ("9", "Digit9", false),
        ("AudioVolumeUp", "AudioVolumeUp", false),
    ];
    let page = Page::open();
    page.select("Hakan Fidan");
    for (key, code, _) in keys {
        let script = "const [key, code] = arguments;
            return !document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))";
        let taken = page.session.run(script, &[json!(key), json!(code)]);
        page.session.frame();
        assert_eq!(taken, false, "{key} at {code} is taken");
        assert_eq!(
            (page.rows().len(), page.selected().as_str()),
            (0, "Hakan Fidan"),
            "after {key} at {code}"
        );
    }
    // Repeated while it is held down, a key tags no more than once.
    let held = "for (let repeat = 0; repeat < 20; repeat += 1)
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', repeat: repeat > 0, bubbles: true, cancelable: true }));";
    page.run(held);
    page.until("page.rows().length === 1 && !page.bar()");
    page.session.frame();
    assert_eq!(page.rows().len(), 1);
    page.press("Control+z");
    page.until("page.rows().length === 0");
}
