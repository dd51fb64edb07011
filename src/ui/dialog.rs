//! What every dialog has: a title, something to read, and buttons. The browser keeps the focus inside, and Escape
//! closes it.

use crate::app::session::Dialog;
use crate::app::store::Store;
use yew::prelude::*;

/// A dialog over the page. The class also tells it from the one that was there before.
pub fn view(store: &Store, class: &'static str, title: &str, body: Html, buttons: Html) -> Html {
    let closed: Callback<Event> = acting(store, |store| show(store, None));
    html! {
        <dialog key={class} {class} aria-labelledby="dialog-title" onclose={closed}>
            <h2 id="dialog-title">{ title.to_owned() }</h2>
            { body }
            <div class="buttons">{ buttons }</div>
        </dialog>
    }
}

/// Does something with the store, whatever the event says.
pub fn acting<E>(store: &Store, act: fn(&Store)) -> Callback<E> {
    let store = store.clone();
    Callback::from(move |_: E| act(&store))
}

/// Another dialog, or none.
pub fn show(store: &Store, dialog: Option<Dialog>) {
    store.update(|session| session.dialog = dialog);
}
