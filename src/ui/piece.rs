//! Small pieces that many views have. Functions, not repeated markup: each place that builds an element has its price in
//! the program's size.

use crate::app::store::Store;
use yew::prelude::*;

/// A button that does something with the store. The class says how it looks; it may be empty.
pub fn button(store: &Store, class: &'static str, words: &str, act: fn(&Store)) -> Html {
    html! { <button {class} onclick={acting(store, act)}>{ words.to_owned() }</button> }
}

/// A paragraph. The class says how it looks; it may be empty.
pub fn paragraph(class: &'static str, words: &str) -> Html {
    html! { <p {class}>{ words.to_owned() }</p> }
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
