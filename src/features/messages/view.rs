//! The last message in the one polite live region, and the strip of failures.

use super::state::Intent;
use crate::app::effect::Effect;
use crate::app::message::{Alert, Message, MessageAction};
use crate::app::select::{Props, use_select};
use crate::app::store::Store;
use crate::words::cut;
use yew::prelude::*;

/// The last message.
#[component]
pub fn LastMessage(Props { store }: &Props) -> Html {
    let message = use_select(store, |state| state.messages.message.clone());
    let shown = message.is_some().then_some("shown");
    html! {
        <div class="message" data-state={shown}>
            // The region stays and its words are new ones, also when they are the same: that is what is read out.
            <p role="status">{ for message.iter().map(|message| html! { <span key={message.number}>{ cut(&message.words).into_owned() }</span> }) }</p>
            <div>{ for message.iter().flat_map(|message| buttons(store, message)) }</div>
        </div>
    }
}

/// The failures, in one strip that stays in view.
#[component]
pub fn Alerts(Props { store }: &Props) -> Html {
    let alerts = use_select(store, |state| state.messages.alerts.clone());
    let making_room = store.clone();
    use_effect_with(alerts.clone(), move |alerts| {
        let is_shown = !alerts.is_empty();
        let make_room = move || {
            if is_shown {
                making_room.run(Effect::MakeRoom);
            }
        };
        make_room();
        make_room
    });
    if alerts.is_empty() {
        return Html::default();
    }
    let alert = |Alert { message, .. }: &Alert| {
        html! {
            <li key={message.number}><p>{ cut(&message.words).into_owned() }</p>{ for buttons(store, message) }</li>
        }
    };
    let close = if alerts.len() > 1 { "Close all" } else { "Close" };
    html! {
        // What comes later is read out by itself.
        <div class="alerts" role="alert" aria-atomic="false">
            <ul>{ for alerts.iter().map(alert) }</ul>
            <button aria-keyshortcuts="Escape" onclick={store.on(Intent::CloseAlerts)}>{ close }</button>
        </div>
    }
}

/// A button for each action.
pub fn buttons<'a>(store: &'a Store, message: &'a Message) -> impl Iterator<Item = Html> + 'a {
    message.actions.iter().map(|action| {
        let act = store.on(Intent::Do(message.number, action.clone()));
        html! { <button onclick={act}>{ name(action) }</button> }
    })
}

fn name(action: &MessageAction) -> &'static str {
    match action {
        MessageAction::Undo => "Undo",
        MessageAction::Download => "Download JSON",
        MessageAction::StoreAnew => "Store it again",
        MessageAction::Undelete(_) => "Bring it back",
        MessageAction::Take(_) => "Take the other",
        MessageAction::Leave(_) => "Leave it",
        MessageAction::RestoreFound => "Restore it",
        MessageAction::ForgetFound => "Throw it away",
        MessageAction::UndoClear => "Undo clearing",
        MessageAction::Others(_) => "Tag them all …",
        MessageAction::Stop => "Cancel",
        MessageAction::Settings => "Look at it",
    }
}
