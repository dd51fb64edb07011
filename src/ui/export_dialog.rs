//! Export: what goes out, and a button for each tool that can read it, with what its file holds and leaves out.

use super::{dialog, piece};
use crate::app::session::Exporting;
use crate::app::store::Store;
use crate::app::{describe, export, intent};
use crate::words;
use glossator_core::corpus::Corpus;
use glossator_core::export::Contents;
use glossator_core::formats::{FORMATS, Format};
use glossator_core::model::label::Label;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, corpus: &Corpus, exporting: &Exporting) -> Html {
    let changed = piece::changing(store, export::change);
    let contents = Contents::of(corpus, &store.read(export::choice), store.moment().time, store.segmenter());
    let count: usize = contents.articles.iter().map(|article| article.spans.len()).sum();
    let what = format!(
        "{} with {}",
        describe::counted(contents.articles.len(), "article"),
        describe::counted(count, "annotation")
    );
    let label = |label: &Label| {
        let checked = !exporting.without.contains(&label.id);
        let name = format!("label-{}", label.id);
        html! {
            <label><input type="checkbox" {name} {checked} onchange={changed.clone()} />{ piece::brought("", &label.name) }</label>
        }
    };
    let format = |format: &'static Format| {
        let export = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| export::export(&store, format))
        };
        let left_out = format.left_out(&contents);
        let id = format!("about-{}", format.id);
        html! {
            <li>
                <button aria-describedby={id.clone()} onclick={export}>{ format.name }</button>
                <div {id}>
                    { piece::paragraph("", &format!("Keeps {}.", words::formats::keeps(format))) }
                    { piece::paragraph("quiet", &format!("Without {}.", words::formats::leaves_out(format))) }
                    if !left_out.is_empty() {
                        { piece::paragraph("left-out", &format!("Left out: {}.", words::export::all_left_out(&left_out))) }
                    }
                </div>
            </li>
        }
    };
    let body = html! {
        <>
            { piece::paragraph("quiet", "Files for other tools. To go on here, or to keep everything, take the JSON.") }
            <div class="switches" role="group" aria-label="What is exported">
                { piece::places(exporting.here, &changed) }
                { for corpus.labels().iter().map(label) }
            </div>
            <p role="status">{ what }</p>
            <ul class="formats">{ for FORMATS.into_iter().map(format) }</ul>
        </>
    };
    let buttons = html! {
        <>
            { piece::button(store, "", "Download JSON", intent::download) }
            { dialog::close("main") }
        </>
    };
    dialog::view(store, "export", "Export", body, buttons)
}
