//! The progress of drawing: which part of the article is drawn next, and that it goes on as long as something is left.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::state::State;
use glossator_core::model::document::Section;
use std::ops::RangeInclusive;

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
