//! What every dialog has: a title, something to read, and buttons. The browser keeps the focus inside, and Escape
//! closes it.

use super::{piece, status};
use crate::app::intent;
use crate::app::store::Store;
use yew::prelude::*;

/// A dialog over the page. The class also tells it from the one that was there before.
pub fn view(store: &Store, class: &'static str, title: &str, body: Html, buttons: Html) -> Html {
    let closed: Callback<Event> = piece::acting(store, |store| intent::show(store, None));
    // The page's own live region is out of reach while this is open.
    let said = store.read(|state| state.session.message.clone());
    html! {
        <dialog key={class} {class} aria-labelledby="dialog-title" onclose={closed}>
            <h2 id="dialog-title">{ title.to_owned() }</h2>
            { body }
            <div class="buttons">
                <p class="quiet" role="status">{ said.as_ref().map(|said| said.words.to_string()) }</p>
                { for said.iter().flat_map(|said| status::buttons(store, said)) }
                { buttons }
            </div>
        </dialog>
    }
}

/// The button that closes it, as Escape does: the focus goes back to where it was.
pub fn close(class: &'static str) -> Html {
    html! { <form method="dialog"><button {class}>{ "Close" }</button></form> }
}
