//! How a person wants the page to be: settings of the project, stored with it, outside of the undo history.

use super::shortcuts::{self, Keys, Shortcut};
use super::store::Store;
use glossator_core::corpus::Corpus;
use glossator_web::keyboard::KeyPress;

/// `light`, `dark`, or what the system says.
pub const THEME: &str = "theme";
/// `small`, `large`, `larger`, or neither.
pub const TEXT_SIZE: &str = "text size";
/// `off`: selections by mouse stay as they are.
pub const SNAPPING: &str = "snapping";
/// `off`: no key does anything without Ctrl or Alt, but those of the caret.
pub const SINGLE_KEYS: &str = "single keys";
/// See [`Keys`].
pub const KEYS: &str = "keys";
/// `off`: nobody wants to see where tagged strings recur.
pub const HINTS: &str = "hints";
/// `off`: the first steps were read.
pub const FIRST_STEPS: &str = "first steps";

/// What the setting says; empty where nobody changed it.
#[must_use]
pub fn of<'a>(corpus: &'a Corpus, setting: &str) -> &'a str {
    corpus.setting(setting).map_or("", |value| value)
}

/// Whether it was not switched off.
#[must_use]
pub fn is_on(corpus: &Corpus, setting: &str) -> bool {
    of(corpus, setting) != "off"
}

/// The keys as they are mapped now.
#[must_use]
pub fn keys(corpus: &Corpus) -> Keys {
    Keys::read(is_on(corpus, SINGLE_KEYS), of(corpus, KEYS))
}

/// What the key press asks for, as the keys are mapped now.
#[must_use]
pub fn asked(corpus: &Corpus, press: &KeyPress) -> Option<Shortcut> {
    shortcuts::find(press, corpus.labels(), &keys(corpus))
}

/// Gives what `default` stands for another key, unless that is taken.
pub fn change_key(store: &Store, default: char, key: char) {
    let keys = store.read(|state| keys(state.corpus()));
    match keys.with(default, key) {
        Ok(keys) => {
            store.set(KEYS, &keys.write());
            store.say(format!("The key is {} now.", shortcuts::shown(key)), None);
        }
        Err(why) => store.say(why, None),
    }
}
