//! The wish behind each press.

use super::*;

fn press(held: &str, key: &str, code: &str) -> Press {
    Press {
        key: key.to_owned(),
        code: code.to_owned(),
        shift: held.contains("shift"),
        command: held.contains("ctrl"),
        alt: held.split(' ').any(|held| held == "alt"),
        alt_graph: held.contains("altgr"),
        focus: match held.split(' ').next_back() {
            Some("field") => Focus::Field,
            Some("article") => Focus::Article,
            Some("list") => {
                Focus::Row(AnnotationId::parse("00000000-0000-7000-8000-000000000001").expect("an id"))
            }
            Some("hit") => Focus::Hit(0),
            Some("start") => Focus::Start,
            Some("end") => Focus::End,
            _ => Focus::Elsewhere,
        },
        is_rtl: held.contains("rtl"),
        ..Press::default()
    }
}

fn found(keys: &Keys, held: &str, key: &str, code: &str) -> Option<Shortcut> {
    find(&press(held, key, code), &LabelSet::new(Label::built_in()), keys)
}

fn check(held: &str, key: &str, code: &str, expected: impl Into<Option<Shortcut>>) {
    assert_eq!(found(&Keys::read(true, ""), held, key, code), expected.into(), "{held} {key} {code}");
}

fn label(id: &str) -> Shortcut {
    Shortcut::Label(id.into())
}

fn act(act: Act) -> Shortcut {
    Shortcut::Act(act)
}

#[test]
fn digits_are_read_by_their_place() {
    check("", "1", "Digit1", label("actor"));
    check("", "&", "Digit1", label("actor"));
    check("", "é", "Digit2", label("claim"));
    check("", "3", "Numpad3", label("location"));
    check("", "PageDown", "Numpad3", None);
    check("", "4", "Digit4", None);
    check("", "à", "Digit0", act(Act::Nobody));
    check("", "0", "Numpad0", act(Act::Nobody));
    check("shift", "!", "Digit1", Some(Shortcut::AddLabel("actor".into())));
    check("altgr", "#", "Digit3", None);
    check("altgr", "€", "KeyE", None);
    check("altgr", "ą", "KeyA", None);
    check("ctrl", "1", "Digit1", None);
    check("alt", "1", "Digit1", None);
}

#[test]
fn letters_are_read_by_what_they_write_else_by_their_place() {
    check("", "a", "KeyQ", label("actor"));
    check("", "q", "KeyA", act(Act::Values));
    check("", "с", "KeyC", label("claim"));
    check("", "ф", "KeyA", label("actor"));
    check("", "C", "KeyC", label("claim"));
    check("shift", "L", "KeyL", Some(Shortcut::AddLabel("location".into())));
    check("", "n", "KeyN", act(Act::Note));
    check("", "т", "KeyN", act(Act::Note));
    check("", "j", "KeyJ", act(Act::NextAnnotation));
    check("", "k", "KeyK", act(Act::PreviousAnnotation));
    check("", "e", "KeyE", act(Act::Expand));
    check("shift", "E", "KeyE", act(Act::Shrink));
    check("", "ı", "KeyI", act(Act::Entity));
    check("", "İ", "KeyI", act(Act::Entity));
}

#[test]
fn what_recurs_has_its_keys() {
    check("", "t", "KeyT", act(Act::Others));
    check("", "h", "KeyH", act(Act::NextHint));
    check("shift", "H", "KeyH", act(Act::PreviousHint));
    check("", "x", "KeyX", act(Act::Dismiss));
    check("", "m", "KeyM", act(Act::Counts));
    check("hit", "ArrowDown", "ArrowDown", Shortcut::Row { forward: true });
    check("hit", " ", "Space", act(Act::Pick));
    check("hit", "Enter", "Enter", act(Act::Accept));
    check("hit", "2", "Digit2", label("claim"));
}

#[test]
fn signs_are_read_by_what_they_write() {
    check("", "]", "BracketRight", act(Act::NextArticle));
    check("altgr", "[", "Digit8", act(Act::PreviousArticle));
    check("shift", "?", "Minus", act(Act::Help));
    check("shift", "/", "Digit7", act(Act::Search));
}

#[test]
fn undo_and_redo_have_their_usual_keys() {
    check("ctrl", "z", "KeyZ", act(Act::Undo));
    check("ctrl", "y", "KeyZ", act(Act::Redo));
    check("ctrl", "я", "KeyZ", act(Act::Undo));
    check("ctrl shift", "Z", "KeyZ", act(Act::Redo));
    check("ctrl", "y", "KeyY", act(Act::Redo));
    check("ctrl alt", "z", "KeyZ", None);
}

#[test]
fn what_has_the_focus_decides_what_arrows_move() {
    let go = |motion, forward, extend| Shortcut::Go { motion, forward, extend };
    check("article", "ArrowRight", "ArrowRight", go(Motion::Text(Step::Character), true, false));
    check("shift article", "ArrowLeft", "ArrowLeft", go(Motion::Text(Step::Character), false, true));
    check("ctrl article", "ArrowRight", "ArrowRight", go(Motion::Text(Step::Word), true, false));
    check("shift alt article", "ArrowRight", "ArrowRight", go(Motion::Text(Step::Word), true, true));
    check("article", "ArrowDown", "ArrowDown", go(Motion::Line, true, false));
    check("ctrl article", "ArrowUp", "ArrowUp", go(Motion::Text(Step::Paragraph), false, false));
    check("article", "Home", "Home", go(Motion::LineEdge, false, false));
    check("article", "PageDown", "PageDown", go(Motion::Page, true, false));
    check("shift article", "PageUp", "PageUp", go(Motion::Page, false, true));
    check("ctrl article", "PageDown", "PageDown", None);
    check("ctrl article", "End", "End", go(Motion::Text(Step::Article), true, false));
    check("alt article", "ArrowDown", "ArrowDown", act(Act::NextArticle));
    check("alt", "ArrowUp", "ArrowUp", act(Act::PreviousArticle));
    check("list", "ArrowDown", "ArrowDown", Shortcut::Row { forward: true });
    check("list", "ArrowRight", "ArrowRight", Shortcut::Unfold(true));
    let nudge = |start, step, forward| Shortcut::Nudge { start, step, forward };
    check("start", "ArrowRight", "ArrowRight", nudge(true, Step::Character, true));
    check("ctrl end", "ArrowLeft", "ArrowLeft", nudge(false, Step::Word, false));
    check("end", "ArrowUp", "ArrowUp", nudge(false, Step::Character, true));
    // Written from right to left, only arrows that point sideways mean the opposite.
    check("rtl start", "ArrowRight", "ArrowRight", nudge(true, Step::Character, false));
    check("rtl end", "ArrowUp", "ArrowUp", nudge(false, Step::Character, true));
    check("rtl article", "ArrowLeft", "ArrowLeft", go(Motion::Text(Step::Character), true, false));
    check("rtl article", "ArrowDown", "ArrowDown", go(Motion::Line, true, false));
    check("", "ArrowDown", "ArrowDown", None);
    check("", "Home", "Home", None);
}

#[test]
fn some_keys_mean_something_in_one_place_only() {
    check("article", "Enter", "Enter", act(Act::Accept));
    check("list", "Enter", "Enter", None);
    check("list", " ", "Space", act(Act::Pick));
    check("article", " ", "Space", None);
    check("", "Backspace", "Backspace", act(Act::Delete));
    check("", "Escape", "Escape", act(Act::Escape));
}

#[test]
fn a_text_field_keeps_its_keys() {
    check("field", "1", "Digit1", None);
    check("field", "Delete", "Delete", None);
    check("field", "ArrowLeft", "ArrowLeft", None);
    check("ctrl field", "z", "KeyZ", None);
    check("field", "Escape", "Escape", act(Act::Escape));
}

#[test]
fn keys_can_be_changed_and_switched_off() {
    let keys =
        Keys::read(true, "").with('n', 'z').and_then(|keys| keys.with('a', 'y')).expect("both are free");
    assert_eq!(Keys::read(true, &keys.write()), keys);
    let check = |held: &str, key: &str, code: &str, expected: Option<Shortcut>| {
        assert_eq!(found(&keys, held, key, code), expected, "{held} {key} {code}");
    };
    check("", "z", "KeyZ", Some(act(Act::Note)));
    check("", "n", "KeyN", None);
    check("", "y", "KeyY", Some(label("actor")));
    check("", "a", "KeyA", None);
    check("", "1", "Digit1", Some(label("actor")));
    // A letter that was let go of is free, and a key can have its own back.
    assert!(keys.with('j', 'n').is_ok());
    assert_eq!(keys.with('n', 'n').expect("its own").with('a', 'a'), Ok(Keys::read(true, "")));

    let off = Keys::read(false, "");
    assert_eq!(found(&off, "", "1", "Digit1"), None);
    assert_eq!(found(&off, "", "?", "Slash"), None);
    assert_eq!(found(&off, "ctrl", "z", "KeyZ"), Some(act(Act::Undo)));
    assert_eq!(found(&off, "", "Delete", "Delete"), Some(act(Act::Delete)));
}

#[test]
fn a_key_that_does_something_else_is_refused() {
    let keys = Keys::read(true, "nz");
    for taken in ['j', 'z', 'a', 'l', '/', '1', ' '] {
        let why = keys.with('e', taken).expect_err("it is taken");
        let (Refused::NoKey(key) | Refused::Taken(key)) = why;
        assert_eq!(key, taken);
    }
    assert!(keys.with('e', 'n').is_ok());
}

#[test]
fn a_key_that_came_later_leaves_those_that_were_given_before() {
    let keys = Keys::read(true, "nmax");
    assert_eq!(found(&keys, "", "m", "KeyM"), Some(act(Act::Note)));
    assert_eq!(found(&keys, "", "x", "KeyX"), Some(label("actor")));
    assert_eq!(keys.now('m'), NO_KEY);
    assert!(keys.with('m', 'z').is_ok());
}
