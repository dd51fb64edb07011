//! The question which other occurrences of an annotation's words are to be tagged like it, each in its sentence.

use super::hits::{Found, row};
use super::state::Intent;
use super::update::other_names;
use super::view::{ORDERS, stop};
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::words::{cut, search as words};
use yew::prelude::*;

/// See the module.
#[component]
pub fn OthersDialog(Props { store }: &Props) -> Html {
    let (corpus, search, has_keys) = use_select(store, |state| {
        (Shared::from(state.corpus()), Shared::from(&state.search.question), state.keys().single)
    });
    let names = use_memo(corpus.clone(), |_| store.read(other_names));
    let hits = search.hits(&corpus);
    let found = Found::of(&search, &hits);
    let articles = found.articles(&hits, |hit, place| {
        let turn = Intent::Turn((hit.document.id.clone(), hit.span.start()));
        row(store, &search, corpus.labels(), hit, place, turn)
    });
    let more = hits.len() - found.shown;
    let tag = search.label.as_ref().filter(|_| !hits.is_empty()).map(|label| {
        let all = if found.ticked == hits.len() { "Tick none" } else { "Tick all" };
        let words = format!("Tag {} as {}", found.ticked, cut(corpus.labels().name(label)));
        html! {
            <>
                { button("", all, store.on(Intent::TurnAll)) }
                <button class="main" autofocus=true disabled={found.ticked == 0} onclick={store.on(Intent::Tag(label.clone()))}>
                    { words }
                    if has_keys { <kbd aria-hidden="true">{ "Enter" }</kbd> }
                </button>
            </>
        }
    });
    let note =
        html! { <p class="for-keys"><kbd>{ "↑ ↓" }</kbd>{ " go, " }<kbd>{ "Space" }</kbd>{ " ticks" }</p> };
    html! {
        <Dialog store={store.clone()} class="others" title={words::every_other(&search.pattern.words)} {note} buttons={tag.unwrap_or_default()}>
            <div class="chips" role="group" aria-label="How">
                { choice::chip("Whole words", search.pattern.whole_words, store.callback(Intent::SetWholeWords)) }
                if !names.is_empty() {
                    <span title={names.join(", ")}>
                        { choice::chip("Other names", !search.pattern.also.is_empty(), store.callback(Intent::SetNames)) }
                    </span>
                }
                { choice::chip("As written", search.pattern.as_written, store.callback(Intent::SetAsWritten)) }
                { choice::chip("This article", search.here, store.callback(Intent::SetHere)) }
                { choice::select_of(Some("Order"), &ORDERS, search.order, store.callback(Intent::SetOrder)) }
            </div>
            <p class="summary" aria-live="polite">{ words::summary(&search, &hits) }</p>
            { stop(store, &search) }
            <div class="hits">{ for articles }</div>
            if more > 0 {
                { button("small", &format!("Show more ({more})"), store.on(Intent::ShowMore)) }
            }
        </Dialog>
    }
}
