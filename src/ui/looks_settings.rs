//! The part of the settings about the page itself: its looks, what a mouse selects, and its keys.

use super::piece;
use crate::app::hints;
use crate::app::preferences::{self, FIRST_STEPS, HINTS, KEYS, SINGLE_KEYS, SNAPPING, TEXT_SIZE, THEME};
use crate::app::shortcuts::{self, Keys, TABLE};
use crate::app::store::Store;
use glossator_core::corpus::Corpus;
use glossator_core::model::label::Label;
use glossator_web::keyboard;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, corpus: &Corpus) -> Html {
    let changed = piece::changing(store, Store::set);
    let choice = |name: &'static str, title: &str, choices: &[(&'static str, &'static str)]| {
        let chosen = preferences::of(corpus, name);
        let select = piece::select(name, None, chosen, &changed, choices.iter().copied());
        html! { <label class="line">{ title.to_owned() }{ select }</label> }
    };
    let switch = |name, title| piece::tick("line", name, title, preferences::is_on(corpus, name), &changed);
    html! {
        <>
            { piece::heading("Looks") }
            { choice(THEME, "Colours", &[("", "As the system"), ("light", "Light"), ("dark", "Dark")]) }
            { choice(TEXT_SIZE, "Size of the text", &[("small", "Small"), ("", "Normal"), ("large", "Large"), ("larger", "Larger")]) }
            { switch(FIRST_STEPS, "Show the first steps above the article") }
            { piece::heading("Selecting and keys") }
            { switch(SNAPPING, "What the mouse selects becomes whole words (Alt: exact characters)") }
            { switch(HINTS, "Hints: dots where tagged words recur") }
            { dismissed(store, corpus) }
            { switch(SINGLE_KEYS, "Keys without Ctrl or Alt do something") }
            { keys(store, corpus) }
        </>
    }
}

/// For which strings there are no hints, and the way back.
fn dismissed(store: &Store, corpus: &Corpus) -> Html {
    let words = format!("Show dismissed hints again ({})", hints::dismissed(corpus).len());
    piece::button(store, "", &words, hints::bring_all_back)
}

/// Every key that can be changed.
fn keys(store: &Store, corpus: &Corpus) -> Html {
    let keys = preferences::keys(corpus);
    let labels = corpus.labels().iter();
    let letter = |label: &Label| Some(row(store, &keys, shortcuts::letter_of(&label.id)?, &label.name));
    html! {
        <details aria-label="Change keys">
            <summary>{ "Change keys" }</summary>
            { piece::paragraph("quiet", "Go to a field and press the key that you want there.") }
            { for labels.filter_map(letter) }
            { for TABLE.iter().map(|(key, _, what)| row(store, &keys, *key, what)) }
            { piece::button(store, "", "As they were at first", |store| store.set(KEYS, "")) }
        </details>
    }
}

fn row(store: &Store, keys: &Keys, first: char, what: &str) -> Html {
    let store = store.clone();
    let pressed = move |event: KeyboardEvent| {
        let press = keyboard::read(&event);
        let is_change = !press.command && !press.alt && press.key != "Tab";
        if let Some(key) = shortcuts::chosen(&press).filter(|_| is_change) {
            event.prevent_default();
            preferences::change_key(&store, first, key);
        }
    };
    html! {
        <label class="line">{ what.to_owned() }
            <input class="key" autocomplete="off" value={shortcuts::shown(keys.now(first))} onkeydown={pressed} readonly=true />
        </label>
    }
}
