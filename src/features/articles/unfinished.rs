//! Unfinished: how much of an article is left to do, and the way to the next annotation that lacks something.

use super::listing::{Line, listed};
use super::state::{Intent, Query};
use super::update::list_query;
use crate::app::context::Context;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::widgets::icon::{LuCheck, icon};
use crate::widgets::label::key_sign;
use crate::words::unfinished as words;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::Document;
use glossator_core::query::unfinished::{Lack, Left, lack};
use std::rc::Rc;
use yew::prelude::*;

/// Opens the next annotation that lacks something: behind the open one or the caret, then in the other articles as they are
/// listed, and in front of it at last. Where none does, the cells of the matrix come next.
pub fn next(context: &mut Context<'_>) {
    let Some((id, lack)) = find(context) else {
        let is_open = context.state.used().groups && context.state.matrix().open() > 0;
        return if is_open { context.send(intent::Claims::NextOpen) } else { context.say(words::NOTHING) };
    };
    if context.state.session.annotation == Some(id) {
        return context.say(words::ONLY_ONE);
    }
    context.send(intent::Annotations::Open(id));
    context.read_out(words::open(lack));
}

fn find(context: &Context<'_>) -> Option<(AnnotationId, Lack)> {
    let state = &*context.state;
    let (corpus, used) = (state.corpus(), state.used());
    let here = state.document()?;
    let query = Query { words: "".into(), ..list_query(state) };
    let lines = listed(corpus, &query);
    let documents: Vec<_> = lines.iter().filter_map(Line::article).collect();
    let at = documents.iter().position(|document| document.id == here.id)?;
    let others = documents[at + 1..].iter().chain(&documents[..at]);
    let lacking = |one: &Rc<Annotation>| Some((one.id, lack(corpus, used, one)?));
    let behind = match state.open().filter(|open| open.document == here.id) {
        Some(open) => here.index_of(open)? + 1,
        None => here.index_behind(state.session.caret),
    };
    let unfinished = |document: &&&Rc<Document>| state.left_in(document).sum() > 0;
    here.annotations_from(behind)
        .find_map(lacking)
        .or_else(|| others.filter(unfinished).find_map(|document| document.annotations().find_map(lacking)))
        .or_else(|| here.annotations().take(behind).find_map(lacking))
}

/// The chip that says how much is left of the article in view, and leads to the next.
#[component]
pub fn ToDo(Props { store }: &Props) -> Html {
    let (left, key) = use_select(store, |state| {
        (state.document().and_then(|document| state.left(document)), state.keys().name('u'))
    });
    let Some(left) = left.filter(|left| left.sum() > 0) else { return Html::default() };
    html! {
        <button class="chip to-do" title={words::NEXT} aria-keyshortcuts={key.clone()} onclick={store.on(Intent::Unfinished)}>
            <span>{ words::to_do(left) }</span>{ key_sign(key.as_deref()) }
        </button>
    }
}

/// Part of an article that is done: a bar, and in words.
pub fn meter(left: Left) -> Html {
    /// The length of the bar.
    const LENGTH: usize = 52;
    let words = words::left(left);
    if left.sum() == 0 {
        return html! { <span class="count done">{ icon(LuCheck) }{ words }</span> };
    }
    let of = |some: usize, all: usize| if some == 0 { 0 } else { all };
    let all = of(left.claims, left.all_claims) + of(left.actors, left.all_actors);
    let done = LENGTH * (all - left.sum()) / all.max(1);
    html! {
        <span class="count">
            <svg class="meter" viewBox="0 0 52 4" aria-hidden="true">
                <rect width={LENGTH.to_string()} height="4" rx="2" /><rect width={done.to_string()} height="4" rx="2" />
            </svg>
            { words }
        </span>
    }
}
