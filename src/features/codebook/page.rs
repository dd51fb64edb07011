//! The page of the codebook: its definitions at the left, the fields of the open one at the right.

use super::list::{Definitions, List};
use super::state::Open;
use super::update;
use super::view::View;
use super::{attribute, label, relation};
use crate::app::intent::Intent;
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::{Props, use_select};
use crate::app::session::Dialog;
use crate::app::shared::Shared;
use crate::widgets::field::open_codebook;
use crate::widgets::icon::{LuDownload, LuListPlus, icon};
use crate::widgets::text::paragraph;
use crate::words::codebook as words;
use glossator_core::model::label::LabelId;
use glossator_core::model::record::Kind;
use std::collections::HashMap;
use yew::prelude::*;

/// See the module.
#[component]
pub fn CodebookPage(Props { store }: &Props) -> Html {
    let (corpus, open, begun, refused, refusal) = use_select(store, |state| {
        let (corpus, codebook) = (Shared::from(state.corpus()), &state.codebook);
        (corpus, update::open(state), codebook.begun.clone(), codebook.refused, state.refusal(Kind::Label))
    });
    let counts = use_memo(corpus.clone(), |corpus| {
        let mut counts: HashMap<LabelId, usize> = HashMap::new();
        for (label, count) in corpus.documents().flat_map(|document| &document.counts) {
            *counts.entry(label.clone()).or_default() += count;
        }
        counts
    });
    let view = View { corpus, open, begun, refused, refusal, counts };
    let annotations = view.counts.values().sum();
    let show = |dialog| store.on::<MouseEvent>(Intent::Show(Some(dialog)));
    let editor = match &view.open {
        Some(Open::Label(label)) => label::editor(store, &view, label),
        Some(Open::Articles) => label::articles(store, &view),
        Some(Open::Attribute(of, id)) => attribute::editor(store, &view, of, id),
        Some(Open::RelationType(id)) => relation::editor(store, &view, id),
        None => Html::default(),
    };
    html! {
        <>
            <PageHead place={Place::Codebook}>
                <span class="quiet">{ words::summary(view.corpus.labels().iter().count(), annotations) }</span>
                <div class="push">
                    if view.refusal.is_none() {
                        <button class="quiet-button" onclick={show(Dialog::StartCodebook)}>{ icon(LuListPlus) }{ "Start from …" }</button>
                        { open_codebook("quiet-button") }
                    }
                    <button class="quiet-button" onclick={show(Dialog::DownloadCodebook)}>{ icon(LuDownload) }{ "Download …" }</button>
                </div>
            </PageHead>
            { for view.refusal.iter().map(|why| paragraph("quiet refusal", &words::theirs(why))) }
            <div class="book">
                <div class="definitions">
                    <List store={store.clone()} view={view.clone()} of={Definitions::Labels} />
                    <p class="quiet note">{ words::LANES }</p>
                    <List store={store.clone()} view={view.clone()} of={Definitions::RelationTypes} />
                    <List store={store.clone()} view={view.clone()} of={Definitions::Articles} />
                </div>
                { editor }
            </div>
        </>
    }
}
