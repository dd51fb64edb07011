//! Buttons.

use crate::words::cut;
use yew::prelude::*;

/// A button with words on it. The class says how it looks; it may be empty.
pub fn button(class: &'static str, words: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button {class} {onclick}>{ cut(words).into_owned() }</button> }
}

/// Keeps the selection of the article, and the focus, while a button is pressed.
#[must_use]
pub fn keep_selection() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}
