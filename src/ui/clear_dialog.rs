//! Clearing everything: the question, with the way to save it first.

use super::dialog;
use crate::app::intent;
use crate::app::session::Dialog;
use crate::app::store::Store;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store) -> Html {
    let clear = |store: &Store| {
        dialog::show(store, None);
        store.clear();
    };
    let body = html! {
        <>
            <p>{ "This removes all that you tagged, the articles that you opened, the backups and your name from this browser." }</p>
            <p>{ "It can be taken back until this page is closed, and never after. Download it first if you may want it again." }</p>
        </>
    };
    let buttons = html! {
        <>
            <button class="delete" onclick={dialog::acting(store, clear)}>{ "Clear everything" }</button>
            <button onclick={dialog::acting(store, intent::download)}>{ "Download JSON first" }</button>
            <button class="main" autofocus=true onclick={dialog::acting(store, |store| dialog::show(store, Some(Dialog::Settings)))}>
                { "Cancel" }
            </button>
        </>
    };
    dialog::view(store, "clear", "Clear everything?", body, buttons)
}
