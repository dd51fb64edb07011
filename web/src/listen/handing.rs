//! Files and texts that a person hands over: dropped, chosen in a field, pasted.

use super::{Listener, document, hear, window};
use crate::files::{self, Handed};
use crate::keyboard;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent};

/// Files are dragged over the page (`true`), away from it (`false`), or dropped.
#[must_use = "a dropped listener hears nothing"]
pub fn to_drops(over: impl Fn(bool) + Clone + 'static, dropped: impl Fn(Handed) + 'static) -> Listener {
    let (enter, leave) = (over.clone(), over.clone());
    let has_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let listeners = vec![
        hear(&window(), "dragover", move |event| {
            if event.dyn_ref().is_some_and(has_files) {
                event.prevent_default();
                enter(true);
            }
        }),
        hear(&window(), "dragleave", move |event| {
            // Moving between two elements of the page has a related target; leaving the page has none.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                leave(false);
            }
        }),
        hear(&window(), "drop", move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| has_files(event)) else { return };
            event.prevent_default();
            over(false);
            dropped(event.data_transfer().map_or_else(Handed::default, |it| files::transferred(&it)));
        }),
    ];
    Listener { _listeners: listeners }
}

/// Files or a text are pasted, though not into a field, or where somebody took it already. A text comes as words, and as the part of a
/// page of the web that it may be.
#[must_use = "a dropped listener hears nothing"]
pub fn to_pastes(files: impl Fn(Handed) + 'static, text: impl Fn(String, String) + 'static) -> Listener {
    let listener = hear(&document(), "paste", move |event| {
        let pasted = event.dyn_ref().and_then(ClipboardEvent::clipboard_data);
        let is_ours = !event.default_prevented() && !keyboard::is_writing();
        let Some(pasted) = pasted.filter(|_| is_ours) else { return };
        event.prevent_default();
        let data = |of| pasted.get_data(of).unwrap_or_default();
        let page = data("text/html");
        // A spreadsheet gives a picture of its cells as well.
        if page.is_empty() && pasted.files().is_some_and(|files| files.length() > 0) {
            files(files::transferred(&pasted));
        } else {
            text(data("text/plain"), page);
        }
    });
    Listener { _listeners: vec![listener] }
}
