//! The tools above the matrix: the conditions on rows with their numbers, their order, the columns, the meaning of the signs.

use super::state::{Intent, State};
use crate::app::legend::legend;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::widgets::sign::sign;
use crate::words::claims as words;
use crate::words::cut;
use crate::words::passages::{LEGEND, badge};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::DOCUMENT;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Filter, Matrix, Order, Speaker, Within};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Tools`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolsProps {
    /// The one store of the page.
    pub store: Store,
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The matrix.
    pub matrix: Shared<Matrix>,
    /// The things that are chosen.
    pub state: State,
}

/// The conditions of which each has a chip.
const CHIPS: [Filter; 5] = [
    Filter::All,
    Filter::Contested(Within::Row),
    Filter::MissingIn(None),
    Filter::OnlyIn(None),
    Filter::Open,
];

/// See the module.
#[component]
pub fn Tools(ToolsProps { store, corpus, matrix, state }: &ToolsProps) -> Html {
    let has_passages =
        use_select(store, |state| state.passages.found.as_ref().is_some_and(|found| !found.all().is_empty()));
    let chip = |filter: &Filter| {
        let is_on = state.filter == *filter;
        let next = if is_on { Filter::All } else { filter.clone() };
        html! {
            <button class="chip" aria-pressed={is_on.to_string()} onclick={store.on(Intent::SetFilter(next))}>
                { words::filter(corpus, matrix, filter) }{ " " }<span class="number">{ matrix.count(filter) }</span>
            </button>
        }
    };
    // The filter that a number below the table led to is a chip of its own, with which one gets back.
    let led = Some(&state.filter)
        .filter(|it| matches!(it, Filter::In(_) | Filter::OnlyIn(Some(_)) | Filter::MissingIn(Some(_))));
    html! {
        <div class="tools">
            <div class="chips" role="group" aria-label="Which are shown">
                { for CHIPS.iter().chain(led).map(chip) }
            </div>
            <div class="choices push">
                { conditions(store, corpus, matrix, state) }
                { orders(store, corpus, state) }
                { columns(store, corpus, state) }
                { legend(corpus, Html::default()) }
            </div>
            { signs(has_passages) }
        </div>
    }
}

/// Speakers of claims, and the conditions without a chip, as far as any row fulfils them.
fn conditions(store: &Store, corpus: &Corpus, matrix: &Matrix, state: &State) -> Html {
    let mut who: BTreeMap<Rc<str>, EntityId> = BTreeMap::new();
    for line in matrix.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines) {
        if let Some(Speaker::Entity(name, id)) = &line.speaker {
            who.insert(name.clone(), id.clone());
        }
    }
    let contested = [Within::Article, Within::Columns, Within::Speaker].map(Filter::Contested);
    let absent_in = (0..matrix.columns.len()).map(Filter::AbsentIn);
    let others = contested.into_iter().chain([Filter::OwnAndAttributed]).chain(absent_in);
    let mut conditions: Vec<(Filter, AttrValue)> = vec![(Filter::All, words::ANYONE.into())];
    conditions.extend(who.into_iter().map(|(name, id)| (Filter::By(id), words::said_by(&name).into())));
    for filter in others {
        let count = matrix.count(&filter);
        if count > 0 || state.filter == filter {
            conditions.push((
                filter.clone(),
                format!("{} ({count})", words::filter(corpus, matrix, &filter)).into(),
            ));
        }
    }
    let is_listed = conditions.iter().any(|(filter, _)| *filter == state.filter);
    let chosen = if is_listed { state.filter.clone() } else { Filter::All };
    choice::select(Some("Condition"), conditions, &chosen, store.callback(Intent::SetFilter))
}

fn orders(store: &Store, corpus: &Corpus, state: &State) -> Html {
    let mut orders: Vec<(Order, AttrValue)> =
        vec![(Order::Contested, "Contested first".into()), (Order::Own, "Own order".into())];
    orders.extend(corpus.documents().map(|document| {
        (Order::Article(document.id.clone()), AttrValue::from(format!("As in {}", cut(&document.title))))
    }));
    choice::select(Some("Order"), orders, &state.order, store.callback(Intent::SetOrder))
}

fn columns(store: &Store, corpus: &Corpus, state: &State) -> Html {
    let attributes = corpus.attributes_of(DOCUMENT);
    let mut columns: Vec<(By, AttrValue)> = attributes
        .map(|it| (By::Attribute(it.id.0.clone()), AttrValue::from(format!("By {}", it.name.to_lowercase()))))
        .collect();
    columns.push((By::Article, "By article".into()));
    choice::select(Some("Columns"), columns, &state.by, store.callback(Intent::SetBy))
}

/// The names of the signs, where there is room.
fn signs(has_passages: bool) -> Html {
    html! {
        <p class="signs quiet">
            { for words::LEGEND.iter().map(|(of, name, _)| html! { <span>{ sign(*of) }{ *name }</span> }) }
            if has_passages { <span><span class="badge same" aria-hidden="true">{ badge(22) }</span>{ LEGEND.0 }</span> }
        </p>
    }
}
