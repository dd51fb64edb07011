//! Shapes: the kind of a record, its fields, and the types in which their values are written.
//!
//! ```text
//! ["label","deleted","name",["entity","text"],["note","json"]]
//! ```
//!
//! A field that was there when this form began stands with its name alone, and its values have the type that they had then.
//! A field that came later, or that holds a value of another type, names the type, so that a version that does not know the
//! field can read it. There are no other types than these: a further one would be another stored form.

use crate::json::{self, describe_part};
use crate::model::record::{Cell, Field, Kind, Value, ValueType};
use crate::saving::journal::Unreadable;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Names of the types of values.
const TYPE_NAMES: [(ValueType, &str); 5] = [
    (ValueType::Flag, "flag"),
    (ValueType::Json, "json"),
    (ValueType::Number, "number"),
    (ValueType::Target, "target"),
    (ValueType::Text, "text"),
];

/// Kind of a record and columns of its values.
#[derive(PartialEq)]
pub(super) struct Shape {
    pub kind: Kind,
    pub columns: Vec<Column>,
}

/// A field, and the type in which its values are written.
#[derive(Clone, PartialEq)]
pub(super) struct Column {
    pub field: Field,
    pub value_type: ValueType,
}

impl Shape {
    /// Reads a shape.
    pub fn read(shape: &RawValue) -> Result<Self, Unreadable> {
        let read = || {
            let parts = json::items(shape)?;
            let (kind, columns) = parts.split_first()?;
            let columns = columns.iter().map(|column| Column::read(column)).collect::<Option<_>>()?;
            Some(Self { kind: Kind::named(&json::text(kind)?), columns })
        };
        read().ok_or_else(|| Unreadable::new("a kind and fields", describe_part(shape)))
    }

    /// True if a record of that kind with those cells has this shape.
    pub fn fits(&self, kind: &Kind, cells: &[&(Field, Cell)]) -> bool {
        let fits = |(column, (field, cell)): (&Column, &&(Field, Cell))| {
            column.field == *field && column.value_type == type_of(field, cell)
        };
        self.kind == *kind && self.columns.len() == cells.len() && self.columns.iter().zip(cells).all(fits)
    }

    /// Shape of a record of that kind with those cells.
    pub fn of(kind: &Kind, cells: &[&(Field, Cell)]) -> Self {
        let column = |(field, cell): &&(Field, Cell)| Column {
            field: field.clone(),
            value_type: type_of(field, cell),
        };
        Self { kind: kind.clone(), columns: cells.iter().map(column).collect() }
    }
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = Part::Kind(&self.kind);
        serializer.collect_seq(std::iter::once(kind).chain(self.columns.iter().map(Part::Column)))
    }
}

enum Part<'a> {
    Kind(&'a Kind),
    Column(&'a Column),
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Kind(kind) => serializer.serialize_str(kind.name()),
            Self::Column(Column { field, value_type }) if first_type(field) == Some(*value_type) => {
                serializer.serialize_str(&field.name())
            }
            Self::Column(Column { field, value_type }) => {
                let name =
                    TYPE_NAMES.iter().find(|(named, _)| named == value_type).map_or("", |(_, name)| name);
                (field.name(), name).serialize(serializer)
            }
        }
    }
}

impl Column {
    fn read(column: &RawValue) -> Option<Self> {
        if let Some(name) = json::text(column) {
            let field = Field::named(&name);
            return Some(Self { value_type: first_type(&field)?, field });
        }
        let [name, value_type] = json::items(column)?[..] else { return None };
        let type_name = json::text(value_type)?;
        let (value_type, _) = TYPE_NAMES.iter().find(|(_, name)| *name == type_name)?;
        Some(Self { field: Field::named(&json::text(name)?), value_type: *value_type })
    }
}

fn type_of(field: &Field, cell: &Cell) -> ValueType {
    match (&cell.value, field.value_type()) {
        // Lists came later, and are written as what every version can read.
        (Some(Value::Json(_)), _) | (_, ValueType::Texts | ValueType::Values) => ValueType::Json,
        (_, value_type) => value_type,
    }
}

/// Fields that were there when this form began, each with its type. Frozen.
const FIRST: &[(Field, ValueType)] = &[
    (Field::Annotator, ValueType::Text),
    (Field::Colour, ValueType::Text),
    (Field::Created, ValueType::Number),
    (Field::Definition, ValueType::Text),
    (Field::Deleted, ValueType::Flag),
    (Field::Document, ValueType::Text),
    (Field::From, ValueType::Text),
    (Field::Key, ValueType::Text),
    (Field::Label, ValueType::Text),
    (Field::Modified, ValueType::Number),
    (Field::Name, ValueType::Text),
    (Field::Note, ValueType::Text),
    (Field::Position, ValueType::Number),
    (Field::Target, ValueType::Target),
    (Field::Text, ValueType::Text),
    (Field::Title, ValueType::Text),
    (Field::To, ValueType::Text),
    (Field::Type, ValueType::Text),
    (Field::Value, ValueType::Text),
];

/// Type of a field when this form began; `None` for a field that came later.
fn first_type(field: &Field) -> Option<ValueType> {
    if let Field::Foreign(_) = field {
        return Some(ValueType::Json);
    }
    FIRST.iter().find(|(first, _)| first == field).map(|(_, value_type)| *value_type)
}
