//! The annotations that are wanted, in the order that is wanted.

use super::card::Card;
use super::row::{Row, Standing};
use super::state::Intent;
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use crate::app::state::Subject;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::label::LabelButtons;
use crate::words::annotations as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::query::{self, Order, Query};
use std::rc::Rc;
use yew::prelude::*;

/// The orders that can be chosen.
const ORDERS: [(Order, &str); 4] = [
    (Order::Text, "As in the text"),
    (Order::Newest, "Latest first"),
    (Order::Label, "By label"),
    (Order::Words, "By their words"),
];

/// The height of a row where not all are drawn, in `rem`; the style sheet says the same.
const ROW: usize = 5;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    corpus: Shared<Corpus>,
    document: DocumentId,
    query: Query,
    everywhere: bool,
    open: Option<AnnotationId>,
    picked: Vec<AnnotationId>,
    /// True if keys are about what is picked.
    has_keys: bool,
    panel: Option<Panel>,
    first_row: usize,
}

/// The panel with filters, rows and card.
#[component]
pub fn AnnotationList(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| View {
        corpus: Shared::from(state.corpus()),
        document: state.session.document.clone(),
        query: state.annotations.query.clone(),
        everywhere: state.annotations.everywhere,
        open: state.open().map(|open| open.id),
        picked: state.annotations.picked.clone(),
        has_keys: state.keys().single && state.subject() == Some(Subject::Rows),
        panel: state.session.panel,
        first_row: state.annotations.first_row,
    });
    let revealing = store.clone();
    // A list that was not there has forgotten how far it was scrolled.
    use_effect_with(view.panel, move |panel| {
        if panel.is_some() {
            revealing.send(Intent::ShowOpenRow);
        }
    });
    let Some(document) = view.corpus.document(&view.document) else { return Html::default() };
    let state = match view.panel {
        Some(Panel::Annotations) => Some("open"),
        Some(Panel::Card) if view.open.is_some() => Some("card"),
        _ => None,
    };
    let of = (!view.everywhere).then_some(&view.document);
    let listed = query::rows(&view.corpus, of, &view.query, store.environment().matcher);
    let count = listed.count();
    let all = if view.everywhere { view.corpus.annotation_count() } else { document.annotation_count() };
    let empty = match (all, count) {
        (0, _) => words::NOTHING_TAGGED,
        (_, 0) => words::NOTHING_LEFT,
        _ => "",
    };
    let number = if count < all { format!("{count} of {all}") } else { count.to_string() };
    html! {
        <aside role="region" aria-label="Annotations" class="panel annotations" data-state={state}>
            <h2>{ "Annotations " }<span class="number">{ number }</span></h2>
            { filters(store, &view) }
            <p class="quiet" hidden={empty.is_empty()}>{ empty }</p>
            { rows(store, &view, &listed, count) }
            // Below the rows: those stay where they are.
            if !view.picked.is_empty() {
                { together(store, &view) }
            }
            <Card store={store.clone()} />
        </aside>
    }
}

fn rows(store: &Store, view: &View, listed: &query::Rows<'_>, count: usize) -> Html {
    let drawn = super::state::drawn(view.first_row, count);
    let (above, below) = (drawn.start, count - drawn.end);
    let rows = listed.part(drawn.clone());
    let stop = rows.iter().position(|(_, one)| Some(one.id) == view.open).unwrap_or_default();
    let labels = Shared::from(view.corpus.labels());
    let row = |(index, (document, annotation)): (usize, &(&Rc<Document>, &Rc<Annotation>))| {
        let standing = Standing {
            is_open: Some(annotation.id) == view.open,
            is_picked: view.picked.contains(&annotation.id),
            is_stop: index == stop,
            place: (drawn.len() < count).then_some((drawn.start + index + 1, count)),
        };
        let title = view.everywhere.then(|| document.title.clone());
        let whereabouts = super::row::whereabouts(document, annotation, &labels);
        html! {
            <Row key={annotation.id.to_string()} store={store.clone()} annotation={Shared::from(*annotation)}
                text={Shared::from(&document.text)} labels={labels.clone()} {title} whereabouts={AttrValue::from(whereabouts)} {standing} />
        }
    };
    // As high as the rows that are not drawn. With a key, like those: a list of which some have none is compared by position.
    let room = |key: &str, rows: usize| html! { <li {key} hidden={rows == 0} aria-hidden="true"><svg width="1" height={format!("{}rem", ROW * rows)}></svg></li> };
    html! {
        <ul id="rows" class={if drawn.len() < count { "rows even" } else { "rows" }}>
            { room("above", above) }
            { for rows.iter().enumerate().map(row) }
            { room("below", below) }
        </ul>
    }
}

/// The choice of what the list shows.
fn filters(store: &Store, View { corpus, query, everywhere, .. }: &View) -> Html {
    let is_on = *everywhere || *query != Query::default();
    html! {
        <details class="filters" aria-label="Filter and sort">
            <summary>{ if is_on { "Filter and sort (on)" } else { "Filter and sort" } }</summary>
            <input type="search" aria-label="Words or note" placeholder="Words or note" autocomplete="off"
                value={query.words.to_string()} oninput={on_input(store.callback(Intent::SetWords))} />
            { choice::labels(Some("Label"), "All labels", corpus.labels(), query.label.as_ref(), store.callback(Intent::SetLabel)) }
            { choice::here(!everywhere, store.callback(|here: bool| Intent::SetEverywhere(!here))) }
            { choice::select_of(Some("Order"), &ORDERS, query.order, store.callback(Intent::SetOrder)) }
            { choice::tick("once", html! { { "Each string once" } }, query.once, store.callback(Intent::SetOnce)) }
            { button("small", "Pick all, or none", store.on(Intent::PickAll)) }
        </details>
    }
}

/// Everything that can be done with all that are picked.
fn together(store: &Store, View { corpus, picked, has_keys, .. }: &View) -> Html {
    let act = store.callback(
        |(label, adds)| {
            if adds { Intent::AddToPicked(label) } else { Intent::RelabelPicked(label) }
        },
    );
    let labels = Shared::from(corpus.labels());
    html! {
        <div class="together" role="group" aria-label="Picked annotations">
            <span>{ format!("{} picked: ", picked.len()) }</span>
            <LabelButtons {labels} has_keys={*has_keys} {act} />
            <button class="delete" aria-keyshortcuts={has_keys.then_some("Delete")} onclick={store.on(Intent::DeletePicked)}>
                { "Delete picked" }
            </button>
        </div>
    }
}
