//! Telling subscribers that something changed: once for all that happens in one go, and of an edit those first that draw
//! it.

use super::Store;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

type Subscriber = Rc<dyn Fn()>;

/// When a subscriber hears of an edit; of everything else all hear at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// At once: it draws what was edited.
    First,
    /// Once that is drawn.
    Then,
}

/// Who is told, and of what.
#[derive(Default)]
pub(super) struct Telling {
    subscribers: RefCell<Vec<(u64, Turn, Subscriber)>>,
    /// Whether they are about to be told.
    is_due: Cell<bool>,
    /// Whether that is of an edit.
    is_edited: Cell<bool>,
}

/// Ends a subscription when it is dropped.
pub struct Subscription {
    store: Store,
    number: u64,
}

impl Store {
    /// Calls back after every change, until the subscription is dropped. Changes in one go are one.
    pub fn subscribe(&self, turn: Turn, callback: Rc<dyn Fn()>) -> Subscription {
        let mut subscribers = self.0.telling.subscribers.borrow_mut();
        let number = subscribers.last().map_or(0, |(number, ..)| number + 1);
        subscribers.push((number, turn, callback));
        Subscription { store: self.clone(), number }
    }

    /// Lets the article be drawn before everything else, as it is after an edit; or no longer.
    pub fn draw_first(&self, is_first: bool) {
        self.0.telling.is_edited.set(is_first);
    }

    /// Calls back once what was changed is drawn.
    pub fn after_frame(&self, act: impl FnOnce(&Self) + 'static) {
        let store = self.clone();
        (self.0.environment.after_frame)(Box::new(move || act(&store)));
    }

    pub(super) fn notify(&self) {
        if !self.0.telling.is_due.replace(true) {
            let store = self.clone();
            (self.0.environment.soon)(Box::new(move || {
                store.0.telling.is_due.set(false);
                store.tell(Turn::First);
                // What is selected must be selected again at once where its words are drawn anew.
                let is_selected = store.read(|state| state.session.selection.is_some());
                if store.0.telling.is_edited.take() && !is_selected {
                    store.after_frame(|store| store.tell(Turn::Then));
                } else {
                    store.tell(Turn::Then);
                }
            }));
        }
    }

    fn tell(&self, turn: Turn) {
        let subscribers = self.0.telling.subscribers.borrow();
        // Over a copy: a subscriber may subscribe, unsubscribe or dispatch.
        let told: Vec<_> = subscribers
            .iter()
            .filter(|(_, of, _)| *of == turn)
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
        self.store.0.telling.subscribers.borrow_mut().retain(|(number, ..)| *number != self.number);
    }
}
