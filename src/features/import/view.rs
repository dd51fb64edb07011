//! A file with something to be said about it: what would come in, what is wrong, and the choice. And the sign under files that
//! are dragged over the page.

use super::state::{Intent, Pending};
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::modal::Modal;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{articles, files as words, import};
use glossator_core::import::{Finding, LabelChoice};
use glossator_core::model::label::{LabelId, LabelSet};
use std::rc::Rc;
use yew::prelude::*;

/// The question about the first file that waits.
#[component]
pub fn ImportDialog(Props { store }: &Props) -> Html {
    let pending = use_select(store, |state| {
        let labels = Shared::from(state.corpus().labels());
        state.import.pending.first().map(|pending| (Same(pending.clone()), labels))
    });
    pending.map_or_else(Html::default, |(Same(pending), labels)| question(store, &pending, &labels))
}

/// A file, compared as the one that was read at that time.
#[derive(Clone)]
struct Same(Pending);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&other.0)
    }
}

fn question(store: &Store, pending: &Pending, here: &LabelSet) -> Html {
    /// A longer list helps nobody to decide; the rest is counted.
    const MOST_SHOWN: usize = 500;
    // New labels have lists to choose from.
    let is_remark = |finding: &&Finding| !matches!(finding, Finding::NewLabel(_));
    let remarks: Vec<_> = pending.report.findings.iter().filter(is_remark).collect();
    let mut choices: Vec<(LabelChoice, AttrValue)> =
        vec![(LabelChoice::Add, "add it".into()), (LabelChoice::LeaveOut, "leave out what has it".into())];
    choices
        .extend(here.iter().map(|label| {
            (LabelChoice::Take(label.id.clone()), format!("take it for {}", label.name).into())
        }));
    let label = |(place, (id, chosen)): (usize, &(LabelId, LabelChoice))| {
        let changed = store.callback(move |choice| Intent::ChooseLabel(place, choice));
        let select = choice::select(None, choices.clone(), chosen, changed);
        html! { <label class="new-label"><span>{ "The label “" }{ bidi("", &id.0) }{ "” is new here:" }</span>{ select }</label> }
    };
    let key = format!("{:p}", Rc::as_ptr(&pending.incoming));
    let escaping = store.clone();
    let oncancel = Callback::from(move |event: Event| {
        event.prevent_default();
        escaping.send(Intent::Answer(false));
    });
    let finding = |finding: &&Finding| html! { <li>{ bidi("", &import::finding(finding)) }</li> };
    let more = remarks.len().saturating_sub(MOST_SHOWN);
    html! {
        <Modal {key} class="import" title={words::open(&pending.name)} {oncancel}>
            { paragraph("", &format!("What is in it – {}.", words::summary(&pending.report))) }
            { for pending.labels.iter().enumerate().map(label) }
            if !remarks.is_empty() {
                { paragraph("", &words::look_at(remarks.len())) }
                <ul class="findings" tabindex="0" aria-label="Remarks">
                    { for remarks.iter().take(MOST_SHOWN).map(finding) }
                    if more > 0 {
                        <li>{ format!("… and {more} more of these kinds.") }</li>
                    }
                </ul>
            }
            <div class="buttons">
                <button onclick={store.on(Intent::Answer(false))}>{ "Cancel" }</button>
                <button class="main" autofocus=true onclick={store.on(Intent::Answer(true))}>{ "Apply" }</button>
            </div>
        </Modal>
    }
}

/// The sign under files that are dragged over the page.
#[component]
pub fn DropSign(Props { store }: &Props) -> Html {
    if !use_select(store, |state| state.import.dragging) {
        return Html::default();
    }
    html! { <div class="drop-sign" aria-hidden="true">{ paragraph("", articles::DROP) }</div> }
}
