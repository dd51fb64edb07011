//! Places: from offsets in the text to positions in the article as it is drawn, and back; and the selection, which is shown
//! from the one and read from the other.

use super::READER;
use crate::app::intent;
use crate::app::session::Session;
use crate::app::state::State;
use crate::app::store::Store;
use crate::features::reader::place::Place;
use crate::features::reader::state::{Pointer, Selected, Shown};
use crate::features::reader::update::line_end;
use glossator_core::model::document::DocumentId;
use glossator_core::query::passages::{Differences, Passage};
use glossator_core::text::Text;
use glossator_core::text::offset::{ByteOffset, Utf16Offset};
use glossator_core::text::span::Span;
use glossator_web::listen;
use glossator_web::selection::{self, Position, Selected as Drawn};
use glossator_web::{address, element};

/// The position at which an offset is drawn.
#[must_use]
pub fn position(text: &Text, at: ByteOffset) -> Option<Position> {
    let block = text.block_at(at)?;
    Some(Position { block, utf16: text.utf16_in_block(block, at.max(text.blocks()[block].start()))?.0 })
}

/// The offset that is drawn at a position.
#[must_use]
pub fn offset(text: &Text, at: Position) -> Option<ByteOffset> {
    text.position_in_block(at.block, Utf16Offset(at.utf16))
}

/// The span as it is drawn; the caret says which end moves. Such an end may stand at the border of the next block, where nothing
/// of that is selected yet.
#[must_use]
pub fn extent(text: &Text, span: Span, caret: ByteOffset) -> Option<Drawn> {
    let blocks = text.blocks_of(span);
    let end_in = |block: usize, at: ByteOffset| {
        let is_inside =
            text.blocks().get(block).is_some_and(|block| block.start() <= at && at <= block.end());
        if is_inside {
            return Some(Position { block, utf16: text.utf16_in_block(block, at)?.0 });
        }
        position(text, at)
    };
    Some(Drawn {
        start: end_in(*blocks.start(), span.start())?,
        end: end_in(*blocks.end(), span.end())?,
        backward: caret == span.start(),
    })
}

fn span(text: &Text, Drawn { start, end, .. }: Drawn) -> Option<Span> {
    Span::new(text.content(), offset(text, start)?, offset(text, end)?).ok()
}

/// The offset in the text that is drawn nearest to a point of the window.
#[must_use]
pub fn at_point(store: &Store, x: i32, y: i32) -> Option<ByteOffset> {
    let at = selection::at_point(READER, x, y)?;
    // Beside the end of a line that was broken: it is drawn below then.
    let is_below = selection::caret(READER, at, false).is_some_and(|caret| element::whole(caret.top) > y);
    store.read(|state| {
        let text = &state.document()?.text;
        let at = offset(text, at)?;
        Some(if is_below { line_end(text, at) } else { at })
    })
}

/// Keeps the place in the article for a reload.
pub(super) fn remember(store: &Store) {
    let Some((block, top)) = selection::first_in_view(READER) else { return };
    let place = store.read(|state| {
        let Session { document, caret, .. } = &state.session;
        Place { document: document.clone(), caret: *caret, block, top }
    });
    address::keep(&place.to_string());
}

/// True while a label is looked for by its name: the field has the browser's selection then, and that of the article stays
/// what it is.
fn is_choosing_label() -> bool {
    element::find("#label-bar input").is_some_and(|field| element::has_focus(&field))
}

/// Takes over what the browser has selected. A pointer that has left the article selects what it had there, or else up to
/// what is nearest to it.
pub fn read_selection(store: &Store, pointer: listen::Pointer) {
    let listen::Pointer { down, released, fine, alt, x, y } = pointer;
    if !down && is_choosing_label() {
        return show_preview(store);
    }
    let pointer = Pointer { down, released, fine, alt };
    if store.read(|state| pointer.is_outdated(state)) {
        return;
    }
    selection::keep_last();
    if let Some(anchor) = selection::left_from(READER).filter(|_| down || released) {
        let is_of_this = |kept: &Drawn| anchor == if kept.backward { kept.end } else { kept.start };
        match store.read(selected).filter(is_of_this) {
            Some(kept) => selection::restore(READER, kept),
            None => selection::bring_back(READER, x, y),
        }
    }
    let drawn = selection::read(READER);
    let span = store.read(|state| drawn.and_then(|drawn| span(&state.document()?.text, drawn)));
    let backward = drawn.is_some_and(|drawn| drawn.backward);
    store.send(intent::Reader::Selected(Selected { span, backward, pointer }));
}

/// Shows in the browser what the session has selected.
pub fn show_selection(store: &Store) {
    match store.read(selected) {
        Some(selected) => selection::restore(READER, selected),
        None => selection::clear(),
    }
}

fn selected(state: &State) -> Option<Drawn> {
    extent(&state.document()?.text, state.session.selection?, state.session.caret)
}

/// A redraw replaces the text nodes in which a selection began, and the browser then forgets the selection.
pub fn restore_selection(store: &Store) {
    let is_lost = store.read(|state| {
        if is_choosing_label() {
            return None;
        }
        let (text, kept) = (&state.document()?.text, state.session.selection?);
        let drawn = selection::read(READER);
        let shown = drawn.and_then(|drawn| span(text, drawn));
        // A pointer that is down may be further already than was heard of, but the other end stays where it is.
        let staying = |span: Span, backward: bool| if backward { span.end() } else { span.start() };
        Some(match (shown, drawn) {
            (Some(shown), Some(drawn)) if state.reader.selecting => {
                staying(shown, drawn.backward) != staying(kept, state.session.caret == kept.start())
            }
            _ => shown != Some(kept),
        })
    });
    if is_lost == Some(true) {
        show_selection(store);
    }
    if store.read(|state| state.reader.shown != Shown::AsItIs) {
        store.send(intent::Reader::Shown);
    }
}

/// Shows what a drag would make of the selection, or of the open annotation; and the selection where the browser does not.
pub fn show_preview(store: &Store) {
    let preview = store.read(|state| {
        let selected = state.session.selection.filter(|_| is_choosing_label());
        let span = state.reader.preview.or(state.tagging.dragged).or(selected)?;
        extent(&state.document()?.text, span, state.session.caret)
    });
    let extent = element::find(READER).zip(preview);
    selection::highlight("extent", &Vec::from_iter(extent));
}

/// Shows the words that differ around a passage in its articles, as far as they are on the screen; and its own, if that is wanted.
pub fn show_passage(store: &Store, passage: Option<&Passage>, is_shown: bool) {
    let segmenter = store.environment().segmenter;
    let [same, differs] = store.read(|state| {
        let Some(passage) = passage else { return [Vec::new(), Vec::new()] };
        let Differences { left, right } = Differences::of(state.corpus(), passage, segmenter);
        let drawn = |document: &DocumentId, spans: &[Span]| {
            let (article, document) = super::article(document).zip(state.corpus().document(document))?;
            let extents = spans.iter().filter_map(|span| extent(&document.text, *span, span.end()));
            Some(extents.map(|extent| (article.clone(), extent)).collect::<Vec<_>>())
        };
        let [(left_in, left_at), (right_in, right_at)] = [&passage.left, &passage.right];
        let same =
            [drawn(left_in, &[*left_at]), drawn(right_in, &[*right_at])].map(|it| it.filter(|_| is_shown));
        let differs = [drawn(left_in, &left), drawn(right_in, &right)];
        [same, differs].map(|words| words.into_iter().flatten().flatten().collect())
    });
    selection::highlight("same", &same);
    selection::highlight("differs", &differs);
}
