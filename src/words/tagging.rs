//! Words for tagging, the caret and the label that stays.

use glossator_core::model::label::CLAIM;

/// A label was chosen without a selection.
pub const SELECT_FIRST: &str = "Select some words first.";
/// A key needs an open annotation.
pub const OPEN_FIRST: &str = "Open an annotation first.";
/// A key needs an open annotation, and words are selected.
pub const TAG_FIRST: &str = "Say first what the selected words are.";
/// A label is to stay.
pub const CHOOSE_LABEL: &str = "Choose a label. Every selection gets it then.";
/// A label stays no longer.
pub const NO_LONGER_STAYS: &str = "No longer tagging.";
/// The offer to tag words with the label that they have elsewhere, behind its name.
pub const AS_ELSEWHERE: &str = ", as elsewhere";
/// The same where it is known who or what they are there, or in which group a claim is; the name follows.
#[must_use]
pub fn means(label: &str) -> &'static str {
    if label == CLAIM { ", in group " } else { ", means " }
}
/// A link was let go of where it cannot lead.
pub const DROP_ON_ACTOR: &str = "Drop it on words that are tagged as an actor.";
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

/// A new annotation, and how many other occurrences its words have: "14 more in 3 articles".
#[must_use]
pub fn tagged_with_others(label: &str, others: &str) -> String {
    format!("Tagged as {label}. {others}.")
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
    format!("Every selection becomes {label}.")
}

/// The sign that a label stays, or is to be chosen.
#[must_use]
pub fn staying(label: Option<&str>) -> String {
    match label {
        Some(label) => format!("Every selection becomes {label}."),
        None => "Choose a label. Every selection gets it then.".to_owned(),
    }
}
