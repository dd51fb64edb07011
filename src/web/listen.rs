//! Listening to what no component's own element hears: the window and the whole page.

use super::files::{self, Dropped};
use super::keyboard::{self, KeyPress};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, EventTarget, KeyboardEvent, StorageEvent};

/// Listens until it is dropped.
pub struct Listener {
    _listeners: Vec<EventListener>,
}

/// A key went down anywhere. The callback says whether the page took it; then the browser does nothing with it.
#[must_use = "a dropped listener hears nothing"]
pub fn to_keys(callback: impl Fn(KeyPress) -> bool + 'static) -> Listener {
    let active = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "keydown", active, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !event.default_prevented() && !event.is_composing() && callback(keyboard::read(event)) {
            event.prevent_default();
        }
    });
    Listener { _listeners: vec![listener] }
}

/// The text selection may be another one. Says whether a pointer is still down in the element that the selector
/// matches, which means that the selection is not finished.
#[must_use = "a dropped listener hears nothing"]
pub fn to_selection(reader: &'static str, callback: impl Fn(bool) + Clone + 'static) -> Listener {
    let down = Rc::new(Cell::new(false));
    let listen = |event: &'static str, is_down: fn(bool, bool) -> bool| {
        let (down, callback) = (down.clone(), callback.clone());
        EventListener::new(&document(), event, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let inside = target.is_some_and(|target| target.closest(reader).ok().flatten().is_some());
            down.set(is_down(down.get(), inside));
            callback(down.get());
        })
    };
    let listeners = vec![
        listen("selectionchange", |down, _| down),
        listen("pointerdown", |_, inside| inside),
        listen("pointerup", |_, _| false),
        listen("pointercancel", |_, _| false),
    ];
    Listener { _listeners: listeners }
}

/// Something that what is drawn over the text depends on has moved: the page was scrolled or has another size.
#[must_use = "a dropped listener hears nothing"]
pub fn to_layout(callback: impl Fn() + Clone + 'static) -> Listener {
    let options = EventListenerOptions::run_in_capture_phase();
    let other = callback.clone();
    let listeners = vec![
        EventListener::new_with_options(&window(), "scroll", options, move |_| callback()),
        EventListener::new(&window(), "resize", move |_| other()),
    ];
    Listener { _listeners: listeners }
}

/// The page may be gone after this.
#[must_use = "a dropped listener hears nothing"]
pub fn to_leaving(callback: impl Fn() + Clone + 'static) -> Listener {
    let other = callback.clone();
    let listeners = vec![
        EventListener::new(&window(), "pagehide", move |_| callback()),
        EventListener::new(&document(), "visibilitychange", move |_| other()),
    ];
    Listener { _listeners: listeners }
}

/// The page may have been away, and is seen again. Once at its start, too.
#[must_use = "a dropped listener hears nothing"]
pub fn to_return(callback: impl Fn() + Clone + 'static) -> Listener {
    let listen = |target: &EventTarget, event: &'static str| {
        let callback = callback.clone();
        EventListener::new(target, event, move |_| {
            let document = web_sys::window().and_then(|window| window.document());
            if document.is_some_and(|document| !document.hidden()) {
                callback();
            }
        })
    };
    Listener { _listeners: vec![listen(&window(), "pageshow"), listen(&document(), "visibilitychange")] }
}

/// Another page changed local storage: the key and its new value, `None` if it was removed. Neither, if all was.
#[must_use = "a dropped listener hears nothing"]
pub fn to_storage(callback: impl Fn(Option<String>, Option<String>) + 'static) -> Listener {
    let listener = EventListener::new(&window(), "storage", move |event| {
        let event: &StorageEvent = event.unchecked_ref();
        let ours = web_sys::window().and_then(|window| window.local_storage().ok()?);
        if ours.is_some() && event.storage_area() == ours {
            callback(event.key(), event.new_value());
        }
    });
    Listener { _listeners: vec![listener] }
}

/// While this is kept, the browser asks before it leaves the page.
#[must_use = "a dropped listener hears nothing"]
pub fn to_ask_before_leaving() -> Listener {
    let active = EventListenerOptions::enable_prevent_default();
    let listener =
        EventListener::new_with_options(&window(), "beforeunload", active, web_sys::Event::prevent_default);
    Listener { _listeners: vec![listener] }
}

/// Files are dragged over the page (`true`), away from it (`false`), or dropped.
#[must_use = "a dropped listener hears nothing"]
pub fn to_drops(over: impl Fn(bool) + Clone + 'static, dropped: impl Fn(Dropped) + 'static) -> Listener {
    let active = EventListenerOptions::enable_prevent_default;
    let (enter, leave) = (over.clone(), over.clone());
    let has_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let listeners = vec![
        EventListener::new_with_options(&window(), "dragover", active(), move |event| {
            if event.dyn_ref().is_some_and(has_files) {
                event.prevent_default();
                enter(true);
            }
        }),
        EventListener::new(&window(), "dragleave", move |event| {
            // Moving between two elements of the page has a related target; leaving the page has none.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                leave(false);
            }
        }),
        EventListener::new_with_options(&window(), "drop", active(), move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| has_files(event)) else { return };
            event.prevent_default();
            over(false);
            dropped(files::dropped(event));
        }),
    ];
    Listener { _listeners: listeners }
}

fn window() -> EventTarget {
    web_sys::window().map_or_else(nowhere, Into::into)
}

fn document() -> EventTarget {
    web_sys::window().and_then(|window| window.document()).map_or_else(nowhere, Into::into)
}

/// Without a window there is no page: listening then is listening to nothing.
fn nowhere() -> EventTarget {
    JsValue::UNDEFINED.unchecked_into()
}
