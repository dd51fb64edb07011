//! Words for actors and the things of other labels.

use super::{counted, quoted, shortened};

/// An outlet that no article names.
pub const NO_OUTLET: &str = "No outlet";
/// The column of outlets that have none of their own.
pub const OTHER_OUTLETS: &str = "Other outlets";
/// There is nothing to be listed.
pub const NOTHING: &str = "Nothing is tagged with this label yet.";
/// The filter leaves nothing.
pub const NOTHING_LEFT: &str = "No row is like this.";
/// The sign of mentions without an entity.
pub const LOOSE: &str = "not named yet";
/// An outlet that does not name it.
pub const NONE: &str = "none";
/// A name or a note was written.
pub const CHANGED: &str = "Changed.";
/// Mentions were parted.
pub const APART: &str = "Apart again.";
/// A name that is empty.
pub const NO_NAME: &str = "It needs a name.";
/// Before a merge.
pub const CAN_BE_UNDONE: &str = "You can undo this.";
/// The two switches.
pub const PRONOUNS: &str = "Count pronouns";
/// The two switches.
pub const QUOTED: &str = "Leave out names in quotations";

/// "26 mentions, 6 names".
#[must_use]
pub fn numbers(mentions: usize, names: usize) -> String {
    format!("{}, {}", counted(mentions, "mention"), counted(names, "name"))
}

/// The name of a button that leads to mentions: "Turkey in Le Monde, 6 mentions".
#[must_use]
pub fn leads(name: Option<&str>, outlet: Option<&str>, mentions: usize) -> String {
    let what = name.map_or(String::new(), quoted);
    let place = outlet.map_or(String::new(), |outlet| format!("in {}", called(outlet)));
    let whole = [what, place].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let count = counted(mentions, "mention");
    if whole.is_empty() { count } else { format!("{whole}, {count}") }
}

/// A row is shown beside the table: "Beside the table: Turkey in Le Monde."
#[must_use]
pub fn beside(name: &str, outlet: Option<&str>) -> String {
    let place = outlet.map_or(String::new(), |outlet| format!(" in {}", called(outlet)));
    format!("Beside the table: {}{place}.", shortened(name))
}

/// The words behind the number of a name: " mentions in Le Monde".
#[must_use]
pub fn times_in(outlet: &str, mentions: usize) -> String {
    format!(" {} in {}", if mentions == 1 { "mention" } else { "mentions" }, called(outlet))
}

/// The name of an outlet.
#[must_use]
pub fn called(outlet: &str) -> &str {
    if outlet.is_empty() { NO_OUTLET } else { outlet }
}

/// A share of an article.
#[must_use]
pub fn percent(share: usize) -> String {
    format!("{share} %")
}

/// A new one.
#[must_use]
pub fn introduced(name: &str, mentions: usize) -> String {
    if mentions == 0 {
        return format!("Added {}.", quoted(name));
    }
    format!("Added {} with {}.", quoted(name), counted(mentions, "mention"))
}

/// Several that are one now.
#[must_use]
pub fn merged(name: &str, count: usize) -> String {
    format!("{count} merged into {}.", quoted(name))
}

/// The question which one stays.
#[must_use]
pub fn merge_question(count: usize) -> String {
    format!("{count} become one. Which name stays?")
}

/// The button that merges.
#[must_use]
pub fn merge_into(name: &str) -> String {
    format!("Merge into {}", quoted(name))
}

/// Entities that went.
#[must_use]
pub fn deleted(name: &str, count: usize, mentions: usize) -> String {
    let whole = if count == 1 { quoted(name) } else { format!("{count} rows") };
    if mentions == 0 {
        return format!("{whole} deleted.");
    }
    format!("{whole} deleted. The words of {} stay tagged.", counted(mentions, "mention"))
}

/// Values that were set.
#[must_use]
pub fn set(count: usize) -> String {
    format!("{} changed.", counted(count, "cell"))
}

/// The end of the message about a downloaded table.
#[must_use]
pub fn with(rows: usize) -> String {
    format!(" with {}", counted(rows, "row"))
}

/// More names than a cell has room for.
#[must_use]
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// The same words with other labels: "“Istanbul” is a location in 7 other places."
#[must_use]
pub fn elsewhere(words: &str, label: &str, count: usize) -> String {
    let places = if count == 1 { "place" } else { "places" };
    format!("{} is tagged as {label} in {count} other {places}.", quoted(words))
}

/// Names that a table of a file brought.
#[must_use]
pub fn taken(file: &str, count: usize, left_out: &[String]) -> String {
    with_left_out(format!("{} in {} taken over.", counted(count, "name"), quoted(file)), left_out)
}

/// A table of a file brought nothing.
#[must_use]
pub fn here_already(file: &str, left_out: &[String]) -> String {
    with_left_out(format!("Everything in {} is here already.", quoted(file)), left_out)
}

/// A table of a file that was refused.
#[must_use]
pub fn not_taken(file: &str, why: &str) -> String {
    format!("{} was not taken over. {why}", quoted(file))
}

fn with_left_out(said: String, left_out: &[String]) -> String {
    if left_out.is_empty() { said } else { format!("{said} {}", left_out.join(" ")) }
}
