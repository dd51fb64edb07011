//! The state of a replication, for people.

use super::{Access, Replication, Stage};

/// State of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Nothing is known yet.
    Connecting,
    /// Docs are loaded for the first time.
    Loading,
    /// Everything that others write arrives.
    Connected,
    /// The server cannot be reached since then, in milliseconds.
    Offline(u64),
    /// Somebody has to log in.
    LoggedOut,
    /// Another person is logged in.
    SomebodyElse(String),
    /// The person may not see the project.
    Forbidden,
}

/// State of a replication, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Connection with the server.
    pub connection: Connection,
    /// Number of docs that the server does not have yet.
    pub to_send: usize,
    /// Number of docs that the project did not take.
    pub not_taken: usize,
}

impl Replication {
    /// State of the replication.
    #[must_use]
    pub fn status(&self) -> Status {
        let connection = match (&self.access, self.offline_since, &self.stage) {
            (Access::LoggedOut, ..) => Connection::LoggedOut,
            (Access::Forbidden, ..) => Connection::Forbidden,
            (Access::SomebodyElse(name), ..) => Connection::SomebodyElse(name.clone()),
            (_, Some(since), _) => Connection::Offline(since),
            (Access::Unknown, ..) => Connection::Connecting,
            (Access::Granted, _, Stage::Follow { .. }) => Connection::Connected,
            (Access::Granted, ..) => Connection::Loading,
        };
        let to_send = self.outbox.pending().iter().filter(|doc| !doc.is_deletion()).count();
        Status { connection, to_send, not_taken: self.outbox.not_taken().len() }
    }
}
