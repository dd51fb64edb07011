//! What the events of components say, as plain values.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, InputEvent,
    MouseEvent, PointerEvent,
};

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

/// The name of the field that was changed, and what it holds; a box that can be ticked holds `on` or `off`.
#[must_use]
pub fn field(event: &Event) -> (String, String) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return (String::new(), String::new());
    };
    let name = field.get_attribute("name").unwrap_or_default();
    let value = match (field.dyn_ref::<HtmlInputElement>(), field.dyn_ref::<HtmlSelectElement>()) {
        (Some(input), _) if input.type_() == "checkbox" => {
            if input.checked() { "on" } else { "off" }.to_owned()
        }
        (_, Some(select)) => select.value(),
        _ => value(event.target()),
    };
    (name, value)
}

/// Where it happened, in pixels from the window's left and upper edges.
#[must_use]
pub fn point(event: &MouseEvent) -> (i32, i32) {
    (event.client_x(), event.client_y())
}

/// Whether it is the second, third … click of a row. Taps are none, however soon they come.
#[must_use]
pub fn is_repeated(event: &MouseEvent) -> bool {
    let is_tap = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
    event.detail() > 1 && !is_tap
}
