//! Tells the guard script of the page about a panic: after one, no Rust code runs any more.

use std::panic;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// From now on a panic raises the guard's alarm, with the message and its place.
pub fn install() {
    panic::set_hook(Box::new(|panic| raise(&panic.to_string())));
}

fn raise(message: &str) {
    let detail = CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(message));
    let event = CustomEvent::new_with_event_init_dict("glossator:panic", &detail);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}
