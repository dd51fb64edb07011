//! A lane: an article beside others, below its outlet and what it says of the group in focus.
//!
//! It does not know how the article itself is drawn: that is given to it.

use super::focus;
use super::state::Intent;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::icon::{LuChevronDown, LuX, icon, icon_button};
use crate::widgets::label::key_sign;
use crate::widgets::sign::sign;
use crate::widgets::text::bidi;
use crate::words::articles::shortly;
use crate::words::{claims, compare as words, cut, dates};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::{DATE, HEADLINE};
use glossator_core::model::document::DocumentId;
use glossator_core::model::relation::Relation;
use glossator_core::query::matrix::{Cell, Line, Sign};
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Lane`].
#[derive(Clone, PartialEq, Properties)]
pub struct LaneProps {
    /// The one store of the page.
    pub store: Store,
    /// The article.
    pub document: DocumentId,
    /// The place among those that a narrow screen has room for: the one that is read is the first.
    pub rank: usize,
    /// True if it can be taken away.
    pub is_closable: bool,
    /// The article as it is drawn.
    pub children: Html,
}

/// See the module.
#[component]
pub fn Lane(LaneProps { store, document, rank, is_closable, children }: &LaneProps) -> Html {
    let (corpus, compare) = use_select(store, |state| (Shared::from(state.corpus()), state.compare.clone()));
    // The claims of the group in focus in this article; `None` if none is.
    let cell = {
        let key = (corpus.clone(), compare.group.clone(), document.clone());
        use_memo(key, |(corpus, group, document)| Cell::of(corpus, group.as_ref()?, document))
    };
    let Some(article) = corpus.document(document) else { return Html::default() };
    let place = focus::shown(&corpus, &compare, document).map(|(_, at, count)| (at, count));
    let name = shortly(article);
    let date = article.attributes.get(DATE);
    let activate = {
        let (store, document) = (store.clone(), document.clone());
        move || store.send(Intent::Activate(document.clone()))
    };
    let (pressed, focused) = (activate.clone(), activate);
    let has_focus = cell.is_some().then_some("true");
    html! {
        <section class="lane" aria-label={cut(&name).into_owned()} data-rank={rank.to_string()} data-focus={has_focus}
            onpointerdown={move |_: PointerEvent| pressed()} onfocusin={move |_: FocusEvent| focused()}>
            <header class="lane-head">
                <h2>{ bidi("", &name) }</h2>
                <span class="quiet">{ if date.is_empty() { "no date".into() } else { dates::day(date).into_owned() } }</span>
                <span class="push"></span>
                if let Some((at, count)) = place.filter(|(_, count)| *count > 1) {
                    { next_claim(store, document, at, count) }
                }
                if *is_closable {
                    { icon_button("Close this article", None, LuX, store.on(Intent::Remove(document.clone()))) }
                }
                if let Some(cell) = &*cell {
                    <p class="lane-state">{ state(&corpus, cell) }</p>
                }
            </header>
            <div class="lane-text">
                if let Some(cell) = (*cell).as_ref().filter(|cell| !cell.is_present()) { { gap(store, &corpus, document, cell, *rank == 1) } }
                if !article.attributes.get(HEADLINE).is_empty() { <p class="headline" dir="auto">{ cut(&article.title).into_owned() }</p> }
                { children.clone() }
            </div>
        </section>
    }
}

/// The way to the next claim of the group in an article that has several.
fn next_claim(store: &Store, document: &DocumentId, at: usize, count: usize) -> Html {
    let press = {
        let (store, document) = (store.clone(), document.clone());
        move |_: MouseEvent| {
            store.send(Intent::Activate(document.clone()));
            store.send(Intent::StepClaim(true));
        }
    };
    html! {
        <button class="quiet-button" title="The next place in this article (J, K)" onclick={press}>
            { icon(LuChevronDown) }<span class="number">{ words::place(at, count) }</span>
        </button>
    }
}

/// The voices in which the article has the group.
fn state(corpus: &Corpus, cell: &Cell) -> Html {
    if !cell.is_present() {
        return html! { <span class="quiet">{ sign(cell.sign()) }{ " " }{ words::state(cell) }</span> };
    }
    let line = |line: &Line| {
        let via = line.claims.iter().find_map(|claim| claims::via(corpus, claim));
        html! {
            <span>
                { sign(Sign::State(line.state)) }{ " " }
                { bidi("", &claims::line(line)) }
                if let Some(via) = via { { " " }{ bidi("quiet", &via) } }
                { for line.claims.first().into_iter().flat_map(|claim| claims::told(corpus, claim)).map(|told| html! { <>{ " " }<span class="badge">{ told }</span></> }) }
            </span>
        }
    };
    html! { { for cell.lines.iter().map(line) } }
}

/// The place of a group that is not in the article.
fn gap(store: &Store, corpus: &Corpus, document: &DocumentId, cell: &Cell, has_key: bool) -> Html {
    let turn = store.on::<MouseEvent>(Intent::TurnAbsent(document.clone()));
    let marks = cell.absent.iter().filter_map(|absent| corpus.relations().get(&absent.relation));
    let who = |mark: &Rc<Relation>| {
        let when = (store.environment().local_time)(mark.created.millis());
        claims::by(&corpus.annotator_name(mark.annotator), &when)
    };
    let told: Vec<_> = marks.map(who).collect();
    let (said, does) =
        if cell.is_absent() { (words::NOT_FOUND, "Take back") } else { (words::NOT_LOOKED, "Absent") };
    html! {
        <div class="gap-note">
            <p><strong>{ said }</strong>if !told.is_empty() { <span class="quiet">{ told.join("; ") }</span> }</p>
            <button aria-keyshortcuts={has_key.then_some("Space")} onclick={turn}>{ does }{ " " }{ key_sign(has_key.then_some("Space")) }</button>
        </div>
    }
}
