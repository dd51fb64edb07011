//! The copy of the newest entries.

use crate::harness::{Instead, script};
use futures_util::future::join4;
use glossator_web::mirror::{self, Mirrored};
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(generation: &str, time: u64, key: &str, value: &str) -> Mirrored {
    let [generation, key, value] = [generation, key, value].map(str::to_owned);
    Mirrored { generation, time, key, value }
}

/// What is in the mirror, in short.
async fn mirrored() -> Vec<String> {
    let found = mirror::read().await;
    found
        .iter()
        .map(|Mirrored { generation, time, key, value }| format!("{generation} {time} {key}={value}"))
        .collect()
}

/// Deletes the database, which waits until nobody has it open any more.
async fn delete_mirror() {
    script(
        "new Promise((resolve, reject) => {
           const request = indexedDB.deleteDatabase('glossator');
           request.onsuccess = resolve;
           request.onerror = reject;
         })",
    )
    .await;
}

/// Runs a script that gets the database's `entries` in a transaction.
async fn in_mirror(text: &str) {
    script(&format!(
        "new Promise((resolve, reject) => {{
           const request = indexedDB.open('glossator');
           request.onerror = reject;
           request.onsuccess = () => {{
             const transaction = request.result.transaction('entries', 'readwrite');
             const entries = transaction.objectStore('entries');
             {text}
             transaction.oncomplete = resolve;
             transaction.onabort = reject;
             request.result.close();
           }};
         }})"
    ))
    .await;
}

#[wasm_bindgen_test]
async fn the_mirror_gives_back_what_was_put() {
    delete_mirror().await;
    assert_eq!(mirrored().await, [""; 0]);
    let long = "ö😀".repeat(0x1_0000 / 3 + 1);
    let values = [
        "",
        "plain",
        "😀👩‍👦",
        "line\u{2028}line\u{2029}\r\n",
        "a\0b\0",
        "\u{fffd}\u{ffff}\u{feff}",
        "{\"a\": \"\\u0000\"}",
        &long,
    ];
    let entries: Vec<_> = values.iter().zip(1..).map(|(value, time)| entry("g", time, "k", value)).collect();
    mirror::put(entries.clone()).await;
    assert_eq!(mirror::read().await, entries);
    delete_mirror().await;
    let entries: Vec<_> = values.iter().rev().map(|text| entry(text, 1_764_000_000_000, text, "v")).collect();
    mirror::put(entries.clone()).await;
    let mut found = mirror::read().await;
    found.sort_by_key(|found| entries.iter().position(|entry| entry == found));
    assert_eq!(found, entries, "as keys and generations");
}

#[wasm_bindgen_test]
async fn the_mirror_is_in_order_and_replaces_what_is_the_same() {
    delete_mirror().await;
    mirror::put(vec![entry("g", 10, "b", "1"), entry("f", 11, "z", "2"), entry("g", 9, "c", "3")]).await;
    mirror::put(Vec::new()).await;
    mirror::put(vec![
        entry("g", 10, "a", "4"),
        entry("g", 1_764_000_000_000, "a", "5"),
        entry("g", 10, "b", "6"),
    ])
    .await;
    let expected = ["f 11 z=2", "g 9 c=3", "g 10 a=4", "g 10 b=6", "g 1764000000000 a=5"];
    assert_eq!(mirrored().await, expected);
}

#[wasm_bindgen_test]
async fn the_mirror_does_what_it_is_told_in_that_order() {
    delete_mirror().await;
    // None waits for the one before.
    let ((), before, (), ()) = join4(
        mirror::put(vec![entry("g", 1, "a", "")]),
        mirror::read(),
        mirror::put(vec![entry("g", 2, "b", "")]),
        mirror::forget_before("g".to_owned(), 2),
    )
    .await;
    assert_eq!(before, [entry("g", 1, "a", "")]);
    assert_eq!(mirrored().await, ["g 2 b="]);
}

#[wasm_bindgen_test]
async fn the_mirror_forgets_what_is_older() {
    delete_mirror().await;
    let times = [0, 9, 10, 11, 100];
    for generation in ["g", "g/", "g0", "f", ""] {
        mirror::put(times.map(|time| entry(generation, time, "/", "")).into()).await;
    }
    mirror::forget_before("g".to_owned(), 10).await;
    mirror::forget_before(String::new(), 1).await;
    for generation in ["g/", "g0", "f", "never"] {
        mirror::forget(generation.to_owned()).await;
    }
    assert_eq!(mirrored().await, [" 9 /=", " 10 /=", " 11 /=", " 100 /=", "g 10 /=", "g 11 /=", "g 100 /="]);
    mirror::forget(String::new()).await;
    assert_eq!(mirrored().await, ["g 10 /=", "g 11 /=", "g 100 /="]);
}

#[wasm_bindgen_test]
async fn what_is_foreign_in_the_mirror_is_left_alone() {
    delete_mirror().await;
    mirror::put(vec![entry("g", 2, "b", "ours")]).await;
    in_mirror(
        "entries.put({ generation: 'g', time: 1, key: 'a' });
         entries.put({ generation: 'g', time: 3, key: 'a', value: 4 });
         entries.put({ generation: 'g', time: 'soon', key: 'a', value: 'v' });
         entries.put({ generation: 5, time: 1, key: 'a', value: 'v' });
         entries.put({ generation: 'g', time: 1, key: ['a'], value: 'v' });
         entries.put({ generation: 'g', time: 4, key: 'a', value: 'v', more: null });",
    )
    .await;
    assert_eq!(mirrored().await, ["g 2 b=ours", "g 4 a=v"]);
    in_mirror(
        "const count = entries.count(); count.onsuccess = () => count.result === 7 || transaction.abort();",
    )
    .await;
}

#[wasm_bindgen_test]
async fn the_mirror_is_written_to_the_disk_at_once() {
    let transaction = "(() => {
      const { transaction } = IDBDatabase.prototype;
      return function (...given) {
        asked.push(given[1], given[2].durability);
        return transaction.apply(this, given);
      };
    })()";
    let asked = Instead::of("window", "asked", "[]");
    let transaction = Instead::of("IDBDatabase.prototype", "transaction", transaction);
    mirror::put(vec![entry("g", 1, "a", "")]).await;
    mirrored().await;
    drop(transaction);
    assert_eq!(script("String(asked)").await, "readwrite,strict,readonly,strict");
    drop(asked);
}

#[wasm_bindgen_test]
async fn without_a_database_nothing_is_found_and_nothing_happens() {
    delete_mirror().await;
    let refuses = "() => { throw new DOMException('', 'SecurityError'); }";
    for (object, name, instead) in [
        ("window", "indexedDB", "undefined"),
        ("window", "indexedDB", "{}"),
        ("IDBFactory.prototype", "open", refuses),
        ("IDBDatabase.prototype", "transaction", refuses),
        ("IDBTransaction.prototype", "objectStore", refuses),
    ] {
        let instead = Instead::of(object, name, instead);
        mirror::put(vec![entry("g", 1, "a", "")]).await;
        mirror::forget("g".to_owned()).await;
        assert_eq!(mirrored().await, [""; 0], "{object}.{name}");
        drop(instead);
    }
    mirror::put(vec![entry("g", 2, "a", "")]).await;
    assert_eq!(mirrored().await, ["g 2 a="]);
}

/// A function that makes the request that the script makes of `this` and `given`, and notes whether its error is kept
/// from the window.
fn failing(request: &str) -> String {
    format!(
        "(() => {{
           const {{ open }} = IDBFactory.prototype;
           return function (...given) {{
             const request = {request};
             request.addEventListener('error', (event) => {{
               setTimeout(() => told.push(event.defaultPrevented));
             }});
             return request;
           }};
         }})()"
    )
}

#[wasm_bindgen_test]
async fn no_error_of_a_request_is_told_to_the_window() {
    delete_mirror().await;
    script(
        "new Promise((resolve, reject) => {
           const request = indexedDB.open('newer', 2);
           request.onsuccess = () => { request.result.close(); resolve(); };
           request.onerror = reject;
         })",
    )
    .await;
    for (object, name, request) in [
        ("IDBFactory.prototype", "open", "open.call(this, 'newer', 1)"),
        ("IDBObjectStore.prototype", "put", "[this.add(...given), this.add(...given)][1]"),
        ("IDBObjectStore.prototype", "getAll", "[this.count(), this.transaction.abort()][0]"),
    ] {
        let told = Instead::of("window", "told", "[]");
        let instead = Instead::of(object, name, &failing(request));
        mirror::put(vec![entry("g", 1, "a", "")]).await;
        mirror::read().await;
        drop(instead);
        script("new Promise((later) => setTimeout(() => setTimeout(later)))").await;
        assert_eq!(script("String(new Set(told).size) + told[0]").await, "1true", "{name}");
        drop(told);
    }
}

#[wasm_bindgen_test]
async fn a_database_of_another_form_is_left_alone() {
    for (version, name) in [(2, "entries"), (1, "other")] {
        delete_mirror().await;
        script(&format!(
            "new Promise((resolve, reject) => {{
               const request = indexedDB.open('glossator', {version});
               request.onupgradeneeded = () => request.result.createObjectStore('{name}');
               request.onsuccess = () => {{ request.result.close(); resolve(); }};
               request.onerror = reject;
             }})"
        ))
        .await;
        mirror::put(vec![entry("g", 1, "a", "")]).await;
        assert_eq!(mirrored().await, [""; 0]);
        let databases = "indexedDB.databases().then((all) =>
          String(all.filter(({ name }) => name === 'glossator').map(({ version }) => version)))";
        assert_eq!(script(databases).await, version.to_string().as_str());
    }
    delete_mirror().await;
}
