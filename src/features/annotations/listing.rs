//! The rows of the list: a question to core, asked of the state.

use crate::app::environment::Environment;
use crate::app::state::State;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::query::{self, Rows};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::collections::BTreeSet;

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

/// Picks no longer what is not shown: nothing is changed unseen, and nothing is picked again by itself.
pub fn keep_picked(state: &mut State, environment: &Environment, picked: &[AnnotationId]) {
    let picked: BTreeSet<_> = picked.iter().copied().collect();
    let mut shown = if picked.is_empty() { Vec::new() } else { listed(state, environment) };
    shown.retain(|id| picked.contains(id));
    state.annotations.picked = shown;
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
