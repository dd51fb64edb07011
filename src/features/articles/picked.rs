//! The bar below the table with what can be done with all articles that are picked.

use super::columns::Of;
use super::page::{chosen, give};
use super::state::Intent;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::{on_change, on_enter};
use crate::widgets::label::key_sign;
use glossator_core::model::document::{DocumentId, State};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Picked`].
#[derive(Clone, PartialEq, Properties)]
pub struct PickedProps {
    /// The one store of the page.
    pub store: Store,
    /// The articles.
    pub picked: Rc<BTreeSet<DocumentId>>,
    /// The number of them that are done.
    pub done: usize,
    /// The columns that are shown.
    pub columns: Rc<[Of]>,
}

/// See the module.
#[component]
pub fn Picked(PickedProps { store, picked, done, columns }: &PickedProps) -> Html {
    let column = use_state(|| 0_usize);
    let written = use_mut_ref(|| Rc::<str>::from(""));
    let why = use_state(|| None::<AttrValue>);
    let of: Vec<_> = columns.iter().filter(|column| column.is_attribute()).cloned().collect();
    let choices: Vec<_> =
        of.iter().enumerate().map(|(at, of)| (at, AttrValue::from(of.name.clone()))).collect();
    let at = (*column).min(of.len().saturating_sub(1));
    let ids = || picked.iter().cloned().collect::<Vec<_>>();
    let set = of.get(at).cloned().map(|of| {
        let (store, ids, written, why) = (store.clone(), ids(), written.clone(), why.clone());
        Callback::from(move |()| match of.read(&written.borrow()) {
            Ok(value) => {
                why.set(None);
                give(&store, &of, ids.iter().map(|id| (id.clone(), value.clone())).collect());
            }
            Err(words) => why.set(Some(words.into())),
        })
    });
    let typed = {
        let written = written.clone();
        on_change(Callback::from(move |words| {
            written.replace(words);
        }))
    };
    let onkeydown = {
        let (set, written) = (set.clone(), written.clone());
        on_enter(Callback::from(move |words| {
            written.replace(words);
            if let Some(set) = &set {
                set.emit(());
            }
        }))
    };
    let pressed = set.map(|set| Callback::from(move |_: MouseEvent| set.emit(())));
    let state = |state| store.on::<MouseEvent>(Intent::SetState(ids(), state));
    html! {
        <div class="table-bar" role="group" aria-label="Chosen articles">
            <strong>{ chosen(picked.len()) }</strong>
            <span class="set-value">
                { choice::select(Some("Column"), choices, &at, { let column = column.clone(); Callback::from(move |at| column.set(at)) }) }
                <input aria-label="Value for all" placeholder="Value for all" autocomplete="off" onchange={typed} {onkeydown}
                    aria-invalid={why.as_ref().map(|_| "true")} />
                <button onclick={pressed}>{ "Set" }</button>
            </span>
            if let Some(why) = &*why { <span class="trouble" role="alert">{ why.clone() }</span> }
            if let (Some(one), 1) = (picked.first(), picked.len()) {
                { button("", "Read", store.on(Intent::Choose(one.clone()))) }
            }
            if *done < picked.len() { { button("", "Done", state(State::Done)) } }
            if *done > 0 { { button("", "Open again", state(State::Open)) } }
            { button("delete", "Remove", store.on(Intent::RemoveAll(ids().into()))) }
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::PickNone)}>
                { "Choose none" }{ key_sign(Some("Esc")) }
            </button>
        </div>
    }
}
