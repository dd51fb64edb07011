//! The team on the page: the state of the exchange in the bar, and the part of the settings about who is in the team.

use super::folder;
use super::state::Intent;
use crate::app::select::{Props, use_select};
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_enter;
use crate::widgets::icon::{LuCloudDownload, LuCloudOff, LuTriangleAlert, LuUsers, icon};
use crate::widgets::text::{bidi, heading, paragraph};
use crate::words::{cut, folder as words_of_folders, team as words};
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::sync::not_taken::NotTaken;
use glossator_core::sync::replicate::{Connection, Status};
use glossator_core::sync::team::Team;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The state of the exchange with the server, beside that of saving. There is none without a team.
#[component]
pub fn TeamState(Props { store }: &Props) -> Html {
    let seen = use_select(store, |state| {
        let team = &state.team;
        if !state.projects.open.is_shared() {
            return None;
        }
        let person = team.person.as_ref();
        let is_left_out = person.is_some_and(|person| team.team.left_out.contains(person));
        let role = person.map_or(Role::Reader, |person| team.team.role(person));
        Some((
            team.status.clone(),
            team.loaded,
            team.is_logged_out() || person.is_none(),
            (role, is_left_out),
        ))
    });
    let Some((status, loaded, is_out, (role, is_left_out))) = seen else { return Html::default() };
    if store.environment().project.folder().is_some() {
        return folder::state(store, status, loaded);
    }
    if is_out {
        let again = if status.is_some() { words::LOG_IN_AGAIN } else { words::LOG_IN };
        return html! {
            <button class="team-state" onclick={store.on(Intent::AskLogIn)}>{ icon(LuUsers) }<span>{ again }</span></button>
        };
    }
    let Some(status) = status else { return Html::default() };
    let since = match status.connection {
        Connection::Offline(since) => (store.environment().local_time)(since),
        _ => String::new(),
    };
    let sign = match status.connection {
        Connection::Connected if status.not_taken > 0 || is_left_out => Some(LuTriangleAlert),
        Connection::Connected | Connection::Connecting => None,
        Connection::Loading => Some(LuCloudDownload),
        _ => Some(LuCloudOff),
    };
    let words = words::status(&status, is_left_out, &since, loaded);
    let title = words::explained(&status, role, is_left_out);
    if status.connection == Connection::Forbidden {
        return html! {
            <button class="team-state" data-state="away" {title} onclick={store.on(Intent::TryAgain)}>
                { icon(LuCloudOff) }<span>{ format!("{words}: {}", words::TRY_AGAIN.to_lowercase()) }</span>
            </button>
        };
    }
    html! {
        <span class="team-state" data-state={sign.map(|_| "away")} {title}>
            if let Some(sign) = sign { { icon(sign) }<span>{ words }</span> } else { <span>{ format!("· {words}") }</span> }
        </span>
    }
}

/// The slice of the state that the settings show.
#[derive(Clone, PartialEq)]
pub(super) struct View {
    project: Option<Rc<str>>,
    pub person: Option<Rc<str>>,
    pub team: Rc<Team>,
    pub status: Option<Status>,
    pub not_taken: Rc<[NotTaken]>,
    pub written: Written,
    is_out: bool,
}

/// The part of the settings.
#[component]
pub fn TeamSettings(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let team = &state.team;
        View {
            project: state.projects.open.team().map(Into::into),
            person: team.person.clone(),
            team: team.team.clone(),
            status: team.status.clone(),
            not_taken: team.not_taken.clone(),
            written: state.editor().last_written(),
            is_out: team.is_logged_out(),
        }
    });
    if store.environment().project.folder().is_some() {
        return folder::settings(store, &view);
    }
    let Some(project) = &view.project else { return alone(store) };
    let Some(person) = &view.person else {
        return html! { <>{ heading("Team") }{ button("", words::LOG_IN, store.on(Intent::AskLogIn)) }</> };
    };
    let role = view.team.role(person);
    let is_shut_out = view.status.as_ref().is_some_and(|status| status.connection == Connection::Forbidden);
    html! {
        <>
            { heading("Team") }
            if !is_shut_out { { paragraph("", &words::you(person, role, project)) } }
            if role == Role::Reader && !is_shut_out { { paragraph("", words::READS_ONLY) } }
            if let Some(status) = &view.status {
                { paragraph("quiet", &words::explained(status, role, view.team.left_out.contains(person))) }
            }
            if let Some(link) = (store.environment().link)(project) {
                <div class="line team-link">
                    <label for="team-link">{ "Link for others" }</label>
                    <input id="team-link" readonly=true value={link} />
                    { button("", "Copy", store.on(Intent::CopyLink)) }
                </div>
            }
            { members(store, &view, person, role) }
            { not_taken(store, &view.not_taken) }
            <div class="buttons">
                if is_shut_out { { button("", words::TRY_AGAIN, store.on(Intent::TryAgain)) } }
                if view.is_out { { button("", words::LOG_IN_AGAIN, store.on(Intent::AskLogIn)) } }
                { button("delete", "Leave the team…", store.on(Intent::AskLeave)) }
            </div>
        </>
    }
}

/// The ways to share a project. A page that is a file has no server, and some browsers give no folders.
fn alone(store: &Store) -> Html {
    let environment = store.environment();
    let has_server = (environment.link)("").is_some();
    html! {
        <>
            { heading("Team") }
            if has_server { { paragraph("quiet", words::ALONE) } }
            { paragraph("quiet", if environment.has_folders { words_of_folders::ABOUT } else { words_of_folders::ABOUT_FILES }) }
            if has_server || environment.has_folders {
                <div class="buttons">
                    if has_server { { button("", words::BEGIN, store.on(Intent::AskBegin)) } }
                    if environment.has_folders { { button("", words_of_folders::USE, store.on(Intent::AskFolder)) } }
                </div>
            }
        </>
    }
}

/// The times at which members wrote last, by name.
pub(super) type Written = BTreeMap<Rc<str>, Timestamp>;

/// A member, and the time at which they wrote last.
pub(super) fn name_and_time(store: &Store, name: &str, written: &Written) -> Html {
    let time = written.get(name).map(|time| (store.environment().local_time)(time.millis()));
    let time = time.map(|time| html! { <small class="quiet">{ words::written_last(&time) }</small> });
    html! { <span class="name">{ bidi("", name) }{ for time }</span> }
}

/// The members. A lead changes roles.
fn members(store: &Store, View { team, written, .. }: &View, person: &str, own: Role) -> Html {
    const ROLES: [(Option<Role>, &str); 4] = [
        (Some(Role::Reader), "Reader"),
        (Some(Role::Coder), "Coder"),
        (Some(Role::Lead), "Lead"),
        (None, "Not in the team"),
    ];
    let leads = own == Role::Lead;
    // People who left wrote something all the same.
    let gone = written.keys().chain(&team.left_out).filter(|name| !team.members.contains_key(*name));
    let mut people: BTreeMap<&Rc<str>, Option<Role>> = gone.map(|name| (name, None)).collect();
    people.extend(team.members.iter().map(|(name, role)| (name, Some(*role))));
    let row = |(name, role): (&Rc<str>, Option<Role>)| {
        let is_out = team.left_out.contains(name);
        let (of, out) = (name.clone(), name.clone());
        let changed = store.callback(move |role| Intent::SetRole(of.clone(), role));
        let leave_out = store.callback(move |is_out| Intent::LeaveOut(out.clone(), is_out));
        html! {
            <li key={name.to_string()} class="member" data-member={name.to_string()}>
                { name_and_time(store, name, written) }
                if leads && **name != *person {
                    <label>
                        <span class="unseen">{ format!("Role of {name}") }</span>
                        { choice::select_of(None, &ROLES, role, changed) }
                    </label>
                    { choice::tick("", html! { { "Leave out what they wrote" } }, is_out, leave_out) }
                } else {
                    <span class="quiet">{ role.map_or("Not in the team", words::role) }{ if is_out { ", left out" } else { "" } }</span>
                }
            </li>
        }
    };
    let add = store.callback(|name: Rc<str>| Intent::SetRole(name, Some(Role::Coder)));
    html! {
        <>
            <ul class="choices" aria-label="Members">{ for people.into_iter().map(row) }</ul>
            if leads {
                // A new one for each that was added, so that it is empty again.
                <label key={team.members.len()} class="line">{ "Add a coder, by the name on the server" }
                    <input autocomplete="off" onkeydown={on_enter(add)} />
                </label>
            }
        </>
    }
}

/// Everything that was not taken: what each was, and the reason.
pub(super) fn not_taken(store: &Store, not_taken: &[NotTaken]) -> Html {
    if not_taken.is_empty() {
        return Html::default();
    }
    let (corpus, role) = store.read(|state| (state.corpus().clone(), state.editor().role()));
    let row = |one: &NotTaken| {
        let content = one.content();
        let content = content.as_ref();
        let why = words::why_not_taken(one.reason.as_deref(), content, role);
        html! {
            <li>{ cut(&words::not_taken(&corpus, content)).into_owned() }{ " " }<small class="quiet">{ cut(&why).into_owned() }</small></li>
        }
    };
    html! {
        <>
            { heading(words::NOT_TAKEN) }
            { paragraph("quiet", words::ABOUT_NOT_TAKEN) }
            <ul class="findings not-taken" tabindex="0" aria-label={words::NOT_TAKEN}>{ for not_taken.iter().map(row) }</ul>
            { button("", "Download them", store.on(Intent::DownloadNotTaken)) }
        </>
    }
}
