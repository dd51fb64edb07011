//! Fields for text: what stands in them, as a callback that is given words. And the field for files.

use super::icon::{Icon, LuFolderOpen, LuPlus, icon};
use crate::app::keys::Press;
use glossator_web::{events, keyboard};
use std::rc::Rc;
use yew::prelude::*;

/// Tells what stands in the field whenever something is typed.
#[must_use]
pub fn on_input(changed: Callback<Rc<str>>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| changed.emit(events::typed(&event).into()))
}

/// Tells what stands in the field when that is done.
#[must_use]
pub fn on_change(changed: Callback<Rc<str>>) -> Callback<Event> {
    Callback::from(move |event: Event| changed.emit(events::field_value(&event).into()))
}

/// Tells what stands in the field with Enter.
#[must_use]
pub fn on_enter(entered: Callback<Rc<str>>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            entered.emit(events::field_value(&event).into());
        }
    })
}

/// Tells what stands in the field with Enter and when it is left; nothing with Escape.
#[must_use]
pub fn on_end(ended: Callback<Option<Rc<str>>>) -> (Callback<KeyboardEvent>, Callback<FocusEvent>) {
    let left = ended.clone();
    let key = Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => ended.emit(Some(events::field_value(&event).into())),
        "Escape" => ended.emit(None),
        _ => {}
    });
    (key, Callback::from(move |event: FocusEvent| left.emit(Some(events::field_value(&event).into()))))
}

/// Tells which key is pressed in a field, unless it leaves the field or is held with another one. The browser leaves it alone.
#[must_use]
pub fn on_key(chosen: Callback<Press>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let press = Press::from(&keyboard::read(&event));
        if !press.command && !press.alt && !matches!(&*press.key, "Tab" | "Escape") {
            event.prevent_default();
            chosen.emit(press);
        }
    })
}

/// A field that writes itself and takes the focus once, with all of its words selected: one that is drawn anew would forget
/// what was typed.
#[hook]
pub fn use_own_field(id: &'static str, words: Rc<str>) {
    use_effect_with(id, move |id| glossator_web::element::begin_writing(id, &words));
}

/// The way to open a codebook, which the whole page hears of.
pub fn open_codebook(class: &'static str) -> Html {
    html! {
        <label class={classes!("button", class)}>
            { icon(LuFolderOpen) }{ "Open …" }
            <input type="file" aria-label="Open a codebook" accept=".json,.qdc,.csv,.tsv,.conf,.xml" />
        </label>
    }
}

/// The way to open a table of names, which the whole page hears of.
pub fn open_table(class: &'static str) -> Html {
    html! {
        <label class={classes!("button", class)}>
            { icon(LuFolderOpen) }{ "Open …" }
            <input type="file" aria-label="Open a table of names" accept=".csv,.tsv" />
        </label>
    }
}

/// The way to open files of whatever is read here, which the whole page hears of.
pub fn open_files(class: &'static str) -> Html {
    files(class, LuFolderOpen, "Open files", false)
}

/// The same, called by what it is for most of all.
pub fn add_articles(class: &'static str) -> Html {
    files(class, LuPlus, "Add articles", false)
}

/// The same for all that is in a folder.
pub fn add_folder(class: &'static str) -> Html {
    files(class, LuFolderOpen, "Add a folder", true)
}

fn files(class: &'static str, drawing: Icon, words: &'static str, is_folder: bool) -> Html {
    html! {
        <label class={classes!("button", class)}>
            { icon(drawing) }{ words }
            <input type="file" multiple=true webkitdirectory={is_folder} />
        </label>
    }
}
