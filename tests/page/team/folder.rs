//! The shared folder in the place of a server: the way in, what others write, and what is done where the folder is out of reach.

use super::world::{Person, World};
use super::{state, tag};
use crate::html;
use crate::kit::{Page, Texts};
use glossator::app::effect::{Effect, Team as Ask};
use glossator::app::intent::{self, Team};
use glossator::app::session::Dialog;
use glossator::app::state::State;
use glossator::features::team::state::Trouble;
use glossator_core::corpus::Seed;
use glossator_core::model::role::Role;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::doc::Replica;
use std::rc::Rc;

fn project(device: &str) -> ProjectId {
    ProjectId::of_folder("00ab", device).expect("an id")
}

/// Somebody in a browser of their own who has chosen the folder.
fn join(world: &mut World, name: &str, device: &str) -> Person {
    let replica = Replica { person: Some(name.to_owned()), ..Replica::default() };
    let mut person = Person::open_in(&project(device), name, &Rc::default(), Texts::default(), replica);
    world.settle_one(&mut person);
    person
}

/// Ada has written an article, bob has read it.
fn two() -> (World, [Person; 2]) {
    let mut world = World::new(&[]);
    let mut people = [join(&mut world, "ada", "1"), join(&mut world, "bob", "2")];
    people[0].page.open_file("a.txt", b"Erdogan met Sharif in Istanbul.");
    world.settle(&mut people);
    (world, people)
}

#[test]
fn what_is_open_begins_in_an_empty_folder_and_others_join_it() {
    let (storage, texts) = (Rc::default(), Texts::default());
    let seeds = [Seed { id: "a", text: "Erdogan met Sharif.", attributes: &[] }];
    let page = Page::in_project(&ProjectId::default(), &seeds, &storage, &texts);
    page.select("Sharif");
    page.press("1");
    page.send(intent::Storage::OpenSettings);
    assert!(html::dialog_text(&page).contains("Use a shared folder…"));
    page.send(Team::AskFolder);
    assert!(html::dialog_text(&page).contains("Choose a folder that is for this project alone."));
    page.send(Team::UseFolder("ada".into(), false));
    assert!(page.effects().contains(&Effect::Team(Ask::UseFolder("ada".into(), false))));
    page.send(Team::FolderChosen(Ok((project("1"), true))));
    assert!(page.effects().contains(&Effect::OpenProject(project("1"))));
    let replica = Replica { person: Some("ada".to_owned()), ..Replica::default() };
    let mut world = World::new(&[]);
    let ada = Person::open_in(&project("1"), "ada", &storage, texts, replica);
    let mut people = [ada, join(&mut world, "bob", "2")];
    world.settle(&mut people);
    for person in &people {
        assert_eq!(person.page.marked("a"), "Erdogan met [actor:Sharif].");
        assert_eq!((state(person), person.page.alerts()), ("· in the folder".to_owned(), Vec::new()));
        assert_eq!(person.page.read(|state| state.setting(PROJECT_NAME).to_string()), "Shared project");
    }
    for name in ["ada-1.journal", "bob-2.journal", "text-e79f2bb04b800d5f.txt"] {
        assert!(world.files.contains_key(name), "{name} in {:?}", world.files.keys());
    }
}

#[test]
fn a_folder_with_a_project_is_joined() {
    let page = Page::of("Erdogan met Sharif.");
    page.send(Team::AskFolder);
    page.send(Team::UseFolder("ada".into(), false));
    page.send(Team::FolderChosen(Err(Trouble::NameIsThere)));
    let dialog = html::dialog_text(&page);
    assert!(
        dialog.contains("Somebody of that name is in this folder already.") && dialog.contains("That is me")
    );
    page.send(Team::UseFolder("ada".into(), true));
    page.send(Team::FolderChosen(Ok((project("2"), false))));
    assert_eq!(page.read(|state| state.session.dialog), None);
    let effects = page.effects();
    assert!(effects.contains(&Effect::OpenProject(project("2"))), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepTextsOf(..))), "nothing is copied");
}

#[test]
fn what_one_tags_the_others_see_and_everybody_may_change_everything() {
    let (mut world, mut people) = two();
    tag(&people[0], "Erdogan", "actor");
    tag(&people[1], "Istanbul", "location");
    people[1].page.open_file("b.txt", b"Sharif thanked him.");
    world.settle(&mut people);
    for person in &people {
        assert_eq!(person.page.marked("a"), "[actor:Erdogan] met Sharif in [location:Istanbul].");
        assert_eq!(person.page.marked("b"), "Sharif thanked him.");
        assert_eq!(person.page.read(|state| state.editor().role()), Role::Lead);
        assert_eq!(person.page.alerts(), Vec::<String>::new());
    }
    people[0].page.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(&people[0].page);
    assert!(dialog.contains("You are “ada” in a shared folder."), "{dialog}");
    assert!(dialog.contains("bob") && !dialog.contains("Add a coder"), "{dialog}");
    // Loaded again, it is there before the folder is read.
    world.is_closed = true;
    let again = people[1].again();
    assert_eq!(again.page.marked("a"), "[actor:Erdogan] met Sharif in [location:Istanbul].");
}

#[test]
fn a_text_may_come_after_what_was_written_about_it() {
    let (mut world, people) = two();
    tag(&people[0], "Erdogan", "actor");
    let [mut ada, _] = people;
    world.settle_one(&mut ada);
    let texts = world.files.split_off("text-");
    let mut cem = join(&mut world, "cem", "3");
    assert_eq!(cem.page.alerts().len(), 1, "{:?}", cem.page.alerts());
    assert!(cem.page.alerts()[0].contains("The text of 1 article is not in the shared folder yet."));
    world.files.extend(texts);
    world.settle_one(&mut cem);
    assert_eq!(cem.page.alerts(), Vec::<String>::new());
    assert_eq!(cem.page.marked("a"), "[actor:Erdogan] met Sharif in Istanbul.");
}

#[test]
fn a_folder_out_of_reach_is_opened_by_a_press_and_nothing_is_lost() {
    let (mut world, mut people) = two();
    let check = |world: &mut World, people: &mut [Person; 2], words: &str| {
        tag(&people[0], words, "actor");
        world.settle(people);
        assert_eq!(state(&people[0]), "Folder out of reach");
        people[0].page.send(Team::ReachFolder);
        world.settle(people);
        assert_eq!(state(&people[0]), "Folder out of reach");
    };
    world.is_closed = true;
    check(&mut world, &mut people, "Erdogan");
    assert_eq!(people[0].page.said(), "No folder was chosen, or the browser may not use it.");
    people[0].page.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(&people[0].page);
    assert!(dialog.contains("Open the folder again") && dialog.contains("1 change wait"), "{dialog}");
    let reach = |world: &mut World, people: &mut [Person; 2]| {
        for person in people.iter() {
            person.page.send(Team::ReachFolder);
        }
        world.settle(people);
    };
    world.is_closed = false;
    reach(&mut world, &mut people);
    world.server.is_down = true;
    check(&mut world, &mut people, "Sharif");
    world.server.is_down = false;
    reach(&mut world, &mut people);
    for person in &people {
        assert_eq!(person.page.marked("a"), "[actor:Erdogan] met [actor:Sharif] in Istanbul.");
        assert_eq!(state(person), "· in the folder");
    }
}

#[test]
fn a_person_with_two_devices_is_one_annotator() {
    let (mut world, people) = two();
    let [mut ada, _] = people;
    tag(&ada, "Erdogan", "actor");
    world.settle_one(&mut ada);
    let mut other = join(&mut world, "ada", "3");
    tag(&other, "Sharif", "actor");
    world.settle_one(&mut other);
    world.settle_one(&mut ada);
    assert_eq!(ada.page.marked("a"), "[actor:Erdogan] met [actor:Sharif] in Istanbul.");
    let annotator = |person: &Person| person.page.read(State::annotator);
    assert_eq!(annotator(&ada), annotator(&other));
    assert!(world.files.contains_key("ada-1.journal") && world.files.contains_key("ada-3.journal"));
}

#[test]
fn whoever_leaves_a_folder_keeps_a_copy() {
    let (mut world, mut people) = two();
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    let ada = &people[0];
    ada.page.send(Team::AskLeave);
    assert_eq!(ada.page.read(|state| state.session.dialog), Some(Dialog::LeaveTeam));
    assert!(html::dialog_text(&ada.page).contains("Everything that you wrote stays in the folder."));
    ada.page.send(Team::Leave(true));
    let effects = ada.page.effects();
    let copy = effects.iter().find_map(|effect| match effect {
        Effect::LeaveProject(left, copy) if *left == project("1") => Some(copy.clone()),
        _ => None,
    });
    let copy = copy.expect("it is left");
    assert!(!copy.is_shared());
    let copy = Page::in_project(&copy, &[], &ada.page.storage, &ada.texts);
    assert_eq!(copy.marked("a"), "Erdogan met [actor:Sharif] in Istanbul.");
}

/// Opens all files of the folder at once, as somebody drops it on the page.
fn open_all(world: &World, page: &Page) {
    let names: Vec<_> = world.files.keys().map(|name| format!("Shared/{name}")).collect();
    let files: Vec<_> = names.iter().zip(world.files.values()).collect();
    let files: Vec<_> = files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    page.open_files(&files);
}

#[test]
fn files_of_a_folder_that_are_opened_lead_into_its_project() {
    let (world, _) = two();
    let page = Page::of("Erdogan met Sharif.");
    open_all(&world, &page);
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::UseFolder));
    assert!(html::dialog_text(&page).contains("These are files of a shared folder."));
    page.send(Team::UseFolder("cem".into(), false));
    let comes = |effect: &Effect| matches!(effect, Effect::Team(Ask::UseFiles(files, name, false)) if files.len() == world.files.len() && &**name == "cem");
    assert!(page.effects().iter().any(comes));
    // The name may be there already; the files are still those that are meant.
    page.send(Team::FolderChosen(Err(Trouble::NameIsThere)));
    let dialog = html::dialog_text(&page);
    assert!(
        dialog.contains("These are files of a shared folder.") && dialog.contains("That is me"),
        "{dialog}"
    );
    page.send(Team::UseFolder("cem".into(), true));
    assert!(page.effects().iter().any(|it| matches!(it, Effect::Team(Ask::UseFiles(_, _, true)))));
    page.send(Team::FolderChosen(Ok((project("3"), false))));
    assert!(page.effects().contains(&Effect::OpenProject(project("3"))));
    // A folder is chosen then, and not the files that were opened before.
    page.send(Team::AskFolder);
    assert!(html::dialog_text(&page).contains("Choose a folder that is for this project alone."));
}

#[test]
fn without_folders_files_are_opened_and_the_own_part_is_downloaded() {
    let (mut world, [mut ada, _]) = two();
    tag(&ada, "Erdogan", "actor");
    world.settle_one(&mut ada);
    let mut cem = Person::without_folders(&project("3"), "cem");
    world.settle_one(&mut cem);
    open_all(&world, &cem.page);
    world.settle_one(&mut cem);
    assert_eq!(cem.page.marked("a"), "[actor:Erdogan] met Sharif in Istanbul.");
    assert_eq!(cem.page.alerts(), Vec::<String>::new());
    let mut expected = "[actor:Erdogan] met Sharif in [location:Istanbul].";
    for (words, label) in [("Istanbul", "location"), ("Sharif", "actor")] {
        tag(&cem, words, label);
        world.settle_one(&mut cem);
        assert!(state(&cem).ends_with(" to download"), "{}", state(&cem));
        cem.page.send(Team::DownloadPart);
        world.settle_one(&mut cem);
        assert_eq!(state(&cem), "· your part is downloaded");
        world.settle_one(&mut ada);
        assert_eq!(ada.page.marked("a"), expected);
        expected = "[actor:Erdogan] met [actor:Sharif] in [location:Istanbul].";
    }
    // One file has all of it, the text of an article as well.
    cem.page.open_file("b.txt", b"Sharif thanked him.");
    world.settle_one(&mut cem);
    cem.page.send(Team::DownloadPart);
    world.settle_one(&mut cem);
    world.files.retain(|name, _| !name.starts_with("bob"));
    assert_eq!(world.files.keys().filter(|name| name.contains("cem")).collect::<Vec<_>>(), ["cem-3.journal"]);
    let late = join(&mut world, "dan", "4");
    assert_eq!(late.page.marked("a"), expected);
    assert_eq!(late.page.marked("b"), "Sharif thanked him.");
    cem.page.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(&cem.page);
    assert!(
        dialog.contains("Download my part") && dialog.contains("open the folder’s files here"),
        "{dialog}"
    );
}

#[test]
fn files_of_another_folder_do_not_come_into_this_one() {
    let (world, [ada, _]) = two();
    let page = Page::in_project(
        &ProjectId::of_folder("00cd", "9").expect("an id"),
        &[],
        &Rc::default(),
        &Texts::default(),
    );
    open_all(&world, &page);
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::UseFolder));
    // A second tab says where the folder is open.
    let other = ada.again();
    open_all(&world, &other.page);
    assert_eq!(other.page.said(), "Another tab has this project open. Do it there, or close that tab.");
}
