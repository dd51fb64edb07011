//! The progress of drawing: which part of the article is drawn next, and that it goes on as long as something is left.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::state::State;
use glossator_core::model::document::{Document, DocumentId, Section};
use glossator_core::text::span::Span;
use std::ops::RangeInclusive;
use std::rc::Rc;

impl State {
    /// True if that section of an article is drawn, where the article is in view.
    #[must_use]
    pub fn is_drawn(&self, document: &DocumentId, section: usize) -> bool {
        self.reader.drawing.is_drawn(document, section)
    }

    /// True if all of the article that is read is drawn.
    #[must_use]
    pub fn is_all_drawn(&self) -> bool {
        self.document().is_none_or(|document| self.reader.drawing.is_done(document))
    }
}

/// The articles that are on the screen, the one that is read first.
fn on_screen(state: &State) -> Vec<Rc<Document>> {
    let (read, beside) = (&state.session.document, state.side_by_side());
    let others = beside.iter().filter(|id| *id != read);
    std::iter::once(read).chain(others).filter_map(|id| state.corpus().document(id).cloned()).collect()
}

/// Draws those of the sections of the article that is read that are wanted; the update is quiet if they were drawn.
pub(super) fn draw(context: &mut Context<'_>, is_wanted: impl FnMut(usize) -> bool) {
    let Some(document) = context.state.document().cloned() else { return };
    let drawing = &mut context.state.reader.drawing;
    let before = drawing.clone();
    drawing.draw(&document, is_wanted);
    context.is_quiet = before == *drawing;
}

/// Draws the next sections, and goes on when there is time again.
pub(super) fn draw_next(context: &mut Context<'_>) {
    let documents = on_screen(context.state);
    let drawing = &mut context.state.reader.drawing;
    if let Some(document) = documents.iter().find(|document| !drawing.is_done(document)) {
        drawing.draw_next(document);
    }
    drawing.is_going_on = false;
}

/// The sections in which a span stands.
fn sections(document: &Document, span: Span) -> RangeInclusive<usize> {
    let blocks = document.text.blocks_of(span);
    blocks.start() / Section::BLOCKS..=blocks.end() / Section::BLOCKS
}

/// Draws the part of an article in which a span stands.
pub(super) fn draw_around(context: &mut Context<'_>, document: &DocumentId, span: Span) {
    let Some(document) = context.state.corpus().document(document).cloned() else { return };
    let wanted = sections(&document, span);
    context.state.reader.drawing.draw(&document, |section| wanted.contains(&section));
}

/// Draws what the open annotation and the caret need, and lets the rest of what is on the screen be drawn when there is time.
pub fn draw_needed(context: &mut Context<'_>) {
    let state = &mut *context.state;
    if let Some(document) = state.document().cloned()
        && !state.reader.drawing.is_done(&document)
    {
        let open = state.open().and_then(|open| open.span()).map(|open| sections(&document, open));
        let caret = document.text.block_at(state.session.caret).map(|block| block / Section::BLOCKS);
        let needed: Vec<_> = open.into_iter().chain(caret.map(|section| section..=section)).collect();
        let drawing = &mut state.reader.drawing;
        drawing.draw(&document, |section| needed.iter().any(|needed| needed.contains(&section)));
    }
    let is_done = on_screen(state).iter().all(|document| state.reader.drawing.is_done(document));
    if !is_done && !std::mem::replace(&mut state.reader.drawing.is_going_on, true) {
        context.effect(Effect::WhenIdle(Intent::DrawNext.into()));
    }
}
