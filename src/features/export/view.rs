//! The choice of what goes out, and a button for each tool that can read it, with what its file holds and leaves out.

use super::state::Intent;
use super::update::choice as chosen;
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::modal::close;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{export, files as words, formats};
use glossator_core::export::Contents;
use glossator_core::formats::{FORMATS, Format, LeftOut};
use glossator_core::model::label::Label;
use yew::prelude::*;

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
    let format = |(format, left_out): (&'static Format, &Vec<LeftOut>)| {
        let id = format!("about-{}", format.id);
        html! {
            <li>
                <button aria-describedby={id.clone()} onclick={store.on(Intent::Export(format))}>{ format.name }</button>
                <div {id}>
                    { paragraph("", &format!("Keeps {}.", formats::keeps(format))) }
                    { paragraph("quiet", &format!("Without {}.", formats::leaves_out(format))) }
                    if !left_out.is_empty() {
                        { paragraph("left-out", &format!("Left out: {}.", export::all_left_out(left_out))) }
                    }
                </div>
            </li>
        }
    };
    let buttons = html! {
        <>
            { button("", "Download JSON", store.on(Intent::DownloadJson)) }
            { close("main") }
        </>
    };
    html! {
        <Dialog store={store.clone()} class="export" title="Export" {buttons}>
            { paragraph("quiet", words::EXPORT) }
            <div class="switches" role="group" aria-label="What is exported">
                { choice::here(exporting.here, store.callback(Intent::SetHere)) }
                { for corpus.labels().iter().map(label) }
            </div>
            <p role="status">{ contents.clone() }</p>
            <ul class="formats">{ for FORMATS.into_iter().zip(left_out).map(format) }</ul>
        </Dialog>
    }
}
