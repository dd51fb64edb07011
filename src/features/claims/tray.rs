//! The foot of the matrix: what can be done with the rows that are picked, and the claims in no group.

use super::page::View;
use super::state::Intent;
use crate::widgets::button::button;
use crate::widgets::icon::{LuGitMerge, LuGripVertical, icon};
use crate::widgets::label::key_sign;
use crate::widgets::text::bidi;
use crate::words::claims as words;
use crate::words::counted;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::query::attribution::name_of;
use glossator_core::query::stance::Links;
use yew::prelude::*;

/// The bar with what can be done with the groups that are picked.
pub fn bar(View { store, state, matrix, .. }: &View) -> Html {
    let picked: Vec<_> =
        state.picked.iter().filter(|id| matrix.rows.iter().any(|row| row.group.id == **id)).collect();
    if picked.is_empty() {
        return Html::default();
    }
    let delete = Intent::Delete(picked.iter().map(|id| (*id).clone()).collect());
    let moved = |down: bool| store.on::<MouseEvent>(Intent::Move(picked[0].clone(), down));
    html! {
        <div class="table-bar" role="group" aria-label="Chosen rows">
            <strong>{ format!("{} chosen", counted(picked.len(), "row")) }</strong>
            if picked.len() > 1 {
                <button aria-keyshortcuts="Enter" onclick={store.on(Intent::Merge)}>{ icon(LuGitMerge) }{ "Merge into the first" }{ key_sign(Some("Enter")) }</button>
            } else {
                { button("", "Up", moved(false)) }
                { button("", "Down", moved(true)) }
            }
            { button("delete", "Delete", store.on(delete)) }
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::PickNone)}>
                { "Choose none" }{ key_sign(Some("Esc")) }
            </button>
        </div>
    }
}

/// The claims in no group, the first of them with what can be done with it: it is dragged into a row, or put there with a key.
pub fn tray(View { store, corpus, state, matrix, .. }: &View) -> Html {
    let Some(first) = matrix.loose.first() else {
        let count = matrix.apart.len();
        if count == 0 {
            return Html::default();
        }
        let all = matrix.apart.iter().map(|claim| claim.id).collect();
        return html! {
            <p class="tray quiet">
                { format!("{} left out", counted(count, "claim")) }{ " " }
                { button("text-button", "Group them again", store.on(Intent::SetApart(all, false))) }
            </p>
        };
    };
    let keys = store.read(|state| state.keys().name('i'));
    html! {
        <div class="tray" role="group" aria-label="Claims in no group" data-dragged={state.over.is_some().then_some("true")}>
            <strong>{ format!("{} in no group", counted(matrix.loose.len(), "claim")) }</strong>
            <span class="loose" data-claim={first.id.to_string()} title={words::DRAG}>
                { icon(LuGripVertical) }{ claim(corpus, first) }
            </span>
            <button aria-keyshortcuts={keys.clone()} onclick={store.on(Intent::GroupNext)}>{ "Put into a group" }{ key_sign(keys.as_deref()) }</button>
            { button("quiet-button", "Leave out", store.on(Intent::SetApart(vec![first.id], true))) }
        </div>
    }
}

/// Its words, who says it, and where.
fn claim(corpus: &Corpus, claim: &Annotation) -> Html {
    let Some(document) = corpus.document(&claim.document) else { return Html::default() };
    let speaker = Links::of(corpus, claim).said_by.map(|mention| name_of(corpus, mention));
    let from = words::from(speaker.as_deref(), document);
    html! { <span>{ bidi("said", claim.quote(&document.text)) }{ " " }{ bidi("quiet", &from) }</span> }
}
