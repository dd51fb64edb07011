//! The list of annotations as something to work with: what it shows, which rows are picked, and what is done with all of
//! those at once.

use super::describe::counted;
use super::intent;
use super::message::WayOn;
use super::session::{self, Panel, Wish};
use super::store::{State, Store};
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::{self, Order, Query, Rows};
use glossator_web::element;

/// Matches the list.
pub const LIST: &str = "#rows";

/// Matches the rows, as far as they are drawn.
pub const ROWS: &str = ".row";

/// The orders that can be chosen, with their names.
pub const ORDERS: [(Order, &str); 4] = [
    (Order::Text, "As in the text"),
    (Order::Newest, "Latest first"),
    (Order::Label, "By label"),
    (Order::Words, "By their words"),
];

/// The annotations that the list shows.
#[must_use]
pub fn rows<'a>(state: &'a State, store: &Store) -> Rows<'a> {
    query::rows(state.corpus(), state.session.listed(), &state.session.query, store.matcher())
}

/// All of them, by their ids.
fn listed(state: &State, store: &Store) -> Vec<AnnotationId> {
    let rows = rows(state, store);
    rows.part(0..rows.count()).iter().map(|(_, one)| one.id).collect()
}

/// Draws the row of that annotation, if it is listed.
pub fn show_row(store: &Store, annotation: &Annotation) {
    let (row, count) = store.read(|state| {
        let rows = rows(state, store);
        (rows.index_of(annotation), rows.count())
    });
    if let Some(row) = row {
        store.update(|session| session.show_row(row, count));
    }
}

/// Draws the row of the open annotation, if there is one.
pub fn show_open(store: &Store) {
    if let Some(open) = store.read(|state| state.open().cloned()) {
        show_row(store, &open);
    }
}

/// The list was scrolled: draws the rows that are in view now, where not all are drawn.
pub fn scrolled(store: &Store) {
    let count = store.read(|state| rows(state, store).count());
    let drawn = store.read(|state| session::rows(state.session.first_row, count));
    if drawn.len() < count
        && let Some(above) = element::rows_above(LIST)
    {
        let row = drawn.start.saturating_add_signed(above).min(count - 1);
        if store.read(|state| state.session.row_to_show(row, count).is_some()) {
            store.update(|session| session.show_row(row, count));
        }
    }
}

/// Changes what the list shows, by the name of the field and what stands in it.
pub fn narrow(store: &Store, field: &str, value: &str) {
    store.update(|session| {
        session.first_row = 0;
        match field {
            "words" => session.query.words = value.into(),
            "label" => session.query.label = (!value.is_empty()).then(|| LabelId::from(value)),
            "where" => session.everywhere = value == "all",
            _ => {
                let order = ORDERS.iter().find(|(_, name)| *name == value);
                session.query.order = order.map(|(order, _)| *order).unwrap_or_default();
            }
        }
    });
    let picked = store.read(|state| picked(state, store));
    store.update(|session| session.picked = picked);
}

/// Shows the annotations of one article, or of all, with one label, or with any.
pub fn show(store: &Store, (document, label): (Option<DocumentId>, Option<LabelId>)) {
    intent::show(store, None);
    if let Some(document) = &document {
        intent::open_document(store, document);
    }
    store.update(|session| {
        session.everywhere = document.is_none();
        session.query = Query { label, ..Query::default() };
        session.first_row = 0;
        session.panel = Some(Panel::Annotations);
        session.wish = Some(Wish::Row);
    });
}

/// What is picked, as far as it is shown: nothing is changed unseen.
#[must_use]
pub fn picked(state: &State, store: &Store) -> Vec<AnnotationId> {
    let picked = |id: &AnnotationId| state.session.picked.contains(id);
    if state.session.picked.is_empty() {
        return Vec::new();
    }
    listed(state, store).into_iter().filter(picked).collect()
}

/// Picks a row, or no longer.
pub fn pick(store: &Store, annotation: AnnotationId) {
    store.update(|session| {
        let before = session.picked.len();
        session.picked.retain(|id| *id != annotation);
        if session.picked.len() == before {
            session.picked.push(annotation);
        }
    });
}

/// The annotation whose row has the focus.
#[must_use]
pub fn focused() -> Option<AnnotationId> {
    AnnotationId::parse(&element::focused_attribute("data-annotation")?)
}

/// Picks all that is shown, or nothing.
pub fn pick_all(store: &Store) {
    let shown: Vec<_> = store.read(|state| listed(state, store));
    store.update(|session| {
        session.picked = if session.picked.len() < shown.len() { shown } else { Vec::new() }
    });
}

/// Gives all that are picked a label, as one step.
pub fn relabel(store: &Store, label: LabelId) {
    let annotations = store.read(|state| picked(state, store));
    let (picked, name) = (annotations.len(), intent::label_name(store, &label));
    match store.dispatch(&Command::Relabel { annotations, label }) {
        Ok(transaction) => {
            let changed = transaction.operations.len();
            let left = match picked - changed {
                0 => String::new(),
                left => format!(" {left} had that label, or another one at the same place has it."),
            };
            let words = format!("{} tagged as {name} now.{left}", counted(changed, "annotation"));
            store.say(words, Some(WayOn::Undo));
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Deletes all that are picked, as one step.
pub fn delete(store: &Store) {
    let annotations = store.read(|state| picked(state, store));
    let count = counted(annotations.len(), "annotation");
    match store.dispatch(&Command::Delete { annotations }) {
        Ok(_) => store.say(format!("Deleted {count}."), Some(WayOn::Undo)),
        Err(why) => store.say(why.to_string(), None),
    }
}
