//! Texts of articles in the database.

use crate::harness::{Instead, script};
use futures_util::future::join;
use glossator_web::texts::{self, Name};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn rows(texts: &[(&str, &str)]) -> Vec<(String, Rc<str>)> {
    texts.iter().map(|(version, text)| ((*version).to_owned(), (*text).into())).collect()
}

async fn get(project: &str, versions: &[&str]) -> Vec<Option<String>> {
    let versions: Vec<_> = versions.iter().map(|version| (*version).to_owned()).collect();
    texts::get(project, &versions).await.expect("a database")
}

/// The rows of a project: each version with its putting.
async fn names(project: &str) -> Vec<String> {
    let names = texts::names().await.expect("a database").into_iter().filter(|name| name.project == project);
    names.map(|Name { version, put, .. }| format!("{version} {put}")).collect()
}

#[wasm_bindgen_test]
async fn texts_are_given_back_as_they_were_put_each_to_its_project() {
    let values =
        ["", "plain", "😀👩‍👦", "line\u{2028}\r\n", "a\0b", "\u{feff}\u{ffff}", &"ö😀".repeat(100_000)];
    let versions: Vec<_> = (0..values.len()).map(|number| format!("v{number}")).collect();
    let put = versions.iter().cloned().zip(values.iter().map(|text| (*text).into())).collect();
    assert!(texts::put("given", "1", put).await);
    assert!(texts::put("other", "1", rows(&[("v0", "another text")])).await);
    let found = texts::get("given", &versions).await.expect("a database");
    assert_eq!(found, values.map(|text| Some(text.to_owned())));
    assert_eq!(get("other", &["v0", "v1"]).await, [Some("another text".to_owned()), None]);
    assert_eq!(get("never", &["v0"]).await, [None]);
    // A name that another one begins with is another one.
    assert_eq!(get("give", &["v0"]).await, [None]);
    assert_eq!(get("given", &["v"]).await, [None]);
}

#[wasm_bindgen_test]
async fn who_removes_what_was_seen_leaves_what_was_put_meanwhile() {
    assert!(texts::put("seen", "1", rows(&[("a", "A"), ("b", "B")])).await);
    let seen = texts::names().await.expect("a database");
    let seen: Vec<_> = seen.into_iter().filter(|name| name.project == "seen").collect();
    let (is_put, is_removed) = join(texts::put("seen", "2", rows(&[("a", "A")])), texts::remove(&seen)).await;
    assert!(is_put && is_removed);
    assert_eq!(names("seen").await, ["a 2"]);
    assert_eq!(get("seen", &["a", "b"]).await, [Some("A".to_owned()), None]);
    assert!(texts::remove(&[]).await);
}

#[wasm_bindgen_test]
async fn texts_are_on_the_disk_when_the_call_is_over_all_or_none() {
    let transaction = "(() => {
      const { transaction } = IDBDatabase.prototype;
      return function (...given) {
        asked.push(given[1], given[2].durability);
        return transaction.apply(this, given);
      };
    })()";
    let asked = Instead::of("window", "asked", "[]");
    let counted = Instead::of("IDBDatabase.prototype", "transaction", transaction);
    assert!(texts::put("strict", "1", rows(&[("a", "A"), ("b", "B")])).await);
    drop(counted);
    assert_eq!(script("String(asked)").await, "readwrite,strict");
    drop(asked);
    // The second of three fails: none is there.
    let put = "(() => {
      const { put } = IDBObjectStore.prototype;
      let count = 0;
      return function (...given) {
        count += 1;
        if (count === 2) this.transaction.abort();
        return put.apply(this, given);
      };
    })()";
    let failing = Instead::of("IDBObjectStore.prototype", "put", put);
    assert!(!texts::put("whole", "1", rows(&[("a", "A"), ("b", "B"), ("c", "C")])).await);
    drop(failing);
    assert_eq!(names("whole").await, [""; 0]);
}

#[wasm_bindgen_test]
async fn without_a_database_texts_cannot_be_had_or_kept() {
    let refuses = "() => { throw new DOMException('', 'SecurityError'); }";
    for (object, name, instead) in [
        ("window", "indexedDB", "undefined"),
        ("IDBFactory.prototype", "open", refuses),
        ("IDBDatabase.prototype", "transaction", refuses),
        ("IDBTransaction.prototype", "objectStore", refuses),
    ] {
        let instead = Instead::of(object, name, instead);
        assert!(!texts::put("none", "1", rows(&[("a", "A")])).await, "{object}.{name}");
        assert!(texts::names().await.is_none(), "{object}.{name}");
        assert!(texts::get("none", &["a".to_owned()]).await.is_none(), "{object}.{name}");
        drop(instead);
    }
    assert_eq!(names("none").await, [""; 0]);
}

/// The database of an earlier version of the page has no texts, and keeps what it has.
#[wasm_bindgen_test]
async fn a_database_of_an_earlier_version_gets_room_for_texts() {
    script(
        "new Promise((resolve, reject) => {
           const gone = indexedDB.deleteDatabase('glossator');
           gone.onerror = reject;
           gone.onsuccess = () => {
             const opening = indexedDB.open('glossator', 1);
             opening.onupgradeneeded = () => {
               const entries = opening.result.createObjectStore('entries', { keyPath: ['generation', 'time', 'key'] });
               entries.put({ generation: 'g', time: 0, key: 'a', value: 'before' });
             };
             opening.onerror = reject;
             opening.onsuccess = () => { opening.result.close(); resolve(); };
           };
         })",
    )
    .await;
    assert!(texts::put("upgraded", "1", rows(&[("a", "A")])).await);
    assert_eq!(get("upgraded", &["a"]).await, [Some("A".to_owned())]);
    let names = glossator_web::mirror::names().await;
    assert!(names.iter().any(|name| name.key == "a" && name.generation == "g"));
}
