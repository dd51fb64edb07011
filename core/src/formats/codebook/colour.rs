//! Colours, as other programs write them.

use std::rc::Rc;

/// Colour as `#rrggbb`; `None` for one that is written in another way.
pub fn hex(colour: &str) -> Option<Rc<str>> {
    let digits = colour.trim().strip_prefix('#')?.to_ascii_lowercase();
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        3 => Some(
            digits
                .chars()
                .flat_map(|it| [it, it])
                .fold("#".to_owned(), |hex, it| hex + it.encode_utf8(&mut [0; 4]))
                .into(),
        ),
        // The last two say how much shines through.
        6 | 8 => Some(format!("#{}", &digits[..6]).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_hexadecimal() {
        let check =
            |colour: &str, expected: Option<&str>| assert_eq!(hex(colour).as_deref(), expected, "{colour}");
        check("#0067A3", Some("#0067a3"));
        check(" #f0a ", Some("#ff00aa"));
        check("#0067a3ff", Some("#0067a3"));
        check("red", None);
        check("#red", None);
        check("#12345", None);
        check("#é1", None);
    }
}
