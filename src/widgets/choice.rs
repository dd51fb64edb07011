//! Lists to choose from, and boxes to tick.

use super::radio;
use crate::words::cut;
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_web::events;
use yew::prelude::*;

/// A list to choose one value from, each with its words. Without a name of its own it stands in a label.
pub fn select<T: Clone + PartialEq + 'static>(
    name: Option<&'static str>,
    choices: Vec<(T, AttrValue)>,
    chosen: &T,
    changed: Callback<T>,
) -> Html {
    let place = choices.iter().position(|(value, _)| value == chosen);
    let mut words = Vec::with_capacity(choices.len());
    for (_, name) in &choices {
        words.push(name.clone());
    }
    let chosen = move |place: usize| {
        if let Some((value, _)) = choices.get(place) {
            changed.emit(value.clone());
        }
    };
    list(name, &words, place, chosen.into())
}

/// The list of the words, compiled once for all kinds of values.
fn list(
    name: Option<&'static str>,
    words: &[AttrValue],
    chosen: Option<usize>,
    changed: Callback<usize>,
) -> Html {
    let options = words.iter().enumerate().map(|(place, words)| {
        html! { <option selected={chosen == Some(place)}>{ cut(words).into_owned() }</option> }
    });
    let onchange = Callback::from(move |event: Event| {
        if let Some(place) = events::choice(&event) {
            changed.emit(place);
        }
    });
    html! { <select aria-label={name} {onchange}>{ for options }</select> }
}

/// The same from values that are always the same.
pub fn select_of<T: Copy + PartialEq + 'static>(
    name: Option<&'static str>,
    choices: &[(T, &'static str)],
    chosen: T,
    changed: Callback<T>,
) -> Html {
    let choices = choices.iter().map(|(value, words)| (*value, AttrValue::from(*words))).collect();
    select(name, choices, &chosen, changed)
}

/// One of the labels, or none of them.
pub fn labels(
    name: Option<&'static str>,
    none: &'static str,
    labels: &LabelSet,
    chosen: Option<&LabelId>,
    changed: Callback<Option<LabelId>>,
) -> Html {
    let all = labels.iter().map(|label| (Some(label.id.clone()), AttrValue::from(label.name.clone())));
    let choices = std::iter::once((None, AttrValue::from(none))).chain(all).collect();
    select(name, choices, &chosen.cloned(), changed)
}

/// One of a few, all of them in sight. It is told which by its place.
pub fn switch(name: &str, choices: &[&'static str], chosen: usize, changed: &Callback<usize>) -> Html {
    let choice = |(place, words): (usize, &&'static str)| {
        let changed = changed.clone();
        radio::Choice {
            id: AttrValue::from(*words),
            content: html! { { *words } },
            is_chosen: place == chosen,
            key: None,
            chosen: Callback::from(move |_: MouseEvent| changed.emit(place)),
        }
    };
    radio::group(name, "switch", choices.iter().enumerate().map(choice).collect())
}

/// This article (`true`), or all.
pub fn here(chosen: bool, changed: &Callback<bool>) -> Html {
    switch("Where", &["All articles", "This article"], chosen.into(), &changed.reform(|place| place == 1))
}

/// A chip that is pressed or not.
pub fn chip(words: &'static str, is_on: bool, changed: Callback<bool>) -> Html {
    let turned = Callback::from(move |_: MouseEvent| changed.emit(!is_on));
    html! { <button class="chip" aria-pressed={is_on.to_string()} onclick={turned}>{ words }</button> }
}

/// A box to tick, with its title.
pub fn tick(class: &'static str, title: Html, checked: bool, changed: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| changed.emit(events::is_ticked(&event)));
    html! { <label {class}>{ title }<input type="checkbox" {checked} {onchange} /></label> }
}

/// Tells whether what folds its content is unfolded.
#[must_use]
pub fn on_unfold(changed: Callback<bool>) -> Callback<Event> {
    Callback::from(move |event: Event| changed.emit(events::is_unfolded(&event)))
}

/// The same with the box before its title.
pub fn tick_before(title: Html, checked: bool, changed: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| changed.emit(events::is_ticked(&event)));
    html! { <label><input type="checkbox" {checked} {onchange} />{ title }</label> }
}
