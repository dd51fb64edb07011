//! The second copy of the store.

use crate::harness::{Instead, script};
use futures_util::future::join4;
use glossator_web::mirror::{self, Mirrored, Name};
use wasm_bindgen_test::wasm_bindgen_test;

/// Items that are put, each with a value.
fn items(items: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    items.iter().map(|(key, value)| ((*key).to_owned(), Some((*value).to_owned()))).collect()
}

async fn put(generation: &str, time: u64, items: Vec<(String, Option<String>)>) {
    mirror::put(generation.to_owned(), time, items).await;
}

/// Everything that was put.
async fn rows() -> Vec<Mirrored> {
    mirror::get(&mirror::names().await).await
}

/// Rows of the mirror, in short: the store, the time, the key and the value.
async fn mirrored() -> Vec<String> {
    let row = |row: &Mirrored| format!("{} {} {}={}", row.generation, row.put_at(), row.key, row.value);
    rows().await.iter().map(row).collect()
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
    // Each is put as a key, as a value and as the name of a store.
    for value in values {
        put(value, 1_764_000_000_000, items(&[(value, value)])).await;
    }
    let found = rows().await;
    assert_eq!(found.len(), values.len());
    for value in values {
        let row = found.iter().find(|row| row.generation == value).expect("it is there");
        assert_eq!((&*row.key, &*row.value, row.time, row.written), (value, value, 0, 1_764_000_000_000));
    }
}

#[wasm_bindgen_test]
async fn the_mirror_is_in_order_and_has_each_item_once() {
    delete_mirror().await;
    put("g", 10, items(&[("b", "1"), ("c", "2")])).await;
    put("f", 11, items(&[("z", "3")])).await;
    put("g", 12, Vec::new()).await;
    put("g", 13, items(&[("a", "4"), ("b", "5"), ("d", "6")])).await;
    let mut changes = items(&[("d", "7"), ("e", "8")]);
    changes.extend(["d", "never"].map(|key| (key.to_owned(), None)));
    put("g", 14, changes).await;
    assert_eq!(mirrored().await, ["f 11 z=3", "g 13 a=4", "g 13 b=5", "g 10 c=2", "g 14 e=8"]);
    let name = |key: &str| Name { generation: "g".to_owned(), time: 0, key: key.to_owned() };
    assert_eq!(mirror::get(&[name("c"), name("never"), name("a")]).await.len(), 2);
    mirror::remove(vec![name("c"), name("never"), name("a")]).await;
    assert_eq!(mirrored().await, ["f 11 z=3", "g 13 b=5", "g 14 e=8"]);
}

#[wasm_bindgen_test]
async fn the_mirror_does_what_it_is_told_in_that_order() {
    delete_mirror().await;
    // None waits for the one before.
    let ((), before, (), ()) = join4(
        put("g", 1, items(&[("a", "")])),
        mirror::names(),
        put("h", 2, items(&[("b", "")])),
        mirror::forget(vec!["g".to_owned()]),
    )
    .await;
    assert_eq!(before, [Name { generation: "g".to_owned(), time: 0, key: "a".to_owned() }]);
    assert_eq!(mirrored().await, ["h 2 b="]);
}

#[wasm_bindgen_test]
async fn the_mirror_forgets_stores() {
    let all = ["g", "g/", "g0", "f", ""];
    let check = async |expected: [&str; 2]| {
        let found: Vec<_> = rows().await.into_iter().map(|row| row.generation).collect();
        assert_eq!(found, expected);
    };
    delete_mirror().await;
    for generation in all {
        put(generation, 7, items(&[("/", "")])).await;
    }
    mirror::forget(["g/", "g0", "f", "never"].map(str::to_owned).into()).await;
    check(["", "g"]).await;
}

/// Rows as earlier versions wrote them: by the time at which that was, and without another one.
#[wasm_bindgen_test]
async fn rows_of_earlier_versions_are_there() {
    delete_mirror().await;
    put("g", 5, items(&[("b", "ours")])).await;
    in_mirror("entries.put({ generation: 'g', time: 1764000000000, key: 'a', value: 'theirs' });").await;
    assert_eq!(mirrored().await, ["g 5 b=ours", "g 1764000000000 a=theirs"]);
    let earlier = mirror::names().await.into_iter().filter(|name| name.time != 0).collect();
    mirror::remove(earlier).await;
    assert_eq!(mirrored().await, ["g 5 b=ours"]);
}

#[wasm_bindgen_test]
async fn what_is_foreign_in_the_mirror_is_left_alone() {
    delete_mirror().await;
    put("g", 2, items(&[("b", "ours")])).await;
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
    put("g", 1, items(&[("a", "")])).await;
    mirrored().await;
    drop(transaction);
    assert_eq!(script("String(asked)").await, "readwrite,strict,readonly,strict,readonly,strict");
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
        put("g", 1, items(&[("a", "")])).await;
        mirror::forget(vec!["g".to_owned()]).await;
        assert_eq!(mirrored().await, [""; 0], "{object}.{name}");
        drop(instead);
    }
    put("g", 2, items(&[("a", "")])).await;
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
        ("IDBObjectStore.prototype", "getAllKeys", "[this.count(), this.transaction.abort()][0]"),
    ] {
        let told = Instead::of("window", "told", "[]");
        let instead = Instead::of(object, name, &failing(request));
        put("g", 1, items(&[("a", "")])).await;
        rows().await;
        drop(instead);
        script("new Promise((later) => setTimeout(() => setTimeout(later)))").await;
        assert_eq!(script("String(new Set(told).size) + told[0]").await, "1true", "{name}");
        drop(told);
    }
}

#[wasm_bindgen_test]
async fn a_database_of_a_later_form_is_left_alone_and_what_is_in_an_earlier_one_stays() {
    for (version, expected, after) in [(3, "", "3 entries"), (1, "g 1 a=", "2 entries,other,texts")] {
        let name = if version == 1 { "other" } else { "entries" };
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
        put("g", 1, items(&[("a", "")])).await;
        assert_eq!(mirrored().await.join(""), expected);
        let form = "new Promise((done) => {
          indexedDB.open('glossator').onsuccess = ({ target: { result } }) => {
            result.close();
            done(`${result.version} ${[...result.objectStoreNames]}`);
          };
        })";
        assert_eq!(script(form).await, after);
    }
    delete_mirror().await;
}
