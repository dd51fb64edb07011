//! The team: logging in, what others write, the state of the exchange, roles, and the ways in and out. The server is the fixture's.

#[path = "team/folder.rs"]
mod folder;
#[path = "team/roles.rs"]
mod roles;
#[path = "team/ways.rs"]
mod ways;
#[path = "team/world.rs"]
mod world;

use crate::html;
use crate::kit::{self, Page, Texts};
use glossator::app::effect::{Effect, LogIn, Team as Ask};
use glossator::app::environment::Environment;
use glossator::app::intent::{self, Destination, Intent, Tagging, Team};
use glossator::app::message::MessageAction;
use glossator::app::session::Dialog;
use glossator::features::team::state::Trouble;
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::replicate::{Connection, Received};
use glossator_core::sync::request::Request;
use glossator_fixture::memory::Memory;
use std::rc::Rc;
use world::{Person, World};

/// The words in the bar about the team.
fn state(person: &Person) -> String {
    let html = html::drawn(&person.page.store);
    let found = |name| {
        let elements = html::elements(&html, name, "class").into_iter();
        elements.filter(|(tag, _)| tag.contains("team-state")).map(|(_, text)| text.trim().to_owned()).next()
    };
    found("button").or_else(|| found("span")).unwrap_or_default()
}

/// Lea leads and has written an article; ada, a coder, and rea, a reader, have loaded it.
fn three() -> (World, [Person; 3]) {
    let mut world = World::new(&[("lea", Role::Lead), ("ada", Role::Coder), ("rea", Role::Reader)]);
    let mut people = ["lea", "ada", "rea"].map(|name| world.join(name));
    people[0].page.open_file("a.txt", b"Erdogan met Sharif in Istanbul.");
    world.settle(&mut people);
    (world, people)
}

fn tag(person: &Person, words: &str, label: &str) {
    person.page.select(words);
    person.page.send(Tagging::Tag(label.into()));
}

#[test]
fn a_project_of_this_browser_alone_asks_nobody() {
    let page = Page::of("Erdogan met Sharif.");
    page.select("Erdogan");
    page.press("1");
    page.send(intent::Storage::CatchUp);
    page.send(Team::GoOn);
    page.send(Team::Hurry);
    assert!(page.effects().iter().all(|effect| !matches!(effect, Effect::Team(_))));
    assert!(!html::drawn(&page.store).contains("team-state"));
}

#[test]
fn whoever_opens_the_link_logs_in_and_has_what_the_team_wrote() {
    let (mut world, mut people) = three();
    tag(&people[0], "Erdogan", "actor");
    world.settle(&mut people);
    let mut late = world.open("bob", None);
    world.server.install(&world::design(&[("lea", Role::Lead), ("bob", Role::Coder)]));
    world.settle_one(&mut late);
    assert_eq!(late.page.read(|state| state.session.dialog), Some(Dialog::LogIn));
    assert_eq!(state(&late), "Log in");
    // Nobody writes before it is known who that is.
    assert_eq!(late.page.read(|state| state.editor().role()), Role::Reader);
    let with = |password: &str| Team::LogIn(LogIn { name: "bob".into(), password: password.into() });
    late.page.send(with("wrong"));
    world.settle_one(&mut late);
    assert_eq!(late.page.read(|state| state.team.trouble.clone()), Some(Trouble::WrongPassword));
    assert!(html::dialog_text(&late.page).contains("The server knows no such name with this password."));
    late.page.send(with(world::PASSWORD));
    world.settle_one(&mut late);
    assert_eq!(late.page.read(|state| state.session.dialog), None);
    assert_eq!(late.page.marked("a"), "[actor:Erdogan] met Sharif in Istanbul.");
    assert_eq!(state(&late), "· with the team");
    assert_eq!((late.page.alerts(), late.replica.person.as_deref()), (Vec::new(), Some("bob")));
    // The name of the server is the name of the annotator, until somebody gives another one.
    let name = late.page.read(|state| state.corpus().annotator_name(state.annotator()).to_string());
    assert_eq!(name, "bob");
}

#[test]
fn what_one_tags_the_others_see() {
    let (mut world, mut people) = three();
    tag(&people[1], "Sharif", "actor");
    tag(&people[0], "Istanbul", "location");
    world.settle(&mut people);
    for person in &people {
        assert_eq!(person.page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
        assert_eq!(person.page.alerts(), Vec::<String>::new());
    }
    // Loaded again, it is there before the server is asked.
    world.server.is_down = true;
    let again = people[1].again();
    assert_eq!(again.page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
}

#[test]
fn without_a_connection_work_goes_on_and_is_sent_later() {
    let (mut world, mut people) = three();
    world.server.is_down = true;
    tag(&people[1], "Sharif", "actor");
    tag(&people[1], "Istanbul", "location");
    world.settle(&mut people);
    let status = people[1].page.read(|state| state.team.status.clone()).expect("a status");
    assert!(matches!(status.connection, Connection::Offline(_)), "{status:?}");
    assert_eq!(status.to_send, 2);
    assert!(state(&people[1]).starts_with("Offline since "), "{}", state(&people[1]));
    world.server.is_down = false;
    people[1].page.send(Team::Hurry);
    world.settle(&mut people);
    assert_eq!(state(&people[1]), "· with the team");
    assert_eq!(people[2].page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
}

#[test]
fn what_one_changed_and_another_deleted_without_a_connection_is_asked_of_both() {
    let (mut world, mut people) = three();
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    world.server.is_down = true;
    let [id, seen] = [1, 0].map(|at: usize| people[at].page.id("Sharif"));
    people[1].page.send(Tagging::TypeNote(id, "why".into()));
    people[1].page.send(Tagging::StoreNote);
    people[0].page.send(Tagging::Delete(seen));
    world.settle(&mut people);
    world.server.is_down = false;
    for person in &people {
        person.page.send(Team::Hurry);
    }
    world.settle(&mut people);
    let question = "“Sharif” was changed and deleted at the same time. Now it is deleted.";
    let asked = |people: &[Person; 3]| people.each_ref().map(|person| person.page.alerts());
    assert_eq!(asked(&people), [vec![question.to_owned()], vec![question.to_owned()], Vec::new()]);
    people[1].page.answer(|action| matches!(action, MessageAction::Take(_)));
    world.settle(&mut people);
    for person in &people {
        assert_eq!(person.page.alerts(), Vec::<String>::new());
        assert_eq!(person.page.marked("a"), "Erdogan met [actor:Sharif] in Istanbul.");
        assert!(person.page.json().contains("why"));
    }
}

#[test]
fn whoever_is_logged_out_logs_in_again_and_loses_nothing() {
    let (mut world, mut people) = three();
    world.server.restart();
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    assert_eq!(state(&people[1]), "Log in again");
    people[1].page.send(Team::AskLogIn);
    people[1].page.send(Team::LogIn(LogIn { name: "ada".into(), password: world::PASSWORD.into() }));
    world.server.log_in("rea");
    people[2].page.send(Team::LoggedInElsewhere);
    world.settle(&mut people);
    assert_eq!(state(&people[1]), "· with the team");
    assert_eq!(people[2].page.marked("a"), "Erdogan met [actor:Sharif] in Istanbul.");
}

#[test]
fn what_the_project_does_not_take_is_kept_and_said_and_opens_elsewhere() {
    let (mut world, mut people) = three();
    tag(&people[1], "Istanbul", "location");
    world.settle(&mut people);
    let now = std::mem::replace(&mut world.server.now, 1);
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    world.server.now = now;
    let ada = &people[1].page;
    assert_eq!(ada.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
    ada.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(ada);
    assert!(dialog.contains("Not taken by the project"), "{dialog}");
    let row = "Tag “Sharif” as Actor The server says: the clock of the computer that wrote it is ahead.";
    assert!(dialog.contains(row), "{dialog}");
    ada.send(Intent::Show(None));
    ada.send(Team::DownloadNotTaken);
    let file = ada.downloaded();
    assert_eq!(file.name, "glossator-not-taken-2026-11-24.json");
    // Alone, by whoever leads, and here, where nothing is new.
    let alone = Page::with(&[("other", "Another article.")]);
    let lead = &people[0].page;
    let check = |page: &Page, said: &str| {
        page.open_file(&file.name, &file.content);
        assert_eq!(page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].", "{said}");
        assert_eq!(page.read(|state| state.session.dialog), None, "{said}");
        assert_eq!((page.alerts(), page.said()), (Vec::new(), said.to_owned()));
    };
    check(&alone, "1 article, 2 annotations are in.");
    check(lead, "1 annotation is in. 1 was here already.");
    check(ada, "“Erdogan met Sharif in Istanbul.” is here already.");
    world.settle(&mut people);
    assert_eq!(people[2].page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
}

#[test]
fn other_tabs_hear_it_and_take_over() {
    let (mut world, mut people) = three();
    let other = people[1].again();
    tag(&people[0], "Erdogan", "actor");
    world.settle(&mut people);
    let docs = people[1].told.clone();
    other.page.send(Team::Heard(Rc::new(Received { docs, is_news: true, ..Received::default() })));
    assert_eq!(other.page.marked("a"), "[actor:Erdogan] met Sharif in Istanbul.");
    // The tab that talks tells how it goes.
    world.server.is_down = true;
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    let told = people[1].page.effects();
    let is_told = |effect: &Effect| matches!(effect, Effect::Team(Ask::Tell(status, _)) if matches!(status.connection, Connection::Offline(_)));
    assert!(told.iter().any(is_told), "{told:?}");
    // It asked for nothing itself, but for the right to talk.
    let asked = other.page.effects();
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Team(Ask::Talk))));
    assert!(!asked.iter().any(|effect| matches!(effect, Effect::Team(Ask::Ask(_)))));
    other.page.send(Team::Talk(Rc::new(people[1].replica.clone())));
    let asked = other.page.effects();
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Team(Ask::Ask(Request::Session)))));
}

#[test]
fn whoever_joins_is_offered_their_own_work_and_adds_what_coders_write() {
    let (mut world, _) = three();
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let alone = Page::in_project(&ProjectId::default(), &[], &storage, &texts);
    alone.send(intent::Settings::SetName("Bo".into()));
    alone.open_file("a.txt", b"Erdogan met Sharif in Istanbul.");
    alone.open_file("other.txt", b"Nobody else has this.");
    for (article, words) in [("a", "Sharif"), ("other", "Nobody")] {
        alone.open_article(article);
        alone.select(words);
        alone.press("1");
    }
    alone.send(intent::Projects::Describe(false));
    world.server.install(&world::design(&[("lea", Role::Lead), ("bob", Role::Coder)]));
    let mut people = [world.open_on("bob", &storage, texts)];
    world.settle(&mut people);
    let page = &people[0].page;
    let own = "“First project” in this browser has 2 annotations that you can add to this project. Nothing is taken away there.";
    assert_eq!(page.alerts(), [own]);
    page.send(intent::Projects::Take(ProjectId::default(), Destination::Here));
    let asked = page.effects().into_iter().find_map(|effect| match effect {
        Effect::ReadTextsOf(id, to, versions) => Some((id, to, versions)),
        _ => None,
    });
    let (id, to, versions) = asked.expect("its texts are read");
    let texts = versions.iter().map(|version| people[0].texts.borrow()[version].clone()).collect();
    page.send(intent::Projects::TakeNow(id, to, versions, Some(texts)));
    let found = html::dialog_text(page);
    let left_out = "Left out, as only a lead adds such: 1 article. Left out with them: 1 annotation.";
    assert!(found.contains(left_out), "{found}");
    page.send(intent::Import::Answer(true));
    world.settle(&mut people);
    assert_eq!(people[0].page.marked("a"), "Erdogan met [actor:Sharif] in Istanbul.");
    assert_eq!(state(&people[0]), "· with the team");
    // Nobody is asked again.
    assert_eq!(people[0].again().page.alerts(), Vec::<String>::new());
}

#[test]
fn a_link_to_no_project_is_said() {
    let check = |linked: &str, project: ProjectId, expected: &[&str]| {
        let environment = Environment {
            linked: Some(linked.into()),
            project,
            ..kit::environment(Ok(Rc::<Memory>::default()))
        };
        assert_eq!(Page::start_with(&[], environment, Rc::default(), None).alerts(), expected, "{linked}");
    };
    let of_team = ProjectId::of_team("meeting").expect("a name");
    check("meeting", of_team, &[]);
    check(
        "Meeting",
        ProjectId::default(),
        &[
            "There is no project “Meeting”: a name has small letters, digits and hyphens, a letter first. Ask for the link once more. Your own project is open.",
        ],
    );
}
