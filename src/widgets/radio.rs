//! One of several, all of them in sight: the keyboard stops once, arrows go along and choose nothing, Space and Enter choose.

use glossator_web::events;
use yew::prelude::*;

/// A choice: its key, the things in it, whether it holds, and what chooses it.
pub type Choice = (AttrValue, Html, bool, Callback<MouseEvent>);

/// A group of choices under a name. Where none holds, the first is the one at which the keyboard stops.
pub fn group(name: &str, class: &'static str, choices: Vec<Choice>) -> Html {
    let has_chosen = choices.iter().any(|(_, _, is_chosen, _)| *is_chosen);
    let choice = |(place, (key, content, is_chosen, onclick)): (usize, Choice)| {
        let is_stop = is_chosen || !has_chosen && place == 0;
        html! {
            <button key={&*key} role="radio" aria-checked={is_chosen.to_string()} tabindex={if is_stop { "0" } else { "-1" }} {onclick}>
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
