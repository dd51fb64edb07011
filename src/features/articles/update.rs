//! Articles: showing, renaming, removing and printing them.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::{Effect, Target};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::session::Panel;
use crate::words::{articles as words, quoted};
use glossator_core::edit::command::Command;
use glossator_core::model::document::DocumentId;
use glossator_core::text::offset::ByteOffset;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Open(document) => open(context, document),
        Intent::Choose(document) => {
            open(context, document);
            context.state.session.panel = None;
        }
        Intent::Step(forward) => step(context, forward),
        Intent::Rename => context.state.articles.is_renaming = true,
        Intent::EndRename(title) => end_rename(context, title),
        Intent::Remove => remove(context),
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
    context.store_note();
    context.clear_selection();
    let state = &mut *context.state;
    state.session.document = document.clone();
    state.session.annotation = None;
    state.session.caret = ByteOffset::default();
    state.session.panel = state.session.panel.filter(|panel| *panel != Panel::Articles);
    state.reader.leave_article();
    state.tagging.dragged = None;
    state.articles.is_renaming = false;
    state.annotations.leave_article();
    context.effect(Effect::ScrollToStart);
    context.effect(Effect::Remember(document));
}

fn step(context: &mut Context<'_>, forward: bool) {
    let ids: Vec<_> = context.state.corpus().documents().map(|document| document.id.clone()).collect();
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
    if context.run(&Command::Rename { document, title }).is_ok() {
        context.say_with(words::RENAMED, MessageAction::Undo);
    }
}

fn remove(context: &mut Context<'_>) {
    let Some(document) = context.state.document().cloned() else { return };
    match context.run(&Command::RemoveDocument { document: document.id.clone() }) {
        Ok(_) => context.say_with(words::removed(&quoted(&document.title)), MessageAction::Undo),
        Err(why) => context.say_rejected(&why),
    }
}
