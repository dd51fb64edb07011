//! Plan: the steps of an import, one after the other, and what they come to together.

use super::steps::annotations::{Before, annotations};
use super::steps::articles::articles;
use super::steps::labels::{LabelChoice, labels};
use super::steps::later::later_records;
use super::steps::people::people;
use super::steps::relations::relations;
use super::{Import, Incoming, Report};
use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::Operation;
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::label::LabelId;
use crate::model::record::RecordKey;
use std::collections::HashMap;

/// Plan for the incoming contents, with every label that is not here added.
#[must_use]
pub fn plan(corpus: &Corpus, incoming: &Incoming, moment: &Moment) -> Import {
    plan_labelled(corpus, incoming, &[], moment)
}

/// Plan for the incoming contents, where somebody chose what becomes of some labels.
#[must_use]
pub fn plan_labelled(
    corpus: &Corpus,
    incoming: &Incoming,
    choices: &[(LabelId, LabelChoice)],
    moment: &Moment,
) -> Import {
    let people = people(corpus, &incoming.annotators);
    let articles = articles(corpus, incoming);
    let labels = labels(corpus, incoming, choices);
    let before = Before { corpus, people: &people, articles: &articles, labels: &labels, now: moment.time };
    let annotations = annotations(before, &incoming.annotations);
    let relations = relations(before, &annotations, &incoming.relations);
    let new_labels = labels.added(&annotations.labels);

    // Records to which others refer come first.
    let mut operations = new_labels.operations;
    operations.extend(people.operations.iter().chain(&articles.operations).cloned());
    operations.extend(annotations.operations);
    operations.extend(relations.operations);
    let later = later_records(corpus, incoming, &articles, &operations);
    join(&mut operations, later.operations);
    let texts = articles.texts;
    let transaction = (!operations.is_empty())
        .then(|| moment.transaction(corpus, Origin::Import, Action::Import, operations))
        .map(|transaction| Transaction { texts, ..transaction });
    let findings = [
        new_labels.findings,
        incoming.findings.clone(),
        articles.findings,
        annotations.findings,
        relations.findings,
        later.findings,
    ];
    let report = Report {
        documents: articles.added,
        added: annotations.added + later.added,
        updated: annotations.updated,
        unchanged: annotations.unchanged,
        relations: relations.added,
        findings: findings.into_iter().flatten().collect(),
    };
    Import { transaction, report }
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
