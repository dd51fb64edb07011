//! Rows: reading JSON objects field by field, so that a wrong field is named, and fields that nobody here knows are left over
//! and can be kept.

use super::DEEPEST;
use super::shape::ATTRIBUTES;
use crate::import::{Expected, ForeignFields, Refusal, Unexpected};
use crate::json::{self, Fields, Shape};
use crate::model::annotator::AnnotatorId;
use crate::model::attribute::{AttributeId, YES};
use crate::model::noun::{Column, Mark};
use crate::model::record::{Field, Value, ValueType};
use crate::model::time::Timestamp;
use crate::saving::journal::value;
use crate::text::offset::CodePointOffset;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;

/// Object with its place in the file. Fields that are taken out are gone; the rest is foreign. The first refusal of a field is
/// kept, and the value of a refused field is empty: see [`read`].
pub struct Row<'a> {
    /// Path in the file, such as `annotations[5]`; empty for the file itself.
    pub at: Rc<str>,
    fields: Fields<'a>,
    wrong: Option<Refusal>,
    /// Paths of fields of its parts that were not taken out.
    left_over: Vec<String>,
}

/// Reads an object.
///
/// # Errors
/// When it is no object, or one of its fields is refused: the first refusal.
pub fn read<'a, T>(
    at: impl Into<Rc<str>>,
    value: &'a RawValue,
    fields: impl FnOnce(&mut Row<'a>) -> T,
) -> Result<T, Refusal> {
    let mut row = Row::new(at.into(), value)?;
    let read = fields(&mut row);
    row.wrong.map_or(Ok(read), Err)
}

impl<'a> Row<'a> {
    fn new(at: Rc<str>, value: &'a RawValue) -> Result<Self, Refusal> {
        match Fields::of(value) {
            Some(fields) => Ok(Self { at, fields, wrong: None, left_over: Vec::new() }),
            None => Err(Refusal {
                expected: Expected::Object,
                field: Some(at).filter(|at| !at.is_empty()),
                found: Unexpected::Json(Shape::of_part(value)),
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
    fn typed<T: Deserialize<'a>>(&mut self, name: &str, expected: Expected) -> Option<T> {
        let found = self.take(name)?;
        let value = serde_json::from_str(found.get()).ok();
        if value.is_none() {
            self.wrong(name, expected, Unexpected::Json(Shape::of_part(found)));
        }
        value
    }

    /// Takes out a list that may be missing, each item with its place.
    pub fn list(&mut self, name: &str) -> Vec<(Rc<str>, &'a RawValue)> {
        let items: Vec<_> = self.typed(name, Expected::List).unwrap_or_default();
        let at = |index| format!("{name}[{index}]").into();
        items.into_iter().enumerate().map(|(index, item)| (at(index), item)).collect()
    }

    /// Takes out the fields of an object that may be missing, by name.
    pub fn object(&mut self, name: &str) -> BTreeMap<Cow<'a, str>, &'a RawValue> {
        let fields: Option<Fields<'a>> = self.typed(name, Expected::Object);
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
        self.typed(name, Expected::Text).map(|json::Text(text)| text)
    }

    fn required(&mut self, name: &str) -> Cow<'a, str> {
        let found = self.characters(name);
        match &found {
            Some(text) if text.is_empty() => {
                self.wrong(name, Expected::Text, Unexpected::Json(Shape::EmptyText));
            }
            Some(_) => {}
            None => self.wrong(name, Expected::Text, Unexpected::Nothing),
        }
        found.unwrap_or_default()
    }

    /// Takes out a whole number that may be missing.
    pub fn optional_number(&mut self, name: &str) -> Option<u64> {
        self.typed(name, Expected::WholeNumber)
    }

    /// Takes out a whole number; it must not be missing.
    pub fn number(&mut self, name: &str) -> u64 {
        let found = self.optional_number(name);
        if found.is_none() {
            self.wrong(name, Expected::WholeNumber, Unexpected::Nothing);
        }
        found.unwrap_or_default()
    }

    /// Takes out a position; it must not be missing.
    pub fn offset(&mut self, name: &str) -> CodePointOffset {
        CodePointOffset::from_number(self.number(name))
    }

    /// Takes out a flag; false when it is missing.
    pub fn flag(&mut self, name: &str) -> bool {
        self.typed(name, Expected::Flag).unwrap_or_default()
    }

    /// Takes out a time in RFC 3339 and UTC; 1970 when it is missing.
    pub fn time(&mut self, name: &str) -> Timestamp {
        let Some(text) = self.characters(name) else { return Timestamp::default() };
        let time = Timestamp::parse(&text);
        if time.is_none() {
            self.wrong(name, Expected::Time, Unexpected::Json(Shape::of_text(&text)));
        }
        time.unwrap_or_default()
    }

    /// Takes out an id that is a UUID; it must not be missing.
    pub fn uuid(&mut self, name: &str) -> Uuid {
        let text = self.required(name);
        self.parsed(name, &text)
    }

    /// Takes out the id of an annotator; nobody, when it is missing or empty.
    pub fn annotator(&mut self, name: &str) -> AnnotatorId {
        let text = self.characters(name).filter(|text| !text.is_empty());
        AnnotatorId(text.map(|text| self.parsed(name, &text)).unwrap_or_default())
    }

    fn parsed(&mut self, name: &str, text: &str) -> Uuid {
        let id = Uuid::parse_str(text);
        if id.is_err() {
            self.wrong(name, Expected::Uuid, Unexpected::Json(Shape::of_text(text)));
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
                ValueType::Flag => Expected::Flag,
                ValueType::Number => Expected::WholeNumber,
                ValueType::Text => Expected::Text,
                ValueType::Texts | ValueType::Values => Expected::List,
                ValueType::Json | ValueType::Target => Expected::Keepable,
            };
            match value {
                Some(value) => plain.push((field.clone(), value)),
                None => self.wrong(&name, expected, Unexpected::Json(Shape::of_part(found))),
            }
        }
        plain
    }

    /// Fields that were not taken out: the plain fields of the noun, and foreign ones. One that is nested so deeply that it
    /// could not be read back is refused.
    pub fn rest(&mut self, columns: &[Column]) -> ForeignFields {
        let mut rest = self.plain(columns);
        let fields = std::mem::take(&mut self.fields.0).into_iter();
        // Of fields with the same name the last one counts.
        let fields: BTreeMap<_, _> = fields.collect();
        for (name, value) in fields {
            if json::is_deeper_than(value, DEEPEST) {
                self.wrong(&name, Expected::Nesting(DEEPEST), Unexpected::More);
            } else if let Some(value) = json::kept(value) {
                rest.push((Field::Foreign(name.into()), Value::Json(value)));
            } else {
                self.wrong(&name, Expected::Keepable, Unexpected::BrokenEscape);
            }
        }
        rest
    }

    /// Names of the fields that were not taken out and that say something.
    pub fn others(&mut self) -> Vec<Cow<'a, str>> {
        let fields = std::mem::take(&mut self.fields.0).into_iter();
        let says_something = |value: &RawValue| !["null", "\"\"", "[]", "{}"].contains(&value.get());
        let own = fields.filter(|(_, value)| says_something(value)).map(|(name, _)| name);
        own.chain(std::mem::take(&mut self.left_over).into_iter().map(Cow::Owned)).collect()
    }

    /// Adds a field of a part to [`Self::others`].
    pub fn left_over(&mut self, path: &str) {
        self.left_over.push(path.to_owned());
    }

    /// Takes out the values of attributes: texts, numbers digit by digit, and flags that are set. Where the field holds
    /// something else, it is another program's.
    pub fn values(&mut self) -> Vec<(AttributeId, Rc<str>)> {
        let value = |value: &RawValue| match value.get() {
            "true" => Some(YES.into()),
            "false" | "null" => Some("".into()),
            number if number.starts_with(|it: char| it == '-' || it.is_ascii_digit()) => Some(number.into()),
            _ => json::text(value).map(Rc::from),
        };
        let found = self.fields.get(ATTRIBUTES).and_then(Fields::of);
        let values = found.and_then(|Fields(fields)| {
            // Of fields with the same name the last one counts.
            let fields: BTreeMap<_, _> = fields.into_iter().collect();
            let values = fields.into_iter().map(|(id, it)| Some((AttributeId(id.into()), value(it)?)));
            values.collect::<Option<Vec<_>>>()
        });
        if values.is_some() {
            self.take(ATTRIBUTES);
        }
        values.unwrap_or_default()
    }

    /// Refuses a field.
    pub fn wrong(&mut self, name: &str, expected: Expected, found: Unexpected) {
        let field = if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) };
        self.refuse(Refusal { expected, field: Some(field.into()), found });
    }

    /// Refuses the row for a part of it.
    pub fn refuse(&mut self, why: Refusal) {
        self.wrong.get_or_insert(why);
    }
}

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
