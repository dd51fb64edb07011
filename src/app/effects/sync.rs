//! Other pages and the second copy: what this page hears from them, and what it does for them when it is idle.
//!
//! An edit is stored before anybody is told about it; all of this comes after, and an edit waits for none of it.

use super::{projects, texts};
use crate::app::intent;
use crate::app::store::{Priority, Store, Subscription};
use crate::features::storage::state::Found;
use glossator_core::edit::editor::Editor;
use glossator_core::saving::project::ProjectId;
use glossator_core::saving::{Changes, Copied, Items, SaveStatus};
use glossator_web::listen::{self, Listener};
use glossator_web::locks::Lock;
use glossator_web::mirror::{self, Mirrored, Name};
use glossator_web::{clock, locks, timer};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use yew::platform::spawn_local;

/// The start of the name of the lock that says that somebody goes on with a history. Earlier versions know the first project
/// only, and its locks are called as they call them.
pub(super) fn history_lock(project: &ProjectId) -> String {
    if *project == ProjectId::default() {
        "glossator/history/".to_owned()
    } else {
        format!("glossator/{project}/history/")
    }
}

/// The lock of whoever compacts.
fn compacting_lock(project: &ProjectId) -> String {
    if *project == ProjectId::default() {
        "glossator/folding".to_owned()
    } else {
        format!("glossator/{project}/folding")
    }
}

/// The time after which a text that nothing needed goes, if it still is not needed then, in milliseconds. Until then a browser
/// that is killed may lose what was written to local storage, and with it that the text is not needed any more.
const GRACE: u32 = 60_000;

/// The time after a change at which the list of projects is told of it, in milliseconds.
const DESCRIBE: u32 = 2_000;

/// The time that the second copy gets to answer at a start, in milliseconds.
const PATIENCE: u32 = 2_000;

/// The things that are kept from one change of the store to the next.
#[derive(Default)]
pub struct Sync {
    /// The store that was written last.
    generation: RefCell<String>,
    /// Stores that are gone, and of which the second copy has something.
    found: RefCell<Vec<String>>,
    compacting: Cell<bool>,
    /// True while the list of projects is to be told of a change.
    describing: Cell<bool>,
    /// The history that this page goes on with.
    history: RefCell<Option<Lock>>,
}

impl Sync {
    /// Lets go of the history that this page goes on with.
    pub(super) fn let_go(&self) {
        self.history.take();
    }

    /// Begins to listen, and takes up what earlier pages left. It goes on until what it returns is dropped.
    #[must_use = "it ends when this is dropped"]
    pub fn start(self: &Rc<Self>, store: &Store) -> (Subscription, [Listener; 2]) {
        self.generation.replace(generation(store));
        let (sync, taking_up) = (self.clone(), store.clone());
        spawn_local(async move {
            // Items that the second copy brings back belong to the histories. A database that never answers holds up nothing.
            let compared = Box::pin(sync.clone().compare(taking_up.clone(), None));
            timer::at_most(PATIENCE, compared).await;
            sync.go_on(&taking_up).await;
            timer::idle().await;
            taking_up.send(intent::Projects::Describe(true));
            taking_up.send(intent::Projects::DeleteLeft);
            projects::look_for_lost(&taking_up).await;
            sync.tidy_texts(&taking_up).await;
        });
        let (sync, backing_up) = (self.clone(), store.clone());
        spawn_local(async move {
            timer::idle().await;
            backing_up.send(intent::Storage::BackUp);
            sync.copy(&backing_up);
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
                    let project = &storage.environment().project;
                    let inside = key.as_ref().map(|key| project.inside(key).map(Into::into));
                    match inside {
                        // Another project.
                        Some(None) => {}
                        key => storage.send(intent::Storage::Received(key.flatten())),
                    }
                }),
                listen::to_return(move || returned.send(intent::Storage::CatchUp)),
            ],
        )
    }

    /// Goes on with the latest history that no other page has.
    async fn go_on(&self, store: &Store) {
        let histories = store.read(|state| state.editor().history_ids());
        if histories.is_empty() {
            return;
        }
        let start = history_lock(&store.environment().project);
        let names = histories.iter().map(|history| format!("{start}{history}")).collect();
        // Its own, that it may have, is another one than those.
        let (index, lock) = locks::first_free(names).await.unzip();
        if lock.is_some() {
            self.history.replace(lock);
        }
        store.send(intent::Storage::Adopt(index));
    }

    /// The same once more, after histories came back.
    pub(super) fn go_on_again(self: &Rc<Self>, store: &Store) {
        let (sync, store) = (self.clone(), store.clone());
        spawn_local(async move { sync.go_on(&store).await });
    }

    fn after_change(self: &Rc<Self>, store: &Store) {
        self.copy(store);
        if !self.describing.replace(true) {
            let (store, sync) = (store.clone(), self.clone());
            spawn_local(async move {
                timer::after(DESCRIBE).await;
                sync.describing.set(false);
                store.send(intent::Projects::Describe(false));
            });
        }
        if store.read(|state| state.editor().is_compaction_due()) && !self.compacting.replace(true) {
            let (store, sync) = (store.clone(), self.clone());
            spawn_local(async move {
                timer::idle().await;
                let _compacting = locks::wait(&compacting_lock(&store.environment().project)).await;
                let is_alone = sync.is_alone(&store).await;
                // Else texts that another page keeps elsewhere would be written here.
                texts::note(&store).await;
                store.send(intent::Storage::CatchUp);
                store.send(intent::Storage::Compact(is_alone));
                sync.copy(&store);
                sync.compacting.set(false);
            });
        }
    }

    /// True if no other page has the project open.
    async fn is_alone(&self, store: &Store) -> bool {
        locks::count(&history_lock(&store.environment().project)).await == 1
    }

    /// Reads the texts, moves those that only local storage has to the database, and forgets there what nothing needs.
    async fn tidy_texts(self: &Rc<Self>, store: &Store) {
        let rows = texts::note(store).await;
        store.send(intent::Storage::ReadTexts);
        store.send(intent::Storage::MoveTexts);
        self.copy(store);
        let mut unneeded: BTreeSet<_> = self.unneeded_texts(store, rows).await.into_iter().collect();
        unneeded.extend(projects::orphans(store).await);
        if unneeded.is_empty() {
            return;
        }
        // Nothing comes back of what was cleared, by a crash neither.
        if !store.read(|state| state.editor().was_cleared()) {
            timer::after(GRACE).await;
        }
        let rows = texts::note(store).await;
        let mut still = self.unneeded_texts(store, rows).await;
        still.extend(projects::orphans(store).await);
        let gone: Vec<_> = still.into_iter().filter(|row| unneeded.contains(row)).collect();
        glossator_web::texts::remove(&gone).await;
        texts::note(store).await;
    }

    /// Rows of texts that nothing needs: not if another page may need them, or the second copy has something that the store
    /// lost.
    async fn unneeded_texts(
        &self,
        store: &Store,
        rows: Vec<glossator_web::texts::Name>,
    ) -> Vec<glossator_web::texts::Name> {
        let unneeded = texts::unneeded(store, rows);
        if unneeded.is_empty() || !self.is_alone(store).await {
            return Vec::new();
        }
        let (generation, project) = (generation(store), &store.environment().project);
        let is_other = |name: &Name| name.generation != generation && project.inside(&name.key).is_some();
        match mirror::known().await {
            Some(copied) if !copied.iter().any(is_other) => unneeded,
            _ => Vec::new(),
        }
    }

    /// Copies what was just written and removed.
    fn copy(self: &Rc<Self>, store: &Store) {
        let generation = generation(store);
        let before = self.generation.replace(generation.clone());
        if before != generation {
            if store.read(|state| state.editor().was_cleared()) {
                let (store, generation) = (store.clone(), generation.clone());
                spawn_local(async move {
                    let mut others = own_names(&store).await;
                    others.retain(|name| name.generation != generation);
                    mirror::remove(others.into_iter().map(|name| outside(&store, name)).collect()).await;
                });
            } else {
                // Everything was stored anew, but for backups.
                spawn_local(self.clone().compare(store.clone(), Some(before)));
            }
        }
        let changes = store.take(Editor::take_changes);
        if !changes.is_empty() {
            spawn_local(mirror::put(generation, clock::now(), of_project(store, changes)));
        }
    }

    /// Compares the store with its second copy. Items of this store go back at once where the store lost them; those of a
    /// store that is gone are offered, because somebody may have meant it to be gone. An item without a copy gets one.
    async fn compare(self: Rc<Self>, store: Store, former: Option<String>) {
        let is_sound = || store.read(|state| state.editor().status()) == SaveStatus::Saved;
        let names = own_names(&store).await;
        let get = async |items: &[Copied]| {
            let rows = named(&names, items).into_iter().map(|name| outside(&store, name));
            let rows = mirror::get(&rows.collect::<Vec<_>>()).await.into_iter();
            let project = &store.environment().project;
            rows.filter_map(|row| Some(Mirrored { key: project.inside(&row.key)?, ..row }))
                .collect::<Vec<_>>()
        };
        if !is_sound() {
            return;
        }
        let differences = store.read(|state| state.editor().compare(pairs(&names), former.as_deref()));
        let found = get(&differences.others).await;
        if !found.is_empty() {
            let generations: BTreeSet<_> = found.iter().map(|row| row.generation.clone()).collect();
            self.found.replace(generations.into_iter().collect());
            let times = found.iter().map(Mirrored::put_at).collect();
            store.send(intent::Storage::OfferFound(Rc::new(Found { times, items: items(found) })));
        }
        let lost = items(get(&differences.lost).await);
        if !lost.is_empty() {
            store.send(intent::Storage::PutBack(Rc::new(lost.clone())));
            self.copy(&store);
        }
        if !is_sound() {
            return;
        }
        // Items that are worth having and did not fit stay where they are.
        let differences = store.read(|state| state.editor().compare(pairs(&names), former.as_deref()));
        let was_lost: BTreeSet<_> = lost.iter().map(|(key, _)| key.clone()).collect();
        let worth = store.read(|state| state.editor().worth_having(lost));
        let worth: BTreeSet<_> = worth.into_iter().map(|(key, _)| key).collect();
        let stale =
            differences.lost.into_iter().filter(|(_, key)| was_lost.contains(key) && !worth.contains(key));
        let mut gone = named(&names, &stale.collect::<Vec<_>>());
        // Rows of earlier versions are put anew.
        let generation = generation(&store);
        let (of_former, names): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|name| Some(&name.generation) == former.as_ref());
        let of_former = of_former.into_iter().filter(|name| !worth.contains(&name.key));
        let earlier = names.into_iter().filter(|name| name.generation == generation && name.time != 0);
        let (mut missing, earlier): (BTreeSet<_>, Vec<_>) =
            (differences.missing.into_iter().collect(), earlier.collect());
        missing.extend(earlier.iter().map(|name| name.key.clone()));
        gone.extend(earlier);
        gone.extend(of_former);
        let missing: Vec<_> = missing.into_iter().collect();
        let copies = store.read(|state| state.editor().items(&missing));
        if !copies.is_empty() {
            let copies = copies.into_iter().map(|(key, value)| (key, Some(value))).collect();
            mirror::put(generation, clock::now(), of_project(&store, copies)).await;
        }
        if !gone.is_empty() {
            mirror::remove(gone.into_iter().map(|name| outside(&store, name)).collect()).await;
        }
    }

    /// Forgets what was offered, once the second copy has everything that was taken of it.
    pub(super) fn forget_found(self: &Rc<Self>, store: &Store) {
        self.copy(store);
        spawn_local(mirror::forget(self.found.take()));
    }
}

/// The rows of the project that is open, each with the key that the item has in its store.
async fn own_names(store: &Store) -> Vec<Name> {
    let project = &store.environment().project;
    let names = mirror::names().await.into_iter();
    names.filter_map(|name| Some(Name { key: project.inside(&name.key)?, ..name })).collect()
}

/// The row as it is called in the database of all projects.
fn outside(store: &Store, name: Name) -> Name {
    Name { key: store.environment().project.outside(&name.key), ..name }
}

fn of_project(store: &Store, changes: Changes) -> Changes {
    let project = &store.environment().project;
    changes.into_iter().map(|(key, value)| (project.outside(&key), value)).collect()
}

fn generation(store: &Store) -> String {
    store.read(|state| state.editor().generation().to_owned())
}

fn pairs(names: &[Name]) -> Vec<Copied> {
    names.iter().map(|name| (name.generation.clone(), name.key.clone())).collect()
}

/// The rows of these items; there may be several of one item.
fn named(names: &[Name], items: &[Copied]) -> Vec<Name> {
    let mut rows: HashMap<(&str, &str), Vec<&Name>> = HashMap::new();
    for name in names {
        rows.entry((&name.generation, &name.key)).or_default().push(name);
    }
    let mut found: Vec<Name> = Vec::new();
    for (generation, key) in items {
        found.extend(rows.remove(&(&**generation, &**key)).into_iter().flatten().cloned());
    }
    found
}

/// The items of the rows. The value in the latest row counts.
fn items(rows: Vec<Mirrored>) -> Items {
    rows.into_iter().map(|row| (row.key, row.value)).collect()
}
