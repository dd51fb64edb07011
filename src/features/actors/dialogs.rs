//! The question which of several rows stays when they become one.

use super::listing::{is_of, thing};
use super::state::{Intent, Thing};
use super::update::picked;
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::button;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{actors as words, counted};
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[component]
pub fn MergeDialog(Props { store }: &Props) -> Html {
    let chosen = use_state(|| None::<Thing>);
    let things = use_select(store, |state| (Shared::from(state.corpus()), state.actors.picked.clone()));
    let rows = {
        let store = store.clone();
        use_memo(things, move |_| store.read(picked))
    };
    // An entity stays before words that are none.
    let first = rows.iter().find(|row| row.entity.is_some()).or(rows.first());
    let stays = rows.iter().find(|row| chosen.as_ref().is_some_and(|chosen| is_of(row, chosen))).or(first);
    let Some(stays) = stays.cloned() else { return Html::default() };
    let has_entities = rows.iter().any(|row| row.entity.is_some());
    let choice = |row: &Rc<glossator_core::query::naming::Row>| {
        let (of, chosen) = (thing(row), chosen.clone());
        let checked = is_of(row, &thing(&stays));
        let disabled = has_entities && row.entity.is_none();
        let onchange = Callback::from(move |_: Event| chosen.set(Some(of.clone())));
        html! {
            <label class="line">
                <input type="radio" name="stays" {checked} {disabled} autofocus={checked} {onchange} />
                <span>{ bidi("", &row.name) }{ " " }<span class="quiet">{ counted(row.mentions.len(), "mention") }</span></span>
            </label>
        }
    };
    let merge = store.on::<MouseEvent>(Intent::Merge(thing(&stays)));
    let onkeydown = {
        let (store, into) = (store.clone(), thing(&stays));
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                store.send(Intent::Merge(into.clone()));
            }
        })
    };
    let buttons = button("main", &words::merge_into(&stays.name), merge);
    html! {
        <Dialog store={store.clone()} class="question merge-rows" title={words::merge_question(rows.len())} note={paragraph("", words::CAN_BE_UNDONE)} {buttons}>
            <fieldset {onkeydown}>
                <legend class="unseen">{ "Stays" }</legend>
                { for rows.iter().map(choice) }
            </fieldset>
        </Dialog>
    }
}
