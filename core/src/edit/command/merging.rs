//! Merging two labels.

use super::entities::joined;
use super::labels::{attributes_for, is_under, lift_children, relation_types_for};
use super::parts::{Edits, known_label};
use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::annotation::Annotation;
use crate::model::attribute::{self, Attribute};
use crate::model::document::Document;
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType, Value};
use crate::model::relation::{EndId, Relation};
use std::rc::Rc;

/// Deletes a label and gives all that has it another one.
pub(super) fn merge(
    corpus: &Corpus,
    from: &LabelId,
    into: &LabelId,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, from)?;
    known_label(corpus, into)?;
    if from == into {
        return Err(Rejection::NothingToDo);
    }
    let mut edits = Edits::new(corpus);
    for document in corpus.documents() {
        // Annotations that get the label, which an equal one of the same person must not get again.
        let mut given: Vec<&Rc<Annotation>> = Vec::new();
        for annotation in document.annotations().filter(|annotation| annotation.label == *from) {
            if let Some(twin) = twin(document, &given, annotation, into) {
                join(&mut edits, annotation, twin, moment);
                continue;
            }
            edits.write(annotation.id.key(), Field::Label, Some(into.value()));
            edits.write(annotation.id.key(), Field::Modified, Some(moment.time.value()));
            given.push(annotation);
        }
    }
    for entity in corpus.entities().iter().filter(|entity| entity.label == *from) {
        edits.write(entity.id.key(), Field::Label, Some(into.value()));
    }
    let of = |things: &Rc<str>| match attribute::entity_label(things) {
        Some(label) if *label == *from.0 => attribute::of_entity(&into.0),
        None if *things == from.0 => into.0.clone(),
        _ => things.clone(),
    };
    for old in attributes_for(corpus, from) {
        let new = Attribute { of: of(&old.of), ..old.clone() };
        if corpus.attributes().get(&new.of, &new.id.0).is_none() {
            edits.put(new.key(), Attribute::COLUMNS, new.fields());
        }
        edits.delete(old.key());
    }
    for relation_type in relation_types_for(corpus, from) {
        edits.write(relation_type.id.key(), Field::From, Some(of(&relation_type.from).value()));
        edits.write(relation_type.id.key(), Field::To, Some(of(&relation_type.to).value()));
    }
    lift_children(&mut edits, from);
    // Labels under the one come under the other, unless the other stands under them.
    for child in corpus.labels().iter().filter(|it| it.parent.as_ref() == Some(from) && it.id != *into) {
        if !is_under(corpus, into, &child.id) {
            edits.write(child.id.key(), Field::Parent, Some(into.value()));
        }
    }
    edits.delete(from.key());
    edits.finish()
}

/// Annotation of the same place and person that has the label, or gets it.
fn twin<'a>(
    document: &'a Document,
    given: &[&'a Rc<Annotation>],
    annotation: &Annotation,
    label: &'a LabelId,
) -> Option<&'a Rc<Annotation>> {
    let is_twin =
        |other: &&Rc<Annotation>| other.place == annotation.place && other.annotator == annotation.annotator;
    let here = match annotation.span() {
        Some(span) => document.tagged(span, label).find(is_twin),
        None => document.unplaced.iter().filter(|other| other.label == *label).find(is_twin),
    };
    here.or_else(|| given.iter().copied().find(is_twin))
}

/// Deletes an annotation, and gives what it held to its twin: the note, values, the entity, and relations.
fn join(edits: &mut Edits<'_>, annotation: &Annotation, twin: &Annotation, moment: &Moment) {
    let note = Some(joined(&twin.note, &annotation.note)).filter(|note| *note != twin.note);
    let note = note.map(|note| (Field::Note, Value::Text(note)));
    let entity = annotation.entity.as_ref().filter(|_| twin.entity.is_none());
    let entity = entity.map(|entity| (Field::Entity, entity.value()));
    let values = annotation.attributes.iter().filter(|(id, _)| twin.attributes.get(&id.0).is_empty());
    let values = values.map(|(id, value)| (Field::Attribute(id.0.clone()), value.value()));
    let added: Vec<_> = note.into_iter().chain(entity).chain(values).collect();
    if !added.is_empty() {
        edits.write(twin.id.key(), Field::Modified, Some(moment.time.value()));
    }
    for (field, value) in added {
        edits.write(twin.id.key(), field, Some(value));
    }
    let corpus = edits.corpus;
    let (old, new) = (EndId::from(annotation.id), EndId::from(twin.id));
    let moved = |end: &EndId| if *end == old { new.clone() } else { end.clone() };
    for relation in corpus.relations().of(old.clone()) {
        let (from, to) = (moved(&relation.from), moved(&relation.to));
        let is_same = |other: &Rc<Relation>| {
            other.id != relation.id && other.kind == relation.kind && other.from == from && other.to == to
        };
        if corpus.relations().from(from.clone()).any(is_same) {
            edits.delete(relation.id.key());
        } else {
            edits.write(relation.id.key(), Field::From, Some(from.value()));
            edits.write(relation.id.key(), Field::To, Some(to.value()));
        }
    }
    edits.delete(annotation.id.key());
}
