//! The list of articles, each with what is tagged in it, and the header of the article in view.

use super::state::Intent;
use crate::app::intent::{self, Intent as Any};
use crate::app::select::{Props, use_select};
use crate::app::session::{Dialog, Panel};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::label::lane;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{articles as words, cut};
use glossator_core::edit::command;
use glossator_core::model::document::Document;
use glossator_core::model::label::{Label, LabelSet};
use std::rc::Rc;
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
            <h2>{ "Articles" }</h2>
            <ul>{ for documents.iter().map(article) }</ul>
            { button("small", "Counts …", store.on(Any::Show(Some(Dialog::Counts)))) }
            { paragraph("quiet", words::ADD) }
        </nav>
    }
}

fn counts(document: &Document, labels: &LabelSet) -> Html {
    if document.counts.is_empty() {
        return html! { <span class="counts quiet">{ "Nothing tagged yet" }</span> };
    }
    let count = |(rank, label): (usize, &Label)| {
        let (_, count) = document.counts.iter().find(|(id, _)| *id == label.id)?;
        Some(html! {
            <span class="count" data-lane={lane(rank)}>
                <span class="swatch" aria-hidden="true"></span>{ format!("{} {count}", cut(&label.name)) }
            </span>
        })
    };
    html! { <span class="counts">{ for labels.iter().enumerate().filter_map(count) }</span> }
}

/// The title of the article in view, and what can be done with the article as a whole.
#[component]
pub fn ArticleHeader(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let document = state.document()?;
        Some((
            document.id.clone(),
            document.title.clone(),
            state.articles.is_renaming,
            command::is_removable(state.corpus(), &document.id),
            state.reader.taking_words,
        ))
    });
    let Some((document, title, is_renaming, is_removable, taking_words)) = view else {
        return Html::default();
    };
    html! {
        <header key={document.to_string()} class="article-header">
            if is_renaming {
                <h1><TitleField store={store.clone()} {title} /></h1>
            } else {
                <h1 dir="auto">{ cut(&title).into_owned() }</h1>
                <button class="small" aria-label="Rename article" onclick={store.on(Intent::Rename)}>{ "Rename" }</button>
                { button("small", "Print", store.on(Intent::Print)) }
                <button class="small for-touch" aria-pressed={taking_words.to_string()}
                    onclick={store.on(intent::Reader::TakeWords)}>{ "Select text" }</button>
                if is_removable {
                    <button class="small" aria-label="Remove article" onclick={store.on(Intent::Remove)}>{ "Remove" }</button>
                }
            }
        </header>
    }
}

/// The properties of [`TitleField`].
#[derive(Clone, PartialEq, Properties)]
struct TitleProps {
    store: Store,
    title: Rc<str>,
}

/// The field for the title.
#[component]
fn TitleField(TitleProps { store, title }: &TitleProps) -> Html {
    use_own_field("title", title.clone());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndRename));
    html! {
        <input id="title" aria-label="Title" autocomplete="off" {onkeydown} {onblur} />
    }
}
