//! The databases in IndexedDB: their object stores, and a connection as long as a call needs it.
//!
//! Each call opens a database and lets go of it, so that it is in nobody’s way and there is no connection that could be
//! lost. The rows are known to `mirror`, to `texts` and to `replica`.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use idb::event::VersionChangeEvent;
use idb::request::OpenDatabaseRequest;
use idb::{Database, DatabaseEvent, Error, Factory, KeyPath, ObjectStore, ObjectStoreParams, Transaction};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, IdbDatabase, IdbOpenDbRequest, IdbTransaction};

/// The name of the database and its version. The first version had no texts. No page keeps it open, so an older one is in
/// nobody’s way.
const DATABASE: (&str, u32) = ("glossator", 2);

/// The same for projects of teams. It is another one, so that a page without a team has nothing to do with it.
const REPLICAS: (&str, u32) = ("glossator-teams", 1);

/// The object store of the second copy.
pub(super) const ENTRIES: &str = "entries";

/// The object store of the texts.
pub(super) const TEXTS: &str = "texts";

/// The object store of the replicas.
pub(super) const REPLICA: &str = "replica";

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

#[derive(Serialize)]
struct TransactionOptions {
    durability: &'static str,
}

/// See the module.
pub(super) struct Connection {
    database: IdbDatabase,
    _errors: EventListener,
}

impl Connection {
    /// A connection, which the browser begins with before anybody waits for it.
    pub fn open() -> impl Future<Output = Result<Self, Error>> {
        Self::to(DATABASE, create)
    }

    /// A connection to the database of the replicas.
    pub fn to_replicas() -> impl Future<Output = Result<Self, Error>> {
        let create = |event: &VersionChangeEvent| {
            event.database()?.create_object_store(REPLICA, ObjectStoreParams::new()).map(drop)
        };
        Self::to(REPLICAS, create)
    }

    fn to(
        (name, version): (&str, u32),
        create: impl Fn(&VersionChangeEvent) -> Result<(), Error> + 'static,
    ) -> impl Future<Output = Result<Self, Error>> {
        let asked = Factory::new().and_then(|factory| factory.open(name, Some(version))).map(|request| {
            let request: IdbOpenDbRequest = request.into();
            let errors = prevent_errors(&request);
            let mut request = OpenDatabaseRequest::from(request);
            request.on_upgrade_needed(move |event| drop(create(&event)));
            (request, errors)
        });
        async move {
            let (request, _errors) = asked?;
            let database: IdbDatabase = request.await?.into();
            Ok(Self { _errors: prevent_errors(&database), database })
        }
    }

    /// The object store, in a transaction that is over when it is on the disk, not when the system has promised to
    /// write it.
    pub fn store(&self, name: &str, mode: &str) -> Result<(Transaction, ObjectStore), Error> {
        let strict = serde_wasm_bindgen::to_value(&TransactionOptions { durability: "strict" });
        let database: &DatabaseWithOptions = self.database.unchecked_ref();
        let transaction = database
            .transaction(name, mode, &strict.unwrap_or_default())
            .map_err(Error::TransactionOpenFailed)?;
        let transaction = Transaction::from(transaction);
        let store = transaction.object_store(name)?;
        Ok((transaction, store))
    }
}

impl Drop for Connection {
    /// The browser closes it as soon as its transaction is over.
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Makes what is not there.
fn create(event: &VersionChangeEvent) -> Result<(), Error> {
    let database: Database = event.database()?;
    let here = database.store_names();
    let is_missing = |name: &str| !here.iter().any(|other| other == name);
    if is_missing(ENTRIES) {
        let mut parameters = ObjectStoreParams::new();
        parameters.key_path(Some(KeyPath::new_array(["generation", "time", "key"])));
        database.create_object_store(ENTRIES, parameters)?;
    }
    if is_missing(TEXTS) {
        database.create_object_store(TEXTS, ObjectStoreParams::new())?;
    }
    Ok(())
}

/// Keeps errors of a request, or of all requests of a database, from the window, to which some browsers report those
/// that nothing prevents. It hears of them first: who waits for the request may let go of the database at once.
fn prevent_errors(target: &EventTarget) -> EventListener {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(target, "error", options, Event::prevent_default)
}
