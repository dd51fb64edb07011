//! Chunks: many records in little room, each field with its stamp.
//!
//! ```text
//! {"records":[[0,0,"01a2…",7,0,…],[0,34,"2",1,0,…]],
//!  "replicas":["00000000000000ab"],"shapes":[["annotation","annotator","created",…]],"words":["actor",…]}
//! ```
//!
//! A record is its shape (its kind and which fields it has: see `shape`), how many bytes its id begins with of the id
//! before, the rest of its id, its stamp (the counter as the difference to the record before, and the replica), its
//! values in the order of the shape, and, if some field has a stamp of its own, a list of (field, counter as the
//! difference to the record's, replica). A number is the difference to the same field's before; characters are a
//! place in the list of words; a target is `[place in that list, start, length]`, or as the journal's entries have
//! it, without a place or with one that cannot be; all else is as these have it.

mod reading;
mod shape;
mod writing;

pub use self::reading::decode;
pub use self::writing::encode;

use crate::model::record::{Field, RecordKey};

/// Some records, written down.
#[derive(Debug)]
pub struct Chunk {
    /// The stored text.
    pub value: String,
    /// The first record in it.
    pub first: RecordKey,
    /// The last record in it.
    pub last: RecordKey,
}

/// The counter and the numbers from which differences count.
#[derive(Default)]
struct Previous {
    counter: u64,
    numbers: Vec<(Field, u64)>,
}

impl Previous {
    /// The last number of that field.
    fn number(&mut self, field: &Field) -> &mut u64 {
        let at = self.numbers.iter().position(|(name, _)| name == field).unwrap_or_else(|| {
            self.numbers.push((field.clone(), 0));
            self.numbers.len() - 1
        });
        &mut self.numbers[at].1
    }
}
