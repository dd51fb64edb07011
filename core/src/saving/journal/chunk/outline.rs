//! The outline of a chunk: the key of its first record and the kinds of its records, found without reading these.
//!
//! It is found in the form that this version writes alone, and checks nothing: whoever needs what a chunk holds reads it.

use super::shape::Shape;
use crate::json;
use crate::model::record::{Kind, RecordKey};
use crate::saving::storage::Held;
use serde_json::value::RawValue;

/// See the module.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    /// Key of the first record.
    pub first: RecordKey,
    /// Kinds of the records, one for each shape.
    pub kinds: Vec<Kind>,
}

/// Longest beginning of a chunk in which the id of the first record is looked for, in the places of a [`Held`].
const BEGINNING: usize = 1_000;

impl Outline {
    /// Outline of a stored chunk; `None` if it was written in another way.
    #[must_use]
    pub fn of(chunk: &dyn Held) -> Option<Self> {
        // Neither stands in a word, whose quotation marks are escaped; a foreign value, in which it could, stands before.
        let shapes = chunk.last("\"shapes\":[[")? + "\"shapes\":".len();
        let shapes = chunk.part(shapes..chunk.last(",\"words\":[")?);
        let shapes: &RawValue = serde_json::from_str(&shapes).ok()?;
        let kind = |shape: &RawValue| Some(Shape::read(shape).ok()?.kind);
        let kinds = json::items(shapes)?.into_iter().map(kind).collect::<Option<Vec<_>>>()?;
        let beginning = chunk.part(0..BEGINNING);
        let (shape, row) = beginning.strip_prefix("{\"records\":[[")?.split_once(',')?;
        let id = serde_json::Deserializer::from_str(row.strip_prefix("0,")?).into_iter::<String>().next()?;
        let kind = kinds.get(shape.parse::<usize>().ok()?)?.clone();
        Some(Self { first: RecordKey::new(kind, id.ok()?), kinds })
    }
}
