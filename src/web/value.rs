//! What comes after a promise that nobody waits for. It does not know what the promise is about.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Hands what becomes of the promise to a callback, the value or the error.
pub fn settled(promise: Result<Promise, JsValue>, act: Box<dyn FnOnce(JsValue) -> JsValue>) -> Promise {
    future_to_promise(async move {
        let outcome = match promise {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        Ok(act(outcome.unwrap_or_else(|error| error)))
    })
}
