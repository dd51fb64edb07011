//! Encodings of text that the browser knows.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Characters of bytes in the encoding of that label; `None` if the browser does not know it, or a byte is none of it.
#[must_use]
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
