//! Copying projects: one of this browser as its store has it, with its steps; and what is in view, by whomever it is, by which a
//! project of this browser becomes one of a team, and one of a team becomes one of this browser.

use super::update::{describe, fill, give, leave_for, look, named, open, storage};
use crate::app::context::Context;
use crate::app::effect::{Effect, KeptTexts};
use crate::app::message::About as Subject;
use crate::words::projects as words;
use glossator_core::formats::{self, native};
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::saving::project::{self, About, ProjectId};
use glossator_core::saving::storage::StorageError;
use std::rc::Rc;

/// Keeps the texts for the copy, before anything names them.
pub(super) fn begin(context: &mut Context<'_>, id: ProjectId, leaves: bool) {
    context.store_note();
    context.state.projects.leaves = leaves;
    let documents = context.state.corpus().documents();
    let texts = documents.map(|document| (document.text.version(), document.text.shared())).collect();
    context.effect(Effect::KeepTextsOf(id, KeptTexts(Rc::new(texts))));
}

/// Makes the copy, and opens it.
pub(super) fn finish(context: &mut Context<'_>, id: &ProjectId, is_kept: bool) {
    let state = &*context.state;
    let file = native::write(state.corpus(), (context.environment.now)());
    let Ok(file) = formats::read("project.json", file.as_bytes()) else { return };
    let versions = state.corpus().documents().map(|document| document.text.version());
    let kept: Vec<_> = versions.filter(|_| is_kept).collect();
    // A project that nobody named is called otherwise once others have it.
    let named = if id.is_shared() { id } else { &state.projects.open };
    let name = if state.projects.leaves { words::copy_of } else { words::name };
    let name = name(state.setting(PROJECT_NAME), named);
    if let Some(id) = fill(context, id.clone(), &name, Some(&Rc::new(file)), &kept) {
        if context.state.projects.leaves {
            leave_for(context, id);
        } else {
            open(context, id);
        }
    }
}

/// Copies a project, now that its texts are copied, or cannot be.
pub(super) fn duplicate(context: &mut Context<'_>, from: &ProjectId, to: &ProjectId, is_kept: bool) {
    let copied = storage(context).and_then(|storage| {
        // Its entries must not name texts that the copy does not have.
        if !is_kept && project::keeps_texts_elsewhere(&*storage, from) {
            return Err(StorageError::Full);
        }
        describe(context, false);
        let about = project::about(&*storage, from).unwrap_or_default();
        let name = words::copy_of(&about.name, from);
        let about = About { name: name.clone(), opened: 0, ..about };
        project::duplicate(&*storage, from, to, context.random(), &about)?;
        give(context, to, &[named(&name)]).inspect_err(|_| drop(project::delete(&*storage, to)))?;
        Ok(name)
    });
    context.is_quiet = false;
    match copied {
        Ok(name) => {
            context.succeeded(&Subject::Projects);
            context.say(words::duplicated(&name));
        }
        Err(why) => context.alert(Subject::Projects, words::not_duplicated(&why), Vec::new()),
    }
    look(context);
}
