//! The article's annotations in text order, and the card of the open one.

use super::{annotation_card, annotation_row};
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use glossator_core::annotation::Annotation;
use glossator_core::document::Document;
use glossator_core::label::LabelSet;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    document: Option<Shared<Document>>,
    labels: Shared<LabelSet>,
    open: Option<Shared<Annotation>>,
    note: Rc<str>,
    author: Rc<str>,
    panel: Option<Panel>,
    rows: Range<usize>,
}

/// See the module.
#[component]
pub fn AnnotationList(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let open = state.session.annotation.and_then(|id| state.corpus.annotation(id));
        let note = open.map(|open| match &state.session.draft {
            Some((of, draft)) if *of == open.id => draft.clone(),
            _ => open.note.clone(),
        });
        View {
            document: state.document().map(Shared::from),
            labels: Shared::from(state.corpus.labels()),
            open: open.map(Shared::from),
            note: note.unwrap_or_default(),
            author: open.map(|open| state.corpus.annotator_name(open.annotator)).unwrap_or_default(),
            panel: state.session.panel,
            rows: state.session.rows(state.document().map_or(0, |document| document.annotation_count())),
        }
    });
    let state = match view.panel {
        Some(Panel::Annotations) => Some("open"),
        Some(Panel::Card) if view.open.is_some() => Some("card"),
        _ => None,
    };
    let count = view.document.as_ref().map_or(0, |document| document.annotation_count());
    let (above, below) = (view.rows.start, count - view.rows.end);
    let Some(document) = &view.document else { return Html::default() };
    let is_open = |annotation: &Annotation| view.open.as_ref().is_some_and(|open| open.id == annotation.id);
    let row = |(index, annotation): (usize, &Rc<Annotation>)| {
        let place = (view.rows.len() < count).then_some((index + 1, count));
        annotation_row::view(store, annotation, &document.text, &view.labels, is_open(annotation), place)
    };
    let rows = document.annotations().enumerate().skip(view.rows.start).take(view.rows.len()).map(row);
    let more = |count: usize, name: &str, row: usize| {
        let store = store.clone();
        let onclick = move |_: MouseEvent| store.update(|session| session.first_row = row);
        // With a key, like the rows: a list of which some have none is compared by position.
        html! { <li key={name} hidden={count == 0}><button class="more" {onclick}>{ format!("{count} {name}") }</button></li> }
    };
    let card = view.open.as_ref().map(|open| {
        annotation_card::view(store, open, &document.text, &view.labels, &view.note, &view.author)
    });
    html! {
        <aside role="region" aria-label="Annotations" class="panel annotations" data-state={state}>
            <h2>{ "Annotations " }<span class="number">{ count }</span></h2>
            if document.counts.is_empty() {
                <p class="quiet">{ "What you tag in this article is listed here." }</p>
            }
            <ul class="rows">
                { more(above, "earlier", view.rows.start.saturating_sub(view.rows.len() / 2)) }
                { for rows }
                { more(below, "later", view.rows.start + view.rows.len() / 2) }
            </ul>
            { card.unwrap_or_default() }
        </aside>
    }
}
