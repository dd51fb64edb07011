//! Opening files: refused with a message, asked about, or in at once, by what core's import finds.

use super::state::{File, Intent, Pending, Step, Work};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::message::{About, MessageAction};
use crate::words::formats::read_error;
use crate::words::{files as words, quoted};
use glossator_core::corpus::Corpus;
use glossator_core::edit::editor::Refusal;
use glossator_core::formats::{self, LARGEST_FILE, RawFile, ReadError};
use glossator_core::import::{self, Finding, Import, Incoming, LabelChoice, Report};
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelId;
use std::rc::Rc;

/// The size in bytes beyond which a file is opened step by step, so that this can be seen and stopped.
const LARGE: u64 = 300_000;

/// Fulfils the intent.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::DragOver(is_over) => {
            context.is_quiet = context.state.import.dragging == is_over;
            context.state.import.dragging = is_over;
        }
        Intent::Open(file) => open(context, file),
        Intent::GoOn => {
            if !context.state.import.steps.is_empty() {
                let step = context.state.import.steps.remove(0);
                work(context, step);
            }
        }
        Intent::Stop => {
            context.state.import.steps.clear();
            context.say(words::STOPPED);
        }
        Intent::ChooseLabel(place, choice) => choose_label(context, place, choice),
        Intent::Answer(takes_in) => answer(context, takes_in),
    }
}

fn open(context: &mut Context<'_>, File { name, size, bytes }: File) {
    if size > LARGEST_FILE {
        return refuse(context, &name, &read_error(&ReadError::TooLarge(size)));
    }
    let Some(bytes) = bytes else { return refuse(context, &name, words::UNREADABLE) };
    let file = RawFile { name: name.clone(), bytes: Ok(bytes) };
    let is_archive = formats::is_archive(&file);
    let work = if is_archive { Work::Unpack(file) } else { Work::Read([file].into()) };
    go_on(context, Step { name, is_large: size > LARGE, work });
}

/// Does the step; one that takes long is said before, and done once that is drawn.
fn go_on(context: &mut Context<'_>, step: Step) {
    if !step.is_large {
        return work(context, step);
    }
    context.say_with(words::step(&step.name, &step.work), MessageAction::Stop);
    context.state.import.steps.push(step);
    context.effect(Effect::AfterFrame(Intent::GoOn.into()));
}

fn work(context: &mut Context<'_>, Step { name, is_large, work }: Step) {
    let next = match work {
        Work::Unpack(file) => {
            let files = formats::unpack(&[file]);
            let sizes = files.iter().filter_map(|file| file.bytes.as_ref().ok());
            let size: u64 = sizes.map(|bytes| bytes.len() as u64).sum();
            Ok((size > LARGE, Work::Read(files.into())))
        }
        Work::Read(files) => {
            formats::read_together(&files).map(|incoming| (is_large, Work::Compare(Rc::new(incoming))))
        }
        Work::Compare(incoming) => match compare(context, &name, incoming) {
            Some(work) => Ok((is_large, work)),
            None => return,
        },
        Work::Store(incoming, planned) => {
            let (corpus, planned) = *planned;
            return store(context, &name, &incoming, &corpus, planned);
        }
    };
    match next {
        Ok((is_large, work)) => go_on(context, Step { name, is_large, work }),
        Err(why) => refuse(context, &name, &read_error(&why)),
    }
}

fn refuse(context: &mut Context<'_>, name: &str, why: &str) {
    context.state.messages.message = None;
    context.alert(About::Opening(name.into()), words::refused(name, why), Vec::new());
}

/// Asks about it, if there is something to be said; otherwise it comes in.
fn compare(context: &mut Context<'_>, name: &Rc<str>, incoming: Rc<Incoming>) -> Option<Work> {
    let planned = import::plan(context.state.corpus(), &incoming, &context.moment());
    if planned.report.is_clean() {
        return Some(Work::Store(incoming, Box::new((context.state.corpus().clone(), planned))));
    }
    let labels = new_labels(context, &planned.report);
    let report = report(context, &incoming, &labels);
    context.state.messages.message = None;
    context.state.import.pending.push(Pending { name: name.clone(), incoming, labels, report });
    None
}

/// The report of what would come in with these choices.
fn report(context: &Context<'_>, incoming: &Incoming, labels: &[(LabelId, LabelChoice)]) -> Rc<Report> {
    Rc::new(import::plan_labelled(context.state.corpus(), incoming, labels, &context.moment()).report)
}

/// The labels that are new here. One that is called like one that is here is probably that.
fn new_labels(context: &Context<'_>, report: &Report) -> Vec<(LabelId, LabelChoice)> {
    let here = context.state.corpus().labels();
    let new = report.findings.iter().filter_map(|finding| match finding {
        Finding::NewLabel(id) => Some(id),
        _ => None,
    });
    new.map(|id| {
        let like = here.like(&id.0).map(|label| LabelChoice::Take(label.id.clone()));
        (id.clone(), like.unwrap_or(LabelChoice::Add))
    })
    .collect()
}

fn choose_label(context: &mut Context<'_>, place: usize, choice: LabelChoice) {
    let Some(mut pending) = context.state.import.pending.first().cloned() else { return };
    if let Some((_, chosen)) = pending.labels.get_mut(place) {
        *chosen = choice;
        pending.report = report(context, &pending.incoming, &pending.labels);
        context.state.import.pending[0] = pending;
    }
}

fn answer(context: &mut Context<'_>, takes_in: bool) {
    if context.state.import.pending.is_empty() {
        return;
    }
    let Pending { name, incoming, labels, .. } = context.state.import.pending.remove(0);
    if takes_in {
        // Once more, because the corpus may have changed while the summary was read.
        let planned = import::plan_labelled(context.state.corpus(), &incoming, &labels, &context.moment());
        apply(context, &name, &incoming, planned);
    } else {
        context.say(words::left(&name));
    }
}

fn store(
    context: &mut Context<'_>,
    name: &str,
    incoming: &Incoming,
    corpus: &Rc<Corpus>,
    mut planned: Import,
) {
    // Edits that were made meanwhile count.
    if !Rc::ptr_eq(corpus, context.state.corpus()) {
        planned = import::plan(context.state.corpus(), incoming, &context.moment());
    }
    apply(context, name, incoming, planned);
}

/// Takes the contents in, as one step.
fn apply(context: &mut Context<'_>, name: &str, incoming: &Incoming, planned: Import) {
    let report = planned.report.clone();
    match context.editor().import(planned) {
        Ok(outcome) => {
            context.settle(outcome);
            context.succeeded(&About::Opening(name.into()));
            if let Some(first) = report.documents.first() {
                context.send(intent::Articles::Open(first.clone()));
            }
            context.say_with(words::opened(name, &report), MessageAction::Undo);
        }
        Err(Refusal::NothingToDo) if report.is_clean() => already_here(context, name, incoming),
        Err(Refusal::NothingToDo) => context.say(words::opened(name, &report)),
        Err(Refusal::NoRoom) => refuse(context, name, words::NO_ROOM),
    }
}

/// Shows the article of a file that brought nothing else.
fn already_here(context: &mut Context<'_>, name: &str, incoming: &Incoming) {
    let text = match &*incoming.documents {
        [only] => only.text.clone(),
        _ => None,
    };
    let same =
        |document: &&Rc<Document>| text.as_ref().is_some_and(|text| **text == *document.text.content());
    let here = context.state.corpus().documents().find(same).cloned();
    context.say(words::here_already(name, here.as_ref().map(|document| quoted(&document.title))));
    if let Some(document) = here {
        context.send(intent::Articles::Open(document.id.clone()));
    }
}
