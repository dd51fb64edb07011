//! Handing a file to the user.

use super::timer;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers the bytes as a download. `false` when the browser refused.
#[must_use]
pub fn file(name: &str, mime: &str, content: &[u8]) -> bool {
    offer(name, mime, content).is_some()
}

fn offer(name: &str, mime: &str, content: &[u8]) -> Option<()> {
    const LONG_ENOUGH_TO_START: u32 = 60_000;
    let properties = BlobPropertyBag::new();
    properties.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address holds the file in memory until it is given back.
    std::mem::forget(timer::after(LONG_ENOUGH_TO_START, move || {
        let _ = Url::revoke_object_url(&url);
    }));
    Some(())
}
