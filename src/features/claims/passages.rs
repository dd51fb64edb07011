//! Passages in the matrix: claims whose words stand in another article as well lead to both places.

use crate::app::intent;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::icon::{LuEqual, icon};
use crate::words::passages as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::query::matrix::Line;
use glossator_core::query::passages::{Passage, Passages};
use glossator_core::text::tokenise::Segmenter;
use std::rc::Rc;
use yew::prelude::*;

/// The longest passage in the words of any of the claims.
fn longest<'a>(
    found: &'a Passages,
    corpus: &Corpus,
    claims: &[Rc<Annotation>],
    segmenter: &dyn Segmenter,
) -> Option<&'a Passage> {
    let of_claim =
        |claim: &Rc<Annotation>| found.of_span(corpus.document(&claim.document)?, claim.span()?, segmenter);
    claims.iter().filter_map(of_claim).max_by_key(|passage| passage.words)
}

/// The badge of a line of a cell: it is for a pointer, the quotes beside the matrix lead to the same place.
pub fn badge(store: &Store, corpus: &Corpus, found: Option<&Passages>, line: &Line) -> Html {
    let segmenter = store.environment().segmenter;
    let Some(passage) = found.and_then(|found| longest(found, corpus, &line.claims, segmenter)) else {
        return Html::default();
    };
    let onclick = {
        let (store, passage) = (store.clone(), Rc::new(passage.clone()));
        Callback::from(move |event: MouseEvent| {
            // The cell around it is not pressed.
            event.stop_propagation();
            store.send(intent::Compare::Passage(passage.clone()));
        })
    };
    let name = words::same(corpus, passage);
    html! {
        <button class="badge same" tabindex="-1" title={name.clone()} aria-label={name} {onclick}>{ words::badge(passage.words) }</button>
    }
}

/// The properties of [`Lead`].
#[derive(Clone, PartialEq, Properties)]
pub struct LeadProps {
    /// The one store of the page.
    pub store: Store,
    /// The claim.
    pub claim: Rc<Annotation>,
}

/// The way from a claim to the words that it shares with another article.
#[component]
pub fn Lead(LeadProps { store, claim }: &LeadProps) -> Html {
    let (found, corpus) = use_select(store, |state| {
        (state.passages.found.as_ref().map(Shared::from), Shared::from(state.corpus()))
    });
    let claims = std::slice::from_ref(claim);
    let segmenter = store.environment().segmenter;
    let Some(passage) = found.as_ref().and_then(|found| longest(found, &corpus, claims, segmenter)) else {
        return Html::default();
    };
    let show = store.on::<MouseEvent>(intent::Compare::Passage(Rc::new(passage.clone())));
    html! { <p><button class="text-button" onclick={show}>{ words::same(&corpus, passage) }</button></p> }
}

/// The way from the matrix to the list of all passages.
pub fn list(store: &Store, found: Option<&Passages>) -> Html {
    let count = found.map_or(0, |found| found.all().len());
    if count == 0 {
        return Html::default();
    }
    html! {
        <button class="quiet-button" onclick={store.on(intent::Passages::List(None))}>
            { icon(LuEqual) }{ words::TITLE }{ " " }<span class="number">{ count }</span>
        </button>
    }
}
