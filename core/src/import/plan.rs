//! Plan: the steps of an import, one after the other, and what they come to together.

use super::steps::annotations::{Before, annotations};
use super::steps::articles::articles;
use super::steps::definitions::{Context, definitions};
use super::steps::labels::labels;
use super::steps::later::later_records;
use super::steps::links::links;
use super::steps::names::{Names, names};
use super::steps::people::people;
use super::steps::permitted::permitted;
use super::steps::references::references;
use super::steps::relations::relations;
use super::{Choices, Finding, Import, Incoming, Report};
use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::Operation;
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::document::DocumentId;
use crate::model::record::{Field, Kind, RecordKey, Value};
use crate::model::role::Role;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Plan for the incoming contents, with every default.
#[must_use]
pub fn plan(corpus: &Corpus, incoming: &Incoming, moment: &Moment) -> Import {
    plan_with(corpus, incoming, &Choices::default(), moment)
}

/// Plan for the incoming contents, where somebody made some choices.
#[must_use]
pub fn plan_with(corpus: &Corpus, incoming: &Incoming, choices: &Choices, moment: &Moment) -> Import {
    let people = people(corpus, &incoming.annotators);
    let articles = articles(corpus, incoming, choices);
    let labels = labels(corpus, incoming, &choices.labels);
    let Names { incoming: named, mut made, findings: nameless } = names(corpus, incoming, &labels);
    let incoming = &*named;
    let transaction = |operations| {
        let transaction = moment.transaction(corpus, Origin::Import, Action::Import, operations);
        // Texts are the lead's.
        let texts = if moment.role == Role::Lead { articles.texts.clone() } else { Vec::new() };
        Transaction { texts, ..transaction }
    };
    // Annotations are compared with those here in the texts that their articles get.
    let has_revised = !articles.revised.is_empty();
    let revised = has_revised.then(|| corpus.apply(&transaction(articles.operations.clone())).0);
    let here = revised.as_ref().unwrap_or(corpus);
    let before = Before {
        corpus: here,
        people: &people,
        articles: &articles,
        labels: &labels,
        choices,
        now: moment.time,
    };
    let annotations = annotations(before, incoming);
    let (told, untold) = links(before, &annotations, incoming);
    let relations = if told.is_empty() {
        relations(before, &annotations, &incoming.relations)
    } else {
        relations(before, &annotations, &[&incoming.relations[..], &told].concat())
    };
    let new_labels = labels.added(&annotations.labels);
    leave_used(&mut made, annotations.operations.iter().chain(&relations.operations));
    let context = Context { corpus, incoming, unused: &made, articles: &articles, labels: &labels, choices };
    let definitions = definitions(context, moment.time);

    // Records to which others refer come first.
    let mut operations = new_labels.operations;
    operations.extend(definitions.operations);
    operations.extend(people.operations.iter().chain(&articles.operations).cloned());
    operations.extend(annotations.operations);
    operations.extend(relations.operations);
    let later = later_records(corpus, incoming, &articles, &operations, choices, moment.time);
    join(&mut operations, later.operations);
    let mut permitted = permitted(corpus, moment, operations);
    let has_news = !permitted.operations.is_empty();
    let transaction = has_news.then(|| transaction(std::mem::take(&mut permitted.operations)));
    let left_out = |kind| permitted.left_out.get(&kind).copied().unwrap_or_default();
    let unchanged = permitted.unchanged.get(&Kind::Annotation).copied().unwrap_or_default();
    let findings = [
        new_labels.findings,
        definitions.findings,
        incoming.findings.clone(),
        articles.findings.clone(),
        displaced(corpus, here, &articles.revised),
        annotations.findings,
        nameless,
        untold,
        relations.findings,
        later.findings,
        permitted.finding().into_iter().collect(),
        if has_news { references(corpus, incoming, &articles) } else { Vec::new() },
    ];
    let differences = [
        definitions.differences,
        articles.differences.clone(),
        annotations.differences,
        relations.differences,
        later.differences,
    ];
    let report = Report {
        documents: articles.added.iter().filter(|_| left_out(Kind::Document) == 0).cloned().collect(),
        known: articles.known.clone(),
        added: (annotations.added + later.added).saturating_sub(left_out(Kind::Annotation)),
        updated: annotations.updated.saturating_sub(unchanged),
        unchanged: annotations.unchanged + unchanged,
        removed: annotations.removed,
        relations: relations.added.saturating_sub(left_out(Kind::Relation)),
        doubts: articles.doubts.clone(),
        differences: differences.into_iter().flatten().collect(),
        findings: findings.into_iter().flatten().filter(|it| permitted.is_so(it)).collect(),
    };
    Import { transaction, report }
}

/// Takes those entities out to which something that comes in refers.
fn leave_used<'a>(entities: &mut HashSet<Rc<str>>, operations: impl Iterator<Item = &'a Operation>) {
    if entities.is_empty() {
        return;
    }
    for write in operations.flat_map(|operation| &operation.writes) {
        if let (Field::Entity | Field::From | Field::To, Some(Value::Text(id))) = (&write.field, &write.after)
        {
            entities.remove(id);
        }
    }
}

/// Findings about annotations here whose words are not in the new texts of their articles.
fn displaced(before: &Corpus, after: &Corpus, revised: &[DocumentId]) -> Vec<Finding> {
    let documents = revised.iter().filter_map(|id| before.document(id));
    let lost = documents.flat_map(|document| {
        let placed = document.annotations().filter(|it| it.span().is_some());
        let lost = placed.filter(|it| after.annotation(it.id).is_none_or(|it| it.span().is_none()));
        lost.map(|it| Finding::Unplaced { quote: it.quote(&document.text).into() })
    });
    lost.collect()
}

/// Adds operations to others, so that each record has one: of two writes of a field the added one counts.
fn join(operations: &mut Vec<Operation>, added: Vec<Operation>) {
    if added.is_empty() {
        return;
    }
    let keys = operations.iter().map(|operation| operation.record.clone());
    let places: HashMap<RecordKey, usize> = keys.zip(0..).collect();
    for mut operation in added {
        match places.get(&operation.record) {
            Some(place) => {
                let Operation { writes, .. } = &mut operations[*place];
                writes.retain(|write| operation.writes.iter().all(|other| other.field != write.field));
                writes.append(&mut operation.writes);
            }
            None => operations.push(operation),
        }
    }
}
