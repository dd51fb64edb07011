//! Words for articles side by side.

use super::articles::shortly;
use super::claims;
use glossator_core::corpus::Corpus;
use glossator_core::query::matrix::{Cell, Column, Matrix, Row};

/// The claim has nothing to be compared with.
pub const IN_NO_GROUP: &str = "This claim is in no group yet. Press I to say which one it is.";
/// There is nothing to go through.
pub const NO_GROUP: &str = "No claim is in a group yet. Open a claim and press I.";
/// The article that is read lacks what is in focus.
pub const NOT_HERE: &str = "It is not in this article.";
/// The article that is read has it once.
pub const ONLY_ONE: &str = "It is in this article once.";
/// A group that somebody looked for in vain.
pub const NOT_FOUND: &str = "Looked for, not found.";
/// A group that nobody looked for.
pub const NOT_LOOKED: &str = "Nobody has looked for it here.";
/// Nothing is left to be put beside the others.
pub const NO_OTHER: &str = "No other article is like this.";

/// The ring around whoever says the claim, and its meaning.
pub const RING: (&str, &str) = ("ring", "Whoever says the claim.");
/// The broken ring, and its meaning.
pub const BROKEN_RING: (&str, &str) = ("broken ring", "The words that attribute the claim.");
/// The line below words that differ, and its meaning.
pub const DIFFERS: (&str, &str) =
    ("underlined", "In a shared passage: other words than in the other article.");

/// There is no group behind the last one, or in front of the first.
#[must_use]
pub fn last(forward: bool) -> &'static str {
    if forward { "This is the last group." } else { "This is the first group." }
}

/// "2 of 3".
#[must_use]
pub fn place(at: usize, count: usize) -> String {
    format!("{} of {count}", at + 1)
}

/// The group in focus and its state in each article, to be read out.
#[must_use]
pub fn told(corpus: &Corpus, matrix: &Matrix, row: &Row, at: usize, count: usize) -> String {
    let cells = matrix.columns.iter().zip(&row.cells);
    let cells: Vec<_> = cells.map(|(column, cell)| in_article(corpus, column, cell)).collect();
    format!("{}: {}. {}", place(at, count), row.group.name, cells.join("; "))
}

/// "Financial Express: own voice, Turkey denies".
#[must_use]
pub fn in_article(corpus: &Corpus, column: &Column, cell: &Cell) -> String {
    let name = column.documents.first().and_then(|id| corpus.document(id)).map(|it| shortly(it));
    format!("{}: {}", name.unwrap_or_default(), state(cell))
}

/// The state of a group in an article: "own voice, Turkey denies".
#[must_use]
pub fn state(cell: &Cell) -> String {
    if cell.is_absent() {
        claims::ABSENT.to_owned()
    } else if cell.is_open() {
        claims::OPEN.to_owned()
    } else {
        cell.lines.iter().map(claims::line).collect::<Vec<_>>().join(", ")
    }
}

/// A letter for each name, as different as can be: the first letter of a word that no other one begins with.
#[must_use]
pub fn letters(names: &[String]) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for name in names {
        let words = name.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the"));
        let firsts: Vec<_> = words.filter_map(|word| word.chars().find(|it| it.is_alphanumeric())).collect();
        let free = firsts.iter().find(|first| !letters.contains(first));
        letters.push(free.or(firsts.first()).copied().unwrap_or('–'));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_outlets_apart() {
        let check = |names: &[&str], expected: &str| {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(letters(&names).into_iter().collect::<String>(), expected, "{names:?}");
        };
        check(&["The Daily Jagran", "Financial Express", "Business Today"], "DFB");
        check(&["Financial Express", "Financial Times", "The Financial"], "FTF");
        check(&["", "“Le Monde”"], "–L");
    }
}
