//! One entry of the journal: a transaction as JSON.
//!
//! A written field is `[after]` where there was nothing before, else `[before, after]`; `null` is empty. A
//! target is `[version, start, end]` in code points, or `[start, end, quote, prefix, suffix]` without a place.
//! A foreign value stands in a list of its own. `history` is left out where it is the writer's own.

use crate::annotation::AnnotationId;
use crate::json::describe;
use crate::offset::CodePointOffset;
use crate::operation::{Operation, Write};
use crate::record::{Field, Holds, Kind, Quotation, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::sorted;
use crate::text::TextVersion;
use crate::time::Timestamp;
use crate::transaction::{Action, Origin, Transaction};
use serde_json::{Map, Value as Json};
use std::rc::Rc;

/// A transaction, and whose it is.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done.
    pub transaction: Rc<Transaction>,
    /// The history that it is a step of: named after the page that began it, which may have been another one.
    pub history: ReplicaId,
}

impl From<Rc<Transaction>> for Entry {
    /// A step of the writer's own history.
    fn from(transaction: Rc<Transaction>) -> Self {
        Self { history: transaction.stamp.replica, transaction }
    }
}

/// A transaction's entry.
#[must_use]
pub fn encode(Entry { transaction, history }: &Entry) -> String {
    let operations: Vec<Json> = transaction
        .operations
        .iter()
        .map(|operation| {
            let mut writes = Map::new();
            for write in &operation.writes {
                writes.insert(write.field.to_string(), encode_write(write));
            }
            // Does nothing, unless another package of the same build asked for maps that keep their order.
            writes.sort_keys();
            Json::Array(vec![
                operation.record.kind.to_string().into(),
                (*operation.record.id).into(),
                writes.into(),
            ])
        })
        .collect();
    let mut entry = Map::new();
    entry.insert("time".to_owned(), transaction.time.millis().into());
    entry.insert("origin".to_owned(), transaction.origin.word().into());
    entry.insert("action".to_owned(), transaction.action.word().into());
    entry.insert("operations".to_owned(), operations.into());
    if *history != transaction.stamp.replica {
        entry.insert("history".to_owned(), history.to_string().into());
    }
    entry.sort_keys();
    // Not by `Display`, which would bring two more ways of writing JSON into the program. It does not fail.
    serde_json::to_string(&entry).unwrap_or_default()
}

/// Reads an entry. Its stamp is in its key; its texts have keys of their own.
///
/// # Errors
/// What was expected and what was found.
pub fn decode(stamp: Stamp, value: &str) -> Result<Entry, String> {
    let json: Json = serde_json::from_str(value).map_err(|error| format!("expected JSON, found {error}"))?;
    let wrong = |name: &str, expected: &str| {
        format!("expected {expected} as its {name}, found {}", describe(&json[name]))
    };
    let word = |name: &str| json[name].as_str().ok_or_else(|| wrong(name, "a word"));
    let time = json["time"].as_u64().ok_or_else(|| wrong("time", "milliseconds"))?;
    let operations = json["operations"].as_array().ok_or_else(|| wrong("operations", "a list"))?;
    let operations: Vec<_> = operations.iter().map(decode_operation).collect::<Result<_, _>>()?;
    // Two writes under one stamp would leave it to chance which of them stands.
    let mut records: Vec<_> = operations.iter().map(|operation| operation.record.clone()).collect();
    sorted::sort(&mut records);
    if let Some(twice) = records.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("expected each record once, found {} “{}” twice", twice[0].kind, twice[0].id));
    }
    let history = match &json["history"] {
        Json::Null => stamp.replica,
        _ => ReplicaId::parse(word("history")?).ok_or_else(|| wrong("history", "a replica"))?,
    };
    let transaction = Transaction {
        stamp,
        time: Timestamp::from_millis(time),
        origin: Origin::parse(word("origin")?).ok_or_else(|| wrong("origin", "an origin"))?,
        action: Action::parse(word("action")?).ok_or_else(|| wrong("action", "an action"))?,
        texts: Vec::new(),
        operations,
    };
    Ok(Entry { transaction: Rc::new(transaction), history })
}

/// Annotations have ids of one spelling; two spellings of one id would be two records.
pub(super) fn is_well_formed(record: &RecordKey) -> bool {
    record.kind != Kind::Annotation || AnnotationId::of(record).is_some()
}

fn encode_write(Write { before, after, .. }: &Write) -> Json {
    let side = |value: &Option<Value>| value.as_ref().map_or(Json::Null, encode_value);
    if before.is_none() { vec![side(after)].into() } else { vec![side(before), side(after)].into() }
}

fn decode_operation(json: &Json) -> Result<Operation, String> {
    let parts = json.as_array().map(Vec::as_slice);
    let Some([Json::String(kind), Json::String(id), Json::Object(writes)]) = parts else {
        return Err(format!("expected a kind, an id and fields as an operation, found {}", describe(json)));
    };
    let kind = Kind::parse(kind).ok_or_else(|| format!("expected a kind of record, found “{kind}”"))?;
    let record = RecordKey::new(kind, id.as_str());
    if !is_well_formed(&record) {
        return Err(format!("expected a UUID in lower case as an annotation’s id, found “{id}”"));
    }
    let writes = writes.iter().map(|(name, sides)| {
        let field = Field::parse(name).ok_or_else(|| format!("expected a field, found “{name}”"))?;
        let (before, after) = match sides.as_array().map(Vec::as_slice) {
            Some([after]) => (None, decode_side(&field, after)?),
            Some([before, after]) => (decode_side(&field, before)?, decode_side(&field, after)?),
            _ => return Err(format!("expected one or two values for {name}, found {}", describe(sides))),
        };
        Ok(Write { field, before, after })
    });
    Ok(Operation { record, writes: writes.collect::<Result<_, String>>()? })
}

pub(super) fn encode_value(value: &Value) -> Json {
    match value {
        Value::Flag(flag) => (*flag).into(),
        // In a list of its own, so that a foreign null is not taken for an empty field.
        Value::Json(json) => vec![(**json).clone()].into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => (**text).into(),
        Value::Target(Target::Anchored { text, start, end }) => {
            Json::Array(vec![text.to_string().into(), start.0.into(), end.0.into()])
        }
        Value::Target(Target::Unplaced(quotation)) => {
            let Quotation { quote, prefix, suffix, start, end } = &**quotation;
            Json::Array(vec![
                start.0.into(),
                end.0.into(),
                (**quote).into(),
                (**prefix).into(),
                (**suffix).into(),
            ])
        }
    }
}

fn decode_side(field: &Field, json: &Json) -> Result<Option<Value>, String> {
    if json.is_null() {
        return Ok(None);
    }
    let decoded = decode_value(field, json).map(Some);
    decoded.ok_or_else(|| format!("expected another value for {field}, found {}", describe(json)))
}

pub(super) fn decode_value(field: &Field, json: &Json) -> Option<Value> {
    match field.holds() {
        Holds::Flag => json.as_bool().map(Value::Flag),
        Holds::Json => match json.as_array().map(Vec::as_slice) {
            Some([foreign]) => Some(Value::Json(Rc::new(foreign.clone()))),
            _ => None,
        },
        Holds::Number => json.as_u64().map(Value::Number),
        Holds::Target => decode_target(json).map(Value::Target),
        Holds::Text => json.as_str().map(Value::text),
    }
}

fn decode_target(json: &Json) -> Option<Target> {
    let offset = |json: &Json| json.as_u64().map(CodePointOffset::from_number);
    match json.as_array()?.as_slice() {
        [Json::String(text), start, end] => Some(Target::Anchored {
            text: TextVersion::parse(text)?,
            start: offset(start)?,
            end: offset(end)?,
        }),
        [start, end, Json::String(quote), Json::String(prefix), Json::String(suffix)] => {
            Some(Target::Unplaced(Rc::new(Quotation {
                quote: quote.as_str().into(),
                prefix: prefix.as_str().into(),
                suffix: suffix.as_str().into(),
                start: offset(start)?,
                end: offset(end)?,
            })))
        }
        _ => None,
    }
}
