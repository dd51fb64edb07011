//! The matrix of claims: what is done with groups, and that somebody looked for one and did not find it.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::{Download, Effect, Target};
use crate::app::intent::Attribution;
use crate::app::message::MessageAction;
use crate::words::claims as words;
use crate::words::quoted;
use glossator_core::edit::command::{Command, Link, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::{APART, YES};
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::label::CLAIM;
use glossator_core::model::relation_type::ABSENT;
use glossator_core::query::matrix::{Cell, Column, Matrix};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::SetBy(by) => {
            context.state.claims.by = by;
            context.state.claims.shown = None;
        }
        Intent::SetFilter(filter) => context.state.claims.filter = filter,
        Intent::SetOrder(order) => context.state.claims.order = order,
        Intent::Show(shown) => context.state.claims.shown = shown,
        Intent::TurnAbsent(group, column, rest) => {
            let matrix = matrix(context);
            turn_absent(context, &matrix, &group, column, rest);
        }
        Intent::TurnAbsentIn(group, document) => {
            let matrix = Matrix::beside(context.state.corpus(), &[document]);
            turn_absent(context, &matrix, &group, 0, false);
        }
        Intent::BeginNew => context.state.claims.is_naming = true,
        Intent::EndNew(name) => {
            if std::mem::take(&mut context.state.claims.is_naming) {
                context.focus(Target::Page);
                if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
                    let command = Command::IntroduceEntity {
                        label: CLAIM.into(),
                        name: name.clone(),
                        annotations: Vec::new(),
                    };
                    give(context, &command, words::introduced(&name));
                }
            }
        }
        Intent::Rename(id, name) => {
            let Some(entity) = context.state.corpus().entities().get(&id).cloned() else { return };
            let command = Command::ChangeEntity(Entity { name: name.clone(), ..(*entity).clone() });
            give(context, &command, words::renamed(&name));
        }
        Intent::Pick(groups, picks) => pick(context, groups, picks),
        Intent::PickNone => context.state.claims.picked = Rc::default(),
        Intent::Merge => merge(context),
        Intent::Delete(groups) => {
            let count = groups.len();
            if give(context, &Command::DeleteEntities(groups), words::deleted(count)) {
                context.state.claims.picked = Rc::default();
            }
        }
        Intent::Move(group, down) => place(context, group, down),
        Intent::GroupNext => match matrix(context).loose.first() {
            Some(claim) => context.send(Attribution::AskAbout(claim.id)),
            None => context.say(words::ALL_GROUPED),
        },
        Intent::SetApart(claims, is_apart) => set_apart(context, &claims, is_apart),
        Intent::Download => download(context),
    }
}

/// Gives the command and says so, with a way back.
fn give(context: &mut Context<'_>, command: &Command, said: String) -> bool {
    match context.run(command) {
        Ok(_) => {
            context.say_with(said, MessageAction::Undo);
            true
        }
        Err(Rejection::NothingToDo) => false,
        Err(why) => {
            context.say_rejected(&why);
            false
        }
    }
}

/// The matrix as it is shown.
fn matrix(context: &Context<'_>) -> Matrix {
    Matrix::of(context.state.corpus(), &context.state.claims.by)
}

fn turn_absent(context: &mut Context<'_>, matrix: &Matrix, group: &EntityId, at: usize, rest: bool) {
    let Some(column) = matrix.columns.get(at) else { return };
    let name = quoted(&words::column(context.state.corpus(), column));
    if rest {
        let rows = matrix.rows.iter().filter(|row| row.cells[at].is_open());
        let links: Vec<Link> =
            rows.clone().flat_map(|row| open(&row.group.id, &row.cells[at], column)).collect();
        let count = rows.count();
        if count == 0 {
            return context.say(words::NOTHING_OPEN);
        }
        give(context, &link(links), words::rest_absent(count, &name));
        return;
    }
    let Some(row) = matrix.rows.iter().find(|row| row.group.id == *group) else { return };
    let cell = &row.cells[at];
    if cell.is_present() {
        return context.say(words::IS_THERE);
    }
    if cell.is_absent() {
        let relations = cell.absent.iter().map(|absent| absent.relation.clone()).collect();
        match context.run(&Command::Unlink(relations)) {
            Ok(_) => context.read_out(words::open_again(&name)),
            Err(why) => context.say_rejected(&why),
        }
        return;
    }
    match context.run(&link(open(group, cell, column))) {
        Ok(_) => context.read_out(words::absent_in(&name)),
        Err(why) => context.say_rejected(&why),
    }
}

fn link(links: Vec<Link>) -> Command {
    Command::Link { relation_type: ABSENT.into(), links }
}

/// The marks that a cell lacks.
fn open(group: &EntityId, cell: &Cell, column: &Column) -> Vec<Link> {
    let is_marked = |id: &&DocumentId| {
        cell.absent.iter().any(|absent| absent.document == **id)
            || cell.claims().any(|claim| claim.document == **id)
    };
    column.documents.iter().filter(|id| !is_marked(id)).map(|id| (group.into(), id.into())).collect()
}

fn pick(context: &mut Context<'_>, groups: Vec<EntityId>, picks: bool) {
    let mut picked = context.state.claims.picked.to_vec();
    if picks {
        picked.extend(groups.into_iter().filter(|group| !context.state.claims.picked.contains(group)));
    } else {
        picked.retain(|group| !groups.contains(group));
    }
    context.state.claims.picked = picked.into();
}

fn merge(context: &mut Context<'_>) {
    let entities = context.state.corpus().entities();
    let picked = context.state.claims.picked.iter().filter(|id| entities.get(id).is_some());
    let picked: Vec<_> = picked.cloned().collect();
    let [into, from @ ..] = &*picked else { return };
    if from.is_empty() {
        return;
    }
    let name = entities.get(into).map_or_else(Rc::default, |entity| entity.name.clone());
    let command = Command::MergeEntities { from: from.to_vec(), into: into.clone() };
    if give(context, &command, words::merged(picked.len(), &name)) {
        context.state.claims.picked = Rc::default();
    }
}

fn place(context: &mut Context<'_>, group: EntityId, down: bool) {
    let all = context.state.corpus().entities().in_order();
    let mut groups = all.into_iter().filter(|entity| *entity.label.0 == *CLAIM);
    let Some(at) = groups.position(|entity| entity.id == group) else { return };
    let Some(to) = (if down { at.checked_add(1) } else { at.checked_sub(1) }) else { return };
    match context.run(&Command::MoveEntity { entity: group, to }) {
        Ok(_) => context.read_out(words::MOVED),
        Err(Rejection::NothingToDo) => {}
        Err(why) => context.say_rejected(&why),
    }
}

fn set_apart(context: &mut Context<'_>, claims: &[AnnotationId], is_apart: bool) {
    let value: Rc<str> = if is_apart { YES.into() } else { "".into() };
    let values = claims.iter().map(|claim| (claim.key(), APART.into(), value.clone())).collect();
    give(context, &Command::SetAttributes { values }, words::apart(claims.len(), is_apart));
}

fn download(context: &mut Context<'_>) {
    let corpus = context.state.corpus();
    let matrix = matrix(context);
    let content = glossator_core::formats::csv::matrix(corpus, &matrix);
    let name = format!("glossator-claims-{}.csv", (context.environment.today)());
    let with = words::with(matrix.rows.len(), matrix.columns.len());
    context.is_quiet = true;
    let content = content.into_bytes();
    context.effect(Effect::Download(Rc::new(Download {
        name,
        mime: "text/csv;charset=utf-8",
        content,
        with,
    })));
}
