//! Articles: showing, renaming, removing and printing them.

use super::columns;
use super::listing::{Line, listed};
use super::state::{Intent, Query, Writing};
use super::unfinished;
use crate::app::context::Context;
use crate::app::effect::{Effect, Target};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::state::State;
use crate::words::{articles as words, quoted};
use glossator_core::edit::command::Command;
use glossator_core::model::attribute::{AttributeId, HEADLINE};
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::Kind;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Open(document) => open(context, document),
        Intent::Choose(document) => {
            context.read();
            open(context, document);
            context.state.session.panel = None;
        }
        Intent::Step(forward) => step(context, forward),
        Intent::Unfinished => unfinished::next(context),
        Intent::Rename | Intent::Write(_) if context.state.refusal(Kind::Document).is_some() => {
            // Nobody writes in vain.
            if let Some(why) = context.state.refusal(Kind::Document) {
                context.say_rejected(&why);
            }
        }
        Intent::Rename => context.state.articles.is_renaming = true,
        Intent::EndRename(title) => end_rename(context, title),
        Intent::Write(what) => context.state.articles.writing = Some(what),
        Intent::EndWrite(written) => end_writing(context, written),
        Intent::Remove => {
            let document = context.state.session.document.clone();
            remove(context, &[document]);
        }
        Intent::RemoveAll(ids) => remove(context, &ids),
        Intent::BringBack(ids) => match context.run(&Command::BringBackDocuments(ids.clone())) {
            Ok(_) => context.say_with(words::back(ids.len()), MessageAction::Undo),
            Err(why) => context.say_rejected(&why),
        },
        Intent::Set(values) => set(context, values, ""),
        Intent::Paste(values, left_out) => set(context, values, &left_out),
        Intent::SetState(documents, state) => {
            let count = documents.len();
            match context.run(&Command::SetDocumentState { documents, state }) {
                Ok(_) => context.read_out(words::state_of(count, state)),
                Err(why) => context.say_unless_same(&why),
            }
        }
        Intent::SetNote(document, note) => {
            if let Err(why) = context.run(&Command::SetDocumentNote { document, note }) {
                context.say_unless_same(&why);
            }
        }
        Intent::Tabulate(query) => context.state.articles.table = query,
        Intent::List(query) => list(context, &query),
        Intent::Pick(ids, picks) => pick(context, &ids, picks),
        Intent::PickNone => context.state.articles.picked = Rc::default(),
        Intent::TurnColumn(id) => turn_column(context, &id),
        Intent::Print => {
            // Parts that are not drawn yet would be missing, and the browser waits for nobody.
            context.send(intent::Reader::Prints(true));
            context.effect(Effect::AfterFrame(Intent::PrintDrawn.into()));
        }
        Intent::PrintDrawn => context.effect(Effect::Print),
    }
}

fn open(context: &mut Context<'_>, document: DocumentId) {
    if context.state.session.document == document || context.state.corpus().document(&document).is_none() {
        return;
    }
    if context.state.side_by_side().contains(&document) {
        return context.send(intent::Compare::Activate(document));
    }
    context.turn_to(document);
    context.effect(Effect::ScrollToStart);
}

fn step(context: &mut Context<'_>, forward: bool) {
    let lines = listed(context.state.corpus(), &list_query(context.state));
    let ids: Vec<_> = lines.iter().filter_map(Line::article).map(|document| document.id.clone()).collect();
    let here = ids.iter().position(|id| *id == context.state.session.document);
    let next = here.and_then(|here| if forward { here.checked_add(1) } else { here.checked_sub(1) });
    match next.and_then(|next| ids.get(next).cloned()) {
        Some(document) => {
            open(context, document);
            let title = context.state.document().map(|document| document.title.clone());
            context.read_out(quoted(&title.unwrap_or_default()));
            context.focus(Target::Reader);
        }
        None => context.say(words::last(forward)),
    }
}

/// Leaving the field ends it too, also when it goes because the key that ended it took it away: that is no second time.
fn end_rename(context: &mut Context<'_>, title: Option<Rc<str>>) {
    if !std::mem::take(&mut context.state.articles.is_renaming) {
        return;
    }
    context.focus(Target::Reader);
    let Some(title) = title else { return };
    let document = context.state.session.document.clone();
    // A headline is an attribute; a title that was given before there were any stays where it is.
    let has_title = context.state.document().is_some_and(|it| it.attributes.get(HEADLINE).is_empty());
    let command = if has_title {
        Command::Rename { document, title }
    } else {
        Command::SetAttributes { values: vec![(document.key(), HEADLINE.into(), title)] }
    };
    match context.run(&command) {
        Ok(_) => context.say_with(words::RENAMED, MessageAction::Undo),
        Err(why) => context.say_unless_same(&why),
    }
}

/// The same for an attribute, or the note.
fn end_writing(context: &mut Context<'_>, written: Option<Rc<str>>) {
    let Some(what) = context.state.articles.writing.take() else { return };
    context.focus(Target::Reader);
    let Some((written, document)) = written.zip(context.state.document().cloned()) else { return };
    match what {
        Writing::Note => context.send(Intent::SetNote(document.id.clone(), written)),
        Writing::Attribute(id) => {
            let columns = columns::all(context.state.corpus());
            let Some(column) = columns.iter().find(|column| column.id == id) else { return };
            match column.read(&written) {
                Ok(value) if value == column.value(&document) => {}
                Ok(value) => context.send(Intent::Set(vec![(document.id.clone(), id, value)])),
                Err(why) => context.say(why),
            }
        }
    }
}

fn remove(context: &mut Context<'_>, ids: &[DocumentId]) {
    let found = ids.iter().filter_map(|id| context.state.corpus().document(id));
    let (mut first, mut annotations) = (None, 0);
    for document in found {
        annotations += document.annotation_count();
        first.get_or_insert_with(|| quoted(&document.title));
    }
    let Some(first) = first else { return };
    match context.run(&Command::RemoveDocuments(ids.to_vec())) {
        Ok(_) => {
            context.state.articles.picked = Rc::default();
            context.say_with(words::removed(&first, ids.len(), annotations), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

/// Gives articles values of attributes, as one step.
fn set(context: &mut Context<'_>, values: Vec<(DocumentId, Rc<str>, Rc<str>)>, left_out: &str) {
    let count = values.len();
    if count == 0 {
        return context.say(left_out);
    }
    let values = values.into_iter().map(|(id, attribute, value)| (id.key(), AttributeId(attribute), value));
    match context.run(&Command::SetAttributes { values: values.collect() }) {
        Ok(_) if count > 1 || !left_out.is_empty() => {
            context.say_with(format!("{} {left_out}", words::set(count)).trim(), MessageAction::Undo);
        }
        Ok(_) => {}
        Err(why) => context.say_unless_same(&why),
    }
}

fn pick(context: &mut Context<'_>, ids: &[DocumentId], picks: bool) {
    let picked = context.state.articles.picked.iter();
    let mut picked: BTreeSet<_> =
        picked.filter(|id| context.state.corpus().document(id).is_some()).cloned().collect();
    for id in ids {
        if picks {
            picked.insert(id.clone());
        } else {
            picked.remove(id);
        }
    }
    context.state.articles.picked = picked.into_iter().collect();
}

fn turn_column(context: &mut Context<'_>, id: &str) {
    let mut hidden: Vec<String> = hidden(context.state).iter().map(ToString::to_string).collect();
    let count = hidden.len();
    hidden.retain(|other| other != id);
    if hidden.len() == count {
        hidden.push(id.to_owned());
    }
    // Nothing stands for what nobody changed.
    context.set(HIDDEN, &format!("{} ", hidden.join(" ")));
}

/// Keeps the order of the list from one day to the next, and its words for now.
fn list(context: &mut Context<'_>, query: &Query) {
    let mut order = query.by.to_string();
    for (word, is_said) in [(DOWN, query.is_down), (APART, !query.is_grouped)] {
        if is_said {
            order.push(' ');
            order.push_str(word);
        }
    }
    let order_of = |of: &Query| (of.by.clone(), of.is_down, of.is_grouped);
    if order_of(query) != order_of(&list_query(context.state)) {
        context.set(ORDER, &order);
    }
    context.state.articles.words = query.words.clone();
}

/// The setting of the order of the list: a column, then the words for what is not so at first.
const ORDER: &str = "order of articles";
const DOWN: &str = "down";
const APART: &str = "apart";

/// The articles of the list, and their order.
#[must_use]
pub fn list_query(state: &State) -> Query {
    let words = state.articles.words.clone();
    let mut order = state.setting(ORDER).split_whitespace();
    let Some(by) = order.next() else { return Query { words, is_grouped: true, ..Query::default() } };
    let said: Vec<_> = order.collect();
    let (is_down, is_grouped) = (said.contains(&DOWN), !said.contains(&APART));
    Query { words, by: by.into(), is_down, is_grouped, ..Query::default() }
}

/// The setting of the columns that are not shown.
const HIDDEN: &str = "hidden columns";

/// The columns that are not shown, until somebody says another thing.
const HIDDEN_AT_FIRST: [&str; 2] = ["address", "retrieved"];

/// The columns of the table that are not shown.
#[must_use]
pub fn hidden(state: &State) -> Vec<Rc<str>> {
    match state.setting(HIDDEN) {
        "" => HIDDEN_AT_FIRST.map(Rc::from).to_vec(),
        hidden => hidden.split_whitespace().map(Rc::from).collect(),
    }
}
