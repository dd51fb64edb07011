//! Undo and redo: what a step changed is opened, and it is said what that was.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::intent;
use crate::app::place::Place;
use crate::words::editing as words;
use glossator_core::edit::editor::Editor;
use glossator_core::edit::history::Revert;
use glossator_core::edit::rejection::Rejection;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{Field, Kind, Value};

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    context.store_note();
    let is_undo = intent == Intent::Undo;
    if is_undo && context.state.undoes_clearing() {
        return context.send(intent::Storage::UndoClear);
    }
    if is_undo && context.state.undoes_deletion() {
        return context.send(intent::Projects::UndoDelete);
    }
    let way = if is_undo { Editor::undo } else { Editor::redo };
    let moment = context.moment();
    let (revert, outcome) = match way(context.editor(), &moment) {
        Ok(reverted) => reverted,
        Err(Rejection::NothingToDo) => {
            return context.say(if is_undo { words::NOTHING_TO_UNDO } else { words::NOTHING_TO_REDO });
        }
        Err(why) => return context.say_rejected(&why),
    };
    context.settle(outcome);
    show(context, &revert);
    context.say(words::reverted(context.state.corpus(), &revert, is_undo));
}

/// Opens what the step was about, unless that is picked, or nobody is reading. Another view shows it itself. An article in view stays in view if anything in it was touched.
fn show(context: &mut Context<'_>, revert: &Revert) {
    if matches!(context.state.place, Place::Compare | Place::Claims | Place::Actors) {
        return;
    }
    let corpus = context.state.corpus().clone();
    let (here, is_reading) = (&context.state.session.document, context.state.place == Place::Read);
    let touched = || revert.step.annotations().filter_map(|id| corpus.annotation(id));
    let touched = touched().find(|one| one.document == *here).or_else(|| touched().next());
    let documents: Vec<_> = documents_of(revert).filter(|id| corpus.document(id).is_some()).collect();
    if touched.is_some_and(|touched| context.state.annotations.picked.contains(&touched.id)) {
        return;
    }
    if let Some(annotation) = touched {
        context.send(intent::Annotations::Open(annotation.id));
    } else if let Some(document) = documents.first().filter(|_| is_reading && !documents.contains(here)) {
        context.send(intent::Articles::Open(document.clone()));
    }
}

/// The articles that a step writes, and those of the annotations that it writes.
fn documents_of(revert: &Revert) -> impl Iterator<Item = DocumentId> {
    revert.step.operations.iter().filter_map(|operation| {
        if operation.record.kind == Kind::Document {
            return Some(DocumentId(operation.record.id.clone()));
        }
        operation.writes.iter().find_map(|write| match (&write.field, &write.after) {
            (Field::Document, Some(Value::Text(id))) => Some(DocumentId(id.clone())),
            _ => None,
        })
    })
}
