//! A field with a list in view: typing narrows the list, arrows go through it, Enter takes. The keyboard stays in the field
//! (ARIA Authoring Practices, “Editable Combobox With List Autocomplete”).

use super::field::on_input;
use glossator_web::element;
use glossator_web::scroll;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Combobox`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The id of the field; those of the list and its choices begin with it.
    pub id: &'static str,
    /// The name of the field, and of the list.
    pub label: AttrValue,
    /// The prompt of the empty field.
    pub placeholder: &'static str,
    /// The words in the field.
    pub typed: Rc<str>,
    /// The choices, as they are drawn.
    pub choices: Vec<Html>,
    /// The index of the one that Enter takes.
    pub active: usize,
    /// The sentence in place of an empty list.
    pub empty: AttrValue,
    /// The id of what stands below the list, and is told of the field as well.
    #[prop_or_default]
    pub about: Option<&'static str>,
    /// Told the words as they are typed.
    pub typing: Callback<Rc<str>>,
    /// Told the index of another active choice.
    pub moving: Callback<usize>,
    /// Told the index that is taken, and whether Shift was down.
    pub taking: Callback<(usize, bool)>,
}

/// See the module.
#[component]
pub fn Combobox(props: &Props) -> Html {
    let Props { id, label, placeholder, typed, choices, active, empty, about, typing, moving, taking } =
        props;
    let (id, active, count) = (*id, *active, choices.len());
    let choice_id = move |index: usize| format!("{id}-choice-{index}");
    // Seen whole at first, and then the choice that Enter takes.
    use_effect_with((), move |()| {
        if let Some(list) = element::find(&format!("#{id}-list")) {
            scroll::around(&list);
        }
    });
    use_effect_with((active, count), move |(active, _)| {
        if let Some(choice) = element::find(&format!("#{}", choice_id(*active))) {
            scroll::around(&choice);
        }
    });
    let pressed = {
        let (moving, taking) = (moving.clone(), taking.clone());
        move |event: KeyboardEvent| {
            if event.is_composing() || count == 0 {
                return;
            }
            match &*event.key() {
                "ArrowDown" => moving.emit((active + 1) % count),
                "ArrowUp" => moving.emit((active + count - 1) % count),
                "Enter" => taking.emit((active, event.shift_key())),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let choice = |(index, content): (usize, &Html)| {
        let taking = taking.clone();
        html! {
            <li key={index} id={choice_id(index)} role="option" aria-selected={(index == active).to_string()}
                onclick={move |event: MouseEvent| taking.emit((index, event.shift_key()))}>
                { content.clone() }
            </li>
        }
    };
    let empty_id = (count == 0).then(|| format!("{id}-empty"));
    let described = empty_id.as_deref().into_iter().chain(*about).collect::<Vec<_>>().join(" ");
    html! {
        <div class="combobox">
            <input {id} role="combobox" aria-label={label} aria-expanded={(count > 0).to_string()} aria-controls={(count > 0).then(|| format!("{id}-list"))} aria-autocomplete="list"
                aria-activedescendant={(count > 0).then(|| choice_id(active))} aria-describedby={Some(described).filter(|ids| !ids.is_empty())} placeholder={*placeholder} dir="auto" autocomplete="off" spellcheck="false"
                value={typed.to_string()} oninput={on_input(typing.clone())} onkeydown={pressed} />
            if count == 0 {
                <p id={empty_id} class="quiet">{ empty }</p>
            } else {
                // The field keeps the keyboard while a mouse chooses.
                <ul id={format!("{id}-list")} role="listbox" aria-label={label} onmousedown={|event: MouseEvent| event.prevent_default()}>
                    { for choices.iter().enumerate().map(choice) }
                </ul>
            }
        </div>
    }
}
