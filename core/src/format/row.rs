//! Reading JSON objects field by field, so that each problem names its place, what was expected and what was
//! found, and so that what nobody asked for is left over and can be kept.

use super::ReadError;
use crate::annotation::AnnotatorId;
use crate::time::Timestamp;
use serde_json::{Map, Value, error::Category};
use std::rc::Rc;

/// An object with its place in the file. Fields that nobody takes out are foreign.
pub struct Row {
    /// `annotations[5]`, for messages.
    pub at: String,
    fields: Map<String, Value>,
    taken: Vec<&'static str>,
}

/// Parses a whole file.
///
/// # Errors
/// When it is not JSON, with the place where that shows.
pub fn parse(text: &str) -> Result<Value, ReadError> {
    serde_json::from_str(text).map_err(|error| {
        let line = error.line();
        if text.trim().is_empty() {
            return ReadError::Empty;
        }
        if error.classify() == Category::Eof {
            return ReadError::Truncated { line };
        }
        let message = error.to_string();
        let found = message.split(" at line ").next().unwrap_or_default().to_owned();
        ReadError::NotJson { line, column: error.column(), found }
    })
}

/// What a value is, for the "found …" of a message.
#[must_use]
pub fn describe(value: &Value) -> String {
    const LONGEST: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("the text “{}…”", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("the text “{text}”"),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

impl Row {
    /// # Errors
    /// When the value is no object.
    pub fn new(at: impl Into<String>, value: Value) -> Result<Self, ReadError> {
        let at = at.into();
        match value {
            Value::Object(fields) => Ok(Self { at, fields, taken: Vec::new() }),
            other => Err(ReadError::Shape { at, expected: "an object", found: describe(&other) }),
        }
    }

    /// Takes a field out, if it is there and not null.
    pub fn take(&mut self, name: &'static str) -> Option<Value> {
        self.taken.push(name);
        self.fields.get_mut(name).map(Value::take).filter(|value| !value.is_null())
    }

    /// Takes out a list that may be missing, each item with its place.
    ///
    /// # Errors
    /// When there is something else than a list.
    pub fn list(&mut self, name: &'static str) -> Result<Vec<(String, Value)>, ReadError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => Ok(items
                .into_iter()
                .enumerate()
                .map(|(index, item)| (format!("{name}[{index}]"), item))
                .collect()),
            Some(other) => Err(self.wrong(name, "a list", &other)),
        }
    }

    /// Takes out characters that may be missing.
    ///
    /// # Errors
    /// When there is something else.
    pub fn optional_text(&mut self, name: &'static str) -> Result<Option<Rc<str>>, ReadError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.into())),
            Some(other) => Err(self.wrong(name, "text", &other)),
        }
    }

    /// Takes out characters.
    ///
    /// # Errors
    /// When they are missing or empty, or when there is something else.
    pub fn text(&mut self, name: &'static str) -> Result<Rc<str>, ReadError> {
        let found = self.optional_text(name)?;
        found.filter(|text| !text.is_empty()).ok_or_else(|| self.missing(name, "text"))
    }

    /// Takes out a whole number.
    ///
    /// # Errors
    /// When it is missing, or when there is something else.
    pub fn number(&mut self, name: &'static str) -> Result<u64, ReadError> {
        const EXPECTED: &str = "a whole number that is not negative";
        match self.take(name) {
            None => Err(self.missing(name, EXPECTED)),
            Some(value) => value.as_u64().ok_or_else(|| self.wrong(name, EXPECTED, &value)),
        }
    }

    /// Takes out a time; 1970 when it is missing.
    ///
    /// # Errors
    /// When there is something else than RFC 3339 in UTC.
    pub fn time(&mut self, name: &'static str) -> Result<Timestamp, ReadError> {
        const EXPECTED: &str = "a time like 2026-11-22T06:40:00.000Z";
        let Some(text) = self.optional_text(name)? else { return Ok(Timestamp::default()) };
        Timestamp::parse(&text).ok_or_else(|| self.wrong(name, EXPECTED, &Value::String(text.to_string())))
    }

    /// Takes out an annotator's id; nobody's when it is missing.
    ///
    /// # Errors
    /// When there is something else than a UUID.
    pub fn annotator(&mut self, name: &'static str) -> Result<AnnotatorId, ReadError> {
        let Some(text) = self.optional_text(name)?.filter(|text| !text.is_empty()) else {
            return Ok(AnnotatorId::default());
        };
        AnnotatorId::parse(&text).ok_or_else(|| self.wrong(name, "a UUID", &Value::String(text.to_string())))
    }

    /// What was not taken out.
    #[must_use]
    pub fn rest(self) -> Vec<(Rc<str>, Rc<Value>)> {
        let Self { fields, taken, .. } = self;
        let left = fields.into_iter().filter(|(name, _)| !taken.contains(&name.as_str()));
        left.map(|(name, value)| (name.into(), Rc::new(value))).collect()
    }

    /// The complaint about a field.
    #[must_use]
    pub fn wrong(&self, name: &str, expected: &'static str, found: &Value) -> ReadError {
        ReadError::Shape { at: format!("{}.{name}", self.at), expected, found: describe(found) }
    }

    fn missing(&self, name: &str, expected: &'static str) -> ReadError {
        ReadError::Shape { at: format!("{}.{name}", self.at), expected, found: "nothing".to_owned() }
    }
}
