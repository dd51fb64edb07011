//! Words for the list of annotations.

use super::counted;

/// Nothing is tagged at the caret.
pub const NOTHING_HERE: &str = "Nothing is tagged here.";
/// The list cannot be gone to.
pub const EMPTY: &str = "The list is empty.";
/// The list of an article in which nothing is tagged.
pub const NOTHING_TAGGED: &str = "Select words and say what they are. What you tag is listed here.";
/// A list of which filters leave nothing.
pub const NOTHING_LEFT: &str = "Nothing is left of the list: choose other filters.";
/// An annotation without a place.
pub const PLACE_IT: &str =
    "Its words were not found in the article as it is now. Select where it belongs, then:";

/// The end of the annotations of an article, or their start.
#[must_use]
pub fn last(forward: bool) -> &'static str {
    if forward {
        "This was the last annotation of the article."
    } else {
        "This was the first annotation of the article."
    }
}

/// Annotations that were changed, of so many that were picked.
#[must_use]
pub fn relabelled(changed: usize, picked: usize, label: &str) -> String {
    let left = match picked - changed {
        0 => String::new(),
        left => format!(" {left} had that label, or another one at the same place has it."),
    };
    format!("{} tagged as {label} now.{left}", counted(changed, "annotation"))
}

/// Annotations that were deleted.
#[must_use]
pub fn deleted(count: usize) -> String {
    format!("Deleted {}.", counted(count, "annotation"))
}

/// "Tagged by Ada, 3 May 2025, 14:10"; a file need not say when or by whom.
#[must_use]
pub fn tagged_by(author: &str, when: Option<&str>) -> String {
    match (author, when) {
        ("", None) => String::new(),
        ("", Some(when)) => format!("Tagged {when}"),
        (author, None) => format!("Tagged by {author}"),
        (author, Some(when)) => format!("Tagged by {author}, {when}"),
    }
}

/// Annotations that lie at one place, and how many of them are shown there.
#[must_use]
pub fn lie_here(count: usize, shown: usize) -> String {
    if shown < count {
        format!("{count} lie here, {shown} of them shown; the list has all.")
    } else {
        format!("{count} lie here")
    }
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
