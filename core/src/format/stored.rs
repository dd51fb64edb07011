//! The contents of the store, as the page's emergency exit saves them: every key with its value, untouched.
//! Reading it back is reading the journal.

use super::row::Row;
use super::{ReadError, native};
use crate::corpus::Corpus;
use crate::import::{Finding, Incoming};
use crate::journal;
use crate::json::describe;
use crate::time::Timestamp;
use serde_json::{Map, Value};

/// The `format` of such a file. The page's guard script, which works when nothing else does, writes it.
pub const FORMAT: &str = "glossator-stored";

/// Whether the JSON says that it is such a file.
#[must_use]
pub fn is_stored(json: &Value) -> bool {
    json.get("format").and_then(Value::as_str) == Some(FORMAT)
}

/// Keys and values as such a file.
#[must_use]
pub fn write(entries: &[(String, String)]) -> String {
    let mut list = Map::new();
    for (key, value) in entries {
        list.insert(key.clone(), value.as_str().into());
    }
    list.sort_keys();
    let mut file = Map::new();
    file.insert("format".to_owned(), FORMAT.into());
    file.insert("version".to_owned(), 1.into());
    file.insert("entries".to_owned(), list.into());
    file.sort_keys();
    serde_json::to_string(&file).unwrap_or_default()
}

/// # Errors
/// When there are no entries in it, or entries of a later stored form. Single entries that cannot be read become
/// findings.
pub fn read(json: Value) -> Result<Incoming, ReadError> {
    let mut file = Row::new("", json)?;
    let entries = match file.take("entries") {
        Some(Value::Object(entries)) => entries,
        other => return Err(file.wrong("entries", "an object", &other.unwrap_or_default())),
    };
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (key, value) in &entries {
        match value {
            Value::String(text) => texts.push((key.as_str(), text.as_str())),
            other if key.starts_with(journal::PREFIX) => {
                let why = format!("expected text, found {}", describe(other));
                findings.push(Finding::Refused { at: key.clone(), why });
            }
            _ => {}
        }
    }
    let loaded = journal::load(texts);
    if let Some(found) = loaded.newer_form {
        return Err(ReadError::HigherVersion { found, known: journal::FORM });
    }
    let corpus = loaded.merge_into(&Corpus::new([]));
    // Its own JSON is the one description of a corpus that an import understands.
    let mut incoming = native::read(super::row::parse(&native::write(&corpus, Timestamp::default()))?)?;
    let damaged = loaded.damaged.into_iter();
    findings.extend(damaged.map(|damaged| Finding::Refused { at: damaged.key, why: damaged.why }));
    incoming.findings.append(&mut findings);
    Ok(incoming)
}
