//! Words for shared passages.

use super::articles::shortly;
use super::{counted, cut};
use glossator_core::corpus::Corpus;
use glossator_core::query::passages::{Kind, MOST, Passage};

/// The name of the list.
pub const TITLE: &str = "Same words";
/// The limits of what is found.
pub const NOTE: &str =
    "At least 8 words in a row. A paraphrase is not found, and who copied from whom is not decided.";
/// Nothing was found.
pub const NONE: &str = "No two articles have 8 words in a row that are the same.";
/// The meaning of the number of passages of an article.
pub const ELSEWHERE: &str = "Words that another article has as well: list them";
/// The name of the sign in the matrix, and its meaning.
pub const LEGEND: (&str, &str) =
    ("same words elsewhere", "So many words in a row stand in another article as well.");
/// The meaning of the bar beside the text.
pub const MARGIN: (&str, &str) = ("bar at the margin", "Another article has these words as well.");
/// No passage fulfils the condition.
pub const NONE_LEFT: &str = "No passage is like this.";

/// The list is not complete yet.
#[must_use]
pub fn looking(done: usize, of: usize) -> String {
    format!("Looking: {done} of {of} articles …")
}

/// Very many were found.
#[must_use]
pub fn too_many() -> String {
    format!("These are the first {MOST} that were found. There are more.")
}

/// "22 words are the same. Only Business Today has them in quotation marks."
#[must_use]
pub fn same(corpus: &Corpus, passage: &Passage) -> String {
    let name = |id| corpus.document(id).map(|it| shortly(it)).unwrap_or_default();
    let only = |id| format!("Only \u{2068}{}\u{2069} has them in quotation marks.", cut(&name(id)));
    let kind = match passage.kind {
        Kind::Both => "Both have them in quotation marks.".to_owned(),
        Kind::Neither => "Neither has them in quotation marks.".to_owned(),
        Kind::Left => only(&passage.left.0),
        Kind::Right => only(&passage.right.0),
        Kind::Partly => "Some of them stand in quotation marks.".to_owned(),
    };
    format!("{} words are the same. {kind}", passage.words)
}

/// The number of words that a claim shares, where there is little room.
#[must_use]
pub fn badge(words: usize) -> String {
    format!("≡ {words}")
}

/// Words that are in several passages.
#[must_use]
pub fn several(passages: usize) -> String {
    format!("These words are in {}.", counted(passages, "passage"))
}

/// The number of passages of an article.
#[must_use]
pub fn elsewhere(passages: usize) -> String {
    format!("{} elsewhere", counted(passages, "passage"))
}
