//! The labels beside the selected words: by mouse, by touch, or to read the keys from.

use super::lane;
use crate::app::intent;
use crate::app::store::Store;
use glossator_core::label::{Label, LabelSet};
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, labels: &LabelSet) -> Html {
    let button = |(rank, label): (usize, &Label)| {
        let (store, id) = (store.clone(), label.id.clone());
        let onclick = Callback::from(move |_: MouseEvent| intent::tag(&store, &id));
        html! {
            <button key={label.id.to_string()} class="label" data-lane={lane(rank)} aria-label={label.name.to_string()}
                aria-keyshortcuts={shortcut(label)} title={label.definition.to_string()} {onclick}>
                <span class="swatch" aria-hidden="true"></span>{ label.name.to_string() }
                if !label.key.is_empty() { <kbd aria-hidden="true">{ label.key.to_string() }</kbd> }
            </button>
        }
    };
    // The selection must survive the press on a button.
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="label-bar" role="toolbar" aria-label="Tag the selected words" onmousedown={keep_selection}>
            { for labels.iter().enumerate().map(button) }
        </div>
    }
}

/// The key that tags, for assistive technology; `None` for a label without one.
#[must_use]
pub fn shortcut(label: &Label) -> Option<String> {
    (!label.key.is_empty()).then(|| label.key.to_string())
}
