//! A file with something to be said about it: what would come in, what is wrong, and the choice.

use super::piece;
use crate::app::session::PendingImport;
use crate::app::store::Store;
use crate::app::{describe, files};
use crate::words;
use glossator_core::import::{self, Finding, LabelChoice};
use glossator_core::model::label::LabelId;
use std::rc::Rc;
use yew::prelude::*;

/// A pending file; the same only if it was read at the same time.
#[derive(Clone)]
pub struct ByFile(pub PendingImport);

impl PartialEq for ByFile {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0.incoming, &other.0.incoming) && self.0.labels == other.0.labels
    }
}

/// The question about that file.
pub fn view(store: &Store, ByFile(pending): &ByFile) -> Html {
    /// A longer list helps nobody to decide; the rest is counted.
    const MOST_SHOWN: usize = 500;
    let corpus = store.corpus();
    let report = import::plan_labelled(&corpus, &pending.incoming, &pending.labels, &store.moment()).report;
    // These have lists to choose from.
    let is_remark = |finding: &&Finding| !matches!(finding, Finding::NewLabel(_));
    let remarks: Vec<_> = report.findings.iter().filter(is_remark).collect();
    let changed = piece::changing(store, files::choose_label);
    let here: Vec<_> = corpus
        .labels()
        .iter()
        .map(|label| (format!("={}", label.id), format!("take it for {}", label.name)))
        .collect();
    let label = |(number, (id, choice)): (usize, &(LabelId, LabelChoice))| {
        let chosen = match choice {
            LabelChoice::Add => files::ADD,
            LabelChoice::LeaveOut => files::LEAVE_OUT,
            LabelChoice::Take(other) => &format!("={other}"),
        };
        let words = [(files::ADD, "add it"), (files::LEAVE_OUT, "leave out what has it")];
        let others = here.iter().map(|(value, words)| (&**value, &**words));
        let choices = words.into_iter().chain(others);
        let select = piece::select(number.to_string(), None, chosen, &changed, choices);
        html! { <label class="new-label"><span>{ "The label “" }{ piece::brought("", &id.0) }{ "” is new here:" }</span>{ select }</label> }
    };
    let key = format!("{:p}", Rc::as_ptr(&pending.incoming));
    let answer = |take_in: bool| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| files::answer(&store, take_in))
    };
    let escape = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            files::answer(&store, false);
        })
    };
    let finding =
        |finding: &&Finding| html! { <li>{ piece::brought("", &words::import::finding(finding)) }</li> };
    let more = remarks.len().saturating_sub(MOST_SHOWN);
    html! {
        <dialog {key} class="import" aria-labelledby="import-title" oncancel={escape}>
            <h2 id="import-title">{ format!("Open “{}”?", pending.name) }</h2>
            { piece::paragraph("", &format!("What is in it – {}.", files::summary(&report))) }
            { for pending.labels.iter().enumerate().map(label) }
            if !remarks.is_empty() {
                { piece::paragraph("", &format!("Please look at {} first:", describe::counted(remarks.len(), "remark"))) }
                <ul class="findings" tabindex="0" aria-label="Remarks">
                    { for remarks.iter().take(MOST_SHOWN).map(finding) }
                    if more > 0 {
                        <li>{ format!("… and {more} more of these kinds.") }</li>
                    }
                </ul>
            }
            <div class="buttons">
                <button onclick={answer(false)}>{ "Cancel" }</button>
                <button class="main" autofocus=true onclick={answer(true)}>{ "Apply" }</button>
            </div>
        </dialog>
    }
}
