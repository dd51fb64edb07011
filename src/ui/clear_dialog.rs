//! Clearing everything: the question, with the way to save it first.

use super::{dialog, piece};
use crate::app::intent;
use crate::app::session::Dialog;
use crate::app::store::Store;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store) -> Html {
    let clear = |store: &Store| {
        intent::show(store, None);
        store.clear();
    };
    let body = html! {
        <>
            { piece::paragraph("", "This removes all that you tagged, the articles that you opened, the backups and your name from this browser.") }
            { piece::paragraph("", "It can be taken back until this page is closed, and never after. Download it first if you may want it again.") }
        </>
    };
    let buttons = html! {
        <>
            { piece::button(store, "delete", "Clear everything", clear) }
            { piece::button(store, "", "Download JSON first", intent::download) }
            <button class="main" autofocus=true onclick={piece::acting(store, |store| intent::show(store, Some(Dialog::Settings)))}>
                { "Cancel" }
            </button>
        </>
    };
    dialog::view(store, "clear", "Clear everything?", body, buttons)
}
