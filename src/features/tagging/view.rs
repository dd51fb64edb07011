//! The labels beside the selected words, the sign that a label stays, and the handles of the open annotation.

use super::boundary::START;
use super::state::Intent;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::widgets::button::{button, keep_selection};
use crate::widgets::icon::{LuChevronLeft, LuChevronRight, icon_button};
use crate::widgets::label::{FEW, LabelButtons, key_sign, look, sign};
use crate::widgets::text::bidi;
use crate::words::{cut, tagging as words};
use glossator_core::model::annotation::Annotation;
use glossator_core::text::Text;
use yew::prelude::*;

/// The labels below the selected words: by mouse, by touch, or to read the keys from. First of all the best offer: the label
/// that the same words have elsewhere, and who or what they are there.
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
            state.offer().filter(|_| is_shown).map(|offer| (state.meant_by(&offer).map(Shared::from), offer)),
            state.session.selection,
        )
    });
    let placing = store.clone();
    use_effect_with((is_shown, selection, offer.clone(), tagging.0), move |(is_shown, ..)| {
        if *is_shown {
            placing.run(Effect::PlaceLabelBar);
        }
        placing.run(Effect::ShowPreview);
    });
    if !is_shown {
        return Html::default();
    }
    let ((stays, armed), (has_keys, [key, not_this])) = (tagging, keys);
    let (entity, known) = offer.map(|(entity, offer)| (entity, offer.labels)).unwrap_or_default();
    let best = known.first().filter(|(label, _)| armed.as_ref().is_none_or(|armed| armed == label)).cloned();
    let enter = armed.filter(|_| best.is_none());
    let act = store.callback(|(label, _)| Intent::Tag(label));
    let are_many = labels.iter().count() > FEW;
    let offered = best.map(|(label, count)| {
        let name = labels.name(&label).to_owned();
        let tag = match &entity {
            Some(entity) => Intent::TagAs(label.clone(), entity.id.clone()),
            None => Intent::Tag(label.clone()),
        };
        html! {
            <div class="offer" data-look={look(&labels, &label)}>
                <button class="offer-label" onclick={store.on(tag)}>
                    { sign(&labels, &label) }
                    <span>
                        { cut(&name).into_owned() }
                        if let Some(entity) = &entity {
                            <span class="quiet">{ words::means(&label.0) }</span>{ bidi("", &entity.name) }
                        } else {
                            <span class="quiet">{ words::AS_ELSEWHERE }</span>
                        }
                    </span>
                    if count > 0 { <span class="number">{ format!("{count}×") }</span> }
                    <kbd aria-label="Enter">{ "↵" }</kbd>
                </button>
                <button class="plain" aria-keyshortcuts={not_this.clone()} title="No more hints for these words"
                    onclick={store.on(intent::Hints::Dismiss)}>{ "Not this" }{ key_sign(not_this.as_deref()) }</button>
            </div>
        }
    });
    html! {
        <div id="label-bar" class="label-bar" role="toolbar" aria-label="Tag the selected words" onmousedown={keep_selection()}>
            { offered.unwrap_or_default() }
            <div class={classes!("label-row", are_many.then_some("many"))}>
                <LabelButtons {labels} {known} {enter} {has_keys} {act} />
            </div>
            <div class="label-more">
                <button class="plain" aria-pressed={stays.to_string()} aria-keyshortcuts={key.clone()}
                    title="The label that you choose tags every selection at once" onclick={store.on(Intent::Stay)}>
                    { "Keep tagging" }{ key_sign(key.as_deref()) }
                </button>
                <Extent store={store.clone()} />
                { button("plain for-touch", "Cancel", store.on(intent::Reader::ClearSelection)) }
            </div>
        </div>
    }
}

/// The ways to select more around the caret, and less again.
#[component]
fn Extent(Props { store }: &Props) -> Html {
    let key = use_select(store, |state| state.keys().name('e'));
    let step = |name: &str, key: Option<String>, drawing, more| {
        icon_button(name, key.as_deref(), drawing, store.on(intent::Reader::Expand(more)))
    };
    html! {
        <>
            { step("Select less", key.as_ref().map(|key| format!("Shift {key}")), LuChevronLeft, false) }
            { step("Select more", key.clone(), LuChevronRight, true) }
        </>
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
    let armed_look = armed.as_ref().map(|label| look(&labels, label));
    let said = words::staying(armed.as_ref().map(|label| labels.name(label)));
    html! {
        <div class="staying" role="group" aria-label="A label stays" data-look={armed_look}>
            <p>{ armed.map(|label| sign(&labels, &label)).unwrap_or_default() }{ cut(&said).into_owned() }</p>
            <button class="small" onclick={store.on(Intent::Stay)}>{ "Stop" }{ key_sign(Some("Esc")) }</button>
        </div>
    }
}

/// The handles of the open annotation, where nothing is selected.
#[component]
pub fn Handles(Props { store }: &Props) -> Html {
    let (open, dragged) = use_select(store, |state| {
        let open = state.open().filter(|open| open.span().is_some() && state.session.selection.is_none());
        let look = |open: &Annotation| look(state.corpus().labels(), &open.label);
        let open = open.zip(state.document());
        (
            open.map(|(open, document)| (Shared::from(open), Shared::from(&document.text), look(open))),
            state.tagging.dragged,
        )
    });
    let placing = store.clone();
    use_effect_with((open.clone(), dragged), move |_| {
        placing.run(Effect::PlaceCaret);
        placing.run(Effect::ShowPreview);
    });
    let Some((open, text, look)) = open else { return Html::default() };
    let Some(span) = open.span() else { return Html::default() };
    let (start, end) = text.code_point_ends(span);
    let words = open.quote(&text);
    html! {
        <>
            { handle(START, "Start of the annotation", start.0, look, words, &text) }
            { handle("end", "End of the annotation", end.0, look, words, &text) }
        </>
    }
}

fn handle(
    name: &'static str,
    label: &'static str,
    at: usize,
    look: &'static str,
    words: &str,
    text: &Text,
) -> Html {
    html! {
        <div id={format!("handle-{name}")} class="handle" role="slider" tabindex="0" data-handle={name} data-look={look} aria-orientation="horizontal"
            aria-label={label} aria-valuemin="0" aria-valuemax={text.code_points().to_string()}
            aria-valuenow={at.to_string()} aria-valuetext={words.to_owned()}>
        </div>
    }
}
