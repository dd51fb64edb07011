//! What no single component sees: keys, the text selection, dropped files, leaving the page; and what is left to do
//! once a change is drawn.

use crate::app::hints::Strip;
use crate::app::intent::{self, NOTE_FIELD, READER};
use crate::app::listing::ROWS;
use crate::app::preferences::{self, SINGLE_KEYS, TEXT_SIZE, THEME};
use crate::app::select::use_select;
use crate::app::session::{Panel, Wish};
use crate::app::shared::Shared;
use crate::app::store::{Later, State, Store};
use crate::app::{boundary, caret, describe, drawing, files, hints, listing, press, search, sync};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::Block;
use glossator_core::query::Query;
use glossator_core::saving::SaveStatus;
use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_web::element::{Element, Rectangle};
use glossator_web::keyboard::Focus;
use glossator_web::listen::{Listener, Moved, Pointer};
use glossator_web::selection::{self, Position};
use glossator_web::{dialog, element, listen, theme, timer};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How a person wants the page to look: its theme, the size of its text, its keys.
type Looks = [Rc<str>; 3];

/// Matches the reading caret.
const CARET: &str = "#caret";

/// Gives the page the looks that are stored, before anything is drawn: later the browser would lay out everything twice.
pub fn dress(store: &Store) {
    wear(&store.read(looks));
}

fn looks(state: &State) -> Looks {
    [THEME, TEXT_SIZE, SINGLE_KEYS].map(|setting| preferences::of(state.corpus(), setting).into())
}

fn wear([theme, text_size, keys]: &Looks) {
    theme::choose(theme);
    element::mark_page("data-text-size", text_size);
    element::mark_page("data-keys", keys);
}

/// Listens as long as the page is there, and looks after it whenever it was drawn.
#[hook]
pub fn use_watch(store: &Store) {
    let kept = use_mut_ref(Kept::default);
    let by_keyboard = kept.borrow().by_keyboard.clone();
    use_effect_with(store.clone(), move |store| {
        let listeners =
            [keys(store, by_keyboard), selections(store), drags(store), leaving(store), drops(store)];
        // Other pages and the second copy can wait until something is to be seen.
        let in_touch = Rc::new(RefCell::new(None));
        let (later, starting) = (Rc::downgrade(&in_touch), store.clone());
        spawn_local(async move {
            timer::idle().await;
            if let Some(in_touch) = later.upgrade() {
                in_touch.replace(Some(sync::start(&starting)));
            }
        });
        element::mark_ready();
        move || drop((listeners, in_touch))
    });
    let view = use_select(store, |state| View {
        corpus: Shared::from(state.corpus()),
        reveal: state.session.reveal,
        hints: state.session.hints.clone(),
        annotation: state.session.annotation,
        drawn: drawing::wanted(state),
        list: (
            state.session.query.clone(),
            state.session.everywhere,
            state.session.panel,
            state.session.first_row,
        ),
        text: state.document().map(|document| Shared::from(&document.text)),
        selection: state.session.selection,
        label_bar: state.session.shows_label_bar(),
        caret: state.session.caret,
        caret_moved: state.session.caret_moved,
        preview: state.session.preview.or(state.session.dragged),
        stays: state.session.stays,
        looks: looks(state),
        asking: state.session.asking(),
        title: state.document().map(|document| document.title.clone()),
        wish: state.session.wish,
        renaming: state.session.renaming,
        alerts: state.session.alerts.len(),
        unsaved: state.save_status != SaveStatus::Saved && state.corpus().annotation_count() > 0,
    });
    let store = store.clone();
    use_effect_with(view, move |view| kept.borrow_mut().after_drawing(&store, view));
}

/// What a change to has consequences after the drawing.
#[derive(Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a page has that many states")]
struct View {
    corpus: Shared<Corpus>,
    reveal: u32,
    hints: Rc<[Strip]>,
    annotation: Option<AnnotationId>,
    drawn: u32,
    list: Listed,
    text: Option<Shared<Text>>,
    selection: Option<Span>,
    label_bar: bool,
    caret: ByteOffset,
    caret_moved: u32,
    preview: Option<Span>,
    stays: bool,
    looks: Looks,
    asking: usize,
    title: Option<Rc<str>>,
    unsaved: bool,
    wish: Option<Wish>,
    renaming: bool,
    alerts: usize,
}

/// The articles, that in view, and what moves its words.
type Drawn = (Shared<Corpus>, Option<Rc<str>>, [bool; 2], usize);

/// What the list shows, the panel that is open on a narrow screen, and the first row that is drawn.
type Listed = (Query, bool, Option<Panel>, usize);

/// What is kept from one drawing to the next.
#[derive(Default)]
struct Kept {
    renaming: bool,
    list: Listed,
    /// Whether the list is to be scrolled to the open annotation once its row is drawn.
    seeks_row: bool,
    revealed: u32,
    caret_moved: u32,
    /// Whether a key was pressed since the page was loaded.
    by_keyboard: Rc<Cell<bool>>,
    /// What hints and their places depend on, as it was when they were looked for.
    drawn: Option<Drawn>,
    /// The text whose sections have an estimated height.
    text: Option<Shared<Text>>,
    /// The dialog that is open, as a number.
    asking: usize,
    /// Whether more of the article is about to be drawn.
    is_drawing: Rc<Cell<bool>>,
    while_drawn: Option<Listener>,
    while_unsaved: Option<Listener>,
}

impl Kept {
    fn after_drawing(&mut self, store: &Store, view: &View) {
        element::mark_page("data-stays", if view.stays { "true" } else { "" });
        wear(&view.looks);
        if self.text != view.text {
            self.text.clone_from(&view.text);
            estimate_heights(store);
            drawing::draw_in_view(store);
        }
        drawing::go_on(store, &self.is_drawing);
        if drawing::draw_wanted(store) {
            // It is looked after once that is there.
            return;
        }
        caret::restore_selection(store);
        let extent =
            |span| store.read(|state| caret::extent(&state.document()?.text, span, state.session.caret));
        selection::highlight(READER, view.preview.and_then(extent));
        place_overlays(store);
        let drawn = (view.corpus.clone(), view.title.clone(), [view.stays, view.renaming], view.alerts);
        if self.drawn.as_ref() != Some(&drawn) {
            self.drawn = Some(drawn);
            find_hints(store);
        }
        place_hints(&view.hints);
        if self.revealed != view.reveal {
            self.revealed = view.reveal;
            reveal(store);
        }
        if self.list != view.list {
            // A list that was not there has forgotten how far it was scrolled.
            let is_opened = self.list.2 != view.list.2;
            self.list = view.list.clone();
            if is_opened {
                listing::show_open(store);
            }
            let is_sought = std::mem::take(&mut self.seeks_row) || is_opened;
            let is_there = is_sought && view.annotation.is_some_and(reveal_row);
            let is_drawn_next = || store.read(|state| state.session.first_row != view.list.3);
            self.seeks_row = is_opened && !is_there && is_drawn_next();
            if !self.seeks_row {
                listing::scrolled(store);
            }
        }
        if self.caret_moved != view.caret_moved {
            self.caret_moved = view.caret_moved;
            if let Some(caret) = element::find(CARET) {
                element::scroll_nearest(&caret);
            }
        }
        if self.renaming != view.renaming {
            self.renaming = view.renaming;
            if let Some(field) = element::find("#title") {
                // Given once: a field that is drawn anew would forget what was typed.
                let title = view.title.as_deref().unwrap_or_default();
                element::write_into(&field, title);
                element::focus_all(&field);
            }
        }
        if view.label_bar {
            place_label_bar();
        }
        if let Some(wish) = view.wish {
            store.update(|session| session.wish = None);
            fulfil(wish);
        }
        if self.while_drawn.is_none() {
            let store = store.clone();
            self.while_drawn = Some(listen::to_layout(move |moved| {
                if moved != Moved::Page {
                    listing::scrolled(&store);
                }
                if moved == Moved::Part {
                    return;
                }
                drawing::draw_in_view(&store);
                place_label_bar();
                if moved == Moved::All {
                    place_overlays(&store);
                }
                find_hints(&store);
            }));
        }
        self.while_unsaved = view.unsaved.then(listen::to_ask_before_leaving);
        if self.asking != view.asking {
            self.asking = view.asking;
            dialog::show_new();
        }
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

/// Says how high each section of the article is likely to be.
fn estimate_heights(store: &Store) {
    /// Bytes of a line, and lines between paragraphs.
    const LINE: usize = 70;
    let lines: Vec<usize> = store.read(|state| {
        let sections = state.document().map_or(&[][..], |document| &document.sections[..]);
        let of_block = |block: &Rc<Block>| 3 + 2 * (block.span.bytes().len() / LINE);
        sections.iter().map(|section| section.blocks.iter().map(of_block).sum::<usize>() / 2).collect()
    });
    for (section, lines) in element::children(READER).iter().zip(lines) {
        element::estimate_lines(section, lines);
    }
}

fn keys(store: &Store, by_keyboard: Rc<Cell<bool>>) -> Listener {
    let store = store.clone();
    listen::to_keys(move |pressed| {
        by_keyboard.set(true);
        drawing::prepare(&store, &pressed);
        if store.read(|state| state.session.asking() > 0) {
            return search::press(&store, &pressed);
        }
        // The browser tells of a new selection a moment later than of the key that is to tag it.
        caret::read_selection(&store, Pointer::default());
        let shortcut = store.read(|state| preferences::asked(state.corpus(), &pressed));
        shortcut.is_some_and(|shortcut| {
            press::press(&store, shortcut, matches!(pressed.focus, Focus::List | Focus::Box))
        })
    })
}

fn selections(store: &Store) -> Listener {
    let store = store.clone();
    listen::to_selection(READER, move |pointer| caret::read_selection(&store, pointer))
}

fn drags(store: &Store) -> Listener {
    let store = store.clone();
    listen::to_drags("data-handle", move |drag| boundary::drag(&store, &drag))
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

/// Scrolls to the annotation, in the article and in the list.
fn reveal(store: &Store) {
    let open = store.read(|state| {
        let (open, document) = (state.open()?, state.document()?);
        let block = open.span().map(|span| *document.text.blocks_of(span).start());
        Some((open.id, block))
    });
    let Some((id, block)) = open else { return };
    if let Some(mark) = block.and_then(|block| selection::mark(READER, block, &id.to_string())) {
        element::scroll_to(&mark);
    }
    reveal_row(id);
}

/// Scrolls the list to the row of that annotation; says whether it is drawn.
fn reveal_row(annotation: AnnotationId) -> bool {
    let row = element::find(&format!("#rows [data-annotation=\"{annotation}\"]"));
    row.iter().for_each(element::scroll_nearest);
    row.is_some()
}

fn fulfil(wish: Wish) {
    let handles = || ["#handle-end", "#handle-start"].into_iter().filter_map(element::find);
    let wanted = match wish {
        Wish::Note => element::find(NOTE_FIELD),
        Wish::Row => element::find(".row[aria-current]").or_else(|| element::find(ROWS)),
        Wish::Labels => element::find("#label-bar button"),
        Wish::Boundary => handles().find(|handle| !element::has_focus(handle)),
    };
    if let Some(wanted) = wanted {
        element::focus(&wanted);
        if wish == Wish::Row {
            element::scroll_nearest(&wanted);
        }
    }
}

/// Puts the caret and the handles where they belong in the text as it is drawn.
fn place_overlays(store: &Store) {
    let (at, is_line_end, ends) = store.read(|state| {
        let (session, text) = (&state.session, state.document().map(|document| &document.text));
        let open = state.open().and_then(|open| open.span());
        let ends = session.dragged.or(open).map(|span| [span.start(), span.end()]);
        let position = |at| caret::position(text?, at);
        let is_line_end = session.line_end == Some(session.caret);
        (position(session.caret), is_line_end, ends.map(|ends| ends.map(position)))
    });
    let place = |overlay: Option<Element>, at: Option<Position>, behind: bool| {
        if let Some((overlay, target)) = overlay.zip(at.and_then(|at| selection::caret(READER, at, behind))) {
            element::place_over(&overlay, element::on_page(target));
        }
    };
    place(element::find(CARET), at, is_line_end);
    for (name, at) in ["#handle-start", "#handle-end"].into_iter().zip(ends.into_iter().flatten()) {
        place(element::find(name), at, name == "#handle-end");
    }
}

/// Looks for hints in what is in view, once that stays. What stands above it may have got its true height only then.
fn find_hints(store: &Store) {
    store.later(Later::FindsHints, |store| {
        place_overlays(store);
        hints::find(store, selection::in_view(READER));
    });
}

/// Puts the hints under their words.
fn place_hints(hints: &[Strip]) {
    // So much of the space under the words, and of the words themselves.
    const BELOW: f64 = 9.0;
    const ABOVE: f64 = 1.0;
    for (overlay, Strip { place, .. }) in element::children("#hints").iter().zip(hints) {
        let (top, bottom) = (place.bottom - ABOVE, place.bottom + BELOW);
        element::place_over(overlay, Rectangle { top, bottom, ..*place });
    }
}

fn place_label_bar() {
    if let (Some(bar), Some(words)) = (element::find("#label-bar"), selection::rectangle()) {
        element::place_beside(&bar, words);
    }
}
