//! The copy of the newest entries.

use crate::harness::{Instead, answer, script};
use glossator::web::mirror::{self, Mirrored};
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(generation: &str, time: u64, key: &str, value: &str) -> Mirrored {
    let [generation, key, value] = [generation, key, value].map(str::to_owned);
    Mirrored { generation, time, key, value }
}

/// What is in the mirror, in short.
async fn mirrored() -> Vec<String> {
    let found = answer(mirror::read).await;
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
    mirror::put(&entries);
    assert_eq!(answer(mirror::read).await, entries);
    delete_mirror().await;
    let entries: Vec<_> = values.iter().rev().map(|text| entry(text, 1_764_000_000_000, text, "v")).collect();
    mirror::put(&entries);
    let mut found = answer(mirror::read).await;
    found.sort_by_key(|found| entries.iter().position(|entry| entry == found));
    assert_eq!(found, entries, "as keys and generations");
}

#[wasm_bindgen_test]
async fn the_mirror_is_in_order_and_replaces_what_is_the_same() {
    delete_mirror().await;
    mirror::put(&[entry("g", 10, "b", "1"), entry("f", 11, "z", "2"), entry("g", 9, "c", "3")]);
    mirror::put(&[]);
    mirror::put(&[
        entry("g", 10, "a", "4"),
        entry("g", 1_764_000_000_000, "a", "5"),
        entry("g", 10, "b", "6"),
    ]);
    let expected = ["f 11 z=2", "g 9 c=3", "g 10 a=4", "g 10 b=6", "g 1764000000000 a=5"];
    assert_eq!(mirrored().await, expected);
}

#[wasm_bindgen_test]
async fn the_mirror_does_what_it_is_told_in_that_order() {
    delete_mirror().await;
    let before = answer(|found| {
        mirror::put(&[entry("g", 1, "a", "")]);
        mirror::read(found);
        mirror::put(&[entry("g", 2, "b", "")]);
        mirror::forget_before("g", 2);
    });
    assert_eq!(before.await, [entry("g", 1, "a", "")]);
    assert_eq!(mirrored().await, ["g 2 b="]);
}

#[wasm_bindgen_test]
async fn the_mirror_forgets_what_is_older() {
    delete_mirror().await;
    let times = [0, 9, 10, 11, 100];
    let put = |generation: &str| mirror::put(&times.map(|time| entry(generation, time, "/", "")));
    ["g", "g/", "g0", "f", ""].into_iter().for_each(put);
    mirror::forget_before("g", 10);
    mirror::forget_before("", 1);
    ["g/", "g0", "f"].into_iter().for_each(mirror::forget);
    mirror::forget("never");
    assert_eq!(mirrored().await, [" 9 /=", " 10 /=", " 11 /=", " 100 /=", "g 10 /=", "g 11 /=", "g 100 /="]);
    mirror::forget("");
    assert_eq!(mirrored().await, ["g 10 /=", "g 11 /=", "g 100 /="]);
}

#[wasm_bindgen_test]
async fn what_is_foreign_in_the_mirror_is_left_alone() {
    delete_mirror().await;
    mirror::put(&[entry("g", 2, "b", "ours")]);
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
    mirror::put(&[entry("g", 1, "a", "")]);
    mirrored().await;
    drop(transaction);
    assert_eq!(script("String(asked)").await, "readwrite,strict,readonly,strict");
    drop(asked);
}

/// Makes a request end, and notes what the handler returns: `false` keeps an error from the window.
const ENDED: &str = "const ended = (request, type) => {
  setTimeout(() => {
    request.addEventListener(type, (event) => told.push(`${type} ${request['on' + type](event)}`));
    request.dispatchEvent(new Event(type));
  });
  return request;
};";

#[wasm_bindgen_test]
async fn without_a_database_nothing_is_found_and_nothing_happens() {
    delete_mirror().await;
    let private_window =
        format!("(() => {{ {ENDED} return {{ open: () => ended(new EventTarget(), 'error') }}; }})()");
    let broken = format!(
        "(() => {{
           {ENDED}
           const entries = {{ put() {{ throw new Error(); }}, getAll: () => ended(new EventTarget(), 'error') }};
           const database = {{ transaction: () => ({{ objectStore: () => entries }}), close() {{}} }};
           return {{ open: () => ended(Object.assign(new EventTarget(), {{ result: database }}), 'success') }};
         }})()"
    );
    for (refusal, expected) in [
        ("undefined", ""),
        ("{}", ""),
        ("{ open() { throw new DOMException('', 'SecurityError'); } }", ""),
        (&private_window, "error false,error false,error false"),
        (&broken, "success false,success false,success false,error false"),
    ] {
        let told = Instead::of("window", "told", "[]");
        let instead = Instead::of("window", "indexedDB", refusal);
        mirror::put(&[entry("g", 1, "a", "")]);
        mirror::forget("g");
        assert_eq!(mirrored().await, [""; 0], "{refusal}");
        drop(instead);
        assert_eq!(script("String(told)").await, expected, "{refusal}");
        drop(told);
    }
    mirror::put(&[entry("g", 2, "a", "")]);
    assert_eq!(mirrored().await, ["g 2 a="]);
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
        mirror::put(&[entry("g", 1, "a", "")]);
        assert_eq!(mirrored().await, [""; 0]);
        let databases = "indexedDB.databases().then((all) => String(all.map(({ version }) => version)))";
        assert_eq!(script(databases).await, version.to_string().as_str());
    }
    delete_mirror().await;
}
