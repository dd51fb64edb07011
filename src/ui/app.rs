//! The whole page: where everything stands, and what stands over it.
//!
//! What must be drawn anew by itself is a component; the rest are functions that return a piece of one, because
//! every component type costs about 4 KB of program. A component is given the store, as a property, and selects
//! one view of it.

use super::annotation_list::AnnotationList;
use super::article_list::ArticleList;
use super::import_dialog::{self, ByFile};
use super::reader::Reader;
use super::top_bar::TopBar;
use super::watch::use_watch;
use super::{backup_dialog, clear_dialog, label_bar, settings_dialog, status};
use crate::app::message::Message;
use crate::app::select::{Props, use_select};
use crate::app::session::Dialog;
use crate::app::shared::Shared;
use crate::app::storage::{LookedAt, Report};
use glossator_core::label::LabelSet;
use std::rc::Rc;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    labels: Shared<LabelSet>,
    message: Option<Message>,
    words_selected: bool,
    import: Option<ByFile>,
    dialog: Option<Dialog>,
    report: Rc<Report>,
    is_kept: Option<bool>,
    looked_at: Option<Rc<LookedAt>>,
    own_name: Rc<str>,
    dragging: bool,
}

/// The page on a given store.
#[component]
pub fn Page(Props { store }: &Props) -> Html {
    use_watch(store);
    let annotator_of = store.clone();
    let view = use_select(store, move |state| View {
        labels: Shared::from(state.corpus.labels()),
        message: state.session.message.clone(),
        words_selected: state.session.shows_label_bar(),
        import: state.session.imports.first().cloned().map(ByFile),
        dialog: state.session.dialog,
        report: state.session.report.clone(),
        is_kept: state.session.is_kept,
        looked_at: state.session.looked_at.clone(),
        own_name: state.corpus.annotator_name(annotator_of.annotator_in(&state.corpus)),
        dragging: state.session.dragging,
    });
    let dialog = match (view.dialog, &view.looked_at) {
        (Some(Dialog::Settings), _) => {
            settings_dialog::view(store, &view.own_name, &view.report, view.is_kept)
        }
        (Some(Dialog::Clear), _) => clear_dialog::view(store),
        (Some(Dialog::Backup), Some(looked_at)) => backup_dialog::view(store, looked_at),
        _ => Html::default(),
    };
    html! {
        <>
            <TopBar store={store.clone()} />
            <div class="columns">
                <ArticleList store={store.clone()} />
                <main><Reader store={store.clone()} /></main>
                <AnnotationList store={store.clone()} />
            </div>
            if view.words_selected {
                { label_bar::view(store, &view.labels) }
            }
            { status::view(store, view.message.as_ref()) }
            if let Some(pending) = &view.import {
                { import_dialog::view(store, pending) }
            }
            { dialog }
            if view.dragging {
                <div class="drop-sign" aria-hidden="true">
                    <p>{ "Drop articles (.txt) or a download (.json) to open them" }</p>
                </div>
            }
        </>
    }
}
