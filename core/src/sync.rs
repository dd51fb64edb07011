//! Sync: the project of a team, of which each browser has a replica, and an Apache CouchDB or a shared folder has all.
//!
//! Every person has a log, in which nobody else writes, and no document of it is written twice: so the server has no conflicts to
//! keep, and whatever order documents come in, merging is the corpus's own. A document of the server is called `doc` here, as a
//! document is an article.
//!
//! ```text
//! doc        how a doc looks                          request    requests and answers, as data
//! reading    docs → what an editor takes in           couch      the same as HTTP and JSON
//! team       who is who                               replicate  what to ask next, and what an answer means
//! outbox     own writes → docs that are to be sent    compaction many docs of the own log → few
//! folder     files of a shared folder → answers to the same requests
//! not_taken  docs that the project did not take → a corpus to be read elsewhere
//! ```
//!
//! Nothing here connects to anything, reads a clock or stores: the page does, and the tests do.

pub mod compaction;
pub mod couch;
pub mod doc;
pub mod folder;
pub mod not_taken;
pub mod outbox;
pub mod reading;
pub mod replicate;
pub mod request;
pub mod team;
