//! The rows of the list: a question to core, asked of the state.

use crate::app::environment::Environment;
use crate::app::state::State;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::query::{self, Rows};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;

/// The annotations that the list shows.
#[must_use]
pub fn rows<'a>(state: &'a State, environment: &Environment) -> Rows<'a> {
    query::rows(state.corpus(), state.listed_document(), &state.annotations.query, environment.matcher)
}

/// All of them, by their ids.
#[must_use]
pub fn listed(state: &State, environment: &Environment) -> Vec<AnnotationId> {
    let rows = rows(state, environment);
    rows.part(0..rows.count()).iter().map(|(_, one)| one.id).collect()
}

/// The annotations that are picked, as far as they are shown: nothing is changed unseen.
#[must_use]
pub fn picked(state: &State, environment: &Environment) -> Vec<AnnotationId> {
    let picked = &state.annotations.picked;
    if picked.is_empty() {
        return Vec::new();
    }
    let mut listed = listed(state, environment);
    listed.retain(|id| picked.contains(id));
    listed
}

/// Draws the row of that annotation, if it is listed.
pub(super) fn draw_row(state: &mut State, environment: &Environment, annotation: &Annotation) {
    let rows = rows(state, environment);
    let (row, count) = (rows.index_of(annotation), rows.count());
    if let Some(row) = row {
        state.annotations.draw_around(row, count);
    }
}

/// The place that the chooser of the card is about: the caret, unless the open annotation is elsewhere.
#[must_use]
pub fn here(state: &State) -> ByteOffset {
    let caret = state.session.caret;
    let open = state.open().and_then(|open| open.span());
    open.filter(|open| caret < open.start() || open.end() < caret).map_or(caret, Span::start)
}
