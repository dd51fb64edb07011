//! Opening files: refused with a message, asked about, or in at once, by what core's import finds.

use super::correcting::{choose, correct, go_on_again, read_again, readings, remember, take};
use super::cutting::Source;
use super::state::{Called, File, Intent, Keeping, Pending, Step, Work};
use super::{naming, pasting};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::message::{About, MessageAction};
use crate::words::formats::read_error;
use crate::words::import::refusal;
use crate::words::{files as words, quoted};
use glossator_core::corpus::Corpus;
use glossator_core::edit::editor::Refusal;
use glossator_core::formats::csv::{self, EntityTable};
use glossator_core::formats::{self, LARGEST_FILE, RawFile, ReadError, Reading};
use glossator_core::import::{
    self, Choices, FilePart, Finding, Import, Incoming, Item, LabelChoice, Report, Sort, Version,
};
use glossator_core::model::document::Document;
use glossator_core::model::label::ACTOR;
use glossator_core::sync::folder::{Files, Survey};
use std::rc::Rc;

/// The size in bytes beyond which files are opened step by step, so that this can be seen and stopped.
const LARGE: u64 = 300_000;

/// The size in bytes of what is read before the next frame.
pub(super) const AT_ONCE: u64 = 400_000;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::DragOver(is_over) => {
            context.is_quiet = context.state.import.dragging == is_over;
            context.state.import.dragging = is_over;
        }
        Intent::Open(files) => open(context, &files),
        Intent::Reads(done, count) => reads(context, done, count),
        Intent::Paste(text, page) => pasting::paste(context, &text, &page),
        Intent::GoOn => {
            if context.state.import.again.is_some() {
                go_on_again(context);
            } else if !context.state.import.steps.is_empty() {
                let step = context.state.import.steps.remove(0);
                work(context, step);
            }
        }
        Intent::Stop if context.state.import.again.take().is_some() => {
            if let Some(pending) = context.state.import.pending.first_mut() {
                pending.trouble = Some(words::AS_BEFORE.into());
            }
        }
        Intent::Stop => {
            context.state.import.steps.clear();
            context.state.import.keeping.clear();
            context.state.import.is_reading = false;
            context.say(words::STOPPED);
        }
        Intent::ChooseLabel(place, choice) => choose(context, |choices, _| {
            if let Some((_, chosen)) = choices.labels.get_mut(place) {
                *chosen = choice;
            }
        }),
        Intent::ChooseArticle(id, choice) => choose(context, |choices, _| {
            choices.articles.insert(id, choice);
        }),
        Intent::ChooseArticles(choice) => choose(context, |choices, report| {
            let doubts = report.doubts.iter().filter(|doubt| doubt.choices.contains(&choice));
            choices.articles.extend(doubts.map(|doubt| (doubt.id.clone(), choice)));
        }),
        Intent::ChooseVersion(record, version) => choose(context, |choices, _| {
            choices.versions.insert(record, version);
        }),
        Intent::ChooseVersions(are_in_files, version) => choose(context, |choices, report| {
            let meant = report.differences.iter().filter(|it| {
                (it.sort != Sort::Absent) == are_in_files
                    && (version != Version::Both || matches!(it.sort, Sort::Resembles(_)))
            });
            choices.versions.extend(meant.map(|it| (it.record.clone(), version)));
        }),
        Intent::Kept => kept(context),
        Intent::Decode(file, label) => read_again(context, |readings| readings.decode(file, label)),
        Intent::Mean(header, meanings) => {
            remember(context, &header, &meanings);
            read_again(context, |readings| {
                readings.columns.insert(header, meanings);
            });
        }
        Intent::Keep(file, piece, keeps) => read_again(context, |readings| readings.keep(file, piece, keeps)),
        Intent::Begin(file, piece, true) => read_again(context, |readings| readings.split(file, piece)),
        Intent::Begin(file, piece, false) => read_again(context, |readings| readings.join(file, piece)),
        Intent::Correct(values) => correct(context, |source| {
            for (place, attribute, value) in values {
                source.values.entry(place).or_default().insert(attribute, value);
            }
        }),
        Intent::Take(places, takes) => correct(context, |source| take(source, places, takes)),
        Intent::Answer(takes_in) => answer(context, takes_in),
    }
}

/// Says how far files are fetched from the disk, where these are many.
fn reads(context: &mut Context<'_>, done: usize, count: usize) {
    /// The number of files from which on it is said, and after which it is said again.
    const MANY: usize = 50;
    context.is_quiet = true;
    if count == 0 {
        context.state.import.is_reading = true;
    } else if count > MANY && done.is_multiple_of(MANY) && context.state.import.is_reading {
        context.is_quiet = false;
        context.say_with(words::reads(done, count), MessageAction::Stop);
    }
}

pub(super) fn open(context: &mut Context<'_>, files: &[File]) {
    context.state.import.is_reading = false;
    if let Some(files) = of_folder(context, files) {
        return context.send(intent::Team::TakeFiles(files));
    }
    let called = match files {
        [] => return,
        [only] => Called::File(only.name.clone()),
        several => Called::Files(several.len()),
    };
    let raw = |File { name, size, bytes }: &File| {
        let bytes = match bytes {
            _ if *size > LARGEST_FILE => Err(ReadError::TooLarge(*size)),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(ReadError::Unreadable),
        };
        RawFile { name: name.clone(), bytes }
    };
    let files: Rc<[RawFile]> = files.iter().map(raw).collect();
    let is_large = is_large(&files);
    let has_archives = files.iter().any(formats::is_archive);
    let work = if has_archives { Work::Unpack(files) } else { read(context, files) };
    go_on(context, Step { called, is_large, work });
}

/// Those among the files that are of a shared folder, if they are its journals and chunks, or such a project is open.
fn of_folder(context: &Context<'_>, files: &[File]) -> Option<Files> {
    let is_open = context.state.projects.open.folder().is_some();
    let file = |File { name, bytes, .. }: &File| {
        let name = name.rsplit('/').next().filter(|name| Survey::knows_file(name))?;
        Some((name.into(), bytes.clone()?))
    };
    let files: Files = files.iter().filter_map(file).collect();
    let is_of_folder = files.iter().any(|(name, _)| is_open || Survey::wants(name));
    is_of_folder.then_some(files)
}

/// True if files are read step by step.
pub(super) fn is_large(files: &[RawFile]) -> bool {
    let sizes = files.iter().filter_map(|file| file.bytes.as_ref().ok());
    sizes.map(|bytes| bytes.len() as u64).sum::<u64>() > LARGE
}

fn read(context: &Context<'_>, files: Rc<[RawFile]>) -> Work {
    let reading = Reading::new(&files, readings(context.state), context.environment.tools);
    Work::Read(files, Box::new(reading))
}

/// Does the step; one that takes long is said before, and done once that is drawn.
fn go_on(context: &mut Context<'_>, step: Step) {
    if !step.is_large {
        return work(context, step);
    }
    context.say_with(words::step(&step.called, &step.work), MessageAction::Stop);
    context.state.import.steps.push(step);
    context.effect(Effect::AfterFrame(Intent::GoOn.into()));
}

fn work(context: &mut Context<'_>, Step { called, is_large, work }: Step) {
    let (is_large, work) = match work {
        Work::Unpack(files) => {
            let files: Rc<[_]> = formats::unpack(&files).into();
            (self::is_large(&files), read(context, files))
        }
        Work::Read(files, mut reading) => {
            // A table of names alone comes in at once: it is told by its columns.
            if let [only] = &*files
                && let Some(read) = read_names(context, only)
            {
                return match read {
                    Ok(table) => context.send(intent::Actors::Take(only.name.clone(), Rc::new(table))),
                    Err(why) => refuse(context, &called, &why),
                };
            }
            // A codebook alone is shown beside the one that is here.
            if let [only] = &*files
                && let Some(read) = formats::codebook::read(only)
            {
                return match read {
                    Ok(read) => context.send(intent::Codebook::Offer(only.name.clone(), Rc::new(read))),
                    Err(why) => refuse(context, &called, &why),
                };
            }
            if reading.go_on(if is_large { AT_ONCE } else { u64::MAX }) {
                return go_on(context, Step { called, is_large, work: Work::Read(files, reading) });
            }
            match reading.finish() {
                Ok(incoming) => (is_large, Work::Compare(Rc::new(incoming), files)),
                Err(why) => return refuse(context, &called, &why),
            }
        }
        Work::Compare(incoming, files) => match compare(context, &called, incoming, files) {
            Some(work) => (is_large, work),
            None => return,
        },
        Work::Store(incoming, planned) => {
            let (corpus, planned) = *planned;
            return store(context, called, incoming, &corpus, planned);
        }
    };
    go_on(context, Step { called, is_large, work });
}

/// The names in a table of them; `None` for another file.
fn read_names(context: &Context<'_>, file: &RawFile) -> Option<Result<EntityTable, ReadError>> {
    let label = context.state.actors.label.clone().unwrap_or_else(|| ACTOR.into());
    csv::read_entities(file, context.state.corpus(), &label)
}

fn refuse(context: &mut Context<'_>, called: &Called, why: &ReadError) {
    context.state.messages.message = None;
    let (words, each) = match why {
        ReadError::NoneOf(files) => {
            let each = files.iter().map(|(name, why)| words::unread(name, &read_error(why)).into());
            (words::refused(called, None), each.collect())
        }
        why => (words::refused(called, Some(&read_error(why))), Vec::new()),
    };
    context.alert_each(About::Opening(called.clone()), words, each, Vec::new());
}

/// The files that nothing could be read from, each with its reason, if several were opened.
fn unread(called: &Called, report: &Report) -> Vec<Rc<str>> {
    let of_file = |finding: &Finding| match finding {
        Finding::Refused { part: part @ FilePart { file: Some(name), item: Item::File }, why } => {
            Some(words::unread(name, &refusal(part, why)).into())
        }
        _ => None,
    };
    if matches!(called, Called::File(_)) {
        return Vec::new();
    }
    report.findings.iter().filter_map(of_file).collect()
}

/// Asks about it, if there is something to be said; otherwise it comes in.
fn compare(
    context: &mut Context<'_>,
    called: &Called,
    incoming: Rc<Incoming>,
    files: Rc<[RawFile]>,
) -> Option<Work> {
    let source =
        Source { files, read: incoming.clone(), readings: readings(context.state), ..Source::default() };
    let open = context.state.document().map(|document| document.id.clone());
    let choices = Choices { open, ..Choices::default() };
    let planned = import::plan_with(context.state.corpus(), &incoming, &choices, &context.moment());
    // A file that cannot be read costs itself only: that is said afterwards.
    let report = &planned.report;
    let is_plain = report.differences.is_empty() && report.doubts.is_empty();
    if is_plain && !source.is_to_be_seen() && unread(called, report).len() == report.findings.len() {
        return Some(Work::Store(incoming, Box::new((context.state.corpus().clone(), planned))));
    }
    let report = Rc::new(planned.report);
    let source = Rc::new(source);
    let mut pending = Pending { called: called.clone(), source, incoming, choices, report, trouble: None };
    ask_about_labels(context, &mut pending);
    context.state.messages.message = None;
    context.state.import.pending.push(pending);
    None
}

/// Asks about each label that the report finds to be new here. One that is called like one that is here is probably that.
pub(super) fn ask_about_labels(context: &Context<'_>, pending: &mut Pending) {
    let here = context.state.corpus().labels();
    let asked = |id| pending.choices.labels.iter().any(|(label, _)| label == id);
    let new = pending.report.findings.iter().filter_map(|finding| match finding {
        Finding::NewLabel(id) if !asked(id) => Some(id),
        _ => None,
    });
    let new: Vec<_> = new
        .map(|id| {
            let like = here.like(&id.0).map(|label| LabelChoice::Take(label.id.clone()));
            (id.clone(), like.unwrap_or(LabelChoice::Add))
        })
        .collect();
    if !new.is_empty() {
        pending.choices.labels.extend(new);
        pending.report = report(context, pending);
    }
}

/// The report of what would come in with these choices.
pub(super) fn report(context: &Context<'_>, Pending { incoming, choices, .. }: &Pending) -> Rc<Report> {
    Rc::new(import::plan_with(context.state.corpus(), incoming, choices, &context.moment()).report)
}

fn answer(context: &mut Context<'_>, takes_in: bool) {
    let is_being_read = takes_in && context.state.import.again.is_some();
    if context.state.import.pending.is_empty() || is_being_read {
        return;
    }
    context.state.import.again = None;
    let Pending { called, incoming, choices, .. } = context.state.import.pending.remove(0);
    if takes_in {
        // Once more, because the corpus may have changed while the summary was read.
        let planned = import::plan_with(context.state.corpus(), &incoming, &choices, &context.moment());
        keep(context, called, incoming, choices, planned);
    } else {
        context.say(words::left(&called));
    }
}

fn store(
    context: &mut Context<'_>,
    called: Called,
    incoming: Rc<Incoming>,
    corpus: &Rc<Corpus>,
    mut planned: Import,
) {
    // Edits that were made meanwhile count.
    if !Rc::ptr_eq(corpus, context.state.corpus()) {
        planned = import::plan(context.state.corpus(), &incoming, &context.moment());
    }
    keep(context, called, incoming, Choices::default(), planned);
}

/// Keeps the texts that it brings, and then takes it in: nothing may name a text that is not on the disk.
fn keep(
    context: &mut Context<'_>,
    called: Called,
    incoming: Rc<Incoming>,
    choices: Choices,
    planned: Import,
) {
    let texts = context.state.editor().unkept_texts(&planned);
    if texts.is_empty() {
        return apply(context, &called, &incoming, planned);
    }
    let corpus = context.state.corpus().clone();
    context.state.import.keeping.push(Keeping { called, incoming, choices, corpus, planned });
    context.keep_texts(&texts, Intent::Kept);
}

fn kept(context: &mut Context<'_>) {
    if context.state.import.keeping.is_empty() {
        return;
    }
    let Keeping { called, incoming, choices, corpus, mut planned } = context.state.import.keeping.remove(0);
    // Edits that were made meanwhile count.
    if !Rc::ptr_eq(&corpus, context.state.corpus()) {
        planned = import::plan_with(context.state.corpus(), &incoming, &choices, &context.moment());
    }
    apply(context, &called, &incoming, planned);
}

/// Takes the contents in, as one step.
fn apply(context: &mut Context<'_>, called: &Called, incoming: &Incoming, mut planned: Import) {
    naming::name(context, incoming, &mut planned);
    let report = planned.report.clone();
    match context.editor().import(planned) {
        Ok(outcome) => {
            context.settle(outcome);
            context.succeeded(&About::Opening(called.clone()));
            say_unread(context, called, &report);
            if let Some(first) = report.documents.first() {
                context.send(intent::Articles::Open(first.clone()));
            }
            context.say_with(words::opened(called, &report), MessageAction::Undo);
        }
        Err(Refusal::NothingToDo) if report.is_clean() => already_here(context, called, incoming),
        Err(Refusal::NothingToDo) => {
            say_unread(context, called, &report);
            context.say(words::opened(called, &report));
        }
        Err(Refusal::Rejected(why)) => {
            return context.alert(About::Opening(called.clone()), words::rejected(called, &why), Vec::new());
        }
        Err(Refusal::NoRoom) => {
            return context.alert(About::Opening(called.clone()), words::no_room(called), Vec::new());
        }
    }
    context.send(intent::Projects::Bring(incoming.others.clone().into()));
}

/// Says which of the files could not be read.
fn say_unread(context: &mut Context<'_>, called: &Called, report: &Report) {
    let unread = unread(called, report);
    if let (Called::Files(count), false) = (called, unread.is_empty()) {
        let words = words::some_refused(*count, unread.len());
        context.alert_each(About::Opening(called.clone()), words, unread, Vec::new());
    }
}

/// Shows the article of files that brought nothing else.
fn already_here(context: &mut Context<'_>, called: &Called, incoming: &Incoming) {
    let only = match &*incoming.documents {
        [only] => Some(only),
        _ => None,
    };
    let is_it =
        |here: &&Rc<Document>| only.is_some_and(|only| only.text.as_deref() == Some(here.text.content()));
    let by_id = only.and_then(|only| context.state.corpus().document(&only.id)).filter(is_it);
    let here = by_id.or_else(|| context.state.corpus().documents().find(is_it)).cloned();
    context.say(words::here_already(called, here.as_ref().map(|document| quoted(&document.title))));
    if let Some(document) = here {
        context.send(intent::Articles::Open(document.id.clone()));
    }
}
