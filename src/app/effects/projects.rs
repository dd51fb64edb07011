//! Projects as the browser has them: opening another one in this tab, and what the database has of them.
//!
//! Updates say what is to be done with a project; here it is known that its second copy and its texts stand in a
//! database, and that locks say which projects are open.

use super::sync::history_lock;
use super::texts::{PATIENCE, at_most};
use crate::app::effect::KeptTexts;
use crate::app::intent::{self, Destination};
use crate::app::store::Store;
use glossator_core::import::OtherProject;
use glossator_core::saving::project::{self, ProjectId};
use glossator_core::saving::storage::Storage;
use glossator_core::text::TextVersion;
use glossator_web::locks::{self, Lock};
use glossator_web::mirror::{self, Mirrored, Name};
use glossator_web::{address, clock, random, remote, replica, texts, timer};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::platform::spawn_local;

/// The number of texts that are copied together.
const TOGETHER: usize = 200;

/// The number of looks at a project that is in use, before it is taken to stay so, and the milliseconds between them.
const TRIES: u32 = 5;
const SOON: u32 = 100;

/// The locks of projects that were deleted here: until they are dropped, nobody forgets the texts.
#[derive(Default)]
pub struct Projects(RefCell<Vec<(ProjectId, Option<Lock>)>>);

impl Projects {
    /// Deletes a project, unless another tab has it open.
    pub(super) fn delete(self: &Rc<Self>, store: &Store, id: ProjectId) {
        let (projects, store) = (self.clone(), store.clone());
        spawn_local(async move {
            let start = history_lock(&id);
            let is_open = store.environment().project == id;
            let is_in_use = async || locks::count(&start).await > usize::from(is_open);
            // A tab that has just left it lets go of it soon.
            let mut tries = 0;
            while tries < TRIES && is_in_use().await {
                timer::after(SOON).await;
                tries += 1;
            }
            let is_in_use = is_in_use().await;
            if !is_in_use && !is_open {
                let lock = locks::first_free(vec![format!("{start}deleted")]).await;
                projects.0.borrow_mut().push((id.clone(), lock.map(|(_, lock)| lock)));
            }
            store.send(intent::Projects::DeleteNow(id, is_in_use));
        });
    }

    /// Copies a project to the database again, which came back.
    pub(super) fn keep(&self, store: &Store, id: &ProjectId) {
        self.0.borrow_mut().retain(|(other, _)| other != id);
        let Ok(storage) = store.environment().storage.clone() else { return };
        let (generation, items) = project::copied(&*storage, id);
        let items = items.into_iter().map(|(key, value)| (id.outside(&key), Some(value))).collect();
        spawn_local(mirror::put(generation, clock::now(), items));
    }
}

/// Opens another project in this tab: the page is loaded again, if it can be. A server that gave it may be out of reach.
pub(super) async fn open(store: Store, id: ProjectId) {
    if !address::is_served() || at_most(PATIENCE, remote::gives_page()).await == Some(true) {
        address::turn_to_project(id.as_str(), id.team());
        address::reload();
    } else {
        store.send(intent::Projects::NotOpened(id));
    }
}

/// Marks a project as left: whatever becomes of this page, the next one has the other project, and deletes this.
pub(super) fn leave(store: &Store, left: &ProjectId, id: &ProjectId) {
    address::turn_to_project(id.as_str(), id.team());
    let storage = store.environment().storage.clone();
    // Without room for the mark the project stays in the list.
    let _ = storage.and_then(|storage| project::leave(&*storage, left));
}

/// Copies the texts of a project for another one, and answers.
pub(super) async fn copy_texts(store: Store, from: ProjectId, to: ProjectId) {
    let is_kept = copy_all(&from, &to).await.is_some();
    store.send(intent::Projects::DuplicateNow(from, to, is_kept));
}

async fn copy_all(from: &ProjectId, to: &ProjectId) -> Option<()> {
    let rows = texts::names().await?;
    let versions = rows.into_iter().filter(|row| row.project == from.as_str()).map(|row| row.version);
    let versions: Vec<_> = versions.collect::<BTreeSet<_>>().into_iter().collect();
    let put = format!("{:032x}", random::bits());
    for versions in versions.chunks(TOGETHER) {
        let found = texts::get(from.as_str(), versions).await?;
        let rows =
            versions.iter().cloned().zip(found).filter_map(|(version, text)| Some((version, text?.into())));
        if !texts::put(to.as_str(), &put, rows.collect()).await {
            return None;
        }
    }
    Some(())
}

/// Reads texts of another project, and answers.
pub(super) async fn read_texts(store: Store, id: ProjectId, to: Destination, versions: Rc<[TextVersion]>) {
    let names: Vec<_> = versions.iter().map(ToString::to_string).collect();
    let mut all = Some(Vec::new());
    for names in names.chunks(TOGETHER) {
        let found = texts::get(id.as_str(), names).await;
        all = all.zip(found).map(|(mut all, found)| {
            all.extend(found.into_iter().flatten().map(Rc::<str>::from));
            all
        });
    }
    store.send(intent::Projects::TakeNow(id, to, versions, all.map(Into::into)));
}

/// Keeps the texts of projects that a file brought, and answers for each if all of them are on the disk.
pub(super) async fn keep_texts(store: Store, brought: Rc<[(ProjectId, OtherProject)]>) {
    let mut are_kept = Vec::new();
    for (id, OtherProject { texts: kept, .. }) in &*brought {
        are_kept.push(keep_all(id, kept).await);
    }
    store.send(intent::Projects::BringNow(brought, are_kept.into()));
}

/// Keeps the texts of a project that is to be a copy of what is open, and answers if all of them are on the disk.
pub(super) async fn keep_texts_of(store: Store, id: ProjectId, KeptTexts(kept): KeptTexts) {
    let is_kept = keep_all(&id, &kept).await;
    store.send(intent::Projects::CopyNow(id, is_kept));
}

async fn keep_all(id: &ProjectId, kept: &[(TextVersion, Rc<str>)]) -> bool {
    let put = format!("{:032x}", random::bits());
    let mut is_kept = true;
    for kept in kept.chunks(TOGETHER) {
        let rows = kept.iter().map(|(version, text)| (version.to_string(), text.clone())).collect();
        let (id, put) = (id.clone(), put.clone());
        let keeping = async move { texts::put(id.as_str(), &put, rows).await };
        is_kept = is_kept && at_most(PATIENCE, keeping).await == Some(true);
    }
    is_kept
}

/// Forgets the second copies of projects.
pub(super) async fn forget(ids: Rc<Vec<ProjectId>>) {
    let rows = mirror::names().await.into_iter();
    mirror::remove(rows.filter(|row| ids.iter().any(|id| id.inside(&row.key).is_some())).collect()).await;
    for id in ids.iter().filter(|id| id.is_shared()) {
        replica::forget(id.as_str()).await;
    }
}

/// Looks for projects that the database has and local storage has not, and offers them.
pub(super) async fn look_for_lost(store: &Store) {
    let Ok(storage) = store.environment().storage.clone() else { return };
    let found = mirror::names().await.into_iter().filter_map(|row| project::of_key(&row.key));
    let is_deleted =
        |id: &ProjectId| store.read(|state| state.projects.deleted.iter().any(|deleted| deleted.id == *id));
    let found = found.collect::<BTreeSet<_>>().into_iter();
    let lost: Vec<_> = found.filter(|id| !project::is_there(&*storage, id) && !is_deleted(id)).collect();
    if !lost.is_empty() {
        store.send(intent::Projects::OfferLost(Rc::new(lost)));
    }
}

/// Writes projects into local storage again, and answers.
pub(super) async fn restore(store: Store, ids: Rc<Vec<ProjectId>>) {
    let names = mirror::names().await;
    let mut restored = 0;
    for id in &*ids {
        let own = names.iter().filter(|name| id.inside(&name.key).is_some());
        let rows = mirror::get(&own.cloned().collect::<Vec<_>>()).await;
        restored += usize::from(put_back(&store, id, rows));
    }
    store.send(intent::Projects::Restored(restored, restored == ids.len()));
}

/// Of several stores of the project, the one that was written last; the others are offered when it is open.
fn put_back(store: &Store, id: &ProjectId, rows: Vec<Mirrored>) -> bool {
    let Ok(storage) = store.environment().storage.clone() else { return false };
    let mut stores: BTreeMap<String, Vec<Mirrored>> = BTreeMap::new();
    for row in rows {
        stores.entry(row.generation.clone()).or_default().push(row);
    }
    let latest = |rows: &Vec<Mirrored>| rows.iter().map(Mirrored::put_at).max();
    let last = stores.into_iter().max_by_key(|(_, rows)| latest(rows));
    let Some((generation, rows)) = last else { return true };
    let items = rows.into_iter().filter_map(|row| Some((id.inside(&row.key)?, row.value))).collect();
    project::put_back(&*storage as &dyn Storage, id, items, &generation).is_ok()
}

/// Rows of texts of projects that are nowhere any more.
pub(super) async fn orphans(store: &Store) -> Vec<texts::Name> {
    let Ok(storage) = store.environment().storage.clone() else { return Vec::new() };
    let (Some(rows), Some(copies)) = (texts::names().await, mirror::known().await) else { return Vec::new() };
    let copied: BTreeSet<_> = copies.iter().filter_map(|name: &Name| project::of_key(&name.key)).collect();
    let mut gone = BTreeSet::new();
    for id in rows.iter().filter_map(|row| ProjectId::parse(&row.project)).collect::<BTreeSet<_>>() {
        let is_known = copied.contains(&id) || project::is_there(&*storage, &id);
        if !is_known && locks::count(&history_lock(&id)).await == 0 {
            gone.insert(id.as_str().to_owned());
        }
    }
    rows.into_iter().filter(|row| gone.contains(&row.project)).collect()
}
