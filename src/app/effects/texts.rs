//! Texts that are kept outside of the store: reading, keeping and forgetting them.
//!
//! Updates say which texts are meant; here it is known that they stand in a database, under the project that is open.

use crate::app::effect::KeptTexts;
use crate::app::intent::{self, Intent};
use crate::app::store::Store;
use glossator_core::saving::project::ProjectId;
use glossator_core::text::TextVersion;
use glossator_web::texts::Name;
use glossator_web::{random, texts, timer};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::platform::spawn_local;

/// The time that the database gets at least, in milliseconds.
pub(super) const PATIENCE: u32 = 2_000;

/// The characters for which it gets a millisecond more.
const PER_MILLISECOND: usize = 1_000;

/// Does it, but waits no longer than so many milliseconds; `None` if that was too short.
pub(super) async fn at_most<T: 'static>(millis: u32, act: impl Future<Output = T> + 'static) -> Option<T> {
    let answer = Rc::new(RefCell::new(None));
    let answering = answer.clone();
    let act = Box::pin(async move { drop(answering.replace(Some(act.await))) });
    timer::at_most(millis, act).await;
    answer.take()
}

fn project(store: &Store) -> ProjectId {
    store.environment().project.clone()
}

/// Reads texts, and answers.
pub async fn read(store: Store, versions: Rc<[TextVersion]>) {
    let (project, names) = (project(&store), versions.iter().map(ToString::to_string).collect::<Vec<_>>());
    let found =
        at_most(PATIENCE * 2, async move { texts::get(project.as_str(), &names).await }).await.flatten();
    let found = found.map(|found| found.into_iter().flatten().map(Rc::from).collect());
    store.send(intent::Storage::TextsRead(versions, found));
}

/// Keeps texts, answers once they are on the disk, and sends the intent.
pub(super) fn keep(store: &Store, KeptTexts(kept): &KeptTexts, then: Intent) {
    let (store, kept) = (store.clone(), kept.clone());
    spawn_local(async move {
        let project = project(&store);
        let size: usize = kept.iter().map(|(_, text)| text.len()).sum();
        let millis = u32::try_from(size / PER_MILLISECOND).unwrap_or(u32::MAX).saturating_add(PATIENCE);
        let rows = kept.iter().map(|(version, text)| (version.to_string(), text.clone())).collect();
        let put = format!("{:032x}", random::bits());
        let keeping = async move { texts::put(project.as_str(), &put, rows).await };
        if at_most(millis, keeping).await == Some(true) {
            let versions = kept.iter().map(|(version, _)| *version).collect();
            store.send(intent::Storage::TextsKept(versions));
        }
        store.send(then);
    });
}

/// Asks the database what it has of the project that is open, and tells. Returns the rows.
pub(super) async fn note(store: &Store) -> Vec<Name> {
    let project = project(store);
    let rows = at_most(PATIENCE, texts::names()).await.flatten();
    let rows = rows.map(|mut rows| {
        rows.retain(|row| row.project == project.as_str());
        rows
    });
    let versions = rows.as_ref().map(|rows| Rc::new(versions(rows)));
    store.send(intent::Storage::NoteTexts(versions));
    rows.unwrap_or_default()
}

fn versions(rows: &[Name]) -> BTreeSet<TextVersion> {
    rows.iter().filter_map(|row| TextVersion::parse(&row.version)).collect()
}

/// Rows that nothing needs, or that another row stands for.
pub(super) fn unneeded(store: &Store, rows: Vec<Name>) -> Vec<Name> {
    let unneeded = store.read(|state| state.editor().unneeded(&versions(&rows)));
    let mut seen = BTreeSet::new();
    let is_unneeded = |row: &Name| {
        let version = TextVersion::parse(&row.version);
        version.is_none_or(|version| unneeded.contains(&version)) || !seen.insert(row.version.clone())
    };
    rows.into_iter()
        .filter_map({
            let mut is_unneeded = is_unneeded;
            move |row| is_unneeded(&row).then_some(row)
        })
        .collect()
}
