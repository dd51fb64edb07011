//! Writing: names and values one after the other; commas, line ends and indentation come by themselves.

use crate::Json;

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    is_indented: bool,
    /// Lists and objects that are open.
    depth: usize,
    before: Before,
}

/// What stands before the next value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Before {
    /// What opened the list or object, or nothing.
    #[default]
    Opening,
    /// Its name.
    Name,
    /// Another value.
    Value,
}

impl Writer {
    /// Without any white space.
    #[must_use]
    pub fn compact() -> Self {
        Self::default()
    }

    /// Two spaces for each list and object, and each value in a line.
    #[must_use]
    pub fn indented() -> Self {
        Self { is_indented: true, ..Self::default() }
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// How many bytes were written.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// An object.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.open('{');
        fields(self);
        self.close('}');
    }

    /// A list.
    pub fn list(&mut self, items: impl FnOnce(&mut Self)) {
        self.open('[');
        items(self);
        self.close(']');
    }

    /// The name of the field that is written next.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self.text.push_str(if self.is_indented { ": " } else { ":" });
        self.before = Before::Name;
        self
    }

    /// `null`.
    pub fn null(&mut self) {
        self.verbatim("null");
    }

    /// `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.verbatim(if flag { "true" } else { "false" });
    }

    /// A whole number from 0.
    pub fn number(&mut self, number: u64) {
        self.verbatim(itoa::Buffer::new().format(number));
    }

    /// A whole number.
    pub fn integer(&mut self, integer: i64) {
        self.verbatim(itoa::Buffer::new().format(integer));
    }

    /// A string.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                8 => "\\b",
                12 => "\\f",
                0..=0x1f => "\\u00",
                _ => continue,
            };
            self.text.push_str(&text[from..at]);
            self.text.push_str(escape);
            if escape.len() > 2 {
                for digit in [byte >> 4, byte & 15] {
                    self.text.push(char::from_digit(digit.into(), 16).unwrap_or_default());
                }
            }
            from = at + 1;
        }
        self.text.push_str(&text[from..]);
        self.text.push('"');
    }

    /// A value of another text: with this one's white space, strings in their shortest spelling, and numbers as they
    /// stand there.
    pub fn json(&mut self, json: Json<'_>) {
        if let Some(items) = json.items() {
            self.list(|list| items.for_each(|item| list.json(item)));
        } else if let Some(fields) = json.fields() {
            self.object(|object| fields.for_each(|(name, value)| object.name(&name).json(value)));
        } else if let Some(text) = json.text() {
            self.text(&text);
        } else {
            self.verbatim(json.source());
        }
    }

    fn verbatim(&mut self, value: &str) {
        self.separate();
        self.text.push_str(value);
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.depth += 1;
        self.before = Before::Opening;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.before != Before::Opening {
            self.break_line();
        }
        self.text.push(bracket);
        self.before = Before::Value;
    }

    fn separate(&mut self) {
        let before = std::mem::replace(&mut self.before, Before::Value);
        if before == Before::Value {
            self.text.push(',');
        }
        if before != Before::Name && self.depth > 0 {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        if self.is_indented {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }
}
