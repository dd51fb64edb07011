//! Other pages and the second copy: what this page hears from them, and what it does when it is idle.
//!
//! An edit is stored before anybody is told about it; all of this comes after, and an edit waits for none of it.

use super::describe;
use super::message::WayOn;
use super::store::{Store, Subscription, Turn};
use glossator_core::saving::Items;
use glossator_web::listen::{self, Listener};
use glossator_web::mirror::{self, Mirrored};
use glossator_web::{clock, locks, timer};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;

/// The second copy keeps what is younger than this, in milliseconds: browsers write local storage to the disk
/// within seconds.
const MIRRORED: u64 = 10 * 60 * 1_000;

/// How often the second copy forgets what is older.
const FORGETTING: u64 = 60 * 1_000;

/// In front of the name of the lock that says that somebody goes on with a history.
const HISTORY: &str = "glossator/history/";

/// The lock of whoever folds.
const FOLDING: &str = "glossator/folding";

/// What is kept from one change of the store to the next.
pub struct Sync {
    /// What the second copy has of stores that are gone.
    found: RefCell<Vec<Mirrored>>,
    /// The store that was written last.
    generation: RefCell<String>,
    /// When the second copy last forgot something.
    forgotten: Cell<u64>,
    folding: Cell<bool>,
}

/// Begins to listen, and takes up what earlier pages left. It goes on until what it returns is dropped.
#[must_use = "it ends when this is dropped"]
pub fn start(store: &Store) -> (Subscription, [Listener; 2]) {
    let adopting = store.clone();
    let names = store.histories().iter().map(|history| format!("{HISTORY}{history}")).collect();
    spawn_local(async move { adopting.adopt(locks::hold_first(names).await) });
    let sync = Rc::new(Sync {
        found: RefCell::default(),
        generation: RefCell::new(store.generation()),
        forgotten: Cell::default(),
        folding: Cell::default(),
    });
    store.keep_sync(sync);
    let (finding, backing_up) = (store.clone(), store.clone());
    spawn_local(async move { find(&finding, mirror::read().await) });
    spawn_local(async move {
        timer::idle().await;
        backing_up.back_up(&clock::today());
    });
    let (changed, storage, returned) = (store.clone(), store.clone(), store.clone());
    // Since the page was opened this one or another may have written.
    store.catch_up();
    after_change(store);
    (
        store.subscribe(Turn::Then, Rc::new(move || after_change(&changed))),
        [
            listen::to_storage(move |key, _| storage.receive(key.as_deref())),
            listen::to_return(move || returned.catch_up()),
        ],
    )
}

fn after_change(store: &Store) {
    let Some(sync) = store.sync() else { return };
    sync.copy(store);
    if store.is_compaction_due() && !sync.folding.replace(true) {
        let store = store.clone();
        spawn_local(async move {
            timer::idle().await;
            let _folding = locks::wait(FOLDING).await;
            store.fold(locks::count(HISTORY).await == 1);
            sync.folding.set(false);
        });
    }
}

impl Sync {
    /// Copies what was just written.
    fn copy(&self, store: &Store) {
        let generation = store.generation();
        let before = self.generation.replace(generation.clone());
        if before != generation {
            spawn_local(mirror::forget(before));
        }
        let written = store.take_written();
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
}

fn put(generation: &str, time: u64, entries: Items) {
    let mirrored = |(key, value)| Mirrored { generation: generation.to_owned(), time, key, value };
    spawn_local(mirror::put(entries.into_iter().map(mirrored).collect()));
}

/// What the second copy has of this store goes back at once where the store lost it; what it has of a store that is
/// gone is offered, because somebody may have meant it to be gone.
fn find(store: &Store, found: Vec<Mirrored>) {
    let generation = store.generation();
    let (own, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.generation == generation);
    let brought_back = store.put_back(entries(own));
    if brought_back > 0 {
        let edits = describe::counted(brought_back, "edit");
        store.say(format!("Brought back {edits} that the browser’s storage did not have."), None);
    }
    if let (Some(latest), Some(sync)) = (others.iter().map(|found| found.time).max(), store.sync()) {
        sync.found.replace(others);
        let from = clock::local(latest);
        store.alert(
            format!("Found work from {from} that is no longer in this browser’s storage."),
            vec![WayOn::RestoreFound, WayOn::ForgetFound],
        );
    }
}

/// Takes in what was offered, or throws it away.
pub fn answer_found(store: &Store, restore: bool) {
    let Some(sync) = store.sync() else { return };
    let found = sync.found.take();
    let mut generations: Vec<_> = found.iter().map(|found| found.generation.clone()).collect();
    generations.dedup();
    if restore {
        let entries = entries(found);
        // First of all a copy under the store’s new name.
        put(&store.generation(), clock::now(), entries.clone());
        let edits = describe::counted(store.put_back(entries), "edit");
        store.say(format!("Restored {edits}."), None);
    }
    for generation in generations {
        spawn_local(mirror::forget(generation));
    }
}

fn entries(found: Vec<Mirrored>) -> Items {
    found.into_iter().map(|found| (found.key, found.value)).collect()
}
