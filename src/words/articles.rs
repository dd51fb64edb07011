//! Words for articles.

use super::counted;

/// An article has another title.
pub const RENAMED: &str = "Renamed the article.";
/// There is no article at all.
pub const NONE: &str = "Bring in the articles you want to tag";
/// The place to which they come.
pub const STAY: &str = "They stay in this browser. Nothing is sent anywhere.";
/// The other ways to add articles.
pub const ADD: &str = "Or drop files anywhere, or paste.";
/// The sign under files that are dragged over the page.
pub const DROP: &str = "Drop articles (.txt), a download (.json) or another tool’s file to open them";

/// The words of the field that opens the search.
#[must_use]
pub fn search(articles: usize) -> String {
    if articles == 0 { "Search".to_owned() } else { format!("Search {}", counted(articles, "article")) }
}

/// The length of an article: "513 words". Where words are not parted by blanks, characters are counted.
#[must_use]
pub fn length(text: &str) -> String {
    /// More characters to a word than any language has that parts them.
    const LONGEST: usize = 16;
    let words = text.split_whitespace().count();
    let characters = text.chars().filter(|character| !character.is_whitespace()).count();
    let is_parted = characters <= words * LONGEST;
    if is_parted { counted(words, "word") } else { counted(characters, "character") }
}

/// Words that are tagged elsewhere and are not tagged here.
#[must_use]
pub fn hints(count: usize) -> String {
    counted(count, "hint")
}

/// The end of the list of articles, or its start.
#[must_use]
pub fn last(forward: bool) -> &'static str {
    if forward { "This was the last article." } else { "This was the first article." }
}

/// An article that was taken out.
#[must_use]
pub fn removed(title: &str) -> String {
    format!("Removed the article {title}.")
}
