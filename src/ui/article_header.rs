//! The article's title, and what can be done with the article as a whole.

use super::piece;
use crate::app::caret;
use crate::app::describe::quoted;
use crate::app::intent;
use crate::app::message::WayOn;
use crate::app::store::Store;
use glossator_core::edit::command::Command;
use glossator_core::model::document::Document;
use glossator_web::events;
use yew::prelude::*;

/// See the module. `renaming` shows the field for the title, `removable` the way to take the article out;
/// `taking_words` says that taps select.
pub fn view(store: &Store, document: &Document, renaming: bool, removable: bool, taking_words: bool) -> Html {
    let end = {
        let (store, id) = (store.clone(), document.id.clone());
        move |title: Option<String>| {
            // Leaving the field ends it too, also when it goes because the key that ended it took it away.
            if !store.read(|state| state.session.renaming) {
                return;
            }
            store.update(|session| session.renaming = false);
            intent::focus_reader();
            let Some(title) = title else { return };
            if store.dispatch(&Command::Rename { document: id.clone(), title: title.as_str().into() }).is_ok()
            {
                store.say("Renamed the article.", Some(WayOn::Undo));
            }
        }
    };
    let on_key = {
        let end = end.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => end(Some(events::field_value(&event))),
            "Escape" => end(None),
            _ => {}
        }
    };
    let on_leave = move |event: FocusEvent| end(Some(events::field_value(&event)));
    let rename = {
        let store = store.clone();
        move |_: MouseEvent| store.update(|session| session.renaming = true)
    };
    let remove = {
        let (store, id, title) = (store.clone(), document.id.clone(), quoted(&document.title));
        move |_: MouseEvent| match store.dispatch(&Command::RemoveDocument { document: id.clone() }) {
            Ok(_) => store.say(format!("Removed the article {title}."), Some(WayOn::Undo)),
            Err(why) => store.say(why.to_string(), None),
        }
    };
    let take_words = piece::acting(store, caret::take_words);
    html! {
        <header key={document.id.to_string()} class="article-header">
            if renaming {
                <h1><input id="title" class="title-field" aria-label="Title" autocomplete="off"
                    onkeydown={on_key} onblur={on_leave} /></h1>
            } else {
                <h1 dir="auto">{ document.title.to_string() }</h1>
                <button class="small" aria-label="Rename article" onclick={rename}>{ "Rename" }</button>
                { piece::button(store, "small", "Print", intent::print) }
                <button class="small for-touch" aria-pressed={taking_words.to_string()} onclick={take_words}>{ "Select text" }</button>
                if removable {
                    <button class="small" aria-label="Remove article" onclick={remove}>{ "Remove" }</button>
                }
            }
        </header>
    }
}
