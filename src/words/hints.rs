//! Words for hints.

use super::counted;

/// Nobody wants hints.
pub const SWITCHED_OFF: &str = "Hints are switched off in Settings.";
/// Nothing that is selected is a hint.
pub const GO_FIRST: &str = "Go to a hint first.";

/// The article has no hint.
pub const NONE: &str = "No hints in this article.";

/// No hint is left on the way, so that it begins again at the other end.
#[must_use]
pub fn around(forward: bool) -> &'static str {
    if forward { "From the beginning again." } else { "From the end again." }
}

/// A string for which there are no hints any more.
#[must_use]
pub fn dismissed(quote: &str) -> String {
    format!("No hints for {quote} any more.")
}

/// Strings for which there are hints again.
#[must_use]
pub fn all_back(strings: usize) -> String {
    format!("Hints for {} again.", counted(strings, "string"))
}

/// The name of a hint.
#[must_use]
pub fn name(quote: &str, label: &str, count: usize) -> String {
    format!("Tag {quote} as {label}, like {count} elsewhere")
}
