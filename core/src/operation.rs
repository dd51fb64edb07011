//! Operations: the smallest edits. Each names one record and carries both sides of every field that it writes,
//! so that it inverts without looking at anything else.

use crate::record::{Field, RecordKey, Value};

/// One record, and what becomes of some of its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Which record.
    pub record: RecordKey,
    /// What is written, each field once.
    pub writes: Vec<Write>,
}

/// One field, before and after. `None` is an empty field.
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
    /// Makes a record that was not there.
    #[must_use]
    pub fn create(record: RecordKey, fields: impl IntoIterator<Item = (Field, Value)>) -> Self {
        let born =
            Write { field: Field::Deleted, before: Some(Value::Flag(true)), after: Some(Value::Flag(false)) };
        let written =
            fields.into_iter().map(|(field, value)| Write { field, before: None, after: Some(value) });
        Self { record, writes: std::iter::once(born).chain(written).collect() }
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
        self.sets_deleted(false)
    }

    /// Whether it takes a record away.
    #[must_use]
    pub fn deletes(&self) -> bool {
        self.sets_deleted(true)
    }

    fn sets_deleted(&self, deleted: bool) -> bool {
        let wanted = Some(Value::Flag(deleted));
        self.writes.iter().any(|write| write.field == Field::Deleted && write.after == wanted)
    }

    /// What takes it back. A record that this operation made is deleted; its other fields are left as they are,
    /// for whoever else refers to it.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let made = self.creates();
        let writes = self
            .writes
            .iter()
            .filter(|write| !(made && write.before.is_none()))
            .map(|Write { field, before, after }| Write {
                field: field.clone(),
                before: after.clone(),
                after: before.clone(),
            })
            .collect();
        Self { record: self.record.clone(), writes }
    }
}
