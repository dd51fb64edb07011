//! A second copy of the newest entries of local storage, in IndexedDB.
//!
//! A browser writes local storage to the disk some seconds later, if it is not killed before; this it writes at once.
//! Nothing here waits, and nothing tells of a failure: local storage stays the store. Each call opens the database
//! and lets go of it, so that it is in nobody’s way and there is no connection that could be lost. Calls take effect
//! in their order.
//!
//! What the entries mean, which of them are worth it and when they are old is decided elsewhere.

use super::value::{self, Callback};
use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbKeyRange};

const DATABASE: &str = "glossator";
/// The database’s one object store.
const ENTRIES: &str = "entries";

// web-sys has neither `indexedDB` for pages without one nor the options of `transaction`.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = indexedDB, js_name = open)]
    fn open_database(name: &str, version: u32) -> Result<JsValue, JsValue>;

    type Request;

    #[wasm_bindgen(method, getter, catch)]
    fn result(this: &Request) -> Result<JsValue, JsValue>;

    type Database;

    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create(this: &Database, name: &str, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        name: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &Database) -> Result<(), JsValue>;

    type Transaction;

    #[wasm_bindgen(method, catch, js_name = objectStore)]
    fn entries(this: &Transaction, name: &str) -> Result<JsValue, JsValue>;

    type Entries;

    #[wasm_bindgen(method, catch)]
    fn put(this: &Entries, record: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn delete(this: &Entries, range: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getAll)]
    fn get_all(this: &Entries) -> Result<JsValue, JsValue>;
}

/// One entry of the store, as it is mirrored. The first three say which one it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// What is forgotten together.
    pub generation: String,
    /// When it was written, in milliseconds.
    pub time: u64,
    /// Its key in the store.
    pub key: String,
    /// Its value in the store.
    pub value: String,
}

/// What is in the database.
#[derive(Serialize)]
struct Record<'a> {
    generation: &'a str,
    time: f64,
    key: &'a str,
    value: &'a str,
}

/// Calls back once with all that was put so far, in the order of generations, times and keys; with nothing if it
/// cannot be had. Never calls back at once.
pub fn read(found: impl FnOnce(Vec<Mirrored>) + 'static) {
    read_boxed(Box::new(found));
}

fn read_boxed(found: Box<dyn FnOnce(Vec<Mirrored>)>) {
    let read = move |event| {
        let records = result(&event).dyn_into::<Array>().unwrap_or_default();
        found(records.iter().filter_map(|record| entry(&record)).collect());
        JsValue::FALSE
    };
    open("readonly", Box::new(move |entries| when_ended(entries.get_all(), Box::new(read))));
}

/// Puts entries in, in one transaction. One that is there is replaced.
pub fn put(entries: &[Mirrored]) {
    let record = |Mirrored { generation, time, key, value }: &Mirrored| {
        let record = Record { generation, time: number(*time), key, value };
        serde_wasm_bindgen::to_value(&record).unwrap_or_default()
    };
    change(Entries::put, entries.iter().map(record).collect());
}

/// Forgets this generation’s entries that are older than `time`.
pub fn forget_before(generation: &str, time: u64) {
    forget_to(generation, &number(time).into());
}

/// Forgets all of a generation.
pub fn forget(generation: &str) {
    // An array comes behind every number.
    forget_to(generation, &Array::new());
}

fn forget_to(generation: &str, end: &JsValue) {
    let generation = generation.into();
    if let Ok(range) = IdbKeyRange::bound(&Array::of1(&generation), &Array::of2(&generation, end)) {
        change(Entries::delete, vec![range.into()]);
    }
}

fn change(act: fn(&Entries, &JsValue) -> Result<JsValue, JsValue>, values: Vec<JsValue>) {
    let act = move |entries: &Entries| {
        for value in &values {
            let _ = act(entries, value);
        }
    };
    open("readwrite", Box::new(act));
}

/// Calls back in a transaction, with its entries. If there is none these are undefined, and whatever is done with
/// them is an error like any other.
fn open(mode: &'static str, act: Box<dyn FnOnce(&Entries)>) {
    let request = open_database(DATABASE, 1);
    if let Ok(request) = &request {
        let create = |event| {
            create(&event);
            JsValue::UNDEFINED
        };
        value::set(request, "onupgradeneeded", &value::function(Box::new(create)));
    }
    let opened = move |event| {
        let database = result(&event);
        let database: &Database = database.unchecked_ref();
        // The transaction is done when it is on the disk, not when the system has promised to write it.
        let strict = value::options("durability", &"strict".into());
        let entries = database
            .transaction(ENTRIES, mode, &strict)
            .and_then(|transaction| transaction.entries(ENTRIES))
            .unwrap_or_default();
        act(entries.unchecked_ref());
        // As soon as the transaction is done.
        let _ = database.close();
        JsValue::FALSE
    };
    when_ended(request, Box::new(opened));
}

/// Version 1. An older one, which another page could keep open and so block this, never was.
fn create(event: &JsValue) {
    let path = Array::of3(&"generation".into(), &"time".into(), &"key".into());
    let _ = result(event).unchecked_ref::<Database>().create(ENTRIES, &value::options("keyPath", &path));
}

/// Calls back with the event that ends the request, or later with the error that came instead of a request. What is
/// called returns `false`, for errors that nothing prevents are reported to the window by some browsers.
fn when_ended(request: Result<JsValue, JsValue>, act: Callback) {
    let act = value::function(act);
    match request {
        Ok(request) => {
            value::set(&request, "onsuccess", &act);
            value::set(&request, "onerror", &act);
        }
        Err(error) => drop(value::then(Err(error), &act, &act)),
    }
}

/// What the request came to that the event is about; undefined if it failed.
fn result(event: &JsValue) -> JsValue {
    let request = event.unchecked_ref::<Event>().target();
    request.and_then(|request| request.unchecked_ref::<Request>().result().ok()).unwrap_or_default()
}

/// The entry in a record; `None` if something else is in it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what was put is a whole number")]
fn entry(record: &JsValue) -> Option<Mirrored> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    let time = field("time")?.as_f64()? as u64;
    Some(Mirrored { generation: text("generation")?, time, key: text("key")?, value: text("value")? })
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
fn number(time: u64) -> f64 {
    time as f64
}
