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
pub(super) fn sealed(mut object: String) -> String {
    object.pop();
    let sum = crc32fast::hash(object.as_bytes());
    format!("{object}{FIELD}{sum:0DIGITS$x}\"}}")
}

/// Compares what is stored with its sum, if it has one.
pub(super) fn check(value: &str) -> Result<(), Unreadable> {
    let at = value.len().checked_sub(FIELD.len() + DIGITS + "\"}".len());
    let Some((summed, field)) = at.and_then(|at| value.split_at_checked(at)) else { return Ok(()) };
    let Some(written) = field.strip_prefix(FIELD).and_then(|rest| rest.strip_suffix("\"}")) else {
        return Ok(());
    };
    let found = crc32fast::hash(summed.as_bytes());
    if written == format!("{found:0DIGITS$x}") {
        Ok(())
    } else {
        Err(Unreadable::new(
            format!("what has the checksum {written}"),
            format!("what has {found:0DIGITS$x}"),
        ))
    }
}
