//! Commands for annotations: tagging, relabelling, moving, deleting, restoring.

use super::parts::{Edits, edit, known, known_document, known_label};
use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::{Operation, Write};
use crate::edit::rejection::Rejection;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::label::LabelId;
use crate::model::record::{Cell, Field, FieldType, Kind, Value};
use crate::text::anchor;
use crate::text::span::Span;

pub(super) fn tag(
    corpus: &Corpus,
    document: &DocumentId,
    span: Span,
    label: &LabelId,
    moment: &Moment,
    number: u64,
) -> Result<Operation, Rejection> {
    known_label(corpus, label)?;
    let document = known_document(corpus, document)?;
    let text = document.text.content();
    // The text may have become another since the words were selected.
    let span = Span::new(text, span.start(), span.end()).ok().and_then(|span| span.trimmed(text));
    let span = span.ok_or(Rejection::NothingSelected)?;
    not_yet_tagged(corpus, &document.id, span, label, moment.annotator)?;
    let fields = [
        (Field::Document, document.id.value()),
        (Field::Label, label.value()),
        (Field::Target, Value::Target(anchor::target(&document.text, span))),
        (Field::Annotator, moment.annotator.value()),
        (Field::Created, moment.time.value()),
        (Field::Modified, moment.time.value()),
    ];
    Ok(Operation::create(AnnotationId(moment.uuid(number)).key(), fields))
}

/// Tags each of the spans, once where neighbours are equal. Spans that are tagged so already and speak of nothing yet speak of the
/// entity, as the new ones do.
pub(super) fn tag_all(
    corpus: &Corpus,
    spans: &[(DocumentId, Span)],
    label: &LabelId,
    entity: Option<&EntityId>,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let entity = entity.and_then(|id| corpus.entities().resolve(id)).filter(|entity| entity.label == *label);
    let entity = entity.map(|entity| entity.id.value());
    let mut refused = Rejection::NothingToDo;
    let mut operations = Vec::with_capacity(spans.len());
    for (same, number) in spans.chunk_by(|one, other| one == other).zip(0..) {
        let (document, span) = &same[0];
        let speaks = |after: &Value| Write { field: Field::Entity, before: None, after: Some(after.clone()) };
        match tag(corpus, document, *span, label, moment, number) {
            Ok(mut operation) => {
                operation.writes.extend(entity.as_ref().map(speaks));
                operations.push(operation);
            }
            Err(Rejection::AlreadyTagged(here)) => {
                let here = known(corpus, here)?;
                match entity.as_ref().filter(|_| here.entity.is_none()) {
                    Some(entity) => {
                        operations.push(edit(corpus, here, Field::Entity, entity.clone(), moment)?);
                    }
                    None => refused = Rejection::AlreadyTagged(here.id),
                }
            }
            Err(why) => refused = why,
        }
    }
    if operations.is_empty() { Err(refused) } else { Ok(operations) }
}

/// Gives each of the annotations the label, unless it has it, or another annotation of the same place has or
/// gets it.
pub(super) fn relabel(
    corpus: &Corpus,
    annotations: &[AnnotationId],
    label: &LabelId,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, label)?;
    let mut operations: Vec<Operation> = Vec::new();
    let mut placed: Vec<&Annotation> = Vec::new();
    let mut refused = Rejection::NothingToDo;
    for id in annotations {
        let annotation = known(corpus, *id)?;
        if annotation.label == *label || operations.iter().any(|operation| operation.record == id.key()) {
            continue;
        }
        let is_same = |other: &&&Annotation| {
            other.document == annotation.document
                && other.place == annotation.place
                && other.annotator == annotation.annotator
        };
        let twin = placed.iter().find(is_same).map_or(Ok(()), |twin| Err(Rejection::AlreadyTagged(twin.id)));
        let free = annotation.span().map_or(Ok(()), |span| {
            twin.and(not_yet_tagged(corpus, &annotation.document, span, label, annotation.annotator))
        });
        if let Err(why) = free {
            refused = why;
            continue;
        }
        operations.push(edit(corpus, annotation, Field::Label, label.value(), moment)?);
        placed.push(annotation);
    }
    if operations.is_empty() { Err(refused) } else { Ok(operations) }
}

/// Gives an annotation another place.
pub(super) fn reanchor(
    corpus: &Corpus,
    id: AnnotationId,
    span: Span,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let annotation = known(corpus, id)?;
    let document = known_document(corpus, &annotation.document)?;
    let text = document.text.content();
    let span = Span::new(text, span.start(), span.end()).ok().and_then(|span| span.trimmed(text));
    let span = span.ok_or(Rejection::NothingSelected)?;
    not_yet_tagged(corpus, &document.id, span, &annotation.label, annotation.annotator)?;
    let target = Value::Target(anchor::target(&document.text, span));
    Ok(vec![edit(corpus, annotation, Field::Target, target, moment)?])
}

/// Deletes annotations, with the relations that begin or end at one.
pub(super) fn delete(corpus: &Corpus, annotations: &[AnnotationId]) -> Result<Vec<Operation>, Rejection> {
    let ids = annotations.iter().map(|id| Ok(known(corpus, *id)?.id));
    let mut ids: Vec<_> = ids.collect::<Result<_, _>>()?;
    ids.sort_unstable();
    let mut edits = Edits::new(corpus);
    for id in ids {
        edits.delete(id.key());
        edits.delete_relations_of(id);
    }
    edits.finish()
}

/// Restores a deleted annotation, with the relations that were deleted in the same step.
pub(super) fn undelete(corpus: &Corpus, annotation: AnnotationId) -> Result<Vec<Operation>, Rejection> {
    let deleted = corpus.record(&annotation.key()).filter(|record| record.is_deleted());
    let deletion = deleted.and_then(|record| record.cell(&Field::Deleted)).ok_or(Rejection::NothingToDo)?;
    let mut operations = vec![Operation::restore(annotation.key())];
    let id = annotation.value();
    for (key, record) in corpus.records(&Kind::Relation) {
        let ends = [&Field::From, &Field::To].map(|end| record.value(end));
        let is_gone = |end: &&Value| {
            let end = <AnnotationId as FieldType>::of(end);
            end.is_some_and(|end| end != annotation && corpus.annotation(end).is_none())
        };
        let went_along = record.cell(&Field::Deleted).is_some_and(|cell: &Cell| cell == deletion);
        if went_along && ends.contains(&Some(&id)) && !ends.iter().flatten().any(is_gone) {
            operations.push(Operation::restore(key.clone()));
        }
    }
    Ok(operations)
}

fn not_yet_tagged(
    corpus: &Corpus,
    document: &DocumentId,
    span: Span,
    label: &LabelId,
    annotator: AnnotatorId,
) -> Result<(), Rejection> {
    let Some(document) = corpus.document(document) else { return Ok(()) };
    let same = document.tagged(span, label).find(|other| other.annotator == annotator);
    same.map_or(Ok(()), |same| Err(Rejection::AlreadyTagged(same.id)))
}
