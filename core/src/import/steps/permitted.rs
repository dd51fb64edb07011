//! Permission: of a plan for a coder, everything is left out that is the lead's to write, with all that hangs on it.
//!
//! A lead keeps the whole plan. So does a reader, who is refused all of it later. It does not know what the operations came from.

use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::Operation;
use crate::import::Finding;
use crate::model::record::{Field, Kind, RecordKey, Value};
use crate::model::role::Role;
use std::collections::{BTreeMap, HashSet};

/// Part of a plan that the person may write.
#[derive(Debug, Default)]
pub struct Permitted {
    /// Its operations.
    pub operations: Vec<Operation>,
    /// Numbers of new records that are left out, by their kinds.
    pub left_out: BTreeMap<Kind, usize>,
    /// Numbers of records here that stay as they are, by their kinds.
    pub unchanged: BTreeMap<Kind, usize>,
}

/// Lets pass what the person of that moment may write.
#[must_use]
pub fn permitted(corpus: &Corpus, moment: &Moment, operations: Vec<Operation>) -> Permitted {
    let mut permitted = Permitted { operations, ..Permitted::default() };
    if moment.role != Role::Coder {
        return permitted;
    }
    let is_theirs = |operation: &Operation| moment.role.may_write(&operation.record, moment.annotator);
    let mut left_out = permitted.leave_out(corpus, |operation| !is_theirs(operation));
    // Records that hang on them go too, and so do those that hang on these.
    while !left_out.is_empty() {
        left_out = permitted.leave_out(corpus, |operation| names_any(operation, &left_out));
    }
    permitted
}

impl Permitted {
    /// Takes operations out; the keys of the records that are not here without them.
    fn leave_out(&mut self, corpus: &Corpus, goes: impl Fn(&Operation) -> bool) -> HashSet<RecordKey> {
        let is_here = |key: &RecordKey| corpus.record(key).is_some_and(|record| !record.is_deleted());
        let (out, operations) = std::mem::take(&mut self.operations).into_iter().partition(goes);
        self.operations = operations;
        let out = out.into_iter().map(|operation: Operation| operation.record);
        let (here, new): (HashSet<_>, HashSet<_>) = out.partition(is_here);
        for (counts, keys) in [(&mut self.unchanged, &here), (&mut self.left_out, &new)] {
            for key in keys {
                *counts.entry(key.kind.clone()).or_default() += 1;
            }
        }
        new
    }

    /// True unless the finding says that something comes in which is left out.
    #[must_use]
    pub fn is_so(&self, finding: &Finding) -> bool {
        match finding {
            Finding::Added { kind, .. } => !self.left_out.contains_key(kind),
            Finding::DocumentCameBack(_) | Finding::AddedBeside { .. } => {
                !self.left_out.contains_key(&Kind::Document)
            }
            _ => true,
        }
    }

    /// Finding about it; `None` where nothing is left out.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let Self { left_out, unchanged, .. } = self;
        let is_whole = left_out.is_empty() && unchanged.is_empty();
        (!is_whole).then(|| Finding::NotPermitted { new: left_out.clone(), changed: unchanged.clone() })
    }
}

/// True if the operation writes the id of one of these records.
fn names_any(operation: &Operation, records: &HashSet<RecordKey>) -> bool {
    operation.writes.iter().any(|write| {
        let kinds: &[Kind] = match write.field {
            Field::Document => &[Kind::Document],
            Field::Label => &[Kind::Label],
            Field::From | Field::To => &[Kind::Annotation, Kind::Entity, Kind::Document],
            _ => return false,
        };
        let Some(Value::Text(id)) = &write.after else { return false };
        kinds.iter().any(|kind| records.contains(&RecordKey::new(kind.clone(), id.clone())))
    })
}
