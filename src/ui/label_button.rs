//! A label as a button: its lane, its name and its key. What a press does is the caller's; it is told whether Shift
//! was down.

use super::lane;
use glossator_core::label::{Label, LabelId, LabelSet};
use yew::prelude::*;

/// A button for every label; `pressed` is the one that holds now, where one can.
pub fn all(labels: &LabelSet, pressed: Option<&LabelId>, act: &Callback<(LabelId, bool)>) -> Html {
    let button = |(rank, label): (usize, &Label)| {
        let (act, id) = (act.clone(), label.id.clone());
        let key = (!label.key.is_empty()).then(|| label.key.to_string());
        html! {
            <button key={label.id.to_string()} class="label" data-lane={lane(rank)}
                aria-pressed={pressed.map(|pressed| (*pressed == label.id).to_string())} aria-keyshortcuts={key.clone()}
                title={label.definition.to_string()} onclick={move |event: MouseEvent| act.emit((id.clone(), event.shift_key()))}>
                <span class="swatch" aria-hidden="true"></span>{ label.name.to_string() }
                if let Some(key) = key {
                    <kbd aria-hidden="true">{ key }</kbd>
                }
            </button>
        }
    };
    html! { <>{ for labels.iter().enumerate().map(button) }</> }
}
