//! Settings: who tags here, and where the work lives.

use crate::app::store::Store;
use crate::web::events;
use glossator_core::command::Command;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, name: &str) -> Html {
    let set_name = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            let name = events::field_value(&event).as_str().into();
            if store.dispatch(&Command::SetName { name }).is_ok() {
                store.say("Changed your name.", None);
            }
        })
    };
    let close = {
        let store = store.clone();
        Callback::from(move |()| store.update(|session| session.dialog = None))
    };
    let on_button = close.reform(|_: MouseEvent| ());
    let on_closed = close.reform(|_: Event| ());
    html! {
        <dialog class="settings" aria-labelledby="settings-title" onclose={on_closed}>
            <h2 id="settings-title">{ "Settings" }</h2>
            <label for="name">{ "Your name" }</label>
            <input id="name" autocomplete="off" value={name.to_owned()} onchange={set_name} />
            <p class="quiet">{ "Stands in the downloaded JSON beside what you tag. It may stay empty." }</p>
            <h3>{ "Where your work is" }</h3>
            <p>{ "Everything that you tag is kept in this browser’s local storage for this page, at once, and nowhere else. \
                Nothing is sent anywhere. Another browser, another profile or a private window does not see it: take it there \
                with “Download JSON” and “Open files”." }</p>
            <p class="quiet">{ format!("Glossator {}. Code: MIT or Apache-2.0; the articles belong to their publishers.", env!("CARGO_PKG_VERSION")) }</p>
            <div class="buttons"><button class="main" onclick={on_button}>{ "Close" }</button></div>
        </dialog>
    }
}
