//! Projects: made, opened, renamed, copied, saved to files, deleted and brought back.
//!
//! The project that is open is edited like everything else. Of another one, a second editor reads its store for a moment.

use super::state::{Deleted, Intent};
use super::{copying, taking};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::message::{About as Subject, MessageAction};
use crate::app::seeds::EXAMPLE;
use crate::app::session::Dialog;
use crate::app::settings::{HINTS, KEYS, SINGLE_KEYS, SNAPPING, TEXT_SIZE, THEME};
use crate::words::projects as words;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Setup};
use glossator_core::formats;
use glossator_core::import::{Incoming, OtherProject};
use glossator_core::model::record::ReplicaId;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::saving::journal::text_key;
use glossator_core::saving::project::{self, About, Listed, ProjectId, ProjectStorage};
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::saving::{Budget, SaveStatus};
use glossator_core::text::TextVersion;
use std::rc::Rc;

/// Fulfils the intent.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Look => look(context),
        Intent::Describe(is_opened) => describe(context, is_opened),
        Intent::Open(id) => open(context, id),
        Intent::New(has_example) => {
            if let Some(id) = make(context, has_example, None) {
                open(context, id);
            }
        }
        Intent::OpenExample => open_example(context),
        Intent::Rename(id) | Intent::Duplicate(id) | Intent::Take(id, _)
            if id.is_shared() && id != context.state.projects.open =>
        {
            // Writes of others are not in its store.
            context.alert(Subject::Projects, words::OPEN_FIRST, Vec::new());
        }
        Intent::Rename(id) => context.state.projects.renaming = Some(id),
        Intent::Duplicate(id) if id.is_shared() => {
            let copy = ProjectId::new(context.random(), false);
            copying::begin(context, copy, false);
        }
        Intent::EndRename(name) => end_rename(context, name),
        Intent::Duplicate(id) => {
            context.store_note();
            let copy = ProjectId::new(context.random(), id.has_example());
            context.effect(Effect::CopyTexts(id, copy));
        }
        Intent::DuplicateNow(from, to, is_kept) => copying::duplicate(context, &from, &to, is_kept),
        Intent::Copy(id, leaves) => copying::begin(context, id, leaves),
        Intent::CopyNow(id, is_kept) => copying::finish(context, &id, is_kept),
        Intent::Take(id, to) => taking::take(context, id, to),
        Intent::TakeNow(id, to, sought, found) => {
            taking::take_now(context, &id, to, &sought, found.as_deref());
        }
        Intent::AskDelete(id) => {
            context.state.projects.asked = Some(id);
            context.show(Some(Dialog::DeleteProject));
        }
        Intent::Delete => {
            context.show(None);
            if let Some(id) = context.state.projects.asked.take() {
                context.effect(Effect::DeleteProject(id));
            }
        }
        Intent::DeleteLeft => delete_left(context),
        Intent::NotOpened(id) => not_opened(context, &id),
        Intent::OfferOwn => taking::offer_own(context),
        Intent::Bring(others) => {
            if others.is_empty() {
                return;
            }
            let id = |other: &OtherProject| ProjectId::new(context.random(), other.id.has_example());
            let brought = others.iter().map(|other| (id(other), other.clone())).collect();
            context.effect(Effect::KeepProjects(brought));
        }
        Intent::BringNow(brought, are_kept) => bring(context, &brought, &are_kept),
        Intent::DeleteNow(id, is_in_use) => delete(context, id, is_in_use),
        Intent::UndoDelete => undo_delete(context),
        Intent::OfferLost(lost) => {
            let words = words::lost(lost.len());
            context.state.projects.lost = Some(lost);
            context.alert(
                Subject::LostProjects,
                words,
                vec![MessageAction::RestoreProjects, MessageAction::ForgetProjects],
            );
        }
        Intent::SettleLost(restores) => {
            let Some(lost) = context.state.projects.lost.take() else { return };
            context.effect(if restores {
                Effect::RestoreProjects(lost)
            } else {
                Effect::ForgetProjects(lost)
            });
        }
        Intent::Restored(count, is_whole) => {
            look(context);
            if is_whole {
                context.say(words::restored(count));
            } else {
                context.alert(Subject::LostProjects, words::NO_ROOM, Vec::new());
            }
        }
    }
}

pub(super) fn storage(context: &Context<'_>) -> Result<Rc<dyn Storage>, StorageError> {
    context.environment.storage.clone()
}

pub(super) fn look(context: &mut Context<'_>) {
    describe(context, false);
    context.is_quiet = false;
    if let Ok(storage) = storage(context) {
        let mut listed = project::list(&*storage);
        let open = context.state.projects.open.clone();
        if !listed.iter().any(|listed| listed.id == open) {
            let about = About::default();
            listed.insert(0, Listed { id: open, about, units: 0 });
        }
        context.state.projects.listed = Rc::new(listed);
    }
}

/// The project that is open, as the list has it.
pub(super) fn describe(context: &mut Context<'_>, is_opened: bool) {
    context.is_quiet = true;
    let Ok(storage) = storage(context) else { return };
    // Nothing is written beside what a newer page wrote, beside a store that was emptied, or of a project that was left.
    if context.state.editor().status() != SaveStatus::Saved || context.state.projects.next.is_some() {
        return;
    }
    let now = (context.environment.now)().millis();
    let (id, corpus) = (context.state.projects.open.clone(), context.state.corpus().clone());
    let before = project::about(&*storage, &id).unwrap_or_default();
    let described = context.state.projects.described.replace(corpus.clone());
    let is_edited = described.is_some_and(|described| !Rc::ptr_eq(&described, &corpus));
    let latest = || {
        let annotations = corpus.documents().flat_map(|document| document.annotations());
        annotations.map(|annotation| annotation.modified.millis()).max().unwrap_or_default()
    };
    let changed = match before.changed {
        _ if is_edited => now,
        0 => latest(),
        changed => changed,
    };
    let about = About {
        name: context.state.setting(PROJECT_NAME).to_owned(),
        articles: corpus.documents().count(),
        annotations: corpus.annotation_count(),
        changed,
        opened: if is_opened { now } else { before.opened },
    };
    // The list only helps to choose: without room for it, the project is there all the same.
    let _ = project::describe(&*storage, &id, &about);
}

pub(super) fn open(context: &mut Context<'_>, id: ProjectId) {
    if id == context.state.projects.open {
        return context.read();
    }
    if let Some((_, is_away)) = &mut context.state.projects.next {
        *is_away = false;
    }
    context.store_note();
    describe(context, false);
    if let Ok(storage) = storage(context) {
        let about = project::about(&*storage, &id).unwrap_or_default();
        let opened = (context.environment.now)().millis();
        let _ = project::describe(&*storage, &id, &About { opened, ..about });
    }
    context.effect(Effect::OpenProject(id));
}

/// An editor of another project.
pub(super) fn editor(context: &Context<'_>, id: &ProjectId) -> Result<Editor, StorageError> {
    let storage = storage(context)?;
    let example = context.state.projects.example.as_deref().filter(|_| id.has_example()).cloned();
    let seeds = example.unwrap_or_else(|| Corpus::new([]));
    let setup = Setup {
        seeds,
        replica: ReplicaId(context.random()),
        newcomer: context.state.annotator(),
        budget: Budget::default(),
    };
    let (editor, _) = Editor::start(setup, Ok(Rc::new(ProjectStorage::new(storage, id.clone()))));
    match editor.status() {
        SaveStatus::NotSaved(why) => Err(why),
        SaveStatus::Saved | SaveStatus::NewerForm(_) => Ok(editor),
    }
}

/// Gives another project these commands; those that do nothing are passed over.
pub(super) fn give(context: &Context<'_>, id: &ProjectId, commands: &[Command]) -> Result<(), StorageError> {
    give_to(context, editor(context, id)?, commands)
}

fn give_to(context: &Context<'_>, mut editor: Editor, commands: &[Command]) -> Result<(), StorageError> {
    for command in commands {
        let moment = editor.moment((context.environment.now)(), (context.environment.random)());
        if let Ok(outcome) = editor.set_up(command, &moment)
            && let Some(SaveStatus::NotSaved(why)) = outcome.status
        {
            return Err(why);
        }
    }
    Ok(())
}

pub(super) fn named(name: &str) -> Command {
    Command::Set { setting: PROJECT_NAME.into(), value: name.into() }
}

/// Opens the example that is there under the name of its file, or makes it.
fn open_example(context: &mut Context<'_>) {
    let Ok(example) = formats::read("example.json", EXAMPLE.as_bytes()) else { return };
    look(context);
    let name = example.project.as_ref().map(|project| project.name.clone()).unwrap_or_default();
    let is_it = |listed: &&Listed| listed.id.has_example() && *listed.about.name == *name;
    let there = context.state.projects.listed.iter().find(is_it).map(|listed| listed.id.clone());
    if let Some(id) = there.or_else(|| make(context, true, Some(&Rc::new(example)))) {
        open(context, id);
    }
}

/// Makes a project, with what is in a file if one is given; `None` if there is no room.
fn make(context: &mut Context<'_>, has_example: bool, file: Option<&Rc<Incoming>>) -> Option<ProjectId> {
    let id = ProjectId::new(context.random(), has_example);
    let taken: Vec<_> =
        context.state.projects.listed.iter().map(|listed| listed.about.name.clone()).collect();
    let of_file = file.and_then(|file| file.project.as_ref()).map(|project| project.name.to_string());
    let name = of_file.unwrap_or_else(|| words::new_name(has_example, &taken));
    fill(context, id, &name, file, &[])
}

/// Makes a project under that id; texts of the file that are kept elsewhere already go into no store.
pub(super) fn fill(
    context: &mut Context<'_>,
    id: ProjectId,
    name: &str,
    file: Option<&Rc<Incoming>>,
    kept: &[TextVersion],
) -> Option<ProjectId> {
    let mut commands = vec![named(name)];
    // The page looks and answers as it did.
    for setting in [THEME, TEXT_SIZE, SNAPPING, SINGLE_KEYS, KEYS, HINTS] {
        let value = context.state.setting(setting);
        if !value.is_empty() {
            commands.push(Command::Set { setting: setting.into(), value: value.into() });
        }
    }
    let person = context.state.corpus().annotator_name(context.state.annotator());
    if !person.is_empty() {
        commands.push(Command::SetName { name: person });
    }
    commands.extend(file.cloned().map(Command::Import));
    let made = editor(context, &id).and_then(|mut editor| {
        editor.note_elsewhere(kept.iter().copied().collect());
        give_to(context, editor, &commands)
    });
    let made = made.and_then(|()| {
        if file.is_some() {
            // So it is no step that could be taken back. Without room for that the project is there all the same.
            let mut editor = editor(context, &id)?;
            let _ = editor.compact(true).map(|()| editor.evict_steps());
        }
        let now = (context.environment.now)().millis();
        let about = About { name: name.to_owned(), changed: now, opened: now, ..About::default() };
        project::describe(&*storage(context)?, &id, &about)
    });
    match made {
        Ok(()) => Some(id),
        Err(why) => {
            let _ = storage(context).and_then(|storage| project::delete(&*storage, &id));
            context.alert(Subject::Projects, words::not_made(&why), Vec::new());
            None
        }
    }
}

/// Leaving the field ends it too, also when it goes because the key that ended it took it away: that is no second time.
fn end_rename(context: &mut Context<'_>, name: Option<Rc<str>>) {
    let Some(id) = context.state.projects.renaming.take() else { return };
    let Some(name) = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()) else { return };
    let renamed = if id == context.state.projects.open {
        context.set(PROJECT_NAME, &name);
        Ok(())
    } else {
        give(context, &id, &[named(&name)]).and_then(|()| {
            let storage = storage(context)?;
            let about = project::about(&*storage, &id).unwrap_or_default();
            project::describe(&*storage, &id, &About { name, ..about })
        })
    };
    if let Err(why) = renamed {
        context.alert(Subject::Projects, words::not_renamed(&why), Vec::new());
    }
    look(context);
}

fn delete(context: &mut Context<'_>, id: ProjectId, is_in_use: bool) {
    if is_in_use {
        let _ = storage(context).and_then(|storage| project::come_back(&*storage, &id));
        return context.alert(Subject::Projects, words::IN_USE, Vec::new());
    }
    if id == context.state.projects.open {
        return leave(context);
    }
    let Ok(storage) = storage(context) else { return };
    let about = project::about(&*storage, &id).unwrap_or_default();
    match project::delete(&*storage, &id) {
        Ok(items) => {
            context.effect(Effect::ForgetProjects(Rc::new(vec![id.clone()])));
            let words = words::deleted(&words::name(&about.name, &id), &id);
            context.state.projects.deleted.push(Deleted { id, about, items });
            context.alert(Subject::Projects, words, vec![MessageAction::UndoDelete]);
        }
        Err(why) => context.alert(Subject::Projects, words::not_deleted(&why), Vec::new()),
    }
    look(context);
}

/// Opens another project instead of the one that is to be deleted, which the page does that has that one open: so there is one
/// way to delete, and its way back lasts as long as that page.
fn leave(context: &mut Context<'_>) {
    context.store_note();
    look(context);
    let instead = match context.state.projects.instead() {
        Some(listed) => Some(listed.id.clone()),
        None => make(context, false, None),
    };
    if let Some(instead) = instead {
        leave_for(context, instead);
    }
}

/// Leaves the project that is open for another one. Until that is open, nothing is written into either.
pub(super) fn leave_for(context: &mut Context<'_>, next: ProjectId) {
    let left = context.state.projects.open.clone();
    context.state.projects.next = Some((next.clone(), false));
    context.send(intent::Team::Stop);
    context.show(Some(Dialog::Left));
    context.effect(Effect::LeaveProject(left, next));
}

/// The page of a server could not be loaded again with that project.
fn not_opened(context: &mut Context<'_>, id: &ProjectId) {
    if let Some((_, is_away)) = &mut context.state.projects.next {
        *is_away = true;
        return;
    }
    let about = storage(context).ok().and_then(|storage| project::about(&*storage, id));
    let name = words::name(&about.unwrap_or_default().name, id);
    context.alert(Subject::Projects, words::not_opened(&name), Vec::new());
}

/// Deletes what earlier pages left; one that somebody opened again is not left any more.
fn delete_left(context: &mut Context<'_>) {
    let Ok(storage) = storage(context) else { return };
    for id in project::left(&*storage) {
        if id == context.state.projects.open {
            let _ = project::come_back(&*storage, &id);
        } else {
            context.effect(Effect::DeleteProject(id));
        }
    }
}

/// Makes projects of those that a file has.
fn bring(context: &mut Context<'_>, brought: &[(ProjectId, OtherProject)], are_kept: &[bool]) {
    let mut names = Vec::new();
    for ((id, other), is_kept) in brought.iter().zip(are_kept) {
        let OtherProject { about, items, texts, .. } = other;
        let in_store = texts.iter().filter(|_| !is_kept);
        let in_store = in_store.map(|(version, text)| (text_key(*version), text.to_string()));
        let items = items.iter().cloned().chain(in_store).collect();
        let name = words::name(&about.name, id);
        let random = context.random();
        let made = storage(context).and_then(|storage| project::make(&*storage, id, items, random, about));
        match made {
            Ok(()) => names.push(name),
            Err(why) => context.alert(Subject::Projects, words::not_brought(&name, &why), Vec::new()),
        }
    }
    if !names.is_empty() {
        context.say(words::brought(&names));
    }
    look(context);
}

fn undo_delete(context: &mut Context<'_>) {
    let Some(deleted) = context.state.projects.deleted.pop() else { return };
    let put_back = storage(context).and_then(|storage| {
        project::write(&*storage, &deleted.id, &deleted.items)?;
        project::describe(&*storage, &deleted.id, &deleted.about)
    });
    match put_back {
        Ok(()) => {
            context.succeeded(&Subject::Projects);
            context.say(words::back(&words::name(&deleted.about.name, &deleted.id)));
            context.effect(Effect::KeepProject(deleted.id));
        }
        Err(why) => {
            context.state.projects.deleted.push(deleted);
            context.alert(Subject::Projects, words::not_back(&why), vec![MessageAction::UndoDelete]);
        }
    }
    look(context);
}
