//! Doing something later.

use futures_util::future::{Either, select};
pub use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::IdleRequestOptions;

/// Calls back once the next frame is drawn; at once where nothing is drawn because nobody looks.
pub fn after_frame(act: Box<dyn FnOnce()>) {
    let Some(window) = web_sys::window() else { return };
    let act: Function = Closure::once_into_js(act).unchecked_into();
    if super::element::is_hidden() {
        let _ = window.set_timeout_with_callback(&act);
    } else {
        let drawing = window.clone();
        let in_frame = Closure::once_into_js(move || drop(drawing.set_timeout_with_callback(&act)));
        let _ = window.request_animation_frame(in_frame.unchecked_ref());
    }
}

/// Waits until that is done, or so many milliseconds have passed; it goes on all the same then.
pub async fn at_most(millis: u32, act: impl Future<Output = ()> + Unpin + 'static) {
    if let Either::Right(((), rest)) = select(act, TimeoutFuture::new(millis)).await {
        spawn_local(rest);
    }
}

/// Waits so many milliseconds.
pub async fn after(millis: u32) {
    TimeoutFuture::new(millis).await;
}

/// Waits so many milliseconds, or until nobody sees the page.
pub async fn while_seen(millis: u32) {
    let (hide, hidden) = futures_channel::oneshot::channel();
    let hide = Rc::new(RefCell::new(Some(hide)));
    let _listener = super::listen::to_leaving(move || {
        // Nobody waits any more if the time was over first.
        let _ = hide.take().map(|hide| hide.send(()));
    });
    if !super::element::is_hidden() {
        select(hidden, TimeoutFuture::new(millis)).await;
    }
}

/// Waits until the browser has nothing better to do, or for some seconds at most.
pub async fn idle() {
    const AT_THE_LATEST: u32 = 3_000;
    let Some(window) = web_sys::window() else { return };
    let options = IdleRequestOptions::new();
    options.set_timeout(AT_THE_LATEST);
    let comes = Promise::new(&mut |comes, _| {
        // Not every browser has it.
        if window.request_idle_callback_with_options(&comes, &options).is_err() {
            let _ = window.set_timeout_with_callback(&comes);
        }
    });
    let _ = JsFuture::from(comes).await;
}
