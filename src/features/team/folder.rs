//! The shared folder on the page: its state in the bar, and the part of the settings about it.

use super::state::Intent;
use super::view::{self, View, name_and_time};
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::icon::{LuDownload, LuTriangleAlert, icon};
use crate::widgets::text::{heading, paragraph};
use crate::words::folder as words;
use glossator_core::sync::replicate::{Connection, Status};
use std::rc::Rc;
use yew::prelude::*;

/// True where somebody has to let the browser come to the folder.
fn is_away(status: &Status) -> bool {
    !matches!(status.connection, Connection::Connected | Connection::Connecting | Connection::Loading)
}

/// The state in the bar.
pub(super) fn state(store: &Store, status: Option<Status>, loaded: usize) -> Html {
    let Some(status) = status else { return Html::default() };
    if !store.environment().has_folders && status.connection == Connection::Connected {
        let title = words::BY_HAND;
        return match status.to_send {
            0 => {
                html! { <span class="team-state" {title}><span>{ format!("· {}", words::ALL_DOWNLOADED) }</span></span> }
            }
            count => html! {
                <button class="team-state" {title} onclick={store.on(Intent::DownloadPart)}>
                    { icon(LuDownload) }<span>{ words::to_download(count) }</span>
                </button>
            },
        };
    }
    let (words, title) = (words::status(&status, loaded), words::explained(&status));
    if is_away(&status) {
        html! {
            <button class="team-state" {title} onclick={store.on(Intent::ReachFolder)}>
                { icon(LuTriangleAlert) }<span>{ words }</span>
            </button>
        }
    } else {
        html! { <span class="team-state" {title}><span>{ format!("· {words}") }</span></span> }
    }
}

/// The part of the settings.
pub(super) fn settings(store: &Store, View { person, team, status, not_taken, written, .. }: &View) -> Html {
    let Some(person) = person else {
        return html! { <>{ heading("Team") }{ button("", words::USE, store.on(Intent::AskFolder)) }</> };
    };
    let row = |name: &Rc<str>| {
        html! { <li key={name.to_string()} class="member">{ name_and_time(store, name, written) }</li> }
    };
    html! {
        <>
            { heading("Team") }
            { paragraph("", &words::you(person)) }
            if !store.environment().has_folders {
                { paragraph("quiet", words::BY_HAND) }
            } else if let Some(status) = status {
                { paragraph("quiet", &words::explained(status)) }
            }
            <ul class="choices" aria-label="Members">{ for team.members.keys().map(row) }</ul>
            { view::not_taken(store, not_taken) }
            <div class="buttons">
                if status.as_ref().is_some_and(is_away) {
                    { button("", words::REACH, store.on(Intent::ReachFolder)) }
                }
                if !store.environment().has_folders {
                    { button("", words::DOWNLOAD, store.on(Intent::DownloadPart)) }
                }
                { button("delete", words::LEAVE, store.on(Intent::AskLeave)) }
            </div>
        </>
    }
}
