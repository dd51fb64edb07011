//! The question that is open: a field with the answers below it, in the card of the annotation or in a dialog about several.

use super::state::{Asked, Choice, Intent, Question};
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select, use_select_in};
use crate::app::store::{Priority, Store};
use crate::widgets::choice;
use crate::widgets::combobox::Combobox;
use crate::widgets::icon::{LuMinus, LuPlus, icon};
use crate::widgets::label::{key_sign, sign};
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
    /// True if single keys do something.
    has_keys: bool,
    /// The label of the annotations that it is about.
    label: LabelId,
    labels: Rc<LabelSet>,
    typed: Rc<str>,
    choices: Rc<[Choice]>,
    active: usize,
    count: usize,
    others: usize,
    is_ticked: bool,
}

/// See the module.
#[component]
pub fn Picker(Props { store }: &Props) -> Html {
    let view = use_select_in(store, Priority::Edited, |state| {
        let Asked { question, annotations, label, typed, choices, active, others, is_ticked, .. } =
            state.attribution.asked.as_ref()?;
        Some(View {
            question: *question,
            has_keys: state.keys().single,
            label: label.clone(),
            labels: state.corpus().labels().clone(),
            typed: typed.clone(),
            choices: choices.clone(),
            active: *active,
            count: annotations.len(),
            others: others.len(),
            is_ticked: *is_ticked,
        })
    });
    let Some(View { question, has_keys, label, labels, typed, choices, active, others, is_ticked, .. }) =
        view
    else {
        return Html::default();
    };
    let drawn = choices.iter().map(|choice| draw(choice, &labels, has_keys));
    let is_entity = question == Question::Entity;
    let placeholder = if is_entity { words::prompt(&label.0) } else { "Find a mention" };
    // The box says what Shift does as well.
    let with_shift = match question {
        Question::Entity => (others > 0).then(|| words::with_others(others)),
        Question::Speaker => Some(words::AS_VIA.to_owned()),
        Question::Place => None,
    };
    html! {
        <div class="picker">
            <Combobox id="picker" label={name(question, &label)} {placeholder} {typed} choices={drawn.collect::<Vec<_>>()} {active}
                empty={words::no_answer(is_entity)} about={with_shift.as_ref().map(|_| "picker-foot")} typing={store.callback(Intent::Type)}
                moving={store.callback(Intent::Move)} taking={store.callback(|(index, shift)| Intent::Take(index, shift))} />
            if let Some(with_shift) = with_shift {
                <p id="picker-foot" class="picker-foot">
                    { choice::tick_before(html! { { with_shift } }, is_ticked, store.callback(Intent::Tick)) }
                    <kbd aria-hidden="true">{ "Shift ↵" }</kbd>
                    <span class="unseen">{ words::SHIFT_ENTER }</span>
                </p>
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

fn draw(choice: &Choice, labels: &LabelSet, has_keys: bool) -> Html {
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
        Choice::Nobody => (icon(LuMinus), words::NOBODY.to_owned(), String::new()),
        Choice::Unlink(_) => (icon(LuMinus), words::UNLINK.to_owned(), String::new()),
    };
    let key = key_sign((has_keys && *choice == Choice::Nobody).then_some("0"));
    html! { <>{ drawing }{ bidi("choice", &name) }if !gloss.is_empty() { { bidi("quiet", gloss.trim()) } }{ key }</> }
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
