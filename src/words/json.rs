//! Words for values of JSON, and for the places where a text stops being JSON.

use glossator_core::json::{Shape, SyntaxError, Token};

/// Shape of a value: “the number 7”.
pub fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Null => "null".to_owned(),
        Shape::Flag(flag) => flag.to_string(),
        Shape::Number(number) => format!("the number {number}"),
        Shape::EmptyText => "an empty text".to_owned(),
        Shape::Text(text) => format!("the text “{text}”"),
        Shape::BrokenText => "a text with an escape that makes no sense".to_owned(),
        Shape::List(count) => format!("a list of {count}"),
        Shape::Object => "an object".to_owned(),
        Shape::BrokenObject => "an object with a name that makes no sense".to_owned(),
    }
}

/// Place where a text stops being JSON.
pub fn syntax_error(error: &SyntaxError) -> String {
    let SyntaxError { line, column, expected, found } = error;
    format!("{} instead of {} at line {line}, column {column}", character(*found), token(*expected))
}

/// Character in a text; `None` is its end.
pub fn character(found: Option<char>) -> String {
    match found {
        None => "its end".to_owned(),
        Some(found) if found.is_control() => format!("the character U+{:04X}", u32::from(found)),
        Some(found) => format!("“{found}”"),
    }
}

/// Piece of JSON.
pub fn token(token: Token) -> &'static str {
    match token {
        Token::Value => "a value",
        Token::Word => "true, false or null",
        Token::Colon => "“:”",
        Token::CommaOrBracket => "“,” or “]”",
        Token::CommaOrBrace => "“,” or “}”",
        Token::Name => "the name of a field",
        Token::OneMore => "one more after the comma",
        Token::End => "the end",
        Token::QuotationMark => "“\"”",
        Token::Escape => "an escape",
        Token::ControlEscape => "an escape like \\n",
        Token::SurrogatePair => "both halves of a pair of escapes",
        Token::Digit => "a digit",
        Token::LessNesting => "fewer lists and objects in each other",
        Token::Json => "JSON",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn an_error_says_what_is_there_instead_of_what_and_where() {
        let check = |text: &str, words: &str| {
            let error = serde_json::from_str::<Value>(text).expect_err(text);
            assert_eq!(syntax_error(&SyntaxError::new(text, &error)), words, "{text}");
        };
        check("words", "“w” instead of a value at line 1, column 1");
        check("{\"é\": 1,\n 'x': 1}", "“'” instead of the name of a field at line 2, column 2");
        check("\"a\nb\"", "the character U+000A instead of an escape like \\n at line 1, column 3");
        check("[\"é", "its end instead of “\"” at line 1, column 4");
        check("[1", "its end instead of “,” or “]” at line 1, column 3");
        check("{\"a\":1", "its end instead of “,” or “}” at line 1, column 7");
    }

    #[test]
    fn a_value_is_named_by_what_tells_it_from_others() {
        let check = |text: &str, words: &str| {
            let value: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(shape(&Shape::of(&value)), words);
        };
        check("null", "null");
        check("true", "true");
        check("1.50", "the number 1.50");
        check("\"\"", "an empty text");
        check("\"Erdogan\"", "the text “Erdogan”");
        check("[1, {}]", "a list of 2");
        check("{}", "an object");
        let long = format!("\"{}\"", "é".repeat(41));
        check(&long, &format!("the text “{}…”", "é".repeat(40)));
    }
}
