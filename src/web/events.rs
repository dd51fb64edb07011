//! What the events of components say, as plain values.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlTextAreaElement, InputEvent, MouseEvent};

/// What is written in the field where something was typed.
#[must_use]
pub fn typed(event: &InputEvent) -> String {
    value(event.target())
}

/// What is written in the field that the event is about.
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

/// The attribute of the nearest element around the pointer that has it.
#[must_use]
pub fn nearest_attribute(event: &MouseEvent, name: &str) -> Option<String> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

/// Whether it is the second, third … click of a row.
#[must_use]
pub fn is_repeated(event: &MouseEvent) -> bool {
    event.detail() > 1
}
