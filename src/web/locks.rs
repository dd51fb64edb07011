//! Locks between the pages of this origin: each name is one page’s at a time. The browser gives it back when the page
//! is gone, however it went. What a name stands for is decided elsewhere.

use super::value::{self, Callback};
use js_sys::{Array, Promise};
use std::iter::Enumerate;
use std::vec::IntoIter;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // All of it is missing where the page’s origin is not secure.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, options: &JsValue, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn query() -> Result<Promise, JsValue>;

    /// What `query` answers.
    type Snapshot;

    #[wasm_bindgen(method, getter)]
    fn held(this: &Snapshot) -> Option<Array>;

    /// A lock that was granted, or one that is listed.
    type Lock;

    #[wasm_bindgen(method, getter)]
    fn name(this: &Lock) -> String;
}

/// Takes the first of these locks that is free and keeps it as long as the page lives; of pages that ask at the same
/// moment, each gets another one. Calls back with its index, or with `None` if none is free or there are no locks.
pub fn hold_first(names: Vec<String>, held: impl FnOnce(Option<usize>) + 'static) {
    hold_next(names.into_iter().enumerate(), Box::new(held));
}

fn hold_next(mut names: Enumerate<IntoIter<String>>, held: Box<dyn FnOnce(Option<usize>)>) {
    let Some((index, name)) = names.next() else { return held(None) };
    let wanted = name.clone();
    let granted = move |lock: JsValue| {
        // Null if it is not free. What comes instead of a lock if there are none is an error, with another name.
        if lock != JsValue::NULL && lock.unchecked_ref::<Lock>().name() == wanted {
            held(Some(index));
            // The lock is held until this is over: a race of nobody, which nobody wins.
            return Promise::race(&Array::new()).into();
        }
        hold_next(names, held);
        JsValue::UNDEFINED
    };
    ask(&name, &value::options("ifAvailable", &JsValue::TRUE), Box::new(granted));
}

/// Waits until no other page has this lock, then acts while it has it; without it where there are no locks. Calls
/// back with the number of locks with names that begin with the prefix, held by all pages of this origin: 0 if the
/// browser does not tell.
pub fn alone(name: &str, prefix: &str, act: impl FnOnce(usize) + 'static) {
    alone_boxed(name, prefix.to_owned(), Box::new(act));
}

fn alone_boxed(name: &str, prefix: String, act: Box<dyn FnOnce(usize)>) {
    let granted = move |_| {
        let answered = move |snapshot: JsValue| {
            act(count(snapshot.unchecked_ref(), &prefix));
            JsValue::UNDEFINED
        };
        value::settled(query(), Box::new(answered)).into()
    };
    ask(name, &JsValue::UNDEFINED, Box::new(granted));
}

/// How many locks of such names are held. An error instead of an answer has none.
fn count(snapshot: &Snapshot, prefix: &str) -> usize {
    let held = snapshot.held().unwrap_or_default();
    held.iter().filter(|lock| lock.unchecked_ref::<Lock>().name().starts_with(prefix)).count()
}

/// Calls back with the lock, which is held until what that returns is settled; or with the error that came instead.
fn ask(name: &str, options: &JsValue, granted: Callback) {
    let granted = value::function(granted);
    let _ = value::then(request(name, options, &granted), &JsValue::UNDEFINED, &granted);
}
