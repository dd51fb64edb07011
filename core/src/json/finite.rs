//! Finite: JSON of Python and JavaScript, with words for numbers that JSON has no way to write.

use super::bytes;
use std::borrow::Cow;

/// Words that are no numbers, the longest that begins so first.
const NOT_FINITE: [&str; 3] = ["NaN", "-Infinity", "Infinity"];

/// JSON text with `null` for `NaN`, `Infinity` and `-Infinity`, which `json.dumps` of Python writes.
#[must_use]
pub fn finite(json: &str) -> Cow<'_, str> {
    if !json.contains("NaN") && !json.contains("Infinity") {
        return json.into();
    }
    let (mut finite, mut taken) = (String::new(), 0);
    for (at, (byte, is_in_text)) in bytes(json).enumerate() {
        if is_in_text || at < taken || !matches!(byte, b'N' | b'I' | b'-') {
            continue;
        }
        if let Some(word) = NOT_FINITE.iter().find(|word| json[at..].starts_with(**word)) {
            finite.push_str(&json[taken..at]);
            finite.push_str("null");
            taken = at + word.len();
        }
    }
    finite.push_str(&json[taken..]);
    finite.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_null() {
        let check = |json: &str, expected: &str| assert_eq!(finite(json), expected, "{json}");
        check(r#"{"a":NaN,"b":[-Infinity, Infinity,-1]}"#, r#"{"a":null,"b":[null, null,-1]}"#);
        check(r#"{"NaN":"NaN \"NaN\\","é":NaN}"#, r#"{"NaN":"NaN \"NaN\\","é":null}"#);
        check("NaN", "null");
        check("[1]", "[1]");
    }
}
