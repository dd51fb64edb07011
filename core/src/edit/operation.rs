//! Operations: the smallest edits. Each names one record and carries both sides of every field that it writes,
//! so that it inverts without looking at anything else.

use crate::model::record::{Field, RecordKey, Value};

/// One record, and what becomes of some of its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Which record.
    pub record: RecordKey,
    /// What is written, each field once.
    pub writes: Vec<Write>,
}

/// One field, before and after. `None` is an empty field; as `before` of [`Field::Deleted`] it says that the
/// record was never there.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// Which field.
    pub field: Field,
    /// What it held.
    pub before: Option<Value>,
    /// What it holds from now on.
    pub after: Option<Value>,
}

impl Operation {
    /// Makes a record that was never there.
    #[must_use]
    pub fn create(record: RecordKey, fields: impl IntoIterator<Item = (Field, Value)>) -> Self {
        let born = (Field::Deleted, Value::Flag(false));
        let fields = std::iter::once(born).chain(fields);
        let writes = fields.map(|(field, value)| Write { field, before: None, after: Some(value) }).collect();
        Self { record, writes }
    }

    /// Takes a record away; its fields stay, so that it can come back whole.
    #[must_use]
    pub fn delete(record: RecordKey) -> Self {
        Self::set_deleted(record, true)
    }

    /// Brings a deleted record back.
    #[must_use]
    pub fn restore(record: RecordKey) -> Self {
        Self::set_deleted(record, false)
    }

    fn set_deleted(record: RecordKey, deleted: bool) -> Self {
        let (before, after) = (Some(Value::Flag(!deleted)), Some(Value::Flag(deleted)));
        Self { record, writes: vec![Write { field: Field::Deleted, before, after }] }
    }

    /// Whether it makes a record or brings one back.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.deleted().is_some_and(|write| write.after == Some(Value::Flag(false)))
    }

    /// Whether it makes a record that was never there.
    #[must_use]
    pub fn makes(&self) -> bool {
        self.creates() && self.deleted().is_some_and(|write| write.before.is_none())
    }

    /// Whether it takes a record away.
    #[must_use]
    pub fn deletes(&self) -> bool {
        self.deleted().is_some_and(|write| write.after == Some(Value::Flag(true)))
    }

    /// What takes it back. A record that was never there before is deleted and keeps its other fields, so that
    /// doing it again need not write them.
    #[must_use]
    pub fn inverse(&self) -> Self {
        if self.makes() {
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
            assert_eq!(operation.creates(), expected.deletes());
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
