//! Reading JSON objects field by field, so that each problem names its place, what was expected and what was
//! found, and so that what nobody asked for is left over and can be kept.

use super::ReadError;
use crate::import::ForeignFields;
use crate::json::{self, Fields, describe_part, describe_text};
use crate::model::annotator::AnnotatorId;
use crate::model::noun::{Column, Mark};
use crate::model::record::{Field, Value, ValueType};
use crate::model::time::Timestamp;
use crate::saving::journal::value;
use crate::text::offset::CodePointOffset;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
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
    fields: Fields<'a>,
    wrong: Option<ReadError>,
}

/// Reads an object.
///
/// # Errors
/// When it is none, or the first thing that was wrong with one of its fields.
pub fn read<'a, T>(
    at: impl Into<Rc<str>>,
    value: &'a RawValue,
    fields: impl FnOnce(&mut Row<'a>) -> T,
) -> Result<T, ReadError> {
    let mut row = Row::new(at.into(), value)?;
    let read = fields(&mut row);
    row.wrong.map_or(Ok(read), Err)
}

impl<'a> Row<'a> {
    fn new(at: Rc<str>, value: &'a RawValue) -> Result<Self, ReadError> {
        match Fields::of(value) {
            Some(fields) => Ok(Self { at, fields, wrong: None }),
            None => Err(ReadError::Shape {
                at: at.to_string(),
                expected: "an object",
                found: describe_part(value),
            }),
        }
    }

    /// Takes a field out, if it is there and not null. Of several with that name, the last one counts.
    pub fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let value = self.fields.get(name)?;
        self.fields.0.retain(|(field, _)| field != name);
        Some(value).filter(|value| value.get() != "null")
    }

    /// Takes out a field of that type, if it is there and not null.
    fn typed<T: Deserialize<'a>>(&mut self, name: &str, expected: &'static str) -> Option<T> {
        let found = self.take(name)?;
        let value = serde_json::from_str(found.get()).ok();
        if value.is_none() {
            self.wrong(name, expected, &describe_part(found));
        }
        value
    }

    /// Takes out a list that may be missing, each item with its place.
    pub fn list(&mut self, name: &str) -> Vec<(Rc<str>, &'a RawValue)> {
        let items: Vec<_> = self.typed(name, "a list").unwrap_or_default();
        let at = |index| format!("{name}[{index}]").into();
        items.into_iter().enumerate().map(|(index, item)| (at(index), item)).collect()
    }

    /// Takes out the fields of an object that may be missing, by name.
    pub fn object(&mut self, name: &str) -> BTreeMap<Cow<'a, str>, &'a RawValue> {
        let fields: Option<Fields<'a>> = self.typed(name, "an object");
        fields.into_iter().flat_map(|fields| fields.0).collect()
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
        self.typed(name, "text").map(|json::Text(text)| text)
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
        self.typed(name, WHOLE_NUMBER)
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
        self.typed(name, "true or false").unwrap_or_default()
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

    /// Takes out the plain fields of a noun. Where one that came later stands for something else, it is another program's.
    pub fn plain(&mut self, columns: &[Column]) -> ForeignFields {
        let mut plain = ForeignFields::new();
        for column in columns.iter().filter(|column| column.is_plain()) {
            let (field, name) = (&column.field, column.field.name());
            let value = self.fields.get(&name).and_then(|found| value::decode(field, found));
            let value = value.filter(|value| !matches!(value, Value::Json(_)));
            if value.is_none() && column.is(Mark::Sparse) {
                continue;
            }
            let Some(found) = self.take(&name) else { continue };
            let expected = match field.value_type() {
                ValueType::Flag => "true or false",
                ValueType::Number => WHOLE_NUMBER,
                ValueType::Text => "text",
                ValueType::Json | ValueType::Target => "a value that can be kept",
            };
            match value {
                Some(value) => plain.push((field.clone(), value)),
                None => self.wrong(&name, expected, &describe_part(found)),
            }
        }
        plain
    }

    /// What was not taken out: the plain fields of the noun, and foreign ones, which must not be nested so deeply that they
    /// could be kept, but not read back.
    pub fn rest(&mut self, columns: &[Column]) -> ForeignFields {
        let mut rest = self.plain(columns);
        let fields = std::mem::take(&mut self.fields.0).into_iter();
        // Of fields with the same name the last one counts.
        let fields: BTreeMap<_, _> = fields.collect();
        for (name, value) in fields {
            if json::is_deeper_than(value, DEEPEST) {
                self.wrong(&name, "at most 64 lists or objects in each other", &"more");
            } else if let Some(value) = json::kept(value) {
                rest.push((Field::Foreign(name.into()), Value::Json(value)));
            } else {
                self.wrong(&name, "a value that can be kept", &"an escape that makes no sense");
            }
        }
        rest
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the rest of a row whose noun has a note that came later.
    #[track_caller]
    fn check(row: &str, expected: &[(Field, Value)]) {
        let columns = [Column { field: Field::Note, marks: &[Mark::Sparse] }];
        let row: &RawValue = serde_json::from_str(row).expect("JSON");
        assert_eq!(read("", row, |row| row.rest(&columns)).expect("a row"), expected);
    }

    #[test]
    fn a_name_of_a_later_field_may_be_another_programs() {
        let foreign = |value: &str| (Field::Foreign("note".into()), Value::Json(value.into()));
        check("{}", &[]);
        check(r#"{"note":"ours"}"#, &[(Field::Note, Value::text("ours"))]);
        check(r#"{"note":{"theirs":1}}"#, &[foreign(r#"{"theirs":1}"#)]);
        check(r#"{"note":null}"#, &[foreign("null")]);
    }
}
