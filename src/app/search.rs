//! Search: where words occur, and what is done with all that was found. To tag every other occurrence of an annotation's
//! words is a search, too: one that knows what to tag.

use super::caret;
use super::describe::counted;
use super::intent;
use super::message::WayOn;
use super::preferences;
use super::session::{Dialog, Wish};
use super::shortcuts::{Act, Shortcut};
use super::store::{Later, State, Store};
use futures_util::FutureExt;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::label::LabelId;
use glossator_core::query;
use glossator_core::query::search::{self, Concordance, Occurrences, Pattern, Standing};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_web::element;
use glossator_web::expression::{self, Answer, Trouble};
use glossator_web::keyboard::{Focus, KeyPress};
use std::ops::Range;
use std::rc::Rc;
use yew::platform::spawn_local;

/// What is searched for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The words.
    pub pattern: Pattern,
    /// They are a regular expression.
    pub is_expression: bool,
    /// In the article in view alone.
    pub here: bool,
    /// Only what lies in a span of that label.
    pub within: Option<LabelId>,
    /// In which order.
    pub order: Concordance,
    /// What every other occurrence is to be tagged as, where that is the question.
    pub label: Option<LabelId>,
    /// Where the words occur, by article.
    pub found: Rc<Vec<Occurrences>>,
    /// Annotations that say the words in their notes.
    pub notes: Rc<[AnnotationId]>,
    /// What stands in the way, or that the browser is still looking.
    pub trouble: Option<Rc<str>>,
    /// Whether all are ticked, or none, and no longer what seems best.
    pub all: Option<bool>,
    /// Those of which the opposite is true.
    pub turned: Vec<Place>,
    /// How many more than at first are drawn.
    pub more: usize,
}

/// Where an occurrence begins.
pub type Place = (DocumentId, ByteOffset);

/// One occurrence, as it is listed.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The article.
    pub document: &'a Rc<Document>,
    /// Where.
    pub span: Span,
    /// Whether something would be done with it.
    pub is_ticked: bool,
}

/// Matches the occurrences that are drawn.
pub const HITS: &str = "[data-hit] button";

/// As many are drawn at first, and with each step more.
pub const STEP: usize = 200;

/// As many are found with an expression at most.
const MOST: u32 = 50_000;

/// The orders that can be chosen, with their names.
pub const ORDERS: [(Concordance, &str); 3] = [
    (Concordance::Text, "As in the text"),
    (Concordance::Before, "By the words before"),
    (Concordance::Behind, "By the words behind"),
];

impl Search {
    /// What is listed: nothing that is tagged so already where every other occurrence is to be, and nothing outside of
    /// the label that is asked for.
    #[must_use]
    pub fn hits<'a>(&self, corpus: &'a Corpus) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for found in &*self.found {
            let document = corpus.document(&found.document);
            // The text may be another one since.
            let Some(document) = document.filter(|here| Rc::ptr_eq(&here.text, &found.text)) else {
                continue;
            };
            let listed = search::in_order(found, self.order).into_iter();
            hits.extend(listed.filter_map(|span| self.hit(document, span)));
        }
        hits
    }

    fn hit<'a>(&self, document: &'a Rc<Document>, span: Span) -> Option<Hit<'a>> {
        let standing =
            self.label.as_ref().map_or(Standing::Free, |label| search::standing(document, span, label));
        let is_within = |label: &LabelId| query::covering_span(document, span).any(|one| one.label == *label);
        if standing == Standing::Alike || !self.within.as_ref().is_none_or(is_within) {
            return None;
        }
        let is_turned = self.turned.iter().any(|(of, start)| *start == span.start() && *of == document.id);
        let is_ticked = self.all.unwrap_or(standing == Standing::Free) != is_turned;
        Some(Hit { document, span, is_ticked })
    }

    /// How many occurrences there are, listed or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.iter().map(|found| found.spans.len()).sum()
    }
}

/// Opens the search as it was left.
pub fn open(store: &Store) {
    store.update(|session| {
        if let Some(left) = session.search_left.take() {
            session.search = left;
        }
    });
    change(store, |_| {});
    intent::show(store, Some(Dialog::Search));
}

/// Searches for something else: the name of a field, and what stands in it.
pub fn narrow(store: &Store, field: &str, value: &str) {
    let is_on = value == "on";
    change(store, |search| match field {
        "words" => {
            search.pattern.words = value.into();
            search.turned.clear();
            search.all = None;
        }
        "as-written" => search.pattern.as_written = is_on,
        "whole-words" => search.pattern.whole_words = is_on,
        "expression" => search.is_expression = is_on,
        "where" => search.here = value == "here",
        "within" => search.within = (!value.is_empty()).then(|| LabelId::from(value)),
        _ => {
            let order = ORDERS.iter().find(|(_, name)| *name == value);
            search.order = order.map(|(order, _)| *order).unwrap_or_default();
        }
    });
}

pub(super) fn change(store: &Store, change: impl FnOnce(&mut Search)) {
    store.update(|session| {
        let search = Rc::make_mut(&mut session.search);
        change(search);
        search.more = 0;
    });
    run(store);
}

fn update(store: &Store, change: impl FnOnce(&mut Search)) {
    store.update(|session| change(Rc::make_mut(&mut session.search)));
}

/// Looks for it: at once, or when whoever types an expression pauses.
fn run(store: &Store) {
    if store
        .read(|state| state.session.search.is_expression && !state.session.search.pattern.words.is_empty())
    {
        update(store, |search| search.trouble = Some("Searching …".into()));
        return store.later(Later::SearchRuns, run_expression);
    }
    store.hold(Later::SearchRuns, Box::new(()));
    let (found, notes) = store.read(|state| {
        let search = &state.session.search;
        let found = occurrences(store, state, &search.pattern, search.here);
        let is_named = |note: &str| !store.matcher().find(&search.pattern, note).is_empty();
        let wanted = !search.pattern.words.trim().is_empty() && search.label.is_none();
        let notes = noted(state).filter(|one| wanted && is_named(&one.note)).map(|one| one.id);
        (found, notes.collect())
    });
    update(store, |search| (search.found, search.notes, search.trouble) = (found, notes, None));
}

pub(super) fn occurrences(
    store: &Store,
    state: &State,
    pattern: &Pattern,
    here: bool,
) -> Rc<Vec<Occurrences>> {
    let of = here.then_some(&state.session.document);
    search::occurrences(state.corpus(), of, pattern, store.matcher(), store.segmenter()).into()
}

/// The annotations with a note, of the article that is searched, or of all.
fn noted(state: &State) -> impl Iterator<Item = &Rc<Annotation>> {
    documents(state).flat_map(|document| document.annotations()).filter(|one| !one.note.is_empty())
}

fn documents(state: &State) -> impl Iterator<Item = &Rc<Document>> {
    let here = state.session.search.here;
    state.corpus().documents().filter(move |document| !here || document.id == state.session.document)
}

fn run_expression(store: &Store) {
    let (pattern, documents, notes, texts) = store.read(|state| {
        let documents: Vec<_> = documents(state).map(|document| document.id.clone()).collect();
        let notes: Vec<_> = noted(state).map(|one| one.id).collect();
        let texts = self::documents(state).map(|document| document.text.content().into());
        let texts: Vec<Rc<str>> = texts.chain(noted(state).map(|one| one.note.clone())).collect();
        (state.session.search.pattern.clone(), documents, notes, texts)
    });
    let Pattern { words, as_written, whole_words } = pattern;
    let answered = store.clone();
    let search = async move {
        let store = &answered;
        let answer = expression::find(&words, as_written, &texts, MOST).await;
        let (found, notes, trouble) = store.read(|state| {
            let (matches, trouble) = read(answer);
            let mut matches = matches.into_iter();
            let of_article = |(id, matches)| {
                search::found(state.corpus().document(id)?, whole_words, matches, store.segmenter())
            };
            let found: Vec<_> = documents.iter().zip(matches.by_ref()).filter_map(of_article).collect();
            let notes =
                notes.iter().zip(matches).filter(|(_, matches)| !matches.is_empty()).map(|(id, _)| *id);
            (found, notes.collect(), trouble)
        });
        update(store, |search| (search.found, search.notes, search.trouble) = (found.into(), notes, trouble));
    };
    // It stops when its handle is dropped.
    let (search, handle) = search.remote_handle();
    spawn_local(search);
    store.hold(Later::SearchRuns, Box::new(handle));
}

/// The answer, and what is to be said about it.
fn read(answer: Answer) -> (Vec<Vec<Range<usize>>>, Option<Rc<str>>) {
    let trouble = match answer {
        Ok(matches) => {
            let is_full = matches.iter().map(Vec::len).sum::<usize>() >= MOST as usize;
            return (matches, is_full.then(|| format!("Only the first {MOST} are listed.").into()));
        }
        Err(Trouble::Invalid(why)) => format!("This is no regular expression: {why}"),
        Err(Trouble::Slow) => "Stopped: this expression takes longer than a second.".to_owned(),
        Err(Trouble::NoWorker) => "This browser cannot do that here.".to_owned(),
    };
    (Vec::new(), Some(trouble.into()))
}

/// Does what takes a moment: with so many at once, when that was said.
fn soon(store: &Store, count: usize, words: &str, act: impl FnOnce(&Store) + 'static) {
    /// More than that cannot be done until the next frame.
    const FEW: usize = 1_000;
    if count <= FEW {
        return act(store);
    }
    update(store, |search| search.trouble = Some(words.into()));
    store.later(Later::ManyChange, move |store| {
        update(store, |search| search.trouble = None);
        act(store);
    });
}

/// Ticks an occurrence, or no longer.
pub fn turn(store: &Store, place: Place) {
    update(store, |search| {
        let before = search.turned.len();
        search.turned.retain(|other| *other != place);
        if search.turned.len() == before {
            search.turned.push(place);
        }
    });
}

/// Ticks all, or none.
pub fn turn_all(store: &Store) {
    let all = store.read(|state| state.session.search.hits(state.corpus()).iter().all(|hit| hit.is_ticked));
    update(store, |search| {
        search.all = Some(!all);
        search.turned.clear();
    });
}

/// Draws more of them.
pub fn show_more(store: &Store) {
    update(store, |search| search.more += STEP);
}

/// Goes to the occurrence in its article, where its words are selected.
pub fn choose(store: &Store, (document, span): (DocumentId, Span)) {
    intent::show(store, None);
    intent::open_document(store, &document);
    caret::take(store, span);
    store.update(|session| session.wish = Some(Wish::Labels));
}

/// Tags all that are ticked, as one step.
pub fn tag(store: &Store, label: LabelId) {
    let spans: Rc<[_]> = store.read(|state| ticked(state).collect());
    soon(store, spans.len(), "Tagging …", move |store| tag_all(store, &spans, label));
}

fn tag_all(store: &Store, spans: &Rc<[(DocumentId, Span)]>, label: LabelId) {
    let name = intent::label_name(store, &label);
    let is_question = store.read(|state| state.session.search.label.is_some());
    match store.dispatch(&Command::TagAll { spans: spans.clone(), label }) {
        Ok(transaction) => {
            if is_question {
                intent::show(store, None);
                intent::focus_reader();
            }
            let tagged = transaction.operations.len();
            let left = match spans.len() - tagged {
                0 => String::new(),
                left => format!(" {left} had that label already."),
            };
            store
                .say(format!("Tagged {} as {name}.{left}", counted(tagged, "occurrence")), Some(WayOn::Undo));
        }
        Err(_) if spans.is_empty() => store.say("Nothing is ticked.", None),
        Err(_) => store.say(format!("All of it is tagged as {name} already."), None),
    }
}

/// Deletes the annotations of just those words that are ticked, as one step; those of the label that is asked for, if one
/// is.
pub fn untag(store: &Store) {
    let annotations = store.read(tagged);
    soon(store, annotations.len(), "Deleting …", move |store| delete(store, annotations));
}

fn delete(store: &Store, annotations: Vec<AnnotationId>) {
    let count = counted(annotations.len(), "annotation");
    match store.dispatch(&Command::Delete { annotations }) {
        Ok(_) => store.say(format!("Deleted {count}."), Some(WayOn::Undo)),
        Err(_) => store.say("Nothing that is ticked is tagged.", None),
    }
}

fn ticked(state: &State) -> impl Iterator<Item = (DocumentId, Span)> {
    let hits = state.session.search.hits(state.corpus()).into_iter().filter(|hit| hit.is_ticked);
    hits.map(|hit| (hit.document.id.clone(), hit.span))
}

/// What is tagged just where something is ticked.
fn tagged(state: &State) -> Vec<AnnotationId> {
    let search = &state.session.search;
    let is_wanted = |one: &&Rc<Annotation>| search.within.as_ref().is_none_or(|label| one.label == *label);
    let hits = search.hits(state.corpus()).into_iter().filter(|hit| hit.is_ticked);
    let there = hits.flat_map(|hit| {
        let there = query::covering_span(hit.document, hit.span);
        there.filter(move |one| one.span() == Some(hit.span))
    });
    there.filter(is_wanted).map(|one| one.id).collect()
}

/// Does what a key asks for while what was found is shown; `false` if that is nothing, and the browser may have it.
#[must_use]
pub fn press(store: &Store, pressed: &KeyPress) -> bool {
    let (dialog, label) = store.read(|state| (state.session.dialog, state.session.search.label.clone()));
    if !matches!(dialog, Some(Dialog::Search | Dialog::Others)) {
        return false;
    }
    let is_in_list = pressed.focus == Focus::Hit;
    match store.read(|state| preferences::asked(state.corpus(), pressed)) {
        _ if pressed.focus == Focus::Elsewhere && pressed.key == "ArrowDown" => enter_list(),
        _ if pressed.key == "Enter" && element::is_within("dialog.others input") => match label {
            Some(label) => tag(store, label),
            None => return false,
        },
        Some(Shortcut::Act(Act::Undo)) => intent::undo(store),
        Some(Shortcut::Act(Act::Redo)) => intent::redo(store),
        Some(Shortcut::Row { forward }) => element::focus_neighbour(HITS, forward),
        Some(Shortcut::Act(Act::Pick)) => match focused(store) {
            Some(place) => turn(store, place),
            None => return false,
        },
        Some(Shortcut::Act(Act::Accept)) => match label {
            Some(label) => tag(store, label),
            None => return false,
        },
        Some(Shortcut::Label(label)) if is_in_list => tag(store, label),
        _ => return false,
    }
    true
}

/// Gives the keyboard to the first occurrence.
pub fn enter_list() {
    element::find(HITS).iter().for_each(element::focus);
}

/// The occurrence that has the focus.
fn focused(store: &Store) -> Option<Place> {
    let at: usize = element::focused_attribute("data-hit")?.parse().ok()?;
    store.read(|state| {
        let hits = state.session.search.hits(state.corpus());
        hits.get(at).map(|hit| (hit.document.id.clone(), hit.span.start()))
    })
}

/// "17 occurrences in 3 articles", and what is not listed.
#[must_use]
pub fn summary(search: &Search, hits: &[Hit<'_>]) -> String {
    if let Some(trouble) = search.trouble.as_ref().filter(|_| hits.is_empty()) {
        return trouble.to_string();
    }
    if search.pattern.words.trim().is_empty() {
        return String::new();
    }
    let articles = hits.chunk_by(|one, other| one.document.id == other.document.id).count();
    let mut summary = match hits.len() {
        0 => "Nothing was found.".to_owned(),
        count => format!("{} in {}.", counted(count, "occurrence"), counted(articles, "article")),
    };
    let alike = search.count() - hits.len();
    if search.label.is_some() && alike > 0 {
        summary = format!("{summary} Tagged so already: {alike}.");
    }
    if let Some(trouble) = &search.trouble {
        summary = format!("{summary} {trouble}");
    }
    summary
}
