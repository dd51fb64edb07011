//! One entry of the journal: a transaction as JSON.
//!
//! A written field is `[after]` where there was nothing before, else `[before, after]`; `null` is empty. A
//! target is `[version, start, end]` in code points, or `[start, end, quote, prefix, suffix]` without a place.
//! A foreign value stands in a list of its own. `history` is left out where it is the writer's own.

use crate::annotation::AnnotationId;
use crate::offset::CodePointOffset;
use crate::operation::{Operation, Write};
use crate::record::{Field, Holds, Kind, Quotation, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::sorted;
use crate::text::TextVersion;
use crate::time::Timestamp;
use crate::transaction::{Action, Origin, Transaction};
use glossator_json::{Fields, Json, Writer};
use std::borrow::Cow;
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
    let mut entry = Writer::compact();
    entry.object(|entry| {
        entry.name("action").text(transaction.action.word());
        if *history != transaction.stamp.replica {
            entry.name("history").text(&history.to_string());
        }
        entry.name("operations").list(|operations| {
            for Operation { record, writes } in &transaction.operations {
                operations.list(|operation| {
                    operation.text(&record.kind.to_string());
                    operation.text(&record.id);
                    operation.object(|fields| {
                        let writes: Vec<_> = writes.iter().collect();
                        for write in sorted::by_key(&writes, |write| write.field.to_string()) {
                            let Write { field, before, after } = write;
                            fields.name(&field.to_string()).list(|sides| {
                                if before.is_some() {
                                    encode_side(sides, before.as_ref());
                                }
                                encode_side(sides, after.as_ref());
                            });
                        }
                    });
                });
            }
        });
        entry.name("origin").text(transaction.origin.word());
        entry.name("time").number(transaction.time.millis());
    });
    entry.finish()
}

/// Reads an entry. Its stamp is in its key; its texts have keys of their own.
///
/// # Errors
/// What was expected and what was found.
pub fn decode(stamp: Stamp, value: &str) -> Result<Entry, String> {
    let json = Json::parse(value).map_err(|error| format!("expected JSON, found {error}"))?;
    let wrong =
        |name: &str, expected: &str| format!("expected {expected} as its {name}, found {}", json.field(name));
    let word = |name: &str| json.field(name).text().ok_or_else(|| wrong(name, "a word"));
    let time = json.field("time").number().ok_or_else(|| wrong("time", "milliseconds"))?;
    let operations = json.field("operations").items().ok_or_else(|| wrong("operations", "a list"))?;
    let operations: Vec<_> = operations.map(decode_operation).collect::<Result<_, _>>()?;
    // Two writes under one stamp would leave it to chance which of them stands.
    let mut records: Vec<_> = operations.iter().map(|operation| operation.record.clone()).collect();
    sorted::sort(&mut records);
    if let Some(twice) = records.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("expected each record once, found {} “{}” twice", twice[0].kind, twice[0].id));
    }
    let history = match json.field("history") {
        none if none.is_null() => stamp.replica,
        _ => ReplicaId::parse(&word("history")?).ok_or_else(|| wrong("history", "a replica"))?,
    };
    let transaction = Transaction {
        stamp,
        time: Timestamp::from_millis(time),
        origin: Origin::parse(&word("origin")?).ok_or_else(|| wrong("origin", "an origin"))?,
        action: Action::parse(&word("action")?).ok_or_else(|| wrong("action", "an action"))?,
        texts: Vec::new(),
        operations,
    };
    Ok(Entry { transaction: Rc::new(transaction), history })
}

/// Annotations have ids of one spelling; two spellings of one id would be two records.
pub(super) fn is_well_formed(record: &RecordKey) -> bool {
    record.kind != Kind::Annotation || AnnotationId::of(record).is_some()
}

fn encode_side(writer: &mut Writer, value: Option<&Value>) {
    match value {
        None => writer.null(),
        Some(value) => encode_value(writer, value),
    }
}

fn decode_operation(json: Json<'_>) -> Result<Operation, String> {
    let (kind, id, fields) = kind_id_and_fields(json)
        .ok_or_else(|| format!("expected a kind, an id and fields as an operation, found {json}"))?;
    let kind = Kind::parse(&kind).ok_or_else(|| format!("expected a kind of record, found “{kind}”"))?;
    let record = RecordKey::new(kind, &*id);
    if !is_well_formed(&record) {
        return Err(format!("expected a UUID in lower case as an annotation’s id, found “{id}”"));
    }
    let writes = sorted::last_of_each(&fields.collect::<Vec<_>>()).into_iter().map(|(name, sides)| {
        let field = Field::parse(&name).ok_or_else(|| format!("expected a field, found “{name}”"))?;
        let found: Vec<_> = sides.items().into_iter().flatten().collect();
        let (before, after) = match *found {
            [after] => (None, decode_side(&field, after)?),
            [before, after] => (decode_side(&field, before)?, decode_side(&field, after)?),
            _ => return Err(format!("expected one or two values for {name}, found {sides}")),
        };
        Ok(Write { field, before, after })
    });
    Ok(Operation { record, writes: writes.collect::<Result<_, String>>()? })
}

fn kind_id_and_fields(json: Json<'_>) -> Option<(Cow<'_, str>, Cow<'_, str>, Fields<'_>)> {
    let mut parts = json.items()?;
    let found = (parts.next()?.text()?, parts.next()?.text()?, parts.next()?.fields()?);
    parts.next().is_none().then_some(found)
}

pub(super) fn encode_value(writer: &mut Writer, value: &Value) {
    match value {
        Value::Flag(flag) => writer.flag(*flag),
        // In a list of its own, so that a foreign null is not taken for an empty field.
        Value::Json(json) => writer.list(|list| list.json(Json::parse(json).unwrap_or(Json::NULL))),
        Value::Number(number) => writer.number(*number),
        Value::Text(text) => writer.text(text),
        Value::Target(Target::Anchored { text, start, end }) => writer.list(|list| {
            list.text(&text.to_string());
            list.number(start.0 as u64);
            list.number(end.0 as u64);
        }),
        Value::Target(Target::Unplaced(quotation)) => {
            let Quotation { quote, prefix, suffix, start, end } = &**quotation;
            writer.list(|list| {
                list.number(start.0 as u64);
                list.number(end.0 as u64);
                for text in [quote, prefix, suffix] {
                    list.text(text);
                }
            });
        }
    }
}

fn decode_side(field: &Field, json: Json<'_>) -> Result<Option<Value>, String> {
    if json.is_null() {
        return Ok(None);
    }
    let decoded = decode_value(field, json).map(Some);
    decoded.ok_or_else(|| format!("expected another value for {field}, found {json}"))
}

pub(super) fn decode_value(field: &Field, json: Json<'_>) -> Option<Value> {
    match field.holds() {
        Holds::Flag => json.flag().map(Value::Flag),
        Holds::Json => {
            let mut foreign = json.items()?;
            let value = foreign.next()?.compact();
            foreign.next().is_none().then(|| Value::Json(value.into()))
        }
        Holds::Number => json.number().map(Value::Number),
        Holds::Target => decode_target(json).map(Value::Target),
        Holds::Text => json.text().map(|text| Value::text(&*text)),
    }
}

fn decode_target(json: Json<'_>) -> Option<Target> {
    let parts: Vec<_> = json.items()?.collect();
    let offset = |json: Json<'_>| json.number().map(CodePointOffset::from_number);
    let text = |json: Json<'_>| json.text().map(|text| (&*text).into());
    match *parts {
        [version, start, end] => Some(Target::Anchored {
            text: TextVersion::parse(&version.text()?)?,
            start: offset(start)?,
            end: offset(end)?,
        }),
        [start, end, quote, prefix, suffix] => Some(Target::Unplaced(Rc::new(Quotation {
            quote: text(quote)?,
            prefix: text(prefix)?,
            suffix: text(suffix)?,
            start: offset(start)?,
            end: offset(end)?,
        }))),
        _ => None,
    }
}
