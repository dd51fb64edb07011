//! The contents of the store, as the page's emergency exit saves them: every key with its value, untouched.
//! Reading it back is reading the journal.

use super::{ReadError, native};
use crate::corpus::Corpus;
use crate::import::{Finding, Incoming};
use crate::json::{self, Fields, describe_part};
use crate::model::time::Timestamp;
use crate::saving::journal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The `format` of such a file. The page's guard script, which works when nothing else does, writes it.
pub const FORMAT: &str = "glossator-stored";

#[derive(Serialize)]
struct File<'a> {
    entries: Items<'a>,
    format: &'a str,
    version: u64,
}

/// Values by their keys, in order.
struct Items<'a>(&'a [(String, String)]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Keys and values as such a file.
#[must_use]
pub fn write(entries: &[(String, String)]) -> String {
    json::compact(&File { entries: Items(entries), format: FORMAT, version: 1 })
}

/// Reads such a file.
///
/// # Errors
/// When there are no entries in it, or entries of a later stored form. Single entries that cannot be read become
/// findings.
pub fn read(file: &RawValue) -> Result<Incoming, ReadError> {
    let fields = Fields::of(file).unwrap_or_default();
    let found = fields.get("entries").unwrap_or(RawValue::NULL);
    let entries = Fields::of(found).ok_or_else(|| ReadError::Shape {
        at: "entries".to_owned(),
        expected: "an object",
        found: describe_part(found),
    })?;
    // Of keys that stand there twice the last one counts.
    let entries: BTreeMap<_, _> = entries.0.into_iter().collect();
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        match json::text(value) {
            Some(text) => texts.push((key, text)),
            None if key.starts_with(journal::PREFIX) => {
                let why = format!("expected text, found {}", describe_part(value));
                findings.push(Finding::Refused { at: key.into_owned(), why });
            }
            None => {}
        }
    }
    let loaded = journal::load(texts.iter().map(|(key, value)| (&**key, &**value)));
    if let Some(found) = loaded.newer_form {
        return Err(ReadError::HigherVersion { found, known: journal::FORM });
    }
    let corpus = loaded.merge_into(&Corpus::new([]));
    // Its own JSON is the one description of a corpus that an import understands.
    let mut incoming = native::read(json::verbatim(&native::write(&corpus, Timestamp::default())))?;
    let damaged = loaded.damaged.into_iter();
    findings
        .extend(damaged.map(|damaged| Finding::Refused { at: damaged.key, why: damaged.why.to_string() }));
    incoming.findings.append(&mut findings);
    Ok(incoming)
}
