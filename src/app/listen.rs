//! Listening to what no component's own element hears: keys, the text selection, clicks and drags in the article, files,
//! layout, leaving. Everything that is heard becomes an intent.

use super::effect::{Effect, Timer};
use super::effects::{self, ARTICLES, READER, places};
use super::intent;
use super::keys::{self, Focus, Press};
use super::press;
use super::state::State;
use super::store::Store;
use crate::features::import::state::File;
use crate::features::tagging::boundary::START;
use crate::features::tagging::state::Progress;
use glossator_core::formats::{LARGEST_FILE, MOST_FILES};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::text::span::Span;
use glossator_web::files::{self, Handed, Limits, OpenedFile};
use glossator_web::keyboard::KeyPress;
use glossator_web::listen::{self, Drag, DragState, Listener, Moved, Sizes};
use glossator_web::{element, grid, selection};
use std::cell::Cell;
use std::rc::Rc;

/// Everything that listens, until it is dropped.
pub type Listeners = ([Listener; 14], Sizes);

/// Begins to listen. `by_keyboard` becomes true with the first key.
#[must_use = "it ends when this is dropped"]
pub fn start(store: &Store, by_keyboard: Rc<Cell<bool>>) -> Listeners {
    let (selecting, clicking, dragging) = (store.clone(), store.clone(), store.clone());
    let (leaving, layout, over, dropped, chosen) =
        (store.clone(), store.clone(), store.clone(), store.clone(), store.clone());
    let (typing, pasted, pasting) = (store.clone(), store.clone(), store.clone());
    let (printing, pointing) = (store.clone(), store.clone());
    let (linking, grouping) = (store.clone(), store.clone());
    let listeners = [
        listen::to_keys(move |pressed| {
            by_keyboard.set(true);
            press(&typing, &pressed)
        }),
        listen::to_selection(ARTICLES, move |pointer| places::read_selection(&selecting, pointer)),
        listen::to_alt(),
        listen::to_clicks(ARTICLES, move |click| {
            let is_selecting = clicking.read(|state| {
                let takes_words = state.reader.taking_words || state.reader.taken.is_some();
                !takes_words && (state.session.selection.is_some() || click.is_repeated)
            });
            if let Some(at) = places::at_point(&clicking, click.x, click.y).filter(|_| !is_selecting) {
                clicking.send(intent::Reader::Click(at));
            }
        }),
        listen::to_pointed(move |ids| tip(&pointing, ids)),
        listen::to_drags("data-handle", move |drag| self::drag(&dragging, &drag)),
        listen::to_drags("data-link", move |drag| drag_link(&linking, &drag)),
        listen::to_drags("data-claim", move |drag| drag_claim(&grouping, &drag)),
        listen::to_leaving(move || {
            leaving.send(intent::Tagging::StoreNote);
            leaving.run(Effect::RememberPlace);
        }),
        listen::to_layout(move |moved| lay_out(&layout, moved)),
        listen::to_printing(move |prints| printing.send(intent::Reader::Prints(prints))),
        listen::to_drops(
            move |is_over| over.send(intent::Import::DragOver(is_over)),
            move |files| open(&dropped, files),
        ),
        listen::to_chosen_files(move |files| open(&chosen, files)),
        listen::to_pastes(
            move |files| open(&pasted, files),
            move |text, page| pasting.send(intent::Import::Paste(text.into(), page.into())),
        ),
    ];
    (listeners, listen::to_sizes(element::BAR, element::measure_bar))
}

/// While this is kept, the browser asks before it leaves the page.
#[must_use = "it ends when this is dropped"]
pub fn ask_before_leaving() -> Listener {
    listen::to_ask_before_leaving()
}

/// Fulfils the wish behind a press; says whether there is one, and the browser is to leave the key alone.
fn press(store: &Store, pressed: &KeyPress) -> bool {
    let press = read(store, pressed);
    // The browser finds, selects and prints only what is drawn.
    if press.command && matches!(keys::written(&press), Some('a' | 'f' | 'p')) {
        store.send(intent::Reader::DrawAll);
    }
    if !store.read(State::is_asking) {
        // The browser tells of a new selection a moment later than of the key that is to tag it.
        places::read_selection(store, listen::Pointer::default());
    }
    let intent = store.read(|state| press::intent(state, &press));
    intent.is_some_and(|intent| {
        store.send(intent);
        true
    })
}

/// The press as the page sees it.
fn read(store: &Store, pressed: &KeyPress) -> Press {
    let annotation = || AnnotationId::parse(&pressed.around("data-annotation")?);
    let focus = if pressed.is_text_field() {
        Focus::Field
    } else if pressed.around("data-document").is_some() {
        Focus::Article
    } else if let Some(annotation) = annotation() {
        if pressed.is_input() { Focus::Box(annotation) } else { Focus::Row(annotation) }
    } else if let Some(hit) = pressed.around("data-hit").and_then(|hit| hit.parse().ok()) {
        Focus::Hit(hit)
    } else if pressed.around("data-noted").is_some() {
        Focus::Noted
    } else {
        match pressed.around("data-handle") {
            Some(name) if name == START => Focus::Start,
            Some(_) => Focus::End,
            None => Focus::Elsewhere,
        }
    };
    Press {
        focus,
        in_input: pressed.is_input(),
        in_search: pressed.around("data-search").is_some(),
        is_rtl: pressed.key.starts_with("Arrow") && is_rtl(store, focus),
        ..Press::from(pressed)
    }
}

impl From<&KeyPress> for Press {
    fn from(pressed: &KeyPress) -> Self {
        let KeyPress { key, code, shift, command, alt, alt_graph, .. } = pressed.clone();
        Self { key, code, shift, command, alt, alt_graph, ..Self::default() }
    }
}

/// True where the words are written from right to left that such an arrow moves along.
fn is_rtl(store: &Store, focus: Focus) -> bool {
    let block = store.read(|state| {
        let at = match focus {
            Focus::Article => state.session.caret,
            Focus::Start | Focus::End => state.open()?.span().map(Span::start)?,
            _ => return None,
        };
        state.document()?.text.block_at(at)
    });
    block.is_some_and(|block| selection::is_rtl(READER, block))
}

/// The labels of annotations, the innermost first.
fn tip(store: &Store, ids: &str) -> String {
    store.read(|state| {
        let label = |id| Some(state.corpus().labels().name(&state.corpus().annotation(id)?.label).to_owned());
        let labels = ids.rsplit(' ').filter_map(|id| label(AnnotationId::parse(id)?));
        labels.collect::<Vec<_>>().join(", ")
    })
}

fn drag(store: &Store, Drag { name, x, y, alt, state }: &Drag) {
    let progress = match state {
        DragState::Moves => Progress::Moves,
        DragState::Ends => Progress::Ends,
        DragState::Cancelled => Progress::Cancelled,
    };
    let at = (progress == Progress::Moves).then(|| places::at_point(store, *x, *y)).flatten();
    store.send(intent::Tagging::Drag { start: name == START, at, exact: *alt, progress });
}

/// A link from the open claim to whoever says it.
fn drag_link(store: &Store, Drag { x, y, state, .. }: &Drag) {
    store.send(match state {
        DragState::Moves => intent::Reader::DragLink(places::at_point(store, *x, *y)),
        DragState::Ends => intent::Reader::EndLink(true),
        DragState::Cancelled => intent::Reader::EndLink(false),
    });
}

/// A claim from the tray of the matrix to the row of its group.
fn drag_claim(store: &Store, Drag { name, x, y, state, .. }: &Drag) {
    let Some(claim) = AnnotationId::parse(name) else { return };
    let over = grid::attribute_at(*x, *y, "data-group").filter(|_| *state != DragState::Cancelled);
    store.send(intent::Claims::Drag(claim, over.map(|id| id.as_str().into()), *state == DragState::Ends));
}

fn lay_out(store: &Store, moved: Moved) {
    if moved != Moved::Page {
        store.run(Effect::CheckRows);
    }
    if moved == Moved::Part {
        return;
    }
    effects::draw_in_view(store);
    store.run(Effect::PlaceLabelBar);
    if moved == Moved::All {
        store.run(Effect::MakeRoom);
        store.run(Effect::PlaceCaret);
        store.run(Effect::PlaceLinks);
        store.run(Effect::PlaceBars);
    }
    store.run(Effect::After(Timer::Hints, intent::Hints::Look.into()));
}

/// Opens the files, together.
fn open(store: &Store, files: Handed) {
    let (store, reading) = (store.clone(), store.clone());
    reading.send(intent::Import::Reads(0, 0));
    let went = move |done, count| {
        reading.send(intent::Import::Reads(done, count));
        reading.read(|state| state.import.is_reading)
    };
    files::read(files, Limits { largest: LARGEST_FILE, most: MOST_FILES }, went, move |files| {
        let file = |OpenedFile { name, size, bytes }| File {
            name: String::into(name),
            size,
            bytes: bytes.map(Into::into),
        };
        store.send(intent::Import::Open(files.into_iter().map(file).collect()));
    });
}
