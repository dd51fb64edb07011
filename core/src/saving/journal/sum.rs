//! Sums: a checksum at the end of what is stored, by which a changed character is seen.
//!
//! ```text
//! {"records":…,"words":…,"sum":"1c291ca3"}
//! ```
//!
//! It is the CRC-32 of all bytes before its comma. Earlier versions wrote none, and skip it as a field that they do not
//! know; what has none is read without. This module does not know what it sums up.

use super::Unreadable;

/// Start of the field, from its comma on.
const FIELD: &str = ",\"sum\":\"";

/// Number of hexadecimal digits of a sum.
const DIGITS: usize = 8;

/// The JSON object, which has some field, with its sum.
pub(crate) fn sealed(mut object: String) -> String {
    object.pop();
    let sum = of(&object);
    format!("{object}{FIELD}{sum}\"}}")
}

/// Compares what is stored with its sum, if it has one.
pub(super) fn check(value: &str) -> Result<(), Unreadable> {
    let Some((summed, written)) = parts(value) else { return Ok(()) };
    let found = of(summed);
    if written == found {
        Ok(())
    } else {
        Err(Unreadable::new(format!("what has the checksum {written}"), format!("what has {found}")))
    }
}

/// True if it has a sum, and is what that says.
pub(crate) fn is_sealed(value: &str) -> bool {
    parts(value).is_some_and(|(summed, written)| written == of(summed))
}

/// Everything that is summed up, and the sum that stands behind it; `None` where there is none.
fn parts(value: &str) -> Option<(&str, &str)> {
    let at = value.len().checked_sub(FIELD.len() + DIGITS + "\"}".len())?;
    let (summed, field) = value.split_at_checked(at)?;
    Some((summed, field.strip_prefix(FIELD)?.strip_suffix("\"}")?))
}

fn of(summed: &str) -> String {
    format!("{:0DIGITS$x}", crc32fast::hash(summed.as_bytes()))
}
