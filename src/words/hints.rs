//! Words for hints.

use super::counted;

/// Nobody wants hints.
pub const SWITCHED_OFF: &str = "Hints are switched off in Settings.";
/// Nothing that is selected is a hint.
pub const GO_FIRST: &str = "Go to a hint first.";

/// The end of the hints of an article, or their start.
#[must_use]
pub fn last(forward: bool) -> &'static str {
    if forward { "This was the last hint." } else { "This was the first hint." }
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
