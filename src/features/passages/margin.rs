//! Bars in the margin of the article that is read, beside what another article says in the same words. They are drawn beside the
//! text, where the browser has laid its words out, and are put there by an effect.
//!
//! A pointer presses them; for keys and assistive technology the chip above the article leads to the same passages.

use super::state::Intent;
use crate::app::effect::Effect;
use crate::app::select::{Props, use_select};
use crate::app::settings::TEXT_SIZE;
use crate::app::shared::Shared;
use crate::app::state::State;
use crate::app::store::Store;
use crate::words::passages as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::document::Document;
use glossator_core::query::passages::{Passage, Passages};
use glossator_core::text::span::Span;
use std::rc::Rc;
use yew::prelude::*;

/// Words of the article that is read, all of which others share.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The words.
    pub span: Span,
    /// The passages in them.
    pub passages: Vec<Passage>,
}

/// The bars of the article that is read, in text order.
#[must_use]
pub fn bars(state: &State) -> Vec<Bar> {
    let shown = state.passages.found.as_ref().zip(state.document());
    shown.map(|(found, document)| bars_of(found, document)).unwrap_or_default()
}

/// Passages that overlap have one bar.
fn bars_of(found: &Passages, document: &Document) -> Vec<Bar> {
    let mut passages: Vec<_> =
        found.of(&document.id).map(|(passage, span)| (span, passage.clone())).collect();
    passages.sort_by_key(|(span, _)| *span);
    let mut bars: Vec<Bar> = Vec::new();
    for (span, passage) in passages {
        match bars.last_mut() {
            Some(bar) if span.start() < bar.span.end() => {
                let end = bar.span.end().max(span.end());
                bar.span = Span::new(document.text.content(), bar.span.start(), end).unwrap_or(bar.span);
                bar.passages.push(passage);
            }
            _ => bars.push(Bar { span, passages: vec![passage] }),
        }
    }
    bars
}

/// See the module.
#[component]
pub fn Bars(Props { store }: &Props) -> Html {
    let (found, document, corpus, size, drawing) = use_select(store, |state| {
        let found = state.passages.found.as_ref().map(Shared::from);
        let text = state.document().map(|document| Shared::from(&document.text));
        let shown = found.zip(text);
        let size = Rc::<str>::from(state.setting(TEXT_SIZE));
        (
            shown,
            state.session.document.clone(),
            Shared::from(state.corpus()),
            size,
            state.reader.drawing.clone(),
        )
    });
    let bars = use_memo((found, document), {
        let store = store.clone();
        move |_| store.read(bars)
    });
    let placing = store.clone();
    use_effect_with((bars.clone(), size, drawing), move |(bars, ..)| {
        if !bars.is_empty() {
            placing.run(Effect::PlaceBars);
        }
    });
    html! { <div id="bars" aria-hidden="true">{ for bars.iter().map(|bar| draw(store, &corpus, bar)) }</div> }
}

/// A bar leads to its passage, or to the list of those of the article.
fn draw(store: &Store, corpus: &Corpus, Bar { passages, .. }: &Bar) -> Html {
    let [passage] = &passages[..] else {
        let document = store.read(|state| state.session.document.clone());
        let list = store.on::<MouseEvent>(Intent::List(Some(document)));
        return html! { <div class="bar" title={words::several(passages.len())} onclick={list}></div> };
    };
    let title = words::same(corpus, passage);
    html! { <div class="bar" {title} onclick={store.on::<MouseEvent>(Intent::Choose(passage.clone()))}></div> }
}
