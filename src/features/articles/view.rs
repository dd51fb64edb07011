//! The list of articles, each with what is tagged in it, and the page that has none.

use super::state::Intent;
use crate::app::intent::Intent as Any;
use crate::app::select::{Props, use_select};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use crate::widgets::field::open_files;
use crate::widgets::icon::{LuX, icon_button};
use crate::widgets::label::look;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{articles as words, cut};
use glossator_core::model::document::Document;
use glossator_core::model::label::{Label, LabelSet};
use yew::prelude::*;

/// The list of articles.
#[component]
pub fn ArticleList(Props { store }: &Props) -> Html {
    let (documents, labels, open, is_shown) = use_select(store, |state| {
        let documents: Vec<_> = state.corpus().documents().map(Shared::from).collect();
        let is_shown = state.session.panel == Some(Panel::Articles);
        (documents, Shared::from(state.corpus().labels()), state.session.document.clone(), is_shown)
    });
    let article = |document: &Shared<Document>| {
        let current = (document.id == open).then_some("true");
        html! {
            <li key={document.id.to_string()}>
                <button class="article" data-article={document.id.to_string()} aria-current={current}
                    onclick={store.on(Intent::Choose(document.id.clone()))}>
                    { bidi("title", &document.title) }
                    { counts(document, &labels) }
                </button>
            </li>
        }
    };
    html! {
        <nav aria-label="Articles" class="panel articles" data-state={is_shown.then_some("open")}>
            <div class="panel-head">
                <h2>{ "Articles " }<span class="number">{ documents.len() }</span></h2>
                <div class="for-phone">{ icon_button("Close articles", None, LuX, store.on(Any::ShowPanel(None))) }</div>
            </div>
            <ul>{ for documents.iter().map(article) }</ul>
            <div class="panel-foot">
                { open_files("quiet-button") }
                { paragraph("quiet", words::ADD) }
            </div>
        </nav>
    }
}

fn counts(document: &Document, labels: &LabelSet) -> Html {
    if document.counts.is_empty() {
        return html! { <span class="counts">{ "Nothing tagged yet" }</span> };
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
    html! { <span class="counts">{ for labels.iter().filter_map(count) }</span> }
}

/// The page without an article: the ways to bring some in.
#[component]
pub fn NoArticle(Props { store }: &Props) -> Html {
    if use_select(store, |state| state.document().is_some()) {
        return Html::default();
    }
    html! {
        <section class="no-article">
            <h1>{ words::NONE }</h1>
            { paragraph("quiet", words::STAY) }
            { open_files("main") }
            { paragraph("quiet", words::ADD) }
        </section>
    }
}
