//! One annotation in the list: label, words, note, and where it has no place any more.

use super::lane;
use crate::app::intent;
use crate::app::store::Store;
use glossator_core::annotation::Annotation;
use glossator_core::label::LabelSet;
use glossator_core::text::Text;
use yew::prelude::*;

/// See the module. The text is the one that the annotation's span counts in; `place` says which row of how many it
/// is, where not all are drawn.
pub fn view(
    store: &Store,
    annotation: &Annotation,
    text: &Text,
    labels: &LabelSet,
    is_open: bool,
    place: Option<(usize, usize)>,
) -> Html {
    let (store, id) = (store.clone(), annotation.id);
    let onclick = move |_: MouseEvent| intent::open_annotation(&store, id);
    html! {
        <li key={id.to_string()} data-annotation={id.to_string()} aria-posinset={place.map(|(place, _)| place.to_string())}
            aria-setsize={place.map(|(_, size)| size.to_string())} data-lane={lane(labels.rank(&annotation.label))}>
            <button class="row" aria-current={is_open.then_some("true")} {onclick}>
                <span class="label-name">
                    <span class="swatch" aria-hidden="true"></span>{ labels.name(&annotation.label).to_owned() }
                </span>
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
