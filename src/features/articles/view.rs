//! The list of articles, each with what is tagged in it, and the page that has none.

use super::listing::{Line, listed};
use super::state::{Intent, NAME, Query};
use super::unfinished::meter;
use super::update::list_query;
use crate::app::intent::{self, Intent as Any};
use crate::app::place::Place;
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::field::{on_input, open_files};
use crate::widgets::icon::{
    LuArrowUpDown, LuBookOpen, LuCheck, LuClipboardPaste, LuFilePlus2, LuSearch, LuTable2, LuUndo2, LuX,
    icon, icon_button,
};
use crate::widgets::label::look;
use crate::widgets::list::List;
use crate::widgets::menu::{Item, Menu, item, line};
use crate::widgets::text::{bidi, outlet_and_date, paragraph};
use crate::words::{articles as words, cut, projects};
use glossator_core::model::attribute::{DATE, HEADLINE, OUTLET};
use glossator_core::model::document::{Document, State};
use glossator_core::model::label::{Label, LabelSet};
use glossator_core::query::unfinished::Left;
use std::rc::Rc;
use yew::prelude::*;

/// The number of articles from which on they can be looked through by words.
const MANY: usize = 12;

/// The heights of a card and of an outlet above its articles, in the page's font size.
const HEIGHTS: [f32; 2] = [5.9, 2.25];

/// The list of articles.
#[component]
pub fn ArticleList(Props { store }: &Props) -> Html {
    let (corpus, query, open, is_shown, is_opening) = use_select(store, |state| {
        let (is_shown, open) = (state.session.panel == Some(Panel::Articles), state.session.document.clone());
        (Shared::from(state.corpus()), list_query(state), open, is_shown, state.is_opening())
    });
    // Until all are read it stands empty: a part of them would be taken for all.
    let lines = use_memo((corpus.clone(), query.clone(), is_opening), |(corpus, query, is_opening)| {
        if *is_opening { Vec::new() } else { listed(corpus, query) }
    });
    let heights = use_memo(Shared(lines.clone()), |lines| {
        let height = |line: &Line| HEIGHTS[usize::from(line.article().is_none())];
        lines.iter().map(height).collect::<Rc<[f32]>>()
    });
    let labels = Shared::from(corpus.labels());
    let shown = lines.iter().position(|line| line.article().is_some_and(|document| document.id == open));
    let is_grouped = lines.iter().any(|line| line.article().is_none());
    let row = {
        let (store, lines, labels, open) = (store.clone(), lines.clone(), labels.clone(), open.clone());
        Callback::from(move |at: usize| match &lines[at] {
            Line::Outlet(name, count) => {
                let name = if name.is_empty() { words::NO_OUTLET } else { name };
                html! {
                    <li key={format!("outlet {name}")} class="outlet-head">
                        { bidi("", name) }{ " " }<span class="number">{ *count }</span>
                    </li>
                }
            }
            Line::Article(document) => {
                let is_current = document.id == open;
                html! {
                    <Card key={document.id.to_string()} store={store.clone()} document={Shared::from(document)} labels={labels.clone()}
                        left={store.read(|state| state.left(document))} {is_current} {is_grouped} />
                }
            }
        })
    };
    let (all, count) =
        (corpus.documents().count(), lines.iter().filter(|line| line.article().is_some()).count());
    let number = match (is_opening, count < all) {
        (true, _) => String::new(),
        (false, true) => format!("{count} of {all}"),
        (false, false) => all.to_string(),
    };
    html! {
        <nav aria-label="Articles" class="panel articles" data-state={is_shown.then_some("open")}
            aria-busy={is_opening.then_some("true")}>
            <div class="panel-head">
                <h2>{ "Articles " }<span class="number">{ number }</span></h2>
                if all > 1 || is_opening { { order_menu(store, &query) } }
                { icon_button("Table of articles", None, LuTable2, store.on(Any::Go(Place::Articles))) }
                <div class="for-phone">{ icon_button("Close articles", None, LuX, store.on(Any::ShowPanel(None))) }</div>
            </div>
            if all > MANY || is_opening || !query.words.is_empty() { { filter(store, &query) } }
            if count == 0 && all > 0 && !is_opening { { paragraph("quiet nothing", words::NOTHING_LEFT) } }
            <List id="article-list" heights={(*heights).clone()} {row} {shown} />
            <div class="panel-foot">
                { open_files("quiet-button") }
                { paragraph("quiet", words::ADD) }
            </div>
        </nav>
    }
}

fn filter(store: &Store, query: &Query) -> Html {
    let (store, of) = (store.clone(), query.clone());
    let oninput =
        on_input(Callback::from(move |words| store.send(Intent::List(Query { words, ..of.clone() }))));
    html! {
        <label class="soft-field">
            { icon(LuSearch) }<span class="unseen">{ "Filter articles by words" }</span>
            <input type="search" placeholder="Filter" autocomplete="off" value={query.words.to_string()} {oninput} />
        </label>
    }
}

/// The orders of the list.
const ORDERS: [(&str, bool, &str); 5] = [
    (NAME, false, "As they came"),
    (DATE, false, "Oldest first"),
    (DATE, true, "Newest first"),
    (HEADLINE, false, "By headline"),
    (OUTLET, false, "By outlet"),
];

fn order_menu(store: &Store, query: &Query) -> Html {
    let choice = |is_on: bool, name: &'static str| {
        let (class, said) = if is_on { ("", Some(format!("{name}, chosen"))) } else { ("unchosen", None) };
        Item { class, name: said, ..Item::new(LuCheck, name) }
    };
    let order = |(by, is_down, name): &(&str, bool, &'static str)| {
        let is_on = &*query.by == *by && query.is_down == *is_down;
        let next = Query { by: (*by).into(), is_down: *is_down, ..query.clone() };
        item(choice(is_on, name), store.on(Intent::List(next)))
    };
    let grouped = Query { is_grouped: !query.is_grouped, ..query.clone() };
    html! {
        <Menu id="order" class="quiet-button icon-button" name="Order of the articles" title="Order of the articles"
            button={icon(LuArrowUpDown)}>
            { for ORDERS.iter().map(order) }
            { line("") }
            { item(choice(query.is_grouped, "Outlets together"), store.on(Intent::List(grouped))) }
        </Menu>
    }
}

/// The properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
struct CardProps {
    store: Store,
    document: Shared<Document>,
    labels: Shared<LabelSet>,
    /// The annotations that lack something, where people are told.
    left: Option<Left>,
    is_current: bool,
    /// True if the outlet stands above.
    is_grouped: bool,
}

/// An article of the list.
#[component]
fn Card(CardProps { store, document, labels, left, is_current, is_grouped }: &CardProps) -> Html {
    let [outlet, date] = [OUTLET, DATE].map(|id| document.attributes.get(id));
    html! {
        <li>
            <button class="article" data-article={document.id.to_string()} aria-current={is_current.then_some("true")}
                onclick={store.on(Intent::Choose(document.id.clone()))}>
                if !outlet.is_empty() || !date.is_empty() { { outlet_and_date((!is_grouped).then_some(outlet), date) } }
                { bidi("title", &document.title) }
                { counts(document, labels, *left) }
            </button>
        </li>
    }
}

/// The state of the work, and what is left of it, or how much is tagged.
fn counts(document: &Document, labels: &LabelSet, left: Option<Left>) -> Html {
    let done = (document.state == State::Done)
        .then(|| html! { <span class="count done">{ icon(LuCheck) }{ "Done" }</span> });
    if let Some(left) = left.filter(|left| left.all_claims + left.all_actors > 0) {
        return html! { <span class="counts">{ done.unwrap_or_default() }{ meter(left) }</span> };
    }
    if document.counts.is_empty() {
        let nothing = if done.is_some() { "" } else { "Nothing tagged yet" };
        return html! { <span class="counts">{ done.unwrap_or_default() }{ nothing }</span> };
    }
    let count = |label: &Label| {
        let (_, count) = document.counts.iter().find(|(id, _)| *id == label.id)?;
        let name = cut(&label.name).into_owned();
        Some(html! {
            <span class="count" data-look={look(labels, &label.id)} title={format!("{count} {name}")}>
                <span class="swatch" aria-hidden="true"></span><span class="unseen">{ name }{ " " }</span>{ count }
            </span>
        })
    };
    html! { <span class="counts">{ done.unwrap_or_default() }{ for labels.iter().filter_map(count) }</span> }
}

/// The page without an article: the ways to bring some in.
#[component]
pub fn NoArticle(Props { store }: &Props) -> Html {
    let (is_there, away) = use_select(store, |state| {
        (state.document().is_some(), state.corpus().put_away().collect::<Vec<_>>())
    });
    if is_there {
        return Html::default();
    }
    let has_projects = store.environment().storage.is_ok();
    let way = |drawing, title: &'static str, about: &'static str| {
        html! { <>{ icon(drawing) }<strong>{ title }</strong><span class="quiet">{ about }</span></> }
    };
    html! {
        <section class="no-article">
            <h1>{ words::NONE }</h1>
            { paragraph("quiet", if store.environment().project.is_shared() { words::SHARED } else { words::STAY }) }
            <div class="ways">
                <label class="button way">
                    { way(LuFilePlus2, "Choose files", words::BY_FILES) }
                    <input type="file" multiple=true />
                </label>
                <div class="way">{ way(LuClipboardPaste, "Paste an article", words::BY_PASTE) }</div>
                if !away.is_empty() {
                    <button class="way" onclick={store.on(Intent::BringBack(away))}>
                        { way(LuUndo2, words::BRING_BACK, words::ARE_AWAY) }
                    </button>
                }
                if has_projects {
                    <button class="way" onclick={store.on(intent::Projects::OpenExample)}>
                        { way(LuBookOpen, projects::OPEN_EXAMPLE, projects::ABOUT_EXAMPLE) }
                    </button>
                }
            </div>
            { paragraph("quiet", words::ENDINGS) }
            { open_files("quiet-button") }
        </section>
    }
}
