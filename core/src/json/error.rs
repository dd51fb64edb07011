//! The words for a text that is no JSON: what belongs where it stops being that, and what is there instead.
//!
//! It knows the messages of `serde_json`, which says in no other way what it expected.

use thiserror::Error;

/// The place where a text stops being JSON.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{} instead of {expected} at line {line}, column {column}", self.found())]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The thing that belongs there.
    pub expected: &'static str,
    /// The character that is there; nothing at the text's end.
    pub found: Option<char>,
}

impl SyntaxError {
    /// The error that `serde_json` met in that text.
    #[must_use]
    pub fn new(text: &str, error: &serde_json::Error) -> Self {
        let at = if error.is_eof() { text.len() } else { place(text, error.line(), error.column()) };
        let (before, rest) = text.split_at(at);
        Self {
            line: 1 + before.matches('\n').count(),
            column: 1 + before.rsplit('\n').next().unwrap_or_default().chars().count(),
            expected: expected(&error.to_string()),
            found: rest.chars().next(),
        }
    }

    /// The character that is there, in words.
    #[must_use]
    pub fn found(&self) -> String {
        match self.found {
            None => "its end".to_owned(),
            Some(found) if found.is_control() => format!("the character U+{:04X}", u32::from(found)),
            Some(found) => format!("“{found}”"),
        }
    }
}

/// The byte in that line, both from 1; column 0 is the line end before.
fn place(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let at = (lines.map(str::len).sum::<usize>() + column).saturating_sub(1).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn expected(message: &str) -> &'static str {
    const KNOWN: [(&str, &str); 19] = [
        ("expected value", "a value"),
        ("EOF while parsing a value", "a value"),
        ("expected ident", "true, false or null"),
        ("expected `:`", "“:”"),
        ("expected `,` or `]`", "“,” or “]”"),
        ("EOF while parsing a list", "“,” or “]”"),
        ("expected `,` or `}`", "“,” or “}”"),
        ("EOF while parsing an object", "“,” or “}”"),
        ("key must be a string", "the name of a field"),
        ("expected `\"`", "the name of a field"),
        ("trailing comma", "one more after the comma"),
        ("trailing characters", "the end"),
        ("EOF while parsing a string", "“\"”"),
        ("invalid escape", "an escape"),
        ("control character", "an escape like \\n"),
        ("lone leading surrogate", "both halves of a pair of escapes"),
        ("unexpected end of hex escape", "both halves of a pair of escapes"),
        ("invalid number", "a digit"),
        ("recursion limit exceeded", "fewer lists and objects in each other"),
    ];
    let known = KNOWN.iter().find(|(begins, _)| message.starts_with(begins));
    known.map_or("JSON", |(_, expected)| expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let error = serde_json::from_str::<serde_json::Value>(text).expect_err(text);
        assert_eq!(SyntaxError::new(text, &error).to_string(), words, "{text}");
    }

    #[test]
    fn an_error_says_what_was_expected_and_found_and_where() {
        check("words", "“w” instead of a value at line 1, column 1");
        check("", "its end instead of a value at line 1, column 1");
        check("{\"é\": 1,\n 'x': 1}", "“'” instead of the name of a field at line 2, column 2");
        check("{\"é\" 1}", "“1” instead of “:” at line 1, column 6");
        check("{\"é🙂\": nul}", "“}” instead of true, false or null at line 1, column 11");
        check("[\"é\" 1]", "“1” instead of “,” or “]” at line 1, column 6");
        check("{\"a\":1 \"b\"}", "“\"” instead of “,” or “}” at line 1, column 8");
        check("[1,]", "“]” instead of one more after the comma at line 1, column 4");
        check("{\"a\":1,}", "“}” instead of one more after the comma at line 1, column 8");
        check("1 2", "“2” instead of the end at line 1, column 3");
        check("[-]", "“]” instead of a digit at line 1, column 3");
        check("\"a\nb\"", "the character U+000A instead of an escape like \\n at line 1, column 3");
        check("\"\\x\"", "“x” instead of an escape at line 1, column 3");
        check("\"é\n", "the character U+000A instead of an escape like \\n at line 1, column 3");
        check("[\"é", "its end instead of “\"” at line 1, column 4");
        check("[1,\n", "its end instead of a value at line 2, column 1");
        check("[1", "its end instead of “,” or “]” at line 1, column 3");
        check("{\"a\":1", "its end instead of “,” or “}” at line 1, column 7");
        check("\"\\ud800\\n\"", "“n” instead of both halves of a pair of escapes at line 1, column 9");
        check("\"\\udc00\"", "“0” instead of both halves of a pair of escapes at line 1, column 7");
        let deep = "[".repeat(200);
        check(&deep, "“[” instead of fewer lists and objects in each other at line 1, column 128");
    }
}
