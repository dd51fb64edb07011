//! JavaScript values that several adapters hand over: options, functions, promises. What is in them is decided there.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// A promise, whose two ends may go to one and the same function.
    #[wasm_bindgen(extends = Promise)]
    type Settling;

    #[wasm_bindgen(method, js_name = then)]
    fn settle(this: &Settling, fulfilled: &JsValue, rejected: &JsValue) -> Promise;
}

/// An object with one field.
pub fn options(field: &str, value: &JsValue) -> JsValue {
    let options = Object::new();
    set(&options, field, value);
    options.into()
}

/// Sets a field.
pub fn set(object: &JsValue, field: &str, value: &JsValue) {
    let _ = Reflect::set(object, &field.into(), value);
}

/// What is called with a value and returns one. Boxed, and of one type, because each type has its price in program
/// size.
pub type Callback = Box<dyn FnOnce(JsValue) -> JsValue>;

/// A function that may be called once.
pub fn function(act: Callback) -> JsValue {
    Closure::<dyn FnMut(JsValue) -> JsValue>::once(act).into_js_value()
}

/// Calls back with what the promise comes to, be it a value or an error, or with the error that came instead of a
/// promise; but never at once.
pub fn settle(promise: Result<Promise, JsValue>, act: Callback) -> Promise {
    let act = function(act);
    then(promise, &act, &act)
}

/// Hands both ends of the promise to functions.
pub fn then(promise: Result<Promise, JsValue>, fulfilled: &JsValue, rejected: &JsValue) -> Promise {
    let promise = promise.unwrap_or_else(|error| Promise::reject(&error));
    promise.unchecked_ref::<Settling>().settle(fulfilled, rejected)
}
