//! The article in view, and its reading caret.

use super::section::SectionView;
use crate::app::effect::{Effect, Timer};
use crate::app::intent;
use crate::app::part::Parts;
use crate::app::select::{Props, use_select};
use crate::app::settings::TEXT_SIZE;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::words::cut;
use glossator_core::model::document::DocumentId;
use std::rc::Rc;
use yew::prelude::*;

/// The article that is read.
#[component]
pub fn Article(Props { store }: &Props) -> Html {
    let document = use_select(store, |state| state.session.document.clone());
    html! { <ArticleText store={store.clone()} {document} /> }
}

/// The properties of [`ArticleText`].
#[derive(Clone, PartialEq, Properties)]
pub struct TextProps {
    /// The one store of the page.
    pub store: Store,
    /// The article.
    pub document: DocumentId,
    /// True for the one that is read: where several stand side by side, caret, selection and keys are in one of them.
    #[prop_or(true)]
    pub is_read: bool,
    /// The annotations that have a part in what is in focus.
    #[prop_or_default]
    pub parts: Parts,
}

/// The words of an article. One listener of the page hears of clicks on all of its spans.
#[component]
pub fn ArticleText(TextProps { store, document, is_read, parts }: &TextProps) -> Html {
    // The article's title and sections are drawn again when others are there; the sections look after themselves.
    let article = {
        let document = document.clone();
        use_select(store, move |state| {
            let document = state.corpus().document(&document)?;
            Some((document.title.clone(), Shared::from(&document.text), document.sections.len()))
        })
    };
    let text = article.as_ref().map(|(_, text, _)| text.clone());
    let estimating = store.clone();
    use_effect_with((text, document.clone()), move |(_, document)| {
        estimating.run(Effect::EstimateHeights(document.clone()));
    });
    let Some((title, _, sections)) = article else { return Html::default() };
    let section = |index: usize| {
        html! {
            <SectionView key={index} store={store.clone()} document={document.clone()} {index} parts={parts.clone()} />
        }
    };
    html! {
        <article key={format!("text of {document}")} class="reader" translate="no" tabindex="0" aria-label={cut(&title).into_owned()}
            aria-current={is_read.then_some("true")} data-document={document.to_string()}>
            { for (0..sections).map(section) }
        </article>
    }
}

/// Everything that is looked after once the article was drawn anew; it draws nothing itself.
#[component]
pub fn Attendant(Props { store }: &Props) -> Html {
    let drawn = use_select(store, |state| {
        (
            Shared::from(state.corpus()),
            Rc::<str>::from(state.setting(TEXT_SIZE)),
            state.session.document.clone(),
        )
    });
    let hinting = store.clone();
    use_effect_with(drawn, move |_| {
        hinting.run(Effect::After(Timer::Hints, intent::Hints::Look.into()));
    });
    let selected = use_select(store, |state| {
        (Shared::from(state.corpus()), state.session.annotation, state.session.selection, state.reader.shown)
    });
    let restoring = store.clone();
    use_effect_with(selected, move |_| restoring.run(Effect::RestoreSelection));
    let preview = use_select(store, |state| state.reader.preview);
    let showing = store.clone();
    use_effect_with(preview, move |_| showing.run(Effect::ShowPreview));
    Html::default()
}

/// The reading caret. It is put where it belongs after each drawing.
#[component]
pub fn Caret(Props { store }: &Props) -> Html {
    let place = use_select(store, |state| {
        let text = state.document().map(|document| Shared::from(&document.text));
        (state.session.caret, state.reader.line_end, text, Rc::<str>::from(state.setting(TEXT_SIZE)))
    });
    let placing = store.clone();
    use_effect_with(place, move |_| placing.run(Effect::PlaceCaret));
    html! { <div id="caret" class="caret" aria-hidden="true"></div> }
}
