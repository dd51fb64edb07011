//! One annotation in the list: label, words, note, where it has no place any more; and in words what the drawing shows
//! beside.

use super::{lane, piece};
use crate::app::store::Store;
use crate::app::{describe, intent, listing};
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use std::rc::Rc;
use yew::prelude::*;

/// How a row stands in the list.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a row has that many states")]
pub struct Standing {
    /// Its card is open.
    pub is_open: bool,
    /// It is picked.
    pub is_picked: bool,
    /// The tab key stops here.
    pub is_stop: bool,
    /// Rows of several articles are listed.
    pub among_articles: bool,
    /// Which of how many it is, where not all are drawn.
    pub place: Option<(usize, usize)>,
}

/// See the module.
pub fn view(
    store: &Store,
    document: &Document,
    annotation: &Rc<Annotation>,
    labels: &LabelSet,
    standing: Standing,
) -> Html {
    let Standing { is_open, is_picked, is_stop, among_articles, place } = standing;
    let id = annotation.id;
    let quote = annotation.quote(&document.text);
    let pick: Callback<MouseEvent> = piece::acting_on(store, id, listing::pick);
    html! {
        <li key={id.to_string()} data-annotation={id.to_string()} aria-posinset={place.map(|(place, _)| place.to_string())}
            aria-setsize={place.map(|(_, size)| size.to_string())} data-lane={lane(labels.rank(&annotation.label))}>
            <label class="pick">
                <input type="checkbox" tabindex="-1" checked={is_picked} onclick={pick}
                    aria-label={format!("Pick {}", describe::quoted(quote))} />
            </label>
            <button class="row" tabindex={if is_stop { "0" } else { "-1" }} aria-current={is_open.then_some("true")}
                onclick={piece::acting_on(store, id, intent::open_annotation)}>
                { piece::label_name(labels.name(&annotation.label)) }
                if annotation.span().is_none() {
                    <span class="unplaced">{ "Not found in the text" }</span>
                }
                { piece::brought("quote", quote) }
                if !annotation.note.is_empty() {
                    { piece::brought("note", &annotation.note) }
                }
                if among_articles {
                    { piece::brought("of-article", &document.title) }
                }
                <span class="unseen">{ whereabouts(document, annotation, labels) }</span>
            </button>
        </li>
    }
}

/// "Paragraph 3. Overlaps with Claim “…” and 2 more."
fn whereabouts(document: &Document, annotation: &Annotation, labels: &LabelSet) -> String {
    let Some(span) = annotation.span() else { return String::new() };
    let paragraph = document.text.blocks_of(span).start() + 1;
    let others = query::overlapping(document, annotation);
    let words = |other: &&Rc<Annotation>| {
        format!("{} {}", labels.name(&other.label), describe::quoted(other.quote(&document.text)))
    };
    let named: Vec<_> = others.iter().take(3).map(words).collect();
    let more = match others.len().saturating_sub(named.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if named.is_empty() {
        return format!("Paragraph {paragraph}.");
    }
    format!("Paragraph {paragraph}. Overlaps with {}{more}.", named.join(", "))
}
