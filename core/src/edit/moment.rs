//! Moments: the circumstances of a command that core cannot know by itself.

use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::annotator::AnnotatorId;
use crate::model::record::{ReplicaId, Stamp};
use crate::model::role::Role;
use crate::model::time::Timestamp;
use uuid::Uuid;

/// Circumstances of a command that core cannot know by itself: time, random bits, page and person.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Time of the command.
    pub time: Timestamp,
    /// Fresh random bits, for ids.
    pub random: u128,
    /// Load of the page that gives the command.
    pub replica: ReplicaId,
    /// Person who gives it.
    pub annotator: AnnotatorId,
    /// Role of that person.
    pub role: Role,
}

impl Moment {
    /// The `n`th id of this moment (UUID version 7, RFC 9562 5.7).
    #[must_use]
    pub fn uuid(&self, n: u64) -> Uuid {
        let random = self.random.wrapping_add(u128::from(n)).to_be_bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[6..]);
        uuid::Builder::from_unix_timestamp_millis(self.time.millis(), &tail).into_uuid()
    }

    /// Lets pass what the person may write.
    ///
    /// # Errors
    /// When a record among them is others' to write.
    pub fn permit(&self, operations: &[Operation]) -> Result<(), Rejection> {
        if self.role == Role::Lead {
            return Ok(());
        }
        let is_theirs = |operation: &&Operation| !self.role.may_write(&operation.record, self.annotator);
        match operations.iter().find(is_theirs) {
            None => Ok(()),
            Some(_) if self.role == Role::Reader => Err(Rejection::ReadersWriteNothing),
            Some(operation) => Err(Rejection::NotTheirs(operation.record.kind.clone())),
        }
    }

    /// Makes a transaction of this moment.
    #[must_use]
    pub fn transaction(
        &self,
        corpus: &Corpus,
        origin: Origin,
        action: Action,
        operations: Vec<Operation>,
    ) -> Transaction {
        let stamp: Stamp = corpus.next_stamp(self.replica);
        Transaction { stamp, time: self.time, origin, action, texts: Vec::new(), operations }
    }
}
