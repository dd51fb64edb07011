//! Reading JSON objects field by field, so that each problem names its place, what was expected and what was
//! found, and so that what nobody asked for is left over and can be kept.

use super::ReadError;
use crate::annotation::AnnotatorId;
use crate::import::ForeignFields;
use crate::offset::CodePointOffset;
use crate::sorted;
use crate::time::Timestamp;
use glossator_json::{Json, describe_text};
use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;
use uuid::Uuid;

/// Lists and objects in each other, of a value that nobody here knows but that is kept. A file and an entry of
/// the journal wrap a few more around it, which must not be more than can be read.
const DEEPEST: usize = 64;

/// An object with its place in the file. Fields that are taken out are gone; the rest is foreign. What is wrong with one
/// is kept, the first such thing, and its value is empty: see [`read`].
pub struct Row<'a> {
    /// `annotations[5]`, for messages; empty for the file itself.
    pub at: Rc<str>,
    fields: Vec<(Cow<'a, str>, Json<'a>)>,
    wrong: Option<ReadError>,
}

/// Parses a whole file.
///
/// # Errors
/// When it is not JSON, with the place where that shows.
pub fn parse(text: &str) -> Result<Json<'_>, ReadError> {
    Json::parse(text).map_err(|error| match error.found {
        None if text.trim().is_empty() => ReadError::Empty,
        None => ReadError::Truncated { line: error.line },
        Some(found) => ReadError::NotJson(crate::json::SyntaxError {
            line: error.line,
            column: error.column,
            expected: error.expected,
            found: Some(found),
        }),
    })
}

/// Reads an object.
///
/// # Errors
/// When it is none, or the first thing that was wrong with one of its fields.
pub fn read<'a, T>(
    at: impl Into<Rc<str>>,
    value: Json<'a>,
    fields: impl FnOnce(&mut Row<'a>) -> T,
) -> Result<T, ReadError> {
    let mut row = Row::new(at.into(), value)?;
    let read = fields(&mut row);
    row.wrong.map_or(Ok(read), Err)
}

impl<'a> Row<'a> {
    fn new(at: Rc<str>, value: Json<'a>) -> Result<Self, ReadError> {
        match value.fields() {
            Some(fields) => Ok(Self { at, fields: fields.collect(), wrong: None }),
            None => {
                Err(ReadError::Shape { at: at.to_string(), expected: "an object", found: value.to_string() })
            }
        }
    }

    /// Takes a field out, if it is there and not null. Of several with that name, the last one counts.
    pub fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.fields.iter().rposition(|(field, _)| field == name)?;
        let (_, value) = self.fields.remove(at);
        self.fields.retain(|(field, _)| field != name);
        Some(value).filter(|value| !value.is_null())
    }

    /// Takes out a list that may be missing, each item with its place.
    pub fn list(&mut self, name: &str) -> Vec<(Rc<str>, Json<'a>)> {
        let Some(found) = self.take(name) else { return Vec::new() };
        let Some(items) = found.items() else {
            self.wrong(name, "a list", &found);
            return Vec::new();
        };
        items.enumerate().map(|(index, item)| (format!("{name}[{index}]").into(), item)).collect()
    }

    /// Takes out characters that may be missing.
    pub fn optional_text(&mut self, name: &str) -> Option<Rc<str>> {
        Some(self.characters(name)?.as_ref().into())
    }

    /// Takes out characters; they must not be missing or empty.
    pub fn text(&mut self, name: &str) -> Rc<str> {
        self.required(name).as_ref().into()
    }

    fn characters(&mut self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.take(name)?;
        let text = found.text();
        if text.is_none() {
            self.wrong(name, "text", &found);
        }
        text
    }

    fn required(&mut self, name: &str) -> Cow<'a, str> {
        let found = self.characters(name);
        match &found {
            Some(text) if text.is_empty() => self.wrong(name, "text", &"an empty text"),
            Some(_) => {}
            None => self.wrong(name, "text", &NOTHING),
        }
        found.unwrap_or_default()
    }

    /// Takes out a whole number that may be missing.
    pub fn optional_number(&mut self, name: &str) -> Option<u64> {
        let found = self.take(name)?;
        let number = found.number();
        if number.is_none() {
            self.wrong(name, WHOLE_NUMBER, &found);
        }
        number
    }

    /// Takes out a whole number; it must not be missing.
    pub fn number(&mut self, name: &str) -> u64 {
        let found = self.optional_number(name);
        if found.is_none() {
            self.wrong(name, WHOLE_NUMBER, &NOTHING);
        }
        found.unwrap_or_default()
    }

    /// Takes out a position; it must not be missing.
    pub fn offset(&mut self, name: &str) -> CodePointOffset {
        CodePointOffset::from_number(self.number(name))
    }

    /// Takes out a flag; false when it is missing.
    pub fn flag(&mut self, name: &str) -> bool {
        let Some(found) = self.take(name) else { return false };
        if found.flag().is_none() {
            self.wrong(name, "true or false", &found);
        }
        found.flag().unwrap_or_default()
    }

    /// Takes out a time in RFC 3339 and UTC; 1970 when it is missing.
    pub fn time(&mut self, name: &str) -> Timestamp {
        const EXPECTED: &str = "a time like 2026-11-22T06:40:00.000Z";
        let Some(text) = self.characters(name) else { return Timestamp::default() };
        let time = Timestamp::parse(&text);
        if time.is_none() {
            self.wrong(name, EXPECTED, &describe_text(&text));
        }
        time.unwrap_or_default()
    }

    /// Takes out an id that is a UUID; it must not be missing.
    pub fn uuid(&mut self, name: &str) -> Uuid {
        let text = self.required(name);
        self.parsed(name, &text)
    }

    /// Takes out who made something; nobody, when that is missing or empty.
    pub fn annotator(&mut self, name: &str) -> AnnotatorId {
        let text = self.characters(name).filter(|text| !text.is_empty());
        AnnotatorId(text.map(|text| self.parsed(name, &text)).unwrap_or_default())
    }

    fn parsed(&mut self, name: &str, text: &str) -> Uuid {
        let id = Uuid::parse_str(text);
        if id.is_err() {
            self.wrong(name, "a UUID", &describe_text(text));
        }
        id.unwrap_or_default()
    }

    /// What was not taken out; it must not be nested so deeply that it could be kept, but not read back.
    pub fn rest(&mut self) -> ForeignFields {
        let fields = sorted::last_of_each(&std::mem::take(&mut self.fields));
        if let Some((name, _)) = fields.iter().find(|(_, value)| value.depth() > DEEPEST) {
            self.wrong(name, "at most 64 lists or objects in each other", &"more");
        }
        fields.into_iter().map(|(name, value)| (name.as_ref().into(), value.compact().into())).collect()
    }

    /// Complains about a field.
    pub fn wrong(&mut self, name: &str, expected: &'static str, found: &dyn fmt::Display) {
        if self.wrong.is_none() {
            let at = if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) };
            self.wrong = Some(ReadError::Shape { at, expected, found: found.to_string() });
        }
    }
}

const NOTHING: &str = "nothing";

const WHOLE_NUMBER: &str = "a whole number that is not negative";
