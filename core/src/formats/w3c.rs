//! W3C Web Annotation Data Model (Recommendation, 23 February 2017), as JSON-LD: one collection with one page.
//!
//! Each span has both selectors, in code points (4.2.4, 4.2.5); a label is a body for tagging, a note one for commenting.
//! A link is an annotation of its own, from its target to its body. Times are in UTC (3.3.1).

mod reading;
mod writing;

use super::table::Format;
use crate::model::document::DocumentId;

/// See the module.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "W3C Web Annotation",
    ending: "jsonld",
    keeps: "spans with quotes, labels, notes, people, times, relations",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write: writing::write,
    read: Some(reading::read),
};

/// In front of an article’s id.
pub const SOURCE: &str = "urn:glossator:document:";

/// In front of the id of a link that is no UUID.
const RELATION: &str = "urn:glossator:relation:";

/// The name of an article everywhere.
pub fn iri(document: &DocumentId) -> String {
    format!("{SOURCE}{}", escaped(&document.0))
}

/// As part of an IRI: everything but ASCII letters, digits, `-`, `.`, `_` and `~` as `%XX` (RFC 3986, 2.3).
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(byte.into()),
            _ => {
                escaped.push('%');
                let digits = [byte >> 4, byte & 15].into_iter();
                escaped.extend(
                    digits
                        .filter_map(|digit| char::from_digit(digit.into(), 16))
                        .map(|digit| digit.to_ascii_uppercase()),
                );
            }
        }
    }
    escaped
}

/// The article that an IRI means: its id if it is one of ours, else the last part of its path without its ending.
pub fn document_of(iri: &str) -> String {
    if let Some(id) = iri.strip_prefix(SOURCE) {
        return unescaped(id);
    }
    let path = iri.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = unescaped(path.rsplit('/').next().unwrap_or_default());
    match name.rsplit_once('.') {
        Some((stem, "txt" | "html" | "htm" | "xml")) => stem.to_owned(),
        _ => name,
    }
}

/// The opposite of [`escaped`].
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let coded = digits.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*byte));
        rest = if coded.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
