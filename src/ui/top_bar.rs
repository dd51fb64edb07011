//! The bar on top: back and forth, files, settings, and the two panels where the screen is narrow.

use super::{piece, status};
use crate::app::message::Message;
use crate::app::session::{Dialog, Panel};
use crate::app::store::{State, Store};
use crate::app::{describe, files, intent, search, storage};
use glossator_core::saving::SaveStatus;
use glossator_core::saving::storage::StorageError;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
pub struct View {
    undo: Option<String>,
    redo: Option<String>,
    annotations: usize,
    panel: Option<Panel>,
    save_status: SaveStatus,
    alerts: Vec<Message>,
}

impl View {
    /// As it is now.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            undo: describe::next_undo(state),
            redo: describe::next_redo(state),
            annotations: state.document().map_or(0, |document| document.annotation_count()),
            panel: state.session.panel,
            save_status: state.save_status.clone(),
            alerts: state.session.alerts.clone(),
        }
    }
}

/// See the module.
pub fn view(store: &Store, View { undo, redo, annotations, panel, save_status, alerts }: &View) -> Html {
    let on = |act: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| act(&store))
    };
    let open = {
        let store = store.clone();
        Callback::from(move |event: Event| files::open(&store, glossator_web::files::chosen(&event)))
    };
    let toggle = |which: Panel| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.update(|session| session.panel = (session.panel != Some(which)).then_some(which));
        })
    };
    let name = |verb: &str, step: &Option<String>| {
        step.as_ref().map_or(verb.to_owned(), |step| format!("{verb} {step}"))
    };
    let pressed = |which: Panel| (*panel == Some(which)).to_string();

    html! {
        <>
        <header class="top-bar">
            <div class="top-main">
                { piece::paragraph("brand", "Glossator") }
                <button class="for-articles" aria-expanded={pressed(Panel::Articles)} onclick={toggle(Panel::Articles)}>
                    { "Articles" }
                </button>
                <button class="for-annotations" aria-expanded={pressed(Panel::Annotations)} aria-label="Annotations"
                    data-number={annotations.to_string()} onclick={toggle(Panel::Annotations)}>
                    { "Annotations" }
                </button>
                <button aria-label={name("Undo", undo)} title={name("Undo", undo)} aria-keyshortcuts="Control+Z"
                    disabled={undo.is_none()} onclick={on(intent::undo)}>{ "Undo" }</button>
                <button aria-label={name("Redo", redo)} title={name("Redo", redo)} aria-keyshortcuts="Control+Shift+Z"
                    disabled={redo.is_none()} onclick={on(intent::redo)}>{ "Redo" }</button>
                <button aria-keyshortcuts="/" onclick={on(search::open)}>{ "Search" }</button>
            </div>
            <div class="top-files">
                { save_status_text(save_status) }
                <label class="button">
                    { "Open files" }
                    <input type="file" multiple=true accept=".json,.jsonl,.jsonld,.txt,.csv,.tsv,.ann,.zip" onchange={open} />
                </label>
                { piece::button(store, "", "Download JSON", intent::download) }
                { piece::button(store, "", "Export", |store| intent::show(store, Some(Dialog::Export))) }
                { piece::button(store, "", "Settings", storage::open_settings) }
                <button aria-keyshortcuts="?" onclick={on(|store| intent::show(store, Some(Dialog::Help)))}>{ "Help" }</button>
            </div>
        </header>
        { status::alerts(store, alerts) }
        </>
    }
}

/// Whether everything is stored, and where, in a few words that are always there and are not announced at every edit.
fn save_status_text(status: &SaveStatus) -> Html {
    let (state, words) = match status {
        SaveStatus::Saved => (None, "Saved in this browser"),
        SaveStatus::NotSaved(StorageError::Full) => (Some("failed"), "Not saved: storage is full"),
        SaveStatus::NotSaved(StorageError::Refused) => (Some("failed"), "Not saved: storage is refused"),
        SaveStatus::NotSaved(StorageError::Emptied) => (Some("failed"), "Not saved: storage was emptied"),
        SaveStatus::NotSaved(StorageError::Other(_)) => (Some("failed"), "Not saved: storage failed"),
        SaveStatus::NewerForm(_) => (Some("failed"), "Not saved: needs the newer page"),
    };
    html! { <p class="save-status" data-state={state}>{ words }</p> }
}
