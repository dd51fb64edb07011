//! The bar on top: back and forth, files, settings, and the two panels where the screen is narrow.

use super::intent::{self, Intent};
use super::select::{Props, use_select};
use super::session::{Dialog, Panel};
use crate::features::messages::view::Alerts;
use crate::widgets::button::button;
use crate::widgets::text::paragraph;
use crate::words::{editing, storage};
use yew::prelude::*;

/// See the module.
#[component]
pub fn TopBar(Props { store }: &Props) -> Html {
    let (undo, redo, keys, annotations, panel, status) = use_select(store, |state| {
        let (corpus, history) = (state.corpus(), state.history());
        let clearing = state.undoes_clearing().then(|| storage::CLEAR.to_owned());
        (
            history.next_undo().map(|step| editing::step(corpus, step)).or(clearing),
            history.next_redo().map(|step| editing::step(corpus, step)),
            ['/', '?'].map(|key| state.keys().name(key)),
            state.document().map_or(0, |document| document.annotation_count()),
            state.session.panel,
            state.save_status.clone(),
        )
    });
    let toggle = |which: Panel| store.on(Intent::ShowPanel((panel != Some(which)).then_some(which)));
    let pressed = |which: Panel| (panel == Some(which)).to_string();
    let name = |verb: &str, step: &Option<String>| {
        step.as_ref().map_or(verb.to_owned(), |step| format!("{verb} {step}"))
    };
    let [search_key, help_key] = keys;
    let (words, is_failed) = storage::save_status(&status);
    html! {
        <>
        <header class="top-bar">
            <div class="top-main">
                { paragraph("brand", "Glossator") }
                <button class="for-articles" aria-expanded={pressed(Panel::Articles)} onclick={toggle(Panel::Articles)}>
                    { "Articles" }
                </button>
                <button class="for-annotations" aria-expanded={pressed(Panel::Annotations)} aria-label="Annotations"
                    data-number={annotations.to_string()} onclick={toggle(Panel::Annotations)}>
                    { "Annotations" }
                </button>
                <button aria-label={name("Undo", &undo)} title={name("Undo", &undo)} aria-keyshortcuts="Control+Z"
                    disabled={undo.is_none()} onclick={store.on(intent::History::Undo)}>{ "Undo" }</button>
                <button aria-label={name("Redo", &redo)} title={name("Redo", &redo)} aria-keyshortcuts="Control+Shift+Z"
                    disabled={redo.is_none()} onclick={store.on(intent::History::Redo)}>{ "Redo" }</button>
                <button aria-keyshortcuts={search_key} onclick={store.on(intent::Search::Open)}>{ "Search" }</button>
            </div>
            <div class="top-files">
                // Always there, and not announced at every edit.
                <p class="save-status" data-state={is_failed.then_some("failed")}>{ words }</p>
                <label class="button">
                    { "Open files" }
                    <input type="file" multiple=true accept=".json,.jsonl,.jsonld,.txt,.csv,.tsv,.ann,.zip" />
                </label>
                { button("", "Download JSON", store.on(intent::Export::DownloadJson)) }
                { button("", "Export", store.on(Intent::Show(Some(Dialog::Export)))) }
                { button("", "Settings", store.on(intent::Storage::OpenSettings)) }
                <button aria-keyshortcuts={help_key} onclick={store.on(Intent::Show(Some(Dialog::Help)))}>{ "Help" }</button>
            </div>
        </header>
        <Alerts store={store.clone()} />
        </>
    }
}
