//! Asking the browser not to clear what this page stores when room gets short. What is stored is not known here.

use super::value;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"])]
    fn persist() -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"])]
    fn persisted() -> Result<Promise, JsValue>;
}

/// Asks. Some browsers ask the user in turn, so the answer may take long or never come: nothing should wait for it.
/// `false` where the browser refuses, or has nothing that could be asked.
pub fn ask(answered: impl FnOnce(bool) + 'static) {
    answer(persist(), Box::new(answered));
}

/// Whether the browser said yes, today or some other day.
pub fn is_kept(answered: impl FnOnce(bool) + 'static) {
    answer(persisted(), Box::new(answered));
}

fn answer(promise: Result<Promise, JsValue>, answered: Box<dyn FnOnce(bool)>) {
    value::settle(
        promise,
        Box::new(move |answer| {
            answered(answer == JsValue::TRUE);
            JsValue::UNDEFINED
        }),
    );
}
