//! The ways in and out: making a project, what goes wrong with that, and leaving with a copy or without.

use super::world::{self, World};
use super::{tag, three};
use crate::html;
use crate::kit::{Page, Texts};
use glossator::app::effect::{Effect, LogIn, Team as Ask};
use glossator::app::intent::{self, Team};
use glossator::features::team::state::Trouble;
use glossator_core::corpus::Seed;
use glossator_core::edit::transaction::Action;
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_fixture::memory::Memory;
use std::rc::Rc;

#[test]
fn whoever_leaves_keeps_a_copy_of_what_all_wrote() {
    let (mut world, mut people) = three();
    tag(&people[1], "Sharif", "actor");
    tag(&people[0], "Istanbul", "location");
    world.settle(&mut people);
    let ada = &people[1];
    ada.page.send(Team::AskLeave);
    ada.page.send(Team::Leave(true));
    let effects = ada.page.effects();
    let left = effects.iter().find_map(|effect| match effect {
        Effect::LeaveProject(left, copy) => Some((left.clone(), copy.clone())),
        _ => None,
    });
    let (left, copy) = left.expect("it is left");
    assert_eq!((left.team(), copy.team()), (Some("meeting"), None));
    let copy = Page::in_project(&copy, &[], &ada.page.storage, &ada.texts);
    assert_eq!(copy.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
    assert_eq!(copy.alerts(), Vec::<String>::new());
}

#[test]
fn whoever_leaves_is_told_what_nobody_else_has_and_may_keep_no_copy() {
    let (mut world, mut people) = three();
    world.server.now = 1;
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    world.server.is_down = true;
    tag(&people[1], "Istanbul", "location");
    tag(&people[1], "Erdogan", "actor");
    world.settle(&mut people);
    let ada = &people[1].page;
    ada.send(Team::AskLeave);
    let said =
        "2 changes are not sent yet, and 1 change is not taken by the project: only the copy has that then.";
    let dialog = html::dialog_text(ada);
    assert!(dialog.contains(said), "{dialog}");
    drop(ada.effects());
    ada.send(Team::Leave(false));
    let open = ada.read(|state| state.projects.open.clone());
    assert_eq!(ada.effects(), [Effect::DeleteProject(open.clone())]);
    ada.send(intent::Projects::DeleteNow(open.clone(), false));
    let effects = ada.effects();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LeaveProject(left, _) if *left == open)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepTextsOf(..))), "nothing is copied");
    // Nothing more is sent.
    world.server.is_down = false;
    ada.send(Team::Hurry);
    assert!(!ada.effects().iter().any(|effect| matches!(effect, Effect::Team(Ask::Ask(_)))));
}

#[test]
fn what_is_open_becomes_the_project_of_a_team() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let seeds = [Seed { id: "a", text: "Erdogan met Sharif.", attributes: &[] }];
    let page = Page::in_project(&ProjectId::default(), &seeds, &storage, &texts);
    page.select("Sharif");
    page.press("1");
    page.send(Team::AskBegin);
    let log_in = LogIn { name: "lea".into(), password: world::PASSWORD.into() };
    page.send(Team::Begin("No name".into(), log_in.clone()));
    assert!(html::dialog_text(&page).contains("Small letters, digits and hyphens"));
    page.send(Team::Begin("meeting".into(), log_in));
    assert!(page.effects().iter().any(|effect| matches!(effect, Effect::Team(Ask::Begin(..)))));
    page.send(Team::Begun(Err(Trouble::Taken)));
    assert!(html::dialog_text(&page).contains("There is a project of that name already."));
    page.send(Team::Begun(Ok("meeting".into())));
    let id = ProjectId::of_team("meeting").expect("a name");
    assert!(page.effects().contains(&Effect::OpenProject(id)));
    // There it is sent, and comes to others.
    let mut world = World::new(&[("lea", Role::Lead), ("ada", Role::Coder)]);
    let mut people = [world.open_on("lea", &storage, texts), world.open("ada", Some("ada"))];
    world.settle(&mut people);
    assert_eq!(people[1].page.marked("a"), "Erdogan met [actor:Sharif].");
}

#[test]
fn what_is_wrong_with_a_server_is_said_as_it_is() {
    let check = |status: Option<u16>, expected: &str| {
        let page = Page::of("Erdogan met Sharif.");
        page.send(Team::AskBegin);
        page.send(Team::Begun(Err(Trouble::of(status))));
        let dialog = html::dialog_text(&page);
        assert!(dialog.contains(expected), "{dialog}");
    };
    check(None, "The server does not answer, or not as it should. Try again in a while.");
    check(Some(403), "The server does not let you: only an administrator of the database may do this.");
    check(Some(502), "Something is wrong with the server, which answers with the error 502.");
}

#[test]
fn an_error_stands_by_its_field() {
    let check = |trouble: Trouble, field: Option<&str>| {
        let page = Page::of("Erdogan met Sharif.");
        page.send(Team::AskBegin);
        page.send(Team::Begun(Err(trouble.clone())));
        let html = html::dialog(&page);
        let inputs = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let invalid = inputs.filter(|tag| tag.contains("aria-invalid=\"true\""));
        let ids: Vec<_> = invalid.map(|tag| html::attribute(tag, "id").expect("an id")).collect();
        assert_eq!(ids, field.into_iter().collect::<Vec<_>>(), "{trouble:?}");
        assert!(html.contains("id=\"log-in-trouble\"") && html.contains("role=\"alert\""));
        assert_eq!(html.contains("aria-describedby=\"log-in-trouble\""), field.is_some());
    };
    check(Trouble::WrongPassword, Some("log-in-password"));
    check(Trouble::NotYours("bob".into()), Some("log-in-name"));
    check(Trouble::Taken, Some("team-name"));
    check(Trouble::NoConnection, None);
}

#[test]
fn a_new_project_has_nothing_to_undo_and_no_backups() {
    let (_, people) = three();
    for person in &people {
        let steps = person.page.read(|state| state.history().next_undo().map(|step| step.action.clone()));
        assert_ne!(steps, Some(Action::Setting), "{}", person.name);
        let html = html::drawn(&person.page.store);
        assert!(!html.contains("No backup yet") && !html.contains(">Backups<"));
    }
}
