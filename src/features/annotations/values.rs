//! Values of attributes: of the open annotation, in its card, and of those that are picked, in a dialog of their own. A value’s
//! own key sets it while the page asks for one.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::Target;
use crate::app::message::MessageAction;
use crate::app::session::Dialog;
use crate::app::state::{State, Subject};
use crate::words::values as words;
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::{Attribute, AttributeId, Holds, YES};
use glossator_core::model::label::LabelId;
use std::rc::Rc;

/// The attributes that any of these annotations has, each once, by position; with the ids of those that have it.
#[must_use]
pub fn asked(state: &State, annotations: &[AnnotationId]) -> Vec<(Attribute, Vec<AnnotationId>)> {
    let corpus = state.corpus();
    let label = |id: &AnnotationId| corpus.annotation(*id).map(|one| one.label.clone());
    let mut labels: Vec<LabelId> = Vec::new();
    for label in annotations.iter().filter_map(label) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let attributes = corpus.attributes().iter().filter(|it| labels.iter().any(|label| label.0 == it.of));
    attributes
        .map(|attribute| {
            let having =
                annotations.iter().filter(|id| label(id).is_some_and(|label| label.0 == attribute.of));
            (attribute.clone(), having.copied().collect())
        })
        .collect()
}

/// Asks for a value of what is open or picked.
pub fn ask(context: &mut Context<'_>, open: Option<AnnotationId>) {
    if let (Some(open), None) = (open, context.state.session.annotation) {
        context.open(open);
    }
    let annotations = context.state.meant();
    if annotations.is_empty() {
        return context.say_nothing_meant();
    }
    if asked(context.state, &annotations).is_empty() {
        return context.say(words::NO_ATTRIBUTES);
    }
    context.state.annotations.asks = annotations;
    if context.state.subject() == Some(Subject::Rows) {
        return context.show(Some(Dialog::Values));
    }
    context.state.session.show_card();
    context.focus(Target::Values);
}

/// The page asks no longer.
pub fn stop(context: &mut Context<'_>) {
    context.state.annotations.asks.clear();
    if context.state.session.dialog == Some(Dialog::Values) {
        context.show(None);
    } else {
        context.focus(Target::Back);
    }
}

/// Sets the value that has the key.
pub fn by_key(context: &mut Context<'_>, key: char) {
    let annotations = context.state.meant();
    let found = asked(context.state, &annotations).into_iter().find_map(|(attribute, having)| {
        let value = attribute
            .values
            .iter()
            .find(|value| *value.key.to_lowercase() == *key.to_lowercase().to_string());
        let value = value?.id.clone();
        Some((attribute.id, value, having))
    });
    let Some((attribute, value, having)) = found else {
        return context.say(words::no_such_key(key));
    };
    // The key of what holds takes it back.
    let holds = |id: &AnnotationId| {
        let annotation = context.state.corpus().annotation(*id);
        annotation.is_some_and(|annotation| annotation.attributes.get(&attribute.0) == &*value)
    };
    let value = if having.iter().all(holds) { "".into() } else { value };
    if set(context, &annotations, &attribute, &value) {
        stop(context);
    }
}

/// Gives those of the annotations that have the attribute a value; says whether that could be.
pub fn set(context: &mut Context<'_>, annotations: &[AnnotationId], id: &AttributeId, value: &str) -> bool {
    let found = asked(context.state, annotations).into_iter().filter(|(attribute, _)| attribute.id == *id);
    let found: Vec<_> = found.collect();
    let Some((attribute, _)) = found.first() else { return false };
    let value: Rc<str> = value.trim().into();
    if !value.is_empty() && !attribute.holds.fits(&value) {
        context.state.annotations.refused += 1;
        context.say(words::misfit(attribute.holds));
        return false;
    }
    let (name, holds) = (attribute.name.clone(), attribute.holds);
    let shown = attribute.value(&value).map_or_else(|| value.clone(), |value| value.name.clone());
    let mut values = Vec::new();
    for (attribute, having) in &found {
        // The default may be stored or not: it means the same.
        let stored = if value == attribute.default { "".into() } else { value.clone() };
        values.extend(having.iter().map(|one| (one.key(), id.clone(), stored.clone())));
    }
    let count = values.len();
    match context.run(&Command::SetAttributes { values }) {
        Ok(_) => {
            let shown = if holds == Holds::Flag && *value == *YES { words::YES } else { &shown };
            let said = words::set(&name, shown, count);
            if count > 1 {
                context.say_with(said, MessageAction::Undo);
            } else {
                context.read_out(said);
            }
            true
        }
        Err(Rejection::NothingToDo) => true,
        Err(why) => {
            context.say_rejected(&why);
            false
        }
    }
}

/// Fulfils what is asked about values.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::AskValues(open) => ask(context, open),
        Intent::StopAsking => stop(context),
        Intent::ValueByKey(key) => by_key(context, key),
        Intent::SetValue(annotations, attribute, value) => {
            set(context, &annotations, &attribute, &value);
        }
        _ => {}
    }
}
