//! The boundaries of the open annotation: moved by keys and by dragging their handles. Id, note and all else stay, and
//! nothing that lies over or under it moves along.

use super::state::Progress;
use crate::app::context::Context;
use crate::app::state::State;
use crate::words::{quoted, tagging as words};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Step, Tokens};
use std::rc::Rc;

/// The name of the handle at the start.
pub const START: &str = "start";

/// Moves a boundary by a character, or to that of a word.
pub(super) fn nudge(context: &mut Context<'_>, start: bool, step: Step, forward: bool) {
    let Some((id, span, text)) = open(context.state) else { return };
    let tokens = Tokens::of(&text, context.environment.segmenter);
    let mut at = if start { span.start() } else { span.end() };
    let moved = std::iter::from_fn(|| {
        let next = tokens.step(at, step, forward);
        (next != at).then(|| at = next)?;
        // White space at the ends is not tagged: the next character then.
        Some(moved(&text, span, start, at))
    });
    match moved.flatten().find(|moved| *moved != span) {
        Some(moved) => place(context, id, moved),
        None => context.say(words::NO_FURTHER),
    }
}

/// Shows where the boundary would be, or moves it there.
pub(super) fn drag(
    context: &mut Context<'_>,
    start: bool,
    at: Option<ByteOffset>,
    exact: bool,
    progress: Progress,
) {
    let open = open(context.state);
    let dragged = context.state.tagging.dragged.take();
    match progress {
        Progress::Moves => {
            context.state.tagging.dragged = open.zip(at).and_then(|((_, span, text), at)| {
                let moved = moved(&text, span, start, at)?;
                let segmenter = context.environment.segmenter;
                let snapped = (!exact).then(|| context.state.snapped_to_words(segmenter, moved)).flatten();
                // The other boundary stays where it is.
                let snapped = snapped.and_then(|snapped| {
                    let (from, upto) =
                        if start { (snapped.start(), span.end()) } else { (span.start(), snapped.end()) };
                    Span::new(text.content(), from, upto).ok()
                });
                Some(snapped.unwrap_or(moved))
            });
            context.is_quiet = context.state.tagging.dragged == dragged;
        }
        Progress::Ends => {
            if let Some(((id, ..), dragged)) = open.zip(dragged) {
                place(context, id, dragged);
            }
        }
        Progress::Cancelled => {}
    }
}

/// The open annotation, its span and its text.
fn open(state: &State) -> Option<(AnnotationId, Span, Rc<Text>)> {
    let open = state.open()?;
    Some((open.id, open.span()?, state.document()?.text.clone()))
}

/// The span with one boundary there; `None` where nothing would be left of it.
fn moved(text: &Text, span: Span, start: bool, at: ByteOffset) -> Option<Span> {
    let (from, upto) = if start { (at, span.end()) } else { (span.start(), at) };
    Span::new(text.content(), from, upto).ok()?.trimmed(text.content())
}

fn place(context: &mut Context<'_>, annotation: AnnotationId, span: Span) {
    match context.run(&Command::Reanchor { annotation, span }) {
        Ok(_) => {
            let text = context.state.document().map(|document| document.text.clone());
            let quote = text.map(|text| quoted(span.of(text.content())));
            context.read_out(words::moved(&quote.unwrap_or_default()));
        }
        Err(Rejection::NothingToDo) => {}
        Err(why) => context.say_rejected(&why),
    }
}
