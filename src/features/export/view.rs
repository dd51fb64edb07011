//! Files to go on with: everything, tables, and a file for each tool that can read it, with what that keeps and leaves out; and
//! the choice of what goes out.

use super::state::Intent;
use super::update::choice as chosen;
use crate::app::dialog::Dialog;
use crate::app::intent::Counts;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::choice;
use crate::widgets::text::{bidi, heading, paragraph};
use crate::words::{export, files as words, formats};
use glossator_core::export::Contents;
use glossator_core::formats::{FORMATS, Format, LeftOut};
use glossator_core::model::label::Label;
use yew::prelude::*;

/// The formats that spreadsheets open.
const TABLES: [&str; 2] = ["csv", "spreadsheet"];

/// See the module.
#[component]
pub fn ExportDialog(Props { store }: &Props) -> Html {
    let (corpus, exporting, document) = use_select(store, |state| {
        (Shared::from(state.corpus()), state.export.clone(), state.session.document.clone())
    });
    let environment = store.environment();
    let (segmenter, time) = (environment.segmenter, environment.now);
    // Numbers of what goes out, and what each format leaves out of it: made once, not at each redraw.
    let contents =
        use_memo((corpus.clone(), exporting.clone(), document), |(corpus, exporting, document)| {
            let contents = Contents::of(corpus, &chosen(exporting, document), time(), segmenter);
            let spans: usize = contents.articles.iter().map(|article| article.spans.len()).sum();
            let left_out: Vec<_> = FORMATS.into_iter().map(|format| format.left_out(&contents)).collect();
            (words::contents(contents.articles.len(), spans), left_out)
        });
    let (contents, left_out) = &*contents;
    let label = |label: &Label| {
        let (id, checked) = (label.id.clone(), !exporting.without.contains(&label.id));
        let changed = store.callback(move |is_exported| Intent::SetLabel(id.clone(), is_exported));
        choice::tick_before(bidi("", &label.name), checked, changed)
    };
    let of_format = |(format, left_out): &(&'static Format, &Vec<LeftOut>)| {
        let about = html! {
            <>
                { format!("Keeps {}. Without {}.", formats::keeps(format), formats::leaves_out(format)) }
                if !left_out.is_empty() {
                    <strong>{ format!(" Left out: {}.", export::all_left_out(left_out)) }</strong>
                }
            </>
        };
        row(format.id, format.name, format.ending, about, store.on(Intent::Export(format)))
    };
    let is_table = |(format, _): &(&'static Format, &Vec<LeftOut>)| TABLES.contains(&format.id);
    let (tables, tools): (Vec<_>, Vec<_>) = FORMATS.into_iter().zip(left_out).partition(is_table);
    let all = html! { { words::ALL } };
    let counts = html! { { words::COUNTS } };
    html! {
        <Dialog store={store.clone()} class="export" title="Export" note={paragraph("", words::EXPORT)}>
            { heading("Go on here") }
            <ul class="formats">{ row("json", "Download JSON", "json", all, store.on(Intent::DownloadJson)) }</ul>
            <div class="chosen" role="group" aria-label="What is exported">
                { choice::here(exporting.here, &store.callback(Intent::SetHere)) }
                { for corpus.labels().iter().map(label) }
                <p role="status">{ contents.clone() }</p>
            </div>
            { heading("Spreadsheet") }
            <ul class="formats">
                { for tables.iter().map(of_format) }
                { row("counts", "Counts", "csv", counts, store.on(Counts::Download)) }
            </ul>
            { heading("Other tools") }
            <ul class="formats">{ for tools.iter().map(of_format) }</ul>
        </Dialog>
    }
}

/// A file that can be had: its name with its ending, and what stands in it.
fn row(id: &str, name: &'static str, ending: &str, about: Html, onclick: Callback<MouseEvent>) -> Html {
    let id = format!("about-{id}");
    html! {
        <li>
            <button autofocus={ending == "json"} aria-describedby={id.clone()} {onclick}>{ name }</button>
            <span class="ending">{ format!(".{ending}") }</span>
            <p {id}>{ about }</p>
        </li>
    }
}
