//! Asking the browser to keep what this page stores when room gets short. The contents of the store are not known here.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Asks for it. Some browsers ask the user in turn, so the answer may take long: nothing should wait for it. It is
/// `false` where the browser refuses, or has nothing that could be asked.
pub async fn ask() -> bool {
    answer(StorageManager::persist).await
}

/// True if the browser keeps it, asked for now or some day before.
pub async fn is_kept() -> bool {
    answer(StorageManager::persisted).await
}

async fn answer(question: fn(&StorageManager) -> Result<Promise, JsValue>) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Where it is missing, it is undefined, and asking it is an error.
    let Ok(promise) = question(&window.navigator().storage()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|answer| answer == JsValue::TRUE)
}
