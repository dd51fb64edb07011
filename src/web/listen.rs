//! Listening to what no component's own element hears: the window and the whole page.

use super::files::{self, Dropped};
use super::keyboard::{self, KeyPress};
use super::storage::LocalStorage;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Event, EventTarget, KeyboardEvent};

// Smaller than web-sys’s own.
#[wasm_bindgen]
extern "C" {
    type StorageEvent;

    #[wasm_bindgen(method, getter)]
    fn key(this: &StorageEvent) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = newValue)]
    fn new_value(this: &StorageEvent) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = storageArea)]
    fn area(this: &StorageEvent) -> JsValue;
}

/// Listens until it is dropped.
pub struct Listener {
    _listeners: Vec<EventListener>,
}

/// A key went down anywhere. The callback says whether the page took it; then the browser does nothing with it.
#[must_use = "a dropped listener hears nothing"]
pub fn to_keys(callback: impl Fn(KeyPress) -> bool + 'static) -> Listener {
    let listener = hear(&window(), "keydown", move |event| {
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
        hear(&document(), event, move |event| {
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
    let other = callback.clone();
    let listeners = vec![
        hear_in(EventListenerPhase::Capture, &window(), "scroll", Box::new(move |_| callback())),
        hear(&window(), "resize", move |_| other()),
    ];
    Listener { _listeners: listeners }
}

/// The page may be gone after this.
#[must_use = "a dropped listener hears nothing"]
pub fn to_leaving(callback: impl Fn() + Clone + 'static) -> Listener {
    let other = callback.clone();
    let listeners = vec![
        hear(&window(), "pagehide", move |_| callback()),
        hear(&document(), "visibilitychange", move |_| other()),
    ];
    Listener { _listeners: listeners }
}

/// The page is seen again: it was hidden, or the browser had put it aside whole. Its start counts, too.
#[must_use = "a dropped listener hears nothing"]
pub fn to_return(callback: impl Fn() + Clone + 'static) -> Listener {
    let listen = |target: &EventTarget, event: &'static str| {
        let callback = callback.clone();
        hear(target, event, move |_| {
            let document = web_sys::window().and_then(|window| window.document());
            if document.is_some_and(|document| !document.hidden()) {
                callback();
            }
        })
    };
    Listener { _listeners: vec![listen(&window(), "pageshow"), listen(&document(), "visibilitychange")] }
}

/// Another page of this origin changed local storage: the key, and its value if it was not removed. Neither, if
/// everything was.
#[must_use = "a dropped listener hears nothing"]
pub fn to_storage(callback: impl Fn(Option<String>, Option<String>) + 'static) -> Listener {
    let listener = hear(&window(), "storage", move |event| {
        let event: &StorageEvent = event.unchecked_ref();
        if LocalStorage::open().is_ok_and(|ours| ours.is(&event.area())) {
            callback(event.key().as_string(), event.new_value().as_string());
        }
    });
    Listener { _listeners: vec![listener] }
}

/// While this is kept, the browser asks before it leaves the page.
#[must_use = "a dropped listener hears nothing"]
pub fn to_ask_before_leaving() -> Listener {
    let listener = hear(&window(), "beforeunload", Event::prevent_default);
    Listener { _listeners: vec![listener] }
}

/// Files are dragged over the page (`true`), away from it (`false`), or dropped.
#[must_use = "a dropped listener hears nothing"]
pub fn to_drops(over: impl Fn(bool) + Clone + 'static, dropped: impl Fn(Dropped) + 'static) -> Listener {
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
            dropped(files::dropped(event));
        }),
    ];
    Listener { _listeners: listeners }
}

/// Every listener is made here, in one way that suits them all: each that is compiled by itself has its price in the
/// page’s size.
fn hear(target: &EventTarget, event: &'static str, callback: impl Fn(&Event) + 'static) -> EventListener {
    hear_in(EventListenerPhase::Bubble, target, event, Box::new(callback))
}

fn hear_in(
    phase: EventListenerPhase,
    target: &EventTarget,
    event: &'static str,
    callback: Box<dyn Fn(&Event)>,
) -> EventListener {
    let options = EventListenerOptions { phase, passive: false };
    EventListener::new_with_options(target, event, options, callback)
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
