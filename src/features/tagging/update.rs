//! Tags: making, relabelling, placing and deleting them, their notes, and the label that stays.

use super::boundary;
use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::{Target, Timer};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::state::State;
use crate::words::{quoted, tagging as words};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::edit::conflict::Overwritten;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::LabelId;
use glossator_core::model::relation_type::CUE;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Tag(label) => tag(context, label, None),
        Intent::TagAs(label, entity) => tag(context, label, Some(entity)),
        Intent::Relabel(annotation, label) => relabel(context, annotation, label),
        Intent::AddLabel(annotation, label) => add_label(context, annotation, label),
        Intent::Delete(annotation) => delete(context, annotation),
        Intent::Undelete(annotation) => match context.run(&Command::Undelete { annotation }) {
            Ok(_) => context.send(intent::Annotations::Open(annotation)),
            Err(why) => context.say_rejected(&why),
        },
        Intent::Place(annotation) => place(context, annotation),
        Intent::Stay => stay(context),
        Intent::Arm(label) => arm(context, label),
        Intent::TypeNote(annotation, note) => {
            // A person who types on and on does not put it off.
            if context.state.session.draft.is_none() {
                context.after(Timer::Note, Intent::StoreNote);
            }
            context.state.session.draft = Some((annotation, note));
        }
        Intent::StoreNote => {
            context.is_quiet = context.state.session.draft.is_none();
            context.store_note();
        }
        Intent::Nudge { start, step, forward } => boundary::nudge(context, start, step, forward),
        Intent::Drag { start, at, exact, progress } => boundary::drag(context, start, at, exact, progress),
        Intent::Settle(lost, takes) => settle(context, &lost, takes),
    }
}

/// Tags the selected words. Afterwards nothing is selected but the new annotation.
fn tag(context: &mut Context<'_>, label: LabelId, entity: Option<EntityId>) {
    let Some(span) = context.state.session.selection else { return };
    // The words that say so belong to the claim that is open.
    if is_cue_of_open(context.state, &label) {
        return context.send(intent::Attribution::TagAs(CUE, label));
    }
    context.store_note();
    let Some(text) = context.state.document().map(|document| document.text.clone()) else { return };
    let quote = quoted(span.of(text.content()));
    let name = context.label_name(&label);
    let document = context.state.session.document.clone();
    let command = match entity {
        Some(_) => Command::TagAll { spans: [(document, span)].into(), label: label.clone(), entity },
        None => Command::Tag { document, span, label: label.clone() },
    };
    match context.run(&command) {
        Ok(transaction) => {
            transaction.annotations().for_each(|tagged| context.open(tagged));
            let state = &mut *context.state;
            state.session.caret = span.end();
            if state.tagging.stays {
                // On a narrow screen the card would lie over the words that come next.
                state.session.close_card();
                state.tagging.armed = Some(label);
            } else {
                state.session.show_card();
            }
            context.read_out(words::tagged(&quote, &name));
            context.send(intent::Annotations::ShowOpenRow);
            context.send(intent::Search::AnnounceOthers);
        }
        Err(Rejection::AlreadyTagged(annotation)) => {
            context.send(intent::Annotations::Open(annotation));
            context.say(words::already_tagged(&quote, &name));
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn is_cue_of_open(state: &State, label: &LabelId) -> bool {
    let cue = state.corpus().relation_types().iter().find(|it| *it.id.0 == *CUE);
    cue.zip(state.open()).is_some_and(|(cue, open)| cue.to == label.0 && cue.from == open.label.0)
}

fn relabel(context: &mut Context<'_>, annotation: AnnotationId, label: LabelId) {
    let name = context.label_name(&label);
    match context.run(&Command::Relabel { annotations: vec![annotation], label }) {
        Ok(_) => context.read_out(words::relabelled(&context.quote(annotation), &name)),
        Err(Rejection::NothingToDo) => {}
        Err(Rejection::AlreadyTagged(_)) => {
            context.say(words::already_tagged(&context.quote(annotation), &name));
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn add_label(context: &mut Context<'_>, annotation: AnnotationId, label: LabelId) {
    let Some(annotation) = context.state.corpus().annotation(annotation).cloned() else { return };
    let Some(span) = annotation.span() else { return };
    context.send(intent::Articles::Open(annotation.document.clone()));
    context.send(intent::Reader::Select(span));
    context.send(Intent::Tag(label));
}

fn delete(context: &mut Context<'_>, annotation: AnnotationId) {
    let quote = context.quote(annotation);
    match context.run(&Command::Delete { annotations: vec![annotation] }) {
        Ok(_) => {
            context.say_with(words::deleted(&quote), MessageAction::Undo);
            context.focus(Target::Reader);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn place(context: &mut Context<'_>, annotation: AnnotationId) {
    let Some(span) = context.state.session.selection else { return context.say(words::SELECT_FIRST) };
    match context.run(&Command::Reanchor { annotation, span }) {
        Ok(_) => {
            context.clear_selection();
            context.say_with(words::placed(&context.quote(annotation)), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn stay(context: &mut Context<'_>) {
    let tagging = &mut context.state.tagging;
    if std::mem::replace(&mut tagging.stays, true) {
        tagging.stays = false;
        tagging.armed = None;
        return context.read_out(words::NO_LONGER_STAYS);
    }
    let open = context.state.open().filter(|_| context.state.session.selection.is_none());
    match open.map(|open| open.label.clone()) {
        Some(label) => arm(context, label),
        None => context.read_out(words::CHOOSE_LABEL),
    }
}

fn arm(context: &mut Context<'_>, label: LabelId) {
    context.read_out(words::stays(&context.label_name(&label)));
    context.state.tagging.armed = Some(label);
}

/// Decides between two values of one field, for every page that will ever read it.
fn settle(context: &mut Context<'_>, lost: &Rc<Overwritten>, takes: bool) {
    let (record, field) = (lost.record.clone(), lost.field.clone());
    let here = context.state.corpus().record(&record).and_then(|record| record.value(&field));
    let value = if takes { lost.value.clone() } else { here.cloned() };
    if let Err(why) = context.run(&Command::Settle { record, field, value }) {
        context.say_rejected(&why);
    }
}
