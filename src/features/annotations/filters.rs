//! The choice of what the list shows: chips for labels, which are always there, and everything else, which unfolds.

use super::state::{Intent, State as List};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::label::{FEW, look};
use crate::words::{annotations as words, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::{CLAIM, LabelId};
use glossator_core::query::attribution::{Conditions, SaidBy, voices};
use glossator_core::query::speakers::Who;
use glossator_core::query::stance::Form;
use glossator_core::query::{Order, Query};
use std::rc::Rc;
use yew::prelude::*;

/// The orders that can be chosen.
pub const ORDERS: [(Order, &str); 5] = [
    (Order::Text, "In text order"),
    (Order::Newest, "Latest first"),
    (Order::Label, "By label"),
    (Order::Words, "By their words"),
    (Order::Speaker, "By speaker"),
];

impl List {
    /// True if the list shows not simply what is in the article, apart from labels.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        let Query { words, once, conditions, .. } = &self.query;
        self.everywhere || self.apart || *once || !words.is_empty() || *conditions != Conditions::default()
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
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The article that is listed; `None` for all.
    pub document: Option<DocumentId>,
    /// The list as it is.
    pub list: List,
}

/// Words, articles, strings; who says claims, and how; and everything picked.
#[component]
pub fn Filters(FilterProps { store, corpus, document, list }: &FilterProps) -> Html {
    let conditions = &list.query.conditions;
    let told =
        use_memo((corpus.clone(), document.clone()), |(corpus, document)| voices(corpus, document.as_ref()));
    html! {
        <div class="filters" role="group" aria-label="Filter">
            <input type="search" aria-label="Words or note" placeholder="Words or note" autocomplete="off"
                value={list.query.words.to_string()} oninput={on_input(store.callback(Intent::SetWords))} />
            { choice::here(!list.everywhere, &store.callback(|here: bool| Intent::SetEverywhere(!here))) }
            if corpus.labels().get(&CLAIM.into()).is_some() {
                { claims(store, corpus, conditions, &told) }
            }
            { choice::tick("once", html! { { words::WITHOUT_ENTITY } }, conditions.is_without_entity,
                set(store, conditions, |is_without_entity, all| Conditions { is_without_entity, ..all })) }
            { button("quiet-button", "Pick all, or none", store.on(Intent::PickAll)) }
            { choice::tick("once", html! { { "Each string once" } }, list.query.once, store.callback(Intent::SetOnce)) }
            { choice::tick("once", html! { { "Equal words in one row" } }, !list.apart, store.callback(|alike: bool| Intent::SetApart(!alike))) }
        </div>
    }
}

/// Sets one of the conditions, and leaves the others as they are.
fn set<T: 'static>(
    store: &Store,
    conditions: &Conditions,
    change: fn(T, Conditions) -> Conditions,
) -> Callback<T> {
    let conditions = conditions.clone();
    store.callback(move |value| Intent::SetConditions(change(value, conditions.clone())))
}

/// The forms that can be chosen.
const FORMS: [(Option<Form>, &str); 5] = [
    (None, "Any form"),
    (Some(Form::None), "No form"),
    (Some(Form::Direct), "Direct"),
    (Some(Form::Mixed), "Mixed"),
    (Some(Form::Indirect), "Indirect"),
];

/// The positions that can be chosen.
const POSITIONS: [(Option<bool>, &str); 3] =
    [(None, "Any position"), (Some(false), "Affirms"), (Some(true), "Denies")];

/// The conditions that are about claims.
fn claims(store: &Store, corpus: &Corpus, conditions: &Conditions, told: &[(Who, Rc<str>)]) -> Html {
    let fixed = [
        (None, "Said by anybody"),
        (Some(SaidBy::Missing), words::WITHOUT_SPEAKER),
        (Some(SaidBy::Nobody), "Nobody named"),
        (Some(SaidBy::Own), "Own voice"),
    ];
    let fixed = fixed.into_iter().map(|(said_by, words)| (said_by, AttrValue::from(words)));
    let named =
        told.iter().map(|(who, name)| (Some(SaidBy::Who(who.clone())), AttrValue::from(name.clone())));
    let mut speakers: Vec<_> = fixed.chain(named).collect();
    // The one who was chosen says nothing here, or no longer.
    if let Some(SaidBy::Who(who)) = &conditions.said_by
        && !told.iter().any(|(other, _)| other == who)
    {
        speakers.push((conditions.said_by.clone(), AttrValue::from(who.name(corpus))));
    }
    html! {
        <>
            { choice::select(Some("Said by"), speakers, &conditions.said_by,
                set(store, conditions, |said_by, all| Conditions { said_by, ..all })) }
            { choice::select_of(Some("Form"), &FORMS, conditions.form,
                set(store, conditions, |form, all| Conditions { form, ..all })) }
            { choice::select_of(Some("Position"), &POSITIONS, conditions.is_denial,
                set(store, conditions, |is_denial, all| Conditions { is_denial, ..all })) }
        </>
    }
}
