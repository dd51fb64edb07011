//! Requests to the server that gave the page: everything below `/db/`, and the question if the page itself can be had again. The
//! questions, and the meaning of answers, are decided elsewhere.

use super::timer;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use js_sys::{Reflect, Uint8Array};
use std::pin::pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestInit, Response};

/// The time that the server may be silent, in milliseconds. Where it waits for something to answer, it gives a sign of life more
/// often than that.
const SILENCE: u32 = 30_000;

/// A request that goes on; the browser gives it up when this is dropped.
struct Request(AbortController);

impl Drop for Request {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks the server: the method, the path below `/db`, and JSON to be sent. The status and the text of the answer; `None` without a
/// connection, and when the server is silent for too long.
pub async fn ask(method: &str, path: &str, body: Option<&str>) -> Option<(u16, String)> {
    answer(method, &format!("/db{path}"), body).await.ok()
}

/// True if the server still gives the page.
pub async fn gives_page() -> bool {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    let answer = answer("HEAD", &path.unwrap_or_default(), None).await;
    answer.is_ok_and(|(status, _)| (200..400).contains(&status))
}

async fn answer(method: &str, path: &str, body: Option<&str>) -> Result<(u16, String), JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let request = Request(AbortController::new()?);
    // The browser knows sooner than silence tells.
    let given_up = request.0.clone();
    let _offline = EventListener::new(&window, "offline", move |_| given_up.abort());
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&request.0.signal()));
    if let Some(body) = body {
        init.set_body(&body.into());
        let headers = js_sys::Object::new();
        Reflect::set(&headers, &"Content-Type".into(), &"application/json".into())?;
        init.set_headers(&headers);
    }
    let asked = window.fetch_with_str_and_init(path, &init);
    let response: Response = in_time(asked).await?.unchecked_into();
    Ok((response.status(), text(&response).await?))
}

/// Reads the text of an answer, piece by piece.
async fn text(response: &Response) -> Result<String, JsValue> {
    let Some(stream) = response.body() else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = in_time(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        let start = bytes.len();
        bytes.resize(start + piece.length() as usize, 0);
        piece.copy_to(&mut bytes[start..]);
    }
}

async fn in_time(promise: js_sys::Promise) -> Result<JsValue, JsValue> {
    match select(JsFuture::from(promise), pin!(timer::after(SILENCE))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), _)) => Err(JsValue::UNDEFINED),
    }
}
