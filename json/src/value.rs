//! Values where they stand in a text that is JSON.

use crate::Writer;
use crate::check::{SyntaxError, check};
use std::borrow::Cow;
use std::fmt;

/// A value: its part of a text that was found to be JSON. What is in it is looked at when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a>(&'a str);

/// The values of a list. See [`Json::items`].
#[derive(Clone, Debug)]
pub struct Items<'a>(&'a str);

/// The names and values of an object. See [`Json::fields`].
#[derive(Clone, Debug)]
pub struct Fields<'a>(&'a str);

impl<'a> Json<'a> {
    /// What is not there.
    pub const NULL: Self = Self("null");

    /// Checks a whole text.
    ///
    /// # Errors
    /// When it is not one value, or one of more than [`crate::DEEPEST`] lists and objects in each other.
    pub fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        check(text)?;
        Ok(Self(text.trim_matches(is_space)))
    }

    /// How it is written.
    #[must_use]
    pub fn source(self) -> &'a str {
        self.0
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// Yes or no, if it is one of these.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The number, if it is a whole one from 0 and written so.
    #[must_use]
    pub fn number(self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The number, if it is a whole one and written so.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The characters, if it is a string.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        Some(if inside.contains('\\') { Cow::Owned(unescaped(inside)) } else { Cow::Borrowed(inside) })
    }

    /// What is in it, if it is a list.
    #[must_use]
    pub fn items(self) -> Option<Items<'a>> {
        self.0.strip_prefix('[').map(Items)
    }

    /// What is in it, if it is an object: in the order of the text, and a name as often as it stands there.
    #[must_use]
    pub fn fields(self) -> Option<Fields<'a>> {
        self.0.strip_prefix('{').map(Fields)
    }

    /// The value of that name, the last one if there are several; `null` if there is none, or no object.
    #[must_use]
    pub fn field(self, name: &str) -> Self {
        let named = self.fields().into_iter().flatten().filter(|(field, _)| field == name);
        named.last().map_or(Self::NULL, |(_, value)| value)
    }

    /// The same without white space, and with strings in their shortest spelling.
    #[must_use]
    pub fn compact(self) -> String {
        let mut writer = Writer::compact();
        writer.json(self);
        writer.finish()
    }

    /// Lists and objects in each other: none in a number, one in an empty list.
    #[must_use]
    pub fn depth(self) -> usize {
        let (mut depth, mut deepest, mut rest) = (0_usize, 0, self.0);
        while let Some(at) = rest.find(['"', '[', '{', ']', '}']) {
            match rest.as_bytes()[at] {
                b'"' => {
                    rest = &rest[end_of_string(rest.as_bytes(), at + 1)..];
                    continue;
                }
                b'[' | b'{' => depth += 1,
                _ => depth = depth.saturating_sub(1),
            }
            deepest = deepest.max(depth);
            rest = &rest[at + 1..];
        }
        deepest
    }
}

/// In words, for the "found …" of a message.
impl fmt::Display for Json<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.text() {
            return formatter.write_str(&describe_text(&text));
        }
        if let Some(items) = self.items() {
            return write!(formatter, "a list of {}", items.count());
        }
        match self.0.as_bytes().first() {
            Some(b'{') => formatter.write_str("an object"),
            Some(b'-' | b'0'..=b'9') => write!(formatter, "the number {}", self.0),
            _ => formatter.write_str(self.0),
        }
    }
}

/// Characters in words, for the "found …" of a message.
#[must_use]
pub fn describe_text(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        _ if text.is_empty() => "an empty text".to_owned(),
        Some((cut, _)) => format!("the text “{}…”", &text[..cut]),
        None => format!("the text “{text}”"),
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        let rest = self.0.trim_start_matches(|character| is_space(character) || character == ',');
        if rest.is_empty() || rest.starts_with(']') {
            return None;
        }
        let (value, rest) = rest.split_at(end_of_value(rest.as_bytes()));
        self.0 = rest;
        Some(Json(value))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (Cow<'a, str>, Json<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|character| is_space(character) || character == ',');
        if !rest.starts_with('"') {
            return None;
        }
        let (name, rest) = rest.split_at(end_of_string(rest.as_bytes(), 1));
        let rest = rest.trim_start_matches(|character| is_space(character) || character == ':');
        let (value, rest) = rest.split_at(end_of_value(rest.as_bytes()));
        self.0 = rest;
        Some((Json(name).text()?, Json(value)))
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t')
}

// The three below are calls in each other instead of one loop: browsers make a function fast once it was called often,
// but not while a loop goes on.

/// Behind the value that begins there.
fn end_of_value(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'"') => end_of_string(bytes, 1),
        Some(b'[' | b'{') => end_of_container(bytes, 1),
        _ => bytes
            .iter()
            .position(|byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'))
            .unwrap_or(bytes.len()),
    }
}

/// Behind the bracket that closes the list or object whose values begin there.
#[inline(never)]
fn end_of_container(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'[' | b'{' => at = end_of_container(bytes, at + 1),
            b']' | b'}' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Behind the quotation mark that closes the string whose characters begin there.
#[inline(never)]
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unescaped(mut rest: &str) -> String {
    let mut text = String::with_capacity(rest.len());
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let mut characters = escape.chars();
        let character = match characters.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let first = unit(&mut characters);
                let code = if (0xd800..0xdc00).contains(&first) {
                    // Behind the backslash and the `u` of the pair's second half.
                    let second = unit(&mut characters.by_ref().skip(2));
                    0x10000 + ((first - 0xd800) << 10) + (second & 0x3ff)
                } else {
                    first
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other.unwrap_or('\\'),
        };
        text.push(character);
        rest = characters.as_str();
    }
    text.push_str(rest);
    text
}

fn unit(characters: &mut impl Iterator<Item = char>) -> u32 {
    let digits = characters.take(4);
    digits.fold(0, |unit, digit| unit * 16 + digit.to_digit(16).unwrap_or_default())
}
