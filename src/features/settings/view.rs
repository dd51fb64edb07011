//! The parts of the settings about the person and the page: name, looks, what a mouse selects, and keys.

use super::state::Intent;
use crate::app::intent::Hints;
use crate::app::keys::{self, Keys, Press, TABLE};
use crate::app::select::{Props, use_select};
use crate::app::settings::{FIRST_STEPS, HINTS, KEYS, SINGLE_KEYS, SNAPPING, TEXT_SIZE, THEME};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::{on_change, on_key};
use crate::widgets::text::{heading, paragraph};
use crate::words::help;
use crate::words::{cut, settings as words};
use glossator_core::corpus::Corpus;
use glossator_core::model::label::Label;
use std::rc::Rc;
use yew::prelude::*;

/// The name of the person.
#[component]
pub fn NameSetting(Props { store }: &Props) -> Html {
    let name = use_select(store, |state| state.corpus().annotator_name(state.annotator()));
    html! {
        <>
            { heading("You") }
            <label class="line">{ "Your name" }
                <input id="name" autofocus=true autocomplete="off" value={name.to_string()} onchange={on_change(store.callback(Intent::SetName))} />
            </label>
            { paragraph("quiet", words::NAME) }
        </>
    }
}

/// Looks, selecting and keys.
#[component]
pub fn PageSettings(Props { store }: &Props) -> Html {
    let (corpus, dismissed) =
        use_select(store, |state| (Shared::from(state.corpus()), state.dismissed().len()));
    let one_of = |name: &'static str,
                  title: &str,
                  values: &'static [&'static str],
                  names: &[&'static str]| {
        let stored = value(&corpus, name);
        let place = |value: &str| values.iter().position(|one| *one == value);
        let chosen = place(stored).or_else(|| place("")).unwrap_or_default();
        let changed = store.callback(move |at: usize| Intent::Set(name, values[at].into()));
        html! { <div class="line"><span>{ title.to_owned() }</span>{ choice::switch(title, names, chosen, &changed) }</div> }
    };
    let switch = |name: &'static str, title: &'static str| {
        let changed =
            store.callback(move |is_on: bool| Intent::Set(name, if is_on { "on" } else { "off" }.into()));
        choice::tick("line", html! { { title } }, value(&corpus, name) != "off", changed)
    };
    html! {
        <>
            { heading("Look") }
            { one_of(THEME, "Colours", &["", "light", "dark"], &["As the system", "Light", "Dark"]) }
            { one_of(TEXT_SIZE, "Size of the text", &["small", "", "large", "larger"], &["Small", "Normal", "Large", "Larger"]) }
            { heading("While you tag") }
            { switch(SNAPPING, "Select whole words by mouse (Alt: exact characters)") }
            { switch(HINTS, "Hints where tagged words recur") }
            if dismissed > 0 {
                { button("small", &words::show_dismissed(dismissed), store.on(Hints::BringAllBack)) }
            }
            { switch(FIRST_STEPS, "First steps above the article") }
            { heading("Keys") }
            { switch(SINGLE_KEYS, "Keys without Ctrl or Alt") }
            <KeySettings store={store.clone()} />
        </>
    }
}

fn value<'a>(corpus: &'a Corpus, name: &str) -> &'a str {
    corpus.setting(name).map_or("", |value| value)
}

/// Every key that can be changed.
#[component]
fn KeySettings(Props { store }: &Props) -> Html {
    let (keys, labels) = use_select(store, |state| (state.keys(), Shared::from(state.corpus().labels())));
    let letter = |label: &Label| Some(row(store, &keys, keys::letter_of(&label.id)?, &label.name));
    html! {
        <details aria-label="Change keys">
            <summary>{ "Change keys" }</summary>
            { paragraph("quiet", words::CHANGE_KEYS) }
            { for labels.iter().filter_map(letter) }
            { for TABLE.iter().map(|(key, act)| row(store, &keys, *key, help::act(*act))) }
            { button("", "As they were at first", store.on(Intent::Set(KEYS, Rc::from("")))) }
        </details>
    }
}

fn row(store: &Store, keys: &Keys, first: char, meaning: &str) -> Html {
    let changing = store.clone();
    let pressed = Callback::from(move |press: Press| {
        if let Some(key) = keys::chosen(&press) {
            changing.send(Intent::ChangeKey(first, key));
        }
    });
    html! {
        <label class="line">{ cut(meaning).into_owned() }
            <input class="key" autocomplete="off" value={keys::shown(keys.now(first))} onkeydown={on_key(pressed)} readonly=true />
        </label>
    }
}
