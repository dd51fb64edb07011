//! The caret and the selection: how keys, clicks and taps move them. Both are positions in the text; what the browser shows
//! as selected follows from them.

use super::links;
use super::place::Place;
use super::progress;
use super::state::Motion;
use super::state::{Intent, Pointer, Selected, Shown};
use crate::app::context::Context;
use crate::app::effect::{Effect, LineMove, Target};
use crate::app::intent;
use crate::app::state::State;
use crate::words::tagging as words;
use glossator_core::model::document::Section;
use glossator_core::query;
use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Step, Tokens};
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Move { motion, forward, extend } => go(context, motion, forward, extend),
        Intent::Landed { from, to, motion, forward, column, extend } => {
            let Some(text) = text(context.state) else { return };
            if motion == Motion::Page && !extend && context.state.session.selection.is_some() {
                // A person who looks around keeps what is selected.
                context.is_quiet = true;
                return;
            }
            let edge = motion == Motion::LineEdge && forward;
            let to = match to {
                Some(to) if edge => line_end(&text, to),
                Some(to) => to,
                None => Tokens::of(&text, context.environment.segmenter).step(from, Step::Article, forward),
            };
            context.state.reader.column = column;
            land(context, from, to, edge, extend);
        }
        Intent::Expand(more) => expand(context, more),
        Intent::Click(at) => click(context, at),
        Intent::TakeWords => {
            let taking = !context.state.reader.taking_words;
            context.state.reader.taking_words = taking;
            if taking {
                context.say(words::TAP_FIRST);
            }
        }
        Intent::Select(span) => select(context, span),
        Intent::DragLink(at) => links::drag(context, at),
        Intent::EndLink(makes) => links::end(context, makes),
        Intent::Selected(selected) => read(context, selected),
        Intent::Shown => {
            context.is_quiet = true;
            context.state.reader.shown = Shown::AsItIs;
        }
        Intent::ClearSelection => context.clear_selection(),
        Intent::Focus => {
            context.is_quiet = true;
            context.focus(Target::Reader);
            // A field may have taken the browser's selection.
            if context.state.session.selection.is_some() {
                context.effect(Effect::ShowSelection);
            }
        }
        Intent::Return(place) => come_back(context, &place),
        Intent::DrawAround(words) => {
            for (document, span) in words {
                progress::draw_around(context, &document, span);
            }
        }
        Intent::Draw(sections) => progress::draw(context, |section| sections.contains(&section)),
        Intent::DrawAll => progress::draw(context, |_| true),
        Intent::Prints(prints) => {
            if prints {
                progress::draw(context, |_| true);
            }
            context.is_quiet = false;
            context.state.reader.drawing.is_for_paper = prints;
        }
        Intent::DrawNext => progress::draw_next(context),
    }
}

fn come_back(context: &mut Context<'_>, place: &Place) {
    let here = context.state.document().filter(|document| document.id == place.document);
    let Some(text) = here.map(|document| document.text.clone()) else { return };
    // It may be another text by now.
    if place.block >= text.blocks().len() || !text.content().is_char_boundary(place.caret.0) {
        return;
    }
    context.state.session.caret = place.caret;
    progress::draw(context, |section| section == place.block / Section::BLOCKS);
    context.is_quiet = false;
    context.effect(Effect::ScrollToBlock(place.block, place.top));
}

fn text(state: &State) -> Option<Rc<Text>> {
    Some(state.document()?.text.clone())
}

fn go(context: &mut Context<'_>, motion: Motion, forward: bool, extend: bool) {
    let Some(text) = text(context.state) else { return };
    let (session, reader) = (&context.state.session, &context.state.reader);
    let from = match session.selection {
        Some(span) if extend && session.caret != span.start() => span.end(),
        // Without Shift, a selection is left at the end that the key points to.
        Some(span) if !extend && motion == Motion::Text(Step::Character) => {
            let (from, to) = (session.caret, if forward { span.end() } else { span.start() });
            context.state.reader.column = None;
            return land(context, from, to, false, extend);
        }
        _ => session.caret,
    };
    if let Motion::Text(step) = motion {
        let to = Tokens::of(&text, context.environment.segmenter).step(from, step, forward);
        context.state.reader.column = None;
        return land(context, from, to, false, extend);
    }
    let is_line_end = reader.line_end == Some(from);
    let column = reader.column.filter(|_| motion != Motion::LineEdge);
    context.is_quiet = true;
    context.effect(Effect::FindLine(LineMove { from, is_line_end, forward, motion, column, extend }));
}

/// Puts the caret there. `is_line_end` says that the line which was broken there is meant.
fn land(context: &mut Context<'_>, from: ByteOffset, to: ByteOffset, is_line_end: bool, extend: bool) {
    let anchor = extend.then(|| anchor(context.state, from));
    let reader = &mut context.state.reader;
    // A move that leaves the caret where it is leaves it at the end of that line.
    let is_line_end = is_line_end || reader.line_end == Some(to);
    reader.line_end = is_line_end.then_some(to);
    context.state.session.caret = to;
    context.state.session.selection = anchor.and_then(|anchor| {
        let content = context.state.document()?.text.content();
        Span::new(content, anchor.min(to), anchor.max(to)).ok()
    });
    context.effect(Effect::ShowSelection);
    context.effect(Effect::RevealCaret);
}

/// The end of a line that is drawn up to there: behind the blank at which it was broken begins the next one.
#[must_use]
pub fn line_end(text: &Text, drawn: ByteOffset) -> ByteOffset {
    let is_block_end = text.blocks().binary_search_by_key(&drawn, |block| block.end()).is_ok();
    let blank = text.content()[..drawn.0].ends_with(' ') && !is_block_end;
    ByteOffset(drawn.0 - usize::from(blank))
}

/// The end of the selection that stays while the other one moves.
fn anchor(state: &State, moving: ByteOffset) -> ByteOffset {
    match state.session.selection {
        Some(span) if span.start() == moving => span.end(),
        Some(span) => span.start(),
        None => moving,
    }
}

fn select(context: &mut Context<'_>, span: Span) {
    context.state.session.selection = Some(span);
    context.state.session.caret = span.end();
    context.state.reader.shown = Shown::Outdated;
    context.effect(Effect::ShowSelection);
    context.effect(Effect::RevealCaret);
}

fn expand(context: &mut Context<'_>, more: bool) {
    let Some(text) = text(context.state) else { return };
    let tokens = Tokens::of(&text, context.environment.segmenter);
    let (caret, selected) = (context.state.session.caret, context.state.session.selection);
    // At the end of a line that is broken between two words, the word on that line is meant.
    let is_line_end = context.state.reader.line_end == Some(caret);
    let caret = if is_line_end { tokens.step(caret, Step::Character, false) } else { caret };
    // The caret stays where it is, so that the way back is the way there.
    let inside = selected.is_none_or(|span| span.start() <= caret && caret <= span.end());
    let at = selected.filter(|_| !inside).map_or(caret, Span::start);
    context.state.session.selection = if more {
        tokens.expanded(at, selected).or(selected)
    } else {
        selected.and_then(|selected| tokens.shrunk(at, selected))
    };
    context.effect(Effect::ShowSelection);
}

/// Puts the caret there, opens what is tagged there, and takes a hint that is there.
fn click(context: &mut Context<'_>, at: ByteOffset) {
    let (taking, taken) = (context.state.reader.taking_words, context.state.reader.taken);
    if taking || taken.is_some() {
        return take_word(context, at, taken);
    }
    context.state.session.caret = at;
    context.state.reader.line_end = None;
    let is_tagged =
        context.state.document().is_some_and(|document| !query::covering(document, at).is_empty());
    let is_placing = context.state.open().is_some_and(|open| open.span().is_none());
    if is_tagged {
        context.send(intent::Annotations::OpenHere);
    } else if !is_placing {
        context.send(intent::Annotations::Close);
    }
    let hinted = context.state.hints.at(at);
    if let Some(span) = hinted {
        context.send(Intent::Select(span));
    }
}

/// Selects the word there, or everything from what was taken before up to it.
fn take_word(context: &mut Context<'_>, at: ByteOffset, taken: Option<Span>) {
    let Some(text) = text(context.state) else { return };
    let Some(word) = Tokens::of(&text, context.environment.segmenter).word(at) else { return };
    let from = taken.map_or(word.start(), |taken| taken.start().min(word.start()));
    let upto = taken.map_or(word.end(), |taken| taken.end().max(word.end()));
    let Ok(span) = Span::new(text.content(), from, upto) else { return };
    select(context, span);
    match context.state.tagging.armed.clone() {
        Some(label) if taken.is_some() => context.send(intent::Tagging::Tag(label)),
        _ => context.say(words::TAP_LAST),
    }
}

/// Takes over the browser's selection. A selection by mouse becomes whole words when the button is let go of, unless Alt is
/// down or the setting says no.
fn read(context: &mut Context<'_>, Selected { span, backward, pointer }: Selected) {
    let state = &mut *context.state;
    let (before, was_selecting) = (state.session.selection, state.reader.selecting);
    context.is_quiet = true;
    if pointer.down && !was_selecting && (state.reader.taking_words || !pointer.fine) {
        state.reader.taken = before;
    }
    let snapped = span.filter(|_| pointer.fine && !pointer.alt && (pointer.down || pointer.released));
    let snapped = snapped.and_then(|span| state.snapped_to_words(context.environment.segmenter, span));
    let is_done = pointer.released && was_selecting;
    let now = if is_done { snapped.or(span) } else { span };
    let preview = snapped.filter(|snapped| pointer.down && Some(*snapped) != span);
    if (before, was_selecting, state.reader.preview) == (now, pointer.down, preview) {
        return;
    }
    context.is_quiet = false;
    state.session.selection = now;
    state.reader.selecting = pointer.down;
    state.reader.preview = preview;
    if let (Some(now), Some(_)) = (now, span) {
        state.session.caret = if backward { now.start() } else { now.end() };
    }
    let armed = state.tagging.armed.clone().filter(|_| is_done && now.is_some());
    if is_done && now != span {
        context.effect(Effect::ShowSelection);
    }
    if let Some(label) = armed {
        context.send(intent::Tagging::Tag(label));
    }
}

impl Pointer {
    /// True while the browser's selection is older than the session's: it is not to be taken over then.
    #[must_use]
    pub fn is_outdated(self, state: &State) -> bool {
        match state.reader.shown {
            Shown::AsItIs => false,
            Shown::Outdated => !self.down,
            Shown::Redrawn => true,
        }
    }
}
