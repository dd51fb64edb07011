//! The second copy of the newest entries of local storage, in IndexedDB.
//!
//! A browser writes local storage to the disk some seconds later, if it is not killed before; this it writes at once.
//! No failure is told: local storage stays the store. Each call opens the database and lets go of it, so that it is in
//! nobody’s way and there is no connection that could be lost. Calls take effect in the order in which they are first
//! polled.
//!
//! The meaning of the entries, their worth and their age are decided elsewhere.

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

/// One entry of the store, as it is mirrored: a record of the database. The first three fields are its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mirrored {
    /// The name of everything that is forgotten together.
    pub generation: String,
    /// When it was written, in milliseconds.
    pub time: u64,
    /// Its key in the store.
    pub key: String,
    /// Its value in the store.
    pub value: String,
}

#[derive(Serialize)]
struct TransactionOptions {
    durability: &'static str,
}

/// All that was put so far, in the order of generations, times and keys; nothing if it cannot be had. Records that are
/// no entries are left out.
pub async fn read() -> Vec<Mirrored> {
    let records = records().await.unwrap_or_default();
    records.into_iter().filter_map(|record| serde_wasm_bindgen::from_value(record).ok()).collect()
}

/// Puts entries in, in one transaction. One that is there is replaced.
pub async fn put(entries: Vec<Mirrored>) {
    let put = |store: &ObjectStore| {
        for record in entries.iter().filter_map(|entry| serde_wasm_bindgen::to_value(entry).ok()) {
            store.put(&record, None)?;
        }
        Ok(())
    };
    let _ = change(put).await;
}

/// Forgets this generation’s entries that are older than `time`.
pub async fn forget_before(generation: String, time: u64) {
    forget_to(&generation, &serde_wasm_bindgen::to_value(&time).unwrap_or_default()).await;
}

/// Forgets all of a generation.
pub async fn forget(generation: String) {
    // An array comes behind every number.
    forget_to(&generation, &Array::new()).await;
}

async fn forget_to(generation: &str, end: &JsValue) {
    let generation = generation.into();
    let forget = |store: &ObjectStore| {
        let (first, behind) = (Array::of1(&generation), Array::of2(&generation, end));
        store.delete(KeyRange::bound(&first, &behind, None, None)?).map(drop)
    };
    let _ = change(forget).await;
}

async fn records() -> Result<Vec<JsValue>, Error> {
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.entries("readonly")?;
    store.get_all(None, None)?.await
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
