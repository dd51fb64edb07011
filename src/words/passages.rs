//! Words for shared passages.

use super::{counted, cut};
use glossator_core::query::passages::{Kind, MOST};

/// The name of the list.
pub const TITLE: &str = "Same words";
/// The limits of what is found.
pub const NOTE: &str =
    "At least 8 words in a row. A paraphrase is not found, and who copied from whom is not decided.";
/// Nothing was found.
pub const NONE: &str = "No two articles have 8 words in a row that are the same.";
/// The meaning of the number of passages of an article.
pub const ELSEWHERE: &str = "Words that another article has as well: list them";
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
pub fn kind(words: usize, kind: Kind, left: &str, right: &str) -> String {
    let marks = |outlet: &str| format!("Only \u{2068}{}\u{2069} has them in quotation marks.", cut(outlet));
    let kind = match kind {
        Kind::Both => "Both have them in quotation marks.".to_owned(),
        Kind::Neither => "Neither has them in quotation marks.".to_owned(),
        Kind::Left => marks(left),
        Kind::Right => marks(right),
        Kind::Partly => "Quotation marks stand around some of them.".to_owned(),
    };
    format!("{} {kind}", same(words))
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

/// "22 words are the same."
#[must_use]
pub fn same(words: usize) -> String {
    format!("{words} words are the same.")
}
