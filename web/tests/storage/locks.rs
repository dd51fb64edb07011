//! Locks between pages.

use crate::harness::{Instead, Page, script};
use futures_util::FutureExt;
use futures_util::future::join_all;
use glossator_web::locks;
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;

/// Takes the first free one and keeps it as long as the page lives.
async fn hold_first(names: &[&str]) -> Option<usize> {
    let free = locks::first_free(names.iter().map(|&name| name.to_owned()).collect()).await;
    free.map(|(index, lock)| {
        std::mem::forget(lock);
        index
    })
}

#[wasm_bindgen_test]
async fn each_page_gets_another_lock() {
    let names = ["first/1", "first/2", "first/3"];
    assert_eq!(hold_first(&names).await, Some(0));
    assert_eq!(hold_first(&names).await, Some(1));
    let other = Page::open();
    let hold = "(page) => new Promise((held) => page.navigator.locks.request('first/3', () => {
      held();
      return new Promise(() => {});
    }))";
    let hold: js_sys::Function = js_sys::eval(hold).expect("it runs").unchecked_into();
    let held: Promise = hold.call1(&JsValue::NULL, &other.window()).expect("it runs").unchecked_into();
    JsFuture::from(held).await.expect("it is held");
    assert_eq!(hold_first(&names).await, None);
    drop(other);
    // The browser frees it as soon as it notices; this one waits for that.
    let _ours = locks::wait("first/3").await.expect("a lock");
    assert_eq!(hold_first(&names).await, None);
}

#[wasm_bindgen_test]
async fn nobody_gets_a_lock_twice_at_the_same_moment() {
    let mut held = join_all((0..3).map(|_| hold_first(&["moment/1", "moment/2"]))).await;
    held.sort();
    assert_eq!(held, [None, Some(0), Some(1)]);
}

#[wasm_bindgen_test]
async fn a_lock_is_waited_for_until_nobody_else_has_it() {
    script(
        "new Promise((held) => navigator.locks.request('alone', () => {
           held();
           return new Promise((end) => { window.endIt = end; });
         }))",
    )
    .await;
    let refused = "navigator.locks.request('alone', { ifAvailable: true }, (lock) => lock === null)";
    let acted = Rc::new(Cell::new(false));
    let acting = acted.clone();
    let act = async move {
        let _alone = locks::wait("alone").await.expect("a lock");
        acting.set(true);
        script(refused).await
    };
    let (act, refused) = act.remote_handle();
    spawn_local(act);
    // Then it has asked.
    script("").await;
    let waiting = "navigator.locks.query().then(({ pending }) => pending.map(({ name }) => name).join())";
    assert_eq!(script(waiting).await, "alone");
    assert!(!acted.get(), "somebody else has it");
    script("endIt()").await;
    assert_eq!(refused.await, JsValue::TRUE, "who asks now does not get it");
    assert!(acted.get());
    script("navigator.locks.request('alone', () => {})").await;
}

#[wasm_bindgen_test]
async fn a_lock_that_is_dropped_is_free_again() {
    let free = || locks::first_free(vec!["dropped".to_owned()]);
    let (_, lock) = free().await.expect("it is free");
    assert!(free().await.is_none());
    drop(lock);
    // The browser frees it as soon as it notices; this one waits for that.
    let _again = locks::wait("dropped").await.expect("a lock");
    assert!(free().await.is_none());
}

#[wasm_bindgen_test]
async fn the_locks_of_all_pages_are_counted() {
    assert_eq!(locks::count("count/").await, 0);
    assert_eq!(hold_first(&["count/1"]).await, Some(0));
    assert_eq!(hold_first(&["count/2"]).await, Some(0));
    assert_eq!(hold_first(&["count"]).await, Some(0));
    assert_eq!(locks::count("count/").await, 2);
    assert_eq!(locks::count("count/2").await, 1);
    let lock = locks::wait("counting").await;
    assert_eq!(locks::count("counting").await, 1, "its own");
    drop(lock);
}

#[wasm_bindgen_test]
async fn without_locks_nobody_holds_one_and_nobody_waits() {
    let refusal = "{ request: async () => { throw new DOMException('', 'SecurityError'); } }";
    for instead in ["undefined", "{}", refusal] {
        let _instead = Instead::of("navigator", "locks", instead);
        assert_eq!(hold_first(&["none/1", "none/2"]).await, None, "{instead}");
        assert!(locks::wait("none").await.is_none(), "{instead}");
        assert_eq!(locks::count("none").await, 0, "{instead}");
    }
    let mute = "{
      request: async (name, options, granted) => { await granted({ name }); },
      query: async () => { throw new DOMException('', 'InvalidStateError'); },
    }";
    let _instead = Instead::of("navigator", "locks", mute);
    assert!(locks::wait("none").await.is_some());
    assert_eq!(locks::count("").await, 0);
}
