//! Chunks: many records in little room, each field with its stamp.
//!
//! ```text
//! {"records":[[0,0,"01a2…",7,0,…],[0,34,"2",1,0,…]],
//!  "replicas":["00000000000000ab"],"shapes":[["annotation","annotator","created",…]],"words":["actor",…],"sum":"1c291ca3"}
//! ```
//!
//! A record is a row of
//!
//! - the index of its shape (its kind and fields, see `shape`),
//! - the number of leading bytes that its id shares with the id of the row before, and the rest of its id,
//! - its stamp: the counter as the difference to the row before, and the index of the replica,
//! - its values, in the order of the shape,
//! - if some field has a stamp of its own, a list of (field, counter as the difference to the record's, replica).
//!
//! A number is the difference to the last number of the same field. Characters are an index in the list of words. A target
//! is `[word, start, length]`; one without a place, or with one that cannot be, and all other values are as entries have
//! them.

mod outline;
mod reading;
mod shape;
mod writing;

pub use self::outline::Outline;
pub use self::reading::decode;
pub use self::writing::encode;

use crate::model::record::{Field, RecordKey};

/// A number of records in stored form.
#[derive(Debug)]
pub struct Chunk {
    /// Stored text.
    pub value: String,
    /// Key of the first record in it.
    pub first: RecordKey,
    /// Key of the last record in it.
    pub last: RecordKey,
}

/// Counter and numbers of the row before, to which differences count.
#[derive(Default)]
struct Previous {
    counter: u64,
    numbers: Vec<(Field, u64)>,
}

impl Previous {
    /// Last number of that field, 0 at first.
    fn number(&mut self, field: &Field) -> &mut u64 {
        let at = self.numbers.iter().position(|(name, _)| name == field).unwrap_or_else(|| {
            self.numbers.push((field.clone(), 0));
            self.numbers.len() - 1
        });
        &mut self.numbers[at].1
    }
}
