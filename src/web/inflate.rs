//! Unpacking what an archive holds, by the browser's own means.

use super::value::settled;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

// Smaller than web-sys’s own.
#[wasm_bindgen]
extern "C" {
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> Stream;

    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> Stream;

    /// Either end.
    type Stream;

    #[wasm_bindgen(method, js_name = getWriter)]
    fn writer(this: &Stream) -> Port;

    #[wasm_bindgen(method, js_name = getReader)]
    fn reader(this: &Stream) -> Port;

    /// Whoever writes or reads.
    type Port;

    #[wasm_bindgen(method)]
    fn write(this: &Port, bytes: &Uint8Array) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Port) -> Promise;

    #[wasm_bindgen(method)]
    fn read(this: &Port) -> Promise;

    #[wasm_bindgen(method)]
    fn cancel(this: &Port) -> Promise;

    type Piece;

    #[wasm_bindgen(method, getter)]
    fn value(this: &Piece) -> Option<Uint8Array>;
}

/// Unpacks bytes (DEFLATE, without a header). `None` when they are damaged, or are not as many as was said: what claims
/// to be small may be endless.
pub async fn inflate(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let stream = DecompressionStream::new("deflate-raw").ok()?;
    let writer = stream.writable().writer();
    // What goes wrong there is seen where it is read.
    for written in [writer.write(&Uint8Array::from(packed)), writer.close()] {
        let _ = settled(Ok(written), Box::new(|outcome| outcome));
    }
    let reader = stream.readable().reader();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.ok()?.unchecked_into::<Piece>().value();
        let Some(piece) = piece else { break };
        bytes.extend(piece.to_vec());
        if bytes.len() > size {
            let _ = settled(Ok(reader.cancel()), Box::new(|outcome| outcome));
            return None;
        }
    }
    (bytes.len() == size).then_some(bytes)
}
