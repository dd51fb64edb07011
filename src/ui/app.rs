//! The whole page: where everything stands, and what stands over it.
//!
//! The parts of the page that must be drawn anew by themselves are components; the rest are functions that return a
//! piece of one. A component is given the store, as a property, and selects one view of it.

use super::annotation_list::AnnotationList;
use super::import_dialog::{self, ByFile};
use super::watch::use_watch;
use super::{
    article_list, backup_dialog, clear_dialog, counts_dialog, export_dialog, help_dialog, label_bar, lane,
    overlays, piece, reader, search_dialog, settings_dialog, status, top_bar,
};
use crate::app::hints::{self, Strip};
use crate::app::message::Message;
use crate::app::search::Search;
use crate::app::select::{Props, use_select};
use crate::app::session::{Dialog, Exporting, Panel};
use crate::app::shared::Shared;
use crate::app::shortcuts::Keys;
use crate::app::storage::LookedAt;
use crate::app::store::{State, Store};
use crate::app::{intent, preferences};
use glossator_core::corpus::Corpus;
use glossator_core::corpus::lexicon::Hint;
use glossator_core::edit::editor::Stored;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_core::text::Text;
use std::rc::Rc;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    bar: top_bar::View,
    articles: article_list::View,
    reader: reader::View,
    labels: Shared<LabelSet>,
    message: Option<Message>,
    words_selected: bool,
    /// What stands over the article: the style sheet lets other things make way for it, and looking for it itself, at
    /// each change, would take it long.
    over: &'static str,
    stays: bool,
    keys: Keys,
    hints: Rc<[Strip]>,
    offer: Option<Hint>,
    armed: Option<LabelId>,
    open: Option<(Shared<Annotation>, Shared<Text>)>,
    import: Option<ByFile>,
    dialog: Option<Dialog>,
    report: Rc<Stored>,
    is_kept: Option<bool>,
    looked_at: Option<Rc<LookedAt>>,
    own_name: Rc<str>,
    dragging: bool,
    /// What the dialog that is open is about.
    about: Option<About>,
}

/// The corpus, what is searched for in it, what is counted and what is exported.
#[derive(Clone, PartialEq)]
struct About {
    corpus: Shared<Corpus>,
    search: Shared<Search>,
    counts_strings: bool,
    exporting: Exporting,
}

/// The page on a given store.
#[component]
pub fn Page(Props { store }: &Props) -> Html {
    use_watch(store);
    let view = use_select(store, move |state| View {
        bar: top_bar::View::of(state),
        articles: article_list::View::of(state),
        reader: reader::View::of(state),
        labels: Shared::from(state.corpus().labels()),
        message: state.session.message.clone(),
        words_selected: state.session.shows_label_bar(),
        over: match (state.session.panel, state.session.shows_label_bar()) {
            (None, false) => "",
            (None, true) => "labels",
            (Some(Panel::Card), is_selected) if state.open().is_none() => {
                if is_selected {
                    "labels"
                } else {
                    ""
                }
            }
            (Some(_), false) => "panel",
            (Some(_), true) => "labels panel",
        },
        import: state.session.imports.first().cloned().map(ByFile),
        dialog: state.session.dialog,
        report: state.session.report.clone(),
        is_kept: state.session.is_kept,
        looked_at: state.session.looked_at.clone(),
        own_name: state.corpus().annotator_name(state.annotator()),
        stays: state.session.stays,
        keys: preferences::keys(state.corpus()),
        hints: state.session.hints.clone(),
        offer: hints::offer(state).filter(|_| state.session.shows_label_bar()),
        armed: state.session.armed.clone(),
        open: open(state).filter(|_| state.session.selection.is_none()),
        about: state.session.dialog.map(|_| About {
            corpus: Shared::from(state.corpus()),
            search: Shared::from(&state.session.search),
            counts_strings: state.session.counts_strings,
            exporting: state.session.exporting.clone(),
        }),
        dragging: state.session.dragging,
    });
    let handles = view.open.as_ref().map(|(open, text)| (&**open, &**text));
    html! {
        <>
            { top_bar::view(store, &view.bar) }
            <div class="columns" data-over={view.over}>
                { article_list::view(store, &view.articles) }
                <main>
                    if view.stays {
                        { staying(store, &view.labels, view.armed.as_ref()) }
                    }
                    { reader::view(store, &view.reader) }
                    if view.words_selected {
                        { label_bar::view(store, &view.labels, view.stays, &view.keys, view.offer.as_ref()) }
                    }
                    { overlays::hints(store, &view.hints, &view.labels) }
                    { overlays::view(handles) }
                </main>
                <AnnotationList store={store.clone()} />
            </div>
            { status::view(store, view.message.as_ref()) }
            if let Some(pending) = &view.import {
                { import_dialog::view(store, pending) }
            }
            { dialog(store, &view).unwrap_or_default() }
            if view.dragging {
                <div class="drop-sign" aria-hidden="true">
                    { piece::paragraph("", "Drop articles (.txt), a download (.json) or another tool’s file to open them") }
                </div>
            }
        </>
    }
}

/// The open annotation, if it stands in the text in view.
fn open(state: &State) -> Option<(Shared<Annotation>, Shared<Text>)> {
    let open = state.open().filter(|open| open.span().is_some())?;
    Some((Shared::from(open), Shared::from(&state.document()?.text)))
}

/// The dialog that is open.
fn dialog(store: &Store, view: &View) -> Option<Html> {
    let About { corpus, search, counts_strings, exporting } = view.about.as_ref()?;
    Some(match view.dialog? {
        Dialog::Settings => settings_dialog::view(store, corpus, &view.own_name, &view.report, view.is_kept),
        Dialog::Help => help_dialog::help(store, &view.labels, &view.keys),
        Dialog::Codebook => help_dialog::codebook(store, &view.labels),
        Dialog::Search | Dialog::Others => search_dialog::view(store, corpus, search),
        Dialog::Counts => counts_dialog::view(store, corpus, *counts_strings),
        Dialog::Export => export_dialog::view(store, corpus, exporting),
        Dialog::Clear => clear_dialog::view(store),
        Dialog::Backup => backup_dialog::view(store, view.looked_at.as_ref()?),
    })
}

/// That selections are tagged by themselves, and the way out.
fn staying(store: &Store, labels: &LabelSet, armed: Option<&LabelId>) -> Html {
    let rank = armed.map(|label| lane(labels.rank(label)));
    let words = match armed {
        Some(label) => format!("Every selection is tagged as {}.", labels.name(label)),
        None => "Choose a label: every selection is tagged with it then.".to_owned(),
    };
    html! {
        <div class="staying" role="group" aria-label="A label stays" data-lane={rank}>
            <p>{ piece::label_name(&words) }</p>
            { piece::button(store, "small", "Stop", intent::stay) }
        </div>
    }
}
