//! The dialogs about the team: name and password, by which somebody comes to a project or begins one, or the name for a folder; and
//! the question before one is left, which says what others do not have.

use super::state::{Intent, Trouble};
use crate::app::dialog::Dialog as Frame;
use crate::app::effect::LogIn;
use crate::app::intent::Intent as Any;
use crate::app::select::{Props, use_select};
use crate::app::session::Dialog;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::icon::{LuTriangleAlert, icon};
use crate::widgets::text::paragraph;
use crate::words::{folder, team as words};
use std::rc::Rc;
use yew::prelude::*;

/// Name and password, and of a project that is begun its name; of a folder the name alone.
#[component]
pub fn LogInDialog(Props { store }: &Props) -> Html {
    let (dialog, person, trouble, (is_asking, has_files)) = use_select(store, |state| {
        let team = &state.team;
        let own_name = || state.corpus().annotator_name(state.annotator());
        let is_folder = state.session.dialog == Some(Dialog::UseFolder);
        let person =
            team.person.clone().unwrap_or_else(|| if is_folder { own_name() } else { Rc::default() });
        (state.session.dialog, person, team.trouble.clone(), (team.is_asking, team.files.is_some()))
    });
    let is_folder = dialog == Some(Dialog::UseFolder);
    let begins = dialog == Some(Dialog::BeginTeam);
    let is_there = trouble == Some(Trouble::NameIsThere);
    // Words that were typed: name, password, project; of a folder the name that is in it.
    let typed = use_mut_ref(|| [person.clone(), Rc::default(), Rc::default()]);
    let type_in = |field: usize| {
        let typed = typed.clone();
        on_input(Callback::from(move |words: Rc<str>| typed.borrow_mut()[field] = words))
    };
    let sending = store.clone();
    let written = typed.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let [name, password, project] = written.borrow().clone();
        let name: Rc<str> = name.trim().into();
        if is_folder {
            written.borrow_mut()[2] = name.clone();
            sending.send(Intent::UseFolder(name.clone(), is_there && name == project));
            return;
        }
        let log_in = LogIn { name, password };
        sending.send(if begins {
            Intent::Begin(project.trim().into(), log_in)
        } else {
            Intent::LogIn(log_in)
        });
    });
    let (title, act, about, asking) = match dialog {
        Some(Dialog::UseFolder) => {
            let (act, about) = if has_files {
                (folder::JOIN, folder::ABOUT_USING_FILES)
            } else {
                (folder::CHOOSE, folder::ABOUT_USING)
            };
            (folder::TITLE, if is_there { folder::THAT_IS_ME } else { act }, about, folder::ASKING)
        }
        Some(Dialog::BeginTeam) => {
            ("A project of a team", "Make the project", words::ABOUT_BEGINNING, words::ASKING)
        }
        _ => (words::LOG_IN, words::LOG_IN, words::ABOUT_LOGGING_IN, words::ASKING),
    };
    let note = if is_asking {
        html! { <p role="status">{ asking }</p> }
    } else {
        Html::default()
    };
    // Said where it happened: by the field, if it is about one.
    let trouble = trouble.filter(|_| !is_asking);
    let field = trouble.as_ref().and_then(field_of);
    // Something always has its place, so that no field is made anew, without what was written in it.
    let said = |of: Option<Field>| match trouble.as_ref().filter(|_| field == of) {
        Some(trouble) => html! {
            <p id="log-in-trouble" class="trouble signed" role="alert">{ icon(LuTriangleAlert) }<span>{ words::trouble(trouble) }</span></p>
        },
        None => Html::default(),
    };
    let invalid = |of: Field| (field == Some(of)).then_some("true");
    let described = |of: Field| (field == Some(of)).then_some("log-in-trouble");
    let buttons = html! {
        <>
            { button("", "Cancel", store.on(Any::Show(None))) }
            <button class="main" type="submit" form="log-in" disabled={is_asking}>{ act }</button>
        </>
    };
    html! {
        <Frame store={store.clone()} class="log-in" {title} {note} {buttons}>
            { paragraph("", about) }
            <form id="log-in" {onsubmit}>
                <label class="line">{ if is_folder { "Your name" } else { "Name on the server" } }
                    <input id="log-in-name" autofocus=true required=true autocomplete={if is_folder { "name" } else { "username" }}
                        autocapitalize="none" value={typed.borrow()[0].to_string()} oninput={type_in(0)}
                        aria-invalid={invalid(Field::Name)} aria-describedby={described(Field::Name)} />
                </label>
                { said(Some(Field::Name)) }
                if is_folder {
                    { paragraph("quiet", folder::NAME_RULE) }
                } else {
                    <label class="line">{ "Password" }
                        <input id="log-in-password" type="password" required=true autocomplete="current-password" oninput={type_in(1)}
                            aria-invalid={invalid(Field::Password)} aria-describedby={described(Field::Password)} />
                    </label>
                    { said(Some(Field::Password)) }
                }
                if begins {
                    <label class="line">{ "Name of the project" }
                        <input id="team-name" required=true autocomplete="off" autocapitalize="none" oninput={type_in(2)}
                            aria-invalid={invalid(Field::Project)}
                            aria-describedby={described(Field::Project).unwrap_or("team-name-rule")} />
                    </label>
                    { said(Some(Field::Project)) }
                    <p id="team-name-rule" class="quiet">{ words::NAME_RULE }</p>
                }
                { said(None) }
            </form>
        </Frame>
    }
}

/// A field of that dialog.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Password,
    Project,
}

/// The field that a trouble is about, if it is about one.
fn field_of(trouble: &Trouble) -> Option<Field> {
    match trouble {
        Trouble::NotYours(_) | Trouble::NameIsThere => Some(Field::Name),
        Trouble::WrongPassword => Some(Field::Password),
        Trouble::NoProject | Trouble::Taken | Trouble::NoName => Some(Field::Project),
        Trouble::NoConnection
        | Trouble::Failed(_)
        | Trouble::Refused(_)
        | Trouble::NoFolder
        | Trouble::AnotherFolder
        | Trouble::NoRoom => None,
    }
}

/// The question before somebody leaves.
#[component]
pub fn LeaveDialog(Props { store }: &Props) -> Html {
    let keeps_copy = use_state(|| true);
    let is_in_folder = store.environment().project.folder().is_some();
    let status = use_select(store, |state| state.team.status.clone());
    let (to_send, not_taken) = status.map_or((0, 0), |status| (status.to_send, status.not_taken));
    let lost = words::left_behind(to_send, not_taken, is_in_folder, *keeps_copy);
    let keep = {
        let keeps_copy = keeps_copy.clone();
        Callback::from(move |keeps| keeps_copy.set(keeps))
    };
    let (title, act) = if is_in_folder {
        ("Leave the folder?", "Leave the folder")
    } else {
        ("Leave the team?", "Leave the team")
    };
    let buttons = html! {
        <>
            <button autofocus=true onclick={store.on(Any::Show(None))}>{ "Cancel" }</button>
            { button("delete", act, store.on(Intent::Leave(*keeps_copy))) }
        </>
    };
    html! {
        <Frame store={store.clone()} class="clear" {title} {buttons}>
            { paragraph("", words::leaving(is_in_folder)) }
            { choice::tick("line", html! { { words::KEEP_COPY } }, *keeps_copy, keep) }
            if let Some(lost) = lost { <p class="trouble signed">{ icon(LuTriangleAlert) }<span>{ lost }</span></p> }
        </Frame>
    }
}
