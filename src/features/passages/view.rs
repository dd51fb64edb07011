//! The list of all passages: who shares words with whom, the marks around them, and the words. A row leads to its place.

use super::state::{Filter, Intent, Listed};
use super::update::STEP;
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::text::{bidi, paragraph};
use crate::words::articles::shortly;
use crate::words::{cut, passages as words};
use glossator_core::corpus::Corpus;
use glossator_core::query::passages::{Kind, MOST};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// Kinds by which the list can be filtered, the strongest sign first.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Left, "Quoted in one"),
    (Kind::Both, "Quoted in both"),
    (Kind::Neither, "Not quoted"),
    (Kind::Partly, "Partly quoted"),
];

/// See the module.
#[component]
pub fn PassagesDialog(Props { store }: &Props) -> Html {
    let (corpus, found, filter, more, progress) = use_select(store, |state| {
        let passages = &state.passages;
        let found = passages.found.as_ref().map(Shared::from);
        (Shared::from(state.corpus()), found, passages.filter.clone(), passages.more, passages.progress())
    });
    let note = paragraph("", words::NOTE);
    let content = match &found {
        None => {
            let (done, of) = progress.unwrap_or_default();
            html! { <p class="quiet" aria-live="polite">{ words::looking(done, of) }</p> }
        }
        Some(found) if found.all().is_empty() => paragraph("quiet", words::NONE),
        Some(found) => {
            let all: Vec<_> = found.all().iter().filter_map(|it| Listed::of(&corpus, it)).collect();
            let rows: Vec<_> = all.iter().filter(|listed| filter.is_met(listed)).collect();
            let drawn = rows.len().min(STEP + more);
            html! {
                <>
                    { conditions(store, &filter, &all) }
                    if rows.is_empty() { { paragraph("quiet", words::NONE_LEFT) } }
                    if found.all().len() >= MOST { { paragraph("quiet", &words::too_many()) } }
                    <ul class="passages">{ for rows[..drawn].iter().map(|listed| row(store, &corpus, listed)) }</ul>
                    if drawn < rows.len() {
                        { button("small", &format!("Show more ({})", rows.len() - drawn), store.on(Intent::ShowMore)) }
                    }
                </>
            }
        }
    };
    html! {
        <Dialog store={store.clone()} class="same-words" title={words::TITLE} {note}>{ content }</Dialog>
    }
}

/// The kinds with their numbers, and the outlets.
fn conditions(store: &Store, filter: &Filter, all: &[Listed<'_>]) -> Html {
    let chip = |(kind, name): &(Kind, &'static str)| {
        let of_kind = Filter { kind: Some(*kind), outlet: filter.outlet.clone() };
        let number = all.iter().filter(|listed| of_kind.is_met(listed)).count();
        let is_on = filter.kind == Some(*kind);
        let next = if is_on { Filter { kind: None, ..of_kind } } else { of_kind };
        html! {
            <button class="chip" aria-pressed={is_on.to_string()} onclick={store.on(Intent::SetFilter(next))}>
                { *name }{ " " }<span class="number">{ number }</span>
            </button>
        }
    };
    let outlets: BTreeSet<Rc<str>> =
        all.iter().flat_map(|listed| [listed.left, listed.right]).map(|it| shortly(it)).collect();
    let mut choices = vec![(None, AttrValue::from("All outlets"))];
    choices.extend(outlets.into_iter().map(|outlet| (Some(outlet.clone()), AttrValue::from(outlet))));
    let kind = filter.kind;
    let changed = store.callback(move |outlet| Intent::SetFilter(Filter { kind, outlet }));
    html! {
        <div class="chips" role="group" aria-label="Which are shown">
            { for KINDS.iter().map(chip) }
            { choice::select(Some("Outlet"), choices, &filter.outlet, changed) }
        </div>
    }
}

fn row(store: &Store, corpus: &Corpus, Listed { passage, left, right }: &Listed<'_>) -> Html {
    let [one, other] = [left, right].map(|document| shortly(document));
    let said = passage.left.1.of(left.text.content());
    html! {
        <li key={format!("{:?} {:?}", passage.left, passage.right)}>
            <button data-passage={passage.words.to_string()} onclick={store.on(Intent::Choose((*passage).clone()))}>
                <strong>{ bidi("", &one) }{ " · " }{ bidi("", &other) }</strong>
                <span class="quiet">{ words::same(corpus, passage) }</span>
                <bdi class="said">{ cut(said).into_owned() }</bdi>
            </button>
        </li>
    }
}
