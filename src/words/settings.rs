//! Words for settings and keys.

use crate::app::keys::{Refused, shown};

/// The annotator has another name.
pub const NAME_CHANGED: &str = "Your name is changed.";

/// A key that was changed.
#[must_use]
pub fn key_changed(key: char) -> String {
    format!("The key is {} now.", shown(key))
}

/// A key that cannot be taken.
#[must_use]
pub fn key_refused(refused: Refused) -> String {
    match refused {
        Refused::NoKey(key) => {
            format!("{} cannot be a key: digits tag, and blanks scroll.", shown(key))
        }
        Refused::Taken(key) => format!("{} does something else already.", shown(key)),
    }
}

/// The use of the name.
pub const NAME: &str = "It stands beside what you tag, in files too. It may stay empty.";
/// Settings are not undone.
pub const AT_ONCE: &str = "Choices count at once. Undo does not change them.";
/// The way to change a key.
pub const CHANGE_KEYS: &str = "Go to a field and press the key you want there.";
/// The version, and the licences.
pub const ABOUT: &str = concat!(
    "Glossator ",
    env!("CARGO_PKG_VERSION"),
    ". Code: MIT or Apache-2.0; the articles belong to their publishers."
);

/// Strings for which hints can be shown again.
#[must_use]
pub fn show_dismissed(strings: usize) -> String {
    format!("Show dismissed hints again ({strings})")
}
