//! Words for search and other occurrences.

use super::{counted, quoted};
use crate::features::search::state::{Hit, Search, Trouble, articles};

/// Nothing is ticked.
pub const NOTHING_TICKED: &str = "Nothing is ticked.";
/// Nothing of what is ticked can be untagged.
pub const NOTHING_TAGGED: &str = "Nothing ticked is tagged.";

/// The question about other occurrences of these words.
#[must_use]
pub fn every_other(words: &str) -> String {
    format!("Every other {}", quoted(words))
}

/// The reason why an occurrence is not ticked at first.
#[must_use]
pub fn inside_of(label: &str) -> String {
    format!("inside a longer {label}")
}

/// "14 more in 3 articles".
#[must_use]
pub fn others(count: usize, articles: usize) -> String {
    format!("{count} more in {}", counted(articles, "article"))
}

/// Occurrences that were tagged, of so many that were ticked.
#[must_use]
pub fn tagged(tagged: usize, ticked: usize, label: &str) -> String {
    let left = match ticked - tagged {
        0 => String::new(),
        left => format!(" {left} had it already."),
    };
    format!("Tagged {tagged} as {label}.{left}")
}

/// Occurrences of which none can be tagged.
#[must_use]
pub fn all_tagged(label: &str) -> String {
    format!("All are tagged as {label} already.")
}

/// An obstacle of a search.
#[must_use]
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Searching => "Searching …".to_owned(),
        Trouble::Looking(done, of) => format!("Searching … {done} of {}.", counted(*of, "article")),
        Trouble::Stopped(done, of) => format!("Stopped after {done} of {}.", counted(*of, "article")),
        Trouble::Tagging => "Tagging …".to_owned(),
        Trouble::Deleting => "Deleting …".to_owned(),
        Trouble::TooMany(most) => format!("Only the first {most} are shown."),
        Trouble::Invalid(why) => format!("This pattern is not complete: {why}"),
        Trouble::Slow => "Stopped. This pattern takes longer than a second.".to_owned(),
        Trouble::NoWorker => "This browser cannot search for patterns here.".to_owned(),
    }
}

/// "17 in 3 articles.", and what is not listed.
#[must_use]
pub fn summary(search: &Search, hits: &[Hit<'_>]) -> String {
    let trouble = search.trouble.as_ref().map(trouble);
    if let Some(trouble) = trouble.as_ref().filter(|_| hits.is_empty()) {
        return trouble.clone();
    }
    if search.pattern.words.trim().is_empty() {
        return String::new();
    }
    let mut summary = match hits.len() {
        0 => "Nothing found.".to_owned(),
        count => format!("{count} in {}.", counted(articles(hits), "article")),
    };
    let alike = search.count() - hits.len();
    if search.label.is_some() && alike > 0 {
        summary =
            format!("{summary} {alike} more {} tagged so already.", if alike == 1 { "is" } else { "are" });
    }
    match trouble {
        Some(trouble) => format!("{summary} {trouble}"),
        None => summary,
    }
}

/// "6 others are Turkey, too."
#[must_use]
pub fn are_too(count: usize, name: &str) -> String {
    let name = super::shortened(name);
    if count == 1 { format!("1 other is {name}, too.") } else { format!("{count} others are {name}, too.") }
}
