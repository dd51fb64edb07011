//! Finding hints: a question to the lexicon, asked of the state.

use crate::app::environment::Environment;
use crate::app::settings::HINTS;
use crate::app::state::State;
use glossator_core::corpus::lexicon::Hint;
use glossator_core::model::document::{Block, Document};
use std::ops::Range;

/// The hints in those blocks of the article in view.
#[must_use]
pub fn in_blocks(state: &State, environment: &Environment, blocks: Range<usize>) -> Vec<Hint> {
    // While most of the store is still to be read, nobody knows what is tagged elsewhere.
    let is_wanted = state.is_on(HINTS) && !state.is_opening();
    let Some(document) = state.document().filter(|_| is_wanted) else { return Vec::new() };
    let blocks = blocks.filter_map(|number| document.block(number));
    blocks.flat_map(|block| in_block(state, environment, document, block)).collect()
}

pub(super) fn in_block(
    state: &State,
    environment: &Environment,
    document: &Document,
    block: &Block,
) -> Vec<Hint> {
    let corpus = state.corpus();
    let is_unwanted = |words: &str| state.is_dismissed(words);
    state.lexicon().hints(document, block, corpus.labels(), environment.segmenter, &is_unwanted)
}
