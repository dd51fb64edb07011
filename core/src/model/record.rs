//! Records: everything that is kept is a record, and each field of one carries the stamp of its last write.
//!
//! The later stamp wins, field by field, so merging is commutative, associative and idempotent: a reload, a
//! second tab, a file and another person all come in by the same door. No two writes of ours have the same stamp, but
//! damage, or a server that writes a number in another way, can make two values of one write: then the larger value
//! wins, an empty field being the smallest. A record does not know the meaning of its fields; the modules named after
//! the nouns (annotation, document, label …) read them.

mod field;
mod key;
mod stamp;
mod value;

pub use self::field::{Field, Kind, ValueType};
pub use self::key::RecordKey;
pub(crate) use self::key::id;
pub use self::stamp::{ReplicaId, Stamp};
pub use self::value::{AttributeValue, FieldType, Quotation, Target, Value};

use std::rc::Rc;

/// Value of a field with its stamp; `None` for a field that was emptied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Value of the field.
    pub value: Option<Value>,
    /// Stamp of its last write.
    pub stamp: Stamp,
}

/// The fields of one thing, sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    cells: Vec<(Field, Cell)>,
}

impl Cell {
    /// True if this one wins over the other.
    #[must_use]
    pub fn is_later_than(&self, other: &Self) -> bool {
        (self.stamp, &self.value) > (other.stamp, &other.value)
    }
}

impl Record {
    /// Makes a record of these fields, with the stamp of built-in values. Of two fields with one name, the
    /// first counts.
    #[must_use]
    pub fn of(fields: impl IntoIterator<Item = (Field, Value)>) -> Self {
        let mut record = Self::default();
        for (field, value) in fields {
            if record.cell(&field).is_none() {
                record.merge(field, Cell { value: Some(value), stamp: Stamp::default() });
            }
        }
        record
    }

    /// Makes a record of cells, of which none may be here yet. Those that are sorted by name become the record as they are.
    #[must_use]
    pub fn of_cells(cells: Vec<(Field, Cell)>) -> Self {
        if cells.is_sorted_by(|(one, _), (next, _)| one < next) {
            return Self { cells };
        }
        let mut record = Self::default();
        for (field, cell) in cells {
            record.merge(field, cell);
        }
        record
    }

    /// Value and stamp of the field, if it was ever written.
    #[must_use]
    pub fn cell(&self, field: &Field) -> Option<&Cell> {
        let at = self.cells.binary_search_by(|(name, _)| name.cmp(field)).ok()?;
        Some(&self.cells[at].1)
    }

    /// Every field that was ever written.
    pub fn cells(&self) -> impl Iterator<Item = &(Field, Cell)> {
        self.cells.iter()
    }

    /// Value of the field now.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.cell(field)?.value.as_ref()
    }

    /// Text of the field; `None` if it holds no text.
    #[must_use]
    pub fn text(&self, field: &Field) -> Option<&Rc<str>> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Number in the field; `None` if it holds no number.
    #[must_use]
    pub fn number(&self, field: &Field) -> Option<u64> {
        match self.value(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Value of the field as that type; `None` if it holds none of it.
    #[must_use]
    pub fn get<T: FieldType>(&self, field: &Field) -> Option<T> {
        T::of(self.value(field)?)
    }

    /// True if the record was deleted. Deleted records stay, so that a late write from another tab does not
    /// bring back half of one.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        matches!(self.value(&Field::Deleted), Some(Value::Flag(true)))
    }

    /// Fields that a file of another program brought, by name, as compact JSON.
    pub fn foreign(&self) -> impl Iterator<Item = (&Rc<str>, &Rc<str>)> {
        self.cells.iter().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Foreign(name), Some(Value::Json(value))) => Some((name, value)),
            _ => None,
        })
    }

    /// Fields whose value only a later version understands.
    pub fn unknown(&self) -> impl Iterator<Item = (&Field, &Value)> {
        self.cells.iter().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Foreign(_), _) => None,
            (_, Some(value @ Value::Json(_))) => Some((field, value)),
            _ => None,
        })
    }

    /// True if the cell wins over the one here.
    #[must_use]
    pub fn is_earlier_than(&self, field: &Field, cell: &Cell) -> bool {
        self.cell(field).is_none_or(|here| cell.is_later_than(here))
    }

    /// Takes the cell over if it wins over the one here.
    pub fn merge(&mut self, field: Field, cell: Cell) {
        match self.cells.binary_search_by(|(name, _)| name.cmp(&field)) {
            Ok(at) if cell.is_later_than(&self.cells[at].1) => self.cells[at].1 = cell,
            Ok(_) => {}
            Err(at) => self.cells.insert(at, (field, cell)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextVersion;
    use crate::text::offset::CodePointOffset;

    fn cell(text: &str, counter: u64, replica: u64) -> Cell {
        Cell { value: Some(Value::text(text)), stamp: Stamp { counter, replica: ReplicaId(replica) } }
    }

    #[test]
    fn the_larger_of_two_values_with_one_stamp_wins_in_any_order() {
        let check = |smaller: Option<Value>, larger: Option<Value>| {
            for order in [[&smaller, &larger, &smaller], [&larger, &smaller, &larger]] {
                let mut record = Record::default();
                for value in order {
                    record.merge(Field::Note, Cell { value: value.clone(), stamp: cell("", 3, 1).stamp });
                }
                assert_eq!(record.value(&Field::Note), larger.as_ref());
            }
        };
        let anchored = |start| {
            let end = CodePointOffset(9);
            Some(Value::Target(Target::Anchored { text: TextVersion(7), start: CodePointOffset(start), end }))
        };
        let quoted = |quote: &str| {
            let quotation = Quotation { quote: quote.into(), ..Quotation::default() };
            Some(Value::Target(Target::Unplaced(Rc::new(quotation))))
        };
        let texts = |texts: &[&str]| Some(Value::Texts(texts.iter().map(|text| Rc::from(*text)).collect()));
        let values = |name| Some(Value::Values(Rc::new([AttributeValue::new("x", name)])));
        check(None, Some(Value::text("")));
        check(None, Some(Value::Flag(false)));
        check(Some(Value::Flag(false)), Some(Value::Flag(true)));
        check(Some(Value::Json("1.5".into())), Some(Value::Json("1.50".into())));
        check(Some(Value::Number(9)), Some(Value::Number(10)));
        check(Some(Value::text("a")), Some(Value::text("b")));
        check(anchored(1), anchored(2));
        check(anchored(2), quoted(""));
        check(quoted("a"), quoted("b"));
        check(texts(&["b"]), texts(&["b", "a"]));
        check(values("A"), values("B"));
        check(Some(Value::Flag(true)), Some(Value::Json("true".into())));
    }

    #[test]
    fn the_first_of_two_fields_that_a_record_is_made_of_counts() {
        let record = Record::of([(Field::Note, Value::text("a")), (Field::Note, Value::text("b"))]);
        assert_eq!(record.text(&Field::Note).map(|text| &**text), Some("a"));
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
