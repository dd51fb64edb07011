//! Articles side by side: the cells of some articles alone, and the claims of a group in one of them.

use super::{Absent, Cell, Column, Matrix, is_source};
use crate::corpus::Corpus;
use crate::model::annotation::Annotation;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::label::CLAIM;
use crate::model::relation_type::ABSENT;
use crate::query::stance::Links;
use std::rc::Rc;

impl Matrix {
    /// Matrix of all groups of claims in those articles alone, one a column in that order.
    #[must_use]
    pub fn beside(corpus: &Corpus, documents: &[DocumentId]) -> Self {
        let column = |id: &DocumentId| Column {
            name: id.0.clone(),
            documents: vec![id.clone()],
            is_source: corpus.document(id).is_some_and(|document| is_source(corpus, document)),
            claims: 0,
            own: 0,
        };
        Self::over(corpus, documents.iter().map(column).collect())
    }
}

impl Cell {
    /// Cell of a group in one article; `None` where one of them is not there.
    #[must_use]
    pub fn of(corpus: &Corpus, group: &EntityId, document: &DocumentId) -> Option<Self> {
        let (group, document) = (corpus.entities().get(group)?, corpus.document(document)?);
        let mut cell = Self::default();
        let is_of_group = |claim: &&Rc<Annotation>| {
            *claim.label.0 == *CLAIM && corpus.entities().of(claim).is_some_and(|it| it.id == group.id)
        };
        for claim in document.annotations().filter(is_of_group) {
            cell.take(corpus, document, claim, &Links::of(corpus, claim));
        }
        for relation in corpus.relations().iter().filter(|it| *it.kind == *ABSENT) {
            let from = corpus.entities().resolve(&relation.from.entity());
            if relation.to.document() == document.id && from.is_some_and(|it| it.id == group.id) {
                cell.absent.push(Absent::of(relation));
            }
        }
        cell.close(1);
        Some(cell)
    }
}

/// Claims of a group in an article that have a place there, in the order of the text.
#[must_use]
pub fn claims_of<'a>(corpus: &'a Corpus, group: &EntityId, document: &DocumentId) -> Vec<&'a Rc<Annotation>> {
    let is_of_group = |claim: &&Rc<Annotation>| {
        *claim.label.0 == *CLAIM
            && claim.span().is_some()
            && corpus.entities().of(claim).is_some_and(|entity| entity.id == *group)
    };
    corpus.document(document).iter().flat_map(|it| it.annotations()).filter(is_of_group).collect()
}
