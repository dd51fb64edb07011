//! The first steps above the article; every key as it is mapped now; and what the labels mean.

use crate::app::dialog::Dialog;
use crate::app::intent;
use crate::app::keys::{self, TABLE};
use crate::app::place::Place;
use crate::app::select::{Props, use_select};
use crate::app::settings::FIRST_STEPS;
use crate::app::shared::Shared;
use crate::widgets::button::button;
use crate::widgets::label::{label_name, look};
use crate::widgets::text::{heading, paragraph};
use crate::words::{cut, formats, help as words, projects};
use glossator_core::formats::{FORMATS, Format};
use glossator_core::model::label::Label;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::saving::project::ProjectId;
use std::rc::Rc;
use yew::prelude::*;

/// The first visit: what to do, in three steps, until it was read.
#[component]
pub fn FirstSteps(Props { store }: &Props) -> Html {
    /// Number of annotations with which a person knows them when an article comes into view, unless they were asked for.
    const KNOWN: usize = 3;
    /// Number of labels that are named; the others are beside the selected words.
    const NAMED: usize = 3;
    let (document, setting, (keys, is_first), labels) = use_select(store, |state| {
        let keys = state.keys();
        let setting: Rc<str> = state.setting(FIRST_STEPS).into();
        let labels = Shared::from(state.corpus().labels());
        let is_first = state.projects.open == ProjectId::default() && state.setting(PROJECT_NAME).is_empty();
        let keys = ((keys.single, keys.name('d')), is_first);
        (state.document().map(|document| document.id.clone()), setting, keys, labels)
    });
    // They stay while an article is read, so that its words do not move under the hand that tags them.
    let is_new = use_memo(document.clone(), |_| {
        store.read(|state| !state.is_opening() && state.corpus().annotation_count() < KNOWN)
    });
    let is_wanted = if setting.is_empty() { *is_new } else { &*setting != "off" };
    if document.is_none() || !is_wanted {
        return Html::default();
    }
    let reading = store.clone();
    let read = Callback::from(move |_: MouseEvent| {
        reading.send(intent::Settings::Set(FIRST_STEPS, "off".into()));
        reading.send(intent::Messages::Say(words::READ.into()));
        reading.send(intent::Reader::Focus);
    });
    let (has_keys, codebook) = keys;
    let key = |key: &str| html! { <kbd class="for-keys">{ key.to_owned() }</kbd> };
    let label = |(number, label): (usize, &Label)| {
        html! {
            <>
                { if number > 0 { ", " } else { "" } }
                if has_keys && !label.key.is_empty() { { key(&label.key) }{ " " } }
                { cut(&label.name).into_owned() }
            </>
        }
    };
    html! {
        <section class="first-steps" aria-label="First steps">
            <ol>
                <li>
                    <h2>{ words::STEP_SELECT }</h2>
                    <p>{ words::BY_MOUSE }<span class="for-keys">{ words::OR_KEYS }</span>{ "." }</p>
                </li>
                <li>
                    <h2>{ words::STEP_SAY }</h2>
                    <p>
                        { for labels.iter().take(NAMED).enumerate().map(label) }{ ". " }
                        if let Some(codebook) = codebook { <span class="for-keys">{ key(&codebook) }{ words::CODEBOOK }</span> }
                    </p>
                </li>
                <li>
                    <h2>{ words::STEP_TAKE }</h2>
                    <p>{ words::KEPT }</p>
                    <div>
                        { button("text-button", "Got it", read) }
                        if is_first {
                            { button("text-button", projects::OPEN_EXAMPLE, store.on(intent::Projects::OpenExample)) }
                            { button("text-button", projects::START_EMPTY, store.on(intent::Projects::New(false))) }
                        }
                    </div>
                </li>
            </ol>
        </section>
    }
}

/// Every key.
#[component]
pub fn HelpDialog(Props { store }: &Props) -> Html {
    let (keys, labels) = use_select(store, |state| (state.keys(), Shared::from(state.corpus().labels())));
    let row = |key: &str, meaning: &str| {
        html! { <tr><th scope="row"><kbd>{ key.to_owned() }</kbd></th><td>{ cut(meaning).into_owned() }</td></tr> }
    };
    let letter = |label: &Label| {
        let letter = keys::letter_of(&label.id)?;
        Some(row(&keys::shown(keys.now(letter)), &label.name))
    };
    html! {
        <Dialog store={store.clone()} class="help" title="Help">
            // Reading begins here, not at the button at the end.
            <p tabindex="0" autofocus=true>{ words::INTRODUCTION }</p>
            { paragraph("", words::WITHOUT_KEYS) }
            if !keys.single {
                <p><strong>{ words::KEYS_OFF }</strong></p>
            }
            <table class="table keys">
                { for words::FIXED.iter().map(|(key, meaning)| row(key, meaning)) }
                { for labels.iter().filter_map(letter) }
                { for TABLE.iter().map(|(key, act)| row(&keys::shown(keys.now(*key)), words::act(*act))) }
            </table>
            { heading("Files that can be saved here and opened again") }
            { for FORMATS.iter().filter(|format| format.is_read()).map(|format| kept(format)) }
            { heading("Files that can only be saved") }
            { for FORMATS.iter().filter(|format| !format.is_read()).map(|format| kept(format)) }
        </Dialog>
    }
}

fn kept(format: &Format) -> Html {
    paragraph("", &format!("{}: {}.", format.name, formats::keeps(format)))
}

/// The meaning of the labels.
#[component]
pub fn CodebookDialog(Props { store }: &Props) -> Html {
    let labels = use_select(store, |state| Shared::from(state.corpus().labels()));
    let entry = |label: &Label| {
        html! {
            <>
                <dt data-look={look(&labels, &label.id)}>{ label_name(&label.name) }</dt>
                { for std::iter::once(&*label.definition).chain(label.examples.iter().map(|example| &**example)).chain(label.guidance().iter().copied()).map(|line| html! { <dd>{ line.to_owned() }</dd> }) }
            </>
        }
    };
    html! {
        <Dialog store={store.clone()} class="codebook" title="Codebook"
            buttons={button("", words::CHANGE_CODEBOOK, store.on(intent::Intent::Go(Place::Codebook)))}>
            <dl class="entries" tabindex="0" autofocus=true>{ for labels.iter().map(entry) }</dl>
        </Dialog>
    }
}
