//! How much of the article in view is drawn: what is looked at comes at once, all the rest while nobody waits.
//!
//! Everything is drawn in the end, and stays: so the browser finds, selects and prints it.

use super::intent::READER;
use super::shortcuts;
use super::store::{State, Store};
use glossator_core::model::document::{DocumentId, Section};
use glossator_web::keyboard::KeyPress;
use glossator_web::{element, timer};
use std::cell::Cell;
use std::ops::RangeInclusive;
use std::rc::Rc;
use yew::platform::spawn_local;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The article that this is about; of any other one only the start is drawn.
    of: DocumentId,
    /// The sections that are not drawn yet.
    left: Vec<usize>,
    /// Counts up each time that something was drawn because it was wanted.
    wanted: u32,
}

/// Whether that section of the article in view is drawn.
#[must_use]
pub fn is_drawn(state: &State, section: usize) -> bool {
    let drawing = &state.session.drawing;
    if drawing.of == state.session.document { !drawing.left.contains(&section) } else { section == 0 }
}

/// Whether all of it is.
#[must_use]
pub fn is_done(state: &State) -> bool {
    let is_one = || state.document().is_none_or(|document| document.sections.len() < 2);
    let drawing = &state.session.drawing;
    if drawing.of == state.session.document { drawing.left.is_empty() } else { is_one() }
}

/// Draws the sections of those blocks, if they are not drawn yet; says whether that was so.
#[must_use]
pub fn draw(store: &Store, blocks: RangeInclusive<usize>) -> bool {
    let sections = blocks.start() / Section::BLOCKS..=blocks.end() / Section::BLOCKS;
    let is_new = store.read(|state| {
        let last = state.document().map_or(0, |document| document.sections.len().saturating_sub(1));
        (*sections.start()..=(*sections.end()).min(last)).any(|section| !is_drawn(state, section))
    });
    if is_new {
        take_out(store, |section| sections.contains(&section));
        store.update(|session| session.drawing.wanted += 1);
    }
    is_new
}

/// Counts how often something was drawn because it was wanted.
#[must_use]
pub fn wanted(state: &State) -> u32 {
    state.session.drawing.wanted
}

/// Draws what the open annotation and the caret need; says whether that was not drawn yet.
#[must_use]
pub fn draw_wanted(store: &Store) -> bool {
    let blocks = store.read(|state| {
        let text = &state.document()?.text;
        let open = state.open().and_then(|open| open.span()).map(|open| text.blocks_of(open));
        Some([open, text.block_at(state.session.caret).map(|block| block..=block)])
    });
    blocks.into_iter().flatten().flatten().filter(|blocks| draw(store, blocks.clone())).count() > 0
}

/// Draws what is in view.
pub fn draw_in_view(store: &Store) {
    if !store.read(is_done) {
        let sections = element::in_view(&element::children(READER));
        take_out(store, |section| sections.contains(&section));
    }
}

/// Draws everything, if that is not done yet.
pub fn draw_all(store: &Store) {
    if !store.read(is_done) {
        take_out(store, |_| true);
    }
}

/// Before the browser finds, selects or prints: it knows only what is drawn.
pub fn prepare(store: &Store, pressed: &KeyPress) {
    if pressed.command && matches!(shortcuts::written(pressed), Some('a' | 'f' | 'p')) {
        draw_all(store);
    }
}

/// Draws the rest bit by bit, whenever the browser has nothing else to do, unless that is going on.
pub fn go_on(store: &Store, is_going: &Rc<Cell<bool>>) {
    /// Marks and paragraphs that are drawn in two frames or less: each time has its price, too.
    const SOME: usize = 2_000;
    if store.read(is_done) || is_going.replace(true) {
        return;
    }
    let (store, is_going) = (store.clone(), is_going.clone());
    spawn_local(async move {
        while !store.read(is_done) {
            timer::idle().await;
            let sections =
                store.read(|state| state.document().map_or(Vec::new(), |document| document.sections.clone()));
            let mut drawn = 0;
            take_out(&store, |index| {
                let is_next = drawn < SOME;
                let section = sections.get(index).filter(|_| is_next);
                drawn += section.map_or(0, |section| section.blocks.len() * 2 + section.count);
                is_next
            });
        }
        is_going.set(false);
    });
}

fn take_out(store: &Store, mut is_wanted: impl FnMut(usize) -> bool) {
    let (document, sections) = store.read(|state| {
        (state.session.document.clone(), state.document().map_or(0, |document| document.sections.len()))
    });
    store.update(|session| {
        if session.drawing.of != document {
            let drawing = Drawing { of: document, left: (1..sections).collect(), ..session.drawing };
            session.drawing = drawing;
        }
        session.drawing.left.retain(|section| *section < sections && !is_wanted(*section));
    });
}
