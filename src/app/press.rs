//! What each key does, once it is known what it asks for.

use super::describe::quoted;
use super::intent::{self, SELECT_FIRST};
use super::session::{Dialog, Panel, Wish};
use super::shortcuts::{Act, Shortcut};
use super::store::{State, Store};
use super::{boundary, caret, hints, listing, others, search};
use glossator_core::model::annotation::AnnotationId;
use glossator_web::element;

/// Does what the key asks for; `false` when it asks for nothing that can be done now, and the browser may have it.
#[must_use]
pub fn press(store: &Store, shortcut: Shortcut, in_list: bool) -> bool {
    let (open, selecting) = store.read(|state| (state.session.annotation, state.session.selection.is_some()));
    // In the list a key is about the row that has the focus.
    let open = listing::focused().filter(|_| in_list).or(open);
    let picked = in_list && store.read(|state| !listing::picked(state, store).is_empty());
    match shortcut {
        Shortcut::Label(label) | Shortcut::AddLabel(label) if selecting => intent::tag(store, &label),
        Shortcut::Label(label) if picked => listing::relabel(store, label),
        Shortcut::Label(label) if store.read(|state| state.session.stays) => intent::arm(store, label),
        Shortcut::Label(label) => match open {
            Some(id) => intent::relabel(store, id, label),
            None => store.say(SELECT_FIRST, None),
        },
        Shortcut::AddLabel(label) => match open {
            Some(id) => intent::add_label(store, id, &label),
            None => store.say(SELECT_FIRST, None),
        },
        Shortcut::Act(Act::Delete) if picked => listing::delete(store),
        Shortcut::Act(act) => return self::act(store, act, open),
        Shortcut::Go { way, forward, extend } => caret::go(store, way, forward, extend),
        Shortcut::Nudge { start, step, forward, sideways } => {
            boundary::nudge(store, start, step, forward != (sideways && caret::is_mirrored(store)));
        }
        Shortcut::Row { forward } => element::focus_neighbour(listing::ROWS, forward),
    }
    true
}

fn act(store: &Store, act: Act, open: Option<AnnotationId>) -> bool {
    match act {
        Act::Delete | Act::Note | Act::Boundary | Act::Others if open.is_none() => {
            store.say("Open an annotation first.", None);
        }
        Act::Delete => return open.map(|id| intent::delete(store, id)).is_some(),
        Act::Undo => intent::undo(store),
        Act::Redo => intent::redo(store),
        Act::Note => {
            open_from_list(store, open);
            store.update(|session| {
                session.panel = session.panel.or(Some(Panel::Card));
                session.wish = Some(Wish::Note);
            });
        }
        Act::Escape => return escape(store),
        Act::NextAnnotation => step_annotation(store, true),
        Act::PreviousAnnotation => step_annotation(store, false),
        Act::NextArticle => step_article(store, true),
        Act::PreviousArticle => step_article(store, false),
        Act::Accept => match store.read(|state| state.session.armed.clone()) {
            Some(label) if store.read(|state| state.session.selection.is_some()) => {
                intent::tag(store, &label);
            }
            _ => match store.read(hints::offer) {
                Some(hint) => hints::accept(store, &hint),
                None => return self::act(store, Act::Overlapping, open),
            },
        },
        Act::Others => return open.map(|id| others::ask(store, id)).is_some(),
        Act::NextHint => hints::step(store, true),
        Act::PreviousHint => hints::step(store, false),
        Act::Dismiss => hints::dismiss(store),
        Act::Counts => intent::show(store, Some(Dialog::Counts)),
        Act::Overlapping => {
            if !caret::open_here(store) {
                store.say("Nothing is tagged here.", None);
            }
        }
        Act::Boundary => {
            open_from_list(store, open);
            store.update(|session| session.wish = Some(Wish::Boundary));
        }
        Act::Expand => caret::expand(store, true),
        Act::Shrink => caret::expand(store, false),
        Act::List => go_to_list(store),
        Act::Pick => return open.map(|id| listing::pick(store, id)).is_some(),
        Act::Stay => intent::stay(store),
        Act::Codebook => intent::show(store, Some(Dialog::Codebook)),
        Act::Help => intent::show(store, Some(Dialog::Help)),
        Act::Search => search::open(store),
    }
    true
}

/// Opens the annotation whose row has the focus, if it is not the open one.
fn open_from_list(store: &Store, annotation: Option<AnnotationId>) {
    if let Some(id) = annotation.filter(|id| store.read(|state| state.session.annotation != Some(*id))) {
        intent::open_annotation(store, id);
    }
}

/// Gives the keyboard to the list, or back to the article.
fn go_to_list(store: &Store) {
    if element::is_within(".rows") {
        store.update(|session| session.panel = None);
        intent::focus_reader();
    } else if store.read(|state| listing::rows(state, store).count()) == 0 {
        store.say("The list is empty.", None);
    } else {
        listing::show_open(store);
        store.update(|session| {
            session.panel = session.panel.filter(|panel| *panel == Panel::Card).or(Some(Panel::Annotations));
            session.wish = Some(Wish::Row);
        });
    }
}

fn step_annotation(store: &Store, forward: bool) {
    let found = store.read(|state| next_annotation(state, forward));
    match found {
        Some(id) => intent::open_annotation(store, id),
        None if forward => store.say("This was the last annotation of the article.", None),
        None => store.say("This was the first annotation of the article.", None),
    }
}

/// The one behind (or in front of) the open annotation; if none is open, of the place where the last one was.
fn next_annotation(state: &State, forward: bool) -> Option<AnnotationId> {
    let document = state.document()?;
    let open = state.open().and_then(|open| document.index_of(open));
    let behind = || document.index_behind(state.session.caret);
    let place = match (open, forward) {
        (Some(open), true) => open.checked_add(1),
        (Some(open), false) => open.checked_sub(1),
        (None, true) => Some(behind()),
        (None, false) => behind().checked_sub(1),
    };
    document.annotations_from(place?).next().map(|annotation| annotation.id)
}

fn step_article(store: &Store, forward: bool) {
    let next = store.read(|state| {
        let ids: Vec<_> = state.corpus().documents().map(|document| document.id.clone()).collect();
        let here = ids.iter().position(|id| *id == state.session.document)?;
        ids.get(if forward { here.checked_add(1) } else { here.checked_sub(1) }?).cloned()
    });
    match next {
        Some(id) => {
            intent::open_document(store, &id);
            let title = store.read(|state| state.document().map(|document| document.title.clone()));
            store.say(quoted(&title.unwrap_or_default()), None);
            intent::focus_reader();
        }
        None if forward => store.say("This was the last article.", None),
        None => store.say("This was the first article.", None),
    }
}

fn escape(store: &Store) -> bool {
    if element::is_within("input, textarea, select, [data-handle]") {
        intent::focus_reader();
        return true;
    }
    let session = store.read(|state| state.session.clone());
    if session.panel.is_some_and(|panel| panel != Panel::Card) {
        store.update(|session| session.panel = None);
    } else if session.selection.is_some() {
        intent::clear_selection(store);
    } else if session.stays {
        intent::stay(store);
    } else if session.annotation.is_some() {
        intent::close_annotation(store);
    } else if session.message.is_some() {
        store.update(|session| session.message = None);
    } else {
        return false;
    }
    true
}
