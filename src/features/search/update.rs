//! Search: looking for words, and doing something with all that was found.

use super::slices;
use super::state::{Answer, Intent, Panel, Search, Trouble};
use crate::app::context::Context;
use crate::app::effect::{Effect, Question, Rows, Target, Timer};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::session::Dialog;
use crate::app::state::State;
use crate::words::{search as words, tagging};
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::label::LabelId;
use glossator_core::query;
use glossator_core::query::search::{self, Pattern};
use glossator_core::query::suggestions::names_beside;
use glossator_core::text::TextVersion;
use glossator_core::text::span::Span;
use std::rc::Rc;

/// The number of occurrences that are found with an expression at most.
const MOST: u32 = 50_000;

/// The number of occurrences that are drawn at first, and with each step more.
pub const STEP: usize = 200;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Open => open(context),
        Intent::Close => close(context),
        Intent::AskOthers(annotation) => ask_others(context, annotation),
        Intent::AnnounceOthers => look_for_others(context, true),
        Intent::LookNow { announces } => slices::look_for_others(context, announces),
        Intent::GoOn => slices::go_on(context),
        Intent::Stop => slices::stop(context),
        Intent::SetWords(words) => change(context, |search| {
            search.pattern.words = words;
            search.turned.clear();
            search.all = None;
        }),
        Intent::SetAsWritten(is) => change(context, |search| search.pattern.as_written = is),
        Intent::SetNames(counts) => {
            let names = if counts { other_names(context.state) } else { Rc::default() };
            change(context, |search| search.pattern.also = names);
        }
        Intent::SetWholeWords(is) => change(context, |search| search.pattern.whole_words = is),
        Intent::SetExpression(is) => change(context, |search| search.is_expression = is),
        Intent::SetHere(here) => change(context, |search| search.here = here),
        Intent::SetWithin(label) => change(context, |search| search.within = label),
        Intent::SetOrder(order) => change(context, |search| search.order = order),
        Intent::RunExpression => run_expression(context),
        Intent::Answered(documents, notes, answer) => take_answer(context, &documents, &notes, answer),
        Intent::Turn(place) => {
            let turned = &mut shown(context).turned;
            let before = turned.len();
            turned.retain(|other| *other != place);
            if turned.len() == before {
                turned.push(place);
            }
        }
        Intent::TurnAt(at) => {
            let hits = context.state.sought().hits(context.state.corpus());
            if let Some(hit) = hits.get(at) {
                let place = (hit.document.id.clone(), hit.span.start());
                context.send(Intent::Turn(place));
            }
        }
        Intent::TurnAll => {
            let hits = context.state.sought().hits(context.state.corpus());
            let all = hits.iter().all(|hit| hit.is_ticked);
            let search = shown(context);
            search.all = Some(!all);
            search.turned.clear();
        }
        Intent::ShowMore => shown(context).more += STEP,
        Intent::Choose(document, span) => choose(context, document, span),
        Intent::ChooseNoted(annotation) => {
            context.state.search.panel = None;
            context.send(intent::Annotations::Open(annotation));
            context.focus(Target::Reader);
        }
        Intent::ChooseFirst => {
            let search = context.state.sought().clone();
            let first = search.hits(context.state.corpus()).into_iter().next();
            let first = first.map(|hit| Intent::Choose(hit.document.id.clone(), hit.span));
            let noted = || search.notes.first().copied().map(Intent::ChooseNoted);
            if let Some(first) = first.or_else(noted) {
                context.send(first);
            }
        }
        Intent::Tag(label) => {
            let count = ticked(context.state).count();
            soon(context, count, Trouble::Tagging, Intent::TagNow(label));
        }
        Intent::TagNow(label) => tag(context, label),
        Intent::Untag => {
            let count = tagged(context.state).len();
            soon(context, count, Trouble::Deleting, Intent::UntagNow);
        }
        Intent::UntagNow => untag(context),
        Intent::StepHit(forward) => {
            context.is_quiet = true;
            context.effect(Effect::FocusNeighbour { of: Rows::Hits, forward });
        }
        Intent::EnterList => context.focus(Target::Hit),
    }
}

fn open(context: &mut Context<'_>) {
    context.state.session.panel = None;
    search_again(context);
    context.state.search.panel = Some(Panel::Front);
    context.focus(Target::Search);
}

fn close(context: &mut Context<'_>) {
    if context.state.search.panel.take().is_some() {
        context.focus(Target::Back);
    }
}

/// The card of an annotation that was just opened, or the list, takes the place of the panel.
pub fn make_way(context: &mut Context<'_>) {
    context.state.search.panel = None;
}

fn ask_others(context: &mut Context<'_>, annotation: AnnotationId) {
    let corpus = context.state.corpus();
    let Some(annotation) = corpus.annotation(annotation) else { return };
    let Some(document) = corpus.document(&annotation.document) else { return };
    // Others may still be looked for.
    let are_all_tagged = context.state.search.all_others().is_some() && context.state.others().is_none();
    if let Some(entity) = corpus.entities().of(annotation).filter(|_| are_all_tagged) {
        let (spans, name) = (alike(context.state, annotation.id), entity.name.clone());
        let (label, entity, count) = (annotation.label.clone(), Some(entity.id.clone()), spans.len());
        if count > 0 {
            // All of them are tagged already, and it is said only who or what they are.
            return match context.run(&Command::TagAll { spans: spans.into(), label, entity }) {
                Ok(_) => context.say_with(words::are_too(count, &name), MessageAction::Undo),
                Err(why) => context.say_rejected(&why),
            };
        }
    }
    let (pattern, label) = (just(annotation.quote(&document.text)), annotation.label.clone());
    context.show(Some(Dialog::Others));
    change(context, |search| *search = Search { pattern, label: Some(label), ..Search::default() });
}

/// The other names of the entity that the open annotation speaks of.
pub(super) fn other_names(state: &State) -> Rc<[Rc<str>]> {
    let names = state.open().map(|open| names_beside(state.corpus(), open)).unwrap_or_default();
    names.into()
}

/// Just these words.
pub(super) fn just(words: &str) -> Pattern {
    Pattern { words: words.into(), as_written: true, whole_words: true, ..Pattern::default() }
}

/// Selects the occurrence; where it was searched for within a label, its annotation is opened: the smallest, if there are
/// several.
fn choose(context: &mut Context<'_>, document: DocumentId, span: Span) {
    context.state.search.panel = context.state.search.panel.map(|_| Panel::Behind);
    context.effect(Effect::LeaveSearch);
    let state = &*context.state;
    let within = state.sought().within.as_ref().zip(state.corpus().document(&document));
    let around = within.and_then(|(label, document)| {
        let around = query::covering_span(document, span).filter(|one| one.label == *label);
        around.min_by_key(|one| one.span().map(|span| span.bytes().len())).map(|one| one.id)
    });
    context.read();
    context.send(intent::Articles::Open(document));
    if let Some(around) = around {
        context.send(intent::Annotations::Open(around));
    }
    context.send(intent::Reader::Select(span));
    context.focus(Target::LabelBar);
}

/// Looks for other occurrences of the open annotation's words where these, or the articles, are no longer those that were
/// looked for; and takes back an offer that does not hold any more.
pub fn follow_open(context: &mut Context<'_>) {
    let state = &*context.state;
    let is_same = match (sought(state), &state.search.others_of) {
        (Some((words, articles)), Some((of, among))) => words == &**of && articles == *among,
        (sought, of) => sought.is_none() && of.is_none(),
    };
    if !is_same {
        look_for_others(context, false);
    }
    let state = &mut *context.state;
    let is_over = |action: &MessageAction| matches!(action, MessageAction::Others(of) if state.session.annotation != Some(*of) || state.others().is_none());
    if state.messages.message.as_ref().is_some_and(|message| message.actions.iter().any(is_over)) {
        state.messages.message = None;
    }
}

/// The words of the open annotation, and the number of articles.
fn sought(state: &State) -> Option<(&str, usize)> {
    let (open, document) = state.open().zip(state.document())?;
    Some((open.quote(&document.text), state.corpus().documents().count()))
}

fn look_for_others(context: &mut Context<'_>, announces: bool) {
    /// Bytes that are looked through at once.
    const FEW: usize = 300_000;
    let of = sought(context.state).map(|(words, articles)| (words.into(), articles));
    context.state.search.others_of = of;
    let corpus = context.state.corpus();
    let bytes: usize = corpus.documents().map(|document| document.text.content().len()).sum();
    let ahead = corpus.documents().map(|document| document.id.clone());
    context.state.search.others_ahead = ahead.collect::<Vec<_>>().into_iter().rev().collect();
    context.state.search.others = Rc::default();
    if bytes < FEW {
        return slices::look_for_others(context, announces);
    }
    context.after(Timer::Others, Intent::LookNow { announces });
}

/// Says how many other occurrences there are of the words of the open annotation, which was just tagged.
pub(super) fn announce(context: &mut Context<'_>) {
    let Some(open) = context.state.open().cloned() else { return };
    if let Some((count, articles)) = context.state.others() {
        let label = context.label_name(&open.label);
        let words = tagging::tagged_with_others(&label, &words::others(count, articles));
        context.say_with(words, MessageAction::Others(open.id));
    }
}

/// The search that is shown.
pub(super) fn shown<'a>(context: &'a mut Context<'_>) -> &'a mut Search {
    let asks = context.state.asks_about_others();
    let search = &mut context.state.search;
    Rc::make_mut(if asks { &mut search.question } else { &mut search.search })
}

/// Searches for something else, from the start of what is found.
fn change(context: &mut Context<'_>, change: impl FnOnce(&mut Search)) {
    let search = shown(context);
    change(search);
    search.more = 0;
    search_again(context);
}

/// Searches once more for the same.
fn search_again(context: &mut Context<'_>) {
    let search = shown(context);
    if search.is_expression && !search.pattern.words.is_empty() {
        search.trouble = Some(Trouble::Searching);
        search.ahead = Rc::default();
        return context.after(Timer::Search, Intent::RunExpression);
    }
    context.effect(Effect::Cancel(Timer::Search));
    let state = &*context.state;
    let Search { pattern, label, .. } = &**state.sought();
    let is_named = |note: &str| !context.environment.matcher.find(pattern, note).is_empty();
    let wanted = !pattern.words.trim().is_empty() && label.is_none();
    let notes: Rc<[_]> = noted(state).filter(|one| wanted && is_named(&one.note)).map(|one| one.id).collect();
    let ahead: Vec<_> = documents(state).map(|document| document.id.clone()).collect();
    let search = shown(context);
    search.ahead = Rc::new(ahead.into_iter().rev().collect());
    (search.found, search.notes, search.trouble) = (Rc::default(), notes, None);
    context.state.search.among = among(context.state);
    slices::go_on(context);
}

/// Searches again where the articles that are searched are no longer those that were.
pub fn follow_articles(context: &mut Context<'_>) {
    let state = &*context.state;
    if state.search.panel.is_some() && !state.asks_about_others() && among(state) != state.search.among {
        search_again(context);
    }
}

/// The versions of the texts that are searched.
fn among(state: &State) -> Vec<TextVersion> {
    documents(state).map(|document| document.text.version()).collect()
}

/// The articles that are searched.
pub(super) fn documents(state: &State) -> impl Iterator<Item = &Rc<Document>> {
    let here = state.sought().here;
    state.corpus().documents().filter(move |document| !here || document.id == state.session.document)
}

/// The annotations with a note in them.
fn noted(state: &State) -> impl Iterator<Item = &Rc<Annotation>> {
    documents(state).flat_map(|document| document.annotations()).filter(|one| !one.note.is_empty())
}

fn run_expression(context: &mut Context<'_>) {
    let state = &*context.state;
    let Pattern { words, as_written, .. } = state.sought().pattern.clone();
    let texts = documents(state).map(|document| document.text.content().into());
    let texts = texts.chain(noted(state).map(|one| one.note.clone())).collect();
    let documents = documents(state).map(|document| document.id.clone()).collect();
    let notes = noted(state).map(|one| one.id).collect();
    let question = Question { source: words, as_written, texts, most: MOST, documents, notes };
    context.effect(Effect::FindExpression(Rc::new(question)));
    context.state.search.among = among(context.state);
}

fn take_answer(context: &mut Context<'_>, documents: &[DocumentId], notes: &[AnnotationId], answer: Answer) {
    let (matches, trouble) = match answer {
        Ok(matches) => {
            let is_full = matches.iter().map(Vec::len).sum::<usize>() >= MOST as usize;
            (matches, is_full.then_some(Trouble::TooMany(MOST)))
        }
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    let whole_words = context.state.search.search.pattern.whole_words;
    let segmenter = context.environment.segmenter;
    let mut matches = matches.into_iter();
    let corpus = context.state.corpus();
    let of_article = |(id, matches)| search::found(corpus.document(id)?, whole_words, matches, segmenter);
    let found: Vec<_> = documents.iter().zip(matches.by_ref()).filter_map(of_article).collect();
    let notes = notes.iter().zip(matches).filter(|(_, matches)| !matches.is_empty()).map(|(id, _)| *id);
    let notes: Rc<[_]> = notes.collect();
    let search = Rc::make_mut(&mut context.state.search.search);
    (search.found, search.notes, search.trouble) = (found.into(), notes, trouble);
}

/// Does what takes a moment: with very many at once, when that was said.
fn soon(context: &mut Context<'_>, count: usize, trouble: Trouble, act: Intent) {
    /// More than that cannot be done until the next frame.
    const FEW: usize = 1_000;
    if count <= FEW {
        return context.send(act);
    }
    shown(context).trouble = Some(trouble);
    context.after(Timer::Many, act);
}

fn tag(context: &mut Context<'_>, label: LabelId) {
    shown(context).trouble = None;
    let spans: Rc<[_]> = ticked(context.state).collect();
    let name = context.label_name(&label);
    // Other occurrences are what the open annotation is; those, too, that are tagged like it already.
    let open = context.state.open().filter(|open| context.state.asks_about_others() && open.label == label);
    let entity = open.and_then(|open| open.entity.clone());
    let mut all = spans.to_vec();
    if let (Some(open), Some(_)) = (open, &entity) {
        all.extend(alike(context.state, open.id));
        all.sort_unstable();
    }
    let count = all.len();
    match context.run(&Command::TagAll { spans: all.into(), label, entity }) {
        Ok(transaction) => {
            if context.state.asks_about_others() {
                context.show(None);
                context.focus(Target::Reader);
            }
            let words = words::tagged(transaction.operations.len(), count, &name);
            context.say_with(words, MessageAction::Undo);
        }
        Err(_) if spans.is_empty() => context.say(words::NOTHING_TICKED),
        Err(_) => context.say(words::all_tagged(&name)),
    }
}

/// The places of annotations like that one that speak of nothing yet.
fn alike(state: &State, annotation: AnnotationId) -> Vec<(DocumentId, Span)> {
    let alike = query::suggestions::alike(state.corpus(), &[annotation]);
    alike.into_iter().filter_map(|one| Some((one.document.clone(), one.span()?))).collect()
}

fn untag(context: &mut Context<'_>) {
    shown(context).trouble = None;
    let annotations = tagged(context.state);
    let count = annotations.len();
    match context.run(&Command::Delete { annotations }) {
        Ok(_) => context.say_with(crate::words::annotations::deleted(count), MessageAction::Undo),
        Err(_) => context.say(words::NOTHING_TAGGED),
    }
}

fn ticked(state: &State) -> impl Iterator<Item = (DocumentId, Span)> {
    let hits = state.sought().hits(state.corpus()).into_iter().filter(|hit| hit.is_ticked);
    hits.map(|hit| (hit.document.id.clone(), hit.span))
}

/// The annotations of just what is ticked; those of the label that is asked for, if one is.
fn tagged(state: &State) -> Vec<AnnotationId> {
    let search = state.sought();
    let is_wanted = |one: &&Rc<Annotation>| search.within.as_ref().is_none_or(|label| one.label == *label);
    let hits = search.hits(state.corpus()).into_iter().filter(|hit| hit.is_ticked);
    let there = hits.flat_map(|hit| {
        let there = query::covering_span(hit.document, hit.span);
        there.filter(move |one| one.span() == Some(hit.span))
    });
    there.filter(is_wanted).map(|one| one.id).collect()
}
