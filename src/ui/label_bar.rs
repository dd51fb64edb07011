//! The labels beside the selected words: by mouse, by touch, or to read the keys from. They say what the same words are
//! tagged as elsewhere.

use super::{label_button, piece};
use crate::app::shortcuts::{self, Keys};
use crate::app::store::Store;
use crate::app::{hints, intent};
use glossator_core::corpus::lexicon::Hint;
use glossator_core::model::label::LabelSet;
use yew::prelude::*;

/// See the module. `stays` says that the next selection is tagged by itself, `key` what switches that.
pub fn view(store: &Store, labels: &LabelSet, stays: bool, keys: &Keys, offer: Option<&Hint>) -> Html {
    let [key, not_this] = ['s', 'x'].map(|key| shortcuts::shown(keys.now(key)));
    let known = offer.map_or(&[][..], |offer| &offer.labels);
    let tagging = store.clone();
    let tag = Callback::from(move |(label, _)| intent::tag(&tagging, &label));
    // The selection must survive the press on a button.
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div id="label-bar" class="label-bar" role="toolbar" aria-label="Tag the selected words" onmousedown={keep_selection}>
            { label_button::all(labels, None, known, &tag) }
            <button aria-pressed={stays.to_string()} aria-keyshortcuts={key.clone()} title="The label that you choose tags every selection at once"
                onclick={piece::acting(store, intent::stay)}>{ "Stay" }<kbd aria-hidden="true">{ key }</kbd></button>
            if offer.is_some() {
                <button aria-keyshortcuts={not_this.clone()} title="No more hints for these words" onclick={piece::acting(store, hints::dismiss)}>
                    { "Not this" }<kbd aria-hidden="true">{ not_this }</kbd>
                </button>
            }
            { piece::button(store, "for-touch", "Cancel", intent::clear_selection) }
        </div>
    }
}
