//! Columns: the articles that stand side by side, if nobody chose them, and those that could stand there.

use crate::app::state::State;
use crate::words::articles::named;
use glossator_core::corpus::Corpus;
use glossator_core::corpus::lexicon::folded;
use glossator_core::model::attribute::OUTLET;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::claims_of;
use std::rc::Rc;

/// The number of articles at most that stand side by side.
pub const MOST: usize = 4;

/// The number of those that are chosen by themselves, where there are more than can stand side by side.
const USUAL: usize = 3;

/// The number of articles at most that are offered.
const OFFERED: usize = 8;

/// The articles for a group: the one that is read, then those of other outlets that have the group, then any; in the order of the
/// project.
#[must_use]
pub fn choose(corpus: &Corpus, group: Option<&EntityId>, read: &DocumentId) -> Vec<DocumentId> {
    let all: Vec<_> = corpus.documents().collect();
    let mut chosen: Vec<&Rc<Document>> = Vec::new();
    if all.len() > MOST {
        let has = |document: &Document| {
            group.is_some_and(|group| !claims_of(corpus, group, &document.id).is_empty())
        };
        chosen.extend(corpus.document(read));
        for wanted in [true, false] {
            for document in &all {
                let outlet = document.attributes.get(OUTLET);
                let is_new = chosen.iter().all(|one| {
                    one.id != document.id && (outlet.is_empty() || one.attributes.get(OUTLET) != outlet)
                });
                if chosen.len() < USUAL && is_new && has(document) == wanted {
                    chosen.push(document);
                }
            }
        }
    }
    let is_chosen = |document: &Document| chosen.is_empty() || chosen.iter().any(|one| one.id == document.id);
    all.iter().filter(|document| is_chosen(document)).map(|document| document.id.clone()).collect()
}

/// The articles that could stand beside the others, by the words of their outlets and headlines.
#[must_use]
pub fn offered<'a>(state: &'a State, typed: &str) -> Vec<&'a Rc<Document>> {
    let (typed, columns) = (folded(typed), &state.compare.columns);
    let fits = |document: &&Rc<Document>| {
        !columns.contains(&document.id) && (typed.is_empty() || folded(&named(document)).contains(&*typed))
    };
    state.corpus().documents().filter(fits).take(OFFERED).collect()
}
