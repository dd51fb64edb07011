//! The events of components as plain values.

use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, InputEvent};

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

/// True if the box that the event is about is ticked.
#[must_use]
pub fn is_ticked(event: &Event) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.checked())
}

/// The place of the choice in the list that the event is about.
#[must_use]
pub fn choice(event: &Event) -> Option<usize> {
    let list = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
    usize::try_from(list.selected_index()).ok()
}
