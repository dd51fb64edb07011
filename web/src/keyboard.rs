//! A key press as plain values, and questions about the element that has the focus.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

/// A press, and the element that has the focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a keyboard has that many modifiers")]
pub struct KeyPress {
    /// The meaning of the key in the user's layout: `a`, `ф`, `Enter`.
    pub key: String,
    /// The key, whatever the layout: `KeyA`, `Digit1`.
    pub code: String,
    /// Shift is down.
    pub shift: bool,
    /// Ctrl is down, on a Mac Command. `AltGr` is no modifier: it writes characters.
    pub command: bool,
    /// Alt is down.
    pub alt: bool,
    /// `AltGr` is down.
    pub alt_graph: bool,
    target: Option<Element>,
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
        alt_graph,
        target: event.target().and_then(|target| target.dyn_into().ok()),
    }
}

impl KeyPress {
    /// The attribute of the element that has the focus, or of the nearest element around it that has the attribute.
    #[must_use]
    pub fn around(&self, attribute: &str) -> Option<String> {
        let found = self.target.as_ref()?.closest(&format!("[{attribute}]")).ok()??;
        found.get_attribute(attribute)
    }

    /// True if text is typed where the focus is.
    #[must_use]
    pub fn is_text_field(&self) -> bool {
        self.target.as_ref().is_some_and(is_text_field)
    }

    /// True if a field, a list to choose from or a box to tick has the focus.
    #[must_use]
    pub fn is_input(&self) -> bool {
        let is_input = |target: &Element| target.matches("input, textarea, select").unwrap_or(false);
        self.target.as_ref().is_some_and(is_input)
    }
}

/// True while somebody writes in a field.
pub(crate) fn is_writing() -> bool {
    let active = super::element::document().and_then(|document| document.active_element());
    active.is_some_and(|active| is_text_field(&active))
}

fn is_text_field(target: &Element) -> bool {
    const NO_TEXT: [&str; 8] = ["button", "checkbox", "color", "file", "image", "radio", "range", "submit"];
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return !NO_TEXT.contains(&input.type_().as_str());
    }
    target.has_type::<HtmlTextAreaElement>()
        || target.has_type::<HtmlSelectElement>()
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}
