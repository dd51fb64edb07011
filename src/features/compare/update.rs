//! Comparing: which articles stand side by side, and which group is in focus.

use super::columns::{self, MOST};
use super::focus;
use super::state::{Adding, Intent};
use crate::app::context::Context;
use crate::app::effect::{Effect, Target};
use crate::app::intent;
use crate::app::place::Place;
use crate::app::state::State;
use crate::words::compare as words;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::CLAIM;
use glossator_core::query;
use glossator_core::query::matrix::Matrix;
use glossator_core::text::span::Span;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Begin => begin(context),
        Intent::Look(open) => match group_of(context.state, open) {
            Ok(group) => come_to(context, group),
            Err(why) => context.say(why),
        },
        Intent::Focus(group) => come_to(context, group),
        Intent::Passage(passage) => {
            let compare = &mut context.state.compare;
            compare.group = None;
            compare.passage = Some(passage);
            come_to(context, None);
        }
        Intent::TurnDifferences => {
            let hides = &mut context.state.compare.hides_differences;
            *hides = !*hides;
        }
        Intent::Step(forward) => step(context, forward),
        Intent::StepClaim(forward) => step_claim(context, forward),
        Intent::Activate(document) => activate(context, &document),
        Intent::Turn(document) => {
            activate(context, &document);
            show(context);
            context.focus(Target::Reader);
        }
        Intent::TurnAbsent(document) => {
            if let Some(group) = context.state.compare.group.clone() {
                context.send(intent::Claims::TurnAbsentIn(group, document));
            }
        }
        Intent::AskToAdd(asks) => {
            context.state.compare.adding = asks.then(Adding::default);
            context.focus(if asks { Target::Picker } else { Target::Back });
        }
        Intent::Type(typed) => context.state.compare.adding = Some(Adding { typed, active: 0 }),
        Intent::Move(active) => {
            if let Some(adding) = &mut context.state.compare.adding {
                adding.active = active;
            }
        }
        Intent::Add(document) => add(context, &document),
        Intent::Remove(document) => remove(context, &document),
        Intent::ChooseAgain => {
            context.state.compare.chosen.clear();
            show(context);
        }
    }
}

fn shown_in<'a>(state: &'a State, document: &DocumentId) -> Option<(&'a Rc<Annotation>, usize, usize)> {
    focus::shown(state.corpus(), &state.compare, document)
}

/// The group of the open claim, or of the one at the caret; `None` where the caret is at none.
fn group_of(state: &State, open: Option<AnnotationId>) -> Result<Option<EntityId>, &'static str> {
    let corpus = state.corpus();
    let here = || {
        query::covering(state.document()?, state.session.caret).into_iter().find(|it| *it.label.0 == *CLAIM)
    };
    let claim = open.and_then(|open| corpus.annotation(open)).filter(|open| *open.label.0 == *CLAIM);
    let Some(claim) = claim.or_else(here) else { return Ok(None) };
    corpus.entities().of(claim).map(|group| Some(group.id.clone())).ok_or(words::IN_NO_GROUP)
}

/// Shows the group, and the view if it is not there.
fn come_to(context: &mut Context<'_>, group: Option<EntityId>) {
    if let Some(group) = group {
        focus_on(context, group);
    }
    if context.state.place == Place::Compare { show(context) } else { context.go(Place::Compare) }
}

fn focus_on(context: &mut Context<'_>, group: EntityId) {
    let compare = &mut context.state.compare;
    compare.group = Some(group);
    compare.passage = None;
    compare.shown.clear();
}

fn begin(context: &mut Context<'_>) {
    let state = &*context.state;
    let is_there = |group: &EntityId| state.corpus().entities().get(group).is_some();
    if state.compare.passage.is_none()
        && !state.compare.group.as_ref().is_some_and(is_there)
        && let Some(first) = focus::groups(state).into_iter().next()
    {
        focus_on(context, first);
    }
    show(context);
    context.focus(Target::Reader);
}

/// The articles that stand there: those of the passage in focus, or those that somebody chose, or those that fit the claim.
fn choose(context: &mut Context<'_>) {
    let State { compare, session, .. } = &*context.state;
    let corpus = context.state.corpus();
    let chosen: Vec<_> = match &compare.passage {
        Some(passage) => vec![passage.left.0.clone(), passage.right.0.clone()],
        None => compare.chosen.iter().filter(|id| corpus.document(id).is_some()).cloned().collect(),
    };
    let columns = match &*chosen {
        [] => columns::choose(corpus, compare.group.as_ref(), &session.document),
        _ => chosen,
    };
    let first = columns.first().filter(|_| !columns.contains(&session.document)).cloned();
    context.state.compare.columns = columns;
    if let Some(first) = first {
        context.turn_to(first);
    }
}

/// Shows the claims in focus at one height.
fn show(context: &mut Context<'_>) {
    context.store_note();
    choose(context);
    if context.state.session.annotation.take().is_some() {
        context.state.session.close_card();
    }
    let state = &*context.state;
    let shown: Vec<(DocumentId, Span)> = if let Some(passage) = &state.compare.passage {
        vec![passage.left.clone(), passage.right.clone()]
    } else {
        let claims = state.compare.columns.iter().filter_map(|document| shown_in(state, document));
        claims.filter_map(|(claim, ..)| Some((claim.document.clone(), claim.span()?))).collect()
    };
    let here = shown.iter().find(|(document, _)| *document == state.session.document);
    if let Some(start) = here.map(|(_, span)| span.start()) {
        context.state.session.caret = start;
    }
    context.send(intent::Reader::DrawAround(shown.clone()));
    context.effect(Effect::Align(shown));
    context.state.messages.message = None;
}

fn step(context: &mut Context<'_>, forward: bool) {
    let groups = focus::groups(context.state);
    let here = groups.iter().position(|id| Some(id) == context.state.compare.group.as_ref());
    let next = match here {
        Some(here) if forward => here.checked_add(1),
        Some(here) => here.checked_sub(1),
        None => Some(0),
    };
    let Some((at, group)) = next.and_then(|next| Some((next, groups.get(next)?.clone()))) else {
        return context.say(if groups.is_empty() { words::NO_GROUP } else { words::last(forward) });
    };
    focus_on(context, group.clone());
    show(context);
    let state = &*context.state;
    let matrix = Matrix::beside(state.corpus(), &state.compare.columns);
    if let Some(row) = matrix.rows.iter().find(|row| row.group.id == group) {
        context.read_out(words::told(state.corpus(), &matrix, row, at, groups.len()));
    }
}

fn step_claim(context: &mut Context<'_>, forward: bool) {
    let document = context.state.session.document.clone();
    let Some((_, at, count)) = shown_in(context.state, &document) else {
        return context.say(words::NOT_HERE);
    };
    if count == 1 {
        return context.say(words::ONLY_ONE);
    }
    let next = (at + if forward { 1 } else { count - 1 }) % count;
    context.state.compare.shown.insert(document, next);
    show(context);
    context.read_out(words::place(next, count));
}

fn activate(context: &mut Context<'_>, document: &DocumentId) {
    let before = context.state.session.document.clone();
    if before == *document {
        context.is_quiet = true;
        return;
    }
    context.turn_to(document.clone());
    context.state.compare.before = Some(before);
    if let Some(start) = shown_in(context.state, document).and_then(|(claim, ..)| claim.span()) {
        context.state.session.caret = start.start();
    }
}

fn add(context: &mut Context<'_>, document: &DocumentId) {
    let compare = &mut context.state.compare;
    compare.adding = None;
    if compare.columns.len() < MOST && !compare.columns.contains(document) {
        compare.columns.push(document.clone());
        compare.chosen = compare.columns.clone();
    }
    activate(context, document);
    show(context);
    context.focus(Target::Reader);
}

fn remove(context: &mut Context<'_>, document: &DocumentId) {
    let compare = &mut context.state.compare;
    if compare.columns.len() < 2 {
        return;
    }
    compare.columns.retain(|one| one != document);
    compare.chosen = compare.columns.clone();
    show(context);
    context.focus(Target::Reader);
}
