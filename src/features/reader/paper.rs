//! On paper: a legend of the labels above the article, and its notes below it. They are made while the page is being printed
//! and not before.

use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::state::State;
use crate::widgets::label::sign;
use crate::words::{cut, shortened};
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelSet;
use yew::prelude::*;

/// The article that is being printed, and the labels in use.
fn printed(state: &State) -> Option<(Shared<Document>, Shared<LabelSet>)> {
    let document = state.document().filter(|_| state.reader.drawing.is_for_paper)?;
    Some((Shared::from(document), Shared::from(state.corpus().labels())))
}

/// The signs of the labels that the article has, with their names.
#[component]
pub fn Legend(Props { store }: &Props) -> Html {
    let Some((document, labels)) = use_select(store, printed) else { return Html::default() };
    let is_here = |id| document.counts.iter().any(|(label, _)| label == id);
    let here = labels.iter().filter(|label| is_here(&label.id));
    let item =
        here.map(|label| html! { <li>{ sign(&labels, &label.id) }{ cut(&label.name).into_owned() }</li> });
    html! { <ul class="legend" aria-label="The labels of the article">{ for item }</ul> }
}

/// The notes of the article in text order, each behind the words that it is about.
#[component]
pub fn Notes(Props { store }: &Props) -> Html {
    let Some((document, labels)) = use_select(store, printed) else { return Html::default() };
    let noted: Vec<_> = document.annotations().filter(|annotation| !annotation.note.is_empty()).collect();
    if noted.is_empty() {
        return Html::default();
    }
    let item = noted.into_iter().map(|annotation| {
        html! {
            <li>
                { sign(&labels, &annotation.label) }
                <q>{ shortened(annotation.quote(&document.text)) }</q>{ " " }{ cut(&annotation.note).into_owned() }
            </li>
        }
    });
    html! { <section class="end-notes" aria-label="Notes"><h2>{ "Notes" }</h2><ol>{ for item }</ol></section> }
}
