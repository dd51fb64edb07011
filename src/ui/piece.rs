//! Small pieces that many views have. A view’s own markup stands in the view.

use crate::app::store::Store;
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_web::events;
use yew::prelude::*;

/// A button that does something with the store. The class says how it looks; it may be empty.
pub fn button(store: &Store, class: &'static str, words: &str, act: fn(&Store)) -> Html {
    html! { <button {class} onclick={acting(store, act)}>{ words.to_owned() }</button> }
}

/// A paragraph. The class says how it looks; it may be empty.
pub fn paragraph(class: &'static str, words: &str) -> Html {
    html! { <p {class}>{ words.to_owned() }</p> }
}

/// Words that people or files brought, in whatever direction they are read. The class may be empty.
pub fn brought(class: &'static str, words: &str) -> Html {
    html! { <bdi {class}>{ words.to_owned() }</bdi> }
}

/// The title of a part of a dialog.
pub fn heading(words: &str) -> Html {
    html! { <h3>{ words.to_owned() }</h3> }
}

/// What says a label by name, colour and pattern; those come from the `data-lane` around it.
pub fn label_name(words: &str) -> Html {
    html! { <span class="label-name"><span class="swatch" aria-hidden="true"></span>{ words.to_owned() }</span> }
}

/// Does something with the store, whatever the event says.
pub fn acting<E>(store: &Store, act: fn(&Store)) -> Callback<E> {
    let store = store.clone();
    Callback::from(move |_: E| act(&store))
}

/// Does something with one thing of the store, whatever the event says.
pub fn acting_on<T: Clone + 'static>(store: &Store, it: T, act: fn(&Store, T)) -> Callback<MouseEvent> {
    let store = store.clone();
    Callback::from(move |_| act(&store, it.clone()))
}

/// Does something with the store, with the name of the field that was changed and what it holds.
pub fn changing(store: &Store, act: fn(&Store, &str, &str)) -> Callback<Event> {
    let store = store.clone();
    Callback::from(move |event: Event| {
        let (name, value) = events::field(&event);
        act(&store, &name, &value);
    })
}

/// A list to choose from: values with what people read. Without a name of its own it stands in a label.
pub fn select<'a>(
    name: impl Into<AttrValue>,
    label: Option<&'static str>,
    chosen: &str,
    changed: &Callback<Event>,
    choices: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Html {
    let option = |(value, title): (&str, &str)| {
        let selected = value == chosen;
        html! { <option value={value.to_owned()} {selected}>{ title.to_owned() }</option> }
    };
    html! {
        <select name={name.into()} aria-label={label} onchange={changed.clone()}>{ for choices.into_iter().map(option) }</select>
    }
}

/// A box that can be ticked.
pub fn tick(
    class: &'static str,
    name: &'static str,
    title: &'static str,
    checked: bool,
    changed: &Callback<Event>,
) -> Html {
    html! { <label {class}>{ title }<input type="checkbox" {name} {checked} onchange={changed.clone()} /></label> }
}

/// One of the labels, or none of them.
pub fn labels(
    name: &'static str,
    label: Option<&'static str>,
    none: &'static str,
    labels: &LabelSet,
    chosen: Option<&LabelId>,
    changed: &Callback<Event>,
) -> Html {
    let chosen = chosen.map_or("", |label| &label.0);
    let all = labels.iter().map(|label| (&*label.id.0, &*label.name));
    select(name, label, chosen, changed, std::iter::once(("", none)).chain(all))
}

/// This article, or all.
pub fn places(here: bool, changed: &Callback<Event>) -> Html {
    let places = [("all", "All articles"), ("here", "This article")];
    select("where", Some("Where"), if here { "here" } else { "all" }, changed, places)
}

/// Orders to choose from, by name.
pub fn orders<T: Copy + PartialEq>(
    orders: &[(T, &'static str)],
    chosen: T,
    changed: &Callback<Event>,
) -> Html {
    let name = orders.iter().find(|(order, _)| *order == chosen).map_or("", |(_, name)| *name);
    select("order", Some("Order"), name, changed, orders.iter().map(|(_, name)| (*name, *name)))
}
