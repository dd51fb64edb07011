//! The field in a cell that is being written in.

use super::moves::{Act, At, Editing};
use super::{Did, Edit, Entry, written};
use glossator_web::{events, grid};
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Editor`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// The id of the table.
    pub id: &'static str,
    /// The name of the field.
    pub name: AttrValue,
    /// The way to write in the cell.
    pub edit: Edit,
    /// The words that it begins with.
    pub editing: Editing,
    /// The row, without the head.
    pub row: usize,
    /// The column, without the boxes.
    pub column: usize,
    /// The number of columns of boxes.
    pub boxes: usize,
    /// The place in the table.
    pub place: UseReducerDispatcher<At>,
    /// Takes the value.
    pub enter: Callback<Entry, Option<AttrValue>>,
    /// Told what a person did.
    pub did: Callback<Did>,
}

/// See the module.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let EditorProps { id, name, edit, editing, .. } = props;
    let field = format!("{id}-field");
    // The field goes when it is done, and is left then: that is no second time.
    let is_done = use_mut_ref(|| false);
    // A list says that another value is chosen at each arrow; whoever goes through it is not done yet.
    let by_keys = use_mut_ref(|| false);
    {
        let field = field.clone();
        let words = editing.words.clone();
        use_effect_with(editing.is_typed, move |is_typed| grid::begin(&field, &words, !is_typed));
    }
    let message = format!("{id}-message");
    let (invalid, described) =
        (editing.message.as_ref().map(|_| "true"), editing.message.as_ref().map(|_| message.clone()));
    let said = editing.message.as_ref().map(|words| {
        html! { <p id={message} class="cell-message" role="alert">{ words.clone() }</p> }
    });
    let end = Rc::new({
        let (props, is_done) = (props.clone(), is_done.clone());
        move |value: Rc<str>, to: Option<(usize, usize)>| {
            if is_done.replace(true) {
                return;
            }
            let entry = Entry { row: props.row, column: props.column, value };
            match (props.enter.emit(entry), to) {
                (None, to) => props.place.dispatch(Act::End(to)),
                (Some(why), Some(_)) => {
                    is_done.replace(false);
                    props.place.dispatch(Act::Refuse(why));
                }
                (Some(why), None) => {
                    props.place.dispatch(Act::End(None));
                    props.did.emit(Did::Refused(why));
                }
            }
        }
    });
    let value_of = {
        let edit = edit.clone();
        move |event: &Event| match &edit {
            Edit::Choice(choices) => {
                let chosen = events::choice(event).and_then(|at| choices.get(at));
                chosen.map(|(value, _)| Rc::from(&**value)).unwrap_or_default()
            }
            _ => written(event),
        }
    };
    let (row, at) = (props.row + 1, props.column + props.boxes);
    let onkeydown = {
        let (end, value_of, is_done, by_keys, place) =
            (end.clone(), value_of.clone(), is_done.clone(), by_keys.clone(), props.place.clone());
        Callback::from(move |event: KeyboardEvent| {
            let to = match &*event.key() {
                "Enter" if event.is_composing() => return,
                "Enter" => (row + 1, at),
                "Tab" if event.shift_key() => (row, at.saturating_sub(1)),
                "Tab" => (row, at + 1),
                "Escape" => {
                    event.prevent_default();
                    is_done.replace(true);
                    return place.dispatch(Act::End(Some((row, at))));
                }
                _ => {
                    by_keys.replace(true);
                    return;
                }
            };
            event.prevent_default();
            end(value_of(&event), Some(to));
        })
    };
    let onblur = {
        let (end, value_of) = (end.clone(), value_of.clone());
        Callback::from(move |event: FocusEvent| end(value_of(&event), None))
    };
    match edit {
        Edit::Choice(choices) => {
            let onchange = Callback::from(move |event: Event| {
                if !*by_keys.borrow() {
                    end(value_of(&event), Some((row, at)));
                }
            });
            let option = |(value, words): &(AttrValue, AttrValue)| {
                let selected = *words == editing.words || *value == editing.words;
                html! { <option {selected}>{ words.clone() }</option> }
            };
            html! {
                <>
                    <select id={field} aria-label={name.clone()} {onkeydown} {onblur} {onchange}>{ for choices.iter().map(option) }</select>
                    { said.unwrap_or_default() }
                </>
            }
        }
        Edit::Line(known) => {
            let list = format!("{id}-known");
            html! {
                <>
                    <input id={field} aria-label={name.clone()} autocomplete="off" spellcheck="false" aria-invalid={invalid}
                        aria-describedby={described} list={(!known.is_empty()).then(|| list.clone())}
                        {onkeydown} {onblur} />
                    if !known.is_empty() {
                        <datalist id={list}>{ for known.iter().map(|value| html! { <option {value}></option> }) }</datalist>
                    }
                    { said.unwrap_or_default() }
                </>
            }
        }
        Edit::No | Edit::Press | Edit::Turn => Html::default(),
    }
}
