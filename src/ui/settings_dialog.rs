//! Settings: who tags here, how the page looks and answers, where the work lives and how much room it has, backups, and what could not be read.

use super::{dialog, looks_settings, piece};
use crate::app::describe::counted;
use crate::app::intent;
use crate::app::session::Dialog;
use crate::app::storage;
use crate::app::store::Store;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::Stored;
use glossator_core::saving::Backup;
use glossator_web::{clock, events};
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, corpus: &Corpus, name: &str, report: &Stored, is_kept: Option<bool>) -> Html {
    let set_name = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            let name = events::field_value(&event).as_str().into();
            if store.dispatch(&Command::SetName { name }).is_ok() {
                store.say("Changed your name.", None);
            }
        })
    };
    let clear = |store: &Store| intent::show(store, Some(Dialog::Clear));
    let body = html! {
        <>
            <label for="name">{ "Your name" }</label>
            <input id="name" autocomplete="off" value={name.to_owned()} onchange={set_name} />
            { piece::paragraph("quiet", "Stands in the downloaded JSON beside what you tag. It may stay empty.") }
            { looks_settings::view(store, corpus) }
            { piece::heading("Where your work is") }
            { piece::paragraph("", "Everything that you tag is kept in this browser’s local storage for this page, at once, and nowhere else. \
                Nothing is sent anywhere. Another browser, another profile or a private window does not see it: take it there \
                with “Download JSON” and “Open files”.") }
            { piece::paragraph("", &room(report)) }
            { keeping(store, is_kept) }
            { piece::heading("Backups") }
            { backups(store, &report.backups) }
            { set_aside(store, report) }
            { piece::heading("Start over") }
            { piece::button(store, "delete", "Clear everything…", clear) }
            if report.is_cleared {
                { piece::button(store, "", "Undo clearing", storage::undo_clear) }
            }
            { piece::paragraph("quiet about", concat!("Glossator ", env!("CARGO_PKG_VERSION"), ". Code: MIT or Apache-2.0; the articles belong to their publishers.")) }
        </>
    };
    dialog::view(store, "settings", "Settings", body, dialog::close("main"))
}

/// Characters are what people know; browsers count units of UTF-16, of which most characters take one.
fn room(report: &Stored) -> String {
    let thousands = |units: usize| units.div_ceil(1_000);
    let all = report.used + report.left;
    let percent = report.used * 100 / all.max(1);
    let (used, left) = (thousands(report.used), thousands(report.left));
    format!("Room: {used} thousand characters used ({percent} %), {left} thousand characters left.")
}

fn keeping(store: &Store, is_kept: Option<bool>) -> Html {
    match is_kept {
        Some(true) => piece::paragraph(
            "",
            "The browser has promised not to clear it by itself when the disk gets full.",
        ),
        _ => html! {
            <>
                { piece::button(store, "", "Keep this safe", storage::keep_safe) }
                { piece::paragraph("quiet", if is_kept.is_some() {
                    "The browser did not promise it. Download your work now and then."
                } else {
                    "Asks the browser not to clear it by itself when the disk gets full."
                }) }
            </>
        },
    }
}

fn backups(store: &Store, backups: &[Backup]) -> Html {
    if backups.is_empty() {
        return piece::paragraph(
            "quiet",
            "On every day on which you open this page, what was there is kept for a week. There is nothing yet.",
        );
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

fn set_aside(store: &Store, report: &Stored) -> Html {
    if report.set_aside.is_empty() {
        return Html::default();
    }
    html! {
        <>
            { piece::heading("Could not be read") }
            <ul class="findings" tabindex="0" aria-label="Set-aside entries">
                { for report.set_aside.iter().map(|(key, _)| html! { <li>{ key.clone() }</li> }) }
            </ul>
            <div class="buttons">
                { piece::button(store, "", "Download them", storage::download_set_aside) }
                { piece::button(store, "delete", "Throw them away", storage::drop_set_aside) }
            </div>
        </>
    }
}
