//! Corners around the words of every hint in view, and a strip under them: it is a button, the words themselves stay free to
//! be selected. Keys go from hint to hint by their own way.

use super::state::{Intent, Strip};
use crate::app::effect::Effect;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::keep_selection;
use crate::widgets::label::look;
use crate::words::{hints as words, quoted};
use yew::prelude::*;

/// See the module.
#[component]
pub fn HintStrips(Props { store }: &Props) -> Html {
    let (strips, labels) =
        use_select(store, |state| (state.hints.strips.clone(), Shared::from(state.corpus().labels())));
    let placing = store.clone();
    use_effect_with(strips.clone(), move |_| placing.run(Effect::PlaceHints));
    let strip = |(number, Strip { hint, is_first, .. }): (usize, &Strip)| {
        let (label, count) = &hint.labels[0];
        let name = words::name(&quoted(&hint.words), labels.name(label), *count);
        let is_last = strips.get(number + 1).is_none_or(|next| next.is_first);
        let ends =
            [("first", *is_first), ("last", is_last)].into_iter().filter_map(|(end, is)| is.then_some(end));
        html! {
            <div key={number} class={classes!("hint", ends.collect::<Vec<_>>())} data-look={look(&labels, label)}>
                <button tabindex="-1" data-hint={is_first.then(|| hint.words.to_string())}
                    aria-hidden={(!is_first).then_some("true")} title={name} onmousedown={keep_selection()}
                    onclick={store.on(Intent::Accept(hint.clone()))}></button>
            </div>
        }
    };
    html! { <div id="hints" role="group" aria-label="Hints">{ for strips.iter().enumerate().map(strip) }</div> }
}
