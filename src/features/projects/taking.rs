//! Taking the contents of a project elsewhere: into a file, or into the project that is open, as from a file.
//!
//! It does not know how a file comes in.

use super::state::Destination;
use super::update::{editor, storage};
use crate::app::context::Context;
use crate::app::effect::{Download, Effect};
use crate::app::intent::{self, File};
use crate::app::message::{About as Subject, MessageAction};
use crate::words::{files, projects as words};
use glossator_core::formats::native;
use glossator_core::import::IncomingProject;
use glossator_core::saving::project::{self, Listed, ProjectId};
use glossator_core::text::{Text, TextVersion};
use std::rc::Rc;

/// Offers what somebody tagged before the project of a team was opened here.
pub(super) fn offer_own(context: &mut Context<'_>) {
    let Ok(storage) = storage(context) else { return };
    let listed = project::list(&*storage);
    let is_own = |listed: &&Listed| !listed.id.is_shared() && listed.about.annotations > 0;
    let Some(Listed { id, about, .. }) = listed.iter().find(is_own) else { return };
    let words = words::own_here(&words::name(&about.name, id), about.annotations);
    context.alert(Subject::OwnWork, words, vec![MessageAction::AddHere(id.clone())]);
}

/// Takes the contents of a project there, once its texts are read.
pub(super) fn take(context: &mut Context<'_>, id: ProjectId, to: Destination) {
    if id == context.state.projects.open {
        return context.send(intent::Export::DownloadJson);
    }
    match editor(context, &id) {
        Ok(editor) => {
            let wanted: Rc<[TextVersion]> = editor.wanted().iter().copied().collect();
            if wanted.is_empty() {
                take_now(context, &id, to, &wanted, Some(&[]));
            } else {
                context.effect(Effect::ReadTextsOf(id, to, wanted));
            }
        }
        Err(why) => context.alert(Subject::Projects, words::not_read(&why), Vec::new()),
    }
}

/// The same, with the texts that were found.
pub(super) fn take_now(
    context: &mut Context<'_>,
    id: &ProjectId,
    to: Destination,
    sought: &[TextVersion],
    found: Option<&[Rc<str>]>,
) {
    let mut editor = match editor(context, id) {
        Ok(editor) => editor,
        Err(why) => return context.alert(Subject::Projects, words::not_read(&why), Vec::new()),
    };
    let found = found.iter().flat_map(|found| found.iter()).map(|text| Rc::new(Text::new(text.clone())));
    drop(editor.take_texts(sought, found.collect()));
    let lacking = editor.corpus().documents().filter(|document| document.lacks_text).count();
    if lacking > 0 {
        // A file without texts would be taken for the project.
        return context.alert(Subject::Projects, words::texts_missing(lacking), Vec::new());
    }
    let corpus = editor.corpus();
    let about = storage(context).ok().and_then(|storage| project::about(&*storage, id));
    let name = about.map(|about| about.name).unwrap_or_default();
    let project = IncomingProject { id: id.as_str().into(), name: name.as_str().into() };
    let project = Some(&project).filter(|project| !project.name.is_empty());
    let content = native::write_project(corpus, project, (context.environment.now)());
    match to {
        Destination::File => {
            let name = files::project_file(&(context.environment.today)());
            let with = files::with(corpus.annotation_count());
            let download = Download { name, mime: "application/json", content: content.into_bytes(), with };
            context.effect(Effect::Download(Rc::new(download)));
        }
        Destination::Here => {
            context.show(None);
            let name = words::name(&name, id).into();
            // A person who works here is the same in both.
            let [there, here] = [editor.annotator(), context.state.annotator()].map(|it| it.to_string());
            let content = content.replace(&there, &here).into_bytes();
            let (size, bytes) = (content.len() as u64, Some(content.into()));
            context.send(intent::Import::Open([File { name, size, bytes }].into()));
        }
    }
}
