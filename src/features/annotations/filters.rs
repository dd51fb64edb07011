//! The choice of what the list shows: chips for labels, which are always there, and everything else, which unfolds.

use super::state::{Intent, State as List};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::label::{FEW, look};
use crate::words::cut;
use glossator_core::corpus::Corpus;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::{Order, Query};
use yew::prelude::*;

/// The orders that can be chosen.
pub const ORDERS: [(Order, &str); 4] = [
    (Order::Text, "In text order"),
    (Order::Newest, "Latest first"),
    (Order::Label, "By label"),
    (Order::Words, "By their words"),
];

impl List {
    /// True if the list shows not simply what is in the article, apart from labels.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        let Query { words, once, .. } = &self.query;
        self.everywhere || self.apart || *once || !words.is_empty()
    }
}

/// The properties of [`Chips`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChipProps {
    /// The one store of the page.
    pub store: Store,
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The article that is listed; `None` for all.
    pub document: Option<DocumentId>,
    /// The labels that are shown alone.
    pub pressed: Vec<LabelId>,
}

/// A chip for each label, with its number; of very many labels, for those that occur.
#[component]
pub fn Chips(ChipProps { store, corpus, document, pressed }: &ChipProps) -> Html {
    let labels = corpus.labels();
    let is_few = labels.iter().count() <= FEW;
    let count = |label: &LabelId| -> usize {
        let documents = corpus.documents().filter(|one| document.as_ref().is_none_or(|of| one.id == *of));
        let counts = documents.flat_map(|one| &one.counts);
        counts.filter(|(of, _)| of == label).map(|(_, count)| count).sum()
    };
    let chips = labels.iter().filter_map(|label| {
        let count = count(&label.id);
        let is_pressed = pressed.contains(&label.id);
        (is_few || count > 0 || is_pressed).then(|| {
            let name = cut(&label.name).into_owned();
            html! {
                <button key={label.id.to_string()} class="chip" aria-label={format!("Show {name} {count}")}
                    aria-pressed={is_pressed.to_string()} data-look={look(labels, &label.id)} onclick={store.on(Intent::TurnLabel(label.id.clone()))}>
                    <span class="swatch" aria-hidden="true"></span>{ name }{ " " }<span class="number">{ count.to_string() }</span>
                </button>
            }
        })
    });
    html! { <div class="chips" role="group" aria-label="Labels in the list">{ for chips }</div> }
}

/// The properties of [`Filters`].
#[derive(Clone, PartialEq, Properties)]
pub struct FilterProps {
    /// The one store of the page.
    pub store: Store,
    /// The list as it is.
    pub list: List,
}

/// Words, articles, strings; and everything picked.
#[component]
pub fn Filters(FilterProps { store, list }: &FilterProps) -> Html {
    html! {
        <div class="filters" role="group" aria-label="Filter">
            <input type="search" aria-label="Words or note" placeholder="Words or note" autocomplete="off"
                value={list.query.words.to_string()} oninput={on_input(store.callback(Intent::SetWords))} />
            { choice::here(!list.everywhere, store.callback(|here: bool| Intent::SetEverywhere(!here))) }
            { button("quiet-button", "Pick all, or none", store.on(Intent::PickAll)) }
            { choice::tick("once", html! { { "Each string once" } }, list.query.once, store.callback(Intent::SetOnce)) }
            { choice::tick("once", html! { { "Equal words in one row" } }, !list.apart, store.callback(|alike: bool| Intent::SetApart(!alike))) }
        </div>
    }
}
