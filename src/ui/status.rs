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
            <p role="status">{ message.map(|message| message.words.to_string()) }</p>
            { message.and_then(|message| message.way_on).map(|way_on| button(store, way_on)).unwrap_or_default() }
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
                { alert.way_on.map(|way_on| button(store, way_on)).unwrap_or_default() }
                <button onclick={close}>{ "Close" }</button>
            </div>
        }
    };
    html! { <div class="alerts">{ for alerts.iter().map(alert) }</div> }
}

fn button(store: &Store, way_on: WayOn) -> Html {
    let name = match way_on {
        WayOn::Undo => "Undo",
        WayOn::Download => "Download JSON",
    };
    let store = store.clone();
    html! { <button onclick={move |_: MouseEvent| intent::go_on(&store, way_on)}>{ name }</button> }
}
