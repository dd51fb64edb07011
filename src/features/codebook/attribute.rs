//! Attributes: the table of those that some things have, and the fields of one, with its values.

use super::label::back;
use super::list::NewName;
use super::state::{AttributeChange, Begun, Intent, Open, ValueChange};
use super::view::View;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_change;
use crate::widgets::icon::{LuChevronDown, LuChevronLeft, LuChevronUp, LuPlus, LuTrash2, icon, icon_button};
use crate::widgets::text::bidi;
use crate::words::codebook as words;
use glossator_core::model::attribute::{Attribute, AttributeId, Holds, YES};
use glossator_core::model::record::AttributeValue;
use std::rc::Rc;
use yew::prelude::*;

/// A table of the attributes of those things, each of which leads to its fields.
pub fn attributes(store: &Store, view: &View, of: &str, name: &str) -> Html {
    let begun = Begun::Attribute(of.into());
    let is_begun = view.begun.as_ref() == Some(&begun);
    let row = |attribute: &Attribute| {
        html! {
            <tr key={attribute.id.to_string()}>
                <th scope="row">
                    <button class="text-button" onclick={store.on(Intent::Open(Open::attribute(attribute)))}>{ bidi("", &attribute.name) }</button>
                </th>
                <td>{ bidi("", &words::values(attribute)) }</td>
                <td class="quiet">{ bidi("", &attribute.definition) }</td>
            </tr>
        }
    };
    let all: Vec<_> = view.corpus.attributes_of(of).map(row).collect();
    html! {
        <>
            if !all.is_empty() {
                <div class="table-sheet" role="region" aria-label={name.to_owned()} tabindex="0">
                    <table class="table">
                        <thead><tr><th scope="col">{ "Attribute" }</th><th scope="col">{ "Values, the default in brackets" }</th><th scope="col">{ "Definition" }</th></tr></thead>
                        <tbody>{ for all }</tbody>
                    </table>
                </div>
            }
            if is_begun {
                <NewName store={store.clone()} name="New attribute" />
            } else if view.refusal.is_none() {
                <button class="quiet-button" aria-label={words::new_attribute(name)} onclick={store.on(Intent::Begin(begun))}>
                    { icon(LuPlus) }{ "New attribute" }
                </button>
            }
        </>
    }
}

/// The fields of that attribute.
pub fn editor(store: &Store, view: &View, of: &Rc<str>, id: &AttributeId) -> Html {
    let Some(attribute) = view.corpus.attributes().get(of, &id.0) else { return Html::default() };
    let change = |change: fn(Rc<str>) -> AttributeChange| {
        let (of, id) = (of.clone(), id.clone());
        store.callback(move |written| Intent::SetAttribute(of.clone(), id.clone(), change(written)))
    };
    let (back, whose) = back(view, of);
    let place = view.corpus.attributes_of(of).position(|other| other.id == *id).unwrap_or_default();
    let count = view.corpus.attributes_of(of).count();
    let move_to = |to: usize| store.on::<MouseEvent>(Intent::MoveAttribute(of.clone(), id.clone(), to));
    let holds = {
        let (of, id) = (of.clone(), id.clone());
        let changed = store.callback(move |holds| {
            Intent::SetAttribute(of.clone(), id.clone(), AttributeChange::Holds(holds))
        });
        let all = Holds::ALL.into_iter().map(|holds| (holds, AttrValue::from(words::holds(holds)))).collect();
        choice::select(Some("Holds"), all, &attribute.holds, changed)
    };
    html! {
        <section key={format!("attribute {of} {id}")} class="editor" aria-label={attribute.name.to_string()}>
            <div class="form">
                <span></span>
                <div><button class="quiet-button" onclick={store.on(Intent::Open(back))}>{ icon(LuChevronLeft) }{ bidi("", &whose) }</button></div>
            </div>
            <fieldset class="form" disabled={view.refusal.is_some()}>
                <label for="attribute-name">{ "Name" }</label>
                <div class="inline">
                    <input id="attribute-name" dir="auto" autocomplete="off" value={attribute.name.to_string()} onchange={on_change(change(AttributeChange::Name))} />
                    if place > 0 { { icon_button("Further up", None, LuChevronUp, move_to(place - 1)) } }
                    if place + 1 < count { { icon_button("Further down", None, LuChevronDown, move_to(place + 1)) } }
                </div>
                <label for="attribute-definition">{ "Definition" }</label>
                <textarea id="attribute-definition" rows="2" dir="auto" value={attribute.definition.to_string()}
                    onchange={on_change(change(AttributeChange::Definition))} />
                <span class="title">{ "Holds" }</span>
                <div>{ holds }</div>
                if attribute.holds == Holds::Choice {
                    <span class="title">{ "Values" }</span>
                    <div>{ values(store, view, attribute) }</div>
                }
                if attribute.holds == Holds::Flag {
                    <label for="flag-key">{ "Key after Q" }</label>
                    <div>
                        <input id="flag-key" class="key" maxlength="1" autocomplete="off" value={key_of_flag(attribute)} onchange={on_change(change(AttributeChange::Key))} />
                    </div>
                } else {
                    <span class="title">{ "Default" }</span>
                    <div>{ default(attribute, change(AttributeChange::Default)) }</div>
                }
            </fieldset>
            if view.refusal.is_none() {
                <div class="editor-foot">
                    <span class="quiet">{ words::VALUES_STAY }</span>
                    <button class="quiet-button delete" onclick={store.on(Intent::DeleteAttribute(of.clone(), id.clone()))}>{ icon(LuTrash2) }{ "Delete" }</button>
                </div>
            }
        </section>
    }
}

fn key_of_flag(attribute: &Attribute) -> String {
    attribute.value(YES).map(|yes| yes.key.to_string()).unwrap_or_default()
}

/// The value that stands where none was chosen.
fn default(attribute: &Attribute, changed: Callback<Rc<str>>) -> Html {
    if attribute.holds == Holds::Choice {
        let values =
            attribute.values.iter().map(|value| (value.id.clone(), AttrValue::from(value.name.clone())));
        let all = std::iter::once(("".into(), AttrValue::from("No default"))).chain(values).collect();
        return choice::select(Some("Default"), all, &attribute.default, changed);
    }
    html! { <input aria-label="Default" dir="auto" autocomplete="off" value={attribute.default.to_string()} onchange={on_change(changed)} /> }
}

fn values(store: &Store, view: &View, attribute: &Attribute) -> Html {
    let (of, id) = (attribute.of.clone(), attribute.id.clone());
    let begun = Begun::Value(of.clone(), id.clone());
    let is_begun = view.begun.as_ref() == Some(&begun);
    let last = attribute.values.len().saturating_sub(1);
    let row = |(place, value): (usize, &AttributeValue)| {
        let set = |change: ValueChange| {
            Intent::SetAttribute(of.clone(), id.clone(), AttributeChange::Value(place, change))
        };
        let written = |change: fn(Rc<str>) -> ValueChange| {
            let (of, id) = (of.clone(), id.clone());
            on_change(store.callback(move |written| {
                Intent::SetAttribute(of.clone(), id.clone(), AttributeChange::Value(place, change(written)))
            }))
        };
        let named = |what: &str| format!("{what} of {}", value.name);
        html! {
            <tr key={value.id.to_string()}>
                <td><input aria-label={named("Name")} dir="auto" autocomplete="off" value={value.name.to_string()} onchange={written(ValueChange::Name)} /></td>
                <td><input aria-label={named("Key")} class="key" maxlength="1" autocomplete="off" value={value.key.to_string()} onchange={written(ValueChange::Key)} /></td>
                <td><input aria-label={named("Definition")} dir="auto" autocomplete="off" value={value.definition.to_string()} onchange={written(ValueChange::Definition)} /></td>
                <td class="of-value">
                    if place > 0 { { icon_button(&named("Further up: place"), None, LuChevronUp, store.on(set(ValueChange::Move(place - 1)))) } }
                    if place < last { { icon_button(&named("Further down: place"), None, LuChevronDown, store.on(set(ValueChange::Move(place + 1)))) } }
                    { icon_button(&format!("Remove the value {}", value.name), None, LuTrash2, store.on(set(ValueChange::Remove))) }
                </td>
            </tr>
        }
    };
    html! {
        <>
            if !attribute.values.is_empty() {
                <div class="table-sheet" role="region" aria-label="Values" tabindex="0">
                    <table class="table values">
                        <thead><tr><th scope="col">{ "Name" }</th><th scope="col">{ "Key after Q" }</th><th scope="col">{ "Definition" }</th><th scope="col"><span class="unseen">{ "Order" }</span></th></tr></thead>
                        <tbody>{ for attribute.values.iter().enumerate().map(row) }</tbody>
                    </table>
                </div>
            }
            if is_begun {
                // Each value has a field of its own.
                <NewName key={attribute.values.len()} store={store.clone()} name="New value" />
            } else {
                { button("small", "New value", store.on(Intent::Begin(begun))) }
            }
        </>
    }
}
