//! A switch for a label: all of them in one row, of which one is chosen.

use super::label::{FEW, LabelButtons, key_sign, look};
use crate::app::shared::Shared;
use crate::words::cut;
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_web::events;
use yew::prelude::*;

/// The properties of [`LabelSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The labels in use.
    pub labels: Shared<LabelSet>,
    /// The one that it has.
    pub chosen: LabelId,
    /// True if the keys of labels relabel it.
    pub has_keys: bool,
    /// Told the label that is pressed, and whether Shift was down.
    pub act: Callback<(LabelId, bool)>,
}

/// A switch, which takes the keyboard once: arrows go along it, and choose nothing. Of very many labels, a field that looks for
/// them.
#[component]
pub fn LabelSwitch(Props { labels, chosen, has_keys, act }: &Props) -> Html {
    if labels.iter().count() > FEW {
        return html! {
            <div class="labels" role="group" aria-label="Label">
                <LabelButtons labels={labels.clone()} pressed={Some(chosen.clone())} has_keys={*has_keys} act={act.clone()} />
            </div>
        };
    }
    let has_chosen = labels.iter().any(|label| label.id == *chosen);
    let choices = labels.iter().enumerate().map(|(rank, label)| {
        let is_chosen = label.id == *chosen;
        let is_stop = is_chosen || (!has_chosen && rank == 0);
        let key = Some(label.key.to_string()).filter(|key| *has_keys && !key.is_empty());
        let (act, id) = (act.clone(), label.id.clone());
        html! {
            <button key={label.id.to_string()} role="radio" aria-checked={is_chosen.to_string()} data-look={look(labels, &label.id)}
                tabindex={if is_stop { "0" } else { "-1" }} aria-keyshortcuts={key.clone()} title={cut(&label.definition).into_owned()}
                onclick={move |event: MouseEvent| act.emit((id.clone(), event.shift_key()))}>
                { cut(&label.name).into_owned() }{ key_sign(key.as_deref()) }
            </button>
        }
    });
    html! {
        <div class="switch label-switch" role="radiogroup" aria-label="Label" onkeydown={|event: KeyboardEvent| events::walk(&event)}>
            { for choices }
        </div>
    }
}
