//! Relations: which of them are new here, between the annotations that their ends are here.

use super::annotations::{Annotations, Before};
use super::is_derived;
use super::merge::{Row, Verdict, merge, with};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{Expected, FilePart, Finding, IncomingRelation, Item, Refusal, Unexpected};
use crate::model::label;
use crate::model::record::{Field, Kind, RecordKey, Value};
use std::collections::{HashMap, HashSet};
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
    let known = if incoming.is_empty() { HashMap::new() } else { relations_of(before.corpus) };
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
        let identity = Identity::new(kind, &from, &to);
        if is_known(&known, id, &identity) {
            continue;
        }
        let key = RecordKey::new(Kind::Relation, id.clone());
        let is_here = before.corpus.record(&key).is_some_and(|record| !record.is_deleted());
        let fields = fields_of(before, relation, identity);
        let merged = merge(before.corpus, Row { key, fields, modified: *modified, words: kind, is_here });
        relations.added += usize::from(merged.verdict == Verdict::Added);
        relations.operations.extend(merged.operation);
        relations.findings.extend(merged.finding);
    }
    relations
}

fn fields_of(before: Before<'_>, relation: &IncomingRelation, ends: Identity) -> Vec<(Field, Value)> {
    let IncomingRelation { kind, note, annotator, created, modified, foreign, .. } = relation;
    let [created, modified] = [*created, *modified].map(|time| before.dated(time));
    let fields = vec![
        (Field::Type, Value::Text(kind.clone())),
        (Field::From, Value::Text(ends.from)),
        (Field::To, Value::Text(ends.to)),
        (Field::Note, Value::Text(note.clone())),
        (Field::Annotator, Value::text(before.people.here(*annotator).to_string())),
        (Field::Created, Value::Number(created.millis())),
        (Field::Modified, Value::Number(modified.millis())),
    ];
    with(fields, foreign)
}

/// Identity of a relation under any id: its type in plain letters, and its ends.
#[derive(PartialEq, Eq, Hash)]
struct Identity {
    kind: String,
    from: Rc<str>,
    to: Rc<str>,
}

impl Identity {
    fn new(kind: &str, from: &Rc<str>, to: &Rc<str>) -> Self {
        Self { kind: label::plain(kind), from: from.clone(), to: to.clone() }
    }
}

/// Relations that are here, with their ids.
fn relations_of(corpus: &Corpus) -> HashMap<Identity, Vec<Rc<str>>> {
    let mut relations: HashMap<_, Vec<_>> = HashMap::new();
    for (key, record) in corpus.records(&Kind::Relation).filter(|(_, record)| !record.is_deleted()) {
        let [kind, from, to] = [Field::Type, Field::From, Field::To].map(|field| record.text(&field));
        if let (Some(kind), Some(from), Some(to)) = (kind, from, to) {
            relations.entry(Identity::new(kind, from, to)).or_default().push(key.id.clone());
        }
    }
    relations
}

/// True if the relation is here under another id, where one of the two has none of its own.
fn is_known(known: &HashMap<Identity, Vec<Rc<str>>>, id: &str, relation: &Identity) -> bool {
    let derived = |id: &str| Uuid::parse_str(id).is_ok_and(is_derived);
    let mut same = known.get(relation).into_iter().flatten();
    same.any(|here| **here != *id && (derived(id) || derived(here)))
}
