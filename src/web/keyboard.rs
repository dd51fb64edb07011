//! A key press as plain values.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

/// What was pressed, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a keyboard has that many modifiers")]
pub struct KeyPress {
    /// What the key means in the user's layout: `a`, `ф`, `Enter`.
    pub key: String,
    /// Which key it is, whatever the layout: `KeyA`, `Digit1`.
    pub code: String,
    /// Shift is down.
    pub shift: bool,
    /// Ctrl is down, on a Mac Command. `AltGr` is no modifier: it writes characters.
    pub command: bool,
    /// Alt is down.
    pub alt: bool,
    /// The focus is where text is typed.
    pub in_text_field: bool,
}

/// Reads the event.
#[must_use]
pub fn read(event: &KeyboardEvent) -> KeyPress {
    let alt_graph = event.get_modifier_state("AltGraph");
    KeyPress {
        key: event.key(),
        code: event.code(),
        shift: event.shift_key(),
        command: (event.ctrl_key() || event.meta_key()) && !alt_graph,
        alt: event.alt_key() && !alt_graph,
        in_text_field: event.target().is_some_and(|target| is_text_field(&target)),
    }
}

fn is_text_field(target: &web_sys::EventTarget) -> bool {
    const NO_TEXT: [&str; 8] = ["button", "checkbox", "color", "file", "image", "radio", "range", "submit"];
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return !NO_TEXT.contains(&input.type_().as_str());
    }
    target.has_type::<HtmlTextAreaElement>()
        || target.has_type::<HtmlSelectElement>()
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}
