//! Shapes: what a JSON value is, as far as it has to be told from what was expected.

use super::{Fields, parse};
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;
use thiserror::Error;

/// Kind of a value, with as much of it as names it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Shape {
    /// `null`
    #[error("null")]
    Null,
    /// `true` or `false`
    #[error("{0}")]
    Flag(bool),
    /// Number, digit by digit.
    #[error("the number {0}")]
    Number(String),
    /// Text without characters.
    #[error("an empty text")]
    EmptyText,
    /// Text by its beginning, with `…` where it is cut.
    #[error("the text “{0}”")]
    Text(String),
    /// Text with an escape that makes no sense.
    #[error("a text with an escape that makes no sense")]
    BrokenText,
    /// List, by its number of items.
    #[error("a list of {0}")]
    List(usize),
    /// Object.
    #[error("an object")]
    Object,
    /// Object with an escape in a name that makes no sense.
    #[error("an object with a name that makes no sense")]
    BrokenObject,
}

impl Shape {
    /// Shape of a value.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::of_text(text),
            Value::Array(items) => Self::List(items.len()),
            Value::Object(_) => Self::Object,
        }
    }

    /// Shape of a part; no tree is made of it.
    #[must_use]
    pub fn of_part(value: &RawValue) -> Self {
        let text = value.get();
        if text.starts_with('{') {
            return Fields::of(value).map_or(Self::BrokenObject, |_| Self::Object);
        }
        // They take no room.
        if let Ok(items) = serde_json::from_str::<Vec<IgnoredAny>>(text) {
            return Self::List(items.len());
        }
        parse(value).map_or(Self::BrokenText, |tree| Self::of(&tree))
    }

    /// Shape of characters.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        const LONGEST: usize = 40;
        match text.char_indices().nth(LONGEST) {
            _ if text.is_empty() => Self::EmptyText,
            Some((cut, _)) => Self::Text(format!("{}…", &text[..cut])),
            None => Self::Text(text.to_owned()),
        }
    }
}
