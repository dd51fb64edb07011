//! Requests to the server and its answers, as data.
//!
//! They do not know how they travel.

use super::doc::Doc;
use std::rc::Rc;

/// A question to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A question for the person who is logged in.
    Session,
    /// A question for the docs with ids from one (inclusive) up to another (inclusive), in order.
    All {
        /// First id.
        from: String,
        /// Last id.
        upto: String,
        /// Most docs in the answer.
        rows: usize,
    },
    /// A question for the docs that came since.
    Changes {
        /// Place in the server's sequence; `None` for now.
        since: Option<String>,
        /// True to be answered once something came, or after a while.
        waits: bool,
        /// Most docs in the answer.
        rows: usize,
    },
    /// Takes docs.
    Bulk(Rc<[Doc]>),
}

/// An answer of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Name of the person who is logged in.
    Session(Option<String>),
    /// Docs, in the order of their ids.
    All(Vec<Doc>),
    /// Docs without those that were deleted, in the order in which they came.
    Changes {
        /// The docs.
        docs: Vec<Doc>,
        /// Number of changes, deletions included.
        rows: usize,
        /// Place in the server's sequence behind them. It is opaque, and may lie before an earlier one.
        last: String,
    },
    /// Fate of each doc, by id.
    Bulk(Vec<(String, Row)>),
}

/// Fate of a doc that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// It is taken, under this revision.
    Taken(String),
    /// It is there already.
    Conflict,
    /// The person is not logged in any more.
    Unauthorised,
    /// The project does not take it, for that reason.
    Forbidden(String),
    /// Something went wrong on the server.
    Failed,
}

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody is logged in.
    Unauthorised,
    /// The person may not see the project.
    Forbidden,
    /// The server, or what stands before it, takes less at once.
    TooLarge,
    /// There is no connection, or the server is in trouble, or the answer makes no sense.
    Unreachable,
}

/// Limits of what is sent and asked for at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Longest entry, in bytes. A longer transaction is sent in parts.
    pub entry: usize,
    /// Length of a chunk, in bytes: the record that reaches it is the last one.
    pub chunk: usize,
    /// Most docs in a request, and most bytes of them, if there are several. Web servers take 1 MB unless they are told otherwise.
    pub batch: (usize, usize),
    /// Most docs in an answer.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entry: 1_000_000, chunk: 64 * 1024, batch: (500, 512 * 1024), rows: 1_000 }
    }
}
