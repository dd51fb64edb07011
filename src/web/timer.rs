//! Doing something later.

use super::value;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    // Not every browser has it.
    #[wasm_bindgen(catch, js_name = requestIdleCallback)]
    fn request_idle_callback(act: &JsValue, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(act: &JsValue);

    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_animation_frame(act: &JsValue) -> JsValue;
}

/// Something that will be done, unless this is dropped before.
pub struct Timer {
    _timeout: Timeout,
}

/// Calls back after so many milliseconds.
#[must_use = "a dropped timer does nothing"]
pub fn after(millis: u32, callback: impl FnOnce() + 'static) -> Timer {
    Timer { _timeout: Timeout::new(millis, callback) }
}

/// Calls back before anything is drawn, but after what goes on now.
pub fn soon(act: Box<dyn FnOnce()>) {
    queue_microtask(&Closure::once(act).into_js_value());
}

/// Calls back once the next frame is drawn; at once where nothing is drawn because nobody looks.
pub fn after_frame(act: Box<dyn FnOnce()>) {
    let act = Closure::once(act).into_js_value();
    if super::element::is_hidden() {
        set_timeout(&act);
    } else {
        let in_frame = Closure::once(move || drop(set_timeout(&act)));
        request_animation_frame(&in_frame.into_js_value());
    }
}

/// Calls back when the browser has nothing better to do, or after some seconds in any case.
pub fn when_idle(act: impl FnOnce() + 'static) {
    when_idle_boxed(Box::new(act));
}

fn when_idle_boxed(act: Box<dyn FnOnce()>) {
    const AT_THE_LATEST: u32 = 3_000;
    let act = Closure::once(act).into_js_value();
    if request_idle_callback(&act, &value::options("timeout", &AT_THE_LATEST.into())).is_err() {
        set_timeout(&act);
    }
}
