//! Local storage, what other pages do with it, and when the page has time.

use crate::harness::{Instead, Page, window};
use glossator_core::saving::storage::{Storage as _, StorageError};
use glossator_web::storage::LocalStorage;
use glossator_web::{keep, listen, timer};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Event, Storage};

fn document() -> Document {
    window().document().expect("a document")
}

fn local_storage() -> Storage {
    window().local_storage().ok().flatten().expect("local storage")
}

#[wasm_bindgen_test]
async fn idle_time_comes() {
    timer::idle().await;
    let asked = "(act, { timeout }) => { document.title = timeout; setTimeout(act); }";
    for instead in [asked, "undefined"] {
        let _instead = Instead::of("window", "requestIdleCallback", instead);
        timer::idle().await;
        assert_eq!(document().title(), "3000");
    }
}

type Heard = Rc<RefCell<Vec<(Option<String>, Option<String>)>>>;

fn listen_to_storage() -> (Heard, listen::Listener) {
    let heard = Heard::default();
    let hearing = heard.clone();
    let listener = listen::to_storage(move |key, value| hearing.borrow_mut().push((key, value)));
    (heard, listener)
}

#[wasm_bindgen_test]
async fn what_another_page_stores_is_heard() {
    let (heard, _listener) = listen_to_storage();
    let all = "new Promise((all) => {
      let left = 5;
      addEventListener('storage', () => { left -= 1; if (left === 0) all(); });
    })";
    let all = Promise::from(js_sys::eval(all).expect("it runs"));
    let other = Page::open();
    let session = other.window().session_storage().ok().flatten().expect("session storage");
    let local = other.window().local_storage().ok().flatten().expect("local storage");
    session.set_item("tests/session", "x").expect("room");
    local.set_item("tests/a", "😀\0").expect("room");
    local.set_item("tests/b", "").expect("room");
    local.remove_item("tests/a").expect("it goes");
    local.clear().expect("it goes");
    JsFuture::from(all).await.expect("all of it came");
    let some = |text: &str| Some(text.to_owned());
    let expected =
        [(some("tests/a"), some("😀\0")), (some("tests/b"), some("")), (some("tests/a"), None), (None, None)];
    assert_eq!(*heard.borrow(), expected);
}

#[wasm_bindgen_test]
fn only_local_storage_is_heard_and_only_while_somebody_listens() {
    let (heard, listener) = listen_to_storage();
    let tell = |text: &str| {
        let event: Event = js_sys::eval(text).expect("it runs").unchecked_into();
        window().dispatch_event(&event).expect("it is heard");
    };
    let ours = "new StorageEvent('storage', { key: 'k', newValue: 'v', storageArea: localStorage })";
    tell("new StorageEvent('storage', { key: 'k', newValue: 'v', storageArea: sessionStorage })");
    tell("new StorageEvent('storage', { key: 'k', newValue: 'v' })");
    tell("new Event('storage')");
    assert_eq!(*heard.borrow(), []);
    tell(ours);
    drop(listener);
    tell(ours);
    assert_eq!(*heard.borrow(), [(Some("k".to_owned()), Some("v".to_owned()))]);
}

#[wasm_bindgen_test]
fn a_return_is_heard_when_the_page_is_seen() {
    let returns = Rc::new(Cell::new(0));
    let counting = returns.clone();
    let listener = listen::to_return(move || counting.set(counting.get() + 1));
    let tell = || {
        let event = |name| Event::new(name).expect("an event");
        window().dispatch_event(&event("pageshow")).expect("it is heard");
        document().dispatch_event(&event("visibilitychange")).expect("it is heard");
        returns.take()
    };
    assert_eq!(tell(), 2);
    let hidden = Instead::of("document", "hidden", "true");
    assert_eq!(tell(), 0);
    drop(hidden);
    assert_eq!(tell(), 2);
    drop(listener);
    assert_eq!(tell(), 0);
}

#[wasm_bindgen_test]
fn keys_values_and_room_are_told() {
    local_storage().clear().expect("it goes");
    let storage = LocalStorage::open().expect("local storage");
    assert_eq!((storage.units(), storage.keys("").expect("they can be read")), (0, Vec::new()));
    for (key, value) in [("tests/a", "😀"), ("tests/ö", ""), ("theirs", "four")] {
        local_storage().set_item(key, value).expect("room");
    }
    let mut keys = storage.keys("tests/").expect("they can be read");
    keys.sort();
    assert_eq!(keys, ["tests/a", "tests/ö"]);
    assert_eq!(storage.keys("").expect("they can be read").len(), 3);
    assert_eq!(storage.get("tests/a").expect("it can be read").as_deref(), Some("😀"));
    assert_eq!(storage.get("tests/ö").expect("it can be read").as_deref(), Some(""));
    assert_eq!(storage.get("tests/").expect("it can be read"), None);
    assert_eq!(storage.units(), (7 + 2) + 7 + (6 + 4));
    local_storage().clear().expect("it goes");
}

#[wasm_bindgen_test]
fn a_store_that_cannot_be_read_says_so() {
    let storage = LocalStorage::open().expect("local storage");
    storage.set("tests/a", "x").expect("room");
    let throws = "() => { throw new DOMException('', 'InvalidStateError'); }";
    for name in ["key", "getItem"] {
        let _instead = Instead::of("Storage.prototype", name, throws);
        let (keys, value) = (storage.keys("tests/"), storage.get("tests/a"));
        assert_eq!(keys.is_err(), name == "key", "{keys:?}");
        assert_eq!(
            value,
            if name == "key" { Ok(Some("x".to_owned())) } else { Err(StorageError::Unreadable) }
        );
    }
    assert_eq!(storage.keys("tests/"), Ok(vec!["tests/a".to_owned()]));
    local_storage().clear().expect("it goes");
}

#[wasm_bindgen_test]
fn browsers_have_different_names_for_the_same_trouble() {
    let storage = LocalStorage::open().expect("local storage");
    let other = |why: &str| StorageError::Other(why.to_owned());
    for (thrown, expected) in [
        ("new DOMException('', 'QuotaExceededError')", StorageError::Full),
        ("new DOMException('', 'NS_ERROR_DOM_QUOTA_REACHED')", StorageError::Full),
        ("new DOMException('', 'SecurityError')", StorageError::Refused),
        ("new DOMException('The disk is gone.', 'UnknownError')", other("The disk is gone.")),
        ("new Error('something')", other("the browser refused")),
    ] {
        let _instead = Instead::of("Storage.prototype", "setItem", &format!("() => {{ throw {thrown}; }}"));
        assert_eq!(storage.set("tests/a", "x"), Err(expected), "{thrown}");
    }
}

#[wasm_bindgen_test]
async fn the_browser_is_asked_to_keep_it() {
    let asked = keep::ask().await;
    assert_eq!(keep::is_kept().await, asked);
    for (instead, expected) in [
        ("{ persist: async () => true, persisted: async () => false }", (true, false)),
        ("{ persist: async () => false, persisted: async () => true }", (false, true)),
        (
            "{ persist: async () => { throw new Error(); }, persisted() { throw new Error(); } }",
            (false, false),
        ),
        ("{}", (false, false)),
        ("undefined", (false, false)),
    ] {
        let _instead = Instead::of("navigator", "storage", instead);
        assert_eq!((keep::ask().await, keep::is_kept().await), expected, "{instead}");
    }
}
