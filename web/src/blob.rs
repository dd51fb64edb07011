//! Bytes as the browser keeps them, and under an address of their own for what takes only addresses. The address is given back
//! when it is dropped, as it holds the bytes in memory. Their meaning is not known here.

use js_sys::{Array, Uint8Array};
use std::ops::Deref;
use web_sys::{Blob, BlobPropertyBag, Url};

/// See the module.
pub struct BlobUrl(String);

impl BlobUrl {
    /// `None` when the browser refuses.
    pub fn new(mime: &str, content: &[u8]) -> Option<Self> {
        Url::create_object_url_with_blob(&blob(mime, content)?).ok().map(Self)
    }
}

/// The bytes, with their media type. `None` when the browser refuses.
pub fn blob(mime: &str, content: &[u8]) -> Option<Blob> {
    let properties = BlobPropertyBag::new();
    properties.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(content));
    Blob::new_with_u8_array_sequence_and_options(&parts, &properties).ok()
}

impl Deref for BlobUrl {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for BlobUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
