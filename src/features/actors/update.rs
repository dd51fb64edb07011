//! Actors: which rows are shown and picked, and what is done with them.

use super::listing::{Listed, is_of, label, labels, thing};
use super::state::{Intent, Shown, State as Actors, Thing};
use crate::app::context::Context;
use crate::app::effect::{Download, Effect, Target};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::place::Place;
use crate::app::session::Dialog;
use crate::app::state::State;
use crate::words::actors as words;
use crate::words::remarks::remarks;
use glossator_core::edit::command::Command;
use glossator_core::edit::rejection::Rejection;
use glossator_core::formats::csv::EntityTable;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::AttributeId;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::label::LabelId;
use glossator_core::query::naming::{Counted, Row};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::List(label) => list(context, label),
        Intent::Tabulate(query) => context.state.actors.query = query,
        Intent::Count(counted) => context.state.actors.counted = counted,
        Intent::Pick(things, picks) => pick(&mut context.state.actors, things, picks),
        Intent::PickNone => context.state.actors.picked = Rc::default(),
        Intent::Show(shown) => show(context, shown),
        Intent::BeginNew => context.state.actors.is_naming = true,
        Intent::EndNew(name) => end_new(context, name),
        Intent::Name(thing, name) => rename(context, thing, &name),
        Intent::SetAliases(id, lines) => {
            let names = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(Rc::from).collect();
            change(context, &id, |entity| Entity { aliases: names, ..entity });
        }
        Intent::SetNote(id, note) => change(context, &id, |entity| Entity { note, ..entity }),
        Intent::Set(entities, attribute, value) => {
            let values = entities.into_iter().map(|entity| (entity, attribute.clone(), value.clone()));
            set(context, values.collect());
        }
        Intent::Paste(values) => set(context, values),
        Intent::AskMerge => {
            if picked(context.state).len() > 1 {
                context.show(Some(Dialog::MergeEntities));
            }
        }
        Intent::Merge(into) => merge(context, &into),
        Intent::Split(name, mentions) => introduce(context, &name, mentions),
        Intent::Separate(entity) => match context.run(&Command::SeparateEntity { entity }) {
            Ok(_) => context.say_with(words::APART, MessageAction::Undo),
            Err(why) => context.say_rejected(&why),
        },
        Intent::Delete(entities) => delete(context, entities),
        Intent::Take(name, table) => take(context, &name, &table),
        Intent::Download => download(context),
    }
}

/// The label that is listed.
#[must_use]
pub fn listed_label(state: &State) -> Option<LabelId> {
    label(state.corpus(), state.actors.label.as_ref())
}

/// The rows that are picked and still there, in the order of picking.
#[must_use]
pub fn picked(state: &State) -> Vec<Rc<Row>> {
    if state.actors.picked.is_empty() {
        return Vec::new();
    }
    let listed = listed(state, state.actors.counted);
    state.actors.picked.iter().filter_map(|thing| listed.row(thing).cloned()).collect()
}

fn listed(state: &State, counted: Counted) -> Listed {
    listed_label(state).map(|label| Listed::of(state.corpus(), &label, counted)).unwrap_or_default()
}

/// All mentions of a thing, whatever is counted.
fn mentions(state: &State, thing: &Thing) -> Vec<AnnotationId> {
    let all = listed(state, Counted { pronouns: true, quoted: true });
    all.row(thing).map(|row| row.ids()).unwrap_or_default()
}

fn list(context: &mut Context<'_>, label: LabelId) {
    if labels(context.state.corpus()).any(|other| other.id == label) {
        let Actors { query, counted, .. } = context.state.actors.clone();
        context.state.actors = Actors {
            label: Some(label),
            query: super::state::Query {
                by: query.by,
                is_down: query.is_down,
                ..super::state::Query::default()
            },
            counted,
            ..Actors::default()
        };
    }
}

/// Shows a row beside the table, and says so: the keyboard stays in the table.
fn show(context: &mut Context<'_>, shown: Option<Shown>) {
    let name = shown.as_ref().and_then(|shown| match &shown.thing {
        Thing::Entity(id) => context.state.corpus().entities().get(id).map(|entity| entity.name.clone()),
        Thing::Words(words) => Some(words.clone()),
    });
    if let Some((name, shown)) = name.zip(shown.as_ref()) {
        context.read_out(words::beside(&name, shown.outlet.as_deref()));
    }
    context.state.actors.shown = shown;
}

fn pick(actors: &mut Actors, things: Vec<Thing>, picks: bool) {
    let mut picked = actors.picked.to_vec();
    picked.retain(|thing| !things.contains(thing));
    if picks {
        // One that is picked already keeps its place.
        let before = actors.picked.to_vec();
        picked = before.iter().cloned().chain(things.into_iter().filter(|it| !before.contains(it))).collect();
    }
    actors.picked = picked.into();
}

fn end_new(context: &mut Context<'_>, name: Option<Rc<str>>) {
    if !std::mem::take(&mut context.state.actors.is_naming) {
        return;
    }
    context.focus(Target::Page);
    if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
        introduce(context, &name, Vec::new());
    }
}

/// Makes an entity of that name, with these mentions, and shows it.
fn introduce(context: &mut Context<'_>, name: &str, annotations: Vec<AnnotationId>) {
    let Some(label) = listed_label(context.state) else { return };
    let count = annotations.len();
    let known: Vec<EntityId> = context.state.corpus().entities().iter().map(|it| it.id.clone()).collect();
    match context.run(&Command::IntroduceEntity { label, name: name.into(), annotations }) {
        Ok(_) => {
            let entities = context.state.corpus().entities();
            let new = entities.iter().find(|entity| !known.contains(&entity.id));
            let shown = new.map(|entity| Shown::from(Thing::Entity(entity.id.clone())));
            context.state.actors.shown = shown;
            context.say_with(words::introduced(name.trim(), count), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn rename(context: &mut Context<'_>, of: Thing, name: &str) {
    match of {
        Thing::Entity(id) => change(context, &id, |entity| Entity { name: name.into(), ..entity }),
        Thing::Words(_) => {
            let mentions = mentions(context.state, &of);
            introduce(context, name, mentions);
        }
    }
}

/// Changes what people wrote about an entity.
fn change(context: &mut Context<'_>, id: &EntityId, change: impl FnOnce(Entity) -> Entity) {
    let Some(entity) = context.state.corpus().entities().get(id).cloned() else { return };
    match context.run(&Command::ChangeEntity(change((*entity).clone()))) {
        Ok(_) => context.read_out(words::CHANGED),
        Err(why) => say_unless_same(context, &why),
    }
}

/// Gives entities values of attributes, as one step.
fn set(context: &mut Context<'_>, values: Vec<(EntityId, Rc<str>, Rc<str>)>) {
    let count = values.len();
    let values = values.into_iter().map(|(id, attribute, value)| (id.key(), AttributeId(attribute), value));
    match context.run(&Command::SetAttributes { values: values.collect() }) {
        Ok(_) if count > 1 => context.say_with(words::set(count), MessageAction::Undo),
        Ok(_) => {}
        Err(why) => say_unless_same(context, &why),
    }
}

/// Says why it was refused, unless it was so already.
fn say_unless_same(context: &mut Context<'_>, why: &Rejection) {
    if *why != Rejection::NothingToDo {
        context.say_rejected(why);
    }
}

fn merge(context: &mut Context<'_>, into: &Thing) {
    let rows = picked(context.state);
    let Some(stays) = rows.iter().find(|row| is_of(row, into)) else { return };
    let (name, count) = (stays.name.clone(), rows.len());
    context.show(None);
    let others = rows.iter().filter(|row| !is_of(row, into));
    let (mut entities, mut annotations) = (Vec::new(), Vec::new());
    for row in others {
        match &row.entity {
            Some(entity) => entities.push(entity.id.clone()),
            None => annotations.extend(mentions(context.state, &thing(row))),
        }
    }
    let shown = match into {
        Thing::Entity(entity) => {
            let command = Command::TakeIn { entities, annotations, into: entity.clone() };
            context.run(&command).map(|_| Some(Shown::from(into.clone())))
        }
        Thing::Words(_) => {
            annotations.extend(mentions(context.state, into));
            context.state.actors.picked = Rc::default();
            return introduce(context, &name, annotations);
        }
    };
    match shown {
        Ok(shown) => {
            context.state.actors.picked = Rc::default();
            context.state.actors.shown = shown;
            context.say_with(words::merged(&name, count), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn delete(context: &mut Context<'_>, ids: Vec<EntityId>) {
    let counted = Counted { pronouns: true, quoted: true };
    let rows = listed(context.state, counted);
    let things: Vec<_> = ids.iter().cloned().map(Thing::Entity).collect();
    let gone: Vec<_> = things.iter().filter_map(|thing| rows.row(thing)).collect();
    let Some(first) = gone.first().map(|row| row.name.clone()) else { return };
    let (count, mentions) = (gone.len(), gone.iter().map(|row| row.mentions.len()).sum());
    match context.run(&Command::DeleteEntities(ids)) {
        Ok(_) => {
            let actors = &mut context.state.actors;
            actors.picked = actors.picked.iter().filter(|thing| !things.contains(thing)).cloned().collect();
            actors.shown = actors.shown.take().filter(|shown| !things.contains(&shown.thing));
            context.say_with(words::deleted(&first, count, mentions), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

/// Takes over what a table of a file holds, as one step; says what of it had no room.
fn take(context: &mut Context<'_>, file: &str, table: &EntityTable) {
    let left_out: Vec<_> = remarks(&table.findings).into_iter().map(|remark| remark.line).collect();
    match context.run(&Command::TakeEntities(table.entities.clone())) {
        Ok(_) => {
            let said = words::taken(file, table.entities.len(), &left_out);
            context.say_with(said, MessageAction::Undo);
        }
        Err(Rejection::NothingToDo) => context.say(words::here_already(file, &left_out)),
        Err(why) => return context.say(words::not_taken(file, &why.to_string())),
    }
    if let Some(first) = table.entities.first() {
        context.send(intent::Intent::Go(Place::Actors));
        if listed_label(context.state).as_ref() != Some(&first.label) {
            context.send(Intent::List(first.label.clone()));
        }
    }
}

fn download(context: &mut Context<'_>) {
    let Some(label) = listed_label(context.state) else { return };
    let corpus = context.state.corpus();
    let content = glossator_core::formats::csv::entities(corpus, &label);
    let rows = corpus.entities().in_order().into_iter().filter(|entity| entity.label == label).count();
    let name = format!("glossator-{}-{}.csv", label.0, (context.environment.today)());
    let (mime, with) = ("text/csv;charset=utf-8", words::with(rows));
    context.is_quiet = true;
    let content = content.into_bytes();
    context.effect(Effect::Download(Rc::new(Download { name, mime, content, with })));
}
