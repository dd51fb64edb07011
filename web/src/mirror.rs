//! The second copy of local storage, in IndexedDB: a row for each item, by the name of its store and its key.
//!
//! A browser writes local storage to the disk some seconds later, if it is not killed before, and resets all of it when it
//! is damaged; any other local file may clear it. This is written at once, and stays. No failure is told: local storage
//! stays the store. Calls take effect in the order in which they are first polled.
//!
//! The meaning of the items, their worth and their age are decided elsewhere.

use super::database::{Connection, ENTRIES};
use idb::{Error, KeyRange, ObjectStore};
use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

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
    /// The time in its [`Name`].
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

/// The keys of all rows, in their order; nothing if they cannot be had. Keys that are none of ours are left out.
pub async fn names() -> Vec<Name> {
    known().await.unwrap_or_default()
}

/// The same, and `None` if they cannot be had.
pub async fn known() -> Option<Vec<Name>> {
    let keys = keys().await.ok()?;
    let name = |key| {
        let (generation, time, key) = serde_wasm_bindgen::from_value(key).ok()?;
        Some(Name { generation, time, key })
    };
    Some(keys.into_iter().filter_map(name).collect())
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
    let (_transaction, store) = connection.store(ENTRIES, "readonly")?;
    store.get_all_keys(None, None)?.await
}

async fn rows(names: &[Name]) -> Result<Vec<JsValue>, Error> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.store(ENTRIES, "readonly")?;
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
    let (transaction, store) = connection.store(ENTRIES, "readwrite")?;
    make(&store)?;
    transaction.await.map(drop)
}
