//! Keys: which press asks for what. A table and pure functions; doing it is [`super::press`]'s.
//!
//! Digits are read by their place on the keyboard, so that AZERTY's upper row and the number pad work; letters by
//! what they write, and where that is no Latin letter, by their place. Every key that writes a character can be changed,
//! and all of them can be switched off (WCAG 2.1.4).

use glossator_core::model::label::{Label, LabelId, LabelSet};
use glossator_core::text::tokenise::Step;
use glossator_web::keyboard::{Focus, KeyPress};

/// What a key press asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Tag the selected words, or say that the open annotation is this.
    Label(LabelId),
    /// Tag the open annotation's words once more.
    AddLabel(LabelId),
    /// What needs nothing else.
    Act(Act),
    /// Move the reading caret, or the end of the selection that moves.
    Go {
        /// How far.
        way: Way,
        /// Towards the end of the article.
        forward: bool,
        /// The selection grows or shrinks with it.
        extend: bool,
    },
    /// Move a boundary of the open annotation.
    Nudge {
        /// The first boundary rather than the last.
        start: bool,
        /// How far.
        step: Step,
        /// Towards the end of the article.
        forward: bool,
        /// By an arrow that points sideways: in an article that is written from right to left it means the opposite.
        sideways: bool,
    },
    /// Go to another row of the list.
    Row {
        /// The one below.
        forward: bool,
    },
}

/// What a key does that needs to know nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Delete the open annotation, or in the list all that are picked.
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
    /// Open what lies at the caret; the next larger one if it is open already.
    Overlapping,
    /// Tag the selection with the armed label, or open what lies at the caret.
    Accept,
    /// Take hold of a boundary of the open annotation.
    Boundary,
    /// Select more: the word, the sentence, the paragraph.
    Expand,
    /// Select less.
    Shrink,
    /// To the list, and back to the article.
    List,
    /// Pick the row of the list, or no longer.
    Pick,
    /// Tag every selection at once, or no longer.
    Stay,
    /// What the labels mean.
    Codebook,
    /// Every key.
    Help,
    /// Search for words.
    Search,
    /// Tag every other occurrence of the open annotation's words.
    Others,
    /// Select the words of the next hint.
    NextHint,
    /// Select the words of the hint before.
    PreviousHint,
    /// No more hints for the selected words.
    Dismiss,
    /// How much is tagged.
    Counts,
}

/// How far the reading caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As far as the text says.
    Text(Step),
    /// To the line above or below, as it is drawn.
    Line,
    /// To the start or end of the line, as it is drawn.
    LineEdge,
}

/// The keys that can be changed, as they are at first, and what they do in words. Shift with `e` does the opposite.
pub const TABLE: [(char, Act, &str); 17] = [
    ('e', Act::Expand, "Select the word, the sentence, the paragraph (with Shift: less)"),
    ('t', Act::Others, "Tag every other occurrence of what is open"),
    ('h', Act::NextHint, "Next hint (with Shift: the one before); Enter tags it"),
    ('x', Act::Dismiss, "Not this: no more hints for the selected words"),
    ('n', Act::Note, "Write a note"),
    ('b', Act::Boundary, "Take hold of a boundary; arrows move it"),
    ('o', Act::Overlapping, "Open what lies here, and the next one under it"),
    ('j', Act::NextAnnotation, "Next annotation"),
    ('k', Act::PreviousAnnotation, "Previous annotation"),
    (']', Act::NextArticle, "Next article"),
    ('[', Act::PreviousArticle, "Previous article"),
    ('g', Act::List, "Go to the list, and back to the article"),
    ('s', Act::Stay, "Stay with a label: every selection is tagged at once"),
    ('/', Act::Search, "Search for words"),
    ('m', Act::Counts, "How much is tagged"),
    ('d', Act::Codebook, "What the labels mean"),
    ('?', Act::Help, "All keys"),
];

/// What no press writes.
const NO_KEY: char = '\0';

/// Which keys were changed, and whether single keys do anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Whether a key does something without Ctrl or Alt.
    pub single: bool,
    /// What a key was at first, and what it is now.
    changed: Vec<(char, char)>,
}

impl Keys {
    /// Reads pairs of characters: what a key was at first, and what it is now.
    #[must_use]
    pub fn read(single: bool, pairs: &str) -> Self {
        let mut characters = pairs.chars();
        let pairs = std::iter::from_fn(|| Some((characters.next()?, characters.next()?)));
        Self { single, changed: pairs.collect() }
    }

    /// What [`Keys::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        self.changed.iter().flat_map(|(first, now)| [*first, *now]).collect()
    }

    /// The key that does now what that one did at first; NUL if something else was given its key
    /// before that was one.
    #[must_use]
    pub fn now(&self, first: char) -> char {
        let given = self.changed.iter().find(|(of, _)| *of == first).map(|(_, now)| *now);
        let is_taken = self.changed.iter().any(|(_, now)| *now == first);
        given.unwrap_or(if is_taken { NO_KEY } else { first })
    }

    /// The same with one key changed.
    ///
    /// # Errors
    /// What stands against it.
    pub fn with(&self, first: char, key: char) -> Result<Self, String> {
        if key.is_ascii_digit() || key.is_whitespace() || key.is_control() {
            return Err(format!("{} cannot be a key here: digits tag, and blanks scroll.", shown(key)));
        }
        let taken = all().find(|other| *other != first && self.now(*other) == key);
        if taken.is_some() {
            return Err(format!("{} is taken: it does something else.", shown(key)));
        }
        let mut keys = self.clone();
        keys.changed.retain(|(of, _)| *of != first);
        if key != first {
            keys.changed.push((first, key));
        }
        Ok(keys)
    }
}

/// Every key that can be changed, as it is at first.
fn all() -> impl Iterator<Item = char> {
    let labels = Label::built_in().into_iter().filter_map(|label| letter_of(&label.id));
    TABLE.iter().map(|(key, ..)| *key).chain(labels)
}

/// The letter of a built-in label at first: actor, claim, location.
#[must_use]
pub fn letter_of(label: &LabelId) -> Option<char> {
    let is_built_in = Label::built_in().iter().any(|built_in| built_in.id == *label);
    label.0.chars().next().filter(|_| is_built_in)
}

/// A key as people know it.
#[must_use]
pub fn shown(key: char) -> String {
    if key == NO_KEY { "–".to_owned() } else { key.to_ascii_uppercase().to_string() }
}

/// What the press asks for. Nothing while text is being typed: its keys belong to the field.
#[must_use]
pub fn find(press: &KeyPress, labels: &LabelSet, keys: &Keys) -> Option<Shortcut> {
    let act = |act| Some(Shortcut::Act(act));
    if press.key == "Escape" {
        return act(Act::Escape);
    }
    if press.focus == Focus::Field {
        return None;
    }
    if let Some(moves) = moves(press) {
        return Some(moves);
    }
    let written = written(press);
    if press.command {
        return match (written, press.shift) {
            (Some('z'), false) if !press.alt => act(Act::Undo),
            (Some('z'), true) | (Some('y'), false) if !press.alt => act(Act::Redo),
            _ => None,
        };
    }
    if press.alt {
        return match press.key.as_str() {
            "ArrowDown" => act(Act::NextArticle),
            "ArrowUp" => act(Act::PreviousArticle),
            _ => None,
        };
    }
    match press.key.as_str() {
        "Delete" | "Backspace" => return act(Act::Delete),
        "Enter" if matches!(press.focus, Focus::Article | Focus::Hit) => return act(Act::Accept),
        " " if matches!(press.focus, Focus::List | Focus::Hit) => return act(Act::Pick),
        _ if !keys.single => return None,
        _ => {}
    }
    let pressed = |first: char| written == Some(keys.now(first));
    if let Some((_, found, _)) = TABLE.iter().find(|(first, ..)| pressed(*first)) {
        return act(match found {
            Act::Expand if press.shift => Act::Shrink,
            Act::NextHint if press.shift => Act::PreviousHint,
            found => *found,
        });
    }
    let is_key_of = |label: &&Label| {
        let digit = digit(press);
        (digit.is_some() && digit == Some(&*label.key)) || letter_of(&label.id).is_some_and(pressed)
    };
    let label = labels.iter().find(is_key_of)?;
    let shortcut = if press.shift { Shortcut::AddLabel } else { Shortcut::Label };
    Some(shortcut(label.id.clone()))
}

/// Arrows and their like, where they move something of ours.
fn moves(press: &KeyPress) -> Option<Shortcut> {
    let (upright, forward) = match press.key.as_str() {
        "ArrowRight" => (false, true),
        "ArrowLeft" => (false, false),
        "ArrowDown" => (true, true),
        "ArrowUp" => (true, false),
        "Home" | "End" if press.focus == Focus::Article => {
            let way = if press.command { Way::Text(Step::Article) } else { Way::LineEdge };
            return Some(Shortcut::Go { way, forward: press.key == "End", extend: press.shift });
        }
        _ => return None,
    };
    let far = press.command || press.alt;
    let step = if far { Step::Word } else { Step::Character };
    match press.focus {
        Focus::Start | Focus::End => Some(Shortcut::Nudge {
            start: press.focus == Focus::Start,
            step,
            forward: forward != upright,
            sideways: !upright,
        }),
        Focus::List | Focus::Box | Focus::Hit if upright && !far => Some(Shortcut::Row { forward }),
        Focus::Article => {
            let way = match (upright, press.command) {
                (false, _) => Way::Text(step),
                (true, true) => Way::Text(Step::Paragraph),
                (true, false) if press.alt => return None,
                (true, false) => Way::Line,
            };
            Some(Shortcut::Go { way, forward, extend: press.shift })
        }
        _ => None,
    }
}

/// The key that a press chooses for something: what it writes, but a digit wherever one is read by its place.
#[must_use]
pub fn chosen(press: &KeyPress) -> Option<char> {
    digit(press).and_then(|digit| digit.chars().next()).or_else(|| written(press))
}

/// The digit by its place, also on the number pad, unless `NumLock` is off and it moves the cursor instead. With `AltGr`
/// its key writes something else.
fn digit(press: &KeyPress) -> Option<&str> {
    let numpad =
        || press.code.strip_prefix("Numpad").filter(|_| press.key.chars().all(|key| key.is_ascii_digit()));
    press.code.strip_prefix("Digit").filter(|_| !press.alt_graph).or_else(numpad)
}

/// The character that the key writes, letters small; where it is no Latin one, the letter at its place.
#[must_use]
pub fn written(press: &KeyPress) -> Option<char> {
    let mut written = press.key.chars();
    match (written.next(), written.next()) {
        (Some(one), None) if one.is_ascii() => Some(one.to_ascii_lowercase()),
        (Some(one), None) if press.alt_graph => Some(one),
        (Some(one), None) => {
            let place = press.code.strip_prefix("Key").and_then(|key| key.chars().next());
            Some(place.map_or(one, |key| key.to_ascii_lowercase()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
