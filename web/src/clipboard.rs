//! The clipboard: a table for programs that know HTML, and as text for all others.

use super::blob::blob;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen_futures::JsFuture;
use web_sys::ClipboardItem;

/// Gives both to the clipboard, as two forms of one thing. `false` when the browser refuses.
pub async fn write(html: &str, text: &str) -> bool {
    let Some(item) = item(html, text) else { return false };
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // Where a page has no right to it there is none.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write(&Array::of1(&item))).await.is_ok()
}

fn item(html: &str, text: &str) -> Option<ClipboardItem> {
    let forms = Object::new();
    for (mime, content) in [("text/html", html), ("text/plain", text)] {
        let blob = blob(mime, content.as_bytes())?;
        Reflect::set(&forms, &mime.into(), &blob.into()).ok()?;
    }
    ClipboardItem::new_with_record_from_str_to_blob_promise(&forms).ok()
}
