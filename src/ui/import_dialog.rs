//! A file with something to be said about it: what would come in, what is wrong, and the choice.

use super::piece;
use crate::app::session::PendingImport;
use crate::app::store::Store;
use crate::app::{describe, files};
use glossator_core::import::{self, Finding};
use std::rc::Rc;
use yew::prelude::*;

/// A pending file; the same only if it was read at the same time.
#[derive(Clone)]
pub struct ByFile(pub PendingImport);

impl PartialEq for ByFile {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0.incoming, &other.0.incoming)
    }
}

/// The question about that file.
pub fn view(store: &Store, ByFile(pending): &ByFile) -> Html {
    /// A longer list helps nobody to decide; the rest is counted.
    const MOST_SHOWN: usize = 500;
    let report = import::plan(&store.corpus(), &pending.incoming, &store.moment()).report;
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
    let finding = |finding: &Finding| html! { <li><bdi>{ finding.to_string() }</bdi></li> };
    let more = report.findings.len().saturating_sub(MOST_SHOWN);
    html! {
        <dialog {key} class="import" aria-labelledby="import-title" oncancel={escape}>
            <h2 id="import-title">{ format!("Open “{}”?", pending.name) }</h2>
            { piece::paragraph("", &format!("What is in it – {}.", files::summary(&report))) }
            { piece::paragraph("", &format!("Please look at {} first:", describe::counted(report.findings.len(), "remark"))) }
            <ul class="findings" tabindex="0" aria-label="Remarks">
                { for report.findings.iter().take(MOST_SHOWN).map(finding) }
                if more > 0 {
                    <li>{ format!("… and {more} more of these kinds.") }</li>
                }
            </ul>
            <div class="buttons">
                <button onclick={answer(false)}>{ "Cancel" }</button>
                <button class="main" autofocus=true onclick={answer(true)}>{ "Apply" }</button>
            </div>
        </dialog>
    }
}
