//! Relations: which of them are new here, between the annotations that their ends are here.

use super::annotations::{Annotations, Before};
use super::is_derived;
use super::merge::{Row, Verdict, merge, with};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{
    Change, Difference, Expected, FilePart, Finding, IncomingRelation, Item, Refusal, Sort, Unexpected,
};
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::label;
use crate::model::record::{Field, FieldType, Value};
use crate::model::relation::{EndId, Relation, RelationId};
use crate::model::time::Timestamp;
use std::collections::HashMap;
use std::rc::Rc;
use uuid::Uuid;

/// Relations of a file.
#[derive(Debug, Default)]
pub struct Relations {
    /// Number of those that are new here.
    pub added: usize,
    /// Their records.
    pub operations: Vec<Operation>,
    /// Relations here that differ.
    pub differences: Vec<Difference>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
}

/// Merges the relations of a file. One whose annotation is left out with its label is left out with it.
#[must_use]
pub fn relations(before: Before<'_>, annotations: &Annotations, incoming: &[IncomingRelation]) -> Relations {
    let mut relations = Relations::default();
    let mut seen = HashMap::new();
    for relation in incoming {
        let IncomingRelation { kind, from, to, modified, .. } = relation;
        let refuse = |expected, found| {
            let part = FilePart { file: None, item: Item::Relation(relation.id.clone()) };
            Finding::Refused { part, why: Refusal::new(expected, found) }
        };
        if let Some(lost) = [from, to].into_iter().find(|end| annotations.is_refused(end)) {
            relations.findings.push(refuse(Expected::TwoAnnotations, Unexpected::Word(lost.clone())));
            continue;
        }
        // An article of the file may have another id here.
        let here = |end: &Rc<str>| match before.articles.landing(&DocumentId(end.clone())) {
            Some(landing) => Some(landing.document().0.clone()),
            None => annotations.here(end),
        };
        let (Some(from), Some(to)) = (here(from), here(to)) else { continue };
        let id = own_id(before.corpus, relation, &seen, [&from, &to]);
        if let Some(first) = seen.get(&id) {
            if first.is_other(kind, &relation.note, [&from, &to]) {
                relations.findings.push(refuse(Expected::Once, Unexpected::Again));
            }
            continue;
        }
        let first = Seen { kind, note: &relation.note, ends: [from.clone(), to.clone()] };
        seen.insert(id.clone(), first);
        let key = RelationId(id.clone()).key();
        let is_here = before.corpus.record(&key).is_some_and(|record| !record.is_deleted());
        if !is_here && is_known(before.corpus, &id, kind, [&from, &to]) {
            continue;
        }
        let fields = fields_of(before, relation, is_here, [from, to]);
        let (modified, now) = (*modified, before.now);
        let row = Row {
            key: key.clone(),
            fields,
            modified,
            now,
            words: kind,
            is_here,
            fills: false,
            replaces_built_in: false,
        };
        let merged = merge(before.corpus, before.choices, row);
        relations.added += usize::from(merged.verdict == Verdict::Added);
        relations.operations.extend(merged.operation);
        relations.findings.extend(merged.finding);
        relations.differences.extend(merged.differs.map(|(writes, stands)| Difference {
            record: key,
            document: DocumentId::default(),
            words: kind.clone(),
            sort: Sort::Changed(writes.iter().map(Change::of).collect()),
            stands,
        }));
    }
    relations
}

/// Relation of the file that came before.
struct Seen<'a> {
    kind: &'a str,
    note: &'a str,
    ends: [Rc<str>; 2],
}

impl Seen<'_> {
    fn is_other(&self, kind: &str, note: &str, ends: [&Rc<str>; 2]) -> bool {
        self.kind != kind || self.note != note || self.ends.each_ref() != ends
    }
}

/// Id of a relation here: its own, or another where that is no UUID and a relation between other annotations has it.
fn own_id(
    corpus: &Corpus,
    relation: &IncomingRelation,
    seen: &HashMap<Rc<str>, Seen<'_>>,
    ends: [&Rc<str>; 2],
) -> Rc<str> {
    let IncomingRelation { id, kind, .. } = relation;
    let is_other = |found: [&Rc<str>; 2]| found.map(EndId::from) != ends.map(EndId::from);
    let record = corpus.record(&RelationId(id.clone()).key());
    let here = record.and_then(|record| Some([record.text(&Field::From)?, record.text(&Field::To)?]));
    let in_file = seen.get(id).map(|first| first.ends.each_ref());
    if !has_no_id(id) || !here.into_iter().chain(in_file).any(is_other) {
        return id.clone();
    }
    let [from, to] = ends;
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{id}\n{kind}\n{from}\n{to}").as_bytes()).to_string().into()
}

/// True for an id that a reader made, and for a number or a name of one file.
fn has_no_id(id: &str) -> bool {
    Uuid::parse_str(id).map_or(true, is_derived)
}

fn fields_of(
    before: Before<'_>,
    relation: &IncomingRelation,
    is_here: bool,
    [from, to]: [Rc<str>; 2],
) -> Vec<(Field, Value)> {
    let IncomingRelation { kind, note, annotator, created, modified, foreign, .. } = relation;
    let has_time = *modified != Timestamp::default();
    let [created, modified] = [*created, *modified].map(|time| before.dated(time));
    let annotator = before.people.here(*annotator);
    let mut fields = vec![
        (Field::Type, Value::Text(kind.clone())),
        (Field::From, Value::Text(from)),
        (Field::To, Value::Text(to)),
    ];
    // A row that says nothing about a field contradicts none.
    if !is_here || has_time || !note.is_empty() {
        fields.push((Field::Note, Value::Text(note.clone())));
    }
    if !is_here || annotator != AnnotatorId::default() {
        fields.push((Field::Annotator, annotator.value()));
    }
    if !is_here || has_time {
        fields.push((Field::Created, Value::Number(created.millis())));
        fields.push((Field::Modified, Value::Number(modified.millis())));
    }
    with(fields, foreign)
}

/// True if a relation of that type and with those ends is here under another id, where one of the two has none of its own.
/// Types are the same if they are so in plain letters.
fn is_known(corpus: &Corpus, id: &str, kind: &str, [from, to]: [&Rc<str>; 2]) -> bool {
    let is_derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
    let is_same = |here: &Relation| here.to == to.into() && label::plain(&here.kind) == label::plain(kind);
    let mut here = corpus.relations().from(from.into());
    here.any(|here| *here.id.0 != *id && is_same(here) && (is_derived(id) || is_derived(&here.id.0)))
}
