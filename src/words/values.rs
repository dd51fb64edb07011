//! Words for values of attributes.

use super::{counted, quoted};
use glossator_core::model::attribute::{Attribute, Holds};

/// A flag that is set.
pub const YES: &str = "yes";
/// The prompt for a key.
pub const PRESS: &str = "Press a value’s key. Esc leaves.";
/// A value that follows from the quotation marks.
pub const GUESSED: &str = "guessed by the quotation marks";
/// The annotations that are open or picked have no attributes.
pub const NO_ATTRIBUTES: &str = "This label asks for nothing. Add attributes in the codebook.";
/// Several annotations have several values.
pub const SEVERAL: &str = "several values";

/// A key that no value has.
#[must_use]
pub fn no_such_key(key: char) -> String {
    format!("No value has the key “{}”. Esc leaves.", key.to_ascii_uppercase())
}

/// A value that an attribute cannot have.
#[must_use]
pub fn misfit(holds: Holds) -> &'static str {
    match holds {
        Holds::Number => "That is no number. Write 3 or 2.5.",
        Holds::Date => "That is no day. Write 2025-05-26.",
        Holds::Choice | Holds::Text | Holds::Flag => "That is none of its values.",
    }
}

/// The prompt of an empty field.
#[must_use]
pub fn prompt(holds: Holds) -> &'static str {
    match holds {
        Holds::Date => "2025-05-26",
        Holds::Number => "a number",
        Holds::Choice | Holds::Text | Holds::Flag => "",
    }
}

/// A value that was set, of one annotation or of several.
#[must_use]
pub fn set(name: &str, value: &str, count: usize) -> String {
    let value = if value.is_empty() { "none".to_owned() } else { super::shortened(value) };
    if count == 1 {
        format!("{name}: {value}.")
    } else {
        format!("{name} of {}: {value}.", counted(count, "annotation"))
    }
}

/// The head of values that nobody changed: “More: plain, neutral, 2 empty”.
#[must_use]
pub fn more(folded: &[&Attribute]) -> String {
    let default =
        |attribute: &&&Attribute| attribute.value(&attribute.default).map(|value| value.name.to_lowercase());
    let mut named: Vec<_> = folded.iter().filter_map(|attribute| default(&attribute)).collect();
    let empty = folded.len() - named.len();
    if empty > 0 {
        named.push(format!("{empty} empty"));
    }
    if named.is_empty() { "More".to_owned() } else { format!("More: {}", named.join(", ")) }
}

/// A value that the codebook does not have any more.
#[must_use]
pub fn not_in_codebook(value: &str) -> String {
    format!("{}, not in the codebook", quoted(value))
}

/// The title of the dialog.
#[must_use]
pub fn values_of(count: usize) -> String {
    format!("Values of {}", counted(count, "annotation"))
}

/// An attribute that not all have.
#[must_use]
pub fn only_of(count: usize) -> String {
    if count == 1 { "Only 1 of them has it.".to_owned() } else { format!("Only {count} of them have it.") }
}
