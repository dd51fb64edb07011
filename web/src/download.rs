//! Handing a file to the user.

use super::blob::BlobUrl;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlAnchorElement;

/// Offers the bytes as a download. `false` when the browser refused.
#[must_use]
pub fn file(name: &str, mime: &str, content: &[u8]) -> bool {
    offer(name, mime, content).is_some()
}

fn offer(name: &str, mime: &str, content: &[u8]) -> Option<()> {
    const LONG_ENOUGH_TO_START: u32 = 60_000;
    let url = BlobUrl::new(mime, content)?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    spawn_local(async move {
        TimeoutFuture::new(LONG_ENOUGH_TO_START).await;
        drop(url);
    });
    Some(())
}
