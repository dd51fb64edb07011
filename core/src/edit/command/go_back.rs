//! Going back: the operations that restore an earlier corpus.
//!
//! They are computed from the two corpora alone. Backups are not known here.

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::model::record::{Field, Record, RecordKey};
use crate::model::schema;
use std::rc::Rc;

/// Operations after which the corpus holds what `then` does, and nothing that was added since.
pub(super) fn operations(corpus: &Corpus, then: &Corpus) -> Vec<Operation> {
    let (now, back) = (corpus.records_between(None, None), then.records_between(None, None));
    let mut keys: Vec<&RecordKey> = now.chain(back).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    // A record whose owner was deleted then was hidden, whatever the record itself says.
    let is_hidden = |key: &RecordKey| {
        let owner = then.record(&schema::owner(then.record(key)?)?)?;
        Some(owner.is_deleted())
    };
    let keys = keys.into_iter().filter(|key| is_hidden(key) != Some(true));
    keys.filter_map(|key| operation(key, corpus.record(key), then.record(key))).collect()
}

fn operation(key: &RecordKey, now: Option<&Rc<Record>>, then: Option<&Rc<Record>>) -> Option<Operation> {
    let Some(then) = then.filter(|then| !then.is_deleted()) else {
        return now.filter(|now| !now.is_deleted()).map(|_| Operation::delete(key.clone()));
    };
    let fields = then.cells().map(|(field, _)| field);
    let added = now.into_iter().flat_map(|now| now.cells()).map(|(field, _)| field);
    let mut fields: Vec<&Field> = fields.chain(added).collect();
    fields.sort_unstable();
    fields.dedup();
    let write = |field: &Field| {
        let before = now.and_then(|now| now.value(field)).cloned();
        let after = then.value(field).cloned();
        (before != after).then(|| Write { field: field.clone(), before, after })
    };
    let writes: Vec<_> = fields.into_iter().filter_map(write).collect();
    (!writes.is_empty()).then(|| Operation { record: key.clone(), writes })
}
