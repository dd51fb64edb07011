//! A key press as plain values.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

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
    /// `AltGr` is down.
    pub alt_graph: bool,
    /// What has the focus.
    pub focus: Focus,
}

/// What has the focus, as far as it matters to keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Something else.
    #[default]
    Elsewhere,
    /// Where text is typed.
    Field,
    /// The article.
    Article,
    /// The list of annotations.
    List,
    /// The box of a row of the list.
    Box,
    /// Something that a search found.
    Hit,
    /// The handle at the start of the open annotation.
    Start,
    /// The handle at its end.
    End,
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
        focus: event
            .target()
            .and_then(|target| target.dyn_into().ok())
            .map_or(Focus::Elsewhere, |target: Element| focus(&target)),
    }
}

fn focus(target: &Element) -> Focus {
    let is_in = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    if is_text_field(target) {
        Focus::Field
    } else if is_in("[data-document]") {
        Focus::Article
    } else if is_in("[data-annotation]") {
        if target.has_type::<HtmlInputElement>() { Focus::Box } else { Focus::List }
    } else if is_in("[data-hit]") {
        Focus::Hit
    } else if is_in("[data-handle=start]") {
        Focus::Start
    } else if is_in("[data-handle=end]") {
        Focus::End
    } else {
        Focus::Elsewhere
    }
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
