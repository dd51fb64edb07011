//! Drawing: how much of the article in view is drawn. The part that is looked at comes at once, all the rest while nobody
//! waits. Everything is drawn in the end, and stays: so the browser finds, selects and prints it.
//!
//! It does not know what a section looks like, nor which part is in view.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::state::State;
use glossator_core::model::document::{Document, DocumentId, Section};
use std::ops::RangeInclusive;

/// The part of an article that is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The article; of any other one only the start is drawn.
    of: DocumentId,
    /// The sections that are not drawn yet.
    left: Vec<usize>,
    /// True while the rest is being drawn bit by bit.
    is_going_on: bool,
}

impl Drawing {
    fn is_drawn(&self, document: &DocumentId, section: usize) -> bool {
        if self.of == *document { !self.left.contains(&section) } else { section == 0 }
    }

    fn is_done(&self, document: &Document) -> bool {
        if self.of == document.id { self.left.is_empty() } else { document.sections.len() < 2 }
    }

    /// Draws those of the sections that are wanted.
    fn draw(&mut self, document: &Document, mut is_wanted: impl FnMut(usize) -> bool) {
        let sections = document.sections.len();
        if self.of != document.id {
            self.of = document.id.clone();
            self.left = (1..sections).collect();
        }
        self.left.retain(|section| *section < sections && !is_wanted(*section));
    }

    /// Draws as much as fits into two frames: each time has its price, too.
    fn draw_next(&mut self, document: &Document) {
        /// Marks and paragraphs.
        const SOME: usize = 2_000;
        let mut drawn = 0;
        self.draw(document, |index| {
            let is_next = drawn < SOME;
            let section = document.sections.get(index).filter(|_| is_next);
            drawn += section.map_or(0, |section| section.blocks.len() * 2 + section.count);
            is_next
        });
    }
}

impl State {
    /// True if that section of the article in view is drawn.
    #[must_use]
    pub fn is_drawn(&self, section: usize) -> bool {
        self.reader.drawing.is_drawn(&self.session.document, section)
    }

    /// True if all of it is.
    #[must_use]
    pub fn is_all_drawn(&self) -> bool {
        self.document().is_none_or(|document| self.reader.drawing.is_done(document))
    }
}

/// Draws those of the sections of the article in view that are wanted; the update is quiet if they were drawn.
pub(super) fn draw(context: &mut Context<'_>, is_wanted: impl FnMut(usize) -> bool) {
    let Some(document) = context.state.document().cloned() else { return };
    let drawing = &mut context.state.reader.drawing;
    let before = drawing.clone();
    drawing.draw(&document, is_wanted);
    context.is_quiet = before == *drawing;
}

/// Draws the next sections, and goes on when there is time again.
pub(super) fn draw_next(context: &mut Context<'_>) {
    let Some(document) = context.state.document().cloned() else { return };
    let drawing = &mut context.state.reader.drawing;
    drawing.draw_next(&document);
    drawing.is_going_on = false;
}

/// Draws what the open annotation and the caret need, and lets the rest be drawn when there is time.
pub fn draw_needed(context: &mut Context<'_>) {
    let state = &mut *context.state;
    let Some(document) = state.document().cloned() else { return };
    if state.reader.drawing.is_done(&document) {
        return;
    }
    let text = &document.text;
    let open = state.open().and_then(|open| open.span()).map(|open| text.blocks_of(open));
    let caret = text.block_at(state.session.caret).map(|block| block..=block);
    let sections =
        |blocks: RangeInclusive<usize>| blocks.start() / Section::BLOCKS..=blocks.end() / Section::BLOCKS;
    let needed: Vec<_> = [open, caret].into_iter().flatten().map(sections).collect();
    let drawing = &mut state.reader.drawing;
    drawing.draw(&document, |section| needed.iter().any(|needed| needed.contains(&section)));
    if !drawing.is_done(&document) && !std::mem::replace(&mut drawing.is_going_on, true) {
        context.effect(Effect::WhenIdle(Intent::DrawNext.into()));
    }
}
