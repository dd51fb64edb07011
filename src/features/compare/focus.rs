//! Focus: the claims of the group that is compared, and the words that belong to them.

use super::state::State as Compare;
use crate::app::part::{Part, Parts};
use crate::app::state::State;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{Matrix, claims_of};
use glossator_core::query::stance::Links;
use std::rc::Rc;

/// The ids of the groups, in the order and by the condition of the matrix.
#[must_use]
pub fn groups(state: &State) -> Vec<EntityId> {
    let (corpus, claims) = (state.corpus(), &state.claims);
    let matrix = Matrix::of(corpus, &claims.by);
    let rows = matrix.rows(corpus, &claims.filter, &claims.order).into_iter();
    rows.map(|at| matrix.rows[at].group.id.clone()).collect()
}

/// The claim of the group in focus that is shown in an article, its number there and how many there are.
#[must_use]
pub fn shown<'a>(
    corpus: &'a Corpus,
    compare: &Compare,
    document: &DocumentId,
) -> Option<(&'a Rc<Annotation>, usize, usize)> {
    let claims = claims_of(corpus, compare.group.as_ref()?, document);
    let at = compare.shown.get(document).copied().unwrap_or_default();
    let at = at.min(claims.len().checked_sub(1)?);
    Some((claims[at], at, claims.len()))
}

/// The annotations of an article that are claims of the group, and those that say, pass on or attribute one.
#[must_use]
pub fn parts(corpus: &Corpus, group: Option<&EntityId>, document: &DocumentId) -> Parts {
    let claims = group.map(|group| claims_of(corpus, group, document)).unwrap_or_default();
    let parts_of = |claim: &Rc<Annotation>| {
        let Links { said_by, via, cues, .. } = Links::of(corpus, claim);
        let said_by = said_by.map(|one| (one, Part::SaidBy));
        let linked = said_by.into_iter().chain(via.map(|one| (one, Part::Via)));
        let linked = linked.chain(cues.into_iter().map(|one| (one, Part::Cue)));
        let linked = linked.filter(|(one, _)| one.document == *document).map(|(one, part)| (one.id, part));
        std::iter::once((claim.id, Part::Claim)).chain(linked).collect::<Vec<_>>()
    };
    claims.into_iter().flat_map(parts_of).collect()
}
