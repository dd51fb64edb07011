//! The matrix of claims: what is done with groups, and that somebody looked for one and did not find it.

use super::listing::{self, lines};
use super::paper;
use super::state::{Form, Intent};
use crate::app::context::Context;
use crate::app::effect::{Copied, Download, Effect, Target};
use crate::app::intent::{Articles, Attribution};
use crate::app::message::{About, MessageAction};
use crate::app::place::Place;
use crate::words::{claims as words, files, quoted};
use glossator_core::edit::command::{Command, Link, Rejection};
use glossator_core::formats::matrix::{csv, html, picture, text, workbook};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::{APART, YES};
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::label::CLAIM;
use glossator_core::model::relation_type::ABSENT;
use glossator_core::query::matrix::{Cell, Column, Filter, Matrix};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::SetBy(by) => {
            let claims = &mut context.state.claims;
            claims.by = by;
            claims.shown = None;
            claims.visited = None;
            // A condition on a column is one on another column then.
            if matches!(
                claims.filter,
                Filter::In(_) | Filter::AbsentIn(_) | Filter::OnlyIn(_) | Filter::MissingIn(_)
            ) {
                claims.filter = Filter::All;
            }
        }
        Intent::SetCells(cells) => context.state.claims.cells = cells,
        Intent::SetFilter(filter) => context.state.claims.filter = filter,
        Intent::SetOrder(order) => context.state.claims.order = order,
        Intent::Show(shown) => context.state.claims.shown = shown,
        Intent::TurnAbsent(group, column, rest) => {
            let matrix = context.state.matrix();
            turn_absent(context, &matrix, &group, column, rest);
        }
        Intent::TurnAbsentIn(group, document) => {
            let matrix = Matrix::beside(context.state.corpus(), &[document]);
            turn_absent(context, &matrix, &group, 0, false);
        }
        Intent::Unmark(group, column) => {
            let matrix = context.state.matrix();
            unmark(context, &matrix, &group, column);
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
        Intent::GroupNext => match context.state.matrix().loose.first() {
            Some(claim) => context.send(Attribution::AskAbout(claim.id)),
            None => context.say(words::ALL_GROUPED),
        },
        Intent::SetApart(claims, is_apart) => set_apart(context, &claims, is_apart),
        Intent::Drag(claim, over, is_over) => drag(context, claim, over, is_over),
        Intent::NextOpen => next_open(context),
        Intent::Copy => copy(context),
        Intent::Download(form) => download(context, form),
        Intent::Prepare => {
            context.is_quiet = true;
            drop(context.state.matrix());
        }
    }
}

/// Lets the matrix be made while the browser has nothing better to do, where there are groups and it was not made or followed:
/// that of thousands of claims is the better part of the time in which its page opens.
pub fn follow(context: &mut Context<'_>) {
    let state = &*context.state;
    let has_groups = || state.corpus().entities().iter().any(|entity| *entity.label.0 == *CLAIM);
    if !state.is_opening() && !state.has_matrix() && has_groups() {
        context.effect(Effect::WhenIdle(Intent::Prepare.into()));
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
        return unmark(context, matrix, group, at);
    }
    match context.run(&link(open(group, cell, column))) {
        Ok(_) => context.read_out(words::absent_in(&name)),
        Err(why) => context.say_rejected(&why),
    }
}

fn unmark(context: &mut Context<'_>, matrix: &Matrix, group: &EntityId, at: usize) {
    let Some(row) = matrix.rows.iter().find(|row| row.group.id == *group) else { return };
    let Some((cell, column)) = row.cells.get(at).zip(matrix.columns.get(at)) else { return };
    let relations = cell.absent.iter().map(|absent| absent.relation.clone()).collect();
    match context.run(&Command::Unlink(relations)) {
        Ok(_) if cell.is_present() => context.read_out(words::UNMARKED),
        Ok(_) => context.read_out(words::open_again(&quoted(&words::column(context.state.corpus(), column)))),
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

/// Shows the row under a claim that is dragged, and puts the claim there at last.
fn drag(context: &mut Context<'_>, claim: AnnotationId, over: Option<EntityId>, is_over: bool) {
    if !is_over {
        context.is_quiet = context.state.claims.over == over;
        context.state.claims.over = over;
        return;
    }
    context.state.claims.over = None;
    let Some(group) = over.and_then(|id| context.state.corpus().entities().get(&id).cloned()) else { return };
    let command = Command::Assign { annotations: vec![claim], entity: Some(group.id.clone()) };
    give(context, &command, words::put(&group.name));
}

/// Shows the next cell that nobody has looked at, in the order of the rows; behind the last one the first. Where there is none,
/// what is left in the articles comes next.
fn next_open(context: &mut Context<'_>) {
    if context.state.place != Place::Claims {
        context.go(Place::Claims);
        return context.effect(Effect::AfterFrame(Intent::NextOpen.into()));
    }
    let matrix = context.state.matrix();
    let corpus = context.state.corpus().clone();
    let rows = matrix.rows(&corpus, &Filter::All, &context.state.claims.order);
    let cells = rows.iter().flat_map(|row| (0..matrix.columns.len()).map(|column| (*row, column)));
    let cells: Vec<_> = cells.collect();
    let visited = context.state.claims.visited.as_ref();
    let is_visited = |(row, column): &(usize, usize)| {
        visited.is_some_and(|(group, at, _)| matrix.rows[*row].group.id == *group && column == at)
    };
    let from = cells.iter().position(is_visited).map_or(0, |at| at + 1);
    let is_open = |(row, column): &&(usize, usize)| matrix.rows[*row].cells[*column].is_open();
    let Some((row, column)) = cells[from..].iter().chain(&cells[..from]).find(is_open).copied() else {
        return context.send(Articles::Unfinished);
    };
    let row = &matrix.rows[row];
    if !matrix.fulfils(row, &context.state.claims.filter) {
        context.state.claims.filter = Filter::All;
    }
    let times = visited.map_or(0, |(.., times)| times + 1);
    context.state.claims.visited = Some((row.group.id.clone(), column, times));
    let name = words::column(&corpus, &matrix.columns[column]);
    context.read_out(words::not_looked_in(&row.group.name, &name));
}

fn copy(context: &mut Context<'_>) {
    let (corpus, matrix) = (context.state.corpus(), context.state.matrix());
    let lines = lines(&matrix, corpus, &context.state.claims);
    let table = paper::table(corpus, &matrix, &lines);
    let said = words::copied(listing::rows(&lines).count(), matrix.columns.len()).into();
    context.is_quiet = true;
    context.effect(Effect::Copy(Rc::new(Copied { html: html(&table), text: text(&table), said })));
}

fn download(context: &mut Context<'_>, form: Form) {
    let corpus = context.state.corpus().clone();
    let matrix = context.state.matrix();
    let lines = lines(&matrix, &corpus, &context.state.claims);
    let table = paper::table(&corpus, &matrix, &lines);
    let rows: Vec<_> = listing::rows(&lines).collect();
    let (ending, mime, content) = match form {
        Form::Csv => ("csv", "text/csv;charset=utf-8", csv(&corpus, &matrix).into_bytes()),
        Form::Picture => ("svg", "image/svg+xml", picture(&table).into_bytes()),
        Form::Workbook => match workbook(&corpus, &matrix, &rows, &table) {
            Ok(content) => {
                ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content)
            }
            Err(why) => {
                return context.alert(About::Download, files::no_archive(&why.to_string()), Vec::new());
            }
        },
    };
    let rows = if form == Form::Csv { matrix.rows.len() } else { rows.len() };
    let name = format!("glossator-claims-{}.{ending}", (context.environment.today)());
    let with = words::with(rows, matrix.columns.len());
    context.is_quiet = true;
    context.effect(Effect::Download(Rc::new(Download { name, mime, content, with })));
}
