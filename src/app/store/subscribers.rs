//! Subscribers: they are told once for all that changes in one go, and of an edit those first that draw it.

use super::Store;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

type Subscriber = Rc<dyn Fn()>;

/// The moment at which a subscriber hears of an edit; of everything else all hear at once, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// At once: it draws what was edited.
    Edited,
    /// Once that is drawn.
    Other,
}

/// Everybody who is told, and what is about to be told.
#[derive(Default)]
pub(super) struct Subscribers {
    all: RefCell<Vec<(u64, Priority, Subscriber)>>,
    /// True if they are about to be told.
    is_due: Cell<bool>,
    /// True if that is of an edit.
    is_edited: Cell<bool>,
    /// True until everybody was told of everything.
    is_telling: Cell<bool>,
}

/// Ends a subscription when it is dropped.
pub struct Subscription {
    store: Store,
    number: u64,
}

impl Store {
    /// Calls back after every change, until the subscription is dropped. Changes in one go are one.
    pub fn subscribe(&self, priority: Priority, callback: Rc<dyn Fn()>) -> Subscription {
        let mut subscribers = self.0.subscribers.all.borrow_mut();
        let number = subscribers.last().map_or(0, |(number, ..)| number + 1);
        subscribers.push((number, priority, callback));
        Subscription { store: self.clone(), number }
    }

    /// Tells the subscribers soon. `edited` says that this is an edit, to be drawn before all else, or that it is none.
    pub(super) fn notify(&self, edited: Option<bool>) {
        let subscribers = &self.0.subscribers;
        if let Some(is_edited) = edited {
            subscribers.is_edited.set(is_edited);
        }
        subscribers.is_telling.set(true);
        if !subscribers.is_due.replace(true) {
            let store = self.clone();
            (self.0.environment.soon)(Box::new(move || {
                let subscribers = &store.0.subscribers;
                subscribers.is_due.set(false);
                store.tell(Priority::Edited);
                // The selection must be shown again at once where its words are drawn anew.
                let is_selected = store.read(|state| state.session.selection.is_some());
                if subscribers.is_edited.take() && !is_selected {
                    let later = store.clone();
                    (store.0.environment.after_frame)(Box::new(move || later.tell_others()));
                } else {
                    store.tell_others();
                }
            }));
        }
    }

    /// True while subscribers are still to be told of a change, and so something is still to be drawn.
    #[must_use]
    pub fn is_telling(&self) -> bool {
        self.0.subscribers.is_telling.get()
    }

    fn tell_others(&self) {
        self.0.subscribers.is_telling.set(self.0.subscribers.is_due.get());
        self.tell(Priority::Other);
    }

    fn tell(&self, priority: Priority) {
        let subscribers = self.0.subscribers.all.borrow();
        // Over a copy: a subscriber may subscribe, unsubscribe or send.
        let told: Vec<_> = subscribers
            .iter()
            .filter(|(_, of, _)| *of == priority)
            .map(|(.., callback)| callback.clone())
            .collect();
        drop(subscribers);
        for callback in &told {
            callback();
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.store.0.subscribers.all.borrow_mut().retain(|(number, ..)| *number != self.number);
    }
}
