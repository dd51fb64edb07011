//! Writing chunks: the records one by one, each as a row of differences to the one before.
//!
//! It does not know the store, nor when a chunk is due.

use super::shape::Shape;
use super::{Chunk, Previous};
use crate::json::{self, Shown};
use crate::model::record::{Cell, Field, Record, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::saving::journal::sum;
use crate::saving::journal::value::Written;
use serde::Serialize;
use std::collections::HashMap;
use std::rc::Rc;

/// Writes records, which come in order, into chunks. A chunk is closed with the record that reaches `longest`
/// bytes. Fields with the stamp of built-in values are left out.
pub fn encode<'a>(
    records: impl Iterator<Item = (&'a RecordKey, &'a Rc<Record>)>,
    longest: usize,
) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut writer = ChunkWriter::default();
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

#[derive(Default)]
struct ChunkWriter {
    before: Previous,
    /// Id of the record before.
    id: Rc<str>,
    /// Rows, separated by commas, without the brackets of the list.
    rows: String,
    replicas: Vec<ReplicaId>,
    shapes: Vec<Shape>,
    /// Words, likewise.
    words: String,
    /// Index of each word in the list.
    places: HashMap<Rc<str>, u64>,
    ends: Option<(RecordKey, RecordKey)>,
}

/// Item of a row.
#[derive(Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Null,
    Number(u64),
    Difference(i64),
    Text(&'a str),
    Numbers([u64; 3]),
    Differences(Vec<i64>),
    Value(Written<'a>),
}

impl ChunkWriter {
    fn bytes(&self) -> usize {
        self.rows.len() + self.words.len()
    }

    #[inline(never)] // See the crate's documentation.
    fn push(&mut self, key: &RecordKey, cells: &[&(Field, Cell)]) {
        let row = self.row(key, cells);
        append(&mut self.rows, &row);
        match &mut self.ends {
            Some((_, last)) => *last = key.clone(),
            ends @ None => *ends = Some((key.clone(), key.clone())),
        }
        (self.id, self.before.counter) = (key.id.clone(), cells[0].1.stamp.counter);
    }

    fn row<'a>(&mut self, key: &'a RecordKey, cells: &[&'a (Field, Cell)]) -> Vec<Part<'a>> {
        let shape = self.shapes.iter().position(|shape| shape.fits(&key.kind, cells));
        let shape = shape.unwrap_or_else(|| {
            self.shapes.push(Shape::of(&key.kind, cells));
            self.shapes.len() - 1
        });
        let shared = shared_bytes(&self.id, &key.id);
        let stamp = cells[0].1.stamp;
        let mut row = vec![
            Part::Number(shape as u64),
            Part::Number(shared as u64),
            Part::Text(&key.id[shared..]),
            Part::Difference(difference(self.before.counter, stamp.counter)),
            Part::Number(self.replica(stamp.replica)),
        ];
        row.extend(cells.iter().map(|(field, cell)| self.value(field, cell.value.as_ref())));
        let own = (0..).zip(cells).filter(|(_, (_, cell))| cell.stamp != stamp);
        let own: Vec<i64> = own.flat_map(|(at, (_, cell))| self.own_stamp(at, stamp, cell.stamp)).collect();
        if !own.is_empty() {
            row.push(Part::Differences(own));
        }
        row
    }

    fn value<'a>(&mut self, field: &'a Field, value: Option<&'a Value>) -> Part<'a> {
        match value {
            None => Part::Null,
            Some(Value::Flag(flag)) => Part::Number(u64::from(*flag)),
            Some(Value::Number(number)) => {
                let before = std::mem::replace(self.before.number(field), *number);
                Part::Difference(difference(before, *number))
            }
            Some(Value::Text(text)) => Part::Number(self.word(text)),
            Some(Value::Target(Target::Anchored { text, start, end })) if start <= end => {
                let version = self.word(&text.to_string().into());
                Part::Numbers([version, start.0 as u64, (end.0 - start.0) as u64])
            }
            Some(other @ (Value::Json(_) | Value::Target(_) | Value::Texts(_) | Value::Values(_))) => {
                Part::Value(Written(field, other))
            }
        }
    }

    fn own_stamp(&mut self, at: i64, of_record: Stamp, own: Stamp) -> [i64; 3] {
        let replica = self.replica(own.replica).cast_signed();
        [at, difference(of_record.counter, own.counter), replica]
    }

    fn replica(&mut self, replica: ReplicaId) -> u64 {
        let at = self.replicas.iter().position(|other| *other == replica).unwrap_or_else(|| {
            self.replicas.push(replica);
            self.replicas.len() - 1
        });
        at as u64
    }

    fn word(&mut self, word: &Rc<str>) -> u64 {
        if let Some(at) = self.places.get(word) {
            return *at;
        }
        let at = self.places.len() as u64;
        self.places.insert(word.clone(), at);
        append(&mut self.words, word);
        at
    }

    fn finish(self) -> Option<Chunk> {
        let (first, last) = self.ends?;
        let replicas: Vec<_> = self.replicas.iter().map(Shown).collect();
        let (replicas, shapes) = (json::compact(&replicas), json::compact(&self.shapes));
        let (rows, words) = (self.rows, self.words);
        let value = format!(
            "{{\"records\":[{rows}],\"replicas\":{replicas},\"shapes\":{shapes},\"words\":[{words}]}}"
        );
        Some(Chunk { value: sum::sealed(value), first, last })
    }
}

/// Adds an item to a list without the brackets around it.
fn append(list: &mut String, item: &impl Serialize) {
    if !list.is_empty() {
        list.push(',');
    }
    list.push_str(&json::compact(item));
}

/// Difference of two numbers. It wraps around, so that every pair has one.
fn difference(before: u64, now: u64) -> i64 {
    now.wrapping_sub(before).cast_signed()
}

/// Number of bytes that both begin with, up to the end of a character.
fn shared_bytes(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}
