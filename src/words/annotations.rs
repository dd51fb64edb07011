//! Words for the list of annotations.

use super::counted;

/// Nothing is tagged at the caret.
pub const NOTHING_HERE: &str = "Nothing is tagged here.";
/// The list cannot be gone to.
pub const EMPTY: &str = "The list is empty.";
/// The list of an article in which nothing is tagged.
pub const NOTHING_TAGGED: &str = "Select words and say what they are. What you tag is listed here.";
/// A list of which filters leave nothing.
pub const NOTHING_LEFT: &str = "Nothing matches these filters.";
/// An annotation without a place.
pub const PLACE_IT: &str = "These words are not in the article any more. Select where they belong, then:";

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

/// Annotations that overlap at one place, and how many of them are shown there.
#[must_use]
pub fn lie_here(count: usize, shown: usize) -> String {
    if shown < count {
        format!("{count} overlapping, {shown} shown. The list has all.")
    } else {
        format!("{count} overlapping")
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
