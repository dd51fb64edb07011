//! The reading caret and the selection: how keys, clicks and taps move them. Both are positions in the text; what the
//! browser shows as selected follows from them.

use super::hints::Strip;
use super::intent::{self, READER};
use super::preferences::{self, SNAPPING};
use super::session::Session;
use super::shortcuts::Way;
use super::store::{State, Store};
use glossator_core::query;
use glossator_core::text::Text;
use glossator_core::text::offset::{ByteOffset, Utf16Offset};
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Step, Tokens};
use glossator_web::element;
use glossator_web::listen::Pointer;
use glossator_web::selection::{self, Position, Selected};

/// Moves the caret; with `extend` the selection grows or shrinks with it.
pub fn go(store: &Store, way: Way, forward: bool, extend: bool) {
    let Some((from, to)) = destination(store, way, forward, extend) else { return };
    store.update(|session| {
        if way != Way::Line {
            session.column = None;
        }
        // Whatever leaves it where it is leaves it at the end of that line.
        let is_end = way == Way::LineEdge && forward || session.line_end == Some(to);
        session.line_end = is_end.then_some(to);
        session.caret = to;
        session.caret_moved += 1;
    });
    let anchor = extend.then(|| store.read(|state| anchor(&state.session, from)));
    select(store, anchor, to);
}

/// Where the end of the selection that moves is, and where it goes.
fn destination(store: &Store, way: Way, forward: bool, extend: bool) -> Option<(ByteOffset, ByteOffset)> {
    let text = store.read(|state| Some(state.document()?.text.clone()))?;
    let session = store.read(|state| state.session.clone());
    let from = match session.selection {
        Some(span) if extend && session.caret != span.start() => span.end(),
        // Without Shift, a selection is left at the end that the key points to.
        Some(span) if !extend && way == Way::Text(Step::Character) => {
            return Some((session.caret, if forward { span.end() } else { span.start() }));
        }
        _ => session.caret,
    };
    let here = position(&text, from)?;
    let to = match way {
        Way::Text(step) => {
            let sideways = matches!(step, Step::Character | Step::Word);
            let forward = forward != (sideways && selection::is_rtl(READER, here.block));
            Tokens::of(&text, store.segmenter()).step(from, step, forward)
        }
        Way::Line | Way::LineEdge => {
            let is_line_end = session.line_end == Some(from);
            let left = || selection::caret(READER, here, is_line_end).map(|caret| element::whole(caret.left));
            let column = if way == Way::Line { session.column.or_else(left) } else { None };
            store.update(|session| session.column = column);
            // The browser takes such a place for the start of the next line.
            let here = if is_line_end {
                let tokens = Tokens::of(&text, store.segmenter());
                position(&text, tokens.step(from, Step::Character, false))?
            } else {
                here
            };
            let found = selection::line(READER, here, forward, column).and_then(|found| offset(&text, found));
            match found {
                Some(found) if way == Way::LineEdge && forward => line_end(&text, found),
                Some(found) => found,
                None => Tokens::of(&text, store.segmenter()).step(from, Step::Article, forward),
            }
        }
    };
    Some((from, to))
}

/// Where a line ends that is drawn up to there: behind the blank at which it was broken begins the next one.
fn line_end(text: &Text, drawn: ByteOffset) -> ByteOffset {
    let is_block_end = text.blocks().binary_search_by_key(&drawn, |block| block.end()).is_ok();
    let blank = text.content()[..drawn.0].ends_with(' ') && !is_block_end;
    ByteOffset(drawn.0 - usize::from(blank))
}

/// The end of the selection that stays while the other one moves.
fn anchor(session: &Session, moving: ByteOffset) -> ByteOffset {
    match session.selection {
        Some(span) if span.start() == moving => span.end(),
        Some(span) => span.start(),
        None => moving,
    }
}

/// Selects from the anchor to the caret, or nothing.
fn select(store: &Store, anchor: Option<ByteOffset>, caret: ByteOffset) {
    let span = store.read(|state| {
        let (anchor, content) = (anchor?, state.document()?.text.content());
        Span::new(content, anchor.min(caret), anchor.max(caret)).ok()
    });
    store.update(|session| session.selection = span);
    show_selection(store);
}

/// Selects that, and puts the caret behind it.
pub fn take(store: &Store, span: Span) {
    store.update(|session| {
        session.selection = Some(span);
        session.unshown = true;
        session.caret = span.end();
        session.caret_moved += 1;
    });
    show_selection(store);
}

/// Selects more around the caret: the word, the sentence, the paragraph; or less, back to nothing.
pub fn expand(store: &Store, more: bool) {
    let span = store.read(|state| {
        let (session, text) = (&state.session, &state.document()?.text);
        let tokens = Tokens::of(text, store.segmenter());
        let selected = session.selection;
        // The caret stays where it is, so that the way back is the way there.
        let inside = selected.is_none_or(|span| span.start() <= session.caret && session.caret <= span.end());
        let at = selected.filter(|_| !inside).map_or(session.caret, Span::start);
        if more { tokens.expanded(at, selected).or(selected) } else { tokens.shrunk(at, selected?) }
    });
    store.update(|session| session.selection = span);
    show_selection(store);
}

/// A click without a selection: the caret goes there, and what is tagged there is opened.
pub fn click(store: &Store, x: i32, y: i32) {
    let Some(at) = at_point(store, x, y) else { return };
    let (taking, taken) = store.read(|state| (state.session.taking_words, state.session.taken));
    if taking || taken.is_some() {
        return take_word(store, at, taken);
    }
    store.update(|session| session.caret = at);
    let hint = store.read(|state| {
        let hinted = |strip: &&Strip| strip.hint.span.start() <= at && at <= strip.hint.span.end();
        state.session.hints.iter().find(hinted).map(|strip| strip.hint.span)
    });
    if !open_here(store) && !store.read(is_placing) {
        intent::close_annotation(store);
    }
    if let Some(hint) = hint {
        take(store, hint);
    }
}

/// From now on a tap selects, or no longer.
pub fn take_words(store: &Store) {
    store.update(|session| session.taking_words = !session.taking_words);
    if store.read(|state| state.session.taking_words) {
        store.say("Tap the first word, then the last one.", None);
    }
}

/// Selects the word there, or all from what was taken before up to it.
fn take_word(store: &Store, at: ByteOffset, taken: Option<Span>) {
    let span = store.read(|state| {
        let text = &state.document()?.text;
        let word = Tokens::of(text, store.segmenter()).word(at)?;
        let from = taken.map_or(word.start(), |taken| taken.start().min(word.start()));
        let upto = taken.map_or(word.end(), |taken| taken.end().max(word.end()));
        Span::new(text.content(), from, upto).ok()
    });
    let Some(span) = span else { return };
    take(store, span);
    match store.read(|state| state.session.armed.clone()) {
        Some(label) if taken.is_some() => intent::tag(store, &label),
        _ => store.say("Tap the last word too, or choose a label.", None),
    }
}

/// Opens the smallest annotation at the caret, or the next larger one if one of those there is open already. `false` if
/// there is none.
#[must_use]
pub fn open_here(store: &Store) -> bool {
    let found = store.read(|state| {
        let covering = query::covering(state.document()?, state.session.caret);
        let open = covering.iter().position(|one| Some(one.id) == state.session.annotation);
        let next = open.map_or(0, |open| (open + 1) % covering.len());
        Some((covering.get(next)?.id, state.session.caret))
    });
    found.map(|(id, caret)| intent::open_at(store, id, caret)).is_some()
}

/// Whether the open annotation begins in a block that is written from right to left.
#[must_use]
pub fn is_mirrored(store: &Store) -> bool {
    let block = store.read(|state| {
        let open = state.open()?.span()?;
        Some(*state.document()?.text.blocks_of(open).start())
    });
    block.is_some_and(|block| selection::is_rtl(READER, block))
}

/// The place that the chooser is about: the caret, unless the open annotation is elsewhere.
#[must_use]
pub fn here(state: &State) -> ByteOffset {
    let caret = state.session.caret;
    let open = state.open().and_then(|open| open.span());
    open.filter(|open| caret < open.start() || open.end() < caret).map_or(caret, Span::start)
}

/// Whether the open annotation waits for the words where it belongs.
fn is_placing(state: &State) -> bool {
    state.open().is_some_and(|open| open.span().is_none())
}

/// Takes over what the browser says is selected. What a mouse selects becomes whole words when it is let go of, unless
/// Alt is down or the setting says no.
pub fn read_selection(store: &Store, pointer: Pointer) {
    if store.read(|state| state.session.unshown) && !pointer.down {
        return;
    }
    let is_kept = store.read(|state| state.session.selection.is_some());
    if pointer.down && is_kept && selection::has_left(READER) && show_selection(store) {
        return;
    }
    let selected = selection::read(READER);
    let (before, was_selecting) = store.read(|state| (state.session.selection, state.session.selecting));
    let takes_words = store.read(|state| state.session.taking_words) || !pointer.fine;
    if pointer.down && !was_selecting && takes_words {
        store.update(|session| session.taken = before);
    }
    let span = store.read(|state| selected.and_then(|selected| span(&state.document()?.text, selected)));
    let snapped = span.filter(|_| pointer.fine && !pointer.alt && (pointer.down || pointer.released));
    let snapped = snapped.and_then(|span| store.read(|state| self::snapped(state, store, span)));
    let is_done = pointer.released && was_selecting;
    let now = if is_done { snapped.or(span) } else { span };
    let preview = snapped.filter(|snapped| pointer.down && Some(*snapped) != span);
    let is_new = store.read(|state| {
        let session = &state.session;
        (session.selection, session.selecting, session.preview) != (now, pointer.down, preview)
    });
    if !is_new {
        return;
    }
    store.update(|session| {
        session.selection = now;
        session.selecting = pointer.down;
        session.preview = preview;
        if let (Some(now), Some(selected)) = (now, selected) {
            session.caret = if selected.backward { now.start() } else { now.end() };
        }
    });
    if is_done && now != span {
        show_selection(store);
    }
    if is_done
        && now.is_some()
        && let Some(label) = store.read(|state| state.session.armed.clone())
    {
        intent::tag(store, &label);
    }
}

/// The whole words of it, if that is wanted.
#[must_use]
pub fn snapped(state: &State, store: &Store, span: Span) -> Option<Span> {
    let text = &state.document()?.text;
    let wanted = preferences::is_on(state.corpus(), SNAPPING);
    wanted.then(|| Tokens::of(text, store.segmenter()).snapped(span))
}

/// A redraw replaces the text nodes in which a selection began, and the browser then forgets the selection.
pub fn restore_selection(store: &Store) {
    let lost = store.read(|state| {
        let (text, kept) = (&state.document()?.text, state.session.selection?);
        let selected = selection::read(READER);
        let shown = selected.and_then(|selected| span(text, selected));
        // A pointer that is down may be further already than was heard of, but the other end stays where it is.
        let staying = |span: Span, backward: bool| if backward { span.end() } else { span.start() };
        let is_drag = state.session.selecting;
        Some(match (shown, selected) {
            (Some(shown), Some(selected)) if is_drag => {
                staying(shown, selected.backward) != staying(kept, state.session.caret == kept.start())
            }
            _ => shown != Some(kept),
        })
    });
    if lost == Some(true) {
        show_selection(store);
    }
    if store.read(|state| state.session.unshown) {
        store.update(|session| session.unshown = false);
    }
}

/// Shows in the browser what is selected; `false` when that is nothing.
fn show_selection(store: &Store) -> bool {
    let kept = store.read(|state| {
        let (session, text) = (&state.session, &state.document()?.text);
        extent(text, session.selection?, session.caret)
    });
    match kept {
        Some(kept) => selection::restore(READER, kept),
        None => selection::clear(),
    }
    kept.is_some()
}

/// The offset in the text that is drawn nearest to the point.
#[must_use]
pub fn at_point(store: &Store, x: i32, y: i32) -> Option<ByteOffset> {
    let at = selection::at_point(x, y)?;
    // Beside the end of a line that was broken: it is drawn below then.
    let is_below = selection::caret(READER, at, false).is_some_and(|caret| element::whole(caret.top) > y);
    store.read(|state| {
        let text = &state.document()?.text;
        let at = offset(text, at)?;
        Some(if is_below { line_end(text, at) } else { at })
    })
}

/// The span as it is drawn; the caret says which end moves.
#[must_use]
pub fn extent(text: &Text, span: Span, caret: ByteOffset) -> Option<Selected> {
    let blocks = text.blocks_of(span);
    let position = |block, at| Some(Position { block, utf16: text.utf16_in_block(block, at)?.0 });
    Some(Selected {
        start: position(*blocks.start(), span.start())?,
        end: position(*blocks.end(), span.end())?,
        backward: caret == span.start(),
    })
}

/// Where an offset is drawn.
#[must_use]
pub fn position(text: &Text, at: ByteOffset) -> Option<Position> {
    let block = text.block_at(at)?;
    Some(Position { block, utf16: text.utf16_in_block(block, at.max(text.blocks()[block].start()))?.0 })
}

fn offset(text: &Text, at: Position) -> Option<ByteOffset> {
    text.position_in_block(at.block, Utf16Offset(at.utf16))
}

fn span(text: &Text, Selected { start, end, .. }: Selected) -> Option<Span> {
    Span::new(text.content(), offset(text, start)?, offset(text, end)?).ok()
}
