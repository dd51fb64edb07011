//! The shared folder on the page: the dialog in which one is chosen, its state in the bar, and the part of the settings about it.

use super::state::{Intent, Trouble};
use super::view::{self, View, name_and_time};
use crate::app::dialog::Dialog as Frame;
use crate::app::intent::Intent as Any;
use crate::app::select::{Props, use_select};
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::field::on_input;
use crate::widgets::icon::{LuTriangleAlert, icon};
use crate::widgets::text::{heading, paragraph};
use crate::words::folder as words;
use glossator_core::sync::replicate::{Connection, Status};
use std::rc::Rc;
use yew::prelude::*;

/// The name of the person, and the way to a folder.
#[component]
pub fn FolderDialog(Props { store }: &Props) -> Html {
    let (name, trouble, is_asking) = use_select(store, |state| {
        let team = &state.team;
        let name = state.corpus().annotator_name(state.annotator());
        (team.person.clone().unwrap_or_else(|| name.into()), team.trouble.clone(), team.is_asking)
    });
    let typed = use_mut_ref(|| name.clone());
    // The name that is in the folder.
    let asked = use_mut_ref(|| None::<Rc<str>>);
    let is_there = trouble == Some(Trouble::NameIsThere);
    let type_in = {
        let typed = typed.clone();
        on_input(Callback::from(move |words: Rc<str>| *typed.borrow_mut() = words))
    };
    let (sending, written) = (store.clone(), typed.clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let name: Rc<str> = written.borrow().trim().into();
        if !name.is_empty() {
            let before = asked.replace(Some(name.clone()));
            sending.send(Intent::UseFolder(name.clone(), is_there && before == Some(name)));
        }
    });
    let note = match &trouble {
        _ if is_asking => html! { <p role="status">{ words::ASKING }</p> },
        Some(trouble) => html! { <p role="alert">{ words::trouble(trouble) }</p> },
        None => Html::default(),
    };
    let buttons = html! {
        <>
            { button("", "Cancel", store.on(Any::Show(None))) }
            <button class="main" type="submit" form="use-folder" disabled={is_asking}>
                { if is_there { words::THAT_IS_ME } else { words::CHOOSE } }
            </button>
        </>
    };
    html! {
        <Frame store={store.clone()} class="log-in" title={words::TITLE} {note} {buttons}>
            { paragraph("", words::ABOUT_USING) }
            <form id="use-folder" {onsubmit}>
                <label class="line">{ "Your name" }
                    <input id="folder-name" autofocus=true required=true autocomplete="name" aria-describedby="folder-name-rule"
                        value={typed.borrow().to_string()} oninput={type_in} />
                </label>
                <p id="folder-name-rule" class="quiet">{ words::NAME_RULE }</p>
            </form>
        </Frame>
    }
}

/// True where somebody has to let the browser come to the folder.
fn is_away(status: &Status) -> bool {
    !matches!(status.connection, Connection::Connected | Connection::Connecting | Connection::Loading)
}

/// The state in the bar.
pub(super) fn state(store: &Store, status: Option<Status>, loaded: usize) -> Html {
    let Some(status) = status else { return Html::default() };
    let (words, title) = (words::status(&status, loaded), words::explained(&status));
    if is_away(&status) {
        html! {
            <button class="team-state" {title} onclick={store.on(Intent::ReachFolder)}>
                { icon(LuTriangleAlert) }{ words }
            </button>
        }
    } else {
        html! { <span class="team-state" {title}>{ format!("· {words}") }</span> }
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
            if let Some(status) = status { { paragraph("quiet", &words::explained(status)) } }
            <ul class="choices" aria-label="Members">{ for team.members.keys().map(row) }</ul>
            { view::not_taken(store, not_taken) }
            <div class="buttons">
                if status.as_ref().is_some_and(is_away) {
                    { button("", words::REACH, store.on(Intent::ReachFolder)) }
                }
                { button("delete", words::LEAVE, store.on(Intent::AskLeave)) }
            </div>
        </>
    }
}
