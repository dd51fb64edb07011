//! Reading JSON objects field by field, so that each problem names its place, what was expected and what was
//! found, and so that what nobody asked for is left over and can be kept.

use super::ReadError;
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::import::ForeignFields;
use crate::offset::CodePointOffset;
use crate::sorted;
use crate::time::Timestamp;
use glossator_json::{Json, describe_text};
use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

/// Lists and objects in each other, of a value that nobody here knows but that is kept. A file and an entry of
/// the journal wrap a few more around it, which must not be more than can be read.
const DEEPEST: usize = 64;

/// An object with its place in the file. Fields that are taken out are gone; the rest is foreign.
pub struct Row<'a> {
    /// `annotations[5]`, for messages; empty for the file itself.
    pub at: Rc<str>,
    fields: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// Parses a whole file.
///
/// # Errors
/// When it is not JSON, with the place where that shows.
pub fn parse(text: &str) -> Result<Json<'_>, ReadError> {
    Json::parse(text).map_err(|error| match error.found {
        None if text.trim().is_empty() => ReadError::Empty,
        None => ReadError::Truncated { line: error.line },
        Some(_) => ReadError::NotJson(error),
    })
}

impl<'a> Row<'a> {
    /// # Errors
    /// When the value is no object.
    pub fn new(at: impl Into<Rc<str>>, value: Json<'a>) -> Result<Self, ReadError> {
        let at = at.into();
        match value.fields() {
            Some(fields) => Ok(Self { at, fields: fields.collect() }),
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
    ///
    /// # Errors
    /// When there is something else than a list.
    pub fn list(&mut self, name: &str) -> Result<Vec<(Rc<str>, Json<'a>)>, ReadError> {
        let Some(found) = self.take(name) else { return Ok(Vec::new()) };
        let items = found.items().ok_or_else(|| self.wrong(name, "a list", &found))?;
        Ok(items.enumerate().map(|(index, item)| (format!("{name}[{index}]").into(), item)).collect())
    }

    /// Takes out characters that may be missing.
    ///
    /// # Errors
    /// When there is something else.
    pub fn optional_text(&mut self, name: &str) -> Result<Option<Rc<str>>, ReadError> {
        Ok(self.characters(name)?.map(|text| text.as_ref().into()))
    }

    /// Takes out characters.
    ///
    /// # Errors
    /// When they are missing or empty, or when there is something else.
    pub fn text(&mut self, name: &str) -> Result<Rc<str>, ReadError> {
        Ok(self.required(name)?.as_ref().into())
    }

    fn characters(&mut self, name: &str) -> Result<Option<Cow<'a, str>>, ReadError> {
        let Some(found) = self.take(name) else { return Ok(None) };
        found.text().map(Some).ok_or_else(|| self.wrong(name, "text", &found))
    }

    fn required(&mut self, name: &str) -> Result<Cow<'a, str>, ReadError> {
        match self.characters(name)? {
            Some(text) if !text.is_empty() => Ok(text),
            Some(_) => Err(self.wrong(name, "text", &"an empty text")),
            None => Err(self.missing(name, "text")),
        }
    }

    /// Takes out a whole number that may be missing.
    ///
    /// # Errors
    /// When there is something else.
    pub fn optional_number(&mut self, name: &str) -> Result<Option<u64>, ReadError> {
        let Some(found) = self.take(name) else { return Ok(None) };
        found.number().map(Some).ok_or_else(|| self.wrong(name, WHOLE_NUMBER, &found))
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
        let Some(found) = self.take(name) else { return Ok(false) };
        found.flag().ok_or_else(|| self.wrong(name, "true or false", &found))
    }

    /// Takes out a time; 1970 when it is missing.
    ///
    /// # Errors
    /// When there is something else than RFC 3339 in UTC.
    pub fn time(&mut self, name: &str) -> Result<Timestamp, ReadError> {
        const EXPECTED: &str = "a time like 2026-11-22T06:40:00.000Z";
        let Some(text) = self.characters(name)? else { return Ok(Timestamp::default()) };
        Timestamp::parse(&text).ok_or_else(|| self.wrong(name, EXPECTED, &describe_text(&text)))
    }

    /// Takes out an annotation's id.
    ///
    /// # Errors
    /// When it is missing, or when there is something else than a UUID.
    pub fn annotation_id(&mut self, name: &str) -> Result<AnnotationId, ReadError> {
        let text = self.required(name)?;
        AnnotationId::parse(&text).ok_or_else(|| self.wrong(name, UUID, &describe_text(&text)))
    }

    /// Takes out an annotator's id.
    ///
    /// # Errors
    /// When it is missing, or when there is something else than a UUID.
    pub fn annotator_id(&mut self, name: &str) -> Result<AnnotatorId, ReadError> {
        let text = self.required(name)?;
        AnnotatorId::parse(&text).ok_or_else(|| self.wrong(name, UUID, &describe_text(&text)))
    }

    /// Takes out who made something; nobody, when that is missing or empty.
    ///
    /// # Errors
    /// When there is something else than a UUID.
    pub fn annotator(&mut self, name: &str) -> Result<AnnotatorId, ReadError> {
        match self.characters(name)? {
            Some(text) if !text.is_empty() => {
                AnnotatorId::parse(&text).ok_or_else(|| self.wrong(name, UUID, &describe_text(&text)))
            }
            _ => Ok(AnnotatorId::default()),
        }
    }

    /// What was not taken out.
    ///
    /// # Errors
    /// When some of it is nested so deeply that it could be kept, but not read back.
    pub fn rest(self) -> Result<ForeignFields, ReadError> {
        if let Some((name, _)) = self.fields.iter().find(|(_, value)| value.depth() > DEEPEST) {
            let (expected, found) = ("at most 64 lists or objects in each other", "more".to_owned());
            return Err(ReadError::Shape { at: self.place_of(name), expected, found });
        }
        let fields = sorted::last_of_each(&self.fields).into_iter();
        Ok(fields.map(|(name, value)| (name.as_ref().into(), value.compact().into())).collect())
    }

    /// The complaint about a field.
    #[must_use]
    pub fn wrong(&self, name: &str, expected: &'static str, found: &dyn fmt::Display) -> ReadError {
        ReadError::Shape { at: self.place_of(name), expected, found: found.to_string() }
    }

    fn missing(&self, name: &str, expected: &'static str) -> ReadError {
        ReadError::Shape { at: self.place_of(name), expected, found: "nothing".to_owned() }
    }

    fn place_of(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) }
    }
}

const UUID: &str = "a UUID";

const WHOLE_NUMBER: &str = "a whole number that is not negative";
