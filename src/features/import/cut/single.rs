//! Articles that were cut out, one by one: a list of them, and of the chosen one what was recognised, the text, and what is left
//! out of it.

use super::super::cutting::place;
use super::super::state::Intent;
use super::{Article, Same};
use crate::app::store::Store;
use crate::app::values;
use crate::widgets::field::on_change;
use crate::widgets::icon::{LuScissors, icon};
use crate::widgets::list::List;
use crate::widgets::text::{bidi, outlet_and_date};
use crate::words::{articles as words_of_articles, counted, cut, cuts as words, dates};
use glossator_core::import::Piece;
use glossator_core::model::attribute::{DATE, HEADLINE, OUTLET};
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Single`].
#[derive(Clone, PartialEq, Properties)]
pub struct SingleProps {
    /// The one store of the page.
    pub store: Store,
    /// The import.
    pub pending: Same,
    /// The articles.
    pub articles: Rc<[Article]>,
    /// The place of the chosen one.
    pub at: usize,
    /// Told the place of another one.
    pub chosen: Callback<usize>,
}

/// The height of a card, in the page's font size.
const CARD: f32 = 5.75;

/// The number of paragraphs that are shown at first.
const SHOWN: usize = 200;

/// The attributes that are shown, with their names.
const FACTS: [(&str, &str); 7] = [
    (OUTLET, "Outlet"),
    (DATE, "Date"),
    (HEADLINE, "Headline"),
    ("author", "Author"),
    ("section", "Section"),
    ("address", "Address"),
    ("language", "Language"),
];

/// See the module.
#[component]
pub fn Single(props: &SingleProps) -> Html {
    let SingleProps { pending, articles, at, chosen, .. } = props;
    let heights = use_memo(articles.len(), |count| Rc::<[f32]>::from(vec![CARD; *count]));
    let shows_all = use_state(|| false);
    let row = {
        let (articles, source, chosen, at) =
            (articles.clone(), pending.0.source.clone(), chosen.clone(), *at);
        Callback::from(move |place: usize| {
            let article = &articles[place];
            let chosen = chosen.clone();
            let (outlet, date) = (source.value(&article.cut, OUTLET), source.value(&article.cut, DATE));
            let is_left = !source.takes(&article.cut);
            let length = words_of_articles::length(&article.text);
            let state = if is_left {
                "left out".to_owned()
            } else if article.known.is_some() {
                "here already".to_owned()
            } else if let Some(title) = &article.same {
                words::same(title)
            } else {
                words::whole(article.cut.left_out().count(), &length)
            };
            html! {
                <li key={place}>
                    <button class="article" aria-current={(place == at).then_some("true")} data-state={is_left.then_some("out")}
                        onclick={move |_: MouseEvent| chosen.emit(place)}>
                        { outlet_and_date(Some(outlet), date) }
                        { bidi("title", &headline(&source, article)) }
                        <span class="counts">{ state }</span>
                    </button>
                </li>
            }
        })
    };
    let show_all = {
        let shows_all = shows_all.clone();
        Callback::from(move |_: MouseEvent| shows_all.set(true))
    };
    let article = &articles[*at];
    html! {
        <div class="cut" data-state={(articles.len() == 1).then_some("alone")}>
            if articles.len() > 1 {
                <div class="cut-list">
                    <List id="cut-list" name="Articles in the files" heights={(*heights).clone()} {row} shown={*at} />
                </div>
            }
            <div key={format!("{at}")} class="cut-text" role="region" aria-label={format!("Preview of {}", headline(&pending.0.source, article))}>
                { facts(props, article) }
                { tools(props, article) }
                { text(props, article, *shows_all) }
                if article.cut.pieces.len() > SHOWN && !*shows_all {
                    <button onclick={show_all}>{ format!("Show all {}", counted(article.cut.pieces.len(), "paragraph")) }</button>
                }
            </div>
        </div>
    }
}

/// The headline of an article, or its first words.
pub fn headline(source: &super::Source, article: &Article) -> String {
    let headline = source.value(&article.cut, HEADLINE);
    if headline.is_empty() {
        cut(article.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("No words")).into_owned()
    } else {
        cut(headline).into_owned()
    }
}

/// The values of attributes, each with the place where it was found.
fn facts(SingleProps { store, pending, .. }: &SingleProps, article: &Article) -> Html {
    let source = &pending.0.source;
    let here = place(&article.cut);
    let fact = |(id, name): &(&'static str, &'static str)| {
        let (id, name) = (*id, *name);
        let value = source.value(&article.cut, id).to_owned();
        let is_written = source.is_written(&article.cut, id);
        let field = article.cut.field(id).filter(|_| !is_written);
        let shown = if id == DATE { dates::date(&value).into_owned() } else { value.clone() };
        let not_understood = id == DATE
            && !value.is_empty()
            && field.map_or_else(|| values::read_date(&value).is_none(), |field| !field.is_understood);
        let (here, of) = (here.clone(), Rc::<str>::from(id));
        let onchange = on_change(store.callback(move |written: Rc<str>| {
            let written = written.trim();
            let written = if &*of == DATE {
                values::read_date(written).unwrap_or(written.into())
            } else {
                written.into()
            };
            Intent::Correct(vec![(here.clone(), of.clone(), written)])
        }));
        let from = match field {
            _ if is_written => "written by you".into(),
            Some(field) => words::from(&field.from),
            None => "".into(),
        };
        let described = format!("cut-from-{id}");
        html! {
            <div class="cut-line" key={format!("{id} {shown}")}>
                <dt><label for={format!("cut-{id}")}>{ name }</label></dt>
                <dd><input id={format!("cut-{id}")} autocomplete="off" value={shown} aria-describedby={described.clone()}
                    aria-invalid={not_understood.then_some("true")} placeholder={format!("Add {}", name.to_lowercase())} {onchange} /></dd>
                <dd id={described} class="quiet">
                    { if not_understood { "not understood".into() } else { from } }
                </dd>
            </div>
        }
    };
    html! { <dl class="cut-facts">{ for FACTS.iter().map(fact) }</dl> }
}

/// Leaving an article out, and joining it to the one before.
fn tools(SingleProps { store, pending, .. }: &SingleProps, article: &Article) -> Html {
    let cut = &article.cut;
    let takes = pending.0.source.takes(cut);
    let turn = store.on(Intent::Take(vec![place(cut)], !takes));
    let first = cut.pieces.first().filter(|_| cut.number > 0).map(|piece| piece.number);
    html! {
        <div class="cut-tools">
            <button class="small" onclick={turn}>{ if takes { "Leave this article out" } else { "Take this article in" } }</button>
            if let Some(piece) = first {
                <button class="small" onclick={store.on(Intent::Begin(cut.file.clone(), piece, false))}>{ "Join to the one before" }</button>
            }
            <span class="quiet"><bdi>{ cut.file.to_string() }</bdi>{ ", " }{ words::kind(cut.kind) }</span>
        </div>
    }
}

/// The paragraphs, with those that are left out.
fn text(SingleProps { store, .. }: &SingleProps, article: &Article, shows_all: bool) -> Html {
    let count = if shows_all { usize::MAX } else { SHOWN };
    let file = &article.cut.file;
    if article.cut.pieces.is_empty() {
        let lines = article.text.lines().filter(|line| !line.trim().is_empty()).take(SHOWN);
        return html! { <>{ for lines.map(|line| html! { <p class="piece" dir="auto">{ line.to_owned() }</p> }) }</> };
    }
    let first = article.cut.pieces.first().map(|piece| piece.number);
    let piece = |piece: &Piece| {
        let keep = |keeps: bool| store.on::<MouseEvent>(Intent::Keep(file.clone(), piece.number, keeps));
        let begin = (Some(piece.number) != first).then(|| {
            html! {
                <button class="text-button" onclick={store.on::<MouseEvent>(Intent::Begin(file.clone(), piece.number, true))}>
                    { "Begin an article here" }
                </button>
            }
        });
        // Both are the same element, and so is the button that turns one into the other, which keeps the focus.
        let is_out = piece.left_out.is_some();
        let words = match &piece.left_out {
            Some(because) => html! {
                <>
                    { icon(LuScissors) }<s dir="auto">{ cut(&piece.text).into_owned() }</s>
                    <span class="quiet">{ words::because(because) }</span>
                </>
            },
            None => html! { <p dir="auto">{ piece.text.to_string() }</p> },
        };
        html! {
            <div key={piece.number} class={if is_out { "cut-out" } else { "piece" }}>
                <div class="words">{ words }</div>
                <span class="piece-tools">
                    <button class="text-button" onclick={keep(is_out)}>{ if is_out { "Keep" } else { "Leave out" } }</button>
                    { begin.unwrap_or_default() }
                </span>
            </div>
        }
    };
    html! { <>{ for article.cut.pieces.iter().take(count).map(piece) }</> }
}
