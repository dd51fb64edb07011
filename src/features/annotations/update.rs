//! The list of annotations as something to work with: what it shows, which rows are picked, what is done with all of those at
//! once; and opening an annotation.

use super::listing::{self, Line, Lines, draw_row, here, keep_picked};
use super::state::{ALL, Intent};
use super::values;
use crate::app::context::Context;
use crate::app::effect::{Effect, Rows, Target};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::session::Panel;
use crate::app::state::State;
use crate::words::{annotations as words, search};
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::{self, Query};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Open(annotation) => open(context, annotation, None),
        Intent::OpenAnother(annotation) => open(context, annotation, Some(here(context.state))),
        Intent::OpenHere => open_here(context),
        Intent::Step(forward) => match next(context.state, forward) {
            Some(annotation) => open(context, annotation, None),
            None => context.say(words::last(forward)),
        },
        Intent::Close => {
            context.store_note();
            context.state.session.annotation = None;
            context.state.session.close_card();
            context.focus(Target::Reader);
        }
        Intent::WriteNote(annotation) => {
            open_unless_open(context, annotation);
            context.state.session.show_card();
            context.focus(Target::Note);
        }
        intent @ (Intent::AskValues(_)
        | Intent::StopAsking
        | Intent::ValueByKey(_)
        | Intent::SetValue(..)) => {
            values::update(context, intent);
        }
        Intent::TakeBoundary(annotation) => {
            open_unless_open(context, annotation);
            context.focus(Target::Boundary);
        }
        Intent::SetWords(words) => narrow(context, |state| state.annotations.query.words = words),
        Intent::TurnLabel(label) => narrow(context, |state| {
            let labels = &mut state.annotations.query.labels;
            let count = labels.len();
            labels.retain(|other| *other != label);
            if labels.len() == count {
                labels.push(label);
            }
        }),
        Intent::SetEverywhere(everywhere) => {
            narrow(context, |state| state.annotations.everywhere = everywhere);
        }
        Intent::SetOrder(order) => narrow(context, |state| state.annotations.query.order = order),
        Intent::SetOnce(once) => narrow(context, |state| state.annotations.query.once = once),
        Intent::SetConditions(conditions) => {
            narrow(context, |state| state.annotations.query.conditions = conditions);
        }
        Intent::SetApart(apart) => narrow(context, |state| state.annotations.apart = apart),
        Intent::Unfold(annotation, unfolds) => unfold(context, annotation, unfolds),
        Intent::List(document, query) => {
            context.read();
            list(context, document, query);
        }
        Intent::Pick(annotation) => pick(context, annotation),
        Intent::PickTo(annotation) => pick_to(context, annotation),
        Intent::PickAll => {
            let shown = listing::listed(context.state, context.environment);
            let picked = &mut context.state.annotations.picked;
            *picked = if picked.len() < shown.len() { shown } else { Vec::new() };
        }
        Intent::PickNone => context.state.annotations.picked.clear(),
        Intent::RelabelPicked(label) => relabel(context, label),
        Intent::AddToPicked(label) => add_label(context, label),
        Intent::DeletePicked => delete(context),
        Intent::GoToList(is_there) => go_to_list(context, is_there),
        Intent::StepRow(from, forward) => step_row(context, from, forward),
        Intent::ShowOpenRow => show_open_row(context),
        Intent::Scrolled(above) => scrolled(context, above),
        Intent::DrawRest => context.state.annotations.is_first_frame = false,
    }
}

/// Picks no longer what an edit took out of the list.
pub fn follow(context: &mut Context<'_>) {
    let picked = std::mem::take(&mut context.state.annotations.picked);
    keep_picked(context.state, context.environment, &picked);
}

/// Opens the annotation and puts the caret there, or at its start.
fn open(context: &mut Context<'_>, id: AnnotationId, caret: Option<ByteOffset>) {
    let Some(annotation) = context.state.corpus().annotation(id).cloned() else { return };
    if annotation.document != context.state.session.document {
        context.send(intent::Articles::Open(annotation.document.clone()));
        return context.send(Intent::Open(id));
    }
    context.read();
    if context.state.session.annotation != Some(id) {
        context.store_note();
    }
    context.open(id);
    let state = &mut *context.state;
    draw_row(state, context.environment, &annotation);
    let start = annotation.span().map_or(state.session.caret, Span::start);
    state.session.caret = caret.unwrap_or(start);
    // On a narrow screen the card must be asked for; where there is room it stands there anyway.
    state.session.show_card();
    context.effect(Effect::Reveal(id));
}

fn open_unless_open(context: &mut Context<'_>, annotation: AnnotationId) {
    if context.state.session.annotation != Some(annotation) {
        context.send(Intent::Open(annotation));
    }
}

fn open_here(context: &mut Context<'_>) {
    let state = &*context.state;
    let caret = state.session.caret;
    let covering = state.document().map(|document| query::covering(document, caret)).unwrap_or_default();
    let at = covering.iter().position(|one| Some(one.id) == state.session.annotation);
    let next = at.map_or(0, |at| (at + 1) % covering.len());
    match covering.get(next).map(|one| one.id) {
        Some(annotation) => open(context, annotation, Some(caret)),
        None => context.say(words::NOTHING_HERE),
    }
}

/// The annotation behind (or in front of) the open one; if none is open, of the caret.
fn next(state: &State, forward: bool) -> Option<AnnotationId> {
    let document = state.document()?;
    let open = state.open().and_then(|open| document.index_of(open));
    let behind = || document.index_behind(state.session.caret);
    let place = match (open, forward) {
        (Some(open), true) => open.checked_add(1),
        (Some(open), false) => open.checked_sub(1),
        (None, true) => Some(behind()),
        (None, false) => behind().checked_sub(1),
    };
    document.annotations_from(place?).next().map(|annotation| annotation.id)
}

fn narrow(context: &mut Context<'_>, change: impl FnOnce(&mut State)) {
    let state = &mut *context.state;
    change(state);
    state.annotations.first_row = 0;
    let picked = std::mem::take(&mut state.annotations.picked);
    keep_picked(state, context.environment, &picked);
    context.effect(Effect::CheckRows);
}

fn list(context: &mut Context<'_>, document: Option<DocumentId>, query: Query) {
    context.show(None);
    let state = &mut *context.state;
    state.annotations.everywhere = document.is_none();
    // A number leads to as many rows.
    let rows = query::rows(state.corpus(), document.as_ref(), &query, context.environment.matcher);
    let unfolded: Vec<_> = rows.part(0..rows.count().min(ALL)).iter().map(|(_, one)| one.id).collect();
    state.annotations.unfolded = unfolded;
    state.annotations.query = query;
    state.annotations.first_row = 0;
    state.annotations.picked.clear();
    state.session.panel = Some(Panel::Annotations);
    if let Some(document) = document {
        context.send(intent::Articles::Open(document));
    }
    context.focus(Target::Row);
}

/// A row that is picked in part is picked whole.
fn pick(context: &mut Context<'_>, annotation: AnnotationId) {
    let row = listing::ids_of(context.state, context.environment, annotation);
    let mut picked = context.state.annotations.picked.clone();
    let is_picked = row.iter().all(|id| picked.contains(id));
    picked.retain(|id| !row.contains(id));
    if !is_picked {
        picked.extend(row);
    }
    keep_picked(context.state, context.environment, &picked);
}

fn pick_to(context: &mut Context<'_>, annotation: AnnotationId) {
    let mut picked = context.state.annotations.picked.clone();
    let lines = listing::lines(context.state, context.environment);
    let rows: Vec<_> = lines.part(0..lines.count()).iter().map(Line::ids).collect();
    let Some(at) = rows.iter().position(|ids| ids.contains(&annotation)) else { return };
    let is_picked = |row: &usize| rows[*row].iter().all(|id| picked.contains(id));
    let from = (0..at).rev().find(is_picked).or_else(|| (at + 1..rows.len()).find(is_picked)).unwrap_or(at);
    picked.extend(rows[at.min(from)..=at.max(from)].iter().flatten());
    keep_picked(context.state, context.environment, &picked);
}

/// The keyboard goes to a row that is there afterwards.
fn unfold(context: &mut Context<'_>, annotation: AnnotationId, unfolds: bool) {
    let lines = listing::lines(context.state, context.environment);
    let Lines::Alike(lines) = lines else { return };
    let is_of_it = |line: &&Line<'_>| line.alike.iter().any(|one| one.id == annotation);
    let Some(first) = lines.iter().find(is_of_it) else { return };
    let (group, first): (Vec<_>, _) = (first.alike.iter().map(|one| one.id).collect(), first.annotation.id);
    let list = &mut context.state.annotations;
    list.unfolded.retain(|id| !group.contains(id));
    if unfolds {
        list.unfolded.push(first);
    } else if annotation != first && context.state.session.annotation != Some(annotation) {
        context.focus(Target::Row);
    }
}

fn relabel(context: &mut Context<'_>, label: LabelId) {
    let annotations = context.state.annotations.picked.clone();
    let (picked, name) = (annotations.len(), context.label_name(&label));
    match context.run(&Command::Relabel { annotations, label }) {
        Ok(transaction) => {
            let words = words::relabelled(transaction.operations.len(), picked, &name);
            context.say_with(words, MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn add_label(context: &mut Context<'_>, label: LabelId) {
    let corpus = context.state.corpus();
    let picked = context.state.annotations.picked.iter().filter_map(|id| corpus.annotation(*id));
    let mut spans: Vec<_> = picked.filter_map(|one| Some((one.document.clone(), one.span()?))).collect();
    spans.sort_unstable();
    let (picked, name) = (spans.len(), context.label_name(&label));
    match context.run(&Command::TagAll { spans: spans.into(), label, entity: None }) {
        Ok(transaction) => {
            let words = search::tagged(transaction.operations.len(), picked, &name);
            context.say_with(words, MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn delete(context: &mut Context<'_>) {
    let annotations = context.state.annotations.picked.clone();
    let count = annotations.len();
    match context.run(&Command::Delete { annotations }) {
        Ok(_) => context.say_with(words::deleted(count), MessageAction::Undo),
        Err(why) => context.say_rejected(&why),
    }
}

fn go_to_list(context: &mut Context<'_>, is_there: bool) {
    if is_there {
        context.state.session.panel = None;
        return context.focus(Target::Reader);
    }
    if listing::rows(context.state, context.environment).count() == 0 {
        return context.say(words::EMPTY);
    }
    if let Some(open) = context.state.open().cloned() {
        draw_row(context.state, context.environment, &open);
    }
    let panel = &mut context.state.session.panel;
    *panel = panel.filter(|panel| *panel == Panel::Card).or(Some(Panel::Annotations));
    context.focus(Target::Row);
}

/// The row that has the focus is the open one, unless rows are being picked: then nothing is opened.
fn step_row(context: &mut Context<'_>, from: AnnotationId, forward: bool) {
    if !context.state.annotations.picked.is_empty() {
        context.is_quiet = true;
        return context.effect(Effect::FocusNeighbour { of: Rows::Annotations, forward });
    }
    let lines = listing::lines(context.state, context.environment);
    let at = context.state.corpus().annotation(from).and_then(|from| lines.index_of(from));
    let next = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    let next = next.and_then(|next| lines.part(next..next + 1).first().map(|line| line.annotation.id));
    if let Some(next) = next {
        context.send(Intent::Open(next));
        context.focus(Target::Row);
    }
}

fn show_open_row(context: &mut Context<'_>) {
    match context.state.open().cloned() {
        Some(open) => {
            draw_row(context.state, context.environment, &open);
            let is_card = context.state.session.panel == Some(Panel::Card);
            context.effect(if is_card { Effect::Reveal(open.id) } else { Effect::RevealRow(open.id) });
        }
        None => context.effect(Effect::CheckRows),
    }
}

/// Draws the rows that are in view now, where not all are drawn.
fn scrolled(context: &mut Context<'_>, above: isize) {
    let count = listing::rows(context.state, context.environment).count();
    let list = &mut context.state.annotations;
    let drawn = list.drawn(count);
    context.is_quiet = true;
    if drawn.len() < count {
        let row = drawn.start.saturating_add_signed(above).min(count - 1);
        context.is_quiet = !list.draw_around(row, count);
    }
    if !context.is_quiet {
        context.effect(Effect::CheckRows);
    }
}
