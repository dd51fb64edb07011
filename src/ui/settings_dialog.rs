//! Settings: who tags here, where the work lives and how much room it has, backups, and what could not be read.

use super::dialog;
use crate::app::describe::counted;
use crate::app::session::Dialog;
use crate::app::storage::{self, Report};
use crate::app::store::Store;
use crate::web::{clock, events};
use glossator_core::command::Command;
use glossator_core::saving::Backup;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, name: &str, report: &Report, is_kept: Option<bool>) -> Html {
    let set_name = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            let name = events::field_value(&event).as_str().into();
            if store.dispatch(&Command::SetName { name }).is_ok() {
                store.say("Changed your name.", None);
            }
        })
    };
    let close = dialog::acting(store, |store| dialog::show(store, None));
    let clear = dialog::acting(store, |store| dialog::show(store, Some(Dialog::Clear)));
    let buttons = html! { <button class="main" onclick={close}>{ "Close" }</button> };
    let body = html! {
        <>
            <label for="name">{ "Your name" }</label>
            <input id="name" autocomplete="off" value={name.to_owned()} onchange={set_name} />
            <p class="quiet">{ "Stands in the downloaded JSON beside what you tag. It may stay empty." }</p>
            <h3>{ "Where your work is" }</h3>
            <p>{ "Everything that you tag is kept in this browser’s local storage for this page, at once, and nowhere else. \
                Nothing is sent anywhere. Another browser, another profile or a private window does not see it: take it there \
                with “Download JSON” and “Open files”." }</p>
            <p>{ room(report) }</p>
            { keeping(store, is_kept) }
            <h3>{ "Backups" }</h3>
            { backups(store, &report.backups) }
            { set_aside(store, report) }
            <h3>{ "Start over" }</h3>
            <button class="delete" onclick={clear}>{ "Clear everything…" }</button>
            if report.is_cleared {
                <button onclick={dialog::acting(store, storage::undo_clear)}>{ "Undo clearing" }</button>
            }
            <p class="quiet about">{ concat!("Glossator ", env!("CARGO_PKG_VERSION"), ". Code: MIT or Apache-2.0; the articles belong to their publishers.") }</p>
        </>
    };
    dialog::view(store, "settings", "Settings", body, buttons)
}

/// Characters are what people know; browsers count units of UTF-16, of which most characters take one.
fn room(report: &Report) -> String {
    let thousands = |units: usize| units.div_ceil(1_000);
    let all = report.used + report.left;
    let percent = report.used * 100 / all.max(1);
    let (used, left) = (thousands(report.used), thousands(report.left));
    format!("Room: {used} thousand characters used ({percent} %), {left} thousand characters left.")
}

fn keeping(store: &Store, is_kept: Option<bool>) -> Html {
    match is_kept {
        Some(true) => {
            html! { <p>{ "The browser has promised not to clear it by itself when the disk gets full." }</p> }
        }
        _ => html! {
            <>
                <button onclick={dialog::acting(store, storage::keep_safe)}>{ "Keep this safe" }</button>
                <p class="quiet">{ if is_kept.is_some() {
                    "The browser did not promise it. Download your work now and then."
                } else {
                    "Asks the browser not to clear it by itself when the disk gets full."
                } }</p>
            </>
        },
    }
}

fn backups(store: &Store, backups: &[Backup]) -> Html {
    if backups.is_empty() {
        return html! { <p class="quiet">{ "On every day on which you open this page, what was there is kept for a week. There is nothing yet." }</p> };
    }
    let row = |backup: &Backup| {
        let (store, looked_at) = (store.clone(), backup.clone());
        let look = move |_: MouseEvent| storage::look_at(&store, &looked_at);
        let made = clock::local(backup.time.millis());
        html! {
            <li key={&*backup.day}>
                <span>{ format!("{made} – {}", counted(backup.annotations, "annotation")) }</span>
                <button aria-label={format!("Look at the backup of {made}")} onclick={look}>{ "Look at it" }</button>
            </li>
        }
    };
    html! { <ul class="choices">{ for backups.iter().map(row) }</ul> }
}

fn set_aside(store: &Store, report: &Report) -> Html {
    if report.set_aside.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "Could not be read" }</h3>
            <ul class="findings" tabindex="0" aria-label="Set-aside entries">
                { for report.set_aside.iter().map(|(key, _)| html! { <li>{ key.clone() }</li> }) }
            </ul>
            <div class="buttons">
                <button onclick={dialog::acting(store, storage::download_set_aside)}>{ "Download them" }</button>
                <button class="delete" onclick={dialog::acting(store, storage::drop_set_aside)}>{ "Throw them away" }</button>
            </div>
        </>
    }
}
