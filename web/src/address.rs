//! The part of the page's address behind the `#`: it survives a reload and is sent nowhere.

use js_sys::{decode_uri_component, encode_uri_component};
use wasm_bindgen::JsValue;

/// The words that were remembered last, in this tab.
#[must_use]
pub fn remembered() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    decode_uri_component(hash.strip_prefix('#')?).ok().map(String::from)
}

/// Remembers it instead of what was remembered before, without a step in the browser's history.
pub fn remember(words: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let hash = format!("#{}", String::from(encode_uri_component(words)));
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
}
