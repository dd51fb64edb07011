//! Labels: their names with colour and pattern, and a button for each; where there are many, a field that looks for them.

use super::field::on_input;
use crate::app::shared::Shared;
use crate::words::cut;
use glossator_core::model::label::{Label, LabelId, LabelSet};
use std::cmp::Reverse;
use std::rc::Rc;
use yew::prelude::*;

/// The number of the look of a label: its colour and its line. The style sheet finds it in an attribute, `data-look`.
#[must_use]
pub fn look(labels: &LabelSet, label: &LabelId) -> &'static str {
    labels.look(label).number()
}

/// The sign of a label: its letter on its tint, over its line. It has its own colour and pattern, wherever it stands, and no
/// name for assistive technology.
pub fn sign(labels: &LabelSet, label: &LabelId) -> Html {
    let letter = labels.letter(label).to_string();
    html! { <span class="sign" data-look={look(labels, label)} aria-hidden="true">{ letter }</span> }
}

/// The name of a label behind a piece of its line; colour and pattern come from the `data-look` around it.
pub fn label_name(words: &str) -> Html {
    html! { <span class="label-name"><span class="swatch" aria-hidden="true"></span>{ cut(words).into_owned() }</span> }
}

/// The sign of a key beside what it does; nothing if no key does it.
pub fn key_sign(key: Option<&str>) -> Html {
    key.map(|key| html! { <kbd aria-hidden="true">{ key.to_owned() }</kbd> }).unwrap_or_default()
}

/// The properties of [`LabelButtons`].
#[derive(Clone, PartialEq, Properties)]
pub struct LabelProps {
    /// The labels in use.
    pub labels: Shared<LabelSet>,
    /// The one that holds now, where one can.
    #[prop_or_default]
    pub pressed: Option<LabelId>,
    /// The labels that the same words have elsewhere, and how often.
    #[prop_or_default]
    pub known: Vec<(LabelId, usize)>,
    /// The one that Enter takes.
    #[prop_or_default]
    pub enter: Option<LabelId>,
    /// True if the keys of labels mean these buttons.
    pub has_keys: bool,
    /// Told the label that is pressed, and whether Shift was down.
    pub act: Callback<(LabelId, bool)>,
}

/// The number of labels up to which they are seen at a glance.
pub const FEW: usize = 12;

/// A button for every label. Of many, those with the typed words in their names; Enter takes the first.
#[component]
pub fn LabelButtons(props: &LabelProps) -> Html {
    let words = use_state(|| Rc::<str>::from(""));
    let found = named(&props.labels, &props.known, &words);
    let buttons = html! { { for found.iter().map(|label| label_button(props, label)) } };
    if props.labels.iter().count() <= FEW {
        return buttons;
    }
    let first = found.first().map(|label| label.id.clone());
    let act = props.act.clone();
    let entered = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(first) = first.clone() {
                act.emit((first, event.shift_key()));
            }
        }
    };
    let typed = {
        let words = words.clone();
        on_input(Callback::from(move |typed| words.set(typed)))
    };
    html! {
        <div class="label-choice">
            // The element around it may keep the focus where it is, while a mouse is pressed.
            <input role="searchbox" aria-label="Find a label" placeholder="Find a label" autocomplete="off" spellcheck="false"
                value={words.to_string()} oninput={typed} onkeydown={entered}
                onmousedown={|event: MouseEvent| event.stop_propagation()} />
            <div class="label-list">
                { buttons }
                if found.is_empty() {
                    <p class="quiet">{ "No label has that in its name." }</p>
                }
            </div>
        </div>
    }
}

/// The labels whose names have all of the words. Labels that are known for the same words come first.
#[must_use]
pub fn named<'a>(labels: &'a LabelSet, known: &[(LabelId, usize)], words: &str) -> Vec<&'a Label> {
    let words = words.to_lowercase();
    let is_named = |label: &Label| {
        let name = label.name.to_lowercase();
        words.split_whitespace().all(|word| name.contains(word))
    };
    let mut found: Vec<_> = labels.iter().filter(|label| is_named(label)).collect();
    if labels.iter().count() > FEW {
        let times = |id: &LabelId| known.iter().find(|(of, _)| of == id).map(|(_, times)| *times);
        found.sort_by_key(|label| Reverse(times(&label.id)));
    }
    found
}

fn label_button(props: &LabelProps, label: &Label) -> Html {
    let LabelProps { pressed, known, enter, has_keys, act, .. } = props;
    let (act, id) = (act.clone(), label.id.clone());
    let count = known.iter().find(|(of, _)| *of == label.id).map(|(_, count)| {
        html! { <span class="number" title="So often elsewhere">{ format!("{count}×") }</span> }
    });
    let key = Some(label.key.to_string()).filter(|key| *has_keys && !key.is_empty());
    html! {
        <button key={label.id.to_string()} class="label" data-look={look(&props.labels, &label.id)}
            aria-pressed={pressed.as_ref().map(|pressed| (*pressed == label.id).to_string())} aria-keyshortcuts={key.clone()}
            title={cut(&label.definition).into_owned()} onclick={move |event: MouseEvent| act.emit((id.clone(), event.shift_key()))}>
            { sign(&props.labels, &label.id) }{ cut(&label.name).into_owned() }
            { key_sign(key.as_deref()) }
            { count.unwrap_or_default() }
            if enter.as_ref() == Some(&label.id) {
                <kbd aria-label="Enter">{ "↵" }</kbd>
            }
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(count: usize) -> LabelSet {
        LabelSet::new((1..=count as u64).map(|number| Label {
            name: format!("Frame {number}: Who is to blame").into(),
            position: number,
            ..Label::bare(LabelId(format!("{number}").into()))
        }))
    }

    #[test]
    fn labels_are_found_by_any_words_of_their_names() {
        let check = |words: &str, expected: &[u64]| {
            let labels = labels(60);
            let found: Vec<u64> = named(&labels, &[], words).iter().map(|label| label.position).collect();
            assert_eq!(found, expected, "{words}");
        };
        check("frame 7", &[7, 17, 27, 37, 47, 57]);
        check("  BLAME 59 ", &[59]);
        check("nothing", &[]);
        assert_eq!(named(&labels(60), &[], "").len(), 60);
    }

    #[test]
    fn of_many_labels_those_that_the_words_have_elsewhere_come_first() {
        let known = [("40", 1), ("7", 3)].map(|(id, times)| (LabelId(id.into()), times));
        let first = |count: usize| {
            let labels = labels(count);
            named(&labels, &known, "").iter().take(3).map(|label| label.position).collect::<Vec<_>>()
        };
        assert_eq!((first(60), first(12)), (vec![7, 40, 1], vec![1, 2, 3]));
    }
}
