//! Locks between the pages of this origin: each name is one page’s at a time. The browser gives it back when the page
//! is gone, however it went. The meaning of a name is decided elsewhere.

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use js_sys::Promise;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

// web-sys has Web Locks only behind its flag for unstable interfaces.
#[wasm_bindgen]
extern "C" {
    // All of it is missing where the page’s origin is not secure.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, options: &JsValue, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn query() -> Result<Promise, JsValue>;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LockOptions {
    if_available: bool,
}

/// The answer of `query`.
#[derive(Deserialize)]
struct Snapshot {
    held: Vec<LockInfo>,
}

#[derive(Deserialize)]
struct LockInfo {
    name: String,
}

/// A lock of this page, until it is dropped.
#[must_use = "a dropped lock is free"]
pub struct Lock {
    _release: oneshot::Sender<Infallible>,
}

/// Takes the first of these locks that is free; of pages that ask at the same moment, each gets another one. The lock with
/// its index, or `None` if none is free or there are no locks.
pub async fn first_free(names: Vec<String>) -> Option<(usize, Lock)> {
    for (index, name) in names.iter().enumerate() {
        if let Ok(Some(lock)) = take(name, LockOptions { if_available: true }).await {
            return Some((index, lock));
        }
    }
    None
}

/// Waits until no other page has this lock, and takes it; `None` where there are no locks.
pub async fn wait(name: &str) -> Option<Lock> {
    take(name, LockOptions { if_available: false }).await.ok().flatten()
}

/// The number of locks with names that begin so, held by all pages of this origin: 0 if the browser does not tell.
pub async fn count(prefix: &str) -> usize {
    let held = held().await.unwrap_or_default();
    held.iter().filter(|lock| lock.name.starts_with(prefix)).count()
}

async fn held() -> Result<Vec<LockInfo>, JsValue> {
    let snapshot = JsFuture::from(query()?).await?;
    let Snapshot { held } = serde_wasm_bindgen::from_value(snapshot)?;
    Ok(held)
}

/// The lock, or `None` if it is not free and was to be taken only then.
async fn take(name: &str, options: LockOptions) -> Result<Option<Lock>, JsValue> {
    let (grant, granted) = oneshot::channel();
    let callback = move |lock: JsValue| {
        let (release, released) = oneshot::channel();
        let _ = grant.send((!lock.is_null()).then_some(Lock { _release: release }));
        // The lock is held until this is settled.
        future_to_promise(async move {
            let _ = released.await;
            Ok(JsValue::UNDEFINED)
        })
    };
    let over = request(name, &serde_wasm_bindgen::to_value(&options)?, &Closure::once_into_js(callback))?;
    match select(granted, JsFuture::from(over)).await {
        Either::Left((granted, _)) => Ok(granted.ok().flatten()),
        // Refused, before the callback was called.
        Either::Right((over, _)) => over.map(|_| None),
    }
}
