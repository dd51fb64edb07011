//! JSON lines: an object in each line.

use crate::json;
use crate::model::document::Document;
use serde::Serialize;
use std::fmt::Write as _;

/// Line with that object. Characters other than LF that end a line for some readers (U+2028, U+2029, U+0085) are escaped;
/// they can stand in strings only.
pub fn line(row: &impl Serialize) -> String {
    let mut line = String::new();
    for character in json::compact(row).chars() {
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

/// Fields that spaCy and Prodigy keep, but do not look at.
#[derive(Serialize)]
pub struct Meta<'a> {
    document: &'a str,
    title: &'a str,
}

impl<'a> Meta<'a> {
    /// Fields with the id and the title of an article.
    pub fn of(document: &'a Document) -> Self {
        Self { document: &document.id.0, title: &document.title }
    }
}

/// Lines in ASCII, for programs that guess the encoding of a file. Other characters stand in strings only.
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
