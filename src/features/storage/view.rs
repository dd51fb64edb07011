//! The part of the settings about the store: where the work is, how much room it has, backups, and what could not be read;
//! one backup; and the question before everything is cleared.

use super::state::{Intent, LookedAt};
use crate::app::dialog::Dialog as Frame;
use crate::app::intent::{self, Intent as Any};
use crate::app::select::{Props, use_select};
use crate::app::session::Dialog;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::label::{label_name, look};
use crate::widgets::text::{bidi, heading, paragraph};
use crate::words::{counted, storage as words};
use glossator_core::edit::editor::Stored;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::Document;
use glossator_core::saving::Backup;
use yew::prelude::*;

/// The part of the settings.
#[component]
pub fn StorageSettings(Props { store }: &Props) -> Html {
    let (report, is_kept) = use_select(store, |state| (state.storage.report.clone(), state.storage.is_kept));
    let project = &store.environment().project;
    let is_shared = project.is_shared();
    let (place, about_backups) = match (project.team(), project.folder()) {
        (Some(_), _) => (words::WHERE_SHARED, words::BACKUPS_SHARED),
        (None, Some(_)) => (words::WHERE_IN_FOLDER, words::BACKUPS_IN_FOLDER),
        (None, None) => (words::WHERE, ""),
    };
    html! {
        <>
            { heading("Where your work is") }
            { paragraph("quiet", place) }
            <p class="room">
                <meter aria-hidden="true" min="0" max={(report.used + report.left).to_string()} value={report.used.to_string()} />
                { words::room(report.used, report.left) }
            </p>
            { keeping(store, is_kept) }
            <h3 id="backups" tabindex="-1">{ "Backups" }</h3>
            if is_shared { { paragraph("quiet", about_backups) } } else { { backups(store, &report.backups) } }
            { set_aside(store, &report) }
            // A project that is cleared here would come back from the team: it is left instead.
            if !is_shared {
                { heading("Start over") }
                { button("delete", "Clear everything…", store.on(Any::Show(Some(Dialog::Clear)))) }
                if report.is_cleared {
                    { button("", "Undo clearing", store.on(Intent::UndoClear)) }
                }
            }
        </>
    }
}

fn keeping(store: &Store, is_kept: Option<bool>) -> Html {
    if is_kept == Some(true) {
        return paragraph("", words::PROMISED);
    }
    html! {
        <>
            { button("", "Keep this safe", store.on(Intent::KeepSafe)) }
            { paragraph("quiet", if is_kept.is_some() { words::NOT_PROMISED } else { words::KEEP_SAFE }) }
        </>
    }
}

fn backups(store: &Store, backups: &[Backup]) -> Html {
    if backups.is_empty() {
        return paragraph("quiet", words::NO_BACKUPS);
    }
    let row = |backup: &Backup| {
        let made = (store.environment().local_time)(backup.time.millis());
        html! {
            <li key={&*backup.day}>
                <span>{ format!("{made} – {}", counted(backup.annotations, "annotation")) }</span>
                <button aria-label={format!("Look at the backup of {made}")} onclick={store.on(Intent::LookAt(backup.clone()))}>{ "Look at it" }</button>
            </li>
        }
    };
    html! { <ul class="choices">{ for backups.iter().map(row) }</ul> }
}

fn set_aside(store: &Store, report: &Stored) -> Html {
    if report.set_aside.is_empty() {
        return Html::default();
    }
    html! {
        <>
            { heading("Could not be read") }
            <ul class="findings" tabindex="0" aria-label="Set-aside entries">
                { for report.set_aside.iter().map(|(key, _)| html! { <li>{ bidi("", key) }</li> }) }
            </ul>
            <div class="pair">
                { button("", "Download them", store.on(Intent::DownloadSetAside)) }
                { button("delete", "Throw them away", store.on(Intent::DropSetAside)) }
            </div>
        </>
    }
}

/// One backup: its contents, the effect of going back to it, and the way there.
#[component]
pub fn BackupDialog(Props { store }: &Props) -> Html {
    /// A longer list helps nobody to decide; the rest is counted.
    const MOST_SHOWN: usize = 500;
    let looked_at = use_select(store, |state| state.storage.looked_at.clone());
    let Some(looked_at) = looked_at else { return Html::default() };
    let LookedAt { backup, then, differences } = &*looked_at;
    let row = |document: &Document, annotation: &Annotation| {
        let label = then.labels().name(&annotation.label);
        html! {
            <li key={annotation.id.to_string()} data-look={look(then.labels(), &annotation.label)}>
                { label_name(label) }
                { bidi("quote", annotation.quote(&document.text)) }
            </li>
        }
    };
    let rows = then
        .documents()
        .flat_map(|document| document.annotations().map(|annotation| row(document, annotation)));
    let more = backup.annotations.saturating_sub(MOST_SHOWN);
    let buttons = html! {
        <>
            { button("", "Cancel", store.on(Any::Show(Some(Dialog::Settings)))) }
            <button class="main" disabled={differences.is_none()} onclick={store.on(Intent::GoBack)}>{ "Go back to it" }</button>
        </>
    };
    let title = words::backup_of(&(store.environment().local_time)(backup.time.millis()));
    html! {
        <Frame store={store.clone()} class="backup" {title} {buttons}>
            { paragraph("", &words::contents(backup.annotations, differences.as_deref())) }
            <ul class="findings" tabindex="0" aria-label="Annotations in this backup">{ for rows.take(MOST_SHOWN) }</ul>
            if more > 0 {
                { paragraph("quiet", &format!("… and {more} more.")) }
            }
        </Frame>
    }
}

/// The question before everything is cleared, with the way to save it first.
#[component]
pub fn ClearDialog(Props { store }: &Props) -> Html {
    let annotations = use_select(store, |state| state.corpus().annotation_count());
    let buttons = html! {
        <>
            { button("", "Download JSON first", store.on(intent::Export::DownloadJson)) }
            <button autofocus=true onclick={store.on(Any::Show(Some(Dialog::Settings)))}>{ "Cancel" }</button>
            { button("delete", "Clear everything", store.on(Intent::Clear)) }
        </>
    };
    html! {
        <Frame store={store.clone()} class="clear" title="Clear everything?" {buttons}>
            { paragraph("", &words::clearing(annotations)) }
            { paragraph("", words::CLEARING_FOR_EVER) }
        </Frame>
    }
}
