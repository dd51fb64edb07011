//! The journal: the stored form, that is the keys and values that transactions, records and texts become.
//!
//! This is form 2. Every transaction is an entry under a key of its own, so that an edit costs the same however much is
//! stored, and two tabs never write the same key. Now and then the records that entries wrote are compacted into chunks.
//! A key is never written again with another value: whoever has read a key has read all of it, and may remove it once its
//! contents stand elsewhere. Texts are stored raw, once each, by version. This module knows strings only: the page gets,
//! sets and lists keys, and `saving` decides when.
//!
//! ```text
//! glossator/2/default/journal/12.00000000000000ab   {"time":…,"origin":"user","action":"tag","operations":[
//!                                                     ["annotation","0192…",{"label":["actor"],"note":["old","new"]}]]}
//! glossator/2/default/text/ef61a0b2c3d4e5f6         In a high-level diplomatic interaction …
//! glossator/2/default/chunk/00000000000000ab-0      a chunk, see `chunk`
//! glossator/2/default/chunk/13.00000000000000ab-0   part of a transaction that is too large for one entry, and
//! glossator/2/default/commit/13.00000000000000ab    the mark by which all its parts count
//! glossator/2/default/generation/00000000000000ab   the name of the store since it was emptied; the value says if
//!                                                     it was cleared
//! glossator/2/default/backup/2026-11-22.00…ab/0     part of a backup; with `…/head` it counts
//! ```
//!
//! Form 1 had the journal and the texts alone, and is still read. Form 3 is form 2 with texts kept outside of the store; all
//! that is written of it are its marks, by which versions that look for texts here alone leave the store as it is.
//!
//! ```text
//! glossator/3/default/texts/0, …/1                  the marks
//! ```

pub mod chunk;
mod entry;
mod leap;
pub(super) mod listed;
pub(crate) mod sum;
mod unreadable;
pub(crate) mod value;

pub use self::entry::{Entry, decode, encode, encode_bare};
pub use self::unreadable::Unreadable;

use crate::corpus::{Cells, Corpus};
use crate::edit::transaction::Transaction;
use crate::model::record::{Stamp, Target, Value};
use crate::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Prefix of every key of this project. All other keys in the storage belong to others.
pub const PREFIX: &str = "glossator/";

/// Number of the stored form that is written. All forms from 1 on are read.
pub const FORM: u64 = 2;

const MARK: &str = "texts";

/// Value of a generation's key where the store was empty, and where somebody cleared it.
pub(crate) const BEGUN: &str = "1";
pub(crate) const CLEARED: &str = "cleared";

/// Number of the form that keeps texts elsewhere.
const WITH_TEXTS_ELSEWHERE: u64 = 3;

/// Name of the project. Every project has a store of its own, in which it is called so: see `project`.
pub(super) const PROJECT: &str = "default";

/// Contents of a store.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Texts, each with its key.
    pub texts: Vec<(Rc<Text>, String)>,
    /// Chunks that count, by key.
    pub chunks: Vec<(String, Cells)>,
    /// Entries in the order in which they were written, each with its key.
    pub entries: Vec<(Entry, String)>,
    /// Entries that could not be read: no JSON, or not of this form. A word that only a later version knows
    /// is no damage. The rest is not affected.
    pub damaged: Vec<Damaged>,
    /// Highest stored form that was found, if it is later than this one.
    pub newer_form: Option<u64>,
}

/// An entry that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Key of the entry.
    pub key: String,
    /// Expectation that it does not meet.
    pub why: Unreadable,
}

/// Meaning of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A transaction.
    Entry(Stamp),
    /// The text of an article.
    Text(TextVersion),
    /// A chunk of records; one with a stamp counts only if that transaction was committed.
    Chunk(Option<Stamp>),
    /// The mark that all chunks of a transaction are there.
    Commit(Stamp),
    /// The name of the store since it was last emptied.
    Generation,
    /// A part of a backup.
    Backup,
    /// An entry that was set aside because it could not be read.
    Damaged,
    /// A mark that texts are kept elsewhere.
    Mark,
    /// A key of ours that names nothing.
    Malformed,
    /// A key of a later form, with its number.
    Newer(u64),
    /// A key of somebody else.
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
            (Some(WITH_TEXTS_ELSEWHERE), Some(PROJECT), Some(MARK), _) => Self::Mark,
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

/// Key of a transaction's entry.
#[must_use]
pub fn entry_key(stamp: Stamp) -> String {
    key("journal", &stamp.to_string())
}

/// Key of a text.
#[must_use]
pub fn text_key(version: TextVersion) -> String {
    key("text", &version.to_string())
}

/// Keys of the marks that texts are kept elsewhere. A single key of a later form could be damage.
#[must_use]
pub fn marks_of_texts() -> [String; 2] {
    [0, 1].map(|number| format!("{PREFIX}{WITH_TEXTS_ELSEWHERE}/{PROJECT}/{MARK}/{number}"))
}

/// Key under which a damaged entry is set aside.
#[must_use]
pub fn damaged_key(of: &str) -> String {
    key("damaged", of.strip_prefix(PREFIX).unwrap_or(of))
}

/// Key of that kind and id.
#[must_use]
pub fn key(kind: &str, id: &str) -> String {
    format!("{PREFIX}{FORM}/{PROJECT}/{kind}/{id}")
}

/// Texts that a transaction needs beside it, each once: the ones that it brings, and the ones that its
/// targets count in.
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

/// True if the key is one of an item of a store: all but its name, and what nobody here can read.
#[must_use]
pub fn is_item(key: &str) -> bool {
    match Key::parse(key) {
        Key::Entry(_) | Key::Text(_) | Key::Chunk(_) | Key::Commit(_) | Key::Backup | Key::Damaged => true,
        Key::Generation | Key::Mark | Key::Malformed | Key::Newer(_) | Key::Foreign => false,
    }
}

/// Reads everything of ours among the items. Chunks of a transaction count only if it was committed.
pub fn load<'a>(items: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let items: Vec<_> = items.into_iter().collect();
    let committed = committed(items.iter().map(|(key, _)| *key));
    let mut loaded = Loaded::default();
    for (key, value) in items {
        loaded.load(key, value, &committed);
    }
    loaded
}

/// Transactions that were committed, of which the chunks count.
pub(super) fn committed<'a>(keys: impl IntoIterator<Item = &'a str>) -> BTreeSet<Stamp> {
    let stamp = |key| if let Key::Commit(stamp) = Key::parse(key) { Some(stamp) } else { None };
    keys.into_iter().filter_map(stamp).collect()
}

impl Loaded {
    /// Reads an item.
    pub(super) fn load(&mut self, key: &str, value: &str, committed: &BTreeSet<Stamp>) {
        let taken = match Key::parse(key) {
            Key::Entry(stamp) => decode(stamp, value).map(|entry| self.take_entry(entry, key)),
            Key::Text(version) => {
                let text = Text::new(value);
                let found = text.version();
                if found == version {
                    self.texts.push((Rc::new(text), key.to_owned()));
                    Ok(())
                } else {
                    Err(Unreadable::new(
                        "the text that its key names",
                        format!("the one with the hash {found}"),
                    ))
                }
            }
            Key::Chunk(of) if of.is_none_or(|stamp| committed.contains(&stamp)) => {
                self.take_chunk(key, value)
            }
            Key::Malformed => Err(Unreadable::new("a stamp or a hash in the key", "none that can be read")),
            Key::Newer(form) => {
                self.newer_form = self.newer_form.max(Some(form));
                Ok(())
            }
            Key::Chunk(_)
            | Key::Commit(_)
            | Key::Generation
            | Key::Backup
            | Key::Damaged
            | Key::Mark
            | Key::Foreign => Ok(()),
        };
        if let Err(why) = taken {
            self.damaged.push(Damaged { key: key.to_owned(), why });
        }
    }

    /// Merges everything into the corpus.
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
}
