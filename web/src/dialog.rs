//! The browser's own modal dialogs: focus stays inside, Escape closes.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Shows the dialog that was just drawn, if there is one, over the page.
pub fn show_new() {
    let drawn = super::element::find("dialog:not([open])");
    if let Some(dialog) = drawn.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
    }
}
