//! Texts that are kept outside of the store: they are read when the page is open, those of the article in view first; what a
//! file brings is kept there before it is taken in; and what needs every text waits until all are here.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent::{self, Intent as Any};
use crate::app::message::{About, MessageAction};
use crate::app::state::State as All;
use crate::words::storage as words;
use glossator_core::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The number of texts that are read together.
const TOGETHER: usize = 250;

/// The number of articles of which the texts are still to be read.
#[must_use]
pub fn unread(state: &All) -> usize {
    state.editor().wanted().len()
}

/// True if the article in view is still to be read; false if its text is here, or lost.
#[must_use]
pub fn is_reading(state: &All) -> bool {
    state.editor().wanted_by(&state.session.document).is_some()
}

/// Keeps a wish back that needs every text, until all are here. Returns true if it did.
pub fn holds_up(context: &mut Context<'_>, intent: &Any) -> bool {
    let needs_all = matches!(
        intent,
        Any::Export(intent::Export::DownloadJson | intent::Export::Export(_))
            | Any::Import(intent::Import::Open(_) | intent::Import::Paste(..))
            | Any::Storage(Intent::LookAt(_))
    );
    if let Any::Storage(Intent::LookAt(backup)) = intent {
        let backup = backup.clone();
        context.editor().want_backup(&backup);
    }
    let unread = unread(context.state);
    if !needs_all || unread == 0 {
        return false;
    }
    context.say(words::reading_first(unread));
    context.state.waiting.push(intent.clone());
    read(context);
    true
}

/// Asks for the text of the article in view at once, and for others that are named and not here.
pub fn follow(context: &mut Context<'_>) {
    let state = &*context.state;
    // A text that others wrote is on its way then, and not lost.
    if state.team.is_loading {
        return;
    }
    let first = state.editor().wanted_by(&state.session.document);
    if first.is_some() && first != state.storage.texts.first {
        context.state.storage.texts.first = first;
        context.effect(Effect::ReadTexts(Rc::from_iter(first)));
    }
    if context.state.storage.texts.is_open {
        read(context);
    }
}

/// Asks for the next texts, if none are being read.
pub(super) fn read(context: &mut Context<'_>) {
    let state = &*context.state;
    let texts = &state.storage.texts;
    let next = state.editor().wanted().iter().filter(|version| Some(**version) != texts.first);
    let next: Rc<[TextVersion]> = next.take(TOGETHER).copied().collect();
    if texts.is_reading {
        return;
    }
    if !next.is_empty() {
        context.state.storage.texts.is_reading = true;
        context.effect(Effect::ReadTexts(next));
    } else if state.editor().wanted().is_empty() {
        for intent in std::mem::take(&mut context.state.waiting) {
            context.send(intent);
        }
    }
}

/// Takes in what was read; `None` if nothing can be read.
pub(super) fn take(context: &mut Context<'_>, sought: &[TextVersion], found: Option<&[Rc<str>]>) {
    let texts = &mut context.state.storage.texts;
    let is_first = texts.first.is_some_and(|first| sought == [first]);
    if is_first {
        texts.first = None;
    } else {
        texts.is_reading = false;
    }
    texts.is_refused = found.is_none();
    let found = found.iter().flat_map(|found| found.iter());
    let found: Vec<_> = found.map(|text| Rc::new(Text::new(text.clone()))).collect();
    context.edit(|editor, _| ((), editor.take_texts(sought, found)));
    if context.state.storage.texts.is_open || !context.state.waiting.is_empty() {
        context.effect(Effect::WhenIdle(Intent::ReadTexts.into()));
    }
    report_lost(context);
}

/// Says it when all were looked for and some were not found.
fn report_lost(context: &mut Context<'_>) {
    let state = &*context.state;
    let lacking = state.corpus().documents().filter(|document| document.lacks_text).count();
    if !state.editor().wanted().is_empty() {
        return;
    }
    if lacking == 0 {
        return context.succeeded(&About::Texts);
    }
    // A service that synchronises a folder may bring them later.
    let words = match state.projects.open.folder() {
        Some(_) => words::texts_to_come(lacking),
        None => words::texts_lost(lacking, state.storage.texts.is_refused),
    };
    context.alert(About::Texts, words, vec![MessageAction::ReadAgain]);
}

/// Looks once more for what was not found.
pub(super) fn read_again(context: &mut Context<'_>) {
    context.editor().want_lost();
    read(context);
}

/// Notes what the database has; `None` if it cannot be asked.
pub(super) fn note(context: &mut Context<'_>, kept: Option<&BTreeSet<TextVersion>>) {
    context.is_quiet = true;
    context.state.storage.texts.is_open = true;
    context.state.storage.texts.is_refused = kept.is_none();
    context.editor().note_elsewhere(kept.cloned().unwrap_or_default());
}

/// Keeps the texts that only the store has in the database.
pub(super) fn move_texts(context: &mut Context<'_>) {
    context.is_quiet = true;
    let texts = context.state.editor().texts_to_move();
    if !texts.is_empty() && !context.state.storage.texts.is_refused {
        context.keep_texts(&texts, Intent::DropMoved);
    }
}

/// Writes everything into the store again, once the texts that it names are kept.
pub(super) fn store_anew(context: &mut Context<'_>) {
    let texts = context.state.editor().texts_elsewhere();
    if texts.is_empty() {
        return context.send(Intent::StoreAnewNow);
    }
    // A person who emptied the store may have emptied the database, too.
    context.editor().note_elsewhere(BTreeSet::new());
    context.keep_texts(&texts, Intent::StoreAnewNow);
}
