//! Search: where words occur in the article in view. The chosen occurrence is selected, to be tagged like any other
//! selection; ordinary controls all the way.

use super::{dialog, piece};
use crate::app::describe::counted;
use crate::app::session::Wish;
use crate::app::store::Store;
use crate::app::{caret, intent};
use crate::web::events;
use glossator_core::document::Document;
use glossator_core::query;
use glossator_core::span::Span;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, document: &Document, sought: &str) -> Html {
    /// As many as anybody reads through.
    const MOST_SHOWN: usize = 200;
    let typed = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| {
            let sought = events::typed(&event).as_str().into();
            store.update(|session| session.sought = sought);
        })
    };
    let found = query::occurrences(document, sought, store.matcher());
    let choose = |store: &Store, span: Span| {
        intent::show(store, None);
        caret::take(store, span);
        store.update(|session| session.wish = Some(Wish::Labels));
    };
    let entered = {
        let (store, first) = (store.clone(), found.first().copied());
        move |event: KeyboardEvent| {
            if let Some(first) = first.filter(|_| event.key() == "Enter") {
                choose(&store, first);
            }
        }
    };
    let occurrence = |span: &Span| {
        let [before, words, behind] = document.text.in_context(*span, 40);
        html! {
            <li key={span.start().0}>
                <button onclick={piece::acting_on(store, *span, choose)}>
                    <bdi>{ before.to_owned() }<strong>{ words.to_owned() }</strong>{ behind.to_owned() }</bdi>
                </button>
            </li>
        }
    };
    let summary = match (sought.trim().is_empty(), found.len()) {
        (true, _) => String::new(),
        (_, MOST_SHOWN..) => {
            format!("{}; the first {MOST_SHOWN} are listed.", counted(found.len(), "occurrence"))
        }
        _ => format!("{}.", counted(found.len(), "occurrence")),
    };
    let body = html! {
        <>
            <label for="sought">{ "Words" }</label>
            <input id="sought" type="search" autocomplete="off" autofocus=true value={sought.to_owned()} oninput={typed} onkeydown={entered} />
            <p class="quiet" aria-live="polite">{ summary }</p>
            <ul class="occurrences">{ for found.iter().take(MOST_SHOWN).map(occurrence) }</ul>
        </>
    };
    dialog::view(store, "search", "Search this article", body, dialog::close(store))
}
