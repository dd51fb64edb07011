//! Relations: which of them are new here, between the annotations that their ends are here.

use super::annotations::{Annotations, Before};
use super::is_derived;
use super::merge::{Row, Verdict, merge, with};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{Expected, FilePart, Finding, IncomingRelation, Item, Refusal, Unexpected};
use crate::model::label;
use crate::model::record::{Field, FieldType, Value};
use crate::model::relation::{Relation, RelationId};
use std::collections::HashSet;
use std::rc::Rc;
use uuid::Uuid;

/// Relations of a file.
#[derive(Debug, Default)]
pub struct Relations {
    /// Number of those that are new here.
    pub added: usize,
    /// Their records.
    pub operations: Vec<Operation>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
}

/// Merges the relations of a file. One whose annotation is left out with its label is left out with it.
#[must_use]
pub fn relations(before: Before<'_>, annotations: &Annotations, incoming: &[IncomingRelation]) -> Relations {
    let mut relations = Relations::default();
    let mut seen = HashSet::new();
    for relation in incoming {
        let IncomingRelation { id, kind, from, to, modified, .. } = relation;
        if !seen.insert(id) {
            let part = FilePart { file: None, item: Item::Relation(id.clone()) };
            let why = Refusal::new(Expected::Once, Unexpected::Again);
            relations.findings.push(Finding::Refused { part, why });
            continue;
        }
        let (Some(from), Some(to)) = (annotations.here(from), annotations.here(to)) else { continue };
        if is_known(before.corpus, id, kind, [&from, &to]) {
            continue;
        }
        let key = RelationId(id.clone()).key();
        let is_here = before.corpus.record(&key).is_some_and(|record| !record.is_deleted());
        let fields = fields_of(before, relation, [from, to]);
        let merged = merge(before.corpus, Row { key, fields, modified: *modified, words: kind, is_here });
        relations.added += usize::from(merged.verdict == Verdict::Added);
        relations.operations.extend(merged.operation);
        relations.findings.extend(merged.finding);
    }
    relations
}

fn fields_of(
    before: Before<'_>,
    relation: &IncomingRelation,
    [from, to]: [Rc<str>; 2],
) -> Vec<(Field, Value)> {
    let IncomingRelation { kind, note, annotator, created, modified, foreign, .. } = relation;
    let [created, modified] = [*created, *modified].map(|time| before.dated(time));
    let fields = vec![
        (Field::Type, Value::Text(kind.clone())),
        (Field::From, Value::Text(from)),
        (Field::To, Value::Text(to)),
        (Field::Note, Value::Text(note.clone())),
        (Field::Annotator, before.people.here(*annotator).value()),
        (Field::Created, Value::Number(created.millis())),
        (Field::Modified, Value::Number(modified.millis())),
    ];
    with(fields, foreign)
}

/// True if a relation of that type and with those ends is here under another id, where one of the two has none of its own.
/// Types are the same if they are so in plain letters.
fn is_known(corpus: &Corpus, id: &str, kind: &str, [from, to]: [&Rc<str>; 2]) -> bool {
    let derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
    let is_same = |here: &Relation| here.to == to.into() && label::plain(&here.kind) == label::plain(kind);
    let mut here = corpus.relations().from(from.into());
    here.any(|here| *here.id.0 != *id && is_same(here) && (derived(id) || derived(&here.id.0)))
}
