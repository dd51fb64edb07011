//! The passage that is compared word by word: the one that was chosen, or the one that the claims in focus share.
//!
//! It does not know how what differs is shown.

use super::state::State as Compare;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use glossator_core::corpus::Corpus;
use glossator_core::model::document::DocumentId;
use glossator_core::query::matrix::claims_of;
use glossator_core::query::passages::{Passage, Passages};
use glossator_core::text::tokenise::Segmenter;
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[hook]
pub fn use_passage(store: &Store) -> Option<Rc<Passage>> {
    let (corpus, found, compare) = use_select(store, |state| {
        let found = state.passages.found.as_ref().map(Shared::from);
        (Shared::from(state.corpus()), found, state.compare.clone())
    });
    let segmenter = store.environment().segmenter;
    let passage = use_memo((corpus, found, compare), move |(corpus, found, compare)| {
        in_focus(corpus, found.as_deref(), compare, segmenter)
    });
    (*passage).clone()
}

/// Of several that the claims of the group share, the longest.
fn in_focus(
    corpus: &Corpus,
    found: Option<&Passages>,
    compare: &Compare,
    segmenter: &dyn Segmenter,
) -> Option<Rc<Passage>> {
    if compare.passage.is_some() {
        return compare.passage.clone();
    }
    let (found, group) = found.zip(compare.group.as_ref())?;
    let of_article = |document: &DocumentId| {
        let home = corpus.document(document);
        let claims = claims_of(corpus, group, document).into_iter().filter_map(|claim| claim.span());
        let is_beside = |passage: &&Passage| {
            [&passage.left, &passage.right].into_iter().all(|(id, _)| compare.columns.contains(id))
        };
        let passages = claims.filter_map(|span| found.of_span(home?, span, segmenter));
        passages.filter(is_beside).max_by_key(|passage| passage.words)
    };
    let longest = compare.columns.iter().filter_map(of_article).max_by_key(|passage| passage.words);
    longest.map(|passage| Rc::new(passage.clone()))
}
