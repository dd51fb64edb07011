//! The article in view. One listener for all of its spans.

use super::section::SectionView;
use super::{article_header, first_steps};
use crate::app::shared::Shared;
use crate::app::store::{State, Store};
use crate::app::{caret, preferences};
use glossator_core::edit::command;
use glossator_core::model::document::Document;
use glossator_web::events;
use yew::prelude::*;

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
pub struct View {
    document: Option<Shared<Document>>,
    renaming: bool,
    removable: bool,
    /// The key that says what the labels mean, where the first steps are shown.
    first_steps: Option<char>,
    taking_words: bool,
}

impl View {
    /// As it is now.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            document: state.document().map(Shared::from),
            renaming: state.session.renaming,
            first_steps: preferences::is_on(state.corpus(), preferences::FIRST_STEPS)
                .then(|| preferences::keys(state.corpus()).now('d')),
            taking_words: state.session.taking_words,
            removable: command::is_removable(state.corpus(), &state.session.document),
        }
    }
}

/// See the module.
pub fn view(store: &Store, view: &View) -> Html {
    let View { document, renaming, removable, first_steps, taking_words } = view;
    let Some(document) = document else {
        return html! { <p class="quiet">{ "There is no article here. Drop a .txt file to add one." }</p> };
    };
    let header = article_header::view(store, document, *renaming, *removable, *taking_words);
    let clicks = store.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let store = &clicks;
        let is_selecting = store.read(|state| {
            let session = &state.session;
            let takes_words = session.taking_words || session.taken.is_some();
            !takes_words && (session.selection.is_some() || events::is_repeated(&event))
        });
        if !is_selecting {
            let (x, y) = events::point(&event);
            caret::click(store, x, y);
        }
    });
    let section = |index: usize| html! { <SectionView key={index} store={store.clone()} document={document.id.clone()} {index} /> };
    html! {
        <>
            { header }
            if let Some(key) = *first_steps {
                { first_steps::view(store, key) }
            }
            <article key={format!("text of {}", document.id)} class="reader" translate="no" tabindex="0" aria-label={document.title.to_string()}
                data-document={document.id.to_string()} {onclick}>
                { for (0..document.sections.len()).map(section) }
            </article>
        </>
    }
}
