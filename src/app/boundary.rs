//! The boundaries of the open annotation: moved by keys and by dragging their handles. Id, note and all else stay, and
//! nothing that lies over or under it moves along.

use super::caret;
use super::describe::quoted;
use super::store::{State, Store};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Step, Tokens};
use glossator_web::listen::{Drag, DragState};
use std::rc::Rc;

/// The handle of the first boundary, by its name.
pub const START: &str = "start";

/// Moves a boundary by a character or to that of a word.
pub fn nudge(store: &Store, start: bool, step: Step, forward: bool) {
    let Some((id, span, text)) = store.read(open) else { return };
    let tokens = Tokens::of(&text, store.segmenter());
    let mut at = if start { span.start() } else { span.end() };
    let moved = std::iter::from_fn(|| {
        let next = tokens.step(at, step, forward);
        (next != at).then(|| at = next)?;
        // White space at the ends is not tagged: the next character then.
        Some(moved(&text, span, start, at))
    });
    match moved.flatten().find(|moved| *moved != span) {
        Some(moved) => place(store, id, moved),
        None => store.say("It cannot go further.", None),
    }
}

/// A handle is being dragged, or was.
pub fn drag(store: &Store, drag: &Drag) {
    let start = drag.name == START;
    let moved = || {
        let (id, span, text) = store.read(open)?;
        let moved = moved(&text, span, start, caret::at_point(store, drag.x, drag.y)?)?;
        let snapped = if drag.alt { None } else { store.read(|state| caret::snapped(state, store, moved)) };
        // The other boundary stays where it is.
        let snapped = snapped.and_then(|snapped| {
            let (from, upto) =
                if start { (snapped.start(), span.end()) } else { (span.start(), snapped.end()) };
            Span::new(text.content(), from, upto).ok()
        });
        Some((id, snapped.unwrap_or(moved)))
    };
    let dragged = store.read(|state| state.session.dragged);
    match (drag.state, dragged) {
        (DragState::Moves, _) => {
            let moved = moved().map(|(_, moved)| moved);
            store.update(|session| session.dragged = moved);
        }
        (DragState::Ends, Some(dragged)) => {
            store.update(|session| session.dragged = None);
            if let Some((id, ..)) = store.read(open) {
                place(store, id, dragged);
            }
        }
        _ => store.update(|session| session.dragged = None),
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

fn place(store: &Store, annotation: AnnotationId, span: Span) {
    match store.dispatch(&Command::Reanchor { annotation, span }) {
        Ok(_) => {
            let words = store.read(|state| Some(quoted(span.of(state.document()?.text.content()))));
            store.say(format!("Tagged now: {}.", words.unwrap_or_default()), None);
        }
        Err(Rejection::NothingToDo) => {}
        Err(why) => store.say(why.to_string(), None),
    }
}
