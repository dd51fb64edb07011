//! Several projects in one storage.

use super::page::SEED;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Setup};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::project::{self, About, ProjectId, ProjectStorage};
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::saving::{Budget, SaveStatus};
use glossator_fixture::memory::Memory;
use std::rc::Rc;
use uuid::Uuid;

fn open(storage: &Rc<Memory>, id: &ProjectId, replica: u64) -> Editor {
    let seeds = if id.has_example() { Corpus::new([SEED]) } else { Corpus::new([]) };
    let setup = Setup {
        seeds,
        replica: ReplicaId(replica),
        newcomer: AnnotatorId(Uuid::from_u128(0xa)),
        budget: Budget::default(),
    };
    Editor::start(setup, Ok(Rc::new(ProjectStorage::new(storage.clone(), id.clone())))).0
}

fn set(editor: &mut Editor, setting: &str, value: &str) {
    let moment = editor.moment(Timestamp::from_millis(1_795_329_600_000), 7);
    let command = Command::Set { setting: setting.into(), value: value.into() };
    let (_, outcome) = editor.run(&command, &moment).expect("something to do");
    assert_eq!(outcome.status, Some(SaveStatus::Saved));
}

fn value(storage: &Rc<Memory>, id: &ProjectId) -> Option<Rc<str>> {
    open(storage, id, 99).corpus().setting("x").cloned()
}

fn ids(storage: &Memory) -> Vec<ProjectId> {
    project::list(storage).into_iter().map(|listed| listed.id).collect()
}

#[test]
fn a_key_of_a_project_is_that_of_the_only_one_inside() {
    let project = ProjectId::parse("3f0c").expect("an id");
    let check = |outside: &str, inside: Option<&str>| {
        assert_eq!(project.inside(outside).as_deref(), inside, "{outside}");
        if let Some(inside) = inside {
            assert_eq!(project.outside(inside), outside);
        }
    };
    check(
        "glossator/2/3f0c/journal/7.00000000000000ab",
        Some("glossator/2/default/journal/7.00000000000000ab"),
    );
    check("glossator/3/3f0c/texts/0", Some("glossator/3/default/texts/0"));
    check("glossator/2/default/journal/7.00000000000000ab", None);
    check("glossator/2/3f0", None);
    check("glossator/x/3f0c/journal/7", None);
    check("3f0c", None);
    let first = ProjectId::default();
    assert_eq!(first.inside("glossator/1/default/x").as_deref(), Some("glossator/1/default/x"));
    for id in ["", "projects", "a/b", "a b", "ä"] {
        assert_eq!(ProjectId::parse(id), None, "{id}");
    }
}

#[test]
fn the_id_says_if_the_articles_of_the_page_stand_below() {
    let check = |id: &ProjectId, expected| assert_eq!(id.has_example(), expected, "{id}");
    check(&ProjectId::default(), true);
    check(&ProjectId::new(7, true), true);
    check(&ProjectId::new(7, false), false);
    assert_eq!(ProjectId::parse(&ProjectId::new(7, true).to_string()), Some(ProjectId::new(7, true)));
}

#[test]
fn the_id_says_if_others_have_it_too() {
    let check = |id: Option<ProjectId>, team: Option<&str>, folder: Option<(&str, &str)>| {
        let id = id.expect("an id");
        assert_eq!(
            (id.team(), id.folder(), id.is_shared()),
            (team, folder, team.is_some() || folder.is_some())
        );
        assert!(!id.has_example());
        assert_eq!(ProjectId::parse(id.as_str()), Some(id));
    };
    check(Some(ProjectId::new(7, false)), None, None);
    check(ProjectId::of_team("meeting"), Some("meeting"), None);
    check(ProjectId::of_folder("00ab", "00cd"), None, Some(("00ab", "00cd")));
    for (project, device) in [("", "1"), ("1", ""), ("a-b", "1"), ("1", "a/b"), (&*"1".repeat(60), "1")] {
        assert_eq!(ProjectId::of_folder(project, device), None);
    }
}

#[test]
fn what_is_done_in_one_project_is_not_seen_in_another() {
    let storage = Rc::<Memory>::default();
    let (first, other) = (ProjectId::default(), ProjectId::new(7, false));
    let mut editors = [open(&storage, &first, 1), open(&storage, &other, 2)];
    set(&mut editors[0], "x", "one");
    set(&mut editors[1], "x", "two");
    assert_eq!([&first, &other].map(|id| value(&storage, id).expect("kept").to_string()), ["one", "two"]);
    assert_eq!(editors.map(|editor| editor.corpus().documents().count()), [1, 0]);
    // Clearing one, and writing it anew, leaves the other.
    let mut editor = open(&storage, &other, 3);
    drop(editor.clear(8));
    assert_eq!((value(&storage, &first).as_deref(), value(&storage, &other)), (Some("one"), None));
    let (put_back, _) = editor.undo_clear().expect("it was cleared");
    assert_eq!((put_back, value(&storage, &other).as_deref()), (Ok(()), Some("two")));
}

#[test]
fn the_list_has_what_there_is() {
    let storage = Rc::<Memory>::default();
    assert_eq!(ids(&storage), []);
    let (first, other) = (ProjectId::default(), ProjectId::new(7, false));
    for (id, replica) in [(&first, 1), (&other, 2)] {
        set(&mut open(&storage, id, replica), "x", "1");
    }
    assert_eq!(ids(&storage), [other.clone(), first.clone()]);
    let about = About { name: "Istanbul".to_owned(), opened: 5, ..About::default() };
    project::describe(&*storage, &first, &about).expect("room");
    assert_eq!(ids(&storage), [first.clone(), other.clone()]);
    assert_eq!(project::last_opened(&*storage), first);
    assert_eq!(project::about(&*storage, &first), Some(about));
    assert_eq!(project::about(&*storage, &other), None);
    // A person who breaks an entry of the list does not break the project.
    storage.set(&project::list_key(&first), "{").expect("room");
    assert!(ids(&storage).contains(&first));
    assert!(project::list(&*storage).iter().all(|listed| listed.units > 0));
    assert!(!project::is_there(&*storage, &ProjectId::new(8, false)));
}

#[test]
fn a_copy_is_whole_or_not_there() {
    let storage = Rc::<Memory>::default();
    let (from, to) = (ProjectId::default(), ProjectId::new(7, true));
    set(&mut open(&storage, &from, 1), "x", "1");
    let before = storage.entries();
    let about = About { name: "Copy".to_owned(), ..About::default() };
    storage.limit(Some(storage.units() + 60));
    assert_eq!(project::duplicate(&*storage, &from, &to, 9, &about), Err(StorageError::Full));
    assert_eq!(storage.entries(), before);
    storage.limit(None);
    project::duplicate(&*storage, &from, &to, 9, &about).expect("room");
    assert_eq!(value(&storage, &to).as_deref(), Some("1"));
    set(&mut open(&storage, &to, 2), "x", "2");
    assert_eq!(value(&storage, &from).as_deref(), Some("1"));
    let generations = storage.keys("").into_iter().filter(|key| key.contains("/generation/"));
    assert_eq!(generations.count(), 2);
}

#[test]
fn a_project_that_was_deleted_comes_back() {
    let storage = Rc::<Memory>::default();
    let (first, other) = (ProjectId::default(), ProjectId::new(7, false));
    for (id, replica) in [(&first, 1), (&other, 2)] {
        set(&mut open(&storage, id, replica), "x", "1");
    }
    let before = storage.entries();
    let items = project::delete(&*storage, &other).expect("it goes");
    assert_eq!(ids(&storage), std::slice::from_ref(&first));
    assert!(storage.keys("").iter().all(|key| other.inside(key).is_none()));
    project::write(&*storage, &other, &items).expect("room");
    assert_eq!(storage.entries(), before);
    // From a second copy, too, under the name that its store had.
    let (generation, items) = project::copied(&*storage, &other);
    drop(project::delete(&*storage, &other));
    project::put_back(&*storage, &other, items, &generation).expect("room");
    assert_eq!(storage.entries(), before);
}

/// A crash in the middle of writing or deleting leaves a project or none, never a part that seems to be one.
#[test]
fn a_part_of_a_project_is_none() {
    let storage = Rc::<Memory>::default();
    let id = ProjectId::new(7, false);
    set(&mut open(&storage, &id, 1), "x", "1");
    let items = project::items(&*storage, &id);
    for written in 0..items.len() {
        let torn = Memory::default();
        let part = items[..written].to_vec();
        project::write(&torn, &id, &part).expect("room");
        assert!(!project::is_there(&torn, &id), "{written}");
        assert_eq!(ids(&torn), []);
    }
}
