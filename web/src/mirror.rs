//! The second copy of local storage, in IndexedDB: a row for each item, by the name of its store and its key.
//!
//! A browser writes local storage to the disk some seconds later, if it is not killed before, and resets all of it when it
//! is damaged; any other local file may clear it. This is written at once, and stays. No failure is told: local storage
//! stays the store. Each call opens the database and lets go of it, so that it is in nobody’s way and there is no connection
//! that could be lost. Calls take effect in the order in which they are first polled.
//!
//! The meaning of the items, their worth and their age are decided elsewhere.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use idb::event::VersionChangeEvent;
use idb::request::OpenDatabaseRequest;
use idb::{
    Database, DatabaseEvent, Error, Factory, KeyPath, KeyRange, ObjectStore, ObjectStoreParams, Transaction,
};
use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, IdbDatabase, IdbOpenDbRequest, IdbTransaction};

const DATABASE: &str = "glossator";
/// The version of the database. An older one, which another page could keep open and so block this, never was.
const VERSION: u32 = 1;
/// The database’s one object store.
const ENTRIES: &str = "entries";

// web-sys has the options of a transaction only behind its flag for unstable interfaces, idb has them not at all.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = IdbDatabase)]
    type DatabaseWithOptions;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DatabaseWithOptions,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name of the store, by which everything in it is forgotten together.
    pub generation: String,
    /// Always 0 now. Earlier versions had a row for each time at which the item was written, in milliseconds.
    pub time: u64,
    /// The item’s key in the store.
    pub key: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mirrored {
    /// The name of the store.
    pub generation: String,
    /// As in its [`Name`].
    pub time: u64,
    /// The item’s key in the store.
    pub key: String,
    /// The item’s value in the store.
    pub value: String,
    /// When it was put, in milliseconds; earlier versions have it in the key alone.
    #[serde(default)]
    pub written: u64,
}

impl Mirrored {
    /// When it was put, in milliseconds.
    #[must_use]
    pub fn put_at(&self) -> u64 {
        self.written.max(self.time)
    }
}

#[derive(Serialize)]
struct TransactionOptions {
    durability: &'static str,
}

/// The keys of all rows, in their order; nothing if they cannot be had. Keys that are none of ours are left out.
pub async fn names() -> Vec<Name> {
    let keys = keys().await.unwrap_or_default();
    let name = |key| {
        let (generation, time, key) = serde_wasm_bindgen::from_value(key).ok()?;
        Some(Name { generation, time, key })
    };
    keys.into_iter().filter_map(name).collect()
}

/// The rows with these keys, as far as they are there. Rows that hold no item are left out.
pub async fn get(names: &[Name]) -> Vec<Mirrored> {
    let rows = rows(names).await.unwrap_or_default();
    rows.into_iter().filter_map(|row| serde_wasm_bindgen::from_value(row).ok()).collect()
}

/// Puts and removes items of a store, in that order and in one transaction; an item without a value is removed. One that
/// is there is replaced.
pub async fn put(generation: String, time: u64, changes: Vec<(String, Option<String>)>) {
    let make = |store: &ObjectStore| {
        for (key, value) in changes {
            let name = Name { generation: generation.clone(), time: 0, key };
            match value {
                Some(value) => {
                    let Name { generation, time: by_key, key } = name;
                    let row = Mirrored { generation, time: by_key, key, value, written: time };
                    let row = serde_wasm_bindgen::to_value(&row).unwrap_or_default();
                    store.put(&row, None).map(drop)?;
                }
                None => store.delete(key_of(&name)).map(drop)?,
            }
        }
        Ok(())
    };
    let _ = change(make).await;
}

/// Removes rows, in one transaction.
pub async fn remove(names: Vec<Name>) {
    let remove = |store: &ObjectStore| names.iter().try_for_each(|name| store.delete(key_of(name)).map(drop));
    let _ = change(remove).await;
}

/// Forgets all of these stores.
pub async fn forget(generations: Vec<String>) {
    let forget = |store: &ObjectStore| {
        generations.iter().try_for_each(|generation| {
            let (first, behind) = ends(generation);
            store.delete(KeyRange::bound(&first, &behind, None, None)?).map(drop)
        })
    };
    let _ = change(forget).await;
}

/// Forgets every store but this one.
pub async fn forget_others(generation: String) {
    let forget = |store: &ObjectStore| {
        let (first, behind) = ends(&generation);
        store.delete(KeyRange::upper_bound(&first, Some(true))?)?;
        store.delete(KeyRange::lower_bound(&behind, Some(true))?).map(drop)
    };
    let _ = change(forget).await;
}

/// Keys before and behind all rows of the store.
fn ends(generation: &str) -> (JsValue, JsValue) {
    let generation = generation.into();
    // An array comes behind every number.
    (Array::of1(&generation).into(), Array::of2(&generation, &Array::new()).into())
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
fn key_of(Name { generation, time, key }: &Name) -> JsValue {
    Array::of3(&generation.as_str().into(), &JsValue::from_f64(*time as f64), &key.as_str().into()).into()
}

async fn keys() -> Result<Vec<JsValue>, Error> {
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.entries("readonly")?;
    store.get_all_keys(None, None)?.await
}

async fn rows(names: &[Name]) -> Result<Vec<JsValue>, Error> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.entries("readonly")?;
    // All are asked for before the first one is there: the transaction ends once nothing is asked any more.
    let ask = |name| store.get(key_of(name)).map(IntoFuture::into_future);
    let asked = names.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for request in asked {
        found.extend(request.await?);
    }
    Ok(found)
}

/// Makes changes in one transaction, and waits until that is over.
async fn change(make: impl FnOnce(&ObjectStore) -> Result<(), Error>) -> Result<(), Error> {
    let connection = Connection::open().await?;
    let (transaction, store) = connection.entries("readwrite")?;
    make(&store)?;
    transaction.await.map(drop)
}

/// The database, as long as a call needs it.
struct Connection {
    database: IdbDatabase,
    _errors: EventListener,
}

impl Connection {
    async fn open() -> Result<Self, Error> {
        let request: IdbOpenDbRequest = Factory::new()?.open(DATABASE, Some(VERSION))?.into();
        let _errors = prevent_errors(&request);
        let mut request = OpenDatabaseRequest::from(request);
        request.on_upgrade_needed(|event| drop(create(&event)));
        let database: IdbDatabase = request.await?.into();
        Ok(Self { _errors: prevent_errors(&database), database })
    }

    /// The object store, in a transaction that is over when it is on the disk, not when the system has promised to
    /// write it.
    fn entries(&self, mode: &str) -> Result<(Transaction, ObjectStore), Error> {
        let strict = serde_wasm_bindgen::to_value(&TransactionOptions { durability: "strict" });
        let database: &DatabaseWithOptions = self.database.unchecked_ref();
        let transaction = database
            .transaction(ENTRIES, mode, &strict.unwrap_or_default())
            .map_err(Error::TransactionOpenFailed)?;
        let transaction = Transaction::from(transaction);
        let entries = transaction.object_store(ENTRIES)?;
        Ok((transaction, entries))
    }
}

impl Drop for Connection {
    /// The browser closes it as soon as its transaction is over.
    fn drop(&mut self) {
        self.database.close();
    }
}

fn create(event: &VersionChangeEvent) -> Result<ObjectStore, Error> {
    let mut parameters = ObjectStoreParams::new();
    parameters.key_path(Some(KeyPath::new_array(["generation", "time", "key"])));
    let database: Database = event.database()?;
    database.create_object_store(ENTRIES, parameters)
}

/// Keeps errors of a request, or of all requests of a database, from the window, to which some browsers report those
/// that nothing prevents. It hears of them first: who waits for the request may let go of the database at once.
fn prevent_errors(target: &EventTarget) -> EventListener {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(target, "error", options, Event::prevent_default)
}
