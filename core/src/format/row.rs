//! Reading JSON objects field by field, so that each problem names its place, what was expected and what was
//! found, and so that what nobody asked for is left over and can be kept.

use super::ReadError;
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::import::ForeignFields;
use crate::json::{self, describe};
use crate::offset::CodePointOffset;
use crate::time::Timestamp;
use serde_json::{Value, error::Category};
use std::rc::Rc;

/// An object with its place in the file. Fields that are taken out are gone; the rest is foreign.
pub struct Row {
    /// `annotations[5]`, for messages; empty for the file itself.
    pub at: String,
    fields: Vec<(String, Value)>,
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

impl Row {
    /// # Errors
    /// When the value is no object.
    pub fn new(at: impl Into<String>, value: Value) -> Result<Self, ReadError> {
        let at = at.into();
        match value {
            Value::Object(fields) => Ok(Self { at, fields: fields.into_iter().collect() }),
            other => Err(ReadError::Shape { at, expected: "an object", found: describe(&other) }),
        }
    }

    /// Takes a field out, if it is there and not null.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.fields.iter().position(|(field, _)| field == name)?;
        Some(self.fields.remove(at).1).filter(|value| !value.is_null())
    }

    /// Takes out a list that may be missing, each item with its place.
    ///
    /// # Errors
    /// When there is something else than a list.
    pub fn list(&mut self, name: &str) -> Result<Vec<(String, Value)>, ReadError> {
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
    pub fn optional_text(&mut self, name: &str) -> Result<Option<Rc<str>>, ReadError> {
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
    pub fn text(&mut self, name: &str) -> Result<Rc<str>, ReadError> {
        match self.optional_text(name)? {
            Some(text) if !text.is_empty() => Ok(text),
            Some(empty) => Err(self.wrong(name, "text", &Value::String(empty.to_string()))),
            None => Err(self.missing(name, "text")),
        }
    }

    /// Takes out a whole number that may be missing.
    ///
    /// # Errors
    /// When there is something else.
    pub fn optional_number(&mut self, name: &str) -> Result<Option<u64>, ReadError> {
        match self.take(name) {
            None => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or_else(|| self.wrong(name, WHOLE_NUMBER, &value)),
        }
    }

    /// Takes out a whole number.
    ///
    /// # Errors
    /// When it is missing, or when there is something else.
    pub fn number(&mut self, name: &str) -> Result<u64, ReadError> {
        self.optional_number(name)?.ok_or_else(|| self.missing(name, WHOLE_NUMBER))
    }

    /// Takes out a position.
    ///
    /// # Errors
    /// When it is missing, or when there is something else than a whole number.
    pub fn offset(&mut self, name: &str) -> Result<CodePointOffset, ReadError> {
        self.number(name).map(CodePointOffset::from_number)
    }

    /// Takes out a flag; false when it is missing.
    ///
    /// # Errors
    /// When there is something else.
    pub fn flag(&mut self, name: &str) -> Result<bool, ReadError> {
        match self.take(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.wrong(name, "true or false", &value)),
        }
    }

    /// Takes out a time; 1970 when it is missing.
    ///
    /// # Errors
    /// When there is something else than RFC 3339 in UTC.
    pub fn time(&mut self, name: &str) -> Result<Timestamp, ReadError> {
        const EXPECTED: &str = "a time like 2026-11-22T06:40:00.000Z";
        let Some(text) = self.optional_text(name)? else { return Ok(Timestamp::default()) };
        Timestamp::parse(&text).ok_or_else(|| self.wrong(name, EXPECTED, &Value::String(text.to_string())))
    }

    /// Takes out an annotation's id.
    ///
    /// # Errors
    /// When it is missing, or when there is something else than a UUID.
    pub fn annotation_id(&mut self, name: &str) -> Result<AnnotationId, ReadError> {
        let text = self.text(name)?;
        AnnotationId::parse(&text).ok_or_else(|| self.no_uuid(name, &text))
    }

    /// Takes out an annotator's id.
    ///
    /// # Errors
    /// When it is missing, or when there is something else than a UUID.
    pub fn annotator_id(&mut self, name: &str) -> Result<AnnotatorId, ReadError> {
        let text = self.text(name)?;
        AnnotatorId::parse(&text).ok_or_else(|| self.no_uuid(name, &text))
    }

    /// Takes out who made something; nobody, when that is missing or empty.
    ///
    /// # Errors
    /// When there is something else than a UUID.
    pub fn annotator(&mut self, name: &str) -> Result<AnnotatorId, ReadError> {
        match self.optional_text(name)? {
            Some(text) if !text.is_empty() => {
                AnnotatorId::parse(&text).ok_or_else(|| self.no_uuid(name, &text))
            }
            _ => Ok(AnnotatorId::default()),
        }
    }

    /// What was not taken out.
    ///
    /// # Errors
    /// When some of it is nested so deeply that it could be kept, but not read back.
    pub fn rest(self) -> Result<ForeignFields, ReadError> {
        if let Some((name, _)) = self.fields.iter().find(|(_, value)| json::depth(value) > json::DEEPEST) {
            let (expected, found) = ("at most 64 lists or objects in each other", "more".to_owned());
            return Err(ReadError::Shape { at: self.place_of(name), expected, found });
        }
        Ok(self.fields.into_iter().map(|(name, value)| (name.into(), Rc::new(value))).collect())
    }

    /// The complaint about a field.
    #[must_use]
    pub fn wrong(&self, name: &str, expected: &'static str, found: &Value) -> ReadError {
        ReadError::Shape { at: self.place_of(name), expected, found: describe(found) }
    }

    fn no_uuid(&self, name: &str, found: &str) -> ReadError {
        self.wrong(name, "a UUID", &Value::String(found.to_owned()))
    }

    fn missing(&self, name: &str, expected: &'static str) -> ReadError {
        ReadError::Shape { at: self.place_of(name), expected, found: "nothing".to_owned() }
    }

    fn place_of(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) }
    }
}

const WHOLE_NUMBER: &str = "a whole number that is not negative";
