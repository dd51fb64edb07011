//! Reading the store in a component: a slice of the state, and a new rendering only when the slice is another one.

use super::state::State;
use super::store::{Priority, Store};
use std::rc::Rc;
use yew::prelude::*;

/// The properties of a component that is given the store alone.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The one store of the page.
    pub store: Store,
}

/// The slice that the selector makes of the state, now and after every change. The component is rendered again only when
/// that differs from the slice rendered last; the selector may use the component's properties.
#[hook]
pub fn use_select<T, F>(store: &Store, selector: F) -> T
where
    T: Clone + PartialEq + 'static,
    F: Fn(&State) -> T + 'static,
{
    use_select_in(store, Priority::Other, selector)
}

/// The same for a component that is told with that priority.
#[hook]
pub fn use_select_in<T, F>(store: &Store, priority: Priority, selector: F) -> T
where
    T: Clone + PartialEq + 'static,
    F: Fn(&State) -> T + 'static,
{
    let value = store.read(&selector);
    let (read, rendered) = (store.clone(), value.clone());
    use_told(store, priority, Rc::new(move || read.read(&selector) != rendered));
    value
}

/// Renders the component again when the state has changed and `is_other`, as it was given in the last rendering, says so.
#[hook]
fn use_told(store: &Store, priority: Priority, is_other: Rc<dyn Fn() -> bool>) {
    let update = use_force_update();
    let last = use_mut_ref(|| is_other.clone());
    last.replace(is_other);
    use_effect_with(store.clone(), move |store| {
        let check = Rc::new(move || {
            if last.borrow()() {
                update.force_update();
            }
        });
        let subscription = store.subscribe(priority, check.clone());
        // The store may have changed between the first rendering and now.
        check();
        move || drop(subscription)
    });
}
