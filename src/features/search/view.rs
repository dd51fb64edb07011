//! Search, in a panel beside the text: every occurrence in its context, by article, to go to or to be tagged together.

use super::hits::{Found, row};
use super::state::{Intent, Panel, Search, Trouble};
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::icon::{LuSearch, LuX, icon, icon_button};
use crate::widgets::label::{LabelButtons, label_name, look};
use crate::widgets::text::{bidi, heading};
use crate::words::{search as words, shortened};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::LabelSet;
use glossator_core::query::search::Concordance;
use std::rc::Rc;
use yew::prelude::*;

/// The orders that can be chosen.
pub const ORDERS: [(Concordance, &str); 3] = [
    (Concordance::Text, "As in the text"),
    (Concordance::Before, "By the words before"),
    (Concordance::Behind, "By the words behind"),
];

/// See the module.
#[component]
pub fn SearchPanel(Props { store }: &Props) -> Html {
    let panel = use_select(store, |state| state.search.panel);
    panel.map_or_else(Html::default, |panel| html! { <OpenPanel store={store.clone()} {panel} /> })
}

/// The properties of [`OpenPanel`].
#[derive(Clone, PartialEq, Properties)]
struct OpenProps {
    store: Store,
    panel: Panel,
}

#[component]
fn OpenPanel(OpenProps { store, panel }: &OpenProps) -> Html {
    let (corpus, search, has_keys) = use_select(store, |state| {
        let (corpus, search) = (Shared::from(state.corpus()), Shared::from(&state.search.search));
        (corpus, search, state.keys().single)
    });
    let hits = search.hits(&corpus);
    let found = Found::of(&search, &hits);
    let articles = found.articles(&hits, |hit, place| {
        let act = Intent::Choose(hit.document.id.clone(), hit.span);
        row(store, &search, corpus.labels(), hit, place, act)
    });
    let more = hits.len() - found.shown;
    html! {
        <search class="search" data-search="" aria-label="Search" data-state={(*panel == Panel::Behind).then_some("behind")}>
            <h2 class="unseen">{ "Search" }</h2>
            { fields(store, &search, corpus.labels()) }
            <p class="summary" aria-live="polite">{ words::summary(&search, &hits) }</p>
            { stop(store, &search) }
            <div class="hits">
                { for articles }
                { notes(store, &corpus, &search) }
                if more > 0 {
                    { button("small", &format!("Show more ({more})"), store.on(Intent::ShowMore)) }
                }
            </div>
            if !hits.is_empty() {
                { together(store, &Shared::from(corpus.labels()), has_keys, hits.len(), found.ticked) }
            }
        </search>
    }
}

/// The way to end a search that takes long.
pub fn stop(store: &Store, search: &Search) -> Html {
    let is_looking = matches!(search.trouble, Some(Trouble::Looking(..)));
    html! {
        if is_looking {
            { button("small", "Stop searching", store.on(Intent::Stop)) }
        }
    }
}

/// The words that are searched for, and how.
fn fields(store: &Store, search: &Search, labels: &LabelSet) -> Html {
    let entering = store.clone();
    let entered = move |event: KeyboardEvent| {
        let intent = match event.key().as_str() {
            "Enter" if !event.is_composing() => Intent::ChooseFirst,
            "ArrowDown" => Intent::EnterList,
            _ => return,
        };
        // The labels may have the focus then: it would be one of them that is pressed.
        event.prevent_default();
        entering.send(intent);
    };
    html! {
        <>
            <div class="search-field">
                { icon(LuSearch) }
                // Of the type for searches, the first Escape would empty it, and only the second one leave it.
                <input id="sought" role="searchbox" aria-label="Words" placeholder="Words" autocomplete="off" spellcheck="false"
                    value={search.pattern.words.to_string()} oninput={on_input(store.callback(Intent::SetWords))} onkeydown={entered} />
                { icon_button("Close", Some("Esc"), LuX, store.on(Intent::Close)) }
            </div>
            <div class="chips" role="group" aria-label="How">
                { choice::chip("Whole words", search.pattern.whole_words, store.callback(Intent::SetWholeWords)) }
                { choice::chip("As written", search.pattern.as_written, store.callback(Intent::SetAsWritten)) }
                { choice::chip("Pattern", search.is_expression, store.callback(Intent::SetExpression)) }
                { choice::chip("This article", search.here, store.callback(Intent::SetHere)) }
            </div>
            <div class="chips lists">
                <label>{ "Within" }{ choice::labels(None, "anything", labels, search.within.as_ref(), store.callback(Intent::SetWithin)) }</label>
                { choice::select_of(Some("Order"), &ORDERS, search.order, store.callback(Intent::SetOrder)) }
            </div>
        </>
    }
}

/// Annotations that say the words in their notes.
fn notes(store: &Store, corpus: &Corpus, search: &Search) -> Html {
    let note = |annotation: &Rc<Annotation>| {
        let id = annotation.id;
        let quote =
            corpus.document(&annotation.document).map(|document| annotation.quote(&document.text).to_owned());
        html! {
            <li key={id.to_string()} data-noted="" data-look={look(corpus.labels(), &annotation.label)}>
                <button onclick={store.on(Intent::ChooseNoted(id))}>
                    { label_name(corpus.labels().name(&annotation.label)) }{ " " }
                    { for quote.map(|quote| bidi("quote", &shortened(&quote))) }{ ": " }{ bidi("", &annotation.note) }
                </button>
            </li>
        }
    };
    let mut found = search.notes.iter().filter_map(|id| corpus.annotation(*id)).peekable();
    if found.peek().is_none() {
        return Html::default();
    }
    html! {
        <section class="found" aria-label="In notes">
            { heading("In notes") }
            <ul>{ for found.map(note) }</ul>
        </section>
    }
}

/// Everything that can be done with all that are ticked.
fn together(store: &Store, labels: &Shared<LabelSet>, has_keys: bool, count: usize, ticked: usize) -> Html {
    let all = if ticked == count { "Tick none" } else { "Tick all" };
    let act = store.callback(|(label, _)| Intent::Tag(label));
    html! {
        <div class="together" role="group" aria-label="Ticked occurrences">
            <strong>{ format!("{ticked} ticked") }</strong>
            { button("quiet-button", all, store.on(Intent::TurnAll)) }
            <fieldset disabled={ticked == 0}>
                { button("quiet-button delete", "Untag", store.on(Intent::Untag)) }
                <LabelButtons labels={labels.clone()} {has_keys} {act} />
            </fieldset>
        </div>
    }
}
