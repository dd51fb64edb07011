//! One of several, all of them in sight: the keyboard stops once, arrows go along and choose nothing, Space and Enter choose.

use glossator_web::events;
use yew::prelude::*;

/// One of the choices.
pub struct Choice {
    /// The name that it has among the others.
    pub id: AttrValue,
    /// The things in it.
    pub content: Html,
    /// True if it holds.
    pub is_chosen: bool,
    /// The key that chooses it now, if one does.
    pub key: Option<AttrValue>,
    /// Told that it is chosen.
    pub chosen: Callback<MouseEvent>,
}

/// A group of choices under a name. Where none holds, the first is the one at which the keyboard stops.
pub fn group(name: &str, class: &'static str, choices: Vec<Choice>) -> Html {
    let has_chosen = choices.iter().any(|choice| choice.is_chosen);
    let choice = |(place, choice): (usize, Choice)| {
        let Choice { id, content, is_chosen, key, chosen } = choice;
        let is_stop = is_chosen || !has_chosen && place == 0;
        html! {
            <button key={&*id} role="radio" aria-checked={is_chosen.to_string()} aria-keyshortcuts={key} tabindex={if is_stop { "0" } else { "-1" }}
                onclick={chosen}>
                { content }
            </button>
        }
    };
    html! {
        <div {class} role="radiogroup" aria-label={name.to_owned()} onkeydown={|event: KeyboardEvent| events::walk(&event)}>
            { for choices.into_iter().enumerate().map(choice) }
        </div>
    }
}
