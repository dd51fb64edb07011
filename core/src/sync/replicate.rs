//! Replication: what to ask the server next, and what its answers mean.
//!
//! First everything is loaded, texts before chunks before entries, then the server is asked for what came since, again and again, each
//! time waiting until something came. Meanwhile own writes are sent. An answer may be lost, or be given twice; the server may go away,
//! come back, and begin its numbering anew: docs are merged, so nothing depends on it. A replication knows no connection, no clock and no
//! store; whoever drives it makes the requests, and stores the docs with the checkpoint.
//!
//! ```text
//! new → wants_all? offer → requests → (the page asks) → answer → (the page stores and merges what was received) → …
//! ```

mod asking;
mod lane;
mod status;

pub use self::status::{Connection, Status};

use self::lane::Lane;
use super::compaction::{self, Compaction, Uncompacted};
use super::doc::{Doc, Place};
use super::not_taken::NotTaken;
use super::outbox::{Outbox, Writes};
use super::request::{Answer, Failure, Limits, Request, Row};
use super::team::Team;
use crate::model::record::ReplicaId;
use crate::model::time::Timestamp;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Circumstances of a replication.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Name of the person on the server.
    pub person: Rc<str>,
    /// Load of the page.
    pub replica: ReplicaId,
    /// Limits of what is sent and asked for at once.
    pub limits: Limits,
    /// Checkpoint that stands beside the docs of the replica; `None` if not all was loaded yet.
    pub checkpoint: Option<String>,
}

/// News of an answer: to be stored in the replica, in one step, and merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Docs to be stored by their ids.
    pub docs: Vec<Doc>,
    /// True if others may just have written them; false while the project is loaded.
    pub is_news: bool,
    /// Ids of docs to be removed: others hold the same.
    pub gone: Vec<String>,
    /// Checkpoint to be stored with them.
    pub checkpoint: Option<String>,
    /// The team, if it changed.
    pub team: Option<Team>,
}

/// Right to ask, as far as it is known.
#[derive(Debug, PartialEq, Eq)]
enum Access {
    Unknown,
    Granted,
    LoggedOut,
    SomebodyElse(String),
    Forbidden,
}

/// Progress in the loading of docs.
#[derive(Debug)]
enum Stage {
    /// The place in the sequence is asked for.
    Begin,
    /// A range of ids is being loaded, from an id on; changes are followed from that place on then.
    Load { range: usize, from: String, since: String },
    /// Changes are followed.
    Follow { since: String },
}

/// Ranges of ids that are loaded, in order. Texts come before what stands in them, so that each annotation finds its place at once.
const RANGES: [(&str, &str); 4] =
    [(Team::ID, Team::ID), ("t:", "t:\u{fff0}"), ("c:", "c:\u{fff0}"), ("j:", "j:\u{fff0}")];

/// See the module.
#[derive(Debug)]
pub struct Replication {
    person: Rc<str>,
    team: Team,
    access: Access,
    /// True while it is asked who was logged in before somebody logged in.
    asks_too_early: bool,
    /// True once a person who is logged in was taken for nobody, as some servers say of those who are not let in.
    is_doubted: bool,
    stage: Stage,
    outbox: Outbox,
    session: Lane,
    pull: Lane,
    push: Lane,
    limits: Limits,
    offline_since: Option<u64>,
    wants_all: bool,
    uncompacted: Uncompacted,
    compaction: Option<Compaction>,
}

impl Replication {
    /// Begins with the docs of the replica.
    #[must_use]
    pub fn new<'a>(setup: Setup, held: impl Iterator<Item = &'a Doc>) -> Self {
        let Setup { person, replica, limits, checkpoint } = setup;
        let mut outbox = Outbox::new(person.clone(), replica, limits);
        let mut team = Team::default();
        let mut own = Vec::new();
        for doc in held {
            outbox.note(doc);
            team = Team::of(doc).unwrap_or(team);
            own.extend(doc.address().is_some_and(|address| address.by == person).then_some(doc));
        }
        Self {
            wants_all: checkpoint.is_some(),
            stage: checkpoint.map_or(Stage::Begin, |since| Stage::Follow { since }),
            uncompacted: Uncompacted::among(&person, &own),
            person,
            team,
            access: Access::Unknown,
            asks_too_early: false,
            is_doubted: false,
            outbox,
            session: Lane::default(),
            pull: Lane::default(),
            push: Lane::default(),
            limits,
            offline_since: None,
            compaction: None,
        }
    }

    /// True once, when all own writes of the store are to be offered: before, it is not known which of them the server has, or may get.
    pub fn wants_all(&mut self) -> bool {
        std::mem::take(&mut self.wants_all)
    }

    /// Takes own writes, to be sent.
    pub fn offer(&mut self, writes: Writes) {
        if matches!(self.stage, Stage::Follow { .. }) {
            self.outbox.offer(writes, self.team.role(&self.person));
        }
    }

    /// Takes the answer to a request.
    pub fn answer(&mut self, request: &Request, answer: Result<Answer, Failure>, now: u64) -> Received {
        let is_early = *request == Request::Session && std::mem::take(&mut self.asks_too_early);
        let lane = match request {
            Request::Session => &mut self.session,
            Request::All { .. } | Request::Changes { .. } => &mut self.pull,
            Request::Bulk(_) => &mut self.push,
        };
        let answer = match answer {
            Ok(answer) => {
                // Of docs each has an answer of its own.
                if !matches!(answer, Answer::Bulk(_)) {
                    lane.succeed(now);
                }
                self.offline_since = None;
                if *request != Request::Session {
                    self.is_doubted = false;
                    if self.access == Access::Forbidden {
                        self.access = Access::Granted;
                    }
                }
                answer
            }
            Err(Failure::Unauthorised) if is_early => {
                lane.succeed(now);
                return Received::default();
            }
            Err(why) => {
                lane.fail(now);
                self.fail(request, &why, now);
                return Received::default();
            }
        };
        match (request, answer) {
            (Request::Session, Answer::Session(name)) if !is_early => self.take_session(name),
            (Request::All { .. }, Answer::All(docs)) => return self.take_all(docs),
            (Request::Changes { .. }, Answer::Changes { docs, rows, last }) => {
                if rows < self.limits.rows {
                    self.pull.rest(self.rest());
                }
                return self.take_changes(docs, last);
            }
            (Request::Bulk(docs), Answer::Bulk(rows)) => return self.take_rows(docs, rows, now),
            _ => {}
        }
        Received::default()
    }

    fn fail(&mut self, request: &Request, why: &Failure, now: u64) {
        match (why, request) {
            (Failure::Unauthorised, Request::Session) => self.access = Access::LoggedOut,
            (Failure::Unauthorised, Request::Bulk(_)) => self.doubt(),
            (Failure::Unauthorised, _) if !self.is_doubted => {
                self.is_doubted = true;
                self.doubt();
            }
            (Failure::Unauthorised | Failure::Forbidden, _) => {
                self.access = Access::Forbidden;
                self.pull.shut_out(now);
            }
            (Failure::TooLarge, Request::Bulk(docs)) => {
                self.push.succeed(now);
                let bytes = docs.iter().map(|doc| doc.id.len() + doc.body.len()).sum();
                self.limits.batch.1 = self.limits.batch.1.min(bytes) / 2;
                if let [doc] = &**docs {
                    self.refuse(&doc.id, "it is too large for the server");
                }
            }
            (Failure::TooLarge | Failure::Unreachable, _) => {
                self.offline_since = self.offline_since.or(Some(now));
            }
        }
    }

    /// Asks again who is logged in. The answer that gives reason to may be late: to a request from before somebody logged in.
    fn doubt(&mut self) {
        if self.access == Access::Granted {
            self.access = Access::Unknown;
        }
    }

    fn take_session(&mut self, name: Option<String>) {
        self.access = match name {
            Some(name) if *name == *self.person => Access::Granted,
            Some(name) => Access::SomebodyElse(name),
            None => Access::LoggedOut,
        };
    }

    /// There may be a connection again: nothing waits any longer because it failed.
    pub fn hurry(&mut self) {
        for lane in [&mut self.session, &mut self.pull, &mut self.push] {
            lane.hurry();
        }
    }

    /// Somebody has logged in: it is asked who that is, once more if it is being asked.
    pub fn logged_in(&mut self) {
        (self.access, self.is_doubted) = (Access::Unknown, false);
        self.asks_too_early = self.session.is_asked();
        self.session.hurry();
    }

    fn take_all(&mut self, docs: Vec<Doc>) -> Received {
        let Stage::Load { range, from, since } = &mut self.stage else {
            return self.receive(docs, false, None);
        };
        // The last one is asked for again: if it goes meanwhile, none behind it is passed over.
        if let Some(last) = docs.last().filter(|last| docs.len() >= self.limits.rows && last.id != *from) {
            from.clone_from(&last.id);
            return self.receive(docs, false, None);
        }
        if let Some((first, _)) = RANGES.get(*range + 1) {
            (*range, *from) = (*range + 1, (*first).to_owned());
            return self.receive(docs, false, None);
        }
        let since = std::mem::take(since);
        self.stage = Stage::Follow { since: since.clone() };
        self.wants_all = true;
        self.receive(docs, false, Some(since))
    }

    fn take_changes(&mut self, docs: Vec<Doc>, last: String) -> Received {
        if matches!(self.stage, Stage::Begin) {
            self.pull.hurry();
            self.stage = Stage::Load { range: 0, from: RANGES[0].0.to_owned(), since: last };
            return Received::default();
        }
        if let Stage::Follow { since } = &mut self.stage {
            since.clone_from(&last);
        }
        self.receive(docs, true, Some(last))
    }

    /// Notes docs that are on the server.
    fn receive(&mut self, docs: Vec<Doc>, is_news: bool, checkpoint: Option<String>) -> Received {
        let mut found = None;
        for doc in &docs {
            self.note(doc);
            found = Team::of(doc).or(found);
        }
        let team = found.filter(|team| *team != self.team);
        if let Some(team) = &team {
            let before = std::mem::replace(&mut self.team, team.clone());
            if before.role(&self.person) != self.team.role(&self.person) {
                self.outbox.forget_unsent();
                self.wants_all |= matches!(self.stage, Stage::Follow { .. });
            }
        }
        Received { docs, is_news, checkpoint, team, gone: Vec::new() }
    }

    fn note(&mut self, doc: &Doc) {
        if self.outbox.take(&doc.id).is_some() {
            self.note_compacted(&doc.id);
        }
        self.outbox.note(doc);
        if doc.address().is_some_and(|address| address.by == self.person) {
            self.uncompacted.note(doc);
        }
    }

    fn take_rows(&mut self, docs: &[Doc], rows: Vec<(String, Row)>, now: u64) -> Received {
        let mut received = Received::default();
        let mut has_failed = false;
        for (id, row) in rows {
            // A doc that came with what others wrote meanwhile waits no longer.
            let Some(doc) = docs.iter().find(|doc| doc.id == id) else { continue };
            match row {
                Row::Taken(_) | Row::Conflict if doc.is_deletion() => {
                    self.outbox.take(&id);
                    received.gone.push(id);
                }
                Row::Taken(_) | Row::Conflict => {
                    let rev = if let Row::Taken(rev) = row { Some(rev) } else { None };
                    let doc = Doc { rev, ..doc.clone() };
                    self.note(&doc);
                    received.docs.push(doc);
                }
                Row::Unauthorised => {
                    self.doubt();
                    has_failed = true;
                }
                Row::Forbidden(reason) => self.refuse(&id, &reason),
                Row::Failed => has_failed = true,
            }
        }
        if has_failed {
            self.push.fail(now);
        } else {
            self.push.succeed(now);
        }
        received
    }

    /// Lets a doc wait no longer that the project does not take. Docs that it was to replace stay.
    fn refuse(&mut self, id: &str, reason: &str) {
        let Some(doc) = self.outbox.take(id) else { return };
        if self.compaction.take_if(|compaction| compaction.waiting.contains(id)).is_none()
            && !doc.is_deletion()
        {
            self.outbox.refuse(doc, Some(reason.to_owned()));
        }
    }

    /// Docs that wait to be sent.
    pub fn pending(&self) -> impl Iterator<Item = &Doc> {
        self.outbox.pending().iter()
    }

    /// Docs that the project did not take: they are kept here.
    #[must_use]
    pub fn not_taken(&self) -> impl ExactSizeIterator<Item = &NotTaken> {
        self.outbox.not_taken()
    }

    /// The team, as far as it is known.
    #[must_use]
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// True if compaction of the own log is worth its cost.
    #[must_use]
    pub fn is_compaction_due(&self) -> bool {
        self.compaction.is_none() && self.uncompacted.is_due()
    }

    /// Begins to compact the own log: chunks are sent that hold the same, then docs go. `docs` are those of the own log in the replica.
    pub fn compact(&mut self, docs: &[Doc], now: Timestamp) {
        let is_own = |doc: &&Doc| doc.address().is_some_and(|address| address.by == self.person);
        let own: Vec<_> = docs.iter().filter(is_own).cloned().collect();
        let (records, goes) = compaction::plan(&own, now);
        let chunks = self.outbox.chunk(&records);
        let waiting: BTreeSet<_> = chunks.iter().map(|doc| doc.id.clone()).collect();
        self.compaction = (!waiting.is_empty()).then_some(Compaction { waiting, goes });
        self.uncompacted.clear();
        self.outbox.wait(chunks);
    }

    /// A chunk of the compaction may be on the server now; with the last one, docs go.
    fn note_compacted(&mut self, id: &str) {
        let Some(compaction) = &mut self.compaction else { return };
        compaction.waiting.remove(id);
        if compaction.waiting.is_empty()
            && let Some(Compaction { goes, .. }) = self.compaction.take()
        {
            self.outbox.wait(goes.iter().filter_map(Doc::deletion));
        }
    }

    /// True if the doc is a text of anybody, or in the own log: those that [`Replication::new`] needs of the replica.
    #[must_use]
    pub fn needs(person: &str, id: &str) -> bool {
        let address = Doc { id: id.to_owned(), rev: None, body: String::new() }.address();
        id == Team::ID || address.is_some_and(|it| *it.by == *person || matches!(it.place, Place::Text(_)))
    }
}
