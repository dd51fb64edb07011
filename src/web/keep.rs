//! Asking the browser to keep what this page stores when room gets short. What is stored is not known here.

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

/// Asks for it. Some browsers ask the user in turn, so the answer may take long: nothing should wait for it. It is
/// `false` where the browser refuses, or has nothing that could be asked.
pub fn ask(answered: impl FnOnce(bool) + 'static) {
    answer(persist(), Box::new(answered));
}

/// Whether the browser keeps it, asked for now or some day before.
pub fn is_kept(answered: impl FnOnce(bool) + 'static) {
    answer(persisted(), Box::new(answered));
}

fn answer(promise: Result<Promise, JsValue>, answered: Box<dyn FnOnce(bool)>) {
    let answered = move |answer| {
        answered(answer == JsValue::TRUE);
        JsValue::UNDEFINED
    };
    let _ = value::settled(promise, Box::new(answered));
}
