//! The lines of the table of claims: the rows that are shown, in groups with heads, and the sums below them.

use super::state::State;
use crate::words::claims as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{Matrix, Order, Sum};
use std::rc::Rc;

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The head of some rows, with their number.
    Head(Rc<str>, usize),
    /// The row of the matrix with that index.
    Row(usize),
    /// A sum of each column.
    Sum(Sum),
}

/// The lines of the table. Contested groups have a head of their own, where they come first, and so have those in all outlets.
#[must_use]
pub fn lines(matrix: &Matrix, corpus: &Corpus, State { filter, order, .. }: &State) -> Vec<Line> {
    let rows = matrix.rows(corpus, filter, order);
    if *order != Order::Contested {
        return with_sums(rows.into_iter().map(Line::Row).collect());
    }
    let outlets = matrix.outlets();
    let part = |at: usize| {
        let row = &matrix.rows[at];
        if row.is_contested { None } else { Some(row.present) }
    };
    let mut found = Vec::new();
    for part_of in rows.chunk_by(|one, other| part(*one) == part(*other)) {
        found.push(Line::Head(words::part(part(part_of[0]), outlets).into(), part_of.len()));
        found.extend(part_of.iter().copied().map(Line::Row));
    }
    with_sums(found)
}

/// The sums stand below the rows, if there are any.
fn with_sums(mut lines: Vec<Line>) -> Vec<Line> {
    if !lines.is_empty() {
        lines.extend(Sum::ALL.map(Line::Sum));
    }
    lines
}

/// The group whose row that line is.
#[must_use]
pub fn group(matrix: &Matrix, line: &Line) -> Option<EntityId> {
    match line {
        Line::Row(at) => Some(matrix.rows.get(*at)?.group.id.clone()),
        Line::Head(..) | Line::Sum(_) => None,
    }
}

/// The indices of the rows that are shown.
pub fn rows(lines: &[Line]) -> impl Iterator<Item = usize> + '_ {
    lines.iter().filter_map(|line| if let Line::Row(at) = line { Some(*at) } else { None })
}
