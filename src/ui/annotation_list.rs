//! The annotations that are wanted, in the order that is wanted, and the card of the open one.

use super::annotation_card::{self, Beside};
use super::annotation_row::{self, Standing};
use super::{label_button, piece};
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::app::{caret, listing, others, preferences};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelSet;
use glossator_core::query::search::Occurrences;
use glossator_core::query::{self, Query};
use std::rc::Rc;
use yew::prelude::*;

/// How high a row is where not all are drawn, in `rem`; the style sheet says the same.
const ROW: usize = 5;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    corpus: Shared<Corpus>,
    query: Query,
    everywhere: bool,
    document: Option<Shared<Document>>,
    open: Option<Shared<Annotation>>,
    here: Vec<Rc<Annotation>>,
    others: Shared<Vec<Occurrences>>,
    picked: Vec<AnnotationId>,
    note: Rc<str>,
    author: Rc<str>,
    panel: Option<Panel>,
    first_row: usize,
}

/// See the module.
#[component]
pub fn AnnotationList(Props { store }: &Props) -> Html {
    let picking = store.clone();
    let view = use_select(store, move |state| {
        let open = state.open();
        let note = open.map(|open| match &state.session.draft {
            Some((of, draft)) if *of == open.id => draft.clone(),
            _ => open.note.clone(),
        });
        let here = state.document().filter(|_| open.is_some());
        let here = here.map(|document| query::covering(document, caret::here(state)));
        View {
            corpus: Shared::from(state.corpus()),
            query: state.session.query.clone(),
            everywhere: state.session.everywhere,
            document: state.document().map(Shared::from),
            open: open.map(Shared::from),
            here: here.unwrap_or_default().into_iter().cloned().collect(),
            others: Shared::from(&state.session.others),
            picked: listing::picked(state, &picking),
            note: note.unwrap_or_default(),
            author: open.map(|open| state.corpus().annotator_name(open.annotator)).unwrap_or_default(),
            panel: state.session.panel,
            first_row: state.session.first_row,
        }
    });
    let state = match view.panel {
        Some(Panel::Annotations) => Some("open"),
        Some(Panel::Card) if view.open.is_some() => Some("card"),
        _ => None,
    };
    let Some(document) = &view.document else { return Html::default() };
    let labels = view.corpus.labels();
    let of = (!view.everywhere).then_some(&document.id);
    let listed = query::rows(&view.corpus, of, &view.query, store.matcher());
    let count = listed.count();
    let drawn = crate::app::session::rows(view.first_row, count);
    let (above, below) = (drawn.start, count - drawn.end);
    let open = view.open.as_ref().map(|open| open.id);
    let rows = listed.part(drawn.clone());
    let stop = rows.iter().position(|(_, one)| Some(one.id) == open).unwrap_or_default();
    let row = |(index, (of, annotation)): (usize, &(&Rc<Document>, &Rc<Annotation>))| {
        let standing = Standing {
            is_open: Some(annotation.id) == open,
            is_picked: view.picked.contains(&annotation.id),
            is_stop: index == stop,
            among_articles: view.everywhere,
            place: (drawn.len() < count).then_some((drawn.start + index + 1, count)),
        };
        annotation_row::view(store, of, annotation, labels, standing)
    };
    let rows = rows.iter().enumerate().map(row);
    // As high as the rows that are not drawn. With a key, like those: a list of which some have none is compared by position.
    let room = |key: &str, rows: usize| html! { <li {key} hidden={rows == 0} aria-hidden="true"><svg width="1" height={format!("{}rem", ROW * rows)}></svg></li> };
    let card = view.open.as_ref().map(|open| {
        let beside = Beside {
            note: &view.note,
            author: &view.author,
            here: &view.here,
            more: others::more(&view.corpus, &open.label, &view.others.0),
            keys: &preferences::keys(&view.corpus),
        };
        annotation_card::view(store, open, &document.text, labels, &beside)
    });
    let all = if view.everywhere { view.corpus.annotation_count() } else { document.annotation_count() };
    let empty = match (all, count) {
        (0, _) => "Select words and say what they are. What you tag is listed here.",
        (_, 0) => "Nothing is left of the list: choose other filters.",
        _ => "",
    };
    html! {
        <aside role="region" aria-label="Annotations" class="panel annotations" data-state={state}>
            <h2>{ "Annotations " }<span class="number">{ if count < all { format!("{count} of {all}") } else { count.to_string() } }</span></h2>
            { filters(store, &view.query, view.everywhere, labels) }
            <p class="quiet" hidden={empty.is_empty()}>{ empty }</p>
            if !view.picked.is_empty() {
                { together(store, view.picked.len(), labels) }
            }
            <ul id="rows" class={if drawn.len() < count { "rows even" } else { "rows" }}>
                { room("above", above) }
                { for rows }
                { room("below", below) }
            </ul>
            { card.unwrap_or_default() }
        </aside>
    }
}

/// What the list shows.
fn filters(store: &Store, query: &Query, everywhere: bool, labels: &LabelSet) -> Html {
    let changed = piece::changing(store, listing::narrow);
    let typed = {
        let changed = changed.clone();
        Callback::from(move |event: InputEvent| changed.emit(event.into()))
    };
    html! {
        <details class="filters" aria-label="Filter and sort">
            <summary>{ if everywhere || *query != Query::default() { "Filter and sort (on)" } else { "Filter and sort" } }</summary>
            <input type="search" name="words" aria-label="Words or note" placeholder="Words or note" autocomplete="off"
                value={query.words.to_string()} oninput={typed} />
            { piece::labels("label", Some("Label"), "All labels", labels, query.label.as_ref(), &changed) }
            { piece::places(!everywhere, &changed) }
            { piece::orders(&listing::ORDERS, query.order, &changed) }
            { piece::button(store, "small", "Pick all, or none", listing::pick_all) }
        </details>
    }
}

/// What can be done with all that are picked.
fn together(store: &Store, picked: usize, labels: &LabelSet) -> Html {
    let relabel = {
        let store = store.clone();
        Callback::from(move |(label, _)| listing::relabel(&store, label))
    };
    html! {
        <div class="together" role="group" aria-label="Picked annotations">
            <span>{ format!("{picked} picked: ") }</span>
            { label_button::all(labels, None, &[], &relabel) }
            { piece::button(store, "delete", "Delete picked", listing::delete) }
        </div>
    }
}
