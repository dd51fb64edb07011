//! Syntax errors: where a text stops being JSON, what belongs there and what is there instead.
//!
//! It knows the messages of `serde_json`, which says in no other way what it expected.

use thiserror::Error;

/// Place where a text stops being JSON.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{} instead of {expected} at line {line}, column {column}", shown(*.found))]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Piece of JSON that belongs there.
    pub expected: Token,
    /// Character that is there; `None` at the text's end.
    pub found: Option<char>,
}

/// Piece of JSON.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Token {
    /// Any value.
    #[error("a value")]
    Value,
    /// `true`, `false` or `null`.
    #[error("true, false or null")]
    Word,
    /// `:`
    #[error("“:”")]
    Colon,
    /// `,` or `]`
    #[error("“,” or “]”")]
    CommaOrBracket,
    /// `,` or `}`
    #[error("“,” or “}}”")]
    CommaOrBrace,
    /// Name of a field.
    #[error("the name of a field")]
    Name,
    /// Item or field behind a comma.
    #[error("one more after the comma")]
    OneMore,
    /// End of the text.
    #[error("the end")]
    End,
    /// `"`
    #[error("“\"”")]
    QuotationMark,
    /// Escape that JSON has.
    #[error("an escape")]
    Escape,
    /// Escape instead of a control character.
    #[error("an escape like \\n")]
    ControlEscape,
    /// Escapes for both halves of a surrogate pair.
    #[error("both halves of a pair of escapes")]
    SurrogatePair,
    /// Digit of a number.
    #[error("a digit")]
    Digit,
    /// Less nesting.
    #[error("fewer lists and objects in each other")]
    LessNesting,
    /// Anything that would make it JSON.
    #[error("JSON")]
    Json,
}

impl SyntaxError {
    /// Error that `serde_json` met in that text.
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
}

fn shown(found: Option<char>) -> String {
    match found {
        None => "its end".to_owned(),
        Some(found) if found.is_control() => format!("the character U+{:04X}", u32::from(found)),
        Some(found) => format!("“{found}”"),
    }
}

/// Byte at that column of that line, both from 1; column 0 is the line end before.
fn place(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let at = (lines.map(str::len).sum::<usize>() + column).saturating_sub(1).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn expected(message: &str) -> Token {
    const KNOWN: [(&str, Token); 19] = [
        ("expected value", Token::Value),
        ("EOF while parsing a value", Token::Value),
        ("expected ident", Token::Word),
        ("expected `:`", Token::Colon),
        ("expected `,` or `]`", Token::CommaOrBracket),
        ("EOF while parsing a list", Token::CommaOrBracket),
        ("expected `,` or `}`", Token::CommaOrBrace),
        ("EOF while parsing an object", Token::CommaOrBrace),
        ("key must be a string", Token::Name),
        ("expected `\"`", Token::Name),
        ("trailing comma", Token::OneMore),
        ("trailing characters", Token::End),
        ("EOF while parsing a string", Token::QuotationMark),
        ("invalid escape", Token::Escape),
        ("control character", Token::ControlEscape),
        ("lone leading surrogate", Token::SurrogatePair),
        ("unexpected end of hex escape", Token::SurrogatePair),
        ("invalid number", Token::Digit),
        ("recursion limit exceeded", Token::LessNesting),
    ];
    let known = KNOWN.iter().find(|(begins, _)| message.starts_with(begins));
    known.map_or(Token::Json, |(_, expected)| *expected)
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
