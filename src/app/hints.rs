//! Hints: where a string that is tagged elsewhere recurs untagged, in the part of the article that is in view.

use super::caret;
use super::describe::quoted;
use super::intent::{self, READER};
use super::message::WayOn;
use super::preferences::{self, HINTS};
use super::store::{State, Store};
use glossator_core::corpus::Corpus;
use glossator_core::corpus::lexicon::Hint;
use glossator_core::model::document::Block;
use glossator_core::model::record::Kind;
use glossator_web::element::Rectangle;
use glossator_web::selection;
use std::ops::Range;
use std::rc::Rc;

/// A hint in one line, or its part there.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// What it is about.
    pub hint: Rc<Hint>,
    /// Whether it begins here.
    pub is_first: bool,
    /// Where its words are drawn, in CSS pixels of the page.
    pub place: Rectangle,
}

/// The setting that says that nobody wants to see hints for a string begins so; the string follows.
const DISMISSED: &str = "no hint: ";

/// Finds the hints in those blocks of the article in view.
pub fn find(store: &Store, blocks: Range<usize>) {
    let strips: Vec<Strip> = store.read(|state| {
        let Some(document) = state.document().filter(|_| preferences::is_on(state.corpus(), HINTS)) else {
            return Vec::new();
        };
        let blocks = blocks.filter_map(|number| document.block(number));
        let hints = blocks.flat_map(|block| in_block(state, store, block));
        let strips = hints.flat_map(|hint| {
            let hint = Rc::new(hint);
            let extent = caret::extent(&document.text, hint.span, hint.span.end());
            let lines = extent.map(|extent| selection::lines(READER, extent)).unwrap_or_default();
            let strip = move |(line, place)| Strip { hint: hint.clone(), is_first: line == 0, place };
            lines.into_iter().enumerate().map(strip)
        });
        strips.collect()
    });
    if store.read(|state| *state.session.hints != *strips) {
        store.update(|session| session.hints = strips.into());
    }
}

fn in_block(state: &State, store: &Store, block: &Block) -> Vec<Hint> {
    let Some(document) = state.document() else { return Vec::new() };
    let is_unwanted = |words: &str| is_dismissed(state.corpus(), words);
    state.lexicon().hints(document, block, state.corpus().labels(), store.segmenter(), &is_unwanted)
}

fn is_dismissed(corpus: &Corpus, words: &str) -> bool {
    preferences::of(corpus, &format!("{DISMISSED}{words}")) == "on"
}

/// What the selected words are tagged as elsewhere.
#[must_use]
pub fn offer(state: &State) -> Option<Hint> {
    let (span, text) = (state.session.selection?, &state.document()?.text);
    let hint = state.lexicon().hint(text, span, state.corpus().labels())?;
    let is_wanted = preferences::is_on(state.corpus(), HINTS) && !is_dismissed(state.corpus(), &hint.words);
    is_wanted.then_some(hint)
}

/// Tags the words as what they are elsewhere.
pub fn accept(store: &Store, hint: &Hint) {
    store.update(|session| session.selection = Some(hint.span));
    if let Some((label, _)) = hint.labels.first() {
        intent::tag(store, label);
    }
    intent::focus_reader();
}

/// Selects the words of the next hint of the article, or of the one before.
pub fn step(store: &Store, forward: bool) {
    if !store.read(|state| preferences::is_on(state.corpus(), HINTS)) {
        return store.say("Hints are switched off in Settings.", None);
    }
    let found = store.read(|state| {
        let document = state.document()?;
        let caret = state.session.caret;
        let here = document.text.block_at(caret)?;
        let is_ahead =
            |hint: &Hint| if forward { hint.span.start() >= caret } else { hint.span.end() < caret };
        let hints = |number: usize| {
            let found = document.block(number).map(|block| in_block(state, store, block)).unwrap_or_default();
            found.into_iter().filter(is_ahead)
        };
        if forward {
            (here..document.text.blocks().len()).find_map(|number| hints(number).next())
        } else {
            (0..=here).rev().find_map(|number| hints(number).last())
        }
    });
    match found {
        Some(hint) => caret::take(store, hint.span),
        None if forward => store.say("This was the last hint of the article.", None),
        None => store.say("This was the first hint of the article.", None),
    }
}

/// Shows no hints for the selected words any more, anywhere.
pub fn dismiss(store: &Store) {
    match store.read(offer) {
        Some(hint) => {
            store.set(&format!("{DISMISSED}{}", hint.words), "on");
            intent::clear_selection(store);
            let words = format!("No hints for {} any more.", quoted(&hint.words));
            store.say(words, Some(WayOn::Hint(hint.words)));
        }
        None => store.say("Go to a hint first.", None),
    }
}

/// Shows hints for that string again.
pub fn bring_back(store: &Store, words: &str) {
    store.set(&format!("{DISMISSED}{words}"), "");
}

/// The strings for which no hints are shown.
#[must_use]
pub fn dismissed(corpus: &Corpus) -> Vec<Rc<str>> {
    let names = corpus.records(&Kind::Setting).filter_map(|(key, _)| key.id.strip_prefix(DISMISSED));
    names.filter(|words| is_dismissed(corpus, words)).map(Into::into).collect()
}

/// Shows hints for all of them again.
pub fn bring_all_back(store: &Store) {
    for words in dismissed(&store.corpus()) {
        bring_back(store, &words);
    }
}
