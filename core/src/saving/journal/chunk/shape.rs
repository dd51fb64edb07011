//! Shapes: the kind of a record, which fields it has, and how their values are written.
//!
//! ```text
//! ["label","deleted","name",["entity","text"],["note","json"]]
//! ```
//!
//! A field that was there when this form began stands with its name alone, and its values are written as they were then.
//! A field that came later, or that holds a value of another type, says how, so that a program that does not know it can
//! read it. There are no other ways than these: a further one would be another stored form.

use crate::json::{self, describe_part};
use crate::model::record::{Cell, Field, Holds, Kind, Value};
use crate::saving::journal::Unreadable;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The names of the ways in which values are written.
const WAYS: [(Holds, &str); 5] = [
    (Holds::Flag, "flag"),
    (Holds::Json, "json"),
    (Holds::Number, "number"),
    (Holds::Target, "target"),
    (Holds::Text, "text"),
];

/// See the module.
#[derive(PartialEq)]
pub(super) struct Shape {
    pub kind: Kind,
    pub columns: Vec<Column>,
}

/// A field, and how its values are written.
#[derive(Clone, PartialEq)]
pub(super) struct Column {
    pub field: Field,
    pub way: Holds,
}

impl Shape {
    /// Reads what `serialize` writes.
    pub fn read(shape: &RawValue) -> Result<Self, Unreadable> {
        let read = || {
            let parts = json::items(shape)?;
            let (kind, columns) = parts.split_first()?;
            let columns = columns.iter().map(|column| Column::read(column)).collect::<Option<_>>()?;
            Some(Self { kind: Kind::named(&json::text(kind)?), columns })
        };
        read().ok_or_else(|| Unreadable::new("a kind and fields", describe_part(shape)))
    }

    /// True for a record of that kind with those cells.
    pub fn fits(&self, kind: &Kind, cells: &[&(Field, Cell)]) -> bool {
        let fits = |(column, (field, cell)): (&Column, &&(Field, Cell))| {
            column.field == *field && column.way == way_of(field, cell)
        };
        self.kind == *kind && self.columns.len() == cells.len() && self.columns.iter().zip(cells).all(fits)
    }

    /// The shape of such a record.
    pub fn of(kind: &Kind, cells: &[&(Field, Cell)]) -> Self {
        let column =
            |(field, cell): &&(Field, Cell)| Column { field: field.clone(), way: way_of(field, cell) };
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
            Self::Column(Column { field, way }) if first_way(field) == Some(*way) => {
                serializer.serialize_str(&field.name())
            }
            Self::Column(Column { field, way }) => {
                let name = WAYS.iter().find(|(named, _)| named == way).map_or("", |(_, name)| name);
                (field.name(), name).serialize(serializer)
            }
        }
    }
}

impl Column {
    fn read(column: &RawValue) -> Option<Self> {
        if let Some(name) = json::text(column) {
            let field = Field::named(&name);
            return Some(Self { way: first_way(&field)?, field });
        }
        let [name, way] = json::items(column)?[..] else { return None };
        let way = json::text(way)?;
        let (way, _) = WAYS.iter().find(|(_, named)| *named == way)?;
        Some(Self { field: Field::named(&json::text(name)?), way: *way })
    }
}

fn way_of(field: &Field, cell: &Cell) -> Holds {
    if let Some(Value::Json(_)) = cell.value { Holds::Json } else { field.holds() }
}

/// The fields that were there when this form began, each with its way. Frozen.
const FIRST: &[(Field, Holds)] = &[
    (Field::Annotator, Holds::Text),
    (Field::Colour, Holds::Text),
    (Field::Created, Holds::Number),
    (Field::Definition, Holds::Text),
    (Field::Deleted, Holds::Flag),
    (Field::Document, Holds::Text),
    (Field::From, Holds::Text),
    (Field::Key, Holds::Text),
    (Field::Label, Holds::Text),
    (Field::Modified, Holds::Number),
    (Field::Name, Holds::Text),
    (Field::Note, Holds::Text),
    (Field::Position, Holds::Number),
    (Field::Target, Holds::Target),
    (Field::Text, Holds::Text),
    (Field::Title, Holds::Text),
    (Field::To, Holds::Text),
    (Field::Type, Holds::Text),
    (Field::Value, Holds::Text),
];

/// The way of a field when this form began; `None` for a field that came later.
fn first_way(field: &Field) -> Option<Holds> {
    if let Field::Foreign(_) = field {
        return Some(Holds::Json);
    }
    FIRST.iter().find(|(first, _)| first == field).map(|(_, way)| *way)
}
