//! Keys: the wish behind each press. A table and pure functions; which intent it becomes is [`super::press`]'s to say.
//!
//! Digits are read by their place on the keyboard, so that AZERTY's upper row and the number pad work; letters by
//! what they write, and where that is no Latin letter, by their place. Every key that writes a character can be changed,
//! and all of them can be switched off (WCAG 2.1.4).

use crate::features::reader::state::Motion;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::label::{Label, LabelId, LabelSet};
use glossator_core::text::tokenise::Step;

/// A press, and the thing that had the focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a keyboard has that many modifiers")]
pub struct Press {
    /// The meaning of the key in the user's layout: `a`, `ф`, `Enter`.
    pub key: String,
    /// The key, whatever the layout: `KeyA`, `Digit1`.
    pub code: String,
    /// Shift is down.
    pub shift: bool,
    /// Ctrl is down, on a Mac Command. `AltGr` is no modifier: it writes characters.
    pub command: bool,
    /// Alt is down.
    pub alt: bool,
    /// `AltGr` is down.
    pub alt_graph: bool,
    /// The thing that has the focus.
    pub focus: Focus,
    /// True if that is a field, a list to choose from or a box to tick.
    pub in_input: bool,
    /// True if that stands in the panel of the search.
    pub in_search: bool,
    /// True if arrows that point sideways mean the opposite there: the words are written from right to left.
    pub is_rtl: bool,
}

/// The thing that has the focus, as far as it matters to keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Something else.
    #[default]
    Elsewhere,
    /// A field in which text is typed.
    Field,
    /// The article.
    Article,
    /// A row of the list of annotations.
    Row(AnnotationId),
    /// The box of such a row.
    Box(AnnotationId),
    /// An occurrence that a search found, by its place.
    Hit(usize),
    /// An annotation that a search found by its note.
    Noted,
    /// The handle at the start of the open annotation.
    Start,
    /// The handle at its end.
    End,
}

impl Focus {
    /// The annotation whose row or box has the focus.
    #[must_use]
    pub fn annotation(self) -> Option<AnnotationId> {
        match self {
            Self::Row(annotation) | Self::Box(annotation) => Some(annotation),
            _ => None,
        }
    }
}

/// The wish behind a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Tag the selected words, or say that the open annotation is this.
    Label(LabelId),
    /// Tag the open annotation's words once more.
    AddLabel(LabelId),
    /// A wish that needs nothing else.
    Act(Act),
    /// Move the reading caret, or the end of the selection that moves.
    Go {
        /// The distance.
        motion: Motion,
        /// Towards the end of the article.
        forward: bool,
        /// The selection grows or shrinks with it.
        extend: bool,
    },
    /// Move a boundary of the open annotation.
    Nudge {
        /// The first boundary rather than the last.
        start: bool,
        /// The distance.
        step: Step,
        /// Towards the end of the article.
        forward: bool,
    },
    /// Go to another row of the list.
    Row {
        /// The one below.
        forward: bool,
    },
    /// Unfold a row of the list, or fold it (`false`).
    Unfold(bool),
}

/// A wish that needs to know nothing else.
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
    /// Ask for a value of what is open or picked.
    Values,
    /// Ask who or what is open or picked.
    Entity,
    /// Ask who said the claims that are open or picked.
    Speaker,
    /// Ask where what they claim happens.
    Place,
    /// Nobody is named who said them, or no longer.
    Nobody,
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
    /// Show the meaning of the labels.
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
    /// Show the numbers of annotations.
    Counts,
    /// Show a claim in all articles side by side; there, the next one.
    Compare,
    /// Show the claim before, side by side.
    PreviousClaim,
    /// To the next view.
    View,
    /// Open the next annotation that lacks something.
    Unfinished,
}

/// The keys that can be changed, as they are at first. Shift with `e`, `h` or `f` does the opposite.
pub const TABLE: [(char, Act); 24] = [
    ('e', Act::Expand),
    ('t', Act::Others),
    ('h', Act::NextHint),
    ('x', Act::Dismiss),
    ('n', Act::Note),
    ('q', Act::Values),
    ('i', Act::Entity),
    ('w', Act::Speaker),
    ('p', Act::Place),
    ('b', Act::Boundary),
    ('o', Act::Overlapping),
    ('j', Act::NextAnnotation),
    ('k', Act::PreviousAnnotation),
    ('f', Act::Compare),
    ('u', Act::Unfinished),
    (']', Act::NextArticle),
    ('[', Act::PreviousArticle),
    ('g', Act::List),
    ('s', Act::Stay),
    ('/', Act::Search),
    ('m', Act::Counts),
    ('v', Act::View),
    ('d', Act::Codebook),
    ('?', Act::Help),
];

/// A key that no press writes.
const NO_KEY: char = '\0';

/// The keys as a person has mapped them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// True if a key does something without Ctrl or Alt.
    pub single: bool,
    /// Pairs of a key as it was at first, and as it is now.
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

    /// The wish of the page that has this key now, so that a label cannot have it.
    #[must_use]
    pub fn act_of(&self, key: &str) -> Option<Act> {
        let found = TABLE
            .iter()
            .find(|(first, _)| key.eq_ignore_ascii_case(self.now(*first).encode_utf8(&mut [0; 4])));
        found.map(|(_, act)| *act)
    }

    /// The pairs that [`Keys::read`] reads.
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

    /// The name of the key that does now what that one did at first; `None` if no key does.
    #[must_use]
    pub fn name(&self, first: char) -> Option<String> {
        let now = Some(self.now(first)).filter(|key| self.single && *key != NO_KEY);
        now.map(shown)
    }

    /// The same with one key changed.
    ///
    /// # Errors
    /// The reason why that cannot be.
    pub fn with(&self, first: char, key: char) -> Result<Self, Refused> {
        if key.is_ascii_digit() || key.is_whitespace() || key.is_control() {
            return Err(Refused::NoKey(key));
        }
        let taken = all().find(|other| *other != first && self.now(*other) == key);
        if taken.is_some() {
            return Err(Refused::Taken(key));
        }
        let mut keys = self.clone();
        keys.changed.retain(|(of, _)| *of != first);
        if key != first {
            keys.changed.push((first, key));
        }
        Ok(keys)
    }
}

/// The reason why a key cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Digits tag, and blanks scroll.
    NoKey(char),
    /// It does something else.
    Taken(char),
}

/// Every key that can be changed, as it is at first.
fn all() -> impl Iterator<Item = char> {
    let labels = Label::built_in().into_iter().filter_map(|label| letter_of(&label.id));
    TABLE.iter().map(|(key, _)| *key).chain(labels)
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

/// The wish behind the press. There is none while text is being typed: its keys belong to the field.
#[must_use]
pub fn find(press: &Press, labels: &LabelSet, keys: &Keys) -> Option<Shortcut> {
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
        "Enter" if matches!(press.focus, Focus::Article | Focus::Hit(_)) => return act(Act::Accept),
        " " if matches!(press.focus, Focus::Row(_) | Focus::Hit(_)) => return act(Act::Pick),
        _ if !keys.single => return None,
        _ => {}
    }
    let pressed = |first: char| written == Some(keys.now(first));
    if let Some((_, found)) = TABLE.iter().find(|(first, ..)| pressed(*first)) {
        return act(match found {
            Act::Expand if press.shift => Act::Shrink,
            Act::NextHint if press.shift => Act::PreviousHint,
            Act::Compare if press.shift => Act::PreviousClaim,
            found => *found,
        });
    }
    let digit = digit(press);
    let is_own = |key: &str| match digit {
        Some(digit) => digit == key,
        None => written.is_some_and(|written| !key.is_empty() && *written.to_string() == *key.to_lowercase()),
    };
    if digit == Some("0") && !labels.iter().any(|label| *label.key == *"0") {
        return act(Act::Nobody);
    }
    // A key that somebody gave to a label comes before the letter that it has by itself.
    if let Some(label) = labels.iter().find(|label| is_own(&label.key)) {
        let shortcut = if press.shift { Shortcut::AddLabel } else { Shortcut::Label };
        return Some(shortcut(label.id.clone()));
    }
    let is_key_of = |label: &&Label| letter_of(&label.id).is_some_and(pressed);
    let label = labels.iter().find(is_key_of)?;
    let shortcut = if press.shift { Shortcut::AddLabel } else { Shortcut::Label };
    Some(shortcut(label.id.clone()))
}

/// Arrows and their like, where they move something of ours.
fn moves(press: &Press) -> Option<Shortcut> {
    let (upright, forward) = match press.key.as_str() {
        "ArrowRight" => (false, true),
        "ArrowLeft" => (false, false),
        "ArrowDown" => (true, true),
        "ArrowUp" => (true, false),
        "Home" | "End" if press.focus == Focus::Article => {
            let motion = if press.command { Motion::Text(Step::Article) } else { Motion::LineEdge };
            return Some(Shortcut::Go { motion, forward: press.key == "End", extend: press.shift });
        }
        "PageUp" | "PageDown" if press.focus == Focus::Article && !press.command && !press.alt => {
            let (motion, forward) = (Motion::Page, press.key == "PageDown");
            return Some(Shortcut::Go { motion, forward, extend: press.shift });
        }
        _ => return None,
    };
    let far = press.command || press.alt;
    let step = if far { Step::Word } else { Step::Character };
    match press.focus {
        Focus::Start | Focus::End => Some(Shortcut::Nudge {
            start: press.focus == Focus::Start,
            step,
            forward: if upright { !forward } else { forward != press.is_rtl },
        }),
        Focus::Row(_) | Focus::Box(_) | Focus::Hit(_) | Focus::Noted if upright && !far => {
            Some(Shortcut::Row { forward })
        }
        Focus::Row(_) if !upright && !far => Some(Shortcut::Unfold(forward)),
        Focus::Article => {
            let motion = match (upright, press.command) {
                (false, _) => Motion::Text(step),
                (true, true) => Motion::Text(Step::Paragraph),
                (true, false) if press.alt => return None,
                (true, false) => Motion::Line,
            };
            let forward = forward != (!upright && press.is_rtl);
            Some(Shortcut::Go { motion, forward, extend: press.shift })
        }
        _ => None,
    }
}

/// The key that a press chooses for something: what it writes, but a digit wherever one is read by its place.
#[must_use]
pub fn chosen(press: &Press) -> Option<char> {
    digit(press).and_then(|digit| digit.chars().next()).or_else(|| written(press))
}

/// The digit by its place, also on the number pad, unless `NumLock` is off and it moves the cursor instead. With `AltGr`
/// its key writes something else.
fn digit(press: &Press) -> Option<&str> {
    let numpad =
        || press.code.strip_prefix("Numpad").filter(|_| press.key.chars().all(|key| key.is_ascii_digit()));
    press.code.strip_prefix("Digit").filter(|_| !press.alt_graph).or_else(numpad)
}

/// The character that the key writes, letters small; where it is no Latin one, the letter at its place.
#[must_use]
pub fn written(press: &Press) -> Option<char> {
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
