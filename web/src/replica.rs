//! The replicas of projects that teams share, in IndexedDB: a row for each doc, by its project and its id, and with them the
//! checkpoint, the name of the person, and the way to the folder if they share one. The meaning of a doc is decided elsewhere.

use super::database::{Connection, REPLICA};
use super::folder::Directory;
use glossator_core::sync::doc::{Doc, Replica};
use idb::{Error, KeyRange, ObjectStore, Query, TransactionResult};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// Rows that are no docs: their ids are none that a server has here.
const CHECKPOINT: &str = "checkpoint";
const PERSON: &str = "person";
const FOLDER: &str = "folder";

/// Reads a replica; an empty one if there is none, or it cannot be had.
pub async fn read(project: &str) -> Replica {
    let mut replica = Replica::default();
    for doc in docs(project).await.unwrap_or_default() {
        match &*doc.id {
            CHECKPOINT => replica.checkpoint = Some(doc.body),
            PERSON => replica.person = Some(doc.body),
            _ => replica.docs.push(doc),
        }
    }
    replica
}

/// Puts docs, removes others and writes the checkpoint, all of it or nothing. Returns true once it is on the disk.
pub async fn put(project: &str, docs: &[Doc], gone: &[String], checkpoint: Option<&str>) -> bool {
    let checkpoint = checkpoint.map(|checkpoint| row(CHECKPOINT, checkpoint));
    let change = |store: &ObjectStore| {
        docs.iter().chain(&checkpoint).try_for_each(|doc| put_row(store, project, doc))?;
        gone.iter().try_for_each(|id| store.delete(JsValue::from(key(project, id))).map(drop))
    };
    self::change(change).await.is_ok_and(|is_done| is_done)
}

/// Writes the name of the person.
pub async fn put_person(project: &str, person: &str) -> bool {
    put(project, &[row(PERSON, person)], &[], None).await
}

/// Keeps the way to the folder, and the name of a person who comes to it.
pub async fn put_folder(project: &str, Directory(handle): &Directory, person: Option<&str>) -> bool {
    let person = person.map(|person| row(PERSON, person));
    let change = |store: &ObjectStore| {
        person.iter().try_for_each(|person| put_row(store, project, person))?;
        store.put(handle, Some(&key(project, FOLDER))).map(drop)
    };
    self::change(change).await.is_ok_and(|is_done| is_done)
}

/// The folder; `None` if there is none. It may be that nobody may read it any more.
pub async fn folder(project: &str) -> Option<Directory> {
    let handle = rows(JsValue::from(key(project, FOLDER)).into()).await.ok()?.pop()?;
    Some(Directory(handle.unchecked_into()))
}

/// Forgets all of a project.
pub async fn forget(project: &str) -> bool {
    let change = |store: &ObjectStore| store.delete(all(project)?).map(drop);
    self::change(change).await.is_ok_and(|is_done| is_done)
}

fn row(id: &str, body: &str) -> Doc {
    Doc { id: id.to_owned(), rev: None, body: body.to_owned() }
}

fn key(project: &str, id: &str) -> Array {
    Array::of2(&project.into(), &id.into())
}

/// The keys of a project. An array comes behind every text.
fn all(project: &str) -> Result<KeyRange, Error> {
    let (first, behind) = (Array::of1(&project.into()), Array::of2(&project.into(), &Array::new()));
    KeyRange::bound(&first, &behind, None, None)
}

fn put_row(store: &ObjectStore, project: &str, Doc { id, rev, body }: &Doc) -> Result<(), Error> {
    let row = Array::of3(&id.into(), &rev.clone().into(), &body.into());
    store.put(&row, Some(&key(project, id))).map(drop)
}

async fn rows(of: Query) -> Result<Vec<JsValue>, Error> {
    let connection = Connection::to_replicas().await?;
    let (_transaction, store) = connection.store(REPLICA, "readonly")?;
    store.get_all(Some(of), None)?.await
}

async fn docs(project: &str) -> Result<Vec<Doc>, Error> {
    let rows = rows(all(project)?.into()).await?;
    let doc = |row| {
        // The way to a folder is none.
        let (id, rev, body) = serde_wasm_bindgen::from_value(row).ok()?;
        Some(Doc { id, rev, body })
    };
    Ok(rows.into_iter().filter_map(doc).collect())
}

async fn change(make: impl FnOnce(&ObjectStore) -> Result<(), Error>) -> Result<bool, Error> {
    let connection = Connection::to_replicas().await?;
    let (transaction, store) = connection.store(REPLICA, "readwrite")?;
    make(&store)?;
    Ok(matches!(transaction.await?, TransactionResult::Committed))
}
