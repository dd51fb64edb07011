//! A copy of the newest entries of local storage, in IndexedDB.

use super::value::{self, Callback};
use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbKeyRange};

/// The database, and what its entries are in.
const DATABASE: &str = "glossator";
const ENTRIES: &str = "entries";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = indexedDB, js_name = open)]
    fn open_database(name: &str, version: u32) -> Result<JsValue, JsValue>;

    type Request;
    #[wasm_bindgen(method, getter, catch)]
    fn result(this: &Request) -> Result<JsValue, JsValue>;

    type Database;
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create(this: &Database, entries: &str, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        entries: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Database) -> Result<(), JsValue>;

    type Transaction;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    fn entries(this: &Transaction, entries: &str) -> Result<JsValue, JsValue>;

    type Entries;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Entries, record: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Entries, range: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    fn get_all(this: &Entries) -> Result<JsValue, JsValue>;
}

/// One entry of the store, as it is mirrored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// Whose entry it is. There is no `/` in it.
    pub generation: String,
    /// When it was written, in milliseconds.
    pub time: u64,
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: String,
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    value: &'a str,
}

/// Calls back once with all that is in it; with nothing if that fails or there is no IndexedDB.
pub fn read(found: impl FnOnce(Vec<Mirrored>) + 'static) {
    let found: Box<dyn FnOnce(Vec<Mirrored>)> = Box::new(found);
    with(
        "readonly",
        Box::new(move |entries| {
            ended(
                entries.get_all(),
                Box::new(move |event| {
                    let records = result(&event).dyn_into::<Array>().unwrap_or_default();
                    found(records.iter().filter_map(|record| entry(&record)).collect());
                    JsValue::FALSE
                }),
            );
        }),
    );
}

/// Puts entries in, in the background.
pub fn put(entries: &[Mirrored]) {
    let record = |Mirrored { generation, time, key, value }: &Mirrored| {
        let id = &format!("{generation}/{time:015}/{key}");
        serde_wasm_bindgen::to_value(&Record { id, value }).unwrap_or_default()
    };
    write(Entries::put, entries.iter().map(record).collect());
}

/// Forgets this generation's entries that are older than `time`.
pub fn forget_before(generation: &str, time: u64) {
    forget_to(generation, &format!("/{time:015}"));
}

/// Forgets all of a generation.
pub fn forget(generation: &str) {
    // What comes behind the slash.
    forget_to(generation, "0");
}

fn forget_to(generation: &str, end: &str) {
    let bound = |end: &str| JsValue::from_str(&format!("{generation}{end}"));
    let range = IdbKeyRange::bound(&bound("/"), &bound(end));
    if let Ok(range) = range {
        write(Entries::delete, vec![range.into()]);
    }
}

fn write(act: fn(&Entries, &JsValue) -> Result<JsValue, JsValue>, values: Vec<JsValue>) {
    with(
        "readwrite",
        Box::new(move |entries| {
            for value in &values {
                let _ = act(entries, value);
            }
        }),
    );
}

fn with(mode: &'static str, act: Box<dyn FnOnce(&Entries)>) {
    let request = open_database(DATABASE, 1);
    if let Ok(request) = &request {
        let create = |event: JsValue| {
            let keys = value::options("keyPath", &"id".into());
            let _ = result(&event).unchecked_ref::<Database>().create(ENTRIES, &keys);
            JsValue::UNDEFINED
        };
        value::set(request, "onupgradeneeded", &value::function(Box::new(create)));
    }
    ended(
        request,
        Box::new(move |event| {
            let database = result(&event);
            let database: &Database = database.unchecked_ref();
            let strict = value::options("durability", &"strict".into());
            let entries = database.transaction(ENTRIES, mode, &strict);
            let entries = entries.and_then(|transaction| transaction.entries(ENTRIES)).unwrap_or_default();
            act(entries.unchecked_ref());
            let _ = database.close();
            JsValue::FALSE
        }),
    );
}

fn ended(request: Result<JsValue, JsValue>, act: Callback) {
    let act = value::function(act);
    match request {
        Ok(request) => {
            value::set(&request, "onsuccess", &act);
            value::set(&request, "onerror", &act);
        }
        Err(error) => {
            let _ = value::then(Err(error), &act, &act);
        }
    }
}

fn result(event: &JsValue) -> JsValue {
    let target = event.unchecked_ref::<Event>().target();
    target.and_then(|target| target.unchecked_ref::<Request>().result().ok()).unwrap_or_default()
}

fn entry(record: &JsValue) -> Option<Mirrored> {
    let text = |name: &str| Reflect::get(record, &name.into()).ok()?.as_string();
    let id = text("id")?;
    let mut parts = id.splitn(3, '/');
    let generation = parts.next()?.to_owned();
    let time = parts.next()?.parse().ok()?;
    Some(Mirrored { generation, time, key: parts.next()?.to_owned(), value: text("value")? })
}
