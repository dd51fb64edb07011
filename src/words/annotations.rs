//! Words for the list of annotations.

use super::{counted, cut, quoted};
use glossator_core::query::attribution::Attribution;
use glossator_core::query::stance::Voice;

/// Nothing is tagged at the caret.
pub const NOTHING_HERE: &str = "Nothing is tagged here.";
/// The list cannot be gone to.
pub const EMPTY: &str = "The list is empty.";
/// The list of an article in which nothing is tagged.
pub const NOTHING_TAGGED: &str = "Select words and say what they are. What you tag is listed here.";
/// A list of which filters leave nothing.
pub const NOTHING_LEFT: &str = "Nothing matches these filters.";
/// An annotation without a place, in the list.
pub const UNPLACED: &str = "Not in the article any more. Find a place";
/// The same, where a place can be given.
pub const PLACE_IT: &str = "These words are not in the article any more. Select where they belong, then:";

/// The filter for claims that are somebody's, of whom nobody says whose.
pub const WITHOUT_SPEAKER: &str = "Without speaker";
/// The filter for annotations of which nobody says what they mean.
pub const WITHOUT_ENTITY: &str = "Without entity";

/// The voice of a claim: "own voice", "Sharif", "Sharif denies", "nobody named", "no speaker yet".
#[must_use]
pub fn voice(attribution: &Attribution) -> String {
    let name = cut(&attribution.name);
    match (attribution.stance.voice, attribution.stance.is_denial) {
        (Voice::Own, false) => "own voice".to_owned(),
        (Voice::Own, true) => "own denial".to_owned(),
        (Voice::Attributed, false) => name.into_owned(),
        (Voice::Attributed, true) => format!("{name} denies"),
        (Voice::Nobody, false) if attribution.is_missing => "no speaker yet".to_owned(),
        (Voice::Nobody, true) if attribution.is_missing => "denial, no speaker yet".to_owned(),
        (Voice::Nobody, false) => "nobody named".to_owned(),
        (Voice::Nobody, true) => "denial, nobody named".to_owned(),
    }
}

/// Speaker of a claim, before its words: "Sharif:", "Sharif denies:".
#[must_use]
pub fn speaker(attribution: &Attribution) -> String {
    format!("{}:", voice(attribution))
}

/// The end of the annotations of an article, or their start.
#[must_use]
pub fn last(forward: bool) -> &'static str {
    if forward { "This was the last annotation." } else { "This was the first annotation." }
}

/// Annotations that were changed, of so many that were picked.
#[must_use]
pub fn relabelled(changed: usize, picked: usize, label: &str) -> String {
    let left = match picked - changed {
        0 => String::new(),
        1 => " 1 was tagged so already.".to_owned(),
        left => format!(" {left} were tagged so already."),
    };
    format!("{changed} tagged as {label}.{left}")
}

/// Annotations that were deleted.
#[must_use]
pub fn deleted(count: usize) -> String {
    format!("Deleted {}.", counted(count, "annotation"))
}

/// "Ada, 3 May 2025, 14:10"; a file need not say when or by whom.
#[must_use]
pub fn tagged_by(author: &str, when: Option<&str>) -> String {
    match (author, when) {
        ("", None) => String::new(),
        ("", Some(when)) => when.to_owned(),
        (author, None) => author.to_owned(),
        (author, Some(when)) => format!("{author}, {when}"),
    }
}

/// Annotations that overlap at one place, and how many of them are shown there.
#[must_use]
pub fn overlapping(count: usize, shown: usize) -> String {
    if shown < count {
        format!("{count} overlapping, {shown} shown. The list has all.")
    } else {
        format!("{count} overlapping")
    }
}

/// The button that unfolds filters, and says whether one of them is on.
#[must_use]
pub fn filter(is_on: bool) -> &'static str {
    if is_on { "Filters (on)" } else { "Filters" }
}

/// Rows that are picked.
#[must_use]
pub fn picked(count: usize) -> String {
    format!("{count} picked")
}

/// Equal words that share a row.
#[must_use]
pub fn times(words: &str, count: usize) -> String {
    format!("{}, {count} times", quoted(words))
}

/// The tip of their number, which shows them or folds them away.
#[must_use]
pub fn unfold(is_unfolded: bool) -> &'static str {
    if is_unfolded { "Fold (←)" } else { "Show each (→)" }
}

/// A place in a text as one on a line of 44 units.
#[must_use]
pub fn tick(start: usize, length: usize) -> String {
    let tenths = 420 * start / length.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// "Paragraph 3. Overlaps with Claim “…” and 2 more."
#[must_use]
pub fn whereabouts(paragraph: usize, named: &[String], more: usize) -> String {
    if named.is_empty() {
        return format!("Paragraph {paragraph}.");
    }
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("Paragraph {paragraph}. Overlaps with {}{more}.", named.join(", "))
}
