//! The matrix after an edit that says of groups that somebody looked for them, or changes nothing that it shows: rows are shared with
//! the matrix before, but for those of these groups.

use super::{Absent, By, Matrix, Row, columns};
use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::model::document::DocumentId;
use crate::model::relation::Relation;
use crate::model::relation_type::ABSENT;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

impl Matrix {
    /// Matrix of the same columns after a change of the corpus; `None` if it may be another one elsewhere, too.
    #[must_use]
    pub fn after(&self, by: &By, before: &Corpus, after: &Corpus, change: &Change) -> Option<Self> {
        let relations =
            change.relations.iter().flat_map(|id| [before, after].map(|it| it.relations().get(id)));
        let relations: Vec<_> = relations.flatten().collect();
        let is_other = change.vocabulary
            || !(change.annotations.is_empty() && change.entities.is_empty() && change.documents.is_empty())
            || relations.iter().any(|relation| *relation.kind != *ABSENT);
        if is_other {
            return None;
        }
        let places = |columns: &[super::Column]| {
            columns.iter().map(|it| (it.name.clone(), it.documents.clone(), it.is_source)).collect::<Vec<_>>()
        };
        if places(&columns(after, by)) != places(&self.columns) {
            return None;
        }
        let mut marked = BTreeSet::new();
        for relation in relations {
            marked.extend(after.entities().resolve(&relation.from.entity()).map(|group| group.id.clone()));
        }
        let mut rows = self.rows.clone();
        for row in rows.iter_mut().filter(|row| marked.contains(&row.group.id)) {
            self.mark(Rc::make_mut(row), after, change);
        }
        Some(Self { rows, ..self.clone() })
    }

    /// Gives a row the marks that it has after a change.
    fn mark(&self, row: &mut Row, corpus: &Corpus, change: &Change) {
        let old = row.cells.iter().flat_map(|cell| &cell.absent).map(|mark| &mark.relation);
        let of_row = |relation: &&Rc<Relation>| {
            let group = corpus.entities().resolve(&relation.from.entity());
            *relation.kind == *ABSENT && group.is_some_and(|group| group.id == row.group.id)
        };
        let marks = old.chain(&change.relations).filter_map(|id| corpus.relations().get(id)).filter(of_row);
        let marks: BTreeMap<_, _> =
            marks.map(|relation| (relation.id.clone(), Absent::of(relation))).collect();
        let mut of_document: HashMap<&DocumentId, Vec<&Absent>> = HashMap::new();
        for mark in marks.values() {
            of_document.entry(&mark.document).or_default().push(mark);
        }
        for (cell, column) in row.cells.iter_mut().zip(&self.columns) {
            let marks = column.documents.iter().filter_map(|id| of_document.get(id)).flatten();
            cell.absent = marks.map(|mark| (*mark).clone()).collect();
            cell.close(column.documents.len());
        }
    }
}
