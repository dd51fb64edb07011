//! Reading the store in a component: a slice, and a new rendering only when the slice is another one.

use super::store::{State, Store};
use std::rc::Rc;
use yew::prelude::*;

/// The store, handed down once.
#[hook]
pub fn use_store() -> Store {
    // There is one provider, around everything that the page shows; see `ui::app`.
    #[expect(clippy::expect_used, reason = "a component outside the app is a mistake that no user can make")]
    use_context::<Store>().expect("a component outside the app")
}

/// What the selector finds in the store, now and after every change. The component is rendered again only when
/// that differs from what was rendered last; the selector may use the component's properties.
#[hook]
pub fn use_select<T, F>(selector: F) -> T
where
    T: Clone + PartialEq + 'static,
    F: Fn(&State) -> T + 'static,
{
    let value = use_store().read(&selector);
    let rendered = value.clone();
    use_staleness(Rc::new(move |state| selector(state) != rendered));
    value
}

/// Whether what a component last rendered is out of date.
type IsStale = Rc<dyn Fn(&State) -> bool>;

/// Renders the component again once the answer is yes. Not generic, so that every selector shares its code.
#[hook]
fn use_staleness(is_stale: IsStale) {
    let store = use_store();
    let update = use_force_update();
    let latest = use_mut_ref(|| is_stale.clone());
    *latest.borrow_mut() = is_stale;
    use_effect_with(store, move |store| {
        let check: Rc<dyn Fn()> = {
            let store = store.clone();
            Rc::new(move || {
                let is_stale = latest.borrow().clone();
                if store.read(&*is_stale) {
                    update.force_update();
                }
            })
        };
        let subscription = store.subscribe(check.clone());
        // The store may have changed between the first rendering and now.
        check();
        move || drop(subscription)
    });
}
