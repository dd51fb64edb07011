//! The names of the settings: how a person wants the page to be. They are stored with the project, outside of the undo
//! history.

/// `light`, `dark`, or nothing for the system's choice.
pub const THEME: &str = "theme";
/// `small`, `large`, `larger`, or nothing.
pub const TEXT_SIZE: &str = "text size";
/// `off`: selections by mouse stay as they are.
pub const SNAPPING: &str = "snapping";
/// `off`: no key does anything without Ctrl or Alt, but those of the caret.
pub const SINGLE_KEYS: &str = "single keys";
/// Changed keys, as [`super::keys::Keys`] writes them.
pub const KEYS: &str = "keys";
/// `off`: nobody wants to see where tagged strings recur.
pub const HINTS: &str = "hints";
/// `off`: the first steps were read.
pub const FIRST_STEPS: &str = "first steps";
