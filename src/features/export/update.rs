//! Exporting: everything as one file of our own, and files for other tools, of what the dialog says.

use super::state::{Intent, State};
use crate::app::context::Context;
use crate::app::effect::{Download, Effect};
use crate::app::message::About;
use crate::words::export as left_out;
use crate::words::{files as words, storage};
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{Format, native, zip};
use glossator_core::model::document::DocumentId;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::DownloadJson => {
            context.store_note();
            let corpus = context.state.corpus();
            let project = context.state.named_project();
            let content = native::write_project(corpus, project.as_ref(), context.moment().time).into_bytes();
            let with = words::with(corpus.annotation_count());
            let name = words::project_file(&(context.environment.today)());
            offer(context, name, "application/json", content, with);
        }
        Intent::SetHere(here) => context.state.export.here = here,
        Intent::SetLabel(label, is_exported) => {
            let without = &mut context.state.export.without;
            without.retain(|other| *other != label);
            if !is_exported {
                without.push(label);
            }
        }
        Intent::Export(format) => export(context, format),
        Intent::Downloaded { name, with, is_taken: true } => {
            context.succeeded(&About::Download);
            context.say(words::downloaded(&name, &with));
        }
        Intent::Downloaded { is_taken: false, .. } => {
            context.alert(About::Download, storage::NO_DOWNLOAD, Vec::new());
        }
    }
}

/// The choice of the dialog, as core wants it.
#[must_use]
pub fn choice(exporting: &State, document: &DocumentId) -> Choice {
    let document = exporting.here.then(|| document.clone());
    Choice { document, without: exporting.without.clone() }
}

fn export(context: &mut Context<'_>, format: &'static Format) {
    context.store_note();
    let time = context.moment().time;
    let corpus = context.state.corpus().clone();
    let choice = choice(&context.state.export, &context.state.session.document);
    let contents = Contents::of(&corpus, &choice, time, context.environment.segmenter);
    let files = (format.write)(&contents);
    let count: usize = contents.articles.iter().map(|article| article.spans.len()).sum();
    let with = words::without(count, &left_out::all_left_out(&format.left_out(&contents)));
    let today = (context.environment.today)();
    let name = |ending: &str| format!("glossator-{}-{today}.{ending}", format.id);
    match &*files {
        [only] if format.ending != "zip" => {
            let content = only.content.clone().into_bytes();
            offer(context, name(format.ending), "text/plain;charset=utf-8", content, with);
        }
        files => match zip::write(files) {
            Ok(archive) => offer(context, name("zip"), "application/zip", archive, with),
            Err(why) => context.alert(About::Download, words::no_archive(&why.to_string()), Vec::new()),
        },
    }
}

fn offer(context: &mut Context<'_>, name: String, mime: &'static str, content: Vec<u8>, with: String) {
    context.is_quiet = true;
    context.effect(Effect::Download(Rc::new(Download { name, mime, content, with })));
}
