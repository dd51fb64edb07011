//! Words for search and other occurrences.

use super::counted;
use crate::features::search::state::{Hit, Search, Trouble, articles};

/// Nothing is ticked.
pub const NOTHING_TICKED: &str = "Nothing is ticked.";
/// Nothing of what is ticked can be untagged.
pub const NOTHING_TAGGED: &str = "Nothing that is ticked is tagged.";

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
        left => format!(" {left} had that label already."),
    };
    format!("Tagged {} as {label}.{left}", counted(tagged, "occurrence"))
}

/// Occurrences of which none can be tagged.
#[must_use]
pub fn all_tagged(label: &str) -> String {
    format!("All of it is tagged as {label} already.")
}

/// An obstacle of a search.
#[must_use]
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Searching => "Searching …".to_owned(),
        Trouble::Tagging => "Tagging …".to_owned(),
        Trouble::Deleting => "Deleting …".to_owned(),
        Trouble::TooMany(most) => format!("Only the first {most} are listed."),
        Trouble::Invalid(why) => format!("This is no regular expression: {why}"),
        Trouble::Slow => "Stopped: this expression takes longer than a second.".to_owned(),
        Trouble::NoWorker => "This browser cannot do that here.".to_owned(),
    }
}

/// "17 occurrences in 3 articles.", and what is not listed.
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
        0 => "Nothing was found.".to_owned(),
        count => format!("{} in {}.", counted(count, "occurrence"), counted(articles(hits), "article")),
    };
    let alike = search.count() - hits.len();
    if search.label.is_some() && alike > 0 {
        summary = format!("{summary} Tagged so already: {alike}.");
    }
    match trouble {
        Some(trouble) => format!("{summary} {trouble}"),
        None => summary,
    }
}
