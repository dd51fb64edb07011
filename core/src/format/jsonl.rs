//! JSON lines: an object in each line.

use std::fmt::Write as _;

use glossator_json::Writer;

/// A line with that object. What else than LF ends a line for some readers (U+2028, U+2029, U+0085) is escaped; it can
/// stand in strings only.
pub fn line(fields: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::compact();
    writer.object(fields);
    let mut line = String::new();
    for character in writer.finish().chars() {
        match character {
            '\u{85}' => line.push_str("\\u0085"),
            '\u{2028}' => line.push_str("\\u2028"),
            '\u{2029}' => line.push_str("\\u2029"),
            other => line.push(other),
        }
    }
    line.push('\n');
    line
}

/// The same lines in ASCII, for who guesses how a file is encoded. What is not ASCII stands in strings only.
pub fn in_ascii(lines: &str) -> String {
    let mut ascii = String::with_capacity(lines.len());
    for character in lines.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}
