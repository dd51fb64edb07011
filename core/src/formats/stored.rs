//! Stored: the contents of the store as the page's emergency exit saves them, every key with its value, untouched.
//!
//! - **Reads** the entries as the journal does, and takes what they mean from [`native`].
//! - **Writes** keys and values; the page's guard script, which works when nothing else does, writes the same.
//! - **Has no room** for anything else.

use super::error::ReadError;
use super::native;
use crate::corpus::Corpus;
use crate::import::{Expected, FilePart, Finding, Incoming, Refusal, Unexpected};
use crate::json::{self, Fields, Shape};
use crate::model::record::{Field, Kind};
use crate::model::time::Timestamp;
use crate::saving::journal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Value of `format`, which the page's guard script writes as well.
pub const FORMAT: &str = "glossator-stored";

#[derive(Serialize)]
struct File<'a> {
    entries: Items<'a>,
    format: &'a str,
    version: u64,
}

/// Values of the store by their keys, in order.
struct Items<'a>(&'a [(String, String)]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// File with those keys and values.
#[must_use]
pub fn write(entries: &[(String, String)]) -> String {
    json::compact(&File { entries: Items(entries), format: FORMAT, version: 1 })
}

/// Reads a file with keys and values of the store.
///
/// # Errors
/// When there are no entries in it, or entries of a later stored form. Single entries that cannot be read become
/// findings.
pub fn read(file: &RawValue) -> Result<Incoming, ReadError> {
    let fields = Fields::of(file).unwrap_or_default();
    let found = fields.get("entries").unwrap_or(RawValue::NULL);
    let entries = Fields::of(found).ok_or_else(|| Refusal {
        expected: Expected::Object,
        field: Some("entries".into()),
        found: Unexpected::Json(Shape::of_part(found)),
    })?;
    // The last of equal keys counts.
    let entries: BTreeMap<_, _> = entries.0.into_iter().collect();
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        match json::text(value) {
            Some(text) => texts.push((key, text)),
            None if key.starts_with(journal::PREFIX) => {
                let why = Refusal::new(Expected::Text, Unexpected::Json(Shape::of_part(value)));
                findings.push(Finding::Refused { part: FilePart::value(&*key), why });
            }
            None => {}
        }
    }
    let loaded = journal::load(texts.iter().map(|(key, value)| (&**key, &**value)));
    if let Some(found) = loaded.newer_form {
        return Err(ReadError::HigherVersion { found, known: journal::FORM });
    }
    let corpus = loaded.merge_into(&Corpus::new([]));
    // An import understands one description of a corpus: our own JSON.
    let mut incoming = native::read_all(json::verbatim(&native::write(&corpus, Timestamp::default())))?;
    // Of what comes with the page, the store has what people did with it.
    let removed = corpus.records(&Kind::Document);
    let removed = removed.filter(|(_, it)| it.is_deleted() && it.cell(&Field::Text).is_none());
    incoming.put_away.extend(removed.map(|(key, _)| key.clone()));
    let damaged = loaded.damaged.into_iter();
    findings.extend(damaged.map(|damaged| Finding::Refused {
        part: FilePart::value(damaged.key),
        why: Refusal::new(Expected::Entry, Unexpected::Unreadable(damaged.why)),
    }));
    incoming.findings.append(&mut findings);
    Ok(incoming)
}
