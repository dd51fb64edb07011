//! The rows of the list: a question to core, asked of the state. Equal words with one label share a row, and the others are
//! folded away behind the first of them, as long as there are few enough rows to draw them all.

use super::state::{ALL, State as List};
use crate::app::environment::Environment;
use crate::app::state::State;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::query::search::Matcher;
use glossator_core::query::{self, Listed, Rows};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// A row: an annotation with its article, and its equals.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The article.
    pub document: &'a Rc<Document>,
    /// The annotation.
    pub annotation: &'a Rc<Annotation>,
    /// All that say the same, itself included, where it is the first of several; else none.
    pub alike: Vec<&'a Rc<Annotation>>,
    /// True if they have rows of their own below.
    pub is_unfolded: bool,
}

impl<'a> Line<'a> {
    fn alone((document, annotation): Listed<'a>) -> Self {
        Self { document, annotation, alike: Vec::new(), is_unfolded: false }
    }

    /// The annotations that this row stands for: its own, and those that are folded away.
    #[must_use]
    pub fn ids(&self) -> Vec<AnnotationId> {
        if self.alike.is_empty() || self.is_unfolded {
            return vec![self.annotation.id];
        }
        self.alike.iter().map(|one| one.id).collect()
    }
}

/// The rows of the list.
#[derive(Debug)]
pub enum Lines<'a> {
    /// One for each annotation.
    Each(Rows<'a>),
    /// One for equal words.
    Alike(Vec<Line<'a>>),
}

impl<'a> Lines<'a> {
    /// The rows for what is wanted of a corpus; the open annotation has one of its own.
    #[must_use]
    pub fn of(
        corpus: &'a Corpus,
        document: Option<&DocumentId>,
        list: &List,
        open: Option<AnnotationId>,
        matcher: &dyn Matcher,
    ) -> Self {
        let rows = query::rows(corpus, document, &list.query, matcher);
        if list.apart || rows.count() > ALL {
            return Self::Each(rows);
        }
        let mut lines = Vec::new();
        for group in query::alike(corpus, &rows.part(0..rows.count())) {
            let mut first = Line::alone(group[0]);
            let is_unfolded = group.iter().any(|(_, one)| list.unfolded.contains(&one.id));
            if group.len() > 1 {
                first.alike = group.iter().map(|(_, one)| *one).collect();
                first.is_unfolded = is_unfolded;
            }
            lines.push(first);
            let is_shown = |(_, one): &&Listed<'a>| is_unfolded || open == Some(one.id);
            lines.extend(group[1..].iter().filter(is_shown).map(|one| Line::alone(*one)));
        }
        Self::Alike(lines)
    }

    /// The number of rows.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Each(rows) => rows.count(),
            Self::Alike(lines) => lines.len(),
        }
    }

    /// The number of annotations.
    #[must_use]
    pub fn annotations(&self) -> usize {
        match self {
            Self::Each(rows) => rows.count(),
            // Annotations that are unfolded are counted with the first.
            Self::Alike(lines) => {
                let ids: BTreeSet<_> = lines.iter().flat_map(Line::ids).collect();
                ids.len()
            }
        }
    }

    /// The rows of that range.
    #[must_use]
    pub fn part(&self, places: Range<usize>) -> Vec<Line<'a>> {
        match self {
            Self::Each(rows) => rows.part(places).into_iter().map(Line::alone).collect(),
            Self::Alike(lines) => lines.get(places).map(<[_]>::to_vec).unwrap_or_default(),
        }
    }

    /// The place of the annotation's own row, or else of the one behind which it is folded away; `None` if it is not listed.
    #[must_use]
    pub fn index_of(&self, annotation: &Annotation) -> Option<usize> {
        match self {
            Self::Each(rows) => rows.index_of(annotation),
            Self::Alike(lines) => {
                let own = lines.iter().position(|line| line.annotation.id == annotation.id);
                own.or_else(|| lines.iter().position(|line| line.ids().contains(&annotation.id)))
            }
        }
    }
}

/// The annotations that are listed.
#[must_use]
pub fn rows<'a>(state: &'a State, environment: &Environment) -> Rows<'a> {
    query::rows(state.corpus(), state.listed_document(), &state.annotations.query, environment.matcher)
}

/// The rows that the list shows.
#[must_use]
pub fn lines<'a>(state: &'a State, environment: &Environment) -> Lines<'a> {
    let open = state.session.annotation;
    Lines::of(state.corpus(), state.listed_document(), &state.annotations, open, environment.matcher)
}

/// The annotations that the row of that one stands for.
#[must_use]
pub fn ids_of(state: &State, environment: &Environment, annotation: AnnotationId) -> Vec<AnnotationId> {
    let lines = lines(state, environment);
    let Lines::Alike(lines) = lines else { return vec![annotation] };
    let line = lines.iter().find(|line| line.annotation.id == annotation);
    line.map_or_else(|| vec![annotation], Line::ids)
}

/// All that is listed, by its ids.
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

/// Draws the row of that annotation, if it is listed and not all rows are drawn: none is folded away then.
pub(super) fn draw_row(state: &mut State, environment: &Environment, annotation: &Annotation) {
    let rows = rows(state, environment);
    let count = rows.count();
    let row = if count > ALL { rows.index_of(annotation) } else { None };
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
