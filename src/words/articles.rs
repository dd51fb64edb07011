//! Words for articles.

use super::{counted, cut};
use glossator_core::model::attribute::OUTLET;
use glossator_core::model::document::{Document, State};
use std::rc::Rc;

/// An article has another title.
pub const RENAMED: &str = "Renamed.";
/// There is no article at all.
pub const NONE: &str = "Bring in the articles you want to compare";
/// The place to which they come.
pub const STAY: &str = "They stay in this browser. Nothing is sent anywhere.";
/// A project that others share, of which nothing is here.
pub const SHARED: &str = "What the others have comes here by itself: on a server once you are logged in and a lead of the project has let you in. What you add goes to them.";
/// A way to bring articles in: files.
pub const BY_FILES: &str =
    "Text, Word, web pages, spreadsheets, press databases, ZIP. Or drop them anywhere.";
/// A way to bring articles in: the clipboard.
pub const BY_PASTE: &str = "Copy it from a page or a database, and press Ctrl V here.";
/// A way to have articles: those that come with the page.
pub const BRING_BACK: &str = "Get the articles of the page back";
/// The reason why they are not there.
pub const ARE_AWAY: &str = "They come with the page, and were put away here.";
/// The other ways to add articles.
pub const ADD: &str = "Or drop files anywhere, or paste.";
/// The sign under files that are dragged over the page.
pub const DROP: &str = "Drop articles, folders, a download or another tool’s file to open them";

/// The name of an article where there is room for a line: with its outlet, if that is known.
#[must_use]
pub fn named(document: &Document) -> String {
    let (outlet, title) = (document.attributes.get(OUTLET), cut(&document.title));
    if outlet.is_empty() { title.into_owned() } else { format!("{outlet}: {title}") }
}

/// The name of an article beside something else: its outlet, if that is known.
#[must_use]
pub fn shortly(document: &Document) -> Rc<str> {
    let outlet = document.attributes.get(OUTLET);
    if outlet.is_empty() { document.title.clone() } else { outlet.into() }
}

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
    let (mut words, mut characters, mut is_inside) = (0, 0, false);
    for character in text.chars() {
        let is_word = !character.is_whitespace();
        words += usize::from(is_word && !is_inside);
        characters += usize::from(is_word);
        is_inside = is_word;
    }
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

/// Articles that were taken out, the first one by its title.
#[must_use]
pub fn removed(title: &str, articles: usize, annotations: usize) -> String {
    let what = if articles == 1 { title.to_owned() } else { counted(articles, "article") };
    match annotations {
        0 => format!("Removed {what}."),
        count if articles == 1 => format!("Removed {what} and its {}.", counted(count, "annotation")),
        count => format!("Removed {what} and their {}.", counted(count, "annotation")),
    }
}

/// Articles that were put away and are back.
#[must_use]
pub fn back(articles: usize) -> String {
    format!("{} {} back.", counted(articles, "article"), if articles == 1 { "is" } else { "are" })
}

/// Cells that got a value.
#[must_use]
pub fn set(cells: usize) -> String {
    format!("{} changed.", counted(cells, "cell"))
}

/// Articles on which the work is that far.
#[must_use]
pub fn state_of(articles: usize, state: State) -> String {
    let is = if articles == 1 { "is" } else { "are" };
    format!("{} {is} {}.", counted(articles, "article"), self::state(state).to_lowercase())
}

/// The state of the work on an article.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Open => "Open",
        State::Done => "Done",
    }
}

/// The words that ask for a value: "Add date".
#[must_use]
pub fn add(attribute: &str) -> String {
    format!("Add {}", attribute.to_lowercase())
}

/// The host of an address on the web: `example.org` of `https://www.example.org/world/1`.
#[must_use]
pub fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// Values that were pasted, of which some were not understood, or had no row to go to.
#[must_use]
pub fn not_pasted(not_understood: &[String], beyond: usize) -> String {
    let mut sentences = Vec::new();
    if let Some(first) = not_understood.first() {
        let were = if not_understood.len() == 1 { "was" } else { "were" };
        let first = super::quoted(first);
        sentences.push(match not_understood.len() {
            1 => format!("{first} was not understood and is left out."),
            count => format!("{count} values {were} not understood and are left out, first {first}."),
        });
    }
    if beyond > 0 {
        let have = if beyond == 1 { "has" } else { "have" };
        sentences.push(format!("{} {have} no row or column to go to.", counted(beyond, "value")));
    }
    sentences.join(" ")
}

/// The effect of pasting a column.
pub const PASTE_COLUMN: &str = "Copy cells in a spreadsheet and paste them here. They go down the table in its order: the first \
    to the first article that is shown. Several columns go side by side.";

/// Numbers of rows that were pasted, and of the articles that they are for.
#[must_use]
pub fn rows_for(rows: usize, articles: usize) -> String {
    if rows == 0 {
        String::new()
    } else {
        format!("{} for {}", counted(rows, "row"), counted(articles, "article"))
    }
}

/// Articles that come with the page and were put away.
#[must_use]
pub fn put_away(articles: usize) -> String {
    let is = if articles == 1 { "is" } else { "are" };
    format!("{} of the example {is} put away.", counted(articles, "article"))
}

/// The name of the group of articles without an outlet.
pub const NO_OUTLET: &str = "No outlet";
/// No article has what is looked for.
pub const NOTHING_LEFT: &str = "No article fits.";
/// Everything that can be dropped.
pub const DROP_HERE: &str =
    "Drop text, Word, web pages, spreadsheets, press databases or a project here. Or paste.";
/// The endings of what can be read.
pub const ENDINGS: &str = ".txt .md .html .mhtml .docx .odt .rtf .csv .tsv .xlsx .json .jsonl .zip";

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
