//! The article in view. One listener for all of its spans.

use super::article_header;
use super::section::SectionView;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::State;
use crate::web::{element, events};
use glossator_core::annotation::AnnotationId;
use glossator_core::command;
use glossator_core::document::Document;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    document: Option<Shared<Document>>,
    renaming: bool,
    removable: bool,
}

/// See the module.
#[component]
pub fn Reader(Props { store }: &Props) -> Html {
    let View { document, renaming, removable } = use_select(store, |state| View {
        document: state.document().map(Shared::from),
        renaming: state.session.renaming,
        removable: command::is_removable(&state.corpus, &state.session.document),
    });
    use_effect_with(renaming, |renaming| {
        if let Some(field) = element::find("#title").filter(|_| *renaming) {
            element::focus_all(&field);
        }
    });
    let Some(document) = document else {
        return html! { <p class="quiet">{ "There is no article here. Drop a .txt file to add one." }</p> };
    };
    let header = article_header::view(store, &document, renaming, removable);
    let clicks = store.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let store = &clicks;
        if store.read(|state| state.session.selection.is_some()) || events::is_repeated(&event) {
            return;
        }
        let ids = events::nearest_attribute(&event, "data-annotations").unwrap_or_default();
        match store.read(|state| clicked(state, &ids)) {
            Some(id) => intent::open_annotation(store, id),
            // Its words are being selected, maybe by the first of two clicks.
            None if store.read(is_placing) => {}
            None => intent::close_annotation(store),
        }
    });
    let section = |index: usize| html! { <SectionView key={index} store={store.clone()} document={document.id.clone()} {index} /> };
    html! {
        <>
            { header }
            <p class="quiet invitation" data-state={(!document.counts.is_empty()).then_some("followed")}>
                { "Select words, then " }<span class="for-keys">{ "press 1, 2 or 3" }</span>
                <span class="for-touch">{ "touch a label" }</span>{ "." }
            </p>
            <article key={format!("text of {}", document.id)} class="reader" translate="no" tabindex="0" aria-label={document.title.to_string()}
                data-document={document.id.to_string()} {onclick}>
                { for (0..document.sections.len()).map(section) }
            </article>
        </>
    }
}

/// The smallest annotation under the pointer; the next larger one when that is open already.
fn clicked(state: &State, ids: &str) -> Option<AnnotationId> {
    let sized = |id| Some((state.corpus.annotation(id)?.span()?.bytes().len(), id));
    let under = || ids.split(' ').filter_map(AnnotationId::parse).filter_map(sized);
    let open = under().find(|(_, id)| Some(*id) == state.session.annotation);
    let larger = open.and_then(|open| under().filter(|other| *other > open).min());
    larger.or_else(|| under().min()).map(|(_, id)| id)
}

/// Whether the open annotation waits for the words where it belongs.
fn is_placing(state: &State) -> bool {
    let open = state.session.annotation.and_then(|id| state.corpus.annotation(id));
    open.is_some_and(|open| open.span().is_none())
}
