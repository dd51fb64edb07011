//! The table of counts. A number leads to what was counted.

use super::state::Intent;
use crate::app::dialog::Dialog;
use crate::app::intent::Annotations;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::button;
use crate::widgets::label::{label_name, look, sign};
use crate::widgets::text::{bidi, paragraph};
use crate::words::{articles, counts as words};
use glossator_core::model::label::LabelId;
use glossator_core::query::Query;
use glossator_core::query::counts::{self, Count, Row};
use yew::prelude::*;

/// See the module.
#[component]
pub fn CountsDialog(Props { store }: &Props) -> Html {
    let (corpus, strings) = use_select(store, |state| (Shared::from(state.corpus()), state.counts.strings));
    let counts = use_memo(corpus.clone(), |corpus| counts::counts(corpus));
    let labels = corpus.labels();
    let cell = |count: &Count, row: &Row, label: Option<&LabelId>| {
        let number = if strings { count.strings } else { count.mentions };
        let of = row.document.as_ref().map(|document| document.id.clone());
        let query = Query { labels: label.cloned().into_iter().collect(), once: strings, ..Query::default() };
        html! {
            <td>
                if number == 0 {
                    <span class="nothing">{ "0" }</span>
                } else {
                    <button aria-label={words::show(number)} onclick={store.on(Annotations::List(of, query))}>{ number.to_string() }</button>
                }
            </td>
        }
    };
    let row = |row: &Row| {
        let title = row.document.as_ref().map_or_else(|| "All articles".to_owned(), |it| articles::named(it));
        let cells = counts.labels.iter().zip(&row.cells).map(|(label, count)| cell(count, row, Some(label)));
        html! {
            <tr>
                <th scope="row">{ bidi("", &title) }</th>
                { for cells }
                { cell(&row.sum, row, None) }
            </tr>
        }
    };
    let column = |label: &LabelId| {
        html! { <th scope="col" data-look={look(labels, label)}>{ sign(labels, label) }{ label_name(labels.name(label)) }</th> }
    };
    let choice = |name: &'static str, counts_strings: bool| {
        let pressed = (strings == counts_strings).to_string();
        html! { <button aria-pressed={pressed} onclick={store.on(Intent::CountStrings(counts_strings))}>{ name }</button> }
    };
    let buttons = button("main", "Download CSV", store.on(Intent::Download));
    html! {
        <Dialog store={store.clone()} class="tables" title="Counts" note={paragraph("", words::STRINGS)} {buttons}>
            <div class="switch" role="group" aria-label="What is counted">
                { choice("Mentions", false) }
                { choice("Different strings", true) }
            </div>
            <ul class="letters" aria-hidden="true">
                { for counts.labels.iter().map(|label| html! { <li>{ sign(labels, label) }{ labels.name(label).to_owned() }</li> }) }
            </ul>
            <div class="wide" tabindex="0" role="region" aria-label="Table">
                <table class="table counts-table">
                    <thead><tr><th scope="col">{ "Article" }</th>{ for counts.labels.iter().map(column) }<th scope="col">{ "All" }</th></tr></thead>
                    <tbody>{ for counts.rows.iter().map(row) }</tbody>
                    <tfoot>{ row(&counts.sums) }</tfoot>
                </table>
            </div>
        </Dialog>
    }
}
