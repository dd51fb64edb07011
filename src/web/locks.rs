//! Web Locks: names that one page of this origin can have at a time. What a name stands for is decided elsewhere.

use super::value::{self, Callback};
use js_sys::{Array, Promise};
use std::iter::Enumerate;
use std::vec::IntoIter;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // Missing where the page's origin is not secure.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, options: &JsValue, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn query() -> Result<Promise, JsValue>;

    /// What `query` answers.
    type Snapshot;

    #[wasm_bindgen(method, getter)]
    fn held(this: &Snapshot) -> Option<Array>;

    /// A lock that was granted, or that is listed.
    type Lock;

    #[wasm_bindgen(method, getter)]
    fn name(this: &Lock) -> String;
}

/// Takes the first of these locks that is free and keeps it as long as the page lives. Calls back with its number, or
/// with `None` if none is free or there are no locks.
pub fn hold_first(names: Vec<String>, held: impl FnOnce(Option<usize>) + 'static) {
    hold_next(names.into_iter().enumerate(), Box::new(held));
}

fn hold_next(mut names: Enumerate<IntoIter<String>>, held: Box<dyn FnOnce(Option<usize>)>) {
    let Some((index, name)) = names.next() else { return held(None) };
    let wanted = name.clone();
    let if_free = value::options("ifAvailable", &JsValue::TRUE);
    ask(
        &name,
        &if_free,
        Box::new(move |lock| {
            // Null if it is not free; otherwise it may be an error, with a name of its own.
            if lock != JsValue::NULL && lock.unchecked_ref::<Lock>().name() == wanted {
                held(Some(index));
                // A race of nobody never ends, and as long the lock is held.
                return Promise::race(&Array::new()).into();
            }
            hold_next(names, held);
            JsValue::UNDEFINED
        }),
    );
}

/// Does it while no other page holds this lock, or without the lock where there are none. Calls back with the number
/// of locks with names that begin so, held by any page of this origin: 0 if that cannot be known.
pub fn alone(name: &str, prefix: &str, act: impl FnOnce(usize) + 'static) {
    let (prefix, act): (_, Box<dyn FnOnce(usize)>) = (prefix.to_owned(), Box::new(act));
    ask(
        name,
        &JsValue::UNDEFINED,
        Box::new(move |_| {
            let counted = move |snapshot: JsValue| {
                act(count(snapshot.unchecked_ref(), &prefix));
                JsValue::UNDEFINED
            };
            value::settle(query(), Box::new(counted)).into()
        }),
    );
}

fn count(snapshot: &Snapshot, prefix: &str) -> usize {
    let held = snapshot.held().unwrap_or_default();
    held.iter().filter(|lock| lock.unchecked_ref::<Lock>().name().starts_with(prefix)).count()
}

/// Calls back with the lock, and gives it back when what that returns is settled. An error comes instead of the lock.
fn ask(name: &str, options: &JsValue, granted: Callback) {
    let granted = value::function(granted);
    let promise = request(name, options, &granted);
    let _ = value::then(promise, &JsValue::UNDEFINED, &granted);
}
