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

mod entry;

pub use self::entry::{decode, encode};

use crate::corpus::Cells;
use crate::operation::Write;
use crate::record::{Cell, Stamp, Target, Value};
use crate::sorted;
use crate::text::{Text, TextVersion};
use crate::transaction::Transaction;
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
    key("damaged", of.strip_prefix(PREFIX).unwrap_or(of))
}

fn key(kind: &str, id: &str) -> String {
    format!("{PREFIX}{FORM}/{PROJECT}/{kind}/{id}")
}

/// The texts that a transaction needs beside it, each once: those that it brings, and those that its targets
/// count in.
#[must_use]
pub fn texts_of(transaction: &Transaction) -> Vec<TextVersion> {
    let mut versions = Vec::new();
    for text in &transaction.texts {
        sorted::insert(&mut versions, text.version());
    }
    for write in transaction.operations.iter().flat_map(|operation| &operation.writes) {
        if let Some(Value::Target(Target::Anchored { text, .. })) = &write.after {
            sorted::insert(&mut versions, *text);
        }
    }
    versions
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
                let stamp =
                    Stamp::parse(id).ok_or("expected a stamp in the key, found none that can be read")?;
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
                    return Err(format!(
                        "expected the text that its key names, found the one with the hash {found}"
                    ));
                }
                self.texts.push(Rc::new(text));
            }
            _ => {}
        }
        Ok(())
    }
}
