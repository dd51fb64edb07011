//! The events of components as plain values.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    InputEvent, KeyboardEvent, PointerEvent,
};

/// The words in the field where something was typed.
#[must_use]
pub fn typed(event: &InputEvent) -> String {
    value(event.target())
}

/// The words in the field that the event is about.
#[must_use]
pub fn field_value(event: &Event) -> String {
    value(event.target())
}

fn value(target: Option<EventTarget>) -> String {
    let Some(target) = target else { return String::new() };
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default()
}

/// True if a finger did it, where the browser says so.
#[must_use]
pub fn is_touch(event: &Event) -> bool {
    event.dyn_ref::<PointerEvent>().is_some_and(|of| of.pointer_type() == "touch")
}

/// True if the box that the event is about is ticked.
#[must_use]
pub fn is_ticked(event: &Event) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.checked())
}

/// True if the element that folds its content, and that the event is about, is unfolded.
#[must_use]
pub fn is_unfolded(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.has_attribute("open"))
}

/// The place of the choice in the list that the event is about.
#[must_use]
pub fn choice(event: &Event) -> Option<usize> {
    let list = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
    usize::try_from(list.selected_index()).ok()
}

/// Gives the focus to the neighbour of the element that has it, by an arrow; from the last one to the first.
pub fn walk(event: &KeyboardEvent) {
    let forward = match &*event.key() {
        "ArrowRight" | "ArrowDown" => true,
        "ArrowLeft" | "ArrowUp" => false,
        _ => return,
    };
    let here = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let next = here.and_then(|here| {
        let around = here.parent_element()?;
        if forward {
            here.next_element_sibling().or_else(|| around.first_element_child())
        } else {
            here.previous_element_sibling().or_else(|| around.last_element_child())
        }
    });
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = next.focus();
    }
}

/// The cell of a table in which something was clicked, counted from 1; and whether the words were clicked that ask for a value.
#[must_use]
pub fn cell(event: &Event) -> Option<(usize, bool)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let cell = target.closest("[aria-colindex]").ok()??;
    let asks = target.closest("[data-add]").ok()?.is_some();
    Some((cell.get_attribute("aria-colindex")?.parse().ok()?, asks))
}
