//! Effects that answer with an intent.

use super::READER;
use super::places::{extent, offset, position};
use crate::app::effect::{Copied, Download, LineMove, Question};
use crate::app::intent;
use crate::app::store::Store;
use crate::features::hints::finding;
use crate::features::hints::state::{Place, Strip};
use crate::features::reader::state::Motion;
use crate::features::search::state::Trouble;
use crate::words::files::NO_CLIPBOARD;
use futures_util::FutureExt;
use glossator_core::text::tokenise::{Step, Tokens};
use glossator_web::element::Rectangle;
use glossator_web::selection::{self, Position};
use glossator_web::{clipboard, download, element, expression, keep};
use std::any::Any;
use std::rc::Rc;
use yew::platform::spawn_local;

/// Looks for the line above or below, or for its edge.
pub(super) fn find_line(
    store: &Store,
    LineMove { from, is_line_end, forward, motion, column, extend }: LineMove,
) {
    let Some(text) = store.read(|state| Some(state.document()?.text.clone())) else { return };
    let Some(here) = position(&text, from) else { return };
    let left = || selection::caret(READER, here, is_line_end).map(|caret| element::whole(caret.left));
    let column = if motion == Motion::LineEdge { None } else { column.or_else(left) };
    let land = |to: Option<Position>| {
        let to = to.and_then(|to| offset(&text, to));
        store.send(intent::Reader::Landed { from, to, motion, forward, column, extend });
    };
    if motion == Motion::Page {
        return land(column.and_then(|left| selection::page(READER, here, is_line_end, forward, left)));
    }
    // The browser takes the end of a broken line for the start of the next one.
    let start = if is_line_end {
        let tokens = Tokens::of(&text, store.environment().segmenter);
        position(&text, tokens.step(from, Step::Character, false))
    } else {
        Some(here)
    };
    let Some(start) = start else { return };
    land(selection::line(READER, start, forward, column));
}

/// Looks for hints in what is in view. The text above it may have got its true height only then, so that the caret and the
/// rings are placed once more.
pub(super) fn find_hints(store: &Store) {
    super::overlays::place_caret(store);
    super::links::place(store);
    super::links::place_bars(store);
    let blocks = selection::in_view(READER);
    let Some(reader) = element::find(READER) else { return };
    let strips: Vec<Strip> = store.read(|state| {
        let Some(document) = state.document() else { return Vec::new() };
        let hints = finding::in_blocks(state, store.environment(), blocks);
        let strips = hints.into_iter().flat_map(|hint| {
            let hint = Rc::new(hint);
            let extent = extent(&document.text, hint.span, hint.span.end());
            let lines = extent.map(|extent| selection::lines(READER, extent)).unwrap_or_default();
            let strip = |(line, place): (usize, Rectangle)| {
                let Rectangle { left, top, right, bottom } = element::within(place, &reader);
                Strip { hint: hint.clone(), is_first: line == 0, place: Place { left, top, right, bottom } }
            };
            lines.into_iter().enumerate().map(strip).collect::<Vec<_>>()
        });
        strips.collect()
    });
    store.send(intent::Hints::Show(strips.into()));
}

/// Looks for an expression; the search stops when what it returns is dropped.
pub(super) fn find_expression(store: &Store, question: Rc<Question>) -> Box<dyn Any> {
    let answered = store.clone();
    let search = async move {
        let Question { source, as_written, texts, most, documents, notes } = &*question;
        let answer = expression::find(source, *as_written, texts, *most).await.map_err(|why| match why {
            expression::Trouble::Invalid(why) => Trouble::Invalid(why),
            expression::Trouble::Slow => Trouble::Slow,
            expression::Trouble::NoWorker => Trouble::NoWorker,
        });
        answered.send(intent::Search::Answered(documents.clone(), notes.clone(), answer));
    };
    let (search, handle) = search.remote_handle();
    spawn_local(search);
    Box::new(handle)
}

pub(super) fn download(store: &Store, Download { name, mime, content, with }: &Download) {
    let is_taken = download::file(name, mime, content);
    store.send(intent::Export::Downloaded { name: name.clone(), with: with.clone(), is_taken });
}

pub(super) fn copy(store: &Store, copied: Rc<Copied>) {
    let store = store.clone();
    spawn_local(async move {
        let is_taken = clipboard::write(&copied.html, &copied.text).await;
        let said = if is_taken { copied.said.clone() } else { NO_CLIPBOARD.into() };
        store.send(intent::Messages::Say(said));
    });
}

pub(super) fn ask_to_keep(store: &Store, asks: bool) {
    let store = store.clone();
    spawn_local(async move {
        let is_kept = if asks { keep::ask().await } else { keep::is_kept().await };
        store.send(intent::Storage::Kept(is_kept, asks));
    });
}
