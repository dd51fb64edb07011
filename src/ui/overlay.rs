//! What stands over the page: the labels beside the selected words, messages, and whatever asks a question.

use super::import_dialog::{self, ByFile};
use super::label_bar;
use super::settings_dialog;
use super::status;
use crate::app::select::{use_select, use_store};
use crate::app::session::Dialog;
use crate::app::shared::Shared;
use crate::web::{dialog, element, listen, selection};
use yew::prelude::*;

/// See the module.
#[component]
pub fn Overlay() -> Html {
    let store = use_store();
    let (labels, message, own_name) = use_select({
        let store = store.clone();
        move |state| {
            let name = state.corpus.annotator_name(store.annotator_in(&state.corpus));
            (Shared::from(state.corpus.labels()), state.session.message.clone(), name)
        }
    });
    let selected = use_select(|state| state.session.selection.filter(|_| !state.session.selecting));
    let (import, settings) = use_select(|state| {
        (state.session.imports.first().cloned().map(ByFile), state.session.dialog == Some(Dialog::Settings))
    });
    use_effect_with(selected, |selected| {
        let listener = selected.is_some().then(|| {
            place_label_bar();
            listen::to_layout(place_label_bar)
        });
        move || drop(listener)
    });
    use_effect_with((import.clone(), settings), |_| dialog::show_new());
    html! {
        <>
            if selected.is_some() {
                { label_bar::view(&store, &labels) }
            }
            { status::view(&store, message.as_ref()) }
            if let Some(pending) = import {
                { import_dialog::view(&store, &pending) }
            }
            if settings {
                { settings_dialog::view(&store, &own_name) }
            }
        </>
    }
}

fn place_label_bar() {
    if let (Some(bar), Some(words)) = (element::find(".label-bar"), selection::rectangle()) {
        element::place_beside(&bar, words);
    }
}
