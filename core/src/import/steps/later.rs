//! Records that only a later program understands: of kinds that are not known here, and fields of labels and people.

use super::articles::Articles;
use super::merge::{Merged, Row, Verdict, differences, merge};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{
    Change, Choices, Difference, Expected, Finding, ForeignFields, Incoming, IncomingRecord, Refusal, Sort,
    Unexpected,
};
use crate::model::document::DocumentId;
use crate::model::record::{Field, Kind, RecordKey, Value};
use crate::model::schema;
use crate::model::time::Timestamp;
use std::collections::HashSet;

/// Records of a later program.
#[derive(Debug, Default)]
pub struct LaterRecords {
    /// Annotations among them that are new here.
    pub added: usize,
    /// Their writes; of a record that an earlier step writes, the fields that are only known to a later program.
    pub operations: Vec<Operation>,
    /// Records here that differ.
    pub differences: Vec<Difference>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
}

/// Merges records as they are, beside what the earlier steps write.
#[must_use]
pub fn later_records(
    corpus: &Corpus,
    incoming: &Incoming,
    articles: &Articles<'_>,
    earlier: &[Operation],
    choices: &Choices,
    now: Timestamp,
) -> LaterRecords {
    let mut later = LaterRecords::default();
    if incoming.records.is_empty() {
        return later;
    }
    let written: HashSet<_> = earlier.iter().map(|operation| &operation.record).collect();
    let mut seen = HashSet::new();
    for IncomingRecord { at, key, fields } in &incoming.records {
        if !seen.insert(key) {
            let why = Refusal::new(Expected::Once, Unexpected::Again);
            later.findings.push(Finding::Refused { part: at.clone(), why });
            continue;
        }
        let fields = with_articles_here(fields, articles);
        let here = corpus.record(key).map(|record| &**record);
        if written.contains(key) {
            let writes = differences(here, fields);
            later.operations.push(Operation { record: key.clone(), writes });
            continue;
        }
        let is_here = here.is_some_and(|record| !record.is_deleted());
        if !is_here && is_label_of(incoming, key) {
            // It was left out.
            continue;
        }
        let modified = fields.iter().find_map(|(field, value)| match (field, value) {
            (Field::Modified, Value::Number(millis)) => Some(Timestamp::from_millis(*millis)),
            _ => None,
        });
        let modified = modified.unwrap_or_default();
        let row = Row {
            key: key.clone(),
            fields,
            modified,
            now,
            words: &key.id,
            is_here,
            fills: false,
            replaces_built_in: false,
        };
        let Merged { verdict, operation, finding, differs } = merge(corpus, choices, row);
        later.added += usize::from(key.kind == Kind::Annotation && verdict == Verdict::Added);
        later.operations.extend(operation);
        later.findings.extend(finding);
        later.differences.extend(differs.map(|(writes, stands)| Difference {
            record: key.clone(),
            document: DocumentId::default(),
            words: key.id.clone(),
            sort: Sort::Changed(writes.iter().map(Change::of).collect()),
            stands,
        }));
    }
    later
}

/// Fields with the article that stands here for the file's that owns the record.
fn with_articles_here(fields: &ForeignFields, articles: &Articles<'_>) -> ForeignFields {
    let mut fields = fields.clone();
    for (field, value) in &mut fields {
        if schema::owner_kind(field) == Some(&Kind::Document)
            && let Value::Text(id) = value
            && let Some(landing) = articles.landing(&DocumentId(id.clone()))
        {
            *id = landing.document().0.clone();
        }
    }
    fields
}

/// True for a label that the file defines.
fn is_label_of(incoming: &Incoming, key: &RecordKey) -> bool {
    key.kind == Kind::Label && incoming.labels.iter().any(|label| label.id.0 == key.id)
}
