//! Locks between pages.

use crate::harness::{Instead, Page, answer, script};
use glossator::web::locks;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

async fn hold_first(names: &[&str]) -> Option<usize> {
    let names = names.iter().map(|&name| name.to_owned()).collect();
    answer(|held| locks::hold_first(names, held)).await
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
    answer(|free| locks::alone("first/3", "", move |_| free(()))).await;
    assert_eq!(hold_first(&names).await, Some(2));
    assert_eq!(hold_first(&names).await, None);
}

#[wasm_bindgen_test]
async fn nobody_gets_a_lock_twice_at_the_same_moment() {
    let names = || vec!["moment/1".to_owned(), "moment/2".to_owned()];
    let held = answer(|all: Box<dyn FnOnce(_)>| {
        let found = Rc::new(RefCell::new(Vec::new()));
        let all = Rc::new(Cell::new(Some(all)));
        for _ in 0..3 {
            let (found, all) = (found.clone(), all.clone());
            locks::hold_first(names(), move |held| {
                found.borrow_mut().push(held);
                if found.borrow().len() == 3 {
                    all.take().expect("the last one")(found.take());
                }
            });
        }
    });
    let mut held = held.await;
    held.sort();
    assert_eq!(held, [None, Some(0), Some(1)]);
}

#[wasm_bindgen_test]
async fn alone_waits_until_nobody_else_is_there() {
    script(
        "new Promise((held) => navigator.locks.request('alone', () => {
           held();
           return new Promise((end) => { window.endIt = end; });
         }))",
    )
    .await;
    let acted = Rc::new(Cell::new(false));
    let done = answer(|done| {
        let acted = acted.clone();
        locks::alone("alone", "", move |_| {
            acted.set(true);
            // Who asks now does not get it.
            let refused = "navigator.locks.request('alone', { ifAvailable: true }, (lock) => lock === null)";
            done(js_sys::eval(refused).expect("it runs"));
        });
    });
    let waiting = "navigator.locks.query().then(({ pending }) => pending.map(({ name }) => name).join())";
    assert_eq!(script(waiting).await, "alone");
    assert!(!acted.get(), "somebody else has it");
    script("endIt()").await;
    assert_eq!(JsFuture::from(Promise::from(done.await)).await, Ok(JsValue::TRUE));
    assert!(acted.get());
}

#[wasm_bindgen_test]
async fn alone_counts_the_locks_of_all_pages() {
    let count = async |prefix| answer(|counted| locks::alone("counting", prefix, counted)).await;
    assert_eq!(count("count/").await, 0);
    assert_eq!(hold_first(&["count/1"]).await, Some(0));
    assert_eq!(hold_first(&["count/2"]).await, Some(0));
    assert_eq!(hold_first(&["count"]).await, Some(0));
    assert_eq!(count("count/").await, 2);
    assert_eq!(count("count/2").await, 1);
    assert_eq!(count("counting").await, 1, "its own");
}

#[wasm_bindgen_test]
async fn without_locks_nobody_holds_one_and_everybody_is_alone() {
    let refusal = "{ request: async () => { throw new DOMException('', 'SecurityError'); } }";
    for instead in ["undefined", "{}", refusal] {
        let _instead = Instead::of("navigator", "locks", instead);
        assert_eq!(hold_first(&["none/1", "none/2"]).await, None, "{instead}");
        assert_eq!(answer(|counted| locks::alone("none", "", counted)).await, 0, "{instead}");
    }
    let mute = "{
      request: async (name, options, granted) => { await granted({ name }); },
      query: async () => { throw new DOMException('', 'InvalidStateError'); },
    }";
    let _instead = Instead::of("navigator", "locks", mute);
    assert_eq!(answer(|counted| locks::alone("none", "", counted)).await, 0);
}
