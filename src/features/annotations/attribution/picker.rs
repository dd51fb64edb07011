//! The question that is open: a field with the answers below it, in the card of the annotation or in a dialog about several.

use super::state::{Asked, Choice, Intent, Question};
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select, use_select_in};
use crate::app::store::{Priority, Store};
use crate::widgets::choice;
use crate::widgets::combobox::Combobox;
use crate::widgets::icon::{LuMinus, LuPlus, icon};
use crate::widgets::label::sign;
use crate::widgets::text::bidi;
use crate::words::attribution as words;
use crate::words::{cut, quoted};
use glossator_core::model::label::{LabelId, LabelSet};
use std::rc::Rc;
use yew::prelude::*;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    question: Question,
    /// The label of the annotations that it is about.
    label: LabelId,
    labels: Rc<LabelSet>,
    typed: Rc<str>,
    choices: Rc<[Choice]>,
    active: usize,
    count: usize,
    others: usize,
    with_others: bool,
}

/// See the module.
#[component]
pub fn Picker(Props { store }: &Props) -> Html {
    let view = use_select_in(store, Priority::Edited, |state| {
        let Asked { question, annotations, label, typed, choices, active, others, with_others, .. } =
            state.attribution.asked.as_ref()?;
        Some(View {
            question: *question,
            label: label.clone(),
            labels: state.corpus().labels().clone(),
            typed: typed.clone(),
            choices: choices.clone(),
            active: *active,
            count: annotations.len(),
            others: others.len(),
            with_others: *with_others,
        })
    });
    let Some(View { question, label, labels, typed, choices, active, others, with_others, .. }) = view else {
        return Html::default();
    };
    let drawn = choices.iter().map(|choice| draw(choice, &labels));
    let is_entity = question == Question::Entity;
    let placeholder = if is_entity { words::prompt(&label.0) } else { "Find a mention" };
    html! {
        <div class="picker">
            <Combobox id="picker" label={name(question, &label)} {placeholder} {typed} choices={drawn.collect::<Vec<_>>()} {active}
                empty={if is_entity { words::NO_ANSWER } else { words::NO_MENTION }} typing={store.callback(Intent::Type)}
                moving={store.callback(Intent::Move)} taking={store.callback(|(index, shift)| Intent::Take(index, shift))} />
            if is_entity && others > 0 {
                <p class="picker-foot">
                    { choice::tick_before(html! { { words::with_others(others) } }, with_others, store.callback(Intent::WithOthers)) }
                    <kbd aria-hidden="true">{ "Shift ↵" }</kbd>
                </p>
            }
            if question == Question::Speaker {
                <p class="picker-foot quiet">{ words::SHIFT_IS_VIA }</p>
            }
        </div>
    }
}

/// The name of the question.
fn name(question: Question, label: &LabelId) -> &'static str {
    match question {
        Question::Entity => words::means(&label.0),
        Question::Speaker => "Who said it",
        Question::Place => "Where it happens",
    }
}

fn draw(choice: &Choice, labels: &LabelSet) -> Html {
    let (drawing, name, gloss) = match choice {
        Choice::Entity(entity, why) => {
            (sign(labels, &entity.label), cut(&entity.name).into_owned(), words::why(*why))
        }
        Choice::New(name) => (icon(LuPlus), words::new(name), String::new()),
        Choice::NoEntity => (icon(LuMinus), words::NO_ENTITY.to_owned(), String::new()),
        Choice::Mention { near, words: quote, is_chosen } => {
            let drawing = sign(labels, &near.mention.label);
            let chosen = if *is_chosen { words::CHOSEN } else { "" };
            match &near.entity {
                Some(entity) if entity.name != *quote => {
                    let gloss = [&*quoted(quote), chosen].join(" ");
                    (drawing, cut(&entity.name).into_owned(), gloss)
                }
                _ => (drawing, cut(quote).into_owned(), chosen.to_owned()),
            }
        }
        Choice::Nobody => (icon(LuMinus), words::NOBODY.to_owned(), "0".to_owned()),
        Choice::Unlink(_) => (icon(LuMinus), words::UNLINK.to_owned(), String::new()),
    };
    html! { <>{ drawing }{ bidi("choice", &name) }if !gloss.is_empty() { { bidi("quiet", gloss.trim()) } }</> }
}

/// The question about all that are picked.
#[component]
pub fn AttributionDialog(Props { store }: &Props) -> Html {
    let asked = use_select(store, |state| {
        let asked = state.attribution.asked.as_ref()?;
        Some((name(asked.question, &asked.label), asked.annotations.len()))
    });
    let (question, count) = asked.unwrap_or_default();
    html! {
        <Dialog store={store.clone()} class="attribution" title={words::title(question, count)}>
            <Picker store={store.clone()} />
        </Dialog>
    }
}

/// The picker in the card, for as long as the question is about the open annotation.
pub fn of_card(store: &Store) -> Html {
    html! { <Picker store={store.clone()} /> }
}
