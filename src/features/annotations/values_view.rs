//! The values of attributes as small switches, boxes and fields; and the dialog that sets those of all picked annotations.

use super::state::Intent;
use super::values::asked;
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::field::on_change;
use crate::widgets::label::key_sign;
use crate::widgets::radio;
use crate::widgets::text::paragraph;
use crate::words::values as words;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::attribute::{Attribute, AttributeId, FORM, Holds, YES};
use glossator_core::model::record::AttributeValue;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Values`].
#[derive(Clone, PartialEq, Properties)]
pub struct ValuesProps {
    /// The one store of the page.
    pub store: Store,
    /// The open annotation.
    pub open: Shared<Annotation>,
    /// The attributes that its label asks for.
    pub attributes: Vec<Attribute>,
    /// The form of a claim as it is guessed, where none is stored.
    pub guess: Option<&'static str>,
    /// The key that asks for a value.
    pub shortcut: Option<String>,
    /// True while a key means a value.
    pub asks: bool,
    /// The number of values that were refused: fields show again what holds.
    pub refused: u32,
}

/// The values of the open annotation: those that somebody set, or that have no default, and the others folded. While these are
/// unfolded, each value stays in its place: what is chosen keeps the focus.
#[component]
pub fn Values(ValuesProps { store, open, attributes, guess, shortcut, asks, .. }: &ValuesProps) -> Html {
    let is_unfolded = use_state(|| false);
    let folded = use_mut_ref(Vec::<AttributeId>::new);
    if attributes.is_empty() {
        return Html::default();
    }
    let ids: Rc<[AnnotationId]> = [open.id].into();
    let value = |attribute: &Attribute| open.attributes.get(&attribute.id.0).to_owned();
    let is_plain = |attribute: &&Attribute| {
        let value = value(attribute);
        value.is_empty() && (attribute.holds != Holds::Choice || !attribute.default.is_empty())
            || !value.is_empty() && *value == *attribute.default
    };
    let plain: Vec<_> = attributes.iter().filter(is_plain).collect();
    if !*is_unfolded {
        folded.replace(plain.iter().map(|attribute| attribute.id.clone()).collect());
    }
    let is_folded = |attribute: &&Attribute| folded.borrow().contains(&attribute.id);
    let (folded, shown): (Vec<_>, Vec<_>) = attributes.iter().partition(is_folded);
    let draw = |attribute: &Attribute| {
        let guess = guess.filter(|_| *attribute.id.0 == *FORM);
        control(store, attribute, &ids, &[value(attribute)], guess, *asks)
    };
    let ontoggle = choice::on_unfold(Callback::from(move |is| is_unfolded.set(is)));
    html! {
        <div id="values" class="values-of-card" role="group" aria-label="Values" aria-describedby={asks.then_some("values-by-key")}
            data-asks={asks.then_some("true")}>
            if *asks { <p id="values-by-key" class="quiet">{ words::PRESS }</p> }
            { for shown.into_iter().map(&draw) }
            if folded.is_empty() {
                <span class="key-of-values">{ key_sign(shortcut.as_deref()) }</span>
            } else {
                <details open={*asks} {ontoggle}>
                    <summary aria-keyshortcuts={shortcut.clone()}>{ words::more(&plain) }{ key_sign(shortcut.as_deref()) }</summary>
                    { for folded.into_iter().map(&draw) }
                </details>
            }
        </div>
    }
}

/// One attribute with its value. Of several annotations it is shown where all have the same.
fn control(
    store: &Store,
    attribute: &Attribute,
    ids: &Rc<[AnnotationId]>,
    values: &[String],
    guess: Option<&str>,
    asks: bool,
) -> Html {
    let first = values.first().map_or("", |value| value);
    let same = values.iter().all(|value| value == first);
    let stored = if same { first } else { "" };
    let now: &str = if stored.is_empty() && same { &attribute.default } else { stored };
    let set = |value: Rc<str>| Intent::SetValue(ids.clone(), attribute.id.clone(), value);
    let name = &*attribute.name;
    let title = attribute.definition.to_string();
    let control = match attribute.holds {
        Holds::Choice => {
            let choice = |value: &AttributeValue| {
                let is_chosen = *value.id == *now;
                let is_guess = now.is_empty() && guess == Some(&*value.id);
                // A value that is chosen and no default is taken back by choosing it again.
                let chosen = if is_chosen { "".into() } else { value.id.clone() };
                let key = Some(&*value.key).filter(|key| asks && !key.is_empty());
                let title = if is_guess { words::GUESSED } else { &*value.definition };
                let content = html! {
                    <span class={is_guess.then_some("guess")} title={title.to_owned()}>
                        { value.name.to_string() }{ key_sign(key) }
                        if is_guess { <span class="unseen">{ words::GUESSED }</span> }
                    </span>
                };
                radio::Choice {
                    id: value.id.clone().into(),
                    content,
                    is_chosen: is_chosen || is_guess,
                    key: key.map(|key| AttrValue::from(key.to_owned())),
                    chosen: store.on(set(chosen)),
                }
            };
            let unknown = !now.is_empty() && attribute.value(now).is_none();
            html! {
                <>
                    { radio::group(name, "switch", attribute.values.iter().map(choice).collect()) }
                    if unknown { <span class="quiet">{ words::not_in_codebook(now) }</span> }
                </>
            }
        }
        Holds::Flag => {
            let (ids, id) = (ids.clone(), attribute.id.clone());
            let changed = store.callback(move |is_set: bool| {
                Intent::SetValue(ids.clone(), id.clone(), if is_set { YES.into() } else { "".into() })
            });
            let yes = attribute.value(YES).map(|yes| &*yes.key);
            let key = key_sign(yes.filter(|key| asks && !key.is_empty()));
            return html! { <div class="value" {title}>{ choice::tick_before(html! { <>{ name.to_owned() }{ key }</> }, now == YES, changed) }</div> };
        }
        Holds::Text | Holds::Number | Holds::Date => {
            let (ids, id) = (ids.clone(), attribute.id.clone());
            let changed = store.callback(move |value| Intent::SetValue(ids.clone(), id.clone(), value));
            let placeholder = if same { words::prompt(attribute.holds) } else { words::SEVERAL };
            html! {
                <input aria-label={name.to_owned()} dir="auto" autocomplete="off" {placeholder} value={now.to_owned()} onchange={on_change(changed)}
                    inputmode={(attribute.holds == Holds::Number).then_some("decimal")} />
            }
        }
    };
    html! { <div key={attribute.id.to_string()} class="value"><span class="quiet" {title} aria-hidden="true">{ name.to_owned() }</span>{ control }</div> }
}

/// The values of all picked annotations.
#[component]
pub fn ValuesDialog(Props { store }: &Props) -> Html {
    let (count, all, _) = use_select(store, |state| {
        let annotations = state.meant();
        let value = |attribute: &Attribute, id: &AnnotationId| {
            let annotation = state.corpus().annotation(*id);
            annotation.map(|one| one.attributes.get(&attribute.id.0).to_owned()).unwrap_or_default()
        };
        let all: Vec<_> = asked(state, &annotations)
            .into_iter()
            .map(|(attribute, having)| {
                let mut values: Vec<_> = having.iter().map(|id| value(&attribute, id)).collect();
                values.dedup();
                (attribute, having, values)
            })
            .collect();
        (annotations.len(), all, state.annotations.refused)
    });
    html! {
        <Dialog store={store.clone()} class="values" title={words::values_of(count)} note={paragraph("", words::PRESS)}>
            <div id="values" class="values-of-card" tabindex="0" autofocus=true role="group" aria-label="Values">
                { for all.iter().map(|(attribute, having, values)| html! {
                    <>
                        { control(store, attribute, &having.clone().into(), values, None, true) }
                        if having.len() < count { <p class="quiet">{ words::only_of(having.len()) }</p> }
                    </>
                }) }
            </div>
        </Dialog>
    }
}
