//! The labels beside the selected words: by mouse, by touch, or to read the keys from.

use super::label_button;
use crate::app::intent;
use crate::app::store::Store;
use glossator_core::label::LabelSet;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, labels: &LabelSet) -> Html {
    let store = store.clone();
    let tag = Callback::from(move |label| intent::tag(&store, &label));
    // The selection must survive the press on a button.
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="label-bar" role="toolbar" aria-label="Tag the selected words" onmousedown={keep_selection}>
            { label_button::all(labels, None, &tag) }
        </div>
    }
}
