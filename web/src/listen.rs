//! Listening to what no component's own element hears: the window and the whole page.

mod handing;

pub use self::handing::{to_drops, to_pastes};

use super::element::{self, Rectangle};
use super::events;
use super::files::{self, Handed};
use super::keyboard::{self, KeyPress};
use super::storage::LocalStorage;
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventTarget, KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, StorageEvent,
};

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

/// The state of a pointer while text is selected with it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a pointer has that many states")]
pub struct Pointer {
    /// It is down in the article, so that the selection is not finished.
    pub down: bool,
    /// It has just gone up.
    pub released: bool,
    /// It is a mouse or a pen.
    pub fine: bool,
    /// Alt is down with it.
    pub alt: bool,
    /// Pixels from the window's left edge.
    pub x: i32,
    /// Pixels from its upper edge.
    pub y: i32,
}

/// The text selection may be another one, or be finished. The selector matches the element that it matters in.
#[must_use = "a dropped listener hears nothing"]
pub fn to_selection(reader: &'static str, callback: impl Fn(Pointer) + Clone + 'static) -> Listener {
    let pointer = Rc::new(Cell::new(Pointer::default()));
    let listen = |event: &'static str| {
        let (pointer, callback) = (pointer.clone(), callback.clone());
        hear(&document(), event, move |event| {
            let before = pointer.get();
            let now = match event.dyn_ref::<PointerEvent>() {
                Some(of) => {
                    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                    let inside = target.is_some_and(|target| target.closest(reader).ok().flatten().is_some());
                    let down = match &*event.type_() {
                        "pointerdown" => inside && of.button() == 0,
                        "pointermove" => before.down,
                        _ => false,
                    };
                    let released = before.down && !down;
                    let fine = of.pointer_type() != "touch";
                    Pointer { down, released, fine, alt: of.alt_key(), x: of.client_x(), y: of.client_y() }
                }
                None => Pointer { released: false, ..before },
            };
            pointer.set(now);
            // Moving alone changes no selection, but Alt does.
            if event.type_() != "pointermove" || before.alt != now.alt {
                callback(now);
            }
        })
    };
    let events = ["selectionchange", "pointerdown", "pointermove", "pointerup", "pointercancel"];
    Listener { _listeners: events.map(listen).into() }
}

/// Keeps Alt for the page while a button is down: some browsers open their menu when it is let go of, and the next keys go
/// there.
#[must_use = "a dropped listener hears nothing"]
pub fn to_alt() -> Listener {
    /// A button is down, and Alt went down meanwhile.
    type Held = (bool, bool);
    let held = Rc::new(Cell::new(Held::default()));
    let listen = |event: &'static str| {
        let held = held.clone();
        hear(&document(), event, move |event| {
            let (button, alt) = held.get();
            let is_alt = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Alt");
            held.set(match &*event.type_() {
                "pointerdown" => (true, alt),
                "pointerup" | "pointercancel" => (false, alt),
                "keydown" => (button, if is_alt { button } else { alt }),
                _ => (button, alt && !is_alt),
            });
            if is_alt && (alt || button) {
                event.prevent_default();
            }
        })
    };
    Listener {
        _listeners: ["pointerdown", "pointerup", "pointercancel", "keydown", "keyup"].map(listen).into(),
    }
}

/// A click.
#[derive(Clone, Copy, Debug)]
pub struct Click {
    /// Pixels from the window's left edge.
    pub x: i32,
    /// Pixels from its upper edge.
    pub y: i32,
    /// The second, third … click of a row. Taps are none, however soon they come.
    pub is_repeated: bool,
}

/// A click in the element that the selector matches.
#[must_use = "a dropped listener hears nothing"]
pub fn to_clicks(inside: &'static str, callback: impl Fn(Click) + 'static) -> Listener {
    let listener = hear(&document(), "click", move |event| {
        let Some(of) = event.dyn_ref::<MouseEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest(inside).ok().flatten().is_some()) {
            let is_tap = events::is_touch(event);
            let is_repeated = of.detail() > 1 && !is_tap;
            callback(Click { x: of.client_x(), y: of.client_y(), is_repeated });
        }
    });
    Listener { _listeners: vec![listener] }
}

/// A mouse or pen is over something whose attribute names things, or over nothing of that kind: the last of the names where they
/// are in the article, and what was named before no longer is. The callback says what is told of them in a tip.
#[must_use = "a dropped listener hears nothing"]
pub fn to_pointed(tip: impl Fn(&str) -> String + 'static) -> Listener {
    /// The element under the pointer, and everything that is lit with it.
    type Lit = (Option<Element>, Vec<Element>);
    let lit = RefCell::new(Lit::default());
    let listener = hear(&document(), "pointerover", move |event| {
        if event.dyn_ref::<PointerEvent>().is_none_or(|of| of.pointer_type() == "touch") {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let under = target.and_then(|target| target.closest(element::NAMING).ok().flatten());
        let mut lit = lit.borrow_mut();
        if under == lit.0 {
            return;
        }
        element::put_out(&lit.1);
        let is_mark = |element: &&Element| element.has_attribute("data-annotations");
        if let Some(mark) = lit.0.as_ref().filter(is_mark) {
            let _ = mark.remove_attribute("title");
        }
        let names = under.as_ref().and_then(element::names).unwrap_or_default();
        let last = names.rsplit(' ').next().unwrap_or_default();
        let all = if last.is_empty() { Vec::new() } else { element::light(last) };
        if let Some(mark) = under.as_ref().filter(is_mark) {
            let _ = mark.set_attribute("title", &tip(&names));
        }
        *lit = (under, all);
    });
    Listener { _listeners: vec![listener] }
}

/// Files are chosen in any field for files.
#[must_use = "a dropped listener hears nothing"]
pub fn to_chosen_files(callback: impl Fn(Handed) + 'static) -> Listener {
    let listener = hear(&document(), "change", move |event| {
        if let Some(files) = files::chosen(event) {
            callback(files);
        }
    });
    Listener { _listeners: vec![listener] }
}

/// A drag, and its place in the window.
#[derive(Clone, Debug)]
pub struct Drag {
    /// The name of the thing that is dragged.
    pub name: String,
    /// From the window's left edge.
    pub x: i32,
    /// From its upper edge.
    pub y: i32,
    /// Alt is down.
    pub alt: bool,
    /// The progress of the drag.
    pub state: DragState,
}

/// The progress of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragState {
    /// It goes on.
    Moves,
    /// It was let go of here.
    Ends,
    /// It is as if it had not begun.
    Cancelled,
}

/// Something whose attribute names it is dragged by any pointer.
#[must_use = "a dropped listener hears nothing"]
pub fn to_drags(attribute: &'static str, callback: impl Fn(Drag) + Clone + 'static) -> Listener {
    /// The name of the thing, the height where it was taken hold of, and its own upper and lower edge on the page.
    type Held = (String, f64, f64, f64);
    let held = Rc::new(RefCell::new(None::<Held>));
    let listen = |event: &'static str| {
        let (held, callback) = (held.clone(), callback.clone());
        hear(&document(), event, move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                if key.key() == "Escape"
                    && let Some((name, ..)) = held.borrow_mut().take()
                {
                    event.prevent_default();
                    element::mark_page("data-held", "");
                    callback(Drag { name, x: 0, y: 0, alt: false, state: DragState::Cancelled });
                }
                return;
            }
            let Some(of) = event.dyn_ref::<PointerEvent>() else { return };
            if event.type_() == "pointerdown" {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let handle =
                    target.and_then(|target| target.closest(&format!("[{attribute}]")).ok().flatten());
                let Some(handle) = handle.filter(|_| of.button() == 0) else { return };
                // The text under it would be selected.
                event.prevent_default();
                element::focus(&handle);
                let _ = handle.set_pointer_capture(of.pointer_id());
                element::mark_page("data-held", "true");
                let Rectangle { top, bottom, .. } = element::on_page(element::rectangle(&handle));
                let name = handle.get_attribute(attribute).unwrap_or_default();
                *held.borrow_mut() = Some((name, f64::from(of.page_y()), top, bottom));
                return;
            }
            let Some((name, from, top, bottom)) = held.borrow().clone() else { return };
            let state = match &*event.type_() {
                "pointermove" => DragState::Moves,
                "pointerup" => DragState::Ends,
                _ => DragState::Cancelled,
            };
            if state != DragState::Moves {
                *held.borrow_mut() = None;
                element::mark_page("data-held", "");
            }
            // It is held beside its line: along that, it stays in it.
            let is_along = (f64::from(of.page_y()) - from).abs() < (bottom - top) / 2.0;
            let scrolled = of.page_y() - of.client_y();
            let y =
                if is_along { element::whole(f64::midpoint(top, bottom)) - scrolled } else { of.client_y() };
            callback(Drag { name, x: of.client_x(), y, alt: of.alt_key(), state });
        })
    };
    Listener {
        _listeners: ["pointerdown", "pointermove", "pointerup", "pointercancel", "keydown"]
            .map(listen)
            .into(),
    }
}

/// The part of the page that moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The page was scrolled.
    Page,
    /// A part of it was.
    Part,
    /// The page has another size.
    All,
}

/// Something that what is drawn over the text depends on has moved.
#[must_use = "a dropped listener hears nothing"]
pub fn to_layout(callback: impl Fn(Moved) + Clone + 'static) -> Listener {
    let other = callback.clone();
    let scrolled = move |event: &Event| {
        let is_part = event.target().is_some_and(|target| target.has_type::<Element>());
        callback(if is_part { Moved::Part } else { Moved::Page });
    };
    let listeners = vec![
        // Scrolling a part of the page does not bubble.
        EventListener::new_with_options(
            &window(),
            "scroll",
            EventListenerOptions::run_in_capture_phase(),
            scrolled,
        ),
        hear(&window(), "resize", move |_| other(Moved::All)),
    ];
    Listener { _listeners: listeners }
}

/// One of the elements that the selector matches has another size. Its first one counts, too.
#[must_use = "it ends when this is dropped"]
pub fn to_sizes(of: &str, callback: impl Fn() + 'static) -> Sizes {
    let callback = Closure::<dyn FnMut()>::new(callback);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
    for element in element::all(of) {
        if let Some(observer) = &observer {
            observer.observe(&element);
        }
    }
    Sizes { observer, _callback: callback }
}

/// Looks at sizes until it is dropped.
pub struct Sizes {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.iter().for_each(ResizeObserver::disconnect);
    }
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

/// The page is about to be printed, or was printed (`false`).
#[must_use = "a dropped listener hears nothing"]
pub fn to_printing(callback: impl Fn(bool) + Clone + 'static) -> Listener {
    let other = callback.clone();
    let listeners = vec![
        hear(&window(), "beforeprint", move |_| callback(true)),
        hear(&window(), "afterprint", move |_| other(false)),
    ];
    Listener { _listeners: listeners }
}

/// The page is seen again: it was hidden, or the browser had put it aside whole. Its start counts, too.
#[must_use = "a dropped listener hears nothing"]
pub fn to_return(callback: impl Fn() + Clone + 'static) -> Listener {
    let listen = |target: &EventTarget, event: &'static str| {
        let callback = callback.clone();
        hear(target, event, move |_| {
            if !element::is_hidden() {
                callback();
            }
        })
    };
    Listener { _listeners: vec![listen(&window(), "pageshow"), listen(&document(), "visibilitychange")] }
}

/// The browser has a connection again.
#[must_use = "a dropped listener hears nothing"]
pub fn to_connection(callback: impl Fn() + 'static) -> Listener {
    Listener { _listeners: vec![hear(&window(), "online", move |_| callback())] }
}

/// Another page of this origin changed local storage: the key, and its value if it was not removed. Neither, if
/// everything was.
#[must_use = "a dropped listener hears nothing"]
pub fn to_storage(callback: impl Fn(Option<String>, Option<String>) + 'static) -> Listener {
    let listener = hear(&window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
        let is_ours = |area| LocalStorage::open().is_ok_and(|ours| ours.is(&area));
        if event.storage_area().is_some_and(is_ours) {
            callback(event.key(), event.new_value());
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

/// A listener that may keep the browser from doing what it does by itself.
fn hear(target: &EventTarget, event: &'static str, callback: impl Fn(&Event) + 'static) -> EventListener {
    EventListener::new_with_options(target, event, EventListenerOptions::enable_prevent_default(), callback)
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
