//! Changing the codebook: each change of a field is a step of its own; merging, deleting and taking a codebook over as well.

use super::starters::STARTERS;
use super::state::{AttributeChange, Begun, Intent, LabelChange, Offer, Open, RelationChange, ValueChange};
use super::writing::{free_id, lines};
use crate::app::context::Context;
use crate::app::effect::{Download, Effect, Target};
use crate::app::message::MessageAction;
use crate::app::session::Dialog;
use crate::app::state::State;
use crate::words::{codebook as words, help};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::formats::codebook::CodebookFormat;
use glossator_core::import::codebook::fitted;
use glossator_core::model::attribute::{Attribute, AttributeId, Holds, YES};
use glossator_core::model::codebook::Taking;
use glossator_core::model::label::{Label, LabelId};
use glossator_core::model::look::Look;
use glossator_core::model::record::AttributeValue;
use glossator_core::model::relation_type::{RelationType, RelationTypeId};
use std::rc::Rc;

/// Fulfils the intent.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Open(open) => {
            context.state.codebook.begun = None;
            context.state.codebook.open = Some(open);
            context.effect(Effect::RevealFields);
        }
        Intent::Begin(begun) => context.state.codebook.begun = Some(begun),
        Intent::Name(name) => name_begun(context, name.as_deref().map(str::trim).unwrap_or_default()),
        Intent::SetLabel(label, change) => set_label(context, &label, change),
        Intent::MoveLabel(label, to) => {
            context.state.codebook.open = Some(Open::Label(label.clone()));
            if run(context, &Command::MoveLabel { label, to }) {
                context.focus(Target::Entry);
            }
        }
        Intent::AskMerge(label) => {
            context.state.codebook.open = Some(Open::Label(label));
            context.show(Some(Dialog::MergeLabels));
        }
        Intent::Merge(into) => merge(context, into),
        Intent::AskDelete(label) => {
            context.state.codebook.open = Some(Open::Label(label.clone()));
            if annotations_of(context.state, &label) > 0 {
                context.show(Some(Dialog::DeleteLabel));
            } else {
                delete(context);
            }
        }
        Intent::Delete => delete(context),
        Intent::SetAttribute(of, id, change) => set_attribute(context, &of, &id, change),
        Intent::MoveAttribute(of, attribute, to) => {
            run(context, &Command::MoveAttribute { of, attribute, to });
        }
        Intent::DeleteAttribute(of, attribute) => {
            let name = context.state.corpus().attributes().get(&of, &attribute.0).map(|it| it.name.clone());
            let back = owner(context.state, &of);
            if run(context, &Command::DeleteAttribute { of, attribute }) {
                context.state.codebook.open = Some(back);
                context.say_with(words::attribute_deleted(&name.unwrap_or_default()), MessageAction::Undo);
                context.focus(Target::Page);
            }
        }
        Intent::SetRelationType(id, change) => set_relation_type(context, &id, change),
        Intent::DeleteRelationType(relation_type) => {
            let found = context.state.corpus().relation_types().iter().find(|it| it.id == relation_type);
            let name = found.map(|found| found.name.clone()).unwrap_or_default();
            if run(context, &Command::DeleteRelationType { relation_type }) {
                context.state.codebook.open = None;
                context.say_with(words::relation_type_deleted(&name), MessageAction::Undo);
                context.focus(Target::Page);
            }
        }
        Intent::Start(place) => start(context, place),
        Intent::Offer(file, read) => {
            context.state.codebook.offer = Some(Offer { file, read });
            context.show(Some(Dialog::TakeCodebook));
        }
        Intent::Take(taking) => take(context, taking),
        Intent::Download(format) => download(context, format),
    }
}

/// The definition whose fields are in view.
#[must_use]
pub fn open(state: &State) -> Option<Open> {
    let corpus = state.corpus();
    let is_here = |open: &&Open| match open {
        Open::Label(label) => corpus.labels().get(label).is_some(),
        Open::Articles => true,
        Open::Attribute(of, id) => corpus.attributes().get(of, &id.0).is_some(),
        Open::RelationType(id) => corpus.relation_types().iter().any(|it| it.id == *id),
    };
    let first = || corpus.labels().iter().next().map(|label| Open::Label(label.id.clone()));
    state.codebook.open.as_ref().filter(is_here).cloned().or_else(first)
}

/// The number of annotations with that label.
#[must_use]
pub fn annotations_of(state: &State, label: &LabelId) -> usize {
    let counts = state.corpus().documents().flat_map(|document| &document.counts);
    counts.filter(|(of, _)| of == label).map(|(_, count)| count).sum()
}

/// The definition in whose fields the attributes of those things stand.
fn owner(state: &State, of: &str) -> Open {
    let label = glossator_core::model::attribute::entity_label(of).unwrap_or(of);
    let is_label = state.corpus().labels().get(&label.into()).is_some();
    if is_label { Open::Label(label.into()) } else { Open::Articles }
}

/// Does it, or says why not; then the fields show what holds.
fn run(context: &mut Context<'_>, command: &Command) -> bool {
    match context.run(command) {
        Ok(_) => true,
        Err(Rejection::NothingToDo) => false,
        Err(why) => {
            refuse(context, &why.to_string());
            false
        }
    }
}

fn refuse(context: &mut Context<'_>, words: &str) {
    context.state.codebook.refused += 1;
    context.say(words);
}

fn name_begun(context: &mut Context<'_>, name: &str) {
    let Some(begun) = context.state.codebook.begun.take() else { return };
    if name.is_empty() {
        return;
    }
    let corpus = context.state.corpus().clone();
    match begun {
        Begun::Label => {
            let id = LabelId(free_id(name, |id| corpus.labels().get(&id.into()).is_some()));
            let keys = (1..=9).map(|key: u32| key.to_string());
            let key = keys.into_iter().find(|key| corpus.labels().iter().all(|label| *label.key != **key));
            let look = free_look(
                &corpus.labels().iter().map(|label| corpus.labels().look(&label.id)).collect::<Vec<_>>(),
            );
            let label = Label {
                name: name.into(),
                key: key.unwrap_or_default().into(),
                colour: look.colour().into(),
                ..Label::bare(id.clone())
            };
            if run(context, &Command::PutLabel(label)) {
                open_new(context, Open::Label(id));
            }
        }
        Begun::Attribute(of) => {
            let id = AttributeId(free_id(name, |id| corpus.attributes().get(&of, id).is_some()));
            let attribute = Attribute { name: name.into(), holds: Holds::Choice, ..Attribute::bare(of, id) };
            let open = Open::attribute(&attribute);
            if run(context, &Command::PutAttribute(attribute)) {
                open_new(context, open);
            }
        }
        Begun::Value(of, id) => {
            let Some(attribute) = corpus.attributes().get(&of, &id.0) else { return };
            let value = AttributeValue::new(free_id(name, |id| attribute.value(id).is_some()), name);
            let values = attribute.values.iter().cloned().chain([value]).collect();
            if run(context, &Command::PutAttribute(Attribute { values, ..attribute.clone() })) {
                // One more is likely to follow.
                context.state.codebook.begun = Some(Begun::Value(of, id));
            }
        }
        Begun::RelationType => {
            let is_taken = |id: &str| corpus.relation_types().iter().any(|it| *it.id.0 == *id);
            let id = RelationTypeId(free_id(name, is_taken));
            let mut labels = corpus.labels().iter().map(|label| label.id.0.clone());
            let Some(from) = labels.next() else { return };
            let kind = RelationType {
                name: name.into(),
                to: labels.next().unwrap_or_else(|| from.clone()),
                from,
                ..RelationType::bare(id.clone())
            };
            if run(context, &Command::PutRelationType(kind)) {
                open_new(context, Open::RelationType(id));
            }
        }
    }
}

fn open_new(context: &mut Context<'_>, open: Open) {
    context.state.codebook.open = Some(open);
    context.focus(Target::Entry);
}

/// The first look whose colour the fewest labels have.
fn free_look(taken: &[Look]) -> Look {
    let times = |look: &Look| taken.iter().filter(|taken| taken.index() == look.index()).count();
    Look::all().min_by_key(times).unwrap_or(Look::of_rank(0))
}

fn set_label(context: &mut Context<'_>, id: &LabelId, change: LabelChange) {
    let Some(mut label) = context.state.corpus().labels().get(id).cloned() else { return };
    match change {
        LabelChange::Name(name) => label.name = name,
        LabelChange::Key(key) => {
            let key: Rc<str> = key.trim().to_lowercase().into();
            if let Some(act) = context.state.keys().act_of(&key) {
                return refuse(context, &words::key_of_page(&key, help::act(act)));
            }
            label.key = key;
        }
        LabelChange::Look(look) => label.colour = look.colour().into(),
        LabelChange::Definition(definition) => label.definition = definition.trim().into(),
        LabelChange::Examples(examples) => label.examples = lines(&examples),
        LabelChange::Parent(parent) => label.parent = parent,
    }
    run(context, &Command::PutLabel(label));
}

fn merge(context: &mut Context<'_>, into: LabelId) {
    let Some(Open::Label(from)) = open(context.state) else { return };
    let [name, to] = [&from, &into].map(|label| context.label_name(label));
    let count = annotations_of(context.state, &from);
    context.show(None);
    if run(context, &Command::MergeLabels { from, into: into.clone() }) {
        context.state.codebook.open = Some(Open::Label(into));
        context.say_with(words::merged(&name, &to, count), MessageAction::Undo);
        context.focus(Target::Entry);
    }
}

fn delete(context: &mut Context<'_>) {
    let Some(Open::Label(label)) = open(context.state) else { return };
    let (name, count) = (context.label_name(&label), annotations_of(context.state, &label));
    context.show(None);
    if run(context, &Command::DeleteLabel { label }) {
        context.state.codebook.open = None;
        context.say_with(words::label_deleted(&name, count), MessageAction::Undo);
        context.focus(Target::Page);
    }
}

fn set_attribute(context: &mut Context<'_>, of: &str, id: &AttributeId, change: AttributeChange) {
    let found = context.state.corpus().attributes().get(of, &id.0).cloned();
    let Some(mut attribute) = found else { return };
    let mut gone = 0;
    match change {
        AttributeChange::Name(name) => attribute.name = name,
        AttributeChange::Definition(definition) => attribute.definition = definition.trim().into(),
        AttributeChange::Holds(holds) => {
            if attribute.holds == Holds::Choice {
                gone = attribute.values.len();
            }
            attribute.holds = holds;
            attribute.default = "".into();
        }
        AttributeChange::Default(default) => attribute.default = default.trim().into(),
        AttributeChange::Key(key) => {
            let key: Rc<str> = key.trim().to_lowercase().into();
            let yes = AttributeValue { key, ..AttributeValue::new(YES, YES) };
            attribute.values = Some(yes).into_iter().filter(|yes| !yes.key.is_empty()).collect();
        }
        AttributeChange::Value(at, change) => {
            let mut values = attribute.values.to_vec();
            let Some(value) = values.get_mut(at) else { return };
            match change {
                ValueChange::Name(name) => value.name = name.trim().into(),
                ValueChange::Key(key) => value.key = key.trim().to_lowercase().into(),
                ValueChange::Definition(definition) => value.definition = definition.trim().into(),
                ValueChange::Move(to) => {
                    let value = values.remove(at);
                    values.insert(to.min(values.len()), value);
                }
                ValueChange::Remove => {
                    let removed = values.remove(at);
                    if removed.id == attribute.default {
                        attribute.default = "".into();
                    }
                }
            }
            attribute.values = values.into();
        }
    }
    if run(context, &Command::PutAttribute(attribute)) && gone > 0 {
        context.say_with(words::values_gone(gone), MessageAction::Undo);
    }
}

fn set_relation_type(context: &mut Context<'_>, id: &RelationTypeId, change: RelationChange) {
    let found = context.state.corpus().relation_types().iter().find(|it| it.id == *id).cloned();
    let Some(mut kind) = found else { return };
    match change {
        RelationChange::Name(name) => kind.name = name,
        RelationChange::Definition(definition) => kind.definition = definition.trim().into(),
        RelationChange::Key(key) => kind.key = key.trim().to_lowercase().into(),
        RelationChange::From(from) => kind.from = from,
        RelationChange::To(to) => kind.to = to,
        RelationChange::Many(many) => kind.many = many,
    }
    run(context, &Command::PutRelationType(kind));
}

fn start(context: &mut Context<'_>, place: usize) {
    let Some(codebook) = STARTERS.get(place).map(|starter| starter.codebook()) else { return };
    let codebook = fitted(context.state.corpus().labels(), &codebook);
    let name = codebook.name.clone();
    context.show(None);
    if run(context, &Command::TakeCodebook(codebook, Taking::Add)) {
        context.say_with(words::taken(&name), MessageAction::Undo);
    } else {
        context.say(words::HERE_ALREADY);
    }
}

fn take(context: &mut Context<'_>, taking: Taking) {
    let Some(offer) = context.state.codebook.offer.take() else { return };
    context.show(None);
    // Labels may have come or gone while it was looked at.
    let codebook = fitted(context.state.corpus().labels(), &offer.read.codebook);
    if run(context, &Command::TakeCodebook(codebook, taking)) {
        context.say_with(words::taken(&offer.file), MessageAction::Undo);
    } else {
        context.say(words::HERE_ALREADY);
    }
}

fn download(context: &mut Context<'_>, format: &CodebookFormat) {
    let codebook = context.state.corpus().codebook();
    let content = (format.write)(&codebook).into_bytes();
    let name = format.file_name(&(context.environment.today)());
    let with = words::without(&format.left_out(&codebook));
    context.is_quiet = true;
    let mime = "text/plain;charset=utf-8";
    context.effect(Effect::Download(Rc::new(Download { name, mime, content, with })));
}
