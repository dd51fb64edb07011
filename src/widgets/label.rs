//! Labels: their names with colour and pattern, and a button for each.

use crate::words::cut;
use glossator_core::model::label::{Label, LabelId, LabelSet};
use yew::prelude::*;

/// The number that gives a label its colour, its lane and its pattern. Labels behind the sixth begin again with the first.
///
/// The style sheet finds it in an attribute, `data-lane`.
#[must_use]
pub fn lane(rank: usize) -> &'static str {
    const LANES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
    LANES[rank % LANES.len()]
}

/// The name of a label with its swatch; colour and pattern come from the `data-lane` around it.
pub fn label_name(words: &str) -> Html {
    html! { <span class="label-name"><span class="swatch" aria-hidden="true"></span>{ cut(words).into_owned() }</span> }
}

/// A button for every label; `pressed` is the one that holds now, where one can; `known` says how often the same words have
/// which label elsewhere, the one that Enter takes first. A press tells the label, and whether Shift was down.
pub fn label_buttons(
    labels: &LabelSet,
    pressed: Option<&LabelId>,
    known: &[(LabelId, usize)],
    act: &Callback<(LabelId, bool)>,
) -> Html {
    let button = |(rank, label): (usize, &Label)| {
        let (act, id) = (act.clone(), label.id.clone());
        let place = known.iter().position(|(of, _)| *of == label.id);
        let count =
            place.map(|place| html! { <span class="number" title="So often elsewhere">{ format!("{}×", known[place].1) }</span> });
        let key = (!label.key.is_empty()).then(|| label.key.to_string());
        html! {
            <button key={label.id.to_string()} class="label" data-lane={lane(rank)}
                aria-pressed={pressed.map(|pressed| (*pressed == label.id).to_string())} aria-keyshortcuts={key.clone()}
                title={cut(&label.definition).into_owned()} onclick={move |event: MouseEvent| act.emit((id.clone(), event.shift_key()))}>
                <span class="swatch" aria-hidden="true"></span>{ cut(&label.name).into_owned() }
                if let Some(key) = key {
                    <kbd aria-hidden="true">{ key }</kbd>
                }
                { count.unwrap_or_default() }
                if place == Some(0) {
                    <kbd aria-label="Enter">{ "↵" }</kbd>
                }
            </button>
        }
    };
    html! { <>{ for labels.iter().enumerate().map(button) }</> }
}
