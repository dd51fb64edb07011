//! Other pages and the second copy: what this page hears from them, and what it does for them when it is idle.
//!
//! An edit is stored before anybody is told about it; all of this comes after, and an edit waits for none of it.

use crate::app::intent;
use crate::app::store::{Priority, Store, Subscription};
use glossator_core::edit::editor::Editor;
use glossator_core::saving::Items;
use glossator_web::listen::{self, Listener};
use glossator_web::mirror::{self, Mirrored};
use glossator_web::{clock, locks, timer};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;

/// The age up to which the second copy keeps entries, in milliseconds: browsers write local storage to the disk within
/// seconds.
const MIRRORED: u64 = 10 * 60 * 1_000;

/// The time between two moments at which the second copy forgets older entries, in milliseconds.
const FORGETTING: u64 = 60 * 1_000;

/// The start of the name of the lock that says that somebody goes on with a history.
const HISTORY: &str = "glossator/history/";

/// The lock of whoever compacts.
const COMPACTING: &str = "glossator/folding";

/// The things that are kept from one change of the store to the next.
#[derive(Default)]
pub struct Sync {
    /// The second copy of stores that are gone.
    found: RefCell<Vec<Mirrored>>,
    /// The store that was written last.
    generation: RefCell<String>,
    /// The time when the second copy last forgot something.
    forgotten: Cell<u64>,
    compacting: Cell<bool>,
}

impl Sync {
    /// Begins to listen, and takes up what earlier pages left. It goes on until what it returns is dropped.
    #[must_use = "it ends when this is dropped"]
    pub fn start(self: &Rc<Self>, store: &Store) -> (Subscription, [Listener; 2]) {
        let histories = store.read(|state| state.editor().history_ids());
        let names = histories.iter().map(|history| format!("{HISTORY}{history}")).collect();
        let (adopting, finding, backing_up) = (store.clone(), store.clone(), store.clone());
        spawn_local(async move { adopting.send(intent::Storage::Adopt(locks::hold_first(names).await)) });
        self.generation.replace(generation(store));
        let sync = self.clone();
        spawn_local(async move { sync.find(&finding, mirror::read().await) });
        spawn_local(async move {
            timer::idle().await;
            backing_up.send(intent::Storage::BackUp);
        });
        // Since the page was opened this one or another may have written.
        store.send(intent::Storage::CatchUp);
        self.after_change(store);
        let (changed, storage, returned) = (store.clone(), store.clone(), store.clone());
        let sync = self.clone();
        (
            store.subscribe(Priority::Other, Rc::new(move || sync.after_change(&changed))),
            [
                listen::to_storage(move |key, _| {
                    storage.send(intent::Storage::Received(key.map(Into::into)));
                }),
                listen::to_return(move || returned.send(intent::Storage::CatchUp)),
            ],
        )
    }

    fn after_change(self: &Rc<Self>, store: &Store) {
        self.copy(store);
        if store.read(|state| state.editor().is_compaction_due()) && !self.compacting.replace(true) {
            let (store, sync) = (store.clone(), self.clone());
            spawn_local(async move {
                timer::idle().await;
                let _compacting = locks::wait(COMPACTING).await;
                let is_alone = locks::count(HISTORY).await == 1;
                store.send(intent::Storage::CatchUp);
                store.send(intent::Storage::Compact(is_alone));
                sync.compacting.set(false);
            });
        }
    }

    /// Copies what was just written.
    fn copy(&self, store: &Store) {
        let generation = generation(store);
        let before = self.generation.replace(generation.clone());
        if before != generation {
            spawn_local(mirror::forget(before));
        }
        let written = store.take(Editor::take_written);
        if written.is_empty() {
            return;
        }
        let now = clock::now();
        put(&generation, now, written);
        if now.saturating_sub(self.forgotten.get()) > FORGETTING {
            self.forgotten.set(now);
            spawn_local(mirror::forget_before(generation, now.saturating_sub(MIRRORED)));
        }
    }

    /// Items of this store go back at once where the store lost them; those of a store that is gone are offered, because
    /// somebody may have meant it to be gone.
    fn find(&self, store: &Store, found: Vec<Mirrored>) {
        let generation = generation(store);
        let (own, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|found| found.generation == generation);
        store.send(intent::Storage::PutBack(Rc::new(entries(own))));
        if let Some(latest) = others.iter().map(|found| found.time).max() {
            self.found.replace(others);
            store.send(intent::Storage::OfferFound(latest));
        }
    }

    /// Restores what was offered, or throws it away.
    pub(super) fn settle_found(&self, store: &Store, restores: bool) {
        let found = self.found.take();
        let mut generations: Vec<_> = found.iter().map(|found| found.generation.clone()).collect();
        generations.dedup();
        if restores {
            let entries = entries(found);
            // First of all a copy under the store’s new name.
            put(&generation(store), clock::now(), entries.clone());
            store.send(intent::Storage::Restore(Rc::new(entries)));
        }
        for generation in generations {
            spawn_local(mirror::forget(generation));
        }
    }
}

fn generation(store: &Store) -> String {
    store.read(|state| state.editor().generation().to_owned())
}

fn put(generation: &str, time: u64, entries: Items) {
    let mirrored = |(key, value)| Mirrored { generation: generation.to_owned(), time, key, value };
    spawn_local(mirror::put(entries.into_iter().map(mirrored).collect()));
}

fn entries(found: Vec<Mirrored>) -> Items {
    found.into_iter().map(|found| (found.key, found.value)).collect()
}
