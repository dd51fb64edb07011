//! The last message in the one polite live region, and the failures, each until it is answered.

use super::state::Intent;
use crate::app::message::{Message, MessageAction};
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

/// The failures.
#[component]
pub fn Alerts(Props { store }: &Props) -> Html {
    let alerts = use_select(store, |state| state.messages.alerts.clone());
    let alert = |alert: &Message| {
        html! {
            <div key={alert.number} class="alert" role="alert">
                <p>{ cut(&alert.words).into_owned() }</p>
                { for buttons(store, alert) }
                <button onclick={store.on(Intent::Close(alert.number))}>{ "Close" }</button>
            </div>
        }
    };
    html! { <div class="alerts">{ for alerts.iter().map(alert) }</div> }
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
        MessageAction::Hint(_) => "Show them again",
        MessageAction::Stop => "Cancel",
        MessageAction::Settings => "Look at it",
    }
}
