//! The dialogs of the codebook: starters, a codebook before it is taken, files for other tools, and what becomes of the
//! annotations of a label that goes.

use super::label::taken;
use super::starters::STARTERS;
use super::state::{Intent, Offer, Open};
use super::update;
use crate::app::dialog::Dialog;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::text::{bidi, heading, paragraph};
use crate::words::codebook as words;
use crate::words::remarks::remarks;
use glossator_core::formats::codebook::{CODEBOOKS, CodebookFormat};
use glossator_core::import::codebook::{Compared, Fate, compare, fitted};
use glossator_core::model::codebook::{Codebook, Taking};
use glossator_core::model::label::{LabelId, LabelSet};
use std::rc::Rc;
use yew::prelude::*;

/// The number of names in one line of what a codebook holds.
const MOST_NAMES: usize = 40;

/// The starters, each with what it would add.
#[component]
pub fn StartDialog(Props { store }: &Props) -> Html {
    let corpus = use_select(store, |state| Shared::from(state.corpus()));
    let all = use_memo(corpus, |corpus| {
        STARTERS.map(|starter| {
            let codebook = fitted(corpus.labels(), &starter.codebook());
            let compared = compare(&corpus.codebook(), &codebook);
            (codebook, compared)
        })
    });
    let row = |(place, (codebook, compared)): (usize, &(Codebook, Vec<Compared>))| {
        let id = format!("about-starter-{place}");
        let adds = words::adds(compared);
        html! {
            <li key={place}>
                <button autofocus={place == 0} aria-describedby={id.clone()} disabled={adds.is_none()} onclick={store.on(Intent::Start(place))}>
                    { codebook.name.to_string() }
                </button>
                <p {id}>{ codebook.about.to_string() }<strong>{ " " }{ adds.unwrap_or_else(|| words::HERE_ALREADY.to_owned()) }</strong></p>
            </li>
        }
    };
    html! {
        <Dialog store={store.clone()} class="export codebooks" title="Start from a codebook" note={paragraph("", words::STARTING)}>
            <ul class="formats">{ for all.iter().enumerate().map(row) }</ul>
        </Dialog>
    }
}

/// The codebook of a file, beside the one that is here.
#[component]
pub fn TakeDialog(Props { store }: &Props) -> Html {
    let (corpus, offer) =
        use_select(store, |state| (Shared::from(state.corpus()), state.codebook.offer.clone()));
    let compared = use_memo((corpus, offer.clone()), |(corpus, offer)| match offer {
        Some(offer) => compare(&corpus.codebook(), &fitted(corpus.labels(), &offer.read.codebook)),
        None => Vec::new(),
    });
    let Some(offer) = offer else { return Html::default() };
    let adds = words::adds(&compared);
    let differs = compared.iter().filter(|it| matches!(it.fate, Fate::Differs(_))).count();
    let labels = offer.read.codebook.labels.iter();
    let taken =
        labels.filter_map(|label| Some(words::with_key(&label.name, &taken(store, label)?))).collect();
    let buttons = html! {
        <>
            if differs > 0 {
                { button("", words::REPLACE, store.on(Intent::Take(Taking::Replace))) }
            }
            if adds.is_some() {
                { button("main", words::ADD, store.on(Intent::Take(Taking::Add))) }
            } else if differs == 0 {
                { button("main", "Close", store.on(intent::Intent::Show(None))) }
            }
        </>
    };
    let note = paragraph("", &words::taking(adds.as_deref(), differs));
    html! {
        <Dialog store={store.clone()} class="import codebooks" title={words::offered(&offer.file)} {note} {buttons}>
            { offered(&offer, &compared, taken) }
        </Dialog>
    }
}

fn offered(offer: &Offer, compared: &[Compared], taken: Vec<String>) -> Html {
    let part = |title: String, all: Vec<String>| {
        let more = all.len().saturating_sub(MOST_NAMES);
        html! {
            if !all.is_empty() {
                { heading(&title) }
                <ul class="compared">
                    { for all.iter().take(MOST_NAMES).map(|name| html! { <li>{ bidi("", name) }</li> }) }
                    if more > 0 { <li>{ words::and_more(more) }</li> }
                </ul>
            }
        }
    };
    let of = |is_meant: fn(&Fate) -> bool| -> Vec<String> {
        compared.iter().filter(|it| is_meant(&it.fate)).map(words::compared).collect()
    };
    let new = of(|fate| *fate == Fate::New);
    let differs = of(|fate| matches!(fate, Fate::Differs(_)));
    let here = of(|fate| *fate == Fate::Same);
    let left_out = remarks(&offer.read.findings);
    html! {
        <div class="offered" tabindex="0" autofocus=true role="region" aria-label="What it holds">
            { part(words::new(new.len()), new) }
            { part(words::different(differs.len()), differs) }
            { part(words::here(here.len()), here) }
            { part(words::TAKEN_KEYS.to_owned(), taken) }
            if !left_out.is_empty() {
                { heading("Left out") }
                <ul class="findings">{ for left_out.iter().map(|remark| html! { <li>{ bidi("", &remark.line) }</li> }) }</ul>
            }
        </div>
    }
}

/// The codebook as a file, with what each format has no room for.
#[component]
pub fn DownloadDialog(Props { store }: &Props) -> Html {
    let corpus = use_select(store, |state| Shared::from(state.corpus()));
    let left_out = use_memo(corpus, |corpus| {
        let codebook = corpus.codebook();
        CODEBOOKS.map(|format| format.left_out(&codebook))
    });
    let row = |(format, left_out): (&'static CodebookFormat, &Vec<_>)| {
        let id = format!("about-codebook-{}", format.id);
        html! {
            <li key={format.id}>
                <button autofocus={format.id == "json"} aria-describedby={id.clone()} onclick={store.on(Intent::Download(format))}>{ format.name }</button>
                <span class="ending">{ format.file.map_or_else(|| format!(".{}", format.ending), str::to_owned) }</span>
                <p {id}>
                    { words::format(format) }
                    if !left_out.is_empty() {
                        <strong>{ format!(" Left out: {}.", words::all_left_out(left_out)) }</strong>
                    }
                </p>
            </li>
        }
    };
    html! {
        <Dialog store={store.clone()} class="export codebooks" title="Download the codebook">
            <ul class="formats">{ for CODEBOOKS.into_iter().zip(left_out.iter()).map(row) }</ul>
        </Dialog>
    }
}

/// The label that goes, its name and the number of its annotations; and all labels.
#[hook]
fn use_label(store: &Store) -> Option<(Shared<LabelSet>, LabelId, Rc<str>, usize)> {
    use_select(store, |state| {
        let Some(Open::Label(id)) = update::open(state) else { return None };
        let labels = state.corpus().labels();
        let name = labels.get(&id)?.name.clone();
        let count = update::annotations_of(state, &id);
        Some((Shared::from(labels), id, name, count))
    })
}

/// The question into which label another one is to go.
#[component]
pub fn MergeDialog(Props { store }: &Props) -> Html {
    let chosen = use_state(|| None::<LabelId>);
    let Some((labels, id, name, count)) = use_label(store) else { return Html::default() };
    let others = labels.iter().filter(|label| label.id != id);
    let others: Vec<_> =
        others.map(|label| (label.id.clone(), AttrValue::from(label.name.clone()))).collect();
    let Some(into) = (*chosen).clone().or_else(|| others.first().map(|(id, _)| id.clone())) else {
        return Html::default();
    };
    let into_name = labels.name(&into).to_owned();
    let changed = {
        let chosen = chosen.clone();
        Callback::from(move |id| chosen.set(Some(id)))
    };
    let buttons = button("main", &words::merge(&name, &into_name), store.on(Intent::Merge(into.clone())));
    html! {
        <Dialog store={store.clone()} class="question" title={words::merge_question(&name)} note={paragraph("", words::CAN_BE_UNDONE)} {buttons}>
            <label class="line">{ "Into" }{ choice::select(None, others, &into, changed) }</label>
            { paragraph("", &words::merging(&name, &into_name, count)) }
        </Dialog>
    }
}

/// The question before a label goes with its annotations.
#[component]
pub fn DeleteDialog(Props { store }: &Props) -> Html {
    let Some((_, _, name, count)) = use_label(store) else { return Html::default() };
    let buttons = html! {
        <>
            <button autofocus=true onclick={store.on(intent::Intent::Show(None))}>{ "Keep it" }</button>
            { button("delete", &words::delete(count), store.on(Intent::Delete)) }
        </>
    };
    html! {
        <Dialog store={store.clone()} class="question" title={words::delete_question(&name, count)} note={paragraph("", words::CAN_BE_UNDONE)} {buttons}>
            { paragraph("", words::DELETING) }
        </Dialog>
    }
}
