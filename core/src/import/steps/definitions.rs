//! Definitions: the labels, attributes, relation types and entities of a file that says everything about them, and what the
//! file's project does without.
//!
//! Definitions that are here are merged field by field; those that are built in give way. Labels that are not here come in by the
//! step for labels.

use super::articles::Articles;
use super::labels::{LabelChoice, Labels};
use super::merge::{Merged, Row, Verdict, merge};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{
    Change, Choices, Difference, Expected, Finding, ForeignFields, Incoming, IncomingRecord, Refusal, Sort,
    Unexpected,
};
use crate::model::attribute::{Attribute, entity_label, of_entity};
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::{AttributeValue, Field, FieldType, Kind, Record, RecordKey, Stamp, Value};
use crate::model::time::Timestamp;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Definitions and entities of a file.
#[derive(Debug, Default)]
pub struct Definitions {
    /// Their records.
    pub operations: Vec<Operation>,
    /// Definitions here that differ.
    pub differences: Vec<Difference>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
}

/// Corpus, the file and the results of the steps before.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Corpus that is here.
    pub corpus: &'a Corpus,
    /// Contents of the file.
    pub incoming: &'a Incoming,
    /// Entities of the file that are left out.
    pub unused: &'a HashSet<Rc<str>>,
    /// Articles of the file.
    pub articles: &'a Articles<'a>,
    /// Labels of the file.
    pub labels: &'a Labels<'a>,
    /// Choices of the person who opened the file.
    pub choices: &'a Choices,
}

/// Merges definitions and entities.
#[must_use]
pub fn definitions(context: Context<'_>, now: Timestamp) -> Definitions {
    let Context { corpus, incoming, unused, articles, labels, choices } = context;
    let mut definitions = Definitions::default();
    let relations = corpus.records(&Kind::Relation).filter(|(_, record)| !record.is_deleted());
    let types = relations.filter_map(|(_, record)| record.text(&Field::Type));
    let types = types.chain(incoming.relations.iter().map(|relation| &relation.kind)).collect();
    let step = Step { corpus, labels, choices, types, now };
    let entities = incoming.entities.iter().filter(|row| !unused.contains(&row.key.id)).cloned().collect();
    let lists = [&incoming.label_fields, &incoming.attributes, &incoming.relation_types, &entities];
    for rows in lists {
        if incoming.labels.iter().all(|label| step.stays_itself(&label.id)) {
            step.list(rows, &mut definitions);
        } else {
            let rows: Vec<_> = rows.iter().filter_map(|row| step.fitted(row)).collect();
            step.list(&rows, &mut definitions);
        }
    }
    let has_annotations = |key: &RecordKey| {
        let document = DocumentId::of(key).and_then(|id| corpus.document(&id));
        labels.is_used(key) || document.is_some_and(|document| document.annotation_count() > 0)
    };
    for key in &incoming.put_away {
        let is_in_file = LabelId::of(key).is_some_and(|id| labels.is_defined(&id))
            || DocumentId::of(key).is_some_and(|id| articles.landing(&id).is_some())
            || incoming.attributes.iter().any(|row| row.key == *key);
        // Nobody has done anything with it here.
        let is_untouched = corpus.built_in(key).is_some_and(|it| corpus.record(key) == Some(it));
        if is_untouched && !is_in_file && !has_annotations(key) {
            definitions.operations.push(Operation::delete(key.clone()));
        }
    }
    definitions
}

/// The step over one corpus.
struct Step<'a> {
    corpus: &'a Corpus,
    labels: &'a Labels<'a>,
    choices: &'a Choices,
    /// Types of the relations that are here or in the file.
    types: HashSet<&'a Rc<str>>,
    now: Timestamp,
}

impl Step<'_> {
    /// Merges one list, whose order is that of the file.
    fn list(&self, rows: &[IncomingRecord], definitions: &mut Definitions) {
        let Some(IncomingRecord { key: RecordKey { kind, .. }, .. }) = rows.first() else { return };
        let positions = self.positions(kind, rows);
        let (mut seen, mut added) = (HashMap::new(), 0);
        for IncomingRecord { at, key, fields } in rows {
            if let Some(first) = seen.insert(key, fields) {
                if first != fields {
                    let why = Refusal::new(Expected::Once, Unexpected::Again);
                    definitions.findings.push(Finding::Refused { part: at.clone(), why });
                }
                continue;
            }
            let here = self.corpus.record(key).map(|record| &**record);
            let is_here = here.is_some_and(|record| !record.is_deleted());
            // A relation says as much of its type as a definition that says nothing.
            let is_implied = *kind == Kind::RelationType && fields.is_empty() && self.types.contains(&key.id);
            if !is_here && (*kind == Kind::Label || is_implied) {
                continue;
            }
            let mut fields = self.given(key, here, fields);
            fields.extend(positions.get(key).map(|position| (Field::Position, position.value())));
            if !is_here && *kind != Kind::Entity && !fields.iter().any(|(field, _)| *field == Field::Name) {
                let id = Attribute::id_in(key).map_or_else(|| key.id.clone(), |id| id.0);
                fields.push((Field::Name, id.value()));
            }
            let words = words(&fields, here, key);
            let now = self.now;
            let row = Row {
                key: key.clone(),
                fields,
                modified: Timestamp::default(),
                now,
                words: &words,
                is_here,
                fills: true,
                replaces_built_in: !self.labels.is_used(key),
            };
            let Merged { verdict, operation, finding, differs } = merge(self.corpus, self.choices, row);
            added += usize::from(verdict == Verdict::Added && finding.is_none());
            definitions.operations.extend(operation);
            definitions.findings.extend(finding);
            definitions.differences.extend(differs.map(|(writes, stands)| Difference {
                record: key.clone(),
                document: DocumentId::default(),
                words,
                sort: Sort::Changed(writes.iter().map(Change::of).collect()),
                stands,
            }));
        }
        if added > 0 {
            definitions.findings.push(Finding::Added { kind: kind.clone(), count: added });
        }
    }

    /// True for a label that is no other one here.
    fn stays_itself(&self, label: &LabelId) -> bool {
        *self.labels.choice(label) == LabelChoice::Add
    }

    /// Row that speaks of the labels that are taken instead of those of the file; `None` for a label that is another one here, and
    /// for what a label has that is left out.
    fn fitted(&self, IncomingRecord { at, key, fields }: &IncomingRecord) -> Option<IncomingRecord> {
        if LabelId::of(key).is_some_and(|label| !self.stays_itself(&label)) {
            return None;
        }
        let label = |label: &str| match self.labels.choice(&label.into()) {
            LabelChoice::Add => Some(Rc::from(label)),
            LabelChoice::Take(other) => Some(other.0.clone()),
            LabelChoice::LeaveOut => None,
        };
        let things = |of: &str| match entity_label(of) {
            Some(of) => Some(of_entity(&label(of)?)),
            None => label(of),
        };
        let mut fitted = IncomingRecord { at: at.clone(), key: key.clone(), fields: Vec::new() };
        for (field, value) in fields {
            let value = match (field, value) {
                (Field::Of | Field::Label, Value::Text(of)) => Value::Text(things(of)?),
                (Field::From | Field::To | Field::Parent, Value::Text(of)) => {
                    Value::Text(things(of).unwrap_or_else(|| "".into()))
                }
                (_, value) => value.clone(),
            };
            if let (Field::Of, Value::Text(of), Some(id)) = (field, &value, Attribute::id_in(key)) {
                fitted.key = Attribute::key_of(of, &id);
            }
            fitted.fields.push((field.clone(), value));
        }
        Some(fitted)
    }

    /// Fields about which the file says something. An empty one contradicts what is built in only; a key that something else
    /// has here is left out.
    fn given(&self, key: &RecordKey, here: Option<&Record>, fields: &ForeignFields) -> ForeignFields {
        let is_built_in = |field: &Field| {
            let cell = here.and_then(|record| record.cell(field));
            cell.is_some_and(|cell| cell.stamp == Stamp::default()) && !self.labels.is_used(key)
        };
        let is_taken = |value: &Value| {
            let mut others = self.corpus.labels().iter().filter(|other| *other.id.0 != *key.id);
            key.kind == Kind::Label
                && others.any(|other| {
                    Value::Text(other.key.clone()) == *value && !self.labels.gives_way(&other.id)
                })
        };
        let is_given = |(field, value): &&(Field, Value)| match field {
            Field::Key if !value.is_empty() => !is_taken(value),
            field => !value.is_empty() || is_built_in(field),
        };
        let values = here.and_then(|record| record.value(&Field::Values));
        let filled = |(field, value): &(Field, Value)| (field.clone(), filled(value, values));
        fields.iter().filter(is_given).map(filled).collect()
    }

    /// Positions for what comes in, behind what is here. Where nobody moved anything here, the order of the file stands as a
    /// whole, unless it is the one here already.
    fn positions(&self, kind: &Kind, rows: &[IncomingRecord]) -> HashMap<RecordKey, u64> {
        positions(self.corpus, kind, rows.iter().map(|row| &row.key))
    }
}

/// Values to choose from with what those of the same ids have here, where the file says no more than their ids and keys.
fn filled(value: &Value, here: Option<&Value>) -> Value {
    let (Value::Values(values), Some(Value::Values(here))) = (value, here) else { return value.clone() };
    let values = values.iter().map(|value| {
        let is_bare = value.name == value.id && value.definition.is_empty();
        let here = here.iter().find(|it| is_bare && it.id == value.id);
        let key =
            |here: &AttributeValue| if value.key.is_empty() { here.key.clone() } else { value.key.clone() };
        here.map_or_else(|| value.clone(), |here| AttributeValue { key: key(here), ..here.clone() })
    });
    Value::Values(values.collect())
}

/// See [`Step::positions`].
pub(super) fn positions<'k>(
    corpus: &Corpus,
    kind: &Kind,
    keys: impl Iterator<Item = &'k RecordKey>,
) -> HashMap<RecordKey, u64> {
    let mut seen = HashSet::new();
    let keys: Vec<_> = keys.filter(|key| seen.insert(*key)).collect();
    let here: Vec<_> = corpus.records(kind).filter(|(_, record)| !record.is_deleted()).collect();
    let place: HashMap<_, _> = here
        .iter()
        .map(|(key, record)| (*key, record.number(&Field::Position).unwrap_or(u64::MAX)))
        .collect();
    let is_moved = here
        .iter()
        .any(|(_, record)| record.cell(&Field::Position).is_some_and(|cell| cell.stamp != Stamp::default()));
    let known: Vec<_> = keys.iter().map(|key| place.get(key)).collect();
    let in_order = known.iter().flatten().is_sorted();
    let new_behind = known.iter().skip_while(|place| place.is_some()).all(Option::is_none);
    let last = place.values().filter(|position| **position < u64::MAX).max().copied().unwrap_or_default();
    if is_moved || here.is_empty() || in_order && new_behind {
        let new = keys.into_iter().filter(|key| !place.contains_key(key));
        return new.cloned().zip(last.saturating_add(1)..).collect();
    }
    keys.into_iter().cloned().zip(1..).collect()
}

/// Name of the thing, here or in the file, or its id.
fn words(fields: &ForeignFields, here: Option<&Record>, key: &RecordKey) -> Rc<str> {
    let here = here.and_then(|record| record.text(&Field::Name)).cloned();
    let in_file = || {
        fields.iter().find_map(|(field, value)| match (field, value) {
            (Field::Name, Value::Text(name)) => Some(name.clone()),
            _ => None,
        })
    };
    here.or_else(in_file).unwrap_or_else(|| key.id.clone())
}
