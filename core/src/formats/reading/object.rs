//! Objects: the fields of one taken out by name, so that those for which nobody asked are left over, and are kept or counted.
//!
//! A field that holds nothing (`null`, an empty text, list or object) says nothing and is passed over. It knows no format.

use super::intake::Intake;
use crate::formats::limits::{LONGEST_KEPT, MOST_KEPT};
use crate::formats::native;
use crate::import::{ForeignFields, Untaken};
use crate::json::{self, Fields};
use crate::model::record::{Field, Value as Kept};
use crate::model::time::Timestamp;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// Noun whose record keeps the fields of an object.
#[derive(Clone, Copy)]
pub enum Of {
    Article,
    Annotation,
    Relation,
}

impl Of {
    /// Names that its rows have in our own files.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Article => &native::OF_DOCUMENT,
            Self::Annotation => &native::OF_ANNOTATION,
            Self::Relation => &native::OF_RELATION,
        }
    }

    /// True for a name that its rows have in our own files, or may have.
    fn is_own(self, name: &str) -> bool {
        let may_have: &[&str] = match self {
            Self::Article => &["attributes", "note", "state"],
            Self::Annotation => &["attributes", "entity"],
            Self::Relation => &["attributes"],
        };
        self.names().contains(&name) || may_have.contains(&name)
    }

    /// Field that is kept under that name, or with `_` behind it where rows have one of that name. `None` for a value that
    /// says nothing; one that cannot be kept is counted.
    fn field(self, name: &str, value: &RawValue, intake: &mut Intake) -> Option<(Field, Kept)> {
        let is_short = value.get().len() <= LONGEST_KEPT && !json::is_deeper_than(value, native::DEEPEST);
        let Some(kept) = Some(value).filter(|_| is_short).and_then(json::kept) else {
            intake.leave_out(Untaken::Fields, name);
            return None;
        };
        if ["null", "\"\"", "[]", "{}"].contains(&&*kept) {
            return None;
        }
        let name = if self.is_own(name) { format!("{name}_") } else { name.to_owned() };
        Some((Field::Foreign(name.into()), Kept::Json(kept)))
    }

    /// Fields that are kept, as many as there is room for; the others are counted.
    fn fields<'a>(
        self,
        all: impl Iterator<Item = (&'a str, Cow<'a, RawValue>)>,
        intake: &mut Intake,
    ) -> ForeignFields {
        let mut kept = ForeignFields::new();
        for (name, value) in all {
            if kept.len() < MOST_KEPT {
                kept.extend(self.field(name, &value, intake));
            } else {
                intake.leave_out(Untaken::Fields, name);
            }
        }
        kept
    }
}

/// Object whose values are texts still: they may be large.
pub struct Parts<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Parts<'a> {
    /// Parts of an object. Of those with the same name the last one counts, and the others are left out.
    pub fn new(fields: Fields<'a>, intake: &mut Intake) -> Self {
        let mut places: HashMap<Cow<'a, str>, usize> = HashMap::new();
        let mut parts = Vec::new();
        for (name, value) in fields.0 {
            if let Some(place) = places.get(&name) {
                intake.leave_out(Untaken::Fields, &name);
                parts[*place] = (name, value);
            } else {
                places.insert(name.clone(), parts.len());
                parts.push((name, value));
            }
        }
        Self(parts)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Takes a part out, if it is there.
    pub fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let place = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(place).1)
    }

    /// Takes out a part that is a text or a number, as its characters; empty where it is neither, and stays.
    pub fn words(&mut self, name: &str) -> String {
        let value = self.get(name).filter(|value| !value.get().starts_with(['{', '[']));
        let words = value.map(|value| words(&json::tree(value))).unwrap_or_default();
        if !words.is_empty() {
            self.take(name);
        }
        words
    }

    /// Fields that nobody took, to be kept.
    pub fn rest(self, of: Of, intake: &mut Intake) -> ForeignFields {
        of.fields(self.iter().map(|(name, value)| (name, Cow::Borrowed(value))), intake)
    }

    /// Counts the fields that nobody took and that say something.
    pub fn leave_out(self, intake: &mut Intake) {
        for (name, value) in self.iter() {
            leave_out(name, &shallow(value), intake);
        }
    }
}

/// Object as a tree.
pub struct Object(pub Map<String, Value>);

impl Object {
    /// Fields of a value; none where it is no object.
    pub fn of(value: Value) -> Self {
        match value {
            Value::Object(fields) => Self(fields),
            _ => Self(Map::new()),
        }
    }

    pub fn get(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    /// Takes a field out; `null` where it is not there.
    pub fn take(&mut self, name: &str) -> Value {
        self.0.shift_remove(name).unwrap_or_default()
    }

    /// Takes out the first of those fields that says something.
    pub fn first(&mut self, names: &[&str]) -> Value {
        let name = names.iter().find(|name| !says_nothing(self.get(name)));
        name.map(|name| self.take(name)).unwrap_or_default()
    }

    /// Takes out the first of those fields that is a text or a number, as its characters; empty where none is.
    pub fn words(&mut self, names: &[&str]) -> String {
        let name = names.iter().find(|name| !words(self.get(name)).is_empty());
        name.map(|name| words(&self.take(name))).unwrap_or_default()
    }

    /// Takes out the time in the first of those fields that has one; 1970 where none has.
    pub fn time(&mut self, names: &[&str], intake: &mut Intake) -> Timestamp {
        intake.time(&self.words(names))
    }

    /// Takes fields out that say nothing that is not said elsewhere.
    pub fn pass(&mut self, names: &[&str]) {
        self.0.retain(|name, _| !names.contains(&&**name));
    }

    /// Fields that nobody took, to be kept.
    pub fn rest(self, of: Of, intake: &mut Intake) -> ForeignFields {
        let raw = |(name, value)| Some((name, Cow::Owned(to_raw_value(value).ok()?)));
        of.fields(self.0.iter().map(|(name, value)| (&**name, value)).filter_map(raw), intake)
    }

    /// Counts the fields that nobody took and that say something.
    pub fn leave_out(self, intake: &mut Intake) {
        for (name, value) in &self.0 {
            leave_out(name, value, intake);
        }
    }
}

/// Counts a field of a tool's own book-keeping, unless it says nothing; nor do 0 and `false` there.
fn leave_out(name: &str, value: &Value, intake: &mut Intake) {
    if !says_nothing(value) && *value != Value::Bool(false) && value.as_u64() != Some(0) {
        intake.leave_out(Untaken::Fields, name);
    }
}

/// Value without what is in a list or an object that is not empty.
fn shallow(value: &RawValue) -> Value {
    match value.get() {
        "[]" | "{}" => Value::Null,
        text if text.starts_with(['[', '{']) => Value::Bool(true),
        _ => json::tree(value),
    }
}

/// True for `null` and for an empty text, list or object.
pub fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    }
}

/// Characters of a text, or digits of a number; empty for anything else.
pub fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Name of somebody: a name, a number, or an object with an address, a name or a number.
pub fn person(value: &Value) -> String {
    let said = |name: &str| words(&value[name]);
    let full = [said("first_name"), said("last_name")].join(" ");
    let all =
        [words(value), said("email"), said("name"), said("username"), full.trim().to_owned(), said("id")];
    all.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// Items of a list, or the one value; none for `null`.
pub fn each(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}
