//! The last message in the one polite live region, and the strip of failures and questions.

use super::state::Intent;
use crate::app::effect::Effect;
use crate::app::message::{Alert, Message, MessageAction};
use crate::app::select::{Props, use_select};
use crate::app::store::Store;
use crate::widgets::icon::{LuInfo, LuTriangleAlert, icon};
use crate::words::{cut, projects};
use glossator_core::model::record::Field;
use yew::prelude::*;

/// The last message.
#[component]
pub fn LastMessage(Props { store }: &Props) -> Html {
    let message = use_select(store, |state| state.messages.message.clone());
    let shown = message.as_ref().is_some_and(|message| message.is_shown).then_some("shown");
    let placing = store.clone();
    use_effect_with(message.clone(), move |message| {
        if message.as_ref().is_some_and(|message| message.is_shown) {
            placing.run(Effect::PlaceMessage);
        }
    });
    html! {
        <div id="message" class="message" data-state={shown}>
            // The region stays and its words are new ones, also when they are the same: that is what is read out.
            <p role="status">{ for message.iter().map(|message| html! { <span key={message.number}>{ cut(&message.words).into_owned() }</span> }) }</p>
            // One child, however many buttons: children without keys are compared from the last.
            <>{ for message.iter().flat_map(|message| buttons(store, message)) }</>
        </div>
    }
}

/// Failures and questions, in one strip that stays in view.
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
    let alert = |Alert { about, message, each }: &Alert| {
        let (state, sign) =
            if about.is_failure() { ("failure", LuTriangleAlert) } else { ("question", LuInfo) };
        let one = |words: &std::rc::Rc<str>| html! { <li>{ cut(words).into_owned() }</li> };
        html! {
            <li key={message.number} data-state={state}>
                { icon(sign) }
                <div>
                    <p class={(!each.is_empty()).then_some("whole")}>{ cut(&message.words).into_owned() }</p>
                    if !each.is_empty() { <ul>{ for each.iter().map(one) }</ul> }
                </div>
                { for buttons(store, message) }
            </li>
        }
    };
    let close = if alerts.len() > 1 { "Close all" } else { "Close" };
    html! {
        // An alert that comes later is read out by itself.
        <div class="alerts" role="alert" aria-atomic="false">
            <ul>{ for alerts.iter().map(alert) }</ul>
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::CloseAlerts)}>
                { close }<kbd aria-hidden="true">{ "Esc" }</kbd>
            </button>
        </div>
    }
}

/// A button for each action.
pub fn buttons<'a>(store: &'a Store, message: &'a Message) -> impl Iterator<Item = Html> + 'a {
    message.actions.iter().map(|action| {
        let act = store.on(Intent::Do(message.number, action.clone()));
        let key = match action {
            MessageAction::Undo | MessageAction::UndoClear => Some("Ctrl Z".to_owned()),
            MessageAction::Others(_) => store.read(|state| state.keys().name('t')),
            _ => None,
        };
        html! { <button onclick={act}>{ name(action) }{ for key.map(|key| html! { <kbd aria-hidden="true">{ key }</kbd> }) }</button> }
    })
}

fn name(action: &MessageAction) -> &'static str {
    match action {
        MessageAction::Undo | MessageAction::UndoDelete => "Undo",
        MessageAction::Download => "Download JSON",
        MessageAction::ReadAgain => "Look again",
        MessageAction::StoreAnew => "Store it again",
        MessageAction::Undelete(_) => "Bring it back",
        MessageAction::Take(lost) if lost.field == Field::Deleted => "Bring it back",
        MessageAction::Take(_) => "Take the other",
        MessageAction::Leave(_) => "Leave it",
        MessageAction::RestoreFound => "Restore it",
        MessageAction::ForgetFound => "Throw it away",
        MessageAction::UndoClear => "Undo clearing",
        MessageAction::AddHere(_) => projects::ADD_HERE,
        MessageAction::RestoreProjects => "Restore",
        MessageAction::ForgetProjects => "Throw away",
        MessageAction::Others(_) => "Tag them all …",
        MessageAction::Stop => "Cancel",
        MessageAction::Settings => "Look at it",
    }
}
