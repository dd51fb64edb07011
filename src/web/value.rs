//! What several adapters hand to JavaScript: options, functions that are called once, and what comes after a promise.
//! None of it is generic, as everything that is compiled twice has its price in the page's size. It does not know
//! what it is for.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// A promise whose two ends may go to one and the same function.
    #[wasm_bindgen(extends = Promise)]
    type Settling;

    #[wasm_bindgen(method, js_name = then)]
    fn settle(this: &Settling, fulfilled: &JsValue, rejected: &JsValue) -> Promise;
}

/// What is called with a value and returns one.
pub type Callback = Box<dyn FnOnce(JsValue) -> JsValue>;

/// A function that JavaScript may call once, and that is gone with the last one who knows it.
pub fn function(act: Callback) -> JsValue {
    Closure::<dyn FnMut(JsValue) -> JsValue>::once(act).into_js_value()
}

/// An object with this one field.
pub fn options(field: &str, value: &JsValue) -> JsValue {
    let options = Object::new();
    set(&options, field, value);
    options.into()
}

/// Sets a field.
pub fn set(object: &JsValue, field: &str, value: &JsValue) {
    let _ = Reflect::set(object, &field.into(), value);
}

/// Hands what becomes of the promise to these functions. What was thrown instead of a promise goes the same way, so
/// that nothing is called at once.
pub fn then(promise: Result<Promise, JsValue>, fulfilled: &JsValue, rejected: &JsValue) -> Promise {
    let promise = promise.unwrap_or_else(|error| Promise::reject(&error));
    promise.unchecked_ref::<Settling>().settle(fulfilled, rejected)
}

/// The same with one callback for the value or the error.
pub fn settled(promise: Result<Promise, JsValue>, act: Callback) -> Promise {
    let act = function(act);
    then(promise, &act, &act)
}
