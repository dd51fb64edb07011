//! The articles, each with what is tagged in it.

use crate::app::intent;
use crate::app::select::{use_select, use_store};
use crate::app::session::Panel;
use crate::app::shared::Shared;
use glossator_core::document::Document;
use glossator_core::label::LabelSet;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ArticleList() -> Html {
    let store = use_store();
    let documents = use_select(|state| state.corpus.documents().map(Shared::from).collect::<Vec<_>>());
    let labels = use_select(|state| Shared::from(state.corpus.labels()));
    let open = use_select(|state| state.session.document.clone());
    let shown = use_select(|state| state.session.panel == Some(Panel::Articles));
    let article = |document: &Shared<Document>| {
        let id = document.id.clone();
        let current = (id == open).then_some("true");
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            intent::open_document(&store, &id);
            store.update(|session| session.panel = None);
        });
        html! {
            <li key={document.id.to_string()}>
                <button class="article" data-article={document.id.to_string()} aria-current={current} {onclick}>
                    <bdi class="title">{ document.title.to_string() }</bdi>
                    { counts(document, &labels) }
                </button>
            </li>
        }
    };
    html! {
        <nav aria-label="Articles" class={classes!("panel", "articles", shown.then_some("open"))}>
            <h2>{ "Articles" }</h2>
            <ul>{ for documents.iter().map(article) }</ul>
            <p class="quiet">{ "Drop a .txt file anywhere to add an article." }</p>
        </nav>
    }
}

fn counts(document: &Document, labels: &LabelSet) -> Html {
    if document.counts.is_empty() {
        return html! { <span class="counts quiet">{ "Nothing tagged yet" }</span> };
    }
    let count = |(rank, label): (usize, &glossator_core::label::Label)| {
        let (_, count) = document.counts.iter().find(|(id, _)| *id == label.id)?;
        Some(html! {
            <span class={classes!("count", super::lane(rank))}>
                <span class="swatch" aria-hidden="true"></span>{ format!("{} {count}", label.name) }
            </span>
        })
    };
    html! { <span class="counts">{ for labels.iter().enumerate().filter_map(count) }</span> }
}
