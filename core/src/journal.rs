//! The journal: which keys and values a transaction becomes in the store, and what those found there mean.
//!
//! Stored form 1. Every transaction is one entry under its own key, so that an edit costs the same however much
//! is stored, and two tabs never write the same key. Texts are stored once each, raw, by version. This module
//! knows strings only: getting, setting and listing keys is the page's.
//!
//! ```text
//! glossator/1/default/journal/12.00000000000000ab   {"time":…,"origin":"user","action":"tag","operations":[
//!                                                     ["annotation","0192…",{"label":["actor"],"note":["old","new"]}]]}
//! glossator/1/default/text/ef61a0b2c3d4e5f6         In a high-level diplomatic interaction …
//! ```
//!
//! A written field is `[after]` where there was nothing before, else `[before, after]`; `null` is empty. A
//! target is `[version, start, end]` in code points, or `[start, end, quote, prefix, suffix]` without a place.

use crate::corpus::Cells;
use crate::offset::CodePointOffset;
use crate::operation::{Operation, Write};
use crate::record::{Cell, Field, Holds, Kind, Quotation, RecordKey, Stamp, Target, Value};
use crate::text::{Text, TextVersion};
use crate::time::Timestamp;
use crate::transaction::{Action, Origin, Transaction};
use serde_json::{Map, Value as Json, json};
use std::rc::Rc;

/// In front of every key of this project; everything else in the store belongs to others.
pub const PREFIX: &str = "glossator/";

/// The number of the stored form that is written.
pub const FORM: u64 = 1;

/// The one project that there is.
const PROJECT: &str = "default";

/// What was found in the store.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every field that was ever written, to be merged.
    pub cells: Cells,
    /// Every text that was stored.
    pub texts: Vec<Rc<Text>>,
    /// Entries that could not be read. The rest is not affected.
    pub damaged: Vec<Damaged>,
    /// The highest stored form that was found, if it is higher than this program's.
    pub newer_form: Option<u64>,
}

/// An entry that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its key.
    pub key: String,
    /// What was expected and what was found.
    pub why: String,
}

/// The key of a transaction's entry.
#[must_use]
pub fn entry_key(stamp: Stamp) -> String {
    key("journal", &stamp.to_string())
}

/// The key of a text.
#[must_use]
pub fn text_key(version: TextVersion) -> String {
    key("text", &version.to_string())
}

/// Where a damaged entry is set aside.
#[must_use]
pub fn damaged_key(of: &str) -> String {
    let id = percent_encoding::utf8_percent_encode(of, percent_encoding::NON_ALPHANUMERIC);
    key("damaged", &id.to_string())
}

fn key(kind: &str, id: &str) -> String {
    format!("{PREFIX}{FORM}/{PROJECT}/{kind}/{id}")
}

/// A transaction's entry.
#[must_use]
pub fn encode(transaction: &Transaction) -> String {
    let operations: Vec<Json> = transaction
        .operations
        .iter()
        .map(|operation| {
            let mut writes = Map::new();
            for write in &operation.writes {
                writes.insert(write.field.to_string(), encode_sides(write));
            }
            json!([operation.record.kind.to_string(), operation.record.id, writes])
        })
        .collect();
    json!({
        "time": transaction.time.millis(),
        "origin": transaction.origin.word(),
        "action": transaction.action.word(),
        "operations": operations,
    })
    .to_string()
}

/// The texts that a transaction needs beside it: those that it brings, and those that its targets count in.
pub fn texts_of(transaction: &Transaction) -> impl Iterator<Item = TextVersion> {
    let brought = transaction.texts.iter().map(|text| text.version());
    let written = transaction.operations.iter().flat_map(|operation| &operation.writes);
    let counted = written.filter_map(|write| match &write.after {
        Some(Value::Target(Target::Anchored { text, .. })) => Some(*text),
        _ => None,
    });
    brought.chain(counted)
}

/// Reads an entry. Its stamp is in its key.
///
/// # Errors
/// What was expected and what was found.
pub fn decode(stamp: Stamp, value: &str) -> Result<Transaction, String> {
    let json: Json = serde_json::from_str(value).map_err(|error| format!("expected JSON, found {error}"))?;
    let word = |name: &str| {
        json[name].as_str().ok_or_else(|| format!("expected a word as {name}, found {}", json[name]))
    };
    let operations = json["operations"].as_array().ok_or("expected a list of operations, found none")?;
    Ok(Transaction {
        stamp,
        time: Timestamp::from_millis(json["time"].as_u64().ok_or("expected a time, found none")?),
        origin: Origin::parse(word("origin")?)
            .ok_or_else(|| format!("expected an origin, found {}", json["origin"]))?,
        action: Action::parse(word("action")?)
            .ok_or_else(|| format!("expected an action, found {}", json["action"]))?,
        texts: Vec::new(),
        operations: operations.iter().map(decode_operation).collect::<Result<_, _>>()?,
    })
}

/// Reads everything of ours among the entries.
pub fn load<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let mut loaded = Loaded::default();
    for (key, value) in entries {
        let Some(path) = key.strip_prefix(PREFIX) else { continue };
        let mut parts = path.splitn(4, '/');
        let form = parts.next().and_then(|form| form.parse::<u64>().ok());
        match (form, parts.next(), parts.next(), parts.next()) {
            (Some(FORM), Some(PROJECT), Some(kind), Some(id)) => {
                if let Err(why) = loaded.take(kind, id, value) {
                    loaded.damaged.push(Damaged { key: key.to_owned(), why });
                }
            }
            (Some(form), ..) if form > FORM => loaded.newer_form = loaded.newer_form.max(Some(form)),
            _ => {}
        }
    }
    loaded
}

impl Loaded {
    fn take(&mut self, kind: &str, id: &str, value: &str) -> Result<(), String> {
        match kind {
            "journal" => {
                let stamp = Stamp::parse(id).ok_or_else(|| format!("expected a stamp, found “{id}”"))?;
                let transaction = decode(stamp, value)?;
                for operation in transaction.operations {
                    for Write { field, after, .. } in operation.writes {
                        self.cells.push((operation.record.clone(), field, Cell { value: after, stamp }));
                    }
                }
            }
            "text" => {
                let text = Text::new(value);
                let found = text.version();
                if TextVersion::parse(id) != Some(found) {
                    return Err(format!("expected the text with the hash {id}, found one with {found}"));
                }
                self.texts.push(Rc::new(text));
            }
            _ => {}
        }
        Ok(())
    }
}

fn encode_sides(write: &Write) -> Json {
    let side = |value: &Option<Value>| value.as_ref().map_or(Json::Null, encode_value);
    match &write.before {
        None => json!([side(&write.after)]),
        before => json!([side(before), side(&write.after)]),
    }
}

fn decode_operation(json: &Json) -> Result<Operation, String> {
    let wrong = || format!("expected an operation, found {json}");
    let (Some(kind), Some(id), Some(writes)) = (json[0].as_str(), json[1].as_str(), json[2].as_object())
    else {
        return Err(wrong());
    };
    let record = RecordKey::new(Kind::parse(kind).ok_or_else(wrong)?, id);
    let writes = writes.iter().map(|(name, sides)| {
        let field = Field::parse(name).ok_or_else(|| format!("expected a field, found “{name}”"))?;
        let side = |json: &Json| if json.is_null() { Ok(None) } else { decode_value(&field, json).map(Some) };
        let (before, after) = match sides.as_array().map(Vec::as_slice) {
            Some([after]) => (None, side(after)?),
            Some([before, after]) => (side(before)?, side(after)?),
            _ => return Err(format!("expected one or two values for {name}, found {sides}")),
        };
        Ok(Write { field, before, after })
    });
    Ok(Operation { record, writes: writes.collect::<Result<_, _>>()? })
}

fn encode_value(value: &Value) -> Json {
    match value {
        Value::Flag(flag) => json!(flag),
        // In a list of its own, so that a foreign null is not taken for an empty field.
        Value::Json(json) => json!([json]),
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Target(Target::Anchored { text, start, end }) => json!([text.to_string(), start.0, end.0]),
        Value::Target(Target::Unplaced(quotation)) => {
            let Quotation { quote, prefix, suffix, start, end } = &**quotation;
            json!([start.0, end.0, quote, prefix, suffix])
        }
    }
}

fn decode_value(field: &Field, json: &Json) -> Result<Value, String> {
    let decoded = match field.holds() {
        Holds::Flag => json.as_bool().map(Value::Flag),
        Holds::Json => json.get(0).map(|json| Value::Json(Rc::new(json.clone()))),
        Holds::Number => json.as_u64().map(Value::Number),
        Holds::Target => decode_target(json).map(Value::Target),
        Holds::Text => json.as_str().map(Value::text),
    };
    decoded.ok_or_else(|| format!("expected a value for {field}, found {json}"))
}

fn decode_target(json: &Json) -> Option<Target> {
    let offset = |json: &Json| Some(CodePointOffset(usize::try_from(json.as_u64()?).ok()?));
    match json.as_array()?.as_slice() {
        [text, start, end] => Some(Target::Anchored {
            text: TextVersion::parse(text.as_str()?)?,
            start: offset(start)?,
            end: offset(end)?,
        }),
        [start, end, quote, prefix, suffix] => Some(Target::Unplaced(Rc::new(Quotation {
            quote: quote.as_str()?.into(),
            prefix: prefix.as_str()?.into(),
            suffix: suffix.as_str()?.into(),
            start: offset(start)?,
            end: offset(end)?,
        }))),
        _ => None,
    }
}
