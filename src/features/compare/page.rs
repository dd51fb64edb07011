//! Parts of the page around articles side by side: the groups at the left, the one in focus above, the choice of articles.

use super::columns::{self, MOST};
use super::focus;
use super::passage::use_passage;
use super::state::{Adding, Intent, State as Compare};
use crate::app::intent;
use crate::app::legend::{legend, meaning};
use crate::app::place::Place;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::combobox::Combobox;
use crate::widgets::icon::{LuChevronLeft, LuChevronRight, LuEqual, LuPlus, icon, icon_button};
use crate::widgets::list::{ALL, List};
use crate::widgets::sign::sign;
use crate::widgets::text::{bidi, paragraph};
use crate::words::articles::{named, shortly};
use crate::words::passages::{MARGIN, TITLE, same};
use crate::words::{compare as words, counted, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Cell, Filter, Matrix, Order, Row};
use glossator_core::query::passages::Passage;
use std::collections::HashMap;
use std::rc::Rc;
use yew::prelude::*;

/// The slice of the state from which the groups follow, in their order.
#[derive(Clone, PartialEq)]
struct Source {
    corpus: Shared<Corpus>,
    by: By,
    filter: Filter,
    order: Order,
    compare: Compare,
}

impl Source {
    fn of(state: &crate::app::state::State) -> Self {
        Self {
            corpus: Shared::from(state.corpus()),
            by: state.claims.by.clone(),
            filter: state.claims.filter.clone(),
            order: state.claims.order.clone(),
            compare: state.compare.clone(),
        }
    }
}

/// The ids of the groups in their order, made again when that may be another one.
#[hook]
fn use_groups(store: &Store, source: &Source) -> Rc<Vec<EntityId>> {
    let Source { corpus, by, filter, order, .. } = source.clone();
    let store = store.clone();
    use_memo((corpus, by, filter, order), move |_| store.read(focus::groups))
}

/// The groups, with a sign for each article in view.
#[component]
pub fn Groups(Props { store }: &Props) -> Html {
    let source = use_select(store, Source::of);
    let groups = use_groups(store, &source);
    let Source { corpus, compare, filter, .. } = source;
    let matrix = {
        let key = (corpus.clone(), compare.columns.clone());
        use_memo(key, |(corpus, columns)| Matrix::beside(corpus, columns))
    };
    let rows = use_memo(Shared(matrix.clone()), |matrix| {
        let rows = matrix.rows.iter().enumerate();
        rows.map(|(at, row)| (row.group.id.clone(), at)).collect::<HashMap<_, _>>()
    });
    let names: Vec<_> = names(&corpus, &compare.columns);
    let letters = words::letters(&names);
    let shown = groups.iter().position(|id| Some(id) == compare.group.as_ref());
    let row = {
        let (store, groups, corpus) = (store.clone(), groups.clone(), corpus.clone());
        Callback::from(move |at: usize| {
            let Some(row) = groups.get(at).and_then(|id| matrix.rows.get(*rows.get(id)?)) else {
                return Html::default();
            };
            group(&store, &corpus, &matrix, row, shown == Some(at))
        })
    };
    let heights: Rc<[f32]> = vec![3.4; groups.len()].into();
    html! {
        <nav class="panel groups" aria-label="Claim groups">
            <div class="panel-head">
                <h2>{ "Claim groups " }<span class="number">{ groups.len() }</span></h2>
                if filter != Filter::All {
                    { button("text-button", "Show all", store.on(intent::Claims::SetFilter(Filter::All))) }
                }
                <span class="group-signs" aria-hidden="true">
                    { for letters.iter().zip(&names).map(|(letter, name)| html! { <abbr title={name.clone()}>{ letter.to_string() }</abbr> }) }
                </span>
            </div>
            if groups.is_empty() { { paragraph("quiet nothing", words::NO_GROUP) } }
            <List id="groups" heights={heights} {row} shown={shown.filter(|_| groups.len() > ALL)} />
        </nav>
    }
}

fn names(corpus: &Corpus, columns: &[DocumentId]) -> Vec<String> {
    let documents = columns.iter().filter_map(|id| corpus.document(id));
    documents.map(|document| cut(&shortly(document)).into_owned()).collect()
}

/// A group: its name, and its state in each article.
fn group(store: &Store, corpus: &Corpus, matrix: &Matrix, row: &Row, is_shown: bool) -> Html {
    let id = row.group.id.clone();
    let signs = matrix.columns.iter().zip(&row.cells).map(|(column, cell)| {
        let state = words::in_article(corpus, column, cell);
        html! { <span role="img" aria-label={state.clone()} title={state}>{ sign(cell.sign()) }</span> }
    });
    html! {
        <li key={id.0.to_string()}>
            <button aria-current={is_shown.then_some("true")} onclick={store.on(Intent::Focus(Some(id.clone())))}>
                { bidi("", &row.group.name) }
                <span class="group-signs">{ for signs }</span>
            </button>
        </li>
    }
}

/// The group in focus, the way to the next one, and the choice of articles.
#[component]
pub fn FocusBar(Props { store }: &Props) -> Html {
    let source = use_select(store, Source::of);
    let groups = use_groups(store, &source);
    let Source { corpus, compare, .. } = &source;
    let group = compare.group.as_ref().and_then(|id| corpus.entities().get(id));
    let at = groups.iter().position(|id| Some(id) == compare.group.as_ref());
    let passage = use_passage(store);
    let can_add = compare.columns.len() < MOST && corpus.documents().count() > compare.columns.len();
    html! {
        <header class="focus-bar">
            if !groups.is_empty() {
                <div class="pair">
                    { icon_button("Previous group", Some("Shift F"), LuChevronLeft, store.on(Intent::Step(false))) }
                    { icon_button("Next group", Some("F"), LuChevronRight, store.on(Intent::Step(true))) }
                </div>
            }
            if let Some(at) = at { <span class="quiet number">{ words::place(at, groups.len()) }</span> }
            <div class="focus-words">
                <h1 id="page" tabindex="-1">
                    if let Some(group) = group {
                        { bidi("", &group.name) }
                    } else {
                        { passage.as_ref().map_or_else(|| Place::Compare.name().to_owned(), |it| same(corpus, it)) }
                    }
                </h1>
                if let Some(passage) = passage.as_ref().filter(|_| group.is_some()) {
                    <p class="quiet">{ same(corpus, passage) }</p>
                }
            </div>
            <div class="pair push">
                <SameWords store={store.clone()} {passage} hides={compare.hides_differences} />
                { legend(corpus, own_signs(&names(corpus, &compare.columns))) }
                if !compare.chosen.is_empty() && corpus.documents().count() > MOST {
                    { button("quiet-button", "Articles that have it", store.on(Intent::ChooseAgain)) }
                }
                if can_add {
                    <button class="quiet-button" aria-expanded={compare.adding.is_some().to_string()} onclick={store.on(Intent::AskToAdd(compare.adding.is_none()))}>
                        { icon(LuPlus) }{ "Add an article" }
                    </button>
                }
            </div>
            if let Some(adding) = &compare.adding { { picker(store, adding) } }
        </header>
    }
}

/// The letters of the outlets, and what is drawn over the words.
fn own_signs(names: &[String]) -> Html {
    let letters = words::letters(names).into_iter().zip(names);
    let drawn =
        [("said-by", words::RING), ("cue", words::BROKEN_RING), ("bar", MARGIN), ("differs", words::DIFFERS)];
    let drawn = drawn.map(|(of, (name, means))| {
        meaning(html! { <span class="sample" data-of={of} aria-hidden="true"></span> }, name, means)
    });
    html! {
        <>
            { for letters.map(|(letter, name)| meaning(Html::default(), &letter.to_string(), name)) }
            { for drawn }
        </>
    }
}

/// The properties of [`SameWords`].
#[derive(Clone, PartialEq, Properties)]
struct SameProps {
    store: Store,
    passage: Option<Rc<Passage>>,
    hides: bool,
}

/// The number of words that are the same, which shows what differs around them; where no passage is in focus, the way to all.
#[component]
fn SameWords(SameProps { store, passage, hides }: &SameProps) -> Html {
    let count = use_select(store, |state| state.passages.found.as_ref().map_or(0, |found| found.all().len()));
    match passage {
        Some(passage) => html! {
            <button class="quiet-button" aria-pressed={(!hides).to_string()} title="Which words differ around those that are the same"
                onclick={store.on(Intent::TurnDifferences)}>
                { icon(LuEqual) }{ TITLE }{ " " }<span class="number">{ passage.words }</span>
            </button>
        },
        None if count > 0 => html! {
            <button class="quiet-button" onclick={store.on(intent::Passages::List(None))}>
                { icon(LuEqual) }{ counted(count, "passage") }
            </button>
        },
        None => Html::default(),
    }
}

/// The question which article is added.
fn picker(store: &Store, adding: &Adding) -> Html {
    let offered: Vec<_> = store.read(|state| {
        let offered = columns::offered(state, &adding.typed).into_iter();
        offered.map(|document| (document.id.clone(), named(document))).collect()
    });
    let choices = offered.iter().map(|(_, name)| bidi("", name)).collect::<Vec<_>>();
    let taking = {
        let store = store.clone();
        Callback::from(move |(at, _): (usize, bool)| {
            if let Some((document, _)) = offered.get(at) {
                store.send(Intent::Add(document.clone()));
            }
        })
    };
    html! {
        <div class="pop adding">
            <Combobox id="picker" label="Article" placeholder="Outlet or headline" typed={adding.typed.clone()} {choices}
                active={adding.active} empty={words::NO_OTHER} typing={store.callback(Intent::Type)} moving={store.callback(Intent::Move)} {taking} />
        </div>
    }
}

/// The articles by name, where there is no room for all of them.
#[component]
pub fn Tabs(Props { store }: &Props) -> Html {
    let (corpus, columns, read, group) = use_select(store, |state| {
        let compare = &state.compare;
        (
            Shared::from(state.corpus()),
            compare.columns.clone(),
            state.session.document.clone(),
            compare.group.clone(),
        )
    });
    let cells = use_memo((corpus.clone(), group, columns.clone()), |(corpus, group, columns)| {
        let cell = |document: &DocumentId| Cell::of(corpus, group.as_ref()?, document);
        columns.iter().map(cell).collect::<Vec<_>>()
    });
    let tab = |(document, cell): (&DocumentId, &Option<Cell>)| {
        let name = corpus.document(document).map(|document| cut(&shortly(document)).into_owned());
        html! {
            <button class="chip" aria-pressed={(*document == read).to_string()} onclick={store.on(Intent::Turn(document.clone()))}>
                if let Some(cell) = cell { { sign(cell.sign()) } }<bdi>{ name }</bdi>
            </button>
        }
    };
    html! {
        <div class="lane-tabs" role="group" aria-label="Articles side by side" data-lanes={columns.len().to_string()}>
            { for columns.iter().zip(&*cells).map(tab) }
        </div>
    }
}
