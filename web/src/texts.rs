//! The texts of articles, in IndexedDB: a row for each, by its project and its version. A call that puts is over when the texts
//! are on the disk.
//!
//! No row is ever written again: putting a text once more makes another row, so that whoever removes the rows that it has seen
//! cannot remove what somebody else puts meanwhile. The texts that are needed are chosen elsewhere.

use super::database::{Connection, TEXTS};
use idb::{Error, KeyRange, TransactionResult};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The project.
    pub project: String,
    /// The version of the text.
    pub version: String,
    /// The putting that the row is of.
    pub put: String,
}

/// The keys of all rows, of every project, in their order; `None` if they cannot be had.
pub async fn names() -> Option<Vec<Name>> {
    let keys = keys().await.ok()?;
    let name = |key| {
        let (project, version, put) = serde_wasm_bindgen::from_value(key).ok()?;
        Some(Name { project, version, put })
    };
    Some(keys.into_iter().filter_map(name).collect())
}

/// Lets the browser open the database for whoever asks for texts next, which takes it a while when it has just started.
pub fn prepare() {
    let opening = Connection::open();
    spawn_local(async move { drop(opening.await) });
}

/// The texts of these versions, each `None` where it is not there; `None` in all if they cannot be had.
pub async fn get(project: &str, versions: &[String]) -> Option<Vec<Option<String>>> {
    texts(project, versions).await.ok()
}

/// Puts texts by their versions, all of them or none. Returns true once they are on the disk.
pub async fn put(project: &str, put: &str, texts: Vec<(String, Rc<str>)>) -> bool {
    put_all(project, put, texts).await.is_ok_and(|is_done| is_done)
}

/// Removes rows, in one transaction. Returns true once they are gone.
pub async fn remove(names: &[Name]) -> bool {
    names.is_empty() || remove_all(names).await.is_ok_and(|is_done| is_done)
}

fn key(parts: &[&str]) -> Array {
    parts.iter().map(|part| JsValue::from(*part)).collect()
}

async fn keys() -> Result<Vec<JsValue>, Error> {
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.store(TEXTS, "readonly")?;
    store.get_all_keys(None, None)?.await
}

async fn texts(project: &str, versions: &[String]) -> Result<Vec<Option<String>>, Error> {
    let connection = Connection::open().await?;
    let (_transaction, store) = connection.store(TEXTS, "readonly")?;
    // All are asked for before the first one is there: the transaction ends once nothing is asked any more.
    let ask = |version: &String| {
        let (first, behind) = (key(&[project, version]), key(&[project, version]));
        // An array comes behind every text.
        behind.push(&Array::new());
        store.get(KeyRange::bound(&first, &behind, None, None)?).map(IntoFuture::into_future)
    };
    let asked = versions.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for request in asked {
        found.push(request.await?.and_then(|text| text.as_string()));
    }
    Ok(found)
}

async fn put_all(project: &str, put: &str, texts: Vec<(String, Rc<str>)>) -> Result<bool, Error> {
    let connection = Connection::open().await?;
    let (transaction, store) = connection.store(TEXTS, "readwrite")?;
    for (version, text) in texts {
        store.put(&JsValue::from(&*text), Some(&key(&[project, &version, put])))?;
    }
    Ok(matches!(transaction.await?, TransactionResult::Committed))
}

async fn remove_all(names: &[Name]) -> Result<bool, Error> {
    let connection = Connection::open().await?;
    let (transaction, store) = connection.store(TEXTS, "readwrite")?;
    for Name { project, version, put } in names {
        store.delete(JsValue::from(key(&[project, version, put])))?;
    }
    Ok(matches!(transaction.await?, TransactionResult::Committed))
}
