//! The store as a whole: room, backups, damage, clearing, and what other pages and the second copy bring.

use super::state::{Found, Intent, LookedAt};
use super::{opening, texts};
use crate::app::context::Context;
use crate::app::effect::{Download, Effect, Target};
use crate::app::message::{About, MessageAction};
use crate::app::session::Dialog;
use crate::words::storage as words;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::Editor;
use glossator_core::formats::stored;
use glossator_core::saving::{Backup, NewlyRead};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::OpenSettings => open_settings(context),
        Intent::OpenBackups => {
            open_settings(context);
            context.focus(Target::Backups);
        }
        Intent::Look => look(context),
        Intent::KeepSafe => context.effect(Effect::AskToKeep(true)),
        Intent::Kept(is_kept, was_asked) => {
            let known = &mut context.state.storage.is_kept;
            *known = if was_asked { Some(is_kept) } else { is_kept.then_some(true) };
            if was_asked {
                context.say(words::kept(is_kept));
            }
        }
        Intent::LookAt(backup) => look_at(context, backup),
        Intent::GoBack => go_back(context),
        Intent::DownloadSetAside => {
            let name = format!("glossator-set-aside-{}.json", (context.environment.today)());
            let content = stored::write(&context.state.storage.report.set_aside).into_bytes();
            let with = String::new();
            context.effect(Effect::Download(Rc::new(Download {
                name,
                mime: "application/json",
                content,
                with,
            })));
        }
        Intent::DropSetAside => {
            context.editor().drop_set_aside();
            // There may be room now for what waits.
            context.edit(|editor, _| ((), editor.catch_up()));
            open_settings(context);
            context.say(words::THROWN_AWAY);
        }
        Intent::Clear => {
            let random = context.random();
            context.state.start_again();
            context.edit(|editor, _| ((), editor.clear(random)));
            context.alert(About::Clearing, words::CLEARED, vec![MessageAction::UndoClear]);
        }
        Intent::UndoClear => undo_clear(context),
        Intent::StoreAnew => texts::store_anew(context),
        Intent::NoteTexts(kept) => texts::note(context, kept.as_deref()),
        Intent::ReadTexts => texts::read(context),
        Intent::TextsRead(sought, found) => texts::take(context, &sought, found.as_deref()),
        Intent::ReadAgain => texts::read_again(context),
        Intent::TextsKept(versions) => {
            context.is_quiet = true;
            context.editor().note_kept(versions.iter().copied());
        }
        Intent::MoveTexts => texts::move_texts(context),
        Intent::DropMoved => {
            context.is_quiet = true;
            context.editor().drop_moved();
        }
        Intent::StoreAnewNow => {
            let random = context.random();
            context.edit(|editor, _| ((), editor.store_anew(random)));
        }
        Intent::Received(key) => {
            let news = key.map(|key| context.editor().read(&key));
            take_in(context, news.unwrap_or_default());
        }
        Intent::ReadOn => opening::read_on(context),
        Intent::CatchUp => {
            let news = context.editor().read_all();
            take_in(context, news);
        }
        Intent::Adopt(index) => context.editor().adopt(index),
        Intent::BackUp => {
            context.is_quiet = true;
            let (day, now) = ((context.environment.today)(), (context.environment.now)());
            context.editor().back_up(&day, now);
        }
        Intent::Compact(is_alone) => {
            context.is_quiet = true;
            // The store stays as it is where that does not fit.
            let _ = context.editor().compact(is_alone);
        }
        Intent::PutBack(items) => {
            let items = (*items).clone();
            let brought = context.edit(|editor, _| editor.recover(items));
            if let Some(words) = words::brought_back(brought.edits, brought.annotations) {
                context.say(words);
            }
        }
        Intent::OfferFound(found) => offer_found(context, found),
        Intent::SettleFound(restores) => settle_found(context, restores),
    }
}

fn offer_found(context: &mut Context<'_>, found: Rc<Found>) {
    if Editor::are_backups(&found.items) {
        // They change nothing that is here.
        let items = found.items.clone();
        if context.edit(|editor, _| editor.put_back(items)).result.is_ok() {
            return context.effect(Effect::ForgetFound);
        }
    }
    let now = (context.environment.now)().millis();
    // A clock that was wrong for a while tells nothing.
    let latest = found.times.iter().copied().filter(|time| (1..=now).contains(time)).max();
    let time = latest.map(context.environment.local_time);
    let (annotations, backups) = context.state.editor().contents(&found.items);
    context.state.storage.found = Some(found);
    let words = words::found(time.as_deref(), annotations, backups);
    context.alert(About::Found, words, vec![MessageAction::RestoreFound, MessageAction::ForgetFound]);
}

fn settle_found(context: &mut Context<'_>, restores: bool) {
    let Some(found) = context.state.storage.found.take() else { return };
    if restores {
        let items = found.items.clone();
        let restored = context.edit(|editor, _| editor.put_back(items));
        if let Err(why) = restored.result {
            context.state.storage.found = Some(found);
            return context.alert(About::Found, words::not_put_back(&why), vec![MessageAction::RestoreFound]);
        }
        context.say(words::restored(restored.annotations));
    } else {
        context.say(words::THROWN_AWAY);
    }
    context.effect(Effect::ForgetFound);
    context.effect(Effect::GoOn);
}

fn look(context: &mut Context<'_>) {
    context.state.storage.report = Rc::new(context.state.editor().stored());
}

fn open_settings(context: &mut Context<'_>) {
    look(context);
    context.show(Some(Dialog::Settings));
    context.effect(Effect::AskToKeep(false));
}

fn look_at(context: &mut Context<'_>, backup: Backup) {
    match context.state.editor().backup(&backup) {
        Ok(then) => {
            let then = Rc::new(then);
            let step = context.plan(&Command::GoBack(then.clone())).ok();
            let differences = step.map(|transaction| words::differences(&transaction));
            context.succeeded(&About::Backup);
            context.state.storage.looked_at = Some(Rc::new(LookedAt { backup, then, differences }));
            context.show(Some(Dialog::Backup));
        }
        Err(why) => {
            // Nobody could answer it under the settings.
            context.show(None);
            context.alert(About::Backup, words::no_backup(&why), Vec::new());
        }
    }
}

fn go_back(context: &mut Context<'_>) {
    let Some(looked_at) = context.state.storage.looked_at.take() else { return };
    context.show(None);
    match context.run(&Command::GoBack(looked_at.then.clone())) {
        Ok(_) => {
            let made = (context.environment.local_time)(looked_at.backup.time.millis());
            context.say_with(words::went_back(&made), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

fn undo_clear(context: &mut Context<'_>) {
    context.show(None);
    let Some((put_back, outcome)) = context.editor().undo_clear() else { return };
    context.settle(outcome);
    if let Err(why) = put_back {
        return context.alert(About::Clearing, words::not_put_back(&why), vec![MessageAction::UndoClear]);
    }
    context.succeeded(&About::Clearing);
    context.say(words::ALL_BACK);
}

/// Takes in what other pages wrote, and says if the open annotation is gone by it.
fn take_in(context: &mut Context<'_>, news: NewlyRead) {
    keep_draft(context, &news);
    let open = context.state.session.annotation;
    let before = context.state.corpus().clone();
    let outcome = context.editor().take_in(news);
    let was_cleared = outcome.was_cleared;
    context.settle(outcome);
    let is_gone = |id: &_| context.state.corpus().annotation(*id).is_none();
    if let Some(gone) = open.filter(|id| !was_cleared && is_gone(id)) {
        let quote = crate::words::editing::quote(&before, gone);
        context.alert(About::Deletion, words::deleted_elsewhere(&quote), vec![MessageAction::Undelete(gone)]);
    }
}

/// A note that is being typed must not go with an annotation that another page deletes: it is stored before.
fn keep_draft(context: &mut Context<'_>, news: &NewlyRead) {
    let Some((annotation, note)) = context.state.session.draft.clone() else { return };
    let key = annotation.key();
    let is_touched = news
        .entries
        .iter()
        .any(|entry| entry.transaction.operations.iter().any(|operation| operation.record == key));
    if is_touched {
        let command = Command::SetNote { annotation, note };
        let moment = context.moment();
        if let Ok((_, outcome)) = context.editor().run(&command, &moment) {
            context.settle(outcome);
        }
    }
}
