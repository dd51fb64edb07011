//! Overlays: what is drawn over the text stands where the words are, as the browser has laid them out.

use super::READER;
use super::places::position;
use crate::app::store::Store;
use crate::features::hints::state::{Place, Strip};
use glossator_core::model::document::{Block, DocumentId};
use glossator_web::element::{self, Element, Rectangle};
use glossator_web::scroll;
use glossator_web::selection::{self, Position};
use std::rc::Rc;

/// Matches the reading caret.
const CARET: &str = "#caret";

pub(super) fn place_caret(store: &Store) {
    let (at, is_line_end, ends) = store.read(|state| {
        let (session, text) = (&state.session, state.document().map(|document| &document.text));
        let open = state.open().and_then(|open| open.span());
        let ends = state.tagging.dragged.or(open).map(|span| [span.start(), span.end()]);
        let position = |at| position(text?, at);
        let is_line_end = state.reader.line_end == Some(session.caret);
        (position(session.caret), is_line_end, ends.map(|ends| ends.map(position)))
    });
    let Some(reader) = element::find(READER) else { return };
    let place = |overlay: Option<Element>, at: Option<Position>, behind: bool| {
        if let Some((overlay, target)) = overlay.zip(at.and_then(|at| selection::caret(READER, at, behind))) {
            element::place_over(&overlay, element::within(target, &reader));
        }
    };
    place(element::find(CARET), at, is_line_end);
    for (name, at) in ["#handle-start", "#handle-end"].into_iter().zip(ends.into_iter().flatten()) {
        place(element::find(name), at, name == "#handle-end");
    }
}

pub(super) fn reveal_caret(store: &Store) {
    place_caret(store);
    if let Some(caret) = element::find(CARET) {
        scroll::nearest(&caret);
    }
}

/// Bars at the upper edge of the window have the height that their words need.
pub(super) fn make_room() {
    let height = |selector| {
        let Rectangle { top, bottom, .. } =
            element::find(selector).map(|it| element::rectangle(&it)).unwrap_or_default();
        bottom - top
    };
    element::measure_page("--bar", height(element::BAR));
    element::measure_page("--strip", height(".alerts"));
}

/// The message stands at the lower edge, unless the words of the open annotation do.
pub(super) fn place_message(store: &Store) {
    element::mark_page("data-message", "below");
    let place = element::find("#message").map(|message| element::rectangle(&message)).unwrap_or_default();
    let ends = store.read(|state| {
        let (open, text) = (state.open()?.span()?, &state.document()?.text);
        Some([(position(text, open.start())?, false), (position(text, open.end())?, true)])
    });
    let end = |(at, behind): (Position, bool)| selection::caret(READER, at, behind);
    let covers = |[start, upto]: [(Position, bool); 2]| {
        Some(end(start)?.top < place.bottom && place.top < end(upto)?.bottom)
    };
    if ends.and_then(covers) == Some(true) {
        element::mark_page("data-message", "above");
    }
}

pub(super) fn place_label_bar() {
    let words = element::find("#label-bar").zip(selection::rectangle());
    if let Some(((bar, words), reader)) = words.zip(element::find(READER)) {
        element::place_below(&bar, words, element::rectangle(&reader));
    }
}

/// Puts the hints around their words.
pub(super) fn place_hints(store: &Store) {
    let strips = store.read(|state| state.hints.strips.clone());
    for (overlay, Strip { place, .. }) in element::children("#hints").iter().zip(&*strips) {
        let Place { left, right, top, bottom } = *place;
        element::place_over(overlay, Rectangle { left, right, top, bottom });
    }
}

/// Says how high each section of an article is likely to be, and draws what is in view.
pub(super) fn estimate_heights(store: &Store, document: &DocumentId) {
    /// Bytes of a line.
    const LINE: usize = 70;
    let lines: Vec<usize> = store.read(|state| {
        let sections = state.corpus().document(document).map_or(&[][..], |document| &document.sections[..]);
        // Lines of text, and those between paragraphs, by halves.
        let of_block = |block: &Rc<Block>| 3 + 2 * (block.span.bytes().len() / LINE);
        sections.iter().map(|section| section.blocks.iter().map(of_block).sum::<usize>() / 2).collect()
    });
    for (section, lines) in super::article(document).iter().flat_map(element::children_of).zip(lines) {
        element::estimate_lines(&section, lines);
    }
    super::draw_in_view(store);
}
