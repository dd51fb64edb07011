//! Records: everything that is kept is one, and every field of one carries the stamp of its last write.
//!
//! The later stamp wins, field by field, so merging is commutative, associative and idempotent, and a reload,
//! a second tab and a file all come in by the same door. A record does not know what its fields mean: the
//! modules named after the nouns (annotation, document, label …) read them.

mod field;
mod key;
mod stamp;
mod value;

pub use self::field::{Field, Kind, ValueType};
pub use self::key::RecordKey;
pub(crate) use self::key::id;
pub use self::stamp::{ReplicaId, Stamp};
pub use self::value::{FieldType, Quotation, Target, Value};

use std::rc::Rc;

/// A field's value with its stamp; `None` is a field that was emptied.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Option<Value>,
    /// Its last write.
    pub stamp: Stamp,
}

/// One thing that is kept: its fields, sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    cells: Vec<(Field, Cell)>,
}

impl Record {
    /// A record with these fields, the first of each name, as if the page brought them along.
    #[must_use]
    pub fn of(fields: impl IntoIterator<Item = (Field, Value)>) -> Self {
        let mut record = Self::default();
        for (field, value) in fields {
            record.merge(field, Cell { value: Some(value), stamp: Stamp::default() });
        }
        record
    }

    /// The field with its stamp, if it was ever written.
    #[must_use]
    pub fn cell(&self, field: &Field) -> Option<&Cell> {
        let at = self.cells.binary_search_by(|(name, _)| name.cmp(field)).ok()?;
        Some(&self.cells[at].1)
    }

    /// Every field that was ever written.
    pub fn cells(&self) -> impl Iterator<Item = &(Field, Cell)> {
        self.cells.iter()
    }

    /// What the field holds now.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.cell(field)?.value.as_ref()
    }

    /// The field's characters, if it holds any.
    #[must_use]
    pub fn text(&self, field: &Field) -> Option<&Rc<str>> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The field's number, if it holds one.
    #[must_use]
    pub fn number(&self, field: &Field) -> Option<u64> {
        match self.value(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// What the field holds now, as that type; `None` if it holds none of it.
    #[must_use]
    pub fn get<T: FieldType>(&self, field: &Field) -> Option<T> {
        T::of(self.value(field)?)
    }

    /// Deleted things are kept, so that a late note from another tab does not bring back half of one.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        matches!(self.value(&Field::Deleted), Some(Value::Flag(true)))
    }

    /// The fields that a file of another program brought, by name, as compact JSON.
    pub fn foreign(&self) -> impl Iterator<Item = (&Rc<str>, &Rc<str>)> {
        self.cells.iter().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Foreign(name), Some(Value::Json(value))) => Some((name, value)),
            _ => None,
        })
    }

    /// The fields that hold what only a later program understands.
    pub fn unknown(&self) -> impl Iterator<Item = (&Field, &Value)> {
        self.cells.iter().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Foreign(_), _) => None,
            (_, Some(value @ Value::Json(_))) => Some((field, value)),
            _ => None,
        })
    }

    /// Whether a write is later than what is here.
    #[must_use]
    pub fn is_earlier_than(&self, field: &Field, stamp: Stamp) -> bool {
        self.cell(field).is_none_or(|here| here.stamp < stamp)
    }

    /// Takes the cell in if it is later than what is here.
    pub fn merge(&mut self, field: Field, cell: Cell) {
        match self.cells.binary_search_by(|(name, _)| name.cmp(&field)) {
            Ok(at) if self.cells[at].1.stamp >= cell.stamp => {}
            Ok(at) => self.cells[at].1 = cell,
            Err(at) => self.cells.insert(at, (field, cell)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, counter: u64, replica: u64) -> Cell {
        Cell { value: Some(Value::text(text)), stamp: Stamp { counter, replica: ReplicaId(replica) } }
    }

    #[test]
    fn the_later_stamp_wins_in_any_order() {
        let writes = [cell("a", 1, 1), cell("b", 2, 1), cell("c", 2, 2), cell("b", 2, 1)];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
            let mut record = Record::default();
            for at in order {
                record.merge(Field::Note, writes[at].clone());
            }
            assert_eq!(record.text(&Field::Note).map(|text| &**text), Some("c"));
        }
    }
}
