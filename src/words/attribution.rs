//! Words for who or what annotations speak of, and who said what.

use super::{counted, quoted, shortened};
use glossator_core::model::label::CLAIM;
use glossator_core::model::relation_type::{CUE, VIA, WHERE};
use glossator_core::query::suggestions::Why;

/// The question needs a claim.
pub const NO_CLAIM: &str = "Open a claim first.";
/// A link is gone.
pub const UNLINKED: &str = "No longer linked.";
/// The answer that nobody is named.
pub const NOBODY: &str = "Nobody is named";
/// The answer that takes speakers away.
pub const UNLINK: &str = "Not said by anybody here";
/// The answer that they speak of nothing.
pub const NO_ENTITY: &str = "None of these";
/// The box below the list of speakers.
pub const AS_VIA: &str = "as the one who passed it on";
/// The keys that take an answer as if the box below the list were ticked.
pub const SHIFT_ENTER: &str = "Shift Enter";
/// A mention that is the answer already.
pub const CHOSEN: &str = "linked";

/// The question who or what an annotation of that label is.
#[must_use]
pub fn means(label: &str) -> &'static str {
    if label == CLAIM { "Claim group" } else { "Who or what it is" }
}

/// The prompt of its field.
#[must_use]
pub fn prompt(label: &str) -> &'static str {
    if label == CLAIM { "Say it in your own words" } else { "Find or add a name" }
}

/// The sentence in place of an empty list: of things that annotations may mean, or of mentions (`false`).
#[must_use]
pub fn no_answer(is_entity: bool) -> &'static str {
    if is_entity {
        "There is none yet. Type it and press Enter."
    } else {
        "Nothing that is tagged here has that in its name. Select the words, then press the key again."
    }
}

/// Nothing is said yet.
pub const OPEN: &str = "not said yet";

/// The article says it itself.
pub const OWN_VOICE: &str = "own voice";

/// No place is linked.
pub const NO_PLACE: &str = "no place";

/// The name of the row of an annotation of that label.
#[must_use]
pub fn row(label: &str) -> &'static str {
    if label == CLAIM { "Group" } else { "Means" }
}

/// "by “said”".
#[must_use]
pub fn by_cue(cue: &str) -> String {
    format!("by {}", quoted(cue))
}

/// "via the Turkish president’s office".
#[must_use]
pub fn via(name: &str) -> String {
    format!("via {}", shortened(name))
}

/// The way to the mention of a speaker.
#[must_use]
pub fn show(name: &str) -> String {
    format!("Show {} in the text", quoted(name))
}

/// The title of the question about several.
#[must_use]
pub fn title(question: &str, count: usize) -> String {
    format!("{question}: {}", counted(count, "annotation"))
}

/// "new: “Hakan Fidan”".
#[must_use]
pub fn new(name: &str) -> String {
    format!("New: {}", quoted(name))
}

/// The reason for a suggestion.
#[must_use]
pub fn why(why: Option<Why>) -> String {
    match why {
        Some(Why::SameWords(0)) => "same name".to_owned(),
        Some(Why::SameWords(count)) => format!("same words, {count}×"),
        Some(Why::RareWords) => "shares words".to_owned(),
        None => String::new(),
    }
}

/// "and 6 others with these words".
#[must_use]
pub fn with_others(count: usize) -> String {
    if count == 1 {
        "and 1 other with these words".to_owned()
    } else {
        format!("and {count} others with these words")
    }
}

/// "“President Erdogan” is Recep Tayyip Erdogan.", or of a claim, "“We agreed” is in Turkey and Pakistan agreed."
#[must_use]
pub fn identified(quote: &str, count: usize, label: &str, name: &str) -> String {
    let (is, are) = if label == CLAIM { ("is in", "are in") } else { ("is", "are") };
    let name = shortened(name);
    match count {
        1 => format!("{quote} {is} {name}."),
        count => format!("{quote} and {} {are} {name}.", counted(count - 1, "other")),
    }
}

/// "“Erdogan” is nobody in particular.", or of a claim, "“We agreed” is in no group."
#[must_use]
pub fn unidentified(quote: &str, count: usize, label: &str) -> String {
    identified(quote, count, label, if label == CLAIM { "no group" } else { "nobody in particular" })
}

/// "Said by “Erdogan”."
#[must_use]
pub fn linked(relation_type: &str, quote: &str, count: usize) -> String {
    let words = match relation_type {
        VIA => "Passed on by",
        CUE => "Attributed by",
        WHERE => "Happens in",
        _ => "Said by",
    };
    match count {
        1 => format!("{words} {quote}."),
        count => format!("{}: {words} {quote}.", counted(count, "claim")),
    }
}

/// "Nobody is named who says it."
#[must_use]
pub fn nobody(is_nobody: bool, count: usize) -> String {
    match (is_nobody, count) {
        (true, 1) => "Nobody is named who says it.".to_owned(),
        (true, count) => format!("Nobody is named who says {}.", counted(count, "claim")),
        (false, 1) => "Who says it is open again.".to_owned(),
        (false, count) => format!("Who says {} is open again.", counted(count, "claim")),
    }
}
