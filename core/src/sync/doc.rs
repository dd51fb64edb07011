//! Docs: the documents of the server, as the replica keeps them.
//!
//! | id | body | contents |
//! |---|---|---|
//! | `j:ada:STAMP` | `{"by":"ada","entry":{…}}` | one transaction, as the journal writes it, without its checksum |
//! | `c:ada:REPLICA-N` | `{"by":"ada","chunk":"…"}` | many fields of many records, as a chunk of the store |
//! | `c:ada:STAMP-N` | `{"by":"ada","chunk":"…"}` | a part of a transaction that is too large for an entry |
//! | `j:ada:STAMP` | `{"by":"ada","parts":N}` | the mark by which its parts count, once all are there |
//! | `t:lea:VERSION` | `{"by":"lea","text":"…"}` | the text of an article |
//!
//! An entry is JSON for the server, whose rules look at its operations; a chunk is a string, which it need not parse. A doc is never
//! written again. It does not know how it came.

use crate::corpus::Cells;
use crate::edit::transaction::Transaction;
use crate::json;
use crate::model::record::{ReplicaId, Stamp};
use crate::saving::journal::{self, Entry, Unreadable, chunk};
use crate::text::{Text, TextVersion};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::rc::Rc;

/// Everything that a browser has of the project of a team, beside what is written here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replica {
    /// Name of the person on the server; `None` until somebody logged in.
    pub person: Option<String>,
    /// Checkpoint; `None` until everything was loaded.
    pub checkpoint: Option<String>,
    /// The docs.
    pub docs: Vec<Doc>,
}

/// A document of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Id.
    pub id: String,
    /// Revision, which deleting it needs; `None` until the server told it.
    pub rev: Option<String>,
    /// JSON object, without id and revision.
    pub body: String,
}

/// Meaning of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Person to whose log it belongs.
    pub by: Rc<str>,
    /// Place in that log.
    pub place: Place,
}

/// Place of a doc in the log of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A transaction, or the mark that its parts are there.
    Entry(Stamp),
    /// A part of a transaction, with its number from 0.
    Part(Stamp, u64),
    /// A chunk: the page that wrote it, and a number from 0.
    Chunk(ReplicaId, u64),
    /// A text.
    Text(TextVersion),
}

/// Body of a doc. It has one of these.
#[derive(Default, Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    entry: Option<&'a RawValue>,
    #[serde(default)]
    parts: Option<usize>,
    #[serde(borrow, default)]
    chunk: Option<json::Text<'a>>,
    #[serde(borrow, default)]
    text: Option<json::Text<'a>>,
}

/// Contents of a doc.
#[derive(Debug)]
pub enum Content {
    /// A transaction.
    Entry(Rc<Transaction>),
    /// Number of parts of a transaction.
    Parts(usize),
    /// Fields.
    Chunk(Cells),
    /// A text.
    Text(Rc<Text>),
}

impl Content {
    /// The text, if it is one.
    #[must_use]
    pub fn text(self) -> Option<Rc<Text>> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Address {
    /// Reads an id; `None` for one that is in nobody's log.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let (kind, rest) = id.split_once(':')?;
        let (by, name) = rest.rsplit_once(':')?;
        let numbered = || {
            let (of, number) = name.rsplit_once('-')?;
            let number = number.parse().ok()?;
            let part = Stamp::parse(of).map(|stamp| Place::Part(stamp, number));
            part.or_else(|| ReplicaId::parse(of).map(|replica| Place::Chunk(replica, number)))
        };
        let place = match kind {
            "j" => Place::Entry(Stamp::parse(name)?),
            "c" => numbered()?,
            "t" => Place::Text(TextVersion::parse(name)?),
            _ => return None,
        };
        Some(Self { by: by.into(), place })
    }

    /// Id of the doc.
    #[must_use]
    pub fn id(&self) -> String {
        let by = &self.by;
        match self.place {
            Place::Entry(stamp) => format!("j:{by}:{stamp}"),
            Place::Part(stamp, number) => format!("c:{by}:{stamp}-{number}"),
            Place::Chunk(replica, number) => format!("c:{by}:{replica}-{number}"),
            Place::Text(version) => format!("t:{by}:{version}"),
        }
    }

    fn doc(&self, name: &str, value: &str) -> Doc {
        let body = format!(r#"{{"by":{},"{name}":{value}}}"#, json::compact(&&*self.by));
        Doc { id: self.id(), rev: None, body }
    }
}

impl Doc {
    /// Doc of a transaction.
    #[must_use]
    pub fn entry(by: &Rc<str>, transaction: &Rc<Transaction>) -> Self {
        let address = Address { by: by.clone(), place: Place::Entry(transaction.stamp) };
        address.doc("entry", &journal::encode_bare(&Entry::from(transaction.clone())))
    }

    /// Mark that so many parts of a transaction are there.
    #[must_use]
    pub fn parts(by: &Rc<str>, stamp: Stamp, count: usize) -> Self {
        Address { by: by.clone(), place: Place::Entry(stamp) }.doc("parts", &count.to_string())
    }

    /// Doc of an encoded chunk: at that place.
    #[must_use]
    pub fn chunk(by: &Rc<str>, place: Place, chunk: &str) -> Self {
        Address { by: by.clone(), place }.doc("chunk", &json::compact(&chunk))
    }

    /// Doc of a text.
    #[must_use]
    pub fn text(by: &Rc<str>, text: &Text) -> Self {
        let address = Address { by: by.clone(), place: Place::Text(text.version()) };
        address.doc("text", &json::compact(&text.content()))
    }

    /// Doc that deletes this one; `None` if the server has not told its revision.
    #[must_use]
    pub fn deletion(&self) -> Option<Self> {
        let (rev, by) = (Some(self.rev.clone()?), json::compact(&&*self.address()?.by));
        Some(Self { id: self.id.clone(), rev, body: format!(r#"{{"by":{by},"_deleted":true}}"#) })
    }

    /// True for a doc that deletes another one: no other goes to the server with a revision.
    #[must_use]
    pub fn is_deletion(&self) -> bool {
        self.rev.is_some()
    }

    /// Meaning of its id; `None` for one that is in nobody's log.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        Address::parse(&self.id)
    }

    /// Contents, for a doc at that place.
    ///
    /// # Errors
    /// When they are not what the place says.
    pub fn content(&self, place: Place) -> Result<Content, Unreadable> {
        let Body { entry, parts, chunk, text } = serde_json::from_str(&self.body).unwrap_or_default();
        let wrong = |expected: &str| Unreadable::new(expected, "another doc");
        match place {
            Place::Entry(stamp) => match (entry, parts) {
                (Some(entry), _) => Ok(Content::Entry(journal::decode(stamp, entry.get())?.transaction)),
                (None, Some(parts)) => Ok(Content::Parts(parts)),
                (None, None) => Err(wrong("an entry")),
            },
            Place::Part(..) | Place::Chunk(..) => {
                let json::Text(chunk) = chunk.ok_or_else(|| wrong("a chunk"))?;
                chunk::decode(&chunk).map(Content::Chunk)
            }
            Place::Text(version) => {
                let json::Text(text) = text.ok_or_else(|| wrong("a text"))?;
                let text = Text::new(&*text);
                if text.version() == version {
                    Ok(Content::Text(Rc::new(text)))
                } else {
                    Err(wrong("the text that its id names"))
                }
            }
        }
    }
}
