//! Small pieces that many views have. Functions, not repeated markup: each place that builds an element has its price in
//! the program's size.

use crate::app::store::Store;
use yew::prelude::*;

/// A button that does something with the store. The class says how it looks; it may be empty.
pub fn button(store: &Store, class: &'static str, words: &str, act: fn(&Store)) -> Html {
    let store = store.clone();
    html! { <button {class} onclick={move |_: MouseEvent| act(&store)}>{ words.to_owned() }</button> }
}

/// A paragraph. The class says how it looks; it may be empty.
pub fn paragraph(class: &'static str, words: &str) -> Html {
    html! { <p {class}>{ words.to_owned() }</p> }
}

/// The title of a part of a dialog.
pub fn heading(words: &str) -> Html {
    html! { <h3>{ words.to_owned() }</h3> }
}
