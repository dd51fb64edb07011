//! Files of a shared folder that a person brings, where the browser gives no folder: those that are opened, and the own part.

use super::update::ask;
use crate::app::context::Context;
use crate::app::effect::{Effect, Team as Ask};
use crate::app::session::Dialog;
use crate::words::folder as words;
use glossator_core::sync::folder::{Files, Survey};

/// Takes in files of a folder that somebody opened, or asks for the name under which they come to the project in them.
pub(super) fn take(context: &mut Context<'_>, files: Files) {
    let survey = Survey::of(&files);
    let is_open = |(project, _): (&str, &str)| survey.project().is_none() || survey.has(project);
    if !context.state.projects.open.folder().is_some_and(is_open) {
        context.state.team.files = Some(files);
        return ask(context, Dialog::UseFolder);
    }
    if context.state.team.replication.is_none() {
        return context.say(words::IN_ANOTHER_TAB);
    }
    context.effect(Effect::Team(Ask::TakeFiles(files)));
    context.say(words::TAKEN);
}

/// Gives the user all that is written here, for the folder.
pub(super) fn download(context: &mut Context<'_>) {
    let Some(replication) = &context.state.team.replication else {
        return context.say(words::IN_ANOTHER_TAB);
    };
    let docs = replication.pending().cloned().collect();
    context.effect(Effect::Team(Ask::DownloadPart(docs)));
}
