//! The labels beside the selected words, the sign that a label stays, and the handles of the open annotation.

use super::boundary::START;
use super::state::Intent;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::{button, keep_selection};
use crate::widgets::label::{LabelButtons, key_sign, label_name, lane};
use crate::words::tagging as words;
use glossator_core::text::Text;
use yew::prelude::*;

/// The labels beside the selected words: by mouse, by touch, or to read the keys from. They say what the same words are
/// tagged as elsewhere.
#[component]
pub fn LabelBar(Props { store }: &Props) -> Html {
    let (is_shown, labels, tagging, keys, offer, selection) = use_select(store, |state| {
        let is_shown = state.shows_label_bar();
        let keys = state.keys();
        (
            is_shown,
            Shared::from(state.corpus().labels()),
            (state.tagging.stays, state.tagging.armed.clone()),
            (keys.single, ['s', 'x'].map(|key| keys.name(key))),
            state.offer().filter(|_| is_shown),
            state.session.selection,
        )
    });
    let placing = store.clone();
    use_effect_with((is_shown, selection, offer.clone()), move |(is_shown, ..)| {
        if *is_shown {
            placing.run(Effect::PlaceLabelBar);
        }
        placing.run(Effect::ShowPreview);
    });
    if !is_shown {
        return Html::default();
    }
    let ((stays, armed), (has_keys, [key, not_this])) = (tagging, keys);
    let known = offer.as_ref().map(|offer| offer.labels.clone()).unwrap_or_default();
    let enter = armed.or_else(|| known.first().map(|(label, _)| label.clone()));
    let act = store.callback(|(label, _)| Intent::Tag(label));
    html! {
        <div id="label-bar" class="label-bar" role="toolbar" aria-label="Tag the selected words" onmousedown={keep_selection()}>
            <LabelButtons {labels} {known} {enter} {has_keys} {act} />
            <button aria-pressed={stays.to_string()} aria-keyshortcuts={key.clone()} title="The label that you choose tags every selection at once"
                onclick={store.on(Intent::Stay)}>{ "Stay" }{ key_sign(key.as_deref()) }</button>
            if offer.is_some() {
                <button aria-keyshortcuts={not_this.clone()} title="No more hints for these words" onclick={store.on(intent::Hints::Dismiss)}>
                    { "Not this" }{ key_sign(not_this.as_deref()) }
                </button>
            }
            { button("for-touch", "Cancel", store.on(intent::Reader::ClearSelection)) }
        </div>
    }
}

/// The sign that selections are tagged by themselves, and the way out.
#[component]
pub fn Staying(Props { store }: &Props) -> Html {
    let (stays, armed, labels) = use_select(store, |state| {
        (state.tagging.stays, state.tagging.armed.clone(), Shared::from(state.corpus().labels()))
    });
    if !stays {
        return Html::default();
    }
    let rank = armed.as_ref().map(|label| lane(labels.rank(label)));
    let sign = words::staying(armed.as_ref().map(|label| labels.name(label)));
    html! {
        <div class="staying" role="group" aria-label="A label stays" data-lane={rank}>
            <p>{ label_name(&sign) }</p>
            { button("small", "Stop", store.on(Intent::Stay)) }
        </div>
    }
}

/// The handles of the open annotation, where nothing is selected.
#[component]
pub fn Handles(Props { store }: &Props) -> Html {
    let (open, dragged) = use_select(store, |state| {
        let open = state.open().filter(|open| open.span().is_some() && state.session.selection.is_none());
        let open = open.zip(state.document());
        (
            open.map(|(open, document)| (Shared::from(open), Shared::from(&document.text))),
            state.tagging.dragged,
        )
    });
    let placing = store.clone();
    use_effect_with((open.clone(), dragged), move |_| {
        placing.run(Effect::PlaceCaret);
        placing.run(Effect::ShowPreview);
    });
    let Some((open, text)) = open else { return Html::default() };
    let Some(span) = open.span() else { return Html::default() };
    let (start, end) = text.code_point_ends(span);
    let words = open.quote(&text);
    html! {
        <>
            { handle(START, "Start of the annotation", start.0, words, &text) }
            { handle("end", "End of the annotation", end.0, words, &text) }
        </>
    }
}

fn handle(name: &'static str, label: &'static str, at: usize, words: &str, text: &Text) -> Html {
    html! {
        <div id={format!("handle-{name}")} class="handle" role="slider" tabindex="0" data-handle={name} aria-orientation="horizontal"
            aria-label={label} aria-valuemin="0" aria-valuemax={text.code_points().to_string()}
            aria-valuenow={at.to_string()} aria-valuetext={words.to_owned()}>
        </div>
    }
}
