//! Tells the guard script of the page about a panic: after one, no Rust code runs any more.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Raises the guard's alarm, with what happened and where.
pub fn raise(message: &str) {
    let detail = CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(message));
    let event = CustomEvent::new_with_event_init_dict("glossator:panic", &detail);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}
