//! Words for tagging, the caret and the label that stays.

/// A label was chosen without a selection.
pub const SELECT_FIRST: &str = "Select some words of the article first.";
/// A key needs an open annotation.
pub const OPEN_FIRST: &str = "Open an annotation first.";
/// A label is to stay.
pub const CHOOSE_LABEL: &str = "Choose a label: every selection is tagged with it then. Escape ends that.";
/// A label stays no longer.
pub const NO_LONGER_STAYS: &str = "Selections are no longer tagged by themselves.";
/// The offer to tag words with the label that they have elsewhere, behind its name.
pub const AS_ELSEWHERE: &str = ", as elsewhere";
/// A boundary is at its end.
pub const NO_FURTHER: &str = "It cannot go further.";
/// Taps select from now on.
pub const TAP_FIRST: &str = "Tap the first word, then the last one.";
/// The first word was tapped.
pub const TAP_LAST: &str = "Tap the last word too, or choose a label.";

/// A new annotation.
#[must_use]
pub fn tagged(quote: &str, label: &str) -> String {
    format!("Tagged {quote} as {label}.")
}

/// A new annotation, how many other occurrences its words have, "14 more in 3 articles", and the key for these, if one is
/// theirs.
#[must_use]
pub fn tagged_with_others(quote: &str, label: &str, others: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("Tagged {quote} as {label}. {others} – {key} to tag them all."),
        None => format!("Tagged {quote} as {label}. {others}."),
    }
}

/// An annotation that was there already.
#[must_use]
pub fn already_tagged(quote: &str, label: &str) -> String {
    format!("{quote} is tagged as {label} already.")
}

/// Another label.
#[must_use]
pub fn relabelled(quote: &str, label: &str) -> String {
    format!("{quote} is tagged as {label} now.")
}

/// An annotation that was deleted.
#[must_use]
pub fn deleted(quote: &str) -> String {
    format!("Deleted {quote}.")
}

/// An annotation that has a place again.
#[must_use]
pub fn placed(quote: &str) -> String {
    format!("Placed {quote}.")
}

/// Boundaries that were moved.
#[must_use]
pub fn moved(quote: &str) -> String {
    format!("Tagged now: {quote}.")
}

/// A label that stays.
#[must_use]
pub fn stays(label: &str) -> String {
    format!("Every selection is tagged as {label} now. Escape ends that.")
}

/// The sign that a label stays, or is to be chosen.
#[must_use]
pub fn staying(label: Option<&str>) -> String {
    match label {
        Some(label) => format!("Every selection is tagged as {label}."),
        None => "Choose a label: every selection is tagged with it then.".to_owned(),
    }
}
