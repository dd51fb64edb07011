//! Asking: the requests that are due, and the time until there are some.

use super::{Access, RANGES, Replication, Stage};
use crate::sync::doc::Doc;
use crate::sync::request::Request;
use std::rc::Rc;

impl Replication {
    /// Requests that are to be made now. Each has to be answered once. `now` is in milliseconds.
    pub fn requests(&mut self, now: u64) -> Vec<Request> {
        let mut requests = Vec::new();
        if self.access == Access::Unknown && self.session.begins(now) {
            requests.push(Request::Session);
        }
        if !matches!(self.access, Access::Granted | Access::Forbidden) {
            return requests;
        }
        if self.pull.begins(now) {
            requests.push(self.next_pull());
        }
        if self.access == Access::Forbidden {
            return requests;
        }
        if self.can_send() && self.push.begins(now) {
            requests.push(Request::Bulk(self.batch()));
        }
        requests
    }

    /// Time from which on there are requests, if none is answered before; `None` if there is nothing to ask before that.
    #[must_use]
    pub fn wake(&self) -> Option<u64> {
        match self.access {
            Access::Unknown => self.session.due(),
            Access::Forbidden => self.pull.due(),
            Access::Granted => {
                let push = self.can_send().then(|| self.push.due()).flatten();
                [self.pull.due(), push].into_iter().flatten().min()
            }
            _ => None,
        }
    }

    fn can_send(&self) -> bool {
        matches!(self.stage, Stage::Follow { .. }) && !self.outbox.pending().is_empty()
    }

    fn next_pull(&self) -> Request {
        let rows = self.limits.rows;
        match &self.stage {
            Stage::Begin => Request::Changes { since: None, waits: false, rows },
            Stage::Load { range, from, .. } => {
                Request::All { from: from.clone(), upto: RANGES[*range].1.to_owned(), rows }
            }
            Stage::Follow { since } => {
                let waits = self.access == Access::Granted;
                Request::Changes { since: Some(since.clone()), waits, rows }
            }
        }
    }

    /// The first docs that wait, as many as can be sent at once.
    fn batch(&self) -> Rc<[Doc]> {
        let (docs, most) = self.limits.batch;
        let mut bytes = 0;
        let fits = |doc: &&Doc| {
            let is_first = bytes == 0;
            bytes += doc.id.len() + doc.body.len();
            is_first || bytes <= most
        };
        self.outbox.pending().iter().take(docs).take_while(fits).cloned().collect()
    }

    /// Shortest time from one request for what came since to the next, so that a server with many who ask has time for each.
    pub(super) fn rest(&self) -> u64 {
        const MANY: usize = 50;
        if self.team.members.len() < MANY { 250 } else { 1_000 }
    }
}
