//! Settings: snapping, keys, first steps, the name; the codebook; and the things that settings never touch.

use crate::html::{dialog, dialog_text, drawn, inside, texts};
use crate::kit::Page;
use glossator::app::intent::{self, Intent, Reader, Settings};
use glossator::app::keys::{self, Press};
use glossator::app::message::MessageAction;
use glossator::app::session::Dialog;
use glossator::app::settings::{FIRST_STEPS, KEYS, SINGLE_KEYS, SNAPPING, TEXT_SIZE, THEME};
use glossator::features::reader::state::{Pointer, Selected};

fn set(page: &Page, setting: &'static str, value: &str) {
    page.send(Settings::Set(setting, value.into()));
}

/// Draws a mouse over the words, from their start to their end; the words that are selected then.
fn draw(page: &Page, words: &str, alt: bool) -> String {
    let span = Some(page.span(words));
    page.send(Reader::ClearSelection);
    for (down, released) in [(true, false), (false, true)] {
        let pointer = Pointer { down, released, fine: true, alt };
        page.send(Reader::Selected(Selected { span, backward: false, pointer }));
    }
    page.selected()
}

#[test]
fn without_snapping_a_mouse_selects_exact_characters() {
    let page = Page::of("President Recep Tayyip Erdogan met him");
    let check = |page: &Page, snapped: &str, with_alt: &str| {
        assert_eq!(draw(page, "cep Tayyip Erd", false), snapped);
        assert_eq!(draw(page, "cep Tayyip Erd", true), with_alt);
    };
    check(&page, "Recep Tayyip Erdogan", "cep Tayyip Erd");
    set(&page, SNAPPING, "off");
    check(&page, "cep Tayyip Erd", "cep Tayyip Erd");
    page.press("1");
    assert_eq!(page.marked("a"), "President Re[actor:cep Tayyip Erd]ogan met him");
    check(&page.again(), "cep Tayyip Erd", "cep Tayyip Erd");
    set(&page, SNAPPING, "on");
    check(&page, "Recep Tayyip Erdogan", "cep Tayyip Erd");
}

#[test]
fn with_single_keys_off_only_keys_with_ctrl_and_buttons_do_something() {
    let page = Page::with(&[("a", "[location:Istanbul] and Hakan Fidan, Hakan Fidan"), ("b", "another")]);
    set(&page, SINGLE_KEYS, "off");
    let check_off = |page: &Page| {
        page.select("Hakan Fidan");
        let before = page.json();
        for key in [
            "1", "2", "3", "a", "c", "l", "j", "k", "o", "n", "b", "e", "g", "s", "d", "t", "h", "x", "m",
            "/", "?", "[", "]", "Shift+1", "Shift+a", "Shift+e",
        ] {
            assert!(!page.press(key), "{key}");
        }
        let left = page
            .read(|state| (state.session.dialog, state.session.document.to_string(), state.tagging.stays));
        assert_eq!(left, (None, "a".to_owned(), false));
        assert_eq!(
            (page.json(), page.open().as_str(), page.selected().as_str()),
            (before, "", "Hakan Fidan")
        );
    };
    check_off(&page);
    page.send(intent::Tagging::Tag("actor".into()));
    assert!(page.said().starts_with("Tagged as Actor."), "{}", page.said());
    let one = "[location:Istanbul] and Hakan Fidan, Hakan Fidan";
    let two = "[location:Istanbul] and [actor:Hakan Fidan], Hakan Fidan";
    for (keys, marked) in
        [("Control+z", one), ("Control+Shift+z", two), ("Control+z", one), ("Control+y", two)]
    {
        assert!(page.press(keys), "{keys}");
        assert_eq!(page.marked("a"), marked, "{keys}");
    }
    // The keys of the caret, and all that write nothing.
    for key in ["ArrowRight", "Shift+ArrowRight", "Enter", "Escape", "Delete", "Alt+ArrowDown", "Alt+ArrowUp"]
    {
        assert!(page.press(key), "{key}");
    }
    page.send(Intent::Show(Some(Dialog::Help)));
    assert!(dialog_text(&page).contains("Keys without Ctrl or Alt are switched off in Settings."));
    check_off(&page.again());
    set(&page, SINGLE_KEYS, "on");
    assert!(!dialog_text(&page).contains("switched off"));
    page.send(Intent::Show(None));
    page.select("Hakan Fidan");
    assert!(page.press("1"));
}

/// A press in the field for the key that does what the first one did at first; what is said then.
fn press_in_field(page: &Page, first: char, key: &str, code: &str) -> String {
    let press = Press { key: key.to_owned(), code: code.to_owned(), ..Press::default() };
    page.send(intent::Messages::Expire);
    if let Some(key) = keys::chosen(&press) {
        page.send(Settings::ChangeKey(first, key));
    }
    page.said()
}

/// The keys in the fields of the settings.
fn fields(page: &Page) -> Vec<String> {
    let html = dialog(page);
    let fields = html.split("<input value=\"").skip(1).filter(|field| field.contains("class=\"key\""));
    fields.filter_map(|field| field.split('"').next()).map(str::to_owned).collect()
}

/// The keys of the help, each with its meaning.
fn help(page: &Page) -> Vec<String> {
    page.send(Intent::Show(Some(Dialog::Help)));
    let html = dialog(page);
    page.send(Intent::Show(None));
    inside(&html, "tr")
        .iter()
        .map(|(_, row)| texts(row, "kbd").concat() + " " + &texts(row, "td").concat())
        .collect()
}

#[test]
fn a_key_that_is_changed_does_what_the_other_one_did() {
    let page = Page::of("In [location:Istanbul] Yasar Guler");
    page.send(intent::Storage::OpenSettings);
    let before = fields(&page);
    assert_eq!((before.len(), &before[..4]), (27, &["A", "C", "L", "E"].map(str::to_owned)[..]));
    assert_eq!(press_in_field(&page, 'a', "y", "KeyY"), "The key is Y now.");
    assert_eq!(press_in_field(&page, 'j', "я", "KeyZ"), "The key is Z now.");
    let changed = fields(&page);
    assert_eq!([&changed[0], &changed[14]], ["Y", "Z"]);
    page.send(Intent::Show(None));
    let check = |page: &Page| {
        page.select("Yasar Guler");
        assert!(!page.press("a"), "the old key still tags");
        assert!(page.press("y"));
        assert_eq!(page.open(), "Yasar Guler");
        page.press("Control+z");
        page.press("Escape");
        page.press("Control+Home");
        assert!(!page.press("j"), "the old key still goes on");
        assert!(page.press("z"));
        assert_eq!(page.open(), "Istanbul");
        let help = help(page);
        for row in ["Y Actor", "Z Next annotation", "C Claim"] {
            assert!(help.iter().any(|other| other == row), "{row} is not in {help:?}");
        }
        assert!(!help.iter().any(|row| row.starts_with("A ") || row.starts_with("J ")), "{help:?}");
    };
    check(&page);
    check(&page.again());
    page.send(intent::Storage::OpenSettings);
    set(&page, KEYS, "");
    assert_eq!(fields(&page), before);
    page.send(Intent::Show(None));
    page.select("Yasar Guler");
    assert!(!page.press("y") && page.press("a"));
}

#[test]
fn keys_that_are_taken_or_cannot_be_keys_are_refused() {
    let page = Page::of("an article");
    page.send(intent::Storage::OpenSettings);
    let before = fields(&page);
    let check = |first: char, key: &str, code: &str, said: &str| {
        assert_eq!(press_in_field(&page, first, key, code), said, "{key:?} at {code}");
        assert_eq!(fields(&page), before, "{key:?} at {code}");
        assert!(dialog_text(&page).contains(said), "it is said in the dialog");
    };
    check('a', "c", "KeyC", "C does something else already.");
    check('a', "j", "KeyJ", "J does something else already.");
    check('j', "a", "KeyA", "A does something else already.");
    check('/', "?", "Slash", "? does something else already.");
    let no_key = " cannot be a key: digits tag, and blanks scroll.";
    check('j', "1", "Digit1", &format!("1{no_key}"));
    check('c', "0", "Digit0", &format!("0{no_key}"));
    check('c', "１", "Digit1", &format!("1{no_key}"));
    check('c', " ", "Space", &format!(" {no_key}"));
    check('c', "\n", "Enter", &format!("\n{no_key}"));
    check('c', "\u{0}", "Digit", &format!("–{no_key}"));
    for (key, code) in [
        ("", ""),
        ("Unidentified", ""),
        ("Dead", "BracketLeft"),
        ("Tab", "Tab"),
        ("Escape", "Escape"),
        ("Shift", "ShiftLeft"),
        ("Delete", "Delete"),
        ("ArrowDown", "ArrowDown"),
    ] {
        check('c', key, code, "");
    }
}

#[test]
fn a_key_that_was_given_away_is_free_for_another_use() {
    let page = Page::of("Hakan Fidan and Yasar Guler");
    for (first, key) in [('a', 'y'), ('c', 'a'), ('a', 'c')] {
        page.send(Settings::ChangeKey(first, key));
        assert_eq!(page.said(), format!("The key is {} now.", key.to_ascii_uppercase()));
    }
    for (words, key) in [("Hakan Fidan", "a"), ("Yasar Guler", "c")] {
        page.select(words);
        page.press(key);
    }
    assert_eq!(page.marked("a"), "[claim:Hakan Fidan] and [actor:Yasar Guler]");
}

#[test]
fn the_first_steps_are_shown_until_they_were_read() {
    let page = Page::of("an article");
    let other = page.again();
    let check = |is_shown: bool| {
        other.hear();
        for page in [&page, &other, &page.again()] {
            assert_eq!(drawn(&page.store).contains("aria-label=\"First steps\""), is_shown);
        }
    };
    check(true);
    set(&page, FIRST_STEPS, "off");
    check(false);
    set(&page, FIRST_STEPS, "on");
    check(true);
}

#[test]
fn settings_are_no_steps_and_stand_in_no_download() {
    let page = Page::of("In [location:Istanbul]");
    page.press("Control+z");
    let (page, before) = (page.again(), page.json());
    let settings =
        [(THEME, "dark"), (TEXT_SIZE, "large"), (SNAPPING, "off"), (FIRST_STEPS, "off"), (KEYS, "ap")];
    for (setting, value) in settings {
        set(&page, setting, value);
    }
    let check = |page: &Page| {
        for (setting, value) in settings {
            assert_eq!(page.read(|state| state.setting(setting).to_owned()), value, "{setting}");
        }
    };
    assert!(page.read(|state| state.history().next_undo().is_none()));
    page.press("Control+z");
    assert_eq!(page.said(), "Nothing to undo.");
    assert_eq!(page.json(), before);
    page.select("Istanbul");
    page.press("3");
    set(&page, THEME, "light");
    page.press("Control+z");
    assert_eq!(
        (page.marked("a").as_str(), page.read(|state| state.setting(THEME).to_owned())),
        ("In Istanbul", "light".into())
    );
    set(&page, THEME, "dark");
    check(&page);
    check(&page.again());
    // The same again writes nothing.
    let stored = page.stored();
    set(&page, THEME, "dark");
    assert_eq!(page.stored(), stored);
}

#[test]
fn a_name_is_a_step_and_stands_in_the_download() {
    let page = Page::of("In [location:Istanbul]");
    page.send(Settings::SetName("Ada".into()));
    assert_eq!(page.said(), "Your name is changed.");
    let named = page.json();
    assert!(named.contains("\"name\": \"Ada\""), "{named}");
    page.press("Control+z");
    assert!(!page.json().contains("Ada"));
    page.press("Control+y");
    assert_eq!(page.json(), named);
    page.send(intent::Messages::Expire);
    page.send(Settings::SetName("Ada".into()));
    assert_eq!(page.said(), "");
}

#[test]
fn the_codebook_says_what_counts_what_does_not_and_gives_two_examples() {
    let page = Page::of("Hakan Fidan");
    page.select("Hakan Fidan");
    assert!(page.press("d"));
    let html = dialog(&page);
    let entries: Vec<_> = html.split("<dt").skip(1).collect();
    for (entry, name) in entries.iter().zip(["Actor", "Claim", "Location"]) {
        let lines = texts(entry, "dd");
        let begins = |words: &str| lines.iter().filter(|line| line.starts_with(words)).count();
        assert!(entry.contains(&format!("{name}</")), "{entry}");
        assert_eq!(
            (lines.len(), begins("A "), begins("Not: "), begins("Example: ")),
            (4, 1, 1, 2),
            "{lines:?}"
        );
        assert!(lines[0].starts_with("A ") && lines[0].ends_with('.'), "{lines:?}");
    }
    assert_eq!(entries.len(), 3);
    // The selection waits under it.
    assert!(!page.press("1"));
    page.send(Intent::Show(None));
    assert_eq!(page.selected(), "Hakan Fidan");
    assert!(page.press("1"));
    assert_eq!(page.marked("a"), "[actor:Hakan Fidan]");
}

#[test]
fn a_message_says_only_what_happens_while_a_dialog_is_open() {
    let page = Page::of("[actor:Hakan Fidan]");
    page.click("Hakan Fidan");
    page.press("Delete");
    page.send(intent::Storage::OpenSettings);
    assert_eq!(page.said(), "");
    page.press("Control+z");
    assert_eq!(page.marked("a"), "Hakan Fidan", "undo is no key of the settings");
    page.send(Intent::Show(None));
    page.press("Control+z");
    page.press("Delete");
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!(page.marked("a"), "[actor:Hakan Fidan]");
}
