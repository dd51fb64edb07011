//! Counts: how much is tagged as what in which article. A number leads to what was counted.

use super::{dialog, lane, piece};
use crate::app::store::Store;
use crate::app::{intent, listing};
use glossator_core::corpus::Corpus;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::counts::{self, Count, Row};
use yew::prelude::*;

/// See the module. Annotations are counted, or the different strings among them.
pub fn view(store: &Store, corpus: &Corpus, strings: bool) -> Html {
    let counts = counts::counts(corpus);
    let labels = corpus.labels();
    let cell = |count: &Count, row: &Row, label: Option<&LabelId>| {
        let number = if strings { count.strings } else { count.mentions };
        let of = Some(row.document.clone()).filter(|of| *of != DocumentId::default());
        let name = format!("{number}: show them");
        html! {
            <td>
                if number == 0 {
                    { "0" }
                } else {
                    <button aria-label={name} onclick={piece::acting_on(store, (of, label.cloned()), listing::show)}>{ number.to_string() }</button>
                }
            </td>
        }
    };
    let row = |row: &Row| {
        let title = if row.document == DocumentId::default() { "All articles" } else { &row.title };
        let cells = counts.labels.iter().zip(&row.cells).map(|(label, count)| cell(count, row, Some(label)));
        html! {
            <tr>
                <th scope="row">{ piece::brought("", title) }</th>
                { for cells }
                { cell(&row.sum, row, None) }
            </tr>
        }
    };
    let column = |label: &LabelId| {
        html! { <th scope="col" data-lane={lane(labels.rank(label))}>{ piece::label_name(labels.name(label)) }</th> }
    };
    let choice = |name: &'static str, means_strings: bool| {
        let choose = piece::acting_on(store, means_strings, |store, strings| {
            store.update(|session| session.counts_strings = strings);
        });
        html! { <button aria-pressed={(strings == means_strings).to_string()} onclick={choose}>{ name }</button> }
    };
    let body = html! {
        <>
            <div class="switches" role="group" aria-label="What is counted">
                { choice("Mentions", false) }
                { choice("Different strings", true) }
            </div>
            <div class="wide" tabindex="0" role="region" aria-label="Table">
                <table class="counts-table">
                    <thead><tr><th scope="col">{ "Article" }</th>{ for counts.labels.iter().map(column) }<th scope="col">{ "All" }</th></tr></thead>
                    <tbody>{ for counts.rows.iter().map(row) }</tbody>
                    <tfoot>{ row(&counts.sums) }</tfoot>
                </table>
            </div>
            { piece::paragraph("quiet", "A string of two articles, or with two labels, is one where both are counted.") }
        </>
    };
    let buttons = html! {
        <>
            { piece::button(store, "", "Download CSV", intent::download_counts) }
            { dialog::close("main") }
        </>
    };
    dialog::view(store, "tables", "Counts", body, buttons)
}
