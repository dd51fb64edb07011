//! What no single component sees: keys, the text selection, dropped files, leaving the page; and what is left to do
//! once a change is drawn.

use crate::app::describe;
use crate::app::intent::{self, NOTE_FIELD, READER};
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::app::sync;
use crate::app::{files, shortcuts};
use crate::web::listen::Listener;
use crate::web::selection::{self, Position, Selected};
use crate::web::{dialog, element, listen};
use glossator_core::annotation::AnnotationId;
use glossator_core::corpus::Corpus;
use glossator_core::offset::Utf16Offset;
use glossator_core::saving::SaveStatus;
use glossator_core::span::Span;
use glossator_core::text::Text;
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// Listens as long as the page is there, and looks after it whenever it was drawn.
#[hook]
pub fn use_watch(store: &Store) {
    let kept = use_mut_ref(Kept::default);
    let by_keyboard = kept.borrow().by_keyboard.clone();
    use_effect_with(store.clone(), move |store| {
        let listeners = [keys(store, by_keyboard), selections(store), leaving(store), drops(store)];
        let listeners = (listeners, sync::start(store));
        element::mark_ready();
        move || drop(listeners)
    });
    let view = use_select(store, |state| View {
        corpus: Shared::from(&state.corpus),
        reveal: state.session.reveal,
        annotation: state.session.annotation,
        selection: state.session.selection,
        label_bar: state.session.shows_label_bar(),
        asking: state.session.imports.len() + state.session.dialog.map_or(0, |dialog| 1 + dialog as usize),
        title: state.document().map(|document| document.title.clone()),
        write_note: state.session.write_note,
        renaming: state.session.renaming,
        alerts: state.session.alerts.len(),
        unsaved: state.save_status != SaveStatus::Saved && state.corpus.annotation_count() > 0,
    });
    let store = store.clone();
    use_effect_with(view, move |view| kept.borrow_mut().after_drawing(&store, view));
}

/// What a change to has consequences after the drawing.
#[derive(Clone, PartialEq)]
struct View {
    corpus: Shared<Corpus>,
    reveal: u32,
    annotation: Option<AnnotationId>,
    selection: Option<Span>,
    label_bar: bool,
    asking: usize,
    title: Option<Rc<str>>,
    unsaved: bool,
    write_note: u32,
    renaming: bool,
    alerts: usize,
}

/// What is kept from one drawing to the next.
#[derive(Default)]
struct Kept {
    revealed: u32,
    note_written: u32,
    /// Whether a key was pressed since the page was loaded.
    by_keyboard: Rc<Cell<bool>>,
    while_label_bar: Option<Listener>,
    while_unsaved: Option<Listener>,
}

impl Kept {
    fn after_drawing(&mut self, store: &Store, view: &View) {
        restore_selection(store);
        if self.revealed != view.reveal {
            self.revealed = view.reveal;
            reveal(view.annotation);
        }
        if self.note_written != view.write_note {
            self.note_written = view.write_note;
            if let Some(field) = element::find(NOTE_FIELD) {
                element::focus(&field);
            }
        }
        self.while_label_bar = view.label_bar.then(|| {
            place_label_bar();
            listen::to_layout(place_label_bar)
        });
        self.while_unsaved = view.unsaved.then(listen::to_ask_before_leaving);
        dialog::show_new();
        // What had the focus may be gone; without it the keyboard would begin at the top of the page again.
        if self.by_keyboard.get() && element::is_focus_lost() {
            intent::focus_reader();
        }
        let title = view.title.as_ref();
        element::set_title(&title.map_or_else(
            || "Glossator".to_owned(),
            |title| format!("{} – Glossator", describe::shortened(title)),
        ));
    }
}

fn keys(store: &Store, by_keyboard: Rc<Cell<bool>>) -> Listener {
    let store = store.clone();
    listen::to_keys(move |press| {
        by_keyboard.set(true);
        if element::find("dialog[open]").is_some() {
            return false;
        }
        // The browser tells of a new selection a moment later than of the key that is to tag it.
        read_selection(&store, false);
        let shortcut = store.read(|state| shortcuts::find(&press, state.corpus.labels()));
        shortcut.is_some_and(|shortcut| intent::press(&store, shortcut))
    })
}

fn selections(store: &Store) -> Listener {
    let store = store.clone();
    listen::to_selection(READER, move |pointer_down| read_selection(&store, pointer_down))
}

fn read_selection(store: &Store, pointer_down: bool) {
    if pointer_down && selection::has_left(READER) && select_again(store) {
        return;
    }
    let selected = selection::read(READER);
    let (span, changed) = store.read(|state| {
        let span = selected.and_then(|selected| span(&state.document()?.text, selected));
        (span, span != state.session.selection || pointer_down != state.session.selecting)
    });
    if changed {
        store.update(|session| {
            session.selection = span;
            session.selecting = pointer_down;
        });
    }
}

fn leaving(store: &Store) -> Listener {
    let store = store.clone();
    listen::to_leaving(move || intent::flush_draft(&store))
}

fn drops(store: &Store) -> Listener {
    let (over, dropped) = (store.clone(), store.clone());
    listen::to_drops(
        move |is_over| {
            if over.read(|state| state.session.dragging != is_over) {
                over.update(|session| session.dragging = is_over);
            }
        },
        move |files| files::open(&dropped, files),
    )
}

fn span(text: &Text, Selected { start, end }: Selected) -> Option<Span> {
    let offset = |at: Position| text.position_in_block(at.block, Utf16Offset(at.utf16));
    Span::new(text.content(), offset(start)?, offset(end)?).ok()
}

fn selected(text: &Text, span: Span) -> Option<Selected> {
    let blocks = text.blocks_of(span);
    let position = |block, at| Some(Position { block, utf16: text.utf16_in_block(block, at)?.0 });
    Some(Selected {
        start: position(*blocks.start(), span.start())?,
        end: position(*blocks.end(), span.end())?,
    })
}

/// A redraw replaces the text nodes in which a selection began, and the browser then forgets the selection.
fn restore_selection(store: &Store) {
    let lost = store.read(|state| {
        let text = &state.document()?.text;
        let kept = state.session.selection.filter(|_| !state.session.selecting)?;
        Some(selection::read(READER).and_then(|selected| span(text, selected)) != Some(kept))
    });
    if lost == Some(true) {
        select_again(store);
    }
}

/// Gives the browser the selection of the model; `false` when that has none.
fn select_again(store: &Store) -> bool {
    let kept = store.read(|state| selected(&state.document()?.text, state.session.selection?));
    if let Some(kept) = kept {
        selection::restore(READER, kept);
    }
    kept.is_some()
}

/// Scrolls to the annotation, in the article and in the list.
fn reveal(annotation: Option<AnnotationId>) {
    let Some(id) = annotation.map(|id| id.to_string()) else { return };
    if let Some(mark) = element::first_mark(&id) {
        element::scroll_to(&mark);
    }
    if let Some(row) = element::with_attribute("data-annotation", &id) {
        element::scroll_nearest(&row);
    }
}

fn place_label_bar() {
    if let (Some(bar), Some(words)) = (element::find(".label-bar"), selection::rectangle()) {
        element::place_beside(&bar, words);
    }
}
