//! The first visit: what to do, in three steps, until it was read.

use super::piece;
use crate::app::intent;
use crate::app::preferences::FIRST_STEPS;
use crate::app::shortcuts;
use crate::app::store::Store;
use yew::prelude::*;

/// See the module. `key` says what the labels mean.
pub fn view(store: &Store, key: char) -> Html {
    let dismiss = |store: &Store| {
        store.set(FIRST_STEPS, "off");
        intent::focus_reader();
    };
    html! {
        <section key="first steps" class="first-steps" aria-label="First steps">
            <ol>
                <li>{ "Select words of the article, by mouse, by finger or by keys." }</li>
                <li>
                    { "Say what they are – actor, claim or location: " }
                    <span class="for-keys">{ format!("press 1, 2 or 3 ({} says what counts as one), or ", shortcuts::shown(key)) }</span>
                    { "use the bar that appears." }
                </li>
                <li>{ "Take your work with you: “Download JSON”. It is also kept in this browser." }</li>
            </ol>
            { piece::button(store, "small", "Got it", dismiss) }
        </section>
    }
}
