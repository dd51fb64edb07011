//! The article's annotations in text order, and the card of the open one.

use super::annotation_card;
use super::annotation_row::AnnotationRow;
use crate::app::select::{use_select, use_store};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use yew::prelude::*;

/// See the module.
#[component]
pub fn AnnotationList() -> Html {
    let store = use_store();
    let document = use_select(|state| state.document().map(Shared::from));
    let open = use_select(|state| {
        state.session.annotation.and_then(|id| state.corpus.annotation(id)).map(Shared::from)
    });
    let open_extras = use_select(|state| {
        let open = state.session.annotation.and_then(|id| state.corpus.annotation(id));
        let note = open.map(|open| match &state.session.draft {
            Some((of, draft)) if *of == open.id => draft.clone(),
            _ => open.note.clone(),
        });
        let author = open.map(|open| state.corpus.annotator_name(open.annotator));
        (note.unwrap_or_default(), author.unwrap_or_default())
    });
    let labels = use_select(|state| Shared::from(state.corpus.labels()));
    let shown = use_select(|state| state.session.panel == Some(Panel::Annotations));
    let rows = document.iter().flat_map(|document| {
        document.annotations().map(|annotation| {
            let is_open = open.as_ref().is_some_and(|open| open.id == annotation.id);
            let text = Shared::from(&document.text);
            html! {
                <AnnotationRow key={annotation.id.to_string()} annotation={Shared::from(annotation)} {text} labels={labels.clone()} {is_open} />
            }
        })
    });
    let count = document.as_ref().map_or(0, |document| document.annotation_count());
    let card = open.as_ref().zip(document.as_ref()).map(|(annotation, document)| {
        let (note, author) = &open_extras;
        annotation_card::view(&store, annotation, &document.text, &labels, note, author)
    });
    html! {
        <aside role="region" aria-label="Annotations" class={classes!("panel", "annotations", shown.then_some("open"))}>
            <h2>{ "Annotations " }<span class="number">{ count }</span></h2>
            if count == 0 {
                <p class="quiet">{ "Select words, then press 1, 2 or 3. What you tag is listed here." }</p>
            }
            <ul class="rows">{ for rows }</ul>
            { for card }
        </aside>
    }
}
