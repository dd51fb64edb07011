//! The state of saving in the bar: a sign and a word, and behind them where the work is, how full that is, and the way to
//! keep it elsewhere.

use super::state::Intent;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::widgets::icon::{LuCheck, LuTriangleAlert, icon};
use crate::widgets::menu::Panel;
use crate::widgets::text::paragraph;
use crate::words::storage as words;
use yew::prelude::*;

/// See the module.
#[component]
pub fn SaveState(Props { store }: &Props) -> Html {
    let (status, report) =
        use_select(store, |state| (state.save_status.clone(), state.storage.report.clone()));
    let (whole, is_failed) = words::save_status(&status);
    let shortly = words::shortly(is_failed);
    let rest = whole.strip_prefix(shortly);
    let button = html! {
        <>
            { icon(if is_failed { LuTriangleAlert } else { LuCheck }) }
            <span class="save-status" data-state={is_failed.then_some("failed")}>
                { shortly }<span class="unseen">{ rest }</span>
            </span>
        </>
    };
    let is_shared = store.environment().project.is_shared();
    let made = report.backups.first().map(|backup| (store.environment().local_time)(backup.time.millis()));
    let backup = (!is_shared).then(|| words::last_backup(made.as_deref()));
    let room = format!("{} {}", words::room(report.used, report.left), backup.unwrap_or_default());
    html! {
        <Panel id="saved" class={if is_failed { "saved failed" } else { "saved" }} name={whole} title={whole} {button} onopen={store.on(Intent::Look)}>
            <p><strong>{ whole }</strong></p>
            if is_failed {
                { paragraph("quiet", &words::not_saved(&status)) }
            } else {
                { paragraph("quiet", &room) }
                if !is_shared { { paragraph("quiet", words::ONLY_HERE) } }
            }
            <div class="buttons">
                if !is_shared {
                    <button data-closes="true" onclick={store.on(Intent::OpenBackups)}>{ "Backups" }</button>
                }
                <button data-closes="true" onclick={store.on(intent::Export::DownloadJson)}>{ "Download JSON" }</button>
            </div>
        </Panel>
    }
}
