//! Operations: the smallest edits. Each names one record and both sides of every field that it writes.
//!
//! So an operation is inverted without a look at anything else. It does not know the corpus.

use crate::model::record::{Field, RecordKey, Value};

/// Writes to fields of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Record that is written.
    pub record: RecordKey,
    /// Writes, one a field.
    pub writes: Vec<Write>,
}

/// One field, before and after. `None` is an empty field; as `before` of [`Field::Deleted`] it means that the
/// record did not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The field.
    pub field: Field,
    /// Value before.
    pub before: Option<Value>,
    /// Value after.
    pub after: Option<Value>,
}

impl Operation {
    /// Creates a record that did not exist.
    #[must_use]
    pub fn create(record: RecordKey, fields: impl IntoIterator<Item = (Field, Value)>) -> Self {
        let born = (Field::Deleted, Value::Flag(false));
        let fields = std::iter::once(born).chain(fields);
        let writes = fields.map(|(field, value)| Write { field, before: None, after: Some(value) }).collect();
        Self { record, writes }
    }

    /// Deletes a record. Its fields stay, so that it can be restored whole.
    #[must_use]
    pub fn delete(record: RecordKey) -> Self {
        Self::set_deleted(record, true)
    }

    /// Restores a deleted record.
    #[must_use]
    pub fn restore(record: RecordKey) -> Self {
        Self::set_deleted(record, false)
    }

    fn set_deleted(record: RecordKey, deleted: bool) -> Self {
        let (before, after) = (Some(Value::Flag(!deleted)), Some(Value::Flag(deleted)));
        Self { record, writes: vec![Write { field: Field::Deleted, before, after }] }
    }

    /// True if it creates or restores a record.
    #[must_use]
    pub fn adds(&self) -> bool {
        self.deleted().is_some_and(|write| write.after == Some(Value::Flag(false)))
    }

    /// True if it creates a record that did not exist.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.adds() && self.deleted().is_some_and(|write| write.before.is_none())
    }

    /// True if it deletes a record.
    #[must_use]
    pub fn deletes(&self) -> bool {
        self.deleted().is_some_and(|write| write.after == Some(Value::Flag(true)))
    }

    /// Operation that undoes this one. A created record is deleted and keeps its other fields, so that
    /// redoing need not write them again.
    #[must_use]
    pub fn inverse(&self) -> Self {
        if self.creates() {
            return Self::delete(self.record.clone());
        }
        let inverted = |Write { field, before, after }: &Write| Write {
            field: field.clone(),
            before: after.clone(),
            after: before.clone(),
        };
        Self { record: self.record.clone(), writes: self.writes.iter().map(inverted).collect() }
    }

    fn deleted(&self) -> Option<&Write> {
        self.writes.iter().find(|write| write.field == Field::Deleted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Kind;

    #[test]
    fn an_operation_is_taken_back_field_by_field() {
        let key = || RecordKey::new(Kind::Annotation, "a");
        let note = |before: Option<&str>, after: Option<&str>| Write {
            field: Field::Note,
            before: before.map(Value::text),
            after: after.map(Value::text),
        };
        let check = |operation: Operation, expected: Operation| {
            assert_eq!(operation.inverse(), expected);
            assert_eq!(operation.adds(), expected.deletes());
        };
        check(
            Operation { record: key(), writes: vec![note(None, Some("new"))] },
            Operation { record: key(), writes: vec![note(Some("new"), None)] },
        );
        check(Operation::create(key(), [(Field::Note, Value::text("kept"))]), Operation::delete(key()));
        check(Operation::delete(key()), Operation::restore(key()));
        let mut back = Operation::restore(key());
        back.writes.push(note(None, Some("from a file")));
        let mut away = Operation::delete(key());
        away.writes.push(note(Some("from a file"), None));
        check(back, away);
    }
}
