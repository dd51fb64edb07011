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
use crate::offset::CodePointOffset;
use crate::record::{Cell, Field, Holds, Kind, Record, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::text::TextVersion;
use glossator_json::{Items, Json, Writer};
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
    let mut writer = Chunking::default();
    for (key, record) in records {
        let cells: Vec<_> = record.cells().filter(|(_, cell)| cell.stamp != Stamp::default()).collect();
        if cells.is_empty() {
            continue;
        }
        if writer.bytes() >= longest {
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
    let json = Json::parse(value).map_err(|error| format!("expected JSON, found {error}"))?;
    let fields: Vec<_> = json.fields().into_iter().flatten().collect();
    let list = |name: &str| {
        let found = fields.iter().rfind(|(field, _)| field == name).map_or(Json::NULL, |(_, list)| *list);
        found.items().ok_or_else(|| format!("expected a list of {name}, found {found}"))
    };
    let replica = |json: Json<'_>| {
        let found = json.text().and_then(|text| ReplicaId::parse(&text));
        found.ok_or_else(|| format!("expected a replica, found {json}"))
    };
    let shape = |json| read_shape(json).ok_or_else(|| format!("expected a kind and fields, found {json}"));
    let word = |json: Json<'_>| json.text().map(|text| Rc::from(&*text));
    let mut reader = Reader {
        before: Before::default(),
        id: String::new(),
        words: list("words")?.map(word).collect(),
        replicas: list("replicas")?.map(replica).collect::<Result<_, _>>()?,
    };
    let shapes = list("shapes")?.map(shape).collect::<Result<Vec<_>, _>>()?;
    let mut cells = Vec::new();
    for (number, row) in list("records")?.enumerate() {
        row.items()
            .and_then(|row| reader.read(row, &shapes, &mut cells))
            .ok_or_else(|| format!("expected a record, found another row at {number}"))?;
    }
    Ok(cells)
}

fn read_shape(shape: Json<'_>) -> Option<(Kind, Vec<Field>)> {
    let mut names = shape.items()?;
    let kind = Kind::parse(&names.next()?.text()?)?;
    Some((kind, names.map(|field| Field::parse(&field.text()?)).collect::<Option<_>>()?))
}

/// What the differences count from.
#[derive(Default)]
struct Before {
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
struct Chunking {
    before: Before,
    /// Of the record before.
    id: Rc<str>,
    /// One behind the other, without the list around them.
    rows: Writer,
    replicas: Vec<ReplicaId>,
    shapes: Vec<(Kind, Vec<Field>)>,
    /// As the rows.
    words: Writer,
    /// The words' places, by word.
    places: Vec<(Rc<str>, usize)>,
    ends: Option<(RecordKey, RecordKey)>,
}

impl Chunking {
    fn bytes(&self) -> usize {
        self.rows.bytes() + self.words.bytes()
    }

    fn push(&mut self, key: &RecordKey, cells: &[&(Field, Cell)]) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.list(|row| self.write(row, key, cells));
        self.rows = rows;
        match &mut self.ends {
            Some((_, last)) => *last = key.clone(),
            ends @ None => *ends = Some((key.clone(), key.clone())),
        }
    }

    fn write(&mut self, row: &mut Writer, key: &RecordKey, cells: &[&(Field, Cell)]) {
        let shape = self.shapes.iter().position(|(kind, fields)| {
            *kind == key.kind && fields.iter().eq(cells.iter().map(|(field, _)| field))
        });
        let shape = shape.unwrap_or_else(|| {
            self.shapes.push((key.kind.clone(), cells.iter().map(|(field, _)| field.clone()).collect()));
            self.shapes.len() - 1
        });
        let shared = shared_bytes(&self.id, &key.id);
        let stamp = cells[0].1.stamp;
        row.number(shape as u64);
        row.number(shared as u64);
        row.text(&key.id[shared..]);
        row.integer(difference(self.before.counter, stamp.counter));
        row.number(place_of(&mut self.replicas, stamp.replica));
        for (field, cell) in cells {
            self.value(row, field, cell.value.as_ref());
        }
        if cells.iter().any(|(_, cell)| cell.stamp != stamp) {
            row.list(|own_stamps| {
                for (at, (_, cell)) in (0..).zip(cells) {
                    if cell.stamp != stamp {
                        own_stamps.number(at);
                        own_stamps.integer(difference(stamp.counter, cell.stamp.counter));
                        own_stamps.number(place_of(&mut self.replicas, cell.stamp.replica));
                    }
                }
            });
        }
        (self.id, self.before.counter) = (key.id.clone(), stamp.counter);
    }

    fn value(&mut self, row: &mut Writer, field: &Field, value: Option<&Value>) {
        match value {
            None => row.null(),
            Some(Value::Flag(flag)) => row.number(u64::from(*flag)),
            Some(Value::Number(number)) => {
                let before = std::mem::replace(self.before.number(field), *number);
                row.integer(difference(before, *number));
            }
            Some(Value::Text(text)) => row.number(self.word(text)),
            Some(Value::Target(Target::Anchored { text, start, end })) if start <= end => {
                let version = self.word(&text.to_string().into());
                row.list(|target| {
                    target.number(version);
                    target.number(start.0 as u64);
                    target.number((end.0 - start.0) as u64);
                });
            }
            Some(other @ (Value::Json(_) | Value::Target(_))) => encode_value(row, other),
        }
    }

    fn word(&mut self, word: &Rc<str>) -> u64 {
        let at = match self.places.binary_search_by(|(other, _)| other.cmp(word)) {
            Ok(at) => at,
            Err(at) => {
                self.places.insert(at, (word.clone(), self.places.len()));
                self.words.text(word);
                at
            }
        };
        self.places[at].1 as u64
    }

    fn finish(self) -> Option<Chunk> {
        let (first, last) = self.ends?;
        let mut lists = Writer::compact();
        lists.list(|list| self.replicas.iter().for_each(|replica| list.text(&replica.to_string())));
        let replicas = std::mem::take(&mut lists).finish();
        lists.list(|list| {
            for (kind, fields) in &self.shapes {
                list.list(|shape| {
                    shape.text(&kind.to_string());
                    for field in fields {
                        shape.text(&field.to_string());
                    }
                });
            }
        });
        let (rows, shapes, words) = (self.rows.finish(), lists.finish(), self.words.finish());
        let value = format!(
            "{{\"records\":[{rows}],\"replicas\":{replicas},\"shapes\":{shapes},\"words\":[{words}]}}"
        );
        Some(Chunk { value, first, last })
    }
}

struct Reader {
    before: Before,
    /// Of the record before.
    id: String,
    replicas: Vec<ReplicaId>,
    /// Nothing where a word is no string.
    words: Vec<Option<Rc<str>>>,
}

impl Reader {
    fn read(&mut self, mut row: Items<'_>, shapes: &[(Kind, Vec<Field>)], cells: &mut Cells) -> Option<()> {
        let (kind, fields) = shapes.get(number(row.next()?)?)?;
        let shared = number(row.next()?)?;
        self.id.get(..shared)?;
        self.id.truncate(shared);
        self.id.push_str(&row.next()?.text()?);
        let key = RecordKey::new(kind.clone(), &*self.id);
        if !is_well_formed(&key) {
            return None;
        }
        let stamp = self.stamp(self.before.counter, row.next()?, row.next()?)?;
        let first = cells.len();
        for field in fields {
            let json = row.next()?;
            let value = if json.is_null() { None } else { Some(self.value(field, json)?) };
            cells.push((key.clone(), field.clone(), Cell { value, stamp }));
        }
        let mut own_stamps = row.next().and_then(Json::items).into_iter().flatten();
        while let Some(at) = own_stamps.next() {
            let own = self.stamp(stamp.counter, own_stamps.next()?, own_stamps.next()?)?;
            cells.get_mut(first.checked_add(number(at)?)?)?.2.stamp = own;
        }
        self.before.counter = stamp.counter;
        Some(())
    }

    fn stamp(&self, before: u64, counter: Json<'_>, replica: Json<'_>) -> Option<Stamp> {
        let counter = before.wrapping_add_signed(counter.integer()?);
        let replica = *self.replicas.get(number(replica)?)?;
        (counter <= Stamp::LAST_COUNTER).then_some(Stamp { counter, replica })
    }

    fn value(&mut self, field: &Field, json: Json<'_>) -> Option<Value> {
        match field.holds() {
            Holds::Flag => Some(Value::Flag(number(json)? == 1)),
            Holds::Number => {
                let before = self.before.number(field);
                *before = before.wrapping_add_signed(json.integer()?);
                Some(Value::Number(*before))
            }
            Holds::Text => self.word(json).cloned().map(Value::Text),
            Holds::Target => match self.target(json) {
                Some(target) => Some(Value::Target(target)),
                None => decode_value(field, json),
            },
            Holds::Json => decode_value(field, json),
        }
    }

    fn target(&self, json: Json<'_>) -> Option<Target> {
        let mut parts = json.items()?;
        let text = TextVersion::parse(self.word(parts.next()?)?)?;
        let (start, length) = (parts.next()?.number()?, parts.next()?.number()?);
        let end = CodePointOffset::from_number(start.checked_add(length)?);
        let start = CodePointOffset::from_number(start);
        parts.next().is_none().then_some(Target::Anchored { text, start, end })
    }

    fn word(&self, place: Json<'_>) -> Option<&Rc<str>> {
        self.words.get(number(place)?)?.as_ref()
    }
}

fn number(json: Json<'_>) -> Option<usize> {
    usize::try_from(json.number()?).ok()
}

/// Wraps around, so that every pair has one.
fn difference(before: u64, now: u64) -> i64 {
    now.wrapping_sub(before).cast_signed()
}

fn place_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> u64 {
    let at = list.iter().position(|other| *other == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    at as u64
}

/// With how many bytes both begin, up to the end of a character.
fn shared_bytes(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}
