//! The articles, each with what is tagged in it.

use super::piece;
use crate::app::intent;
use crate::app::session::{Dialog, Panel};
use crate::app::shared::Shared;
use crate::app::store::{State, Store};
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::label::LabelSet;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
pub struct View {
    documents: Vec<Shared<Document>>,
    labels: Shared<LabelSet>,
    open: DocumentId,
    shown: bool,
}

impl View {
    /// As it is now.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            documents: state.corpus().documents().map(Shared::from).collect(),
            labels: Shared::from(state.corpus().labels()),
            open: state.session.document.clone(),
            shown: state.session.panel == Some(Panel::Articles),
        }
    }
}

/// See the module.
pub fn view(store: &Store, View { documents, labels, open, shown }: &View) -> Html {
    let article = |document: &Shared<Document>| {
        let id = document.id.clone();
        let current = (id == *open).then_some("true");
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            intent::open_document(&store, &id);
            store.update(|session| session.panel = None);
        });
        html! {
            <li key={document.id.to_string()}>
                <button class="article" data-article={document.id.to_string()} aria-current={current} {onclick}>
                    { piece::brought("title", &document.title) }
                    { counts(document, labels) }
                </button>
            </li>
        }
    };
    html! {
        <nav aria-label="Articles" class="panel articles" data-state={shown.then_some("open")}>
            <h2>{ "Articles" }</h2>
            <ul>{ for documents.iter().map(article) }</ul>
            { piece::button(store, "small", "Counts …", |store| intent::show(store, Some(Dialog::Counts))) }
            { piece::paragraph("quiet", "“Open files” adds articles (.txt); they can also be dropped anywhere.") }
        </nav>
    }
}

fn counts(document: &Document, labels: &LabelSet) -> Html {
    if document.counts.is_empty() {
        return html! { <span class="counts quiet">{ "Nothing tagged yet" }</span> };
    }
    let count = |(rank, label): (usize, &glossator_core::model::label::Label)| {
        let (_, count) = document.counts.iter().find(|(id, _)| *id == label.id)?;
        Some(html! {
            <span class="count" data-lane={super::lane(rank)}>
                <span class="swatch" aria-hidden="true"></span>{ format!("{} {count}", label.name) }
            </span>
        })
    };
    html! { <span class="counts">{ for labels.iter().enumerate().filter_map(count) }</span> }
}
