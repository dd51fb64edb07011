//! Chunks: many records in little room, each field with its stamp.
//!
//! ```text
//! {"records":[[0,0,"01a2…",7,0,…],[0,34,"2",1,0,…]],
//!  "replicas":["00000000000000ab"],"shapes":[["annotation","annotator","created",…]],"words":["actor",…]}
//! ```
//!
//! A record is its shape (its kind and which fields it has), how many bytes its id begins with of the id before,
//! the rest of its id, its stamp (the counter as the difference to the record before, and the replica), its
//! values in the order of the shape, and, if some field has a stamp of its own, a list of (field, counter as the
//! difference to the record's, replica). A number is the difference to the same field's before; characters are a
//! place in the list of words; a target is `[place in that list, start, length]`, or as the journal's entries have
//! it, without a place or with one that cannot be.

use super::entry::{decode_value, encode_value, is_well_formed};
use crate::corpus::Cells;
use crate::json::describe;
use crate::offset::CodePointOffset;
use crate::record::{Cell, Field, Holds, Kind, Record, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::text::TextVersion;
use serde_json::Value as Json;
use std::rc::Rc;

/// Some records, written down.
#[derive(Debug)]
pub struct Chunk {
    /// What is stored.
    pub value: String,
    /// The first record in it.
    pub first: RecordKey,
    /// The last record in it.
    pub last: RecordKey,
}

/// Writes records, which come in order, into chunks that are closed with the record that reaches so many bytes. What
/// the page brings along itself is left out.
pub fn encode<'a>(
    records: impl Iterator<Item = (&'a RecordKey, &'a Rc<Record>)>,
    longest: usize,
) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut writer = Writer::default();
    for (key, record) in records {
        let cells: Vec<_> = record.cells().filter(|(_, cell)| cell.stamp != Stamp::default()).collect();
        if cells.is_empty() {
            continue;
        }
        if writer.bytes >= longest {
            chunks.extend(std::mem::take(&mut writer).finish());
        }
        writer.push(key, &cells);
    }
    chunks.extend(writer.finish());
    chunks
}

/// Reads a chunk.
///
/// # Errors
/// What was expected and what was found.
pub fn decode(value: &str) -> Result<Cells, String> {
    let json: Json = serde_json::from_str(value).map_err(|error| format!("expected JSON, found {error}"))?;
    let list = |name: &str| {
        json[name]
            .as_array()
            .ok_or_else(|| format!("expected a list of {name}, found {}", describe(&json[name])))
    };
    let mut reader = Reader { words: list("words")?, ..Reader::default() };
    for replica in list("replicas")? {
        let found = replica.as_str().and_then(ReplicaId::parse);
        reader
            .replicas
            .push(found.ok_or_else(|| format!("expected a replica, found {}", describe(replica)))?);
    }
    for shape in list("shapes")? {
        reader.shapes.push(
            read_shape(shape)
                .ok_or_else(|| format!("expected a kind and fields, found {}", describe(shape)))?,
        );
    }
    let mut cells = Vec::new();
    for (number, row) in list("records")?.iter().enumerate() {
        let row = row.as_array().map(Vec::as_slice).unwrap_or_default();
        reader
            .read(row, &mut cells)
            .ok_or_else(|| format!("expected a record, found another row at {number}"))?;
    }
    Ok(cells)
}

fn read_shape(shape: &Json) -> Option<(Kind, Vec<Field>)> {
    let (kind, fields) = shape.as_array()?.split_first()?;
    let fields = fields.iter().map(|field| Field::parse(field.as_str()?)).collect::<Option<_>>()?;
    Some((Kind::parse(kind.as_str()?)?, fields))
}

/// What the differences count from.
#[derive(Default)]
struct Before {
    id: Rc<str>,
    counter: u64,
    numbers: Vec<(Field, u64)>,
}

impl Before {
    /// The last number of that field.
    fn number(&mut self, field: &Field) -> &mut u64 {
        let at = self.numbers.iter().position(|(name, _)| name == field).unwrap_or_else(|| {
            self.numbers.push((field.clone(), 0));
            self.numbers.len() - 1
        });
        &mut self.numbers[at].1
    }
}

#[derive(Default)]
struct Writer {
    before: Before,
    rows: Vec<String>,
    replicas: Vec<ReplicaId>,
    shapes: Vec<(Kind, Vec<Field>)>,
    /// As JSON.
    words: Vec<String>,
    /// The words' places, by word.
    places: Vec<(Rc<str>, usize)>,
    ends: Option<(RecordKey, RecordKey)>,
    bytes: usize,
}

impl Writer {
    fn push(&mut self, key: &RecordKey, cells: &[&(Field, Cell)]) {
        let shape = (key.kind.clone(), cells.iter().map(|(field, _)| field.clone()).collect());
        let shape = place_of(&mut self.shapes, shape);
        let shared = shared_bytes(&self.before.id, &key.id);
        let stamp = cells[0].1.stamp;
        let mut row: Vec<Json> = vec![
            shape.into(),
            shared.into(),
            key.id[shared..].into(),
            difference(self.before.counter, stamp.counter).into(),
            place_of(&mut self.replicas, stamp.replica).into(),
        ];
        let mut own_stamps: Vec<Json> = Vec::new();
        for (at, (field, cell)) in cells.iter().enumerate() {
            row.push(self.value(field, cell.value.as_ref()));
            if cell.stamp != stamp {
                own_stamps.push(at.into());
                own_stamps.push(difference(stamp.counter, cell.stamp.counter).into());
                own_stamps.push(place_of(&mut self.replicas, cell.stamp.replica).into());
            }
        }
        if !own_stamps.is_empty() {
            row.push(own_stamps.into());
        }
        (self.before.id, self.before.counter) = (key.id.clone(), stamp.counter);
        let row = serde_json::to_string(&row).unwrap_or_default();
        self.bytes += row.len() + 1;
        self.rows.push(row);
        match &mut self.ends {
            Some((_, last)) => *last = key.clone(),
            ends @ None => *ends = Some((key.clone(), key.clone())),
        }
    }

    fn value(&mut self, field: &Field, value: Option<&Value>) -> Json {
        match value {
            None => Json::Null,
            Some(Value::Flag(flag)) => u64::from(*flag).into(),
            Some(Value::Number(number)) => {
                let before = std::mem::replace(self.before.number(field), *number);
                difference(before, *number).into()
            }
            Some(Value::Text(text)) => self.word(text).into(),
            Some(Value::Target(Target::Anchored { text, start, end })) if start <= end => {
                let version = self.word(&text.to_string().into());
                Json::Array(vec![version.into(), start.0.into(), (end.0 - start.0).into()])
            }
            Some(other @ (Value::Json(_) | Value::Target(_))) => encode_value(other),
        }
    }

    fn word(&mut self, word: &Rc<str>) -> usize {
        match self.places.binary_search_by(|(other, _)| other.cmp(word)) {
            Ok(at) => self.places[at].1,
            Err(at) => {
                self.places.insert(at, (word.clone(), self.words.len()));
                let word = serde_json::to_string(&**word).unwrap_or_default();
                self.bytes += word.len() + 1;
                self.words.push(word);
                self.words.len() - 1
            }
        }
    }

    fn finish(self) -> Option<Chunk> {
        let (first, last) = self.ends?;
        let list = |list: Vec<Json>| serde_json::to_string(&list).unwrap_or_default();
        let shapes = self.shapes.iter().map(|(kind, fields)| {
            let fields = fields.iter().map(|field| field.to_string().into());
            Json::Array(std::iter::once(kind.to_string().into()).chain(fields).collect())
        });
        let value = format!(
            "{{\"records\":[{}],\"replicas\":{},\"shapes\":{},\"words\":[{}]}}",
            self.rows.join(","),
            list(self.replicas.iter().map(|replica| replica.to_string().into()).collect()),
            list(shapes.collect()),
            self.words.join(","),
        );
        Some(Chunk { value, first, last })
    }
}

#[derive(Default)]
struct Reader<'a> {
    before: Before,
    replicas: Vec<ReplicaId>,
    shapes: Vec<(Kind, Vec<Field>)>,
    words: &'a [Json],
}

impl Reader<'_> {
    fn read(&mut self, row: &[Json], cells: &mut Cells) -> Option<()> {
        let [shape, shared, Json::String(rest), counter, replica, values @ ..] = row else { return None };
        let (kind, fields) = self.shapes.get(number(shape)?)?.clone();
        let id: Rc<str> = format!("{}{rest}", self.before.id.get(..number(shared)?)?).into();
        let key = RecordKey { kind, id };
        if !is_well_formed(&key) {
            return None;
        }
        let stamp = self.stamp(self.before.counter, counter, replica)?;
        let (values, own_stamps) = values.split_at_checked(fields.len())?;
        let first = cells.len();
        for (field, value) in fields.into_iter().zip(values) {
            let value = if value.is_null() { None } else { Some(self.value(&field, value)?) };
            cells.push((key.clone(), field, Cell { value, stamp }));
        }
        for own in own_stamps.first().and_then(Json::as_array).map(|own| own.chunks(3)).into_iter().flatten()
        {
            let [at, counter, replica] = own else { return None };
            cells.get_mut(first.checked_add(number(at)?)?)?.2.stamp =
                self.stamp(stamp.counter, counter, replica)?;
        }
        (self.before.id, self.before.counter) = (key.id, stamp.counter);
        Some(())
    }

    fn stamp(&self, before: u64, counter: &Json, replica: &Json) -> Option<Stamp> {
        let counter = before.wrapping_add_signed(counter.as_i64()?);
        let replica = *self.replicas.get(number(replica)?)?;
        (counter <= Stamp::LAST_COUNTER).then_some(Stamp { counter, replica })
    }

    fn value(&mut self, field: &Field, json: &Json) -> Option<Value> {
        match (field.holds(), json) {
            (Holds::Flag, json) => Some(Value::Flag(number(json)? == 1)),
            (Holds::Number, json) => {
                let before = self.before.number(field);
                *before = before.wrapping_add_signed(json.as_i64()?);
                Some(Value::Number(*before))
            }
            (Holds::Text, json) => self.word(json).map(Value::text),
            (Holds::Target, Json::Array(parts)) if parts.len() == 3 && parts[0].is_number() => {
                let (start, length) = (parts[1].as_u64()?, parts[2].as_u64()?);
                let end = CodePointOffset::from_number(start.checked_add(length)?);
                let start = CodePointOffset::from_number(start);
                let text = TextVersion::parse(self.word(&parts[0])?)?;
                Some(Value::Target(Target::Anchored { text, start, end }))
            }
            (Holds::Target | Holds::Json, json) => decode_value(field, json),
        }
    }

    fn word(&self, place: &Json) -> Option<&str> {
        self.words.get(number(place)?)?.as_str()
    }
}

fn number(json: &Json) -> Option<usize> {
    usize::try_from(json.as_u64()?).ok()
}

/// Wraps around, so that every pair has one.
fn difference(before: u64, now: u64) -> i64 {
    now.wrapping_sub(before).cast_signed()
}

fn place_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|other| *other == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

/// With how many bytes both begin, up to the end of a character.
fn shared_bytes(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}
