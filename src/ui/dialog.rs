//! What every dialog has: a title, something to read, and buttons. The browser keeps the focus inside, and Escape
//! closes it.

use super::piece;
use crate::app::intent;
use crate::app::store::Store;
use yew::prelude::*;

/// A dialog over the page. The class also tells it from the one that was there before.
pub fn view(store: &Store, class: &'static str, title: &str, body: Html, buttons: Html) -> Html {
    let closed: Callback<Event> = acting(store, |store| intent::show(store, None));
    html! {
        <dialog key={class} {class} aria-labelledby="dialog-title" onclose={closed}>
            <h2 id="dialog-title">{ title.to_owned() }</h2>
            { body }
            <div class="buttons">
            // The page's own live region is out of reach while this is open.
            <p class="quiet" role="status">{ store.read(|state| state.session.message.as_ref().map(|message| message.words.to_string())) }</p>
                { buttons }
            </div>
        </dialog>
    }
}

/// The button that closes it.
pub fn close(store: &Store) -> Html {
    piece::button(store, "main", "Close", |store| intent::show(store, None))
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
