//! Entries of the journal: transactions as JSON.
//!
//! A written field is `[after]` where there was no value before, else `[before, after]`; `null` is an empty
//! field, and `value` defines the rest. `history` is left out where it is the writer's own. Fields of the
//! entry that are not known here are skipped: an entry is never written again.

use super::value::{self, Written};
use super::{Unreadable, sum};
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::json::{self, Fields, Shown, describe_part};
use crate::model::record::{Field, Kind, RecordKey, ReplicaId, Stamp, Value};
use crate::model::time::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

/// A transaction, and the undo history that it belongs to.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The transaction.
    pub transaction: Rc<Transaction>,
    /// Id of the history that it is a step of: the page that began it, which may have been another one than
    /// the writer.
    pub history_id: ReplicaId,
}

impl From<Rc<Transaction>> for Entry {
    /// Entry of a step of the writer's own history.
    fn from(transaction: Rc<Transaction>) -> Self {
        Self { history_id: transaction.stamp.replica, transaction }
    }
}

#[derive(Serialize)]
struct EntryJson<'a> {
    action: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Shown<ReplicaId>>,
    operations: Vec<OperationJson<'a>>,
    origin: &'a str,
    time: u64,
}

/// Kind and id of the record, and its writes by field.
#[derive(Serialize)]
struct OperationJson<'a>(&'a str, &'a str, BTreeMap<Cow<'a, str>, Sides<'a>>);

impl<'a> OperationJson<'a> {
    fn of(Operation { record, writes }: &'a Operation) -> Self {
        let sides = writes.iter().map(|write| (write.field.name(), Sides(write)));
        Self(record.kind.name(), &record.id, sides.collect())
    }
}

/// Values of a field before, if it had any, and after.
struct Sides<'a>(&'a Write);

impl Serialize for Sides<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Write { field, before, after } = self.0;
        let after = after.as_ref().map(|value| Written(field, value));
        match before {
            Some(before) => (Written(field, before), after).serialize(serializer),
            None => [after].serialize(serializer),
        }
    }
}

/// Writes the entry of a transaction.
#[must_use]
pub fn encode(entry: &Entry) -> String {
    sum::sealed(encode_bare(entry))
}

/// Writes the entry without a checksum, for a place where it does not stay the same text.
#[must_use]
pub fn encode_bare(Entry { transaction, history_id }: &Entry) -> String {
    json::compact(&EntryJson {
        action: transaction.action.word(),
        history: (*history_id != transaction.stamp.replica).then_some(Shown(*history_id)),
        operations: transaction.operations.iter().map(OperationJson::of).collect(),
        origin: transaction.origin.word(),
        time: transaction.time.millis(),
    })
}

/// Reads an entry. Its stamp is in its key; its texts have keys of their own.
///
/// # Errors
/// When it is no JSON, no entry, or not what its checksum says.
pub fn decode(stamp: Stamp, value: &str) -> Result<Entry, Unreadable> {
    sum::check(value)?;
    let entry: &RawValue = serde_json::from_str(value).map_err(|error| Unreadable::no_json(value, &error))?;
    let entry = Fields::of(entry).unwrap_or_default();
    let field = |name: &str| entry.get(name).unwrap_or(RawValue::NULL);
    let wrong = |name: &str, expected: &str| {
        Unreadable::new(format!("{expected} as its {name}"), describe_part(field(name)))
    };
    let word = |name: &str| json::text(field(name)).ok_or_else(|| wrong(name, "a word"));
    let time = serde_json::from_str(field("time").get()).map_err(|_| wrong("time", "milliseconds"))?;
    let operations = json::items(field("operations")).ok_or_else(|| wrong("operations", "a list"))?;
    let operations: Vec<_> = operations.into_iter().map(decode_operation).collect::<Result<_, _>>()?;
    // With two writes under one stamp, chance would decide between them.
    let mut records = HashSet::new();
    if let Some(twice) = operations.iter().find(|operation| !records.insert(&operation.record)) {
        let RecordKey { kind, id } = &twice.record;
        return Err(Unreadable::new("each record once", format!("{kind} “{id}” twice")));
    }
    let history_id = match field("history").get() {
        "null" => stamp.replica,
        _ => ReplicaId::parse(&word("history")?).ok_or_else(|| wrong("history", "a replica"))?,
    };
    let transaction = Transaction {
        stamp,
        time: Timestamp::from_millis(time),
        origin: Origin::of_word(&word("origin")?),
        action: Action::of_word(&word("action")?),
        texts: Vec::new(),
        operations,
    };
    Ok(Entry { transaction: Rc::new(transaction), history_id })
}

fn decode_operation(operation: &RawValue) -> Result<Operation, Unreadable> {
    let (kind, id, fields) = kind_id_and_fields(operation).ok_or_else(|| {
        Unreadable::new("a kind, an id and fields as an operation", describe_part(operation))
    })?;
    // Of fields with the same name the last one counts.
    let fields: BTreeMap<_, _> = fields.0.into_iter().collect();
    let writes = fields.into_iter().map(|(name, sides)| {
        let field = Field::named(&name);
        let found = json::items(sides).unwrap_or_default();
        let (before, after) = match *found {
            [after] => (None, decode_side(&field, after)?),
            [before, after] => (decode_side(&field, before)?, decode_side(&field, after)?),
            _ => return Err(Unreadable::new(format!("one or two values for {name}"), describe_part(sides))),
        };
        Ok(Write { field, before, after })
    });
    Ok(Operation {
        record: RecordKey::new(Kind::named(&kind), &*id),
        writes: writes.collect::<Result<_, _>>()?,
    })
}

fn kind_id_and_fields(operation: &RawValue) -> Option<(Cow<'_, str>, Cow<'_, str>, Fields<'_>)> {
    let [kind, id, fields] = json::items(operation)?[..] else { return None };
    Some((json::text(kind)?, json::text(id)?, Fields::of(fields)?))
}

fn decode_side(field: &Field, side: &RawValue) -> Result<Option<Value>, Unreadable> {
    if side.get() == "null" {
        return Ok(None);
    }
    let value = value::decode(field, side).map(Some);
    value.ok_or_else(|| Unreadable::new(format!("another value for {field}"), describe_part(side)))
}
