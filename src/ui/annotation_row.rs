//! One annotation in the list: label, words, note, and where it has no place any more.

use super::lane;
use crate::app::intent;
use crate::app::select::use_store;
use crate::app::shared::Shared;
use glossator_core::annotation::Annotation;
use glossator_core::label::LabelSet;
use glossator_core::text::Text;
use yew::prelude::*;

/// What [`AnnotationRow`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The annotation.
    pub annotation: Shared<Annotation>,
    /// The text that its span counts in.
    pub text: Shared<Text>,
    /// The labels in use.
    pub labels: Shared<LabelSet>,
    /// Whether its card is open.
    pub is_open: bool,
}

/// See the module.
#[component]
pub fn AnnotationRow(Props { annotation, text, labels, is_open }: &Props) -> Html {
    let store = use_store();
    let id = annotation.id;
    let onclick = Callback::from(move |_: MouseEvent| intent::open_annotation(&store, id));
    let lane = lane(labels.rank(&annotation.label));
    let current = is_open.then_some("true");
    html! {
        <li data-annotation={id.to_string()} class={lane}>
            <button class="row" aria-current={current} {onclick}>
                <span class="label-name"><span class="swatch" aria-hidden="true"></span>{ labels.name(&annotation.label).to_owned() }</span>
                if annotation.span().is_none() {
                    <span class="unplaced">{ "Not found in the text" }</span>
                }
                <bdi class="quote">{ annotation.quote(text).to_owned() }</bdi>
                if !annotation.note.is_empty() {
                    <bdi class="note">{ annotation.note.to_string() }</bdi>
                }
            </button>
        </li>
    }
}
