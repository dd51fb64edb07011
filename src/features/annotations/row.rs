//! One annotation in the list: label, words, note, where it has no place any more; and in words what the drawing shows
//! beside.

use super::state::Intent;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::label::{label_name, lane};
use crate::widgets::text::bidi;
use crate::words::{annotations as words, quoted};
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use glossator_core::text::Text;
use std::rc::Rc;
use yew::prelude::*;

/// The standing of a row in the list.
#[derive(Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its card is open.
    pub is_open: bool,
    /// It is picked.
    pub is_picked: bool,
    /// The tab key stops here.
    pub is_stop: bool,
    /// Its place among so many, where not all are drawn.
    pub place: Option<(usize, usize)>,
}

/// The properties of [`Row`].
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// The one store of the page.
    pub store: Store,
    /// The annotation.
    pub annotation: Shared<Annotation>,
    /// The text of its article.
    pub text: Shared<Text>,
    /// The labels in use.
    pub labels: Shared<LabelSet>,
    /// The title of its article, where rows of several are listed.
    pub title: Option<Rc<str>>,
    /// The whereabouts of its words.
    pub whereabouts: AttrValue,
    /// Its standing in the list.
    pub standing: Standing,
}

/// See the module.
#[component]
pub fn Row(RowProps { store, annotation, text, labels, title, whereabouts, standing }: &RowProps) -> Html {
    let Standing { is_open, is_picked, is_stop, place } = *standing;
    let id = annotation.id;
    let quote = annotation.quote(text);
    html! {
        <li data-annotation={id.to_string()} aria-posinset={place.map(|(place, _)| place.to_string())}
            aria-setsize={place.map(|(_, size)| size.to_string())} data-lane={lane(labels.rank(&annotation.label))}>
            <label class="pick">
                <input type="checkbox" tabindex="-1" checked={is_picked} onclick={store.on::<MouseEvent>(Intent::Pick(id))}
                    aria-label={format!("Pick {}", quoted(quote))} />
            </label>
            <button class="row" tabindex={if is_stop { "0" } else { "-1" }} aria-current={is_open.then_some("true")}
                onclick={store.on(Intent::Open(id))}>
                { label_name(labels.name(&annotation.label)) }
                if annotation.span().is_none() {
                    <span class="unplaced">{ "Not found in the text" }</span>
                }
                { bidi("quote", quote) }
                if !annotation.note.is_empty() {
                    { bidi("note", &annotation.note) }
                }
                if let Some(title) = title {
                    { bidi("of-article", title) }
                }
                <span class="unseen">{ whereabouts.clone() }</span>
            </button>
        </li>
    }
}

/// The paragraph of an annotation, and those that share characters with it.
#[must_use]
pub fn whereabouts(document: &Document, annotation: &Annotation, labels: &LabelSet) -> String {
    let Some(span) = annotation.span() else { return String::new() };
    let others = query::overlapping(document, annotation);
    let words = |other: &&Rc<Annotation>| {
        format!("{} {}", labels.name(&other.label), quoted(other.quote(&document.text)))
    };
    let named: Vec<_> = others.iter().take(3).map(words).collect();
    let more = others.len() - named.len();
    words::whereabouts(document.text.blocks_of(span).start() + 1, &named, more)
}
