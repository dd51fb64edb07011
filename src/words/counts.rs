//! Words for counts.

/// The meaning of a number of strings.
pub const STRINGS: &str = "A string in two articles, or with two labels, counts once where both are counted.";

/// The name of a number that leads to what was counted.
#[must_use]
pub fn show(number: usize) -> String {
    format!("{number}: show them")
}
