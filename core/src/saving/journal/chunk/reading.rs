//! Reading chunks: first the four lists, then the records one by one, each as its shape defines.
//!
//! No tree is made of the records: many thousands are read at every start.

use super::Previous;
use super::shape::{Column, Shape};
use crate::corpus::Cells;
use crate::json::{self, Fields, Text, describe_part};
use crate::model::record::{Cell, Field, RecordKey, ReplicaId, Stamp, Target, Value, ValueType};
use crate::saving::journal::value::{self, Written};
use crate::saving::journal::{Unreadable, sum};
use crate::text::TextVersion;
use crate::text::offset::CodePointOffset;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::rc::Rc;

/// Length of a field in a row, about.
const BYTES_TO_A_CELL: usize = 10;

/// Reads a chunk.
///
/// # Errors
/// When it is no JSON, no chunk, or not what its checksum says.
pub fn decode(value: &str) -> Result<Cells, Unreadable> {
    sum::check(value)?;
    let fields = serde_json::from_str(value).or_else(|_| {
        let other: Result<&RawValue, _> = serde_json::from_str(value);
        let other = other.map_err(|error| Unreadable::no_json(value, &error))?;
        Ok(Fields::of(other).unwrap_or_default())
    })?;
    let list = |name: &str| fields.get(name).unwrap_or(RawValue::NULL);
    let wrong = |name: &str| Unreadable::new(format!("a list of {name}"), describe_part(list(name)));
    let items = |name: &str| json::items(list(name)).ok_or_else(|| wrong(name));
    let replica = |item: &RawValue| {
        let found = json::text(item).and_then(|text| ReplicaId::parse(&text));
        found.ok_or_else(|| Unreadable::new("a replica", describe_part(item)))
    };
    let words = serde_json::from_str(list("words").get()).map_err(|_| wrong("words"))?;
    let replicas = items("replicas")?.into_iter().map(replica).collect::<Result<_, _>>()?;
    let shapes = items("shapes")?.into_iter().map(Shape::read).collect::<Result<_, _>>()?;
    let records = list("records");
    if !records.get().starts_with('[') {
        return Err(wrong("records"));
    }
    let lists = Lists { words, replicas, shapes };
    let mut reader = Reader {
        lists: &lists,
        before: Previous::default(),
        id: String::new(),
        cells: Cells::with_capacity(records.get().len() / BYTES_TO_A_CELL),
        count: 0,
    };
    match serde_json::Deserializer::from_str(records.get()).deserialize_seq(Rows(&mut reader)) {
        Ok(()) => Ok(reader.cells),
        Err(_) => Err(Unreadable::new("a record", format!("another row at {}", reader.count))),
    }
}

struct Lists {
    words: Vec<Rc<str>>,
    replicas: Vec<ReplicaId>,
    shapes: Vec<Shape>,
}

struct Reader<'a> {
    lists: &'a Lists,
    before: Previous,
    /// Id of the record before.
    id: String,
    cells: Cells,
    /// Number of records that were read.
    count: usize,
}

/// The list of records.
struct Rows<'r, 'a>(&'r mut Reader<'a>);

/// A record.
struct Row<'r, 'a>(&'r mut Reader<'a>);

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while rows.next_element_seed(Row(self.0))?.is_some() {
            self.0.count += 1;
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Row<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record")
    }

    #[inline(never)] // See the crate's documentation.
    fn visit_seq<A: SeqAccess<'de>>(self, mut row: A) -> Result<(), A::Error> {
        let Self(reader) = self;
        let lists = reader.lists;
        let shape = lists.shapes.get(next::<usize, A>(&mut row)?);
        let Shape { kind, columns } = shape.ok_or_else(|| A::Error::custom("no such shape"))?;
        let shared = next::<usize, A>(&mut row)?;
        reader.id.get(..shared).ok_or_else(|| A::Error::custom("no such id"))?;
        reader.id.truncate(shared);
        reader.id.push_str(&next::<Text<'de>, A>(&mut row)?.0);
        let key = RecordKey::new(kind.clone(), &*reader.id);
        let stamp =
            reader.stamp(reader.before.counter, next::<i64, A>(&mut row)?, next::<usize, A>(&mut row)?);
        let stamp = stamp.ok_or_else(|| A::Error::custom("no such stamp"))?;
        let first = reader.cells.len();
        for column in columns {
            let value = reader.value(column, &mut row)?;
            reader.cells.push((key.clone(), column.field.clone(), Cell { value, stamp }));
        }
        let own_stamps = row.next_element::<Vec<i64>>()?.unwrap_or_default();
        reader.own_stamps(first, stamp, &own_stamps).ok_or_else(|| A::Error::custom("no such stamps"))?;
        reader.before.counter = stamp.counter;
        Ok(())
    }
}

/// Next item of a row; it must not be missing.
fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(row: &mut A) -> Result<T, A::Error> {
    row.next_element()?.ok_or_else(|| A::Error::custom("too few"))
}

impl Reader<'_> {
    fn stamp(&self, before: u64, counter: i64, replica: usize) -> Option<Stamp> {
        let counter = before.wrapping_add_signed(counter);
        let replica = *self.lists.replicas.get(replica)?;
        (counter <= Stamp::LAST_COUNTER).then_some(Stamp { counter, replica })
    }

    /// Sets the stamps of the record that starts there where they differ from the record's stamp.
    fn own_stamps(&mut self, first: usize, of_record: Stamp, own: &[i64]) -> Option<()> {
        let (own, []) = own.as_chunks() else { return None };
        for [at, counter, replica] in own {
            let stamp = self.stamp(of_record.counter, *counter, usize::try_from(*replica).ok()?)?;
            let at = first.checked_add(usize::try_from(*at).ok()?)?;
            self.cells.get_mut(at)?.2.stamp = stamp;
        }
        Some(())
    }

    /// Next value of the row, in the type of the column.
    fn value<'de, A: SeqAccess<'de>>(
        &mut self,
        column: &Column,
        row: &mut A,
    ) -> Result<Option<Value>, A::Error> {
        let Column { field, value_type } = column;
        let value = match value_type {
            ValueType::Flag => next::<Option<u64>, A>(row)?.map(|flag| Some(Value::Flag(flag == 1))),
            ValueType::Number => next::<Option<i64>, A>(row)?.map(|difference| {
                let before = self.before.number(field);
                *before = before.wrapping_add_signed(difference);
                Some(Value::Number(*before))
            }),
            ValueType::Text => {
                next::<Option<usize>, A>(row)?.map(|at| self.word(at).cloned().map(Value::Text))
            }
            ValueType::Target => next::<Option<&RawValue>, A>(row)?
                .map(|target| self.target(target).or_else(|| value::target(target)).map(Value::Target)),
            ValueType::Json | ValueType::Texts | ValueType::Values => {
                return Self::json(field, next::<Option<&RawValue>, A>(row)?);
            }
        };
        let Some(value) = value else { return Ok(None) };
        let value = value.ok_or_else(|| A::Error::custom("no such value"))?;
        if *value_type == field.value_type() {
            return Ok(Some(value));
        }
        // To this version, the field holds another type.
        let json = json::compact(&Written(field, &value));
        Self::json(field, Some(json::verbatim(&json)))
    }

    fn json<E: Error>(field: &Field, value: Option<&RawValue>) -> Result<Option<Value>, E> {
        let decode = |value| value::decode(field, value).ok_or_else(|| E::custom("no such value"));
        value.map(decode).transpose()
    }

    fn target(&self, target: &RawValue) -> Option<Target> {
        let [text, start, length]: [u64; 3] = serde_json::from_str(target.get()).ok()?;
        let text = TextVersion::parse(self.word(usize::try_from(text).ok()?)?)?;
        let end = CodePointOffset::from_number(start.checked_add(length)?);
        Some(Target::Anchored { text, start: CodePointOffset::from_number(start), end })
    }

    fn word(&self, at: usize) -> Option<&Rc<str>> {
        self.lists.words.get(at)
    }
}
