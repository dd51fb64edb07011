//! Every other occurrence of an annotation's words: how many there are, and the question which of them are to be tagged
//! like it. Both are a [`Search`].

use super::describe::counted;
use super::intent;
use super::search::{self, Search};
use super::session::Dialog;
use super::store::{Later, State, Store};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::label::LabelId;
use glossator_core::query::search::{Occurrences, Pattern};
use glossator_core::text::tokenise::has_word;
use std::rc::Rc;

/// Asks which other occurrences of the annotation's words are to be tagged like it.
pub fn ask(store: &Store, annotation: AnnotationId) {
    let found = store.read(|state| {
        let annotation = state.corpus().annotation(annotation)?;
        let words = annotation.quote(&state.corpus().document(&annotation.document)?.text);
        Some((just(words), annotation.label.clone()))
    });
    let Some((pattern, label)) = found else { return };
    store.update(|session| {
        let left = session.search.clone();
        session.search_left = session.search_left.take().or(Some(left));
    });
    search::change(store, |search| *search = Search { pattern, label: Some(label), ..Search::default() });
    intent::show(store, Some(Dialog::Others));
}

/// Looks for the other occurrences of the open annotation's words; where that takes longer than a frame, after it.
pub fn look_around(store: &Store, then: impl FnOnce(&Store) + 'static) {
    /// Bytes that are looked through at once.
    const FEW: usize = 300_000;
    let texts = |state: &State| {
        state.corpus().documents().map(|document| document.text.content().len()).sum::<usize>()
    };
    if store.read(texts) < FEW {
        look(store);
        return then(store);
    }
    store.update(|session| session.others = Rc::default());
    store.later(Later::LooksAround, |store| {
        look(store);
        then(store);
    });
}

/// Just these words.
fn just(words: &str) -> Pattern {
    Pattern { words: words.into(), as_written: true, whole_words: true }
}

fn look(store: &Store) {
    let others = store.read(|state| {
        let open = state.open()?;
        let words = open.quote(&state.document()?.text);
        let is_known = has_word(words, store.segmenter());
        Some(search::occurrences(store, state, &just(words), false)).filter(|_| is_known)
    });
    store.update(|session| session.others = others.unwrap_or_default());
}

/// "14 more in 3 articles": other occurrences of the open annotation's words that are not tagged like it; `None` if
/// there are none.
#[must_use]
pub fn more(corpus: &Corpus, label: &LabelId, others: &Rc<Vec<Occurrences>>) -> Option<String> {
    let search = Search { found: others.clone(), label: Some(label.clone()), ..Search::default() };
    let hits: Vec<_> = search.hits(corpus).into_iter().filter(|hit| hit.is_ticked).collect();
    let articles = hits.chunk_by(|one, other| one.document.id == other.document.id).count();
    (articles > 0).then(|| format!("{} more in {}", hits.len(), counted(articles, "article")))
}
