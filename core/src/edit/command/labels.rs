//! Commands for labels.

use super::parts::{Edits, check_free, check_key, known_label};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::attribute::{self, Attribute};
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, FieldType, RecordKey};
use crate::model::relation_type::RelationType;

/// Adds a label, or changes the one of that id.
pub(super) fn put(corpus: &Corpus, label: &Label) -> Result<Vec<Operation>, Rejection> {
    let here = corpus.labels().get(&label.id);
    let name = label.name.trim();
    if name.is_empty() || label.id.0.is_empty() {
        return Err(Rejection::NoName);
    }
    check_key(&label.key, here.map(|here| &*here.key))?;
    if here.is_none_or(|here| here.key != label.key) {
        let others = corpus.labels().iter().filter(|other| other.id != label.id);
        check_free(&label.key, others.map(|other| (&other.key, &other.name)))?;
    }
    if let Some(parent) = &label.parent {
        known_label(corpus, parent)?;
        if is_under(corpus, parent, &label.id) {
            return Err(Rejection::UnderItself(label.id.clone()));
        }
    }
    let position = here.map_or_else(|| last_position(corpus).saturating_add(1), |here| here.position);
    let label = Label { name: name.into(), position, ..label.clone() };
    let mut edits = Edits::new(corpus);
    edits.put(label.id.key(), Label::COLUMNS, label.fields());
    edits.finish()
}

/// True if the label is the other one, or stands under it.
pub(super) fn is_under(corpus: &Corpus, label: &LabelId, other: &LabelId) -> bool {
    let mut path: Vec<&LabelId> = vec![label];
    while let Some(parent) = path.last().and_then(|last| corpus.labels().get(last)?.parent.as_ref()) {
        if path.contains(&parent) {
            break;
        }
        path.push(parent);
    }
    path.contains(&other)
}

/// Position of the last label.
pub(super) fn last_position(corpus: &Corpus) -> u64 {
    corpus.labels().iter().map(|label| label.position).max().unwrap_or_default()
}

/// Gives a label another place among the labels.
pub(super) fn place(corpus: &Corpus, label: &LabelId, to: usize) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, label)?;
    let keys = corpus.labels().iter().map(|label| label.id.key()).collect();
    renumber(corpus, keys, &label.key(), to)
}

/// Moves one of the records to that index and numbers all of them.
pub(super) fn renumber(
    corpus: &Corpus,
    mut keys: Vec<RecordKey>,
    moved: &RecordKey,
    to: usize,
) -> Result<Vec<Operation>, Rejection> {
    let Some(from) = keys.iter().position(|key| key == moved) else { return Err(Rejection::NothingToDo) };
    let key = keys.remove(from);
    keys.insert(to.min(keys.len()), key);
    let mut positions: Vec<u64> =
        keys.iter().filter_map(|key| corpus.record(key)?.number(&Field::Position)).collect();
    positions.sort_unstable();
    positions.dedup();
    if positions.len() < keys.len() {
        positions = (1..=keys.len() as u64).collect();
    }
    let mut edits = Edits::new(corpus);
    for (key, position) in keys.into_iter().zip(positions) {
        edits.write(key, Field::Position, Some(position.value()));
    }
    edits.finish()
}

/// Deletes a label with its annotations, its entities, and the definitions that are for it alone. Labels under it go one up.
pub(super) fn delete(corpus: &Corpus, label: &LabelId) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, label)?;
    let mut edits = Edits::new(corpus);
    let annotations = corpus.documents().flat_map(|document| document.annotations());
    let tagged: Vec<_> = annotations.filter(|it| it.label == *label).map(|it| it.id).collect();
    for id in tagged {
        edits.delete(id.key());
        edits.delete_relations_of(id);
    }
    for entity in corpus.entities().iter().filter(|entity| entity.label == *label) {
        for relation in corpus.relations().of((&entity.id.0).into()) {
            edits.delete(relation.id.key());
        }
        edits.delete(entity.id.key());
    }
    for attribute in attributes_for(corpus, label) {
        edits.delete(attribute.key());
    }
    for relation_type in relation_types_for(corpus, label) {
        edits.delete(relation_type.id.key());
    }
    lift_children(&mut edits, label);
    edits.delete(label.key());
    edits.finish()
}

/// Attributes of annotations with that label and of its entities.
pub(super) fn attributes_for<'a>(
    corpus: &'a Corpus,
    label: &'a LabelId,
) -> impl Iterator<Item = &'a Attribute> {
    corpus.attributes().iter().filter(move |it| is_for(&it.of, label))
}

/// Relation types that begin or end at annotations with that label or its entities.
pub(super) fn relation_types_for<'a>(
    corpus: &'a Corpus,
    label: &'a LabelId,
) -> impl Iterator<Item = &'a RelationType> {
    corpus.relation_types().iter().filter(move |it| is_for(&it.from, label) || is_for(&it.to, label))
}

fn is_for(things: &str, label: &LabelId) -> bool {
    *things == *label.0 || attribute::entity_label(things) == Some(&label.0)
}

/// Puts the labels under one that goes under the one above it.
pub(super) fn lift_children(edits: &mut Edits<'_>, label: &LabelId) {
    let corpus = edits.corpus;
    let above = corpus.labels().get(label).and_then(|label| label.parent.clone());
    for child in corpus.labels().iter().filter(|child| child.parent.as_ref() == Some(label)) {
        let above = above.clone().filter(|above| *above != child.id);
        edits.write(child.id.key(), Field::Parent, above.map(|above| above.value()));
    }
}
