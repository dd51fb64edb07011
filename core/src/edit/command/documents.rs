//! Commands for articles, and for values of attributes of whatever has them.

use super::parts::{Edits, known_document};
use super::relations::forget_speakers;
use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{AttributeId, NOBODY};
use crate::model::document::{DocumentId, State};
use crate::model::entity::EntityId;
use crate::model::record::{Field, FieldType, Kind, RecordKey, Value};
use crate::text::TextVersion;
use std::rc::Rc;

/// Removes articles.
pub(super) fn remove(corpus: &Corpus, ids: &[DocumentId]) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    for id in ids {
        edits.delete(known_document(corpus, id)?.id.key());
    }
    edits.finish()
}

/// Brings back articles that were removed and whose text is still here.
pub(super) fn bring_back(corpus: &Corpus, ids: &[DocumentId]) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    for id in ids {
        let Some(record) = corpus.record(&id.key()) else { return Err(Rejection::NoDocument(id.clone())) };
        let text: Option<TextVersion> = record.get(&Field::Text);
        if text.is_none_or(|version| corpus.text(version).is_none()) {
            return Err(Rejection::NoDocument(id.clone()));
        }
        if record.is_deleted() {
            edits.write(id.key(), Field::Deleted, Some(Value::Flag(false)));
        }
    }
    edits.finish()
}

/// Says how far the work on articles is.
pub(super) fn set_state(
    corpus: &Corpus,
    ids: &[DocumentId],
    state: State,
) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    for id in ids {
        let document = known_document(corpus, id)?;
        if document.state != state {
            edits.write(document.id.key(), Field::State, Some(state.value()));
        }
    }
    edits.finish()
}

/// Gives records values of attributes, without the white space at their ends. A claim that is said by nobody has no speaker.
pub(super) fn set_attributes(
    corpus: &Corpus,
    values: &[(RecordKey, AttributeId, Rc<str>)],
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    for (key, attribute, value) in values {
        check(corpus, key)?;
        let value = Value::text(value.trim());
        let is_none = value.is_empty();
        edits.write(key.clone(), Field::Attribute(attribute.0.clone()), Some(value));
        if *attribute.0 == *NOBODY
            && !is_none
            && let Some(claim) = AnnotationId::of(key)
        {
            forget_speakers(&mut edits, claim);
        }
    }
    let mut operations = edits.finish()?;
    for operation in operations.iter_mut().filter(|operation| operation.record.kind == Kind::Annotation) {
        let mut edits = Edits::new(corpus);
        edits.write(operation.record.clone(), Field::Modified, Some(moment.time.value()));
        operation.writes.extend(edits.finish().into_iter().flatten().flat_map(|it| it.writes));
    }
    Ok(operations)
}

/// Refuses a record that is not here, or that has no attributes.
fn check(corpus: &Corpus, key: &RecordKey) -> Result<(), Rejection> {
    match key.kind {
        Kind::Document => known_document(corpus, &DocumentId(key.id.clone())).map(|_| ()),
        Kind::Entity => {
            let id = EntityId(key.id.clone());
            corpus.entities().get(&id).map(|_| ()).ok_or(Rejection::NoEntity(id))
        }
        Kind::Annotation => {
            let id = AnnotationId::of(key).ok_or(Rejection::NothingToDo)?;
            corpus.annotation(id).map(|_| ()).ok_or(Rejection::NoAnnotation(id))
        }
        _ => Err(Rejection::NothingToDo),
    }
}
