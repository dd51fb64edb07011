//! Words for articles.

use super::counted;

/// An article has another title.
pub const RENAMED: &str = "Renamed.";
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
    format!("Removed {title}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_text_is_counted_in_what_it_has() {
        let check = |text: &str, words: &str| assert_eq!(length(text), words, "{text}");
        check("", "0 words");
        check("Istanbul", "1 word");
        check("One two\n\nthree.", "3 words");
        check("\u{571f}\u{8033}\u{5176}\u{603b}\u{7edf}".repeat(8).as_str(), "40 characters");
    }
}
