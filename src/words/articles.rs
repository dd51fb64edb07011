//! Words for articles.

/// An article has another title.
pub const RENAMED: &str = "Renamed.";
/// There is no article at all.
pub const NONE: &str = "There is no article here. Drop a .txt file to add one.";
/// The way to add articles.
pub const ADD: &str = "“Open files” adds articles (.txt); they can also be dropped anywhere.";
/// The sign under files that are dragged over the page.
pub const DROP: &str = "Drop articles (.txt), a download (.json) or another tool’s file to open them";

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
