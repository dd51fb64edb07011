//! The journal: which keys and values a transaction becomes in the store, and what those found there mean.
//!
//! Stored form 2. Every transaction is one entry under its own key, so that an edit costs the same however much
//! is stored, and two tabs never write the same key. From time to time the records that entries wrote are folded
//! into chunks. A key is written once and never again with another value: whoever has read a key has read all of
//! it, and may remove it once what it says stands elsewhere. Texts are stored once each, raw, by version. This
//! module knows strings only: getting, setting and listing keys is the page's, and when to do so is `saving`'s.
//!
//! ```text
//! glossator/2/default/journal/12.00000000000000ab   {"time":…,"origin":"user","action":"tag","operations":[
//!                                                     ["annotation","0192…",{"label":["actor"],"note":["old","new"]}]]}
//! glossator/2/default/text/ef61a0b2c3d4e5f6         In a high-level diplomatic interaction …
//! glossator/2/default/chunk/00000000000000ab-0      see `chunk`
//! glossator/2/default/chunk/13.00000000000000ab-0   part of a transaction that is too large for one entry, and
//! glossator/2/default/commit/13.00000000000000ab    what makes all its parts count
//! glossator/2/default/generation/00000000000000ab   says that the store was not emptied since, and whether it was
//!                                                     cleared before
//! glossator/2/default/backup/2026-11-22.00…ab/0     part of a backup; `…/head` makes it one
//! ```
//!
//! Form 1 had the journal and the texts alone, and is read as it was.

pub mod chunk;
mod entry;
mod unreadable;
pub(crate) mod value;

pub use self::entry::{Entry, decode, encode};
pub use self::unreadable::Unreadable;

use crate::corpus::{Cells, Corpus};
use crate::edit::transaction::Transaction;
use crate::model::record::{Stamp, Target, Value};
use crate::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// In front of every key of this project; everything else in the store belongs to others.
pub const PREFIX: &str = "glossator/";

/// The number of the stored form that is written. All from 1 on are read.
pub const FORM: u64 = 2;

/// The value of a generation's key where the store was empty, and where somebody cleared it.
pub(crate) const BEGUN: &str = "1";
pub(crate) const CLEARED: &str = "cleared";

/// The one project that there is.
const PROJECT: &str = "default";

/// What was found in the store.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every text that was stored, with its key.
    pub texts: Vec<(Rc<Text>, String)>,
    /// Every chunk that counts, by key.
    pub chunks: Vec<(String, Cells)>,
    /// Every entry, with its key, in the order in which they were written.
    pub entries: Vec<(Entry, String)>,
    /// Entries that could not be read: no JSON, or not of this form. A word that only a later program knows is no damage.
    /// The rest is not affected.
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
    pub why: Unreadable,
}

/// What a key is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A transaction.
    Entry(Stamp),
    /// An article's text.
    Text(TextVersion),
    /// Records; with a stamp, they count only if that transaction was committed.
    Chunk(Option<Stamp>),
    /// A transaction of which all chunks are there.
    Commit(Stamp),
    /// The store was not emptied since.
    Generation,
    /// Part of a backup.
    Backup,
    /// What could not be read.
    Damaged,
    /// A key of ours that names nothing.
    Malformed,
    /// A key of a later form, with its number.
    Newer(u64),
    /// Not ours.
    Foreign,
}

impl Key {
    /// Reads a key.
    #[must_use]
    pub fn parse(key: &str) -> Self {
        let Some(path) = key.strip_prefix(PREFIX) else { return Self::Foreign };
        let mut parts = path.splitn(4, '/');
        let form = parts.next().and_then(|form| form.parse().ok());
        let (project, kind, id) = (parts.next(), parts.next(), parts.next());
        match (form, project, kind, id) {
            (Some(1..=FORM), Some(PROJECT), Some(kind), Some(id)) => Self::of_kind(kind, id),
            (Some(form), ..) if form > FORM => Self::Newer(form),
            _ => Self::Foreign,
        }
    }

    fn of_kind(kind: &str, id: &str) -> Self {
        match kind {
            "journal" => Stamp::parse(id).map_or(Self::Malformed, Self::Entry),
            "text" => TextVersion::parse(id).map_or(Self::Malformed, Self::Text),
            "chunk" => Self::Chunk(id.rsplit_once('-').and_then(|(of, _)| Stamp::parse(of))),
            "commit" => Stamp::parse(id).map_or(Self::Malformed, Self::Commit),
            "generation" => Self::Generation,
            "backup" => Self::Backup,
            "damaged" => Self::Damaged,
            _ => Self::Foreign,
        }
    }
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

/// The key of that kind and id.
#[must_use]
pub fn key(kind: &str, id: &str) -> String {
    format!("{PREFIX}{FORM}/{PROJECT}/{kind}/{id}")
}

/// The texts that a transaction needs beside it, each once: those that it brings, and those that its targets
/// count in.
#[must_use]
pub fn texts_of(transaction: &Transaction) -> BTreeSet<TextVersion> {
    let brought = transaction.texts.iter().map(|text| text.version());
    let writes = transaction.operations.iter().flat_map(|operation| &operation.writes);
    let targets = writes.filter_map(|write| match &write.after {
        Some(Value::Target(Target::Anchored { text, .. })) => Some(*text),
        _ => None,
    });
    brought.chain(targets).collect()
}

/// Reads everything of ours among the entries. Parts of a transaction count only if it was committed.
pub fn load<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let mut loaded = Loaded::default();
    let (mut parts, mut committed) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        let taken = match Key::parse(key) {
            Key::Entry(stamp) => decode(stamp, value).map(|entry| loaded.take_entry(entry, key)),
            Key::Text(version) => {
                let text = Text::new(value);
                let found = text.version();
                if found == version {
                    loaded.texts.push((Rc::new(text), key.to_owned()));
                    Ok(())
                } else {
                    Err(Unreadable::new(
                        "the text that its key names",
                        format!("the one with the hash {found}"),
                    ))
                }
            }
            Key::Chunk(None) => loaded.take_chunk(key, value),
            Key::Chunk(Some(stamp)) => {
                parts.push((stamp, key, value));
                Ok(())
            }
            Key::Commit(stamp) => {
                committed.push(stamp);
                Ok(())
            }
            Key::Malformed => Err(Unreadable::new("a stamp or a hash in the key", "none that can be read")),
            Key::Newer(form) => {
                loaded.newer_form = loaded.newer_form.max(Some(form));
                Ok(())
            }
            Key::Generation | Key::Backup | Key::Damaged | Key::Foreign => Ok(()),
        };
        loaded.note_damage(key, taken);
    }
    for (stamp, key, value) in parts {
        if committed.contains(&stamp) {
            let taken = loaded.take_chunk(key, value);
            loaded.note_damage(key, taken);
        }
    }
    loaded
}

impl Loaded {
    /// All of it, over what is here.
    #[must_use]
    pub fn merge_into(&self, corpus: &Corpus) -> Corpus {
        let texts = self.texts.iter().map(|(text, _)| text.clone());
        let chunks = self.chunks.iter().flat_map(|(_, cells)| cells.iter().cloned());
        let entries = self.entries.iter().flat_map(|(entry, _)| entry.transaction.cells());
        corpus.merge(texts, chunks.chain(entries)).0
    }

    fn take_entry(&mut self, entry: Entry, key: &str) {
        let stamp = entry.transaction.stamp;
        let at = self.entries.partition_point(|(other, _)| other.transaction.stamp <= stamp);
        self.entries.insert(at, (entry, key.to_owned()));
    }

    fn take_chunk(&mut self, key: &str, value: &str) -> Result<(), Unreadable> {
        self.chunks.push((key.to_owned(), chunk::decode(value)?));
        Ok(())
    }

    fn note_damage(&mut self, key: &str, taken: Result<(), Unreadable>) {
        if let Err(why) = taken {
            self.damaged.push(Damaged { key: key.to_owned(), why });
        }
    }
}
