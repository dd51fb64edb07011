//! The rows of what was found, by article, each in its context or in its sentence.

use super::state::{Hit, Intent, Search};
use super::update::STEP;
use crate::app::store::Store;
use crate::widgets::label::{label_name, look};
use crate::widgets::text::bidi;
use crate::words::search::inside_of;
use crate::words::{articles, cut, quoted};
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use glossator_core::query::search::CONTEXT;
use glossator_core::text::tokenise::Tokens;
use std::rc::Rc;
use yew::prelude::*;

/// Numbers of the occurrences that a search found.
pub struct Found {
    /// The number of occurrences that are drawn.
    pub shown: usize,
    /// The number of those that are ticked, drawn or not.
    pub ticked: usize,
}

impl Found {
    /// The numbers of what was found.
    #[must_use]
    pub fn of(search: &Search, hits: &[Hit<'_>]) -> Self {
        let ticked = hits.iter().filter(|hit| hit.is_ticked).count();
        Self { shown: hits.len().min(STEP + search.more), ticked }
    }

    /// Each article with the rows of what was found in it.
    pub fn articles(&self, hits: &[Hit<'_>], mut row: impl FnMut(&Hit<'_>, usize) -> Html) -> Vec<Html> {
        let mut place = 0;
        let of_article = |hits: &[Hit<'_>]| {
            let document = hits[0].document;
            let rows: Vec<_> = hits.iter().zip(place..).map(|(hit, place)| row(hit, place)).collect();
            place += rows.len();
            let name = articles::named(document);
            html! {
                <section key={document.id.to_string()} class="found" aria-label={name.clone()}>
                    <h3>{ bidi("", &name) }{ " " }<span class="number">{ hits.len().to_string() }</span></h3>
                    <ul>{ for rows }</ul>
                </section>
            }
        };
        hits[..self.shown]
            .chunk_by(|one, other| one.document.id == other.document.id)
            .map(of_article)
            .collect()
    }
}

/// One occurrence, with its box. A press does that, and where it is asked about, the row says if it is ticked.
pub fn row(
    store: &Store,
    search: &Search,
    labels: &LabelSet,
    hit: &Hit<'_>,
    place: usize,
    act: Intent,
) -> Html {
    let Hit { document, span, is_ticked, is_inside } = hit;
    let inside = search.label.as_ref().filter(|_| *is_inside).map(|label| labels.name(label));
    let is_question = search.label.is_some();
    let text = &document.text;
    let sentence = is_question.then(|| Tokens::of(text, store.environment().segmenter).sentence_of(*span));
    let [before, words, behind] = match sentence {
        Some(sentence) => [
            &text.content()[sentence.start().0..span.start().0],
            span.of(text.content()),
            &text.content()[span.end().0..sentence.end().0],
        ],
        None => text.in_context(*span, CONTEXT),
    };
    let tagged = query::covering_span(document, *span).filter(|one| one.span() == Some(*span));
    let tag = |one: &Rc<Annotation>| {
        html! { <bdi class="tagged" data-look={look(labels, &one.label)}>{ label_name(labels.name(&one.label)) }</bdi> }
    };
    let turn = Intent::Turn((document.id.clone(), span.start()));
    html! {
        <li key={span.start().0} data-hit={place.to_string()}>
            <label class="pick">
                <input type="checkbox" tabindex="-1" checked={*is_ticked} onclick={store.on::<MouseEvent>(turn)} aria-label={format!("Tick {}", quoted(words))} />
            </label>
            <button dir="auto" tabindex={if place == 0 { "0" } else { "-1" }} aria-pressed={is_question.then(|| is_ticked.to_string())} onclick={store.on(act)}>
                <span class="before">{ before.to_owned() }</span><strong>{ words.to_owned() }</strong><span class="behind">{ behind.to_owned() }</span>
                { for tagged.map(tag) }
                { for inside.map(|label| html! { <>{ " " }<small>{ cut(&inside_of(label)).into_owned() }</small></> }) }
            </button>
        </li>
    }
}
