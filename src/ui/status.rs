//! What just happened: the one polite live region. And what went wrong: each failure stays until it is answered.

use crate::app::intent;
use crate::app::message::{Message, WayOn};
use crate::app::store::Store;
use yew::prelude::*;

/// The last message.
pub fn view(store: &Store, message: Option<&Message>) -> Html {
    let shown = message.is_some().then_some("shown");
    html! {
        <div class="message" data-state={shown}>
            // The region stays and its words are new ones, also when they are the same: that is what is read out.
            <p role="status">{ for message.map(|message| html! { <span key={message.number}>{ message.words.to_string() }</span> }) }</p>
            <div>{ for message.into_iter().flat_map(|message| buttons(store, message)) }</div>
        </div>
    }
}

/// The failures that were not answered yet.
pub fn alerts(store: &Store, alerts: &[Message]) -> Html {
    let alert = |alert: &Message| {
        let (closing, number) = (store.clone(), alert.number);
        let close = move |_: MouseEvent| {
            closing.update(|session| session.alerts.retain(|alert| alert.number != number));
        };
        html! {
            <div key={number} class="alert" role="alert">
                <p>{ alert.words.to_string() }</p>
                { for buttons(store, alert) }
                <button onclick={close}>{ "Close" }</button>
            </div>
        }
    };
    html! { <div class="alerts">{ for alerts.iter().map(alert) }</div> }
}

/// The ways on. Where one is taken, the message has been answered.
pub fn buttons<'a>(store: &'a Store, message: &'a Message) -> impl Iterator<Item = Html> + 'a {
    message.ways_on.iter().map(|way_on| {
        let name = match way_on {
            WayOn::Undo => "Undo",
            WayOn::Download => "Download JSON",
            WayOn::StoreAnew => "Store it again",
            WayOn::Undelete(_) => "Bring it back",
            WayOn::Take(_) => "Take the other",
            WayOn::Leave(_) => "Leave it",
            WayOn::RestoreFound => "Restore it",
            WayOn::ForgetFound => "Throw it away",
            WayOn::UndoClear => "Undo clearing",
            WayOn::Others(_) => "Tag them all …",
            WayOn::Hint(_) => "Show them again",
            WayOn::Stop => "Cancel",
            WayOn::Settings => "Look at it",
        };
        let (store, way_on, number) = (store.clone(), way_on.clone(), message.number);
        let act = move |_: MouseEvent| {
            if way_on != WayOn::Download {
                store.update(|session| {
                    session.alerts.retain(|alert| alert.number != number || !alert.ways_on.contains(&way_on));
                });
            }
            intent::go_on(&store, &way_on);
        };
        html! { <button onclick={act}>{ name }</button> }
    })
}
