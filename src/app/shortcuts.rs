//! Keys: which press asks for what. A table and a pure function; doing it is [`super::intent`]'s.
//!
//! Digits are read by their place on the keyboard, so that AZERTY's upper row and the number pad work; letters by
//! what they write, and where that is no Latin letter, by their place.

use crate::web::keyboard::KeyPress;
use glossator_core::label::{Label, LabelId, LabelSet};

/// What a key press asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Tag the selected words, or say that the open annotation is this.
    Label(LabelId),
    /// Tag the open annotation's words once more.
    AddLabel(LabelId),
    /// Delete the open annotation.
    Delete,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Write the open annotation's note.
    Note,
    /// Close what is open, or select nothing.
    Escape,
    /// The annotation behind the open one.
    NextAnnotation,
    /// The annotation in front of the open one.
    PreviousAnnotation,
    /// The article below.
    NextArticle,
    /// The article above.
    PreviousArticle,
}

/// What the press asks for. Nothing while text is being typed: its keys belong to the field.
#[must_use]
pub fn find(press: &KeyPress, labels: &LabelSet) -> Option<Shortcut> {
    let letter = letter(press);
    if press.in_text_field {
        return (press.key == "Escape").then_some(Shortcut::Escape);
    }
    if press.command {
        return match (letter, press.shift) {
            (Some('z'), false) if !press.alt => Some(Shortcut::Undo),
            (Some('z'), true) | (Some('y'), false) if !press.alt => Some(Shortcut::Redo),
            _ => None,
        };
    }
    if press.alt {
        return match press.key.as_str() {
            "ArrowDown" => Some(Shortcut::NextArticle),
            "ArrowUp" => Some(Shortcut::PreviousArticle),
            _ => None,
        };
    }
    if let Some(label) = labels.iter().find(|label| is_key_of(label, press, letter)) {
        let shortcut = if press.shift { Shortcut::AddLabel } else { Shortcut::Label };
        return Some(shortcut(label.id.clone()));
    }
    match press.key.as_str() {
        "Delete" | "Backspace" => return Some(Shortcut::Delete),
        "Escape" => return Some(Shortcut::Escape),
        "]" => return Some(Shortcut::NextArticle),
        "[" => return Some(Shortcut::PreviousArticle),
        _ => {}
    }
    match letter? {
        'n' => Some(Shortcut::Note),
        'j' => Some(Shortcut::NextAnnotation),
        'k' => Some(Shortcut::PreviousAnnotation),
        _ => None,
    }
}

/// The built-in labels have a letter besides their digit: actor, claim, location.
fn is_key_of(label: &Label, press: &KeyPress, letter: Option<char>) -> bool {
    let digit = press.code.strip_prefix("Digit").or_else(|| numpad_digit(press));
    let own_letter =
        Label::built_in().iter().any(|built_in| built_in.id == label.id).then(|| label.id.0.chars().next());
    (digit.is_some() && digit == Some(&*label.key)) || (letter.is_some() && Some(letter) == own_letter)
}

/// The number pad's digit, unless `NumLock` is off and it moves the cursor instead.
fn numpad_digit(press: &KeyPress) -> Option<&str> {
    press.code.strip_prefix("Numpad").filter(|_| press.key.chars().all(|key| key.is_ascii_digit()))
}

fn letter(press: &KeyPress) -> Option<char> {
    let mut written = press.key.chars();
    match (written.next(), written.next()) {
        (Some(one), None) if one.is_ascii_alphabetic() => Some(one.to_ascii_lowercase()),
        (Some(one), None) if !one.is_ascii() => {
            press.code.strip_prefix("Key")?.chars().next().map(|key| key.to_ascii_lowercase())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &str, key: &str, code: &str, expected: impl Into<Option<Shortcut>>) {
        let press = KeyPress {
            key: key.to_owned(),
            code: code.to_owned(),
            shift: keys.contains("shift"),
            command: keys.contains("ctrl"),
            alt: keys.contains("alt"),
            in_text_field: keys.contains("field"),
        };
        let labels = LabelSet::new(Label::built_in());
        assert_eq!(find(&press, &labels), expected.into(), "{keys} {key} {code}");
    }

    fn label(id: &str) -> Shortcut {
        Shortcut::Label(id.into())
    }

    #[test]
    fn digits_are_read_by_their_place() {
        check("", "1", "Digit1", label("actor"));
        check("", "&", "Digit1", label("actor"));
        check("", "é", "Digit2", label("claim"));
        check("", "3", "Numpad3", label("location"));
        check("", "PageDown", "Numpad3", None);
        check("", "4", "Digit4", None);
        check("shift", "!", "Digit1", Some(Shortcut::AddLabel("actor".into())));
        check("ctrl", "1", "Digit1", None);
        check("alt", "1", "Digit1", None);
    }

    #[test]
    fn letters_are_read_by_what_they_write_else_by_their_place() {
        check("", "a", "KeyQ", label("actor"));
        check("", "q", "KeyA", None);
        check("", "с", "KeyC", label("claim"));
        check("", "C", "KeyC", label("claim"));
        check("shift", "L", "KeyL", Some(Shortcut::AddLabel("location".into())));
        check("", "n", "KeyN", Some(Shortcut::Note));
        check("", "j", "KeyJ", Some(Shortcut::NextAnnotation));
        check("", "k", "KeyK", Some(Shortcut::PreviousAnnotation));
        check("", "ı", "KeyI", None);
    }

    #[test]
    fn undo_and_redo_have_their_usual_keys() {
        check("ctrl", "z", "KeyZ", Some(Shortcut::Undo));
        check("ctrl", "y", "KeyZ", Some(Shortcut::Redo));
        check("ctrl", "я", "KeyZ", Some(Shortcut::Undo));
        check("ctrl shift", "Z", "KeyZ", Some(Shortcut::Redo));
        check("ctrl", "y", "KeyY", Some(Shortcut::Redo));
        check("ctrl alt", "z", "KeyZ", None);
    }

    #[test]
    fn articles_and_the_rest() {
        check("", "]", "BracketRight", Some(Shortcut::NextArticle));
        check("", "[", "Digit8", Some(Shortcut::PreviousArticle));
        check("alt", "ArrowDown", "ArrowDown", Some(Shortcut::NextArticle));
        check("alt", "ArrowUp", "ArrowUp", Some(Shortcut::PreviousArticle));
        check("", "Backspace", "Backspace", Some(Shortcut::Delete));
        check("", "Escape", "Escape", Some(Shortcut::Escape));
        check("", "ArrowDown", "ArrowDown", None);
    }

    #[test]
    fn a_text_field_keeps_its_keys() {
        check("field", "1", "Digit1", None);
        check("field", "Delete", "Delete", None);
        check("field ctrl", "z", "KeyZ", None);
        check("field", "Escape", "Escape", Some(Shortcut::Escape));
    }
}
