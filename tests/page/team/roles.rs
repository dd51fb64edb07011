//! Roles: what each may do and sees of it, who gives them, and somebody who is not let in.

use super::world::{self, Person};
use super::{state, tag, three};
use crate::html;
use crate::kit::Page;
use glossator::app::effect::{Effect, Team as Ask};
use glossator::app::intent::{self, Intent, Team};
use glossator::app::place::Place;
use glossator::features::articles::state::Writing;
use glossator_core::model::document::State as DocumentState;
use glossator_core::model::role::Role;
use glossator_core::sync::replicate::Received;
use std::rc::Rc;

#[test]
fn what_a_role_does_not_allow_is_said_as_where_people_try() {
    let (mut world, people) = three();
    world.server.is_down = true;
    let [lea, ..] = people;
    lea.page.send(intent::Articles::SetState(vec!["a".into()], DocumentState::Done));
    tag(&lea, "Erdogan", "actor");
    // Nothing of it was sent when somebody else came to lead.
    world.server.is_down = false;
    world.server.install(&world::design(&[("lea", Role::Coder), ("ada", Role::Lead)]));
    let mut again = world.open_on("lea", &lea.page.storage, lea.texts.clone());
    world.settle_one(&mut again);
    assert_eq!(state(&again), "1 not taken");
    again.page.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(&again.page);
    let row = "Change the state of article Articles, with what is said of them, are the lead’s.";
    assert!(dialog.contains(row), "{dialog}");
    again.page.send(Team::DownloadNotTaken);
    let file = again.page.downloaded();
    let alone = Page::with(&[("other", "Another article.")]);
    alone.open_file(&file.name, &file.content);
    let state = |page: &Page| page.read(|state| state.corpus().document(&"a".into()).map(|it| it.state));
    assert_eq!(state(&alone), Some(DocumentState::Done));
}

#[test]
fn a_reader_is_told_that_nothing_is_written() {
    let (_, people) = three();
    let page = &people[2].page;
    tag(&people[2], "Sharif", "actor");
    assert_eq!(page.marked("a"), "Erdogan met Sharif in Istanbul.");
    assert_eq!(page.said(), "Readers of a project change nothing in it.");
    page.send(intent::Storage::OpenSettings);
    let dialog = html::dialog_text(page);
    assert!(dialog.contains("You read this project."), "{dialog}");
    // A project that is cleared here would come back from the team.
    assert!(dialog.contains("sent to the team’s server") && !dialog.contains("Clear everything"), "{dialog}");
}

#[test]
fn a_role_is_seen_and_whoever_tries_all_the_same_is_told_why() {
    let (_, people) = three();
    let look = |person: &Person| {
        let page = &person.page;
        page.send(Intent::Go(Place::Read));
        page.select("Sharif");
        let mut seen = html::drawn(&page.store);
        page.send(Intent::Go(Place::Codebook));
        seen += &html::drawn(&page.store);
        page.send(Intent::Go(Place::Articles));
        seen += &html::drawn(&page.store);
        seen
    };
    // The offer to the lead, to a coder, to a reader.
    let check = |part: &str, expected: [bool; 3]| {
        let offered = [0, 1, 2].map(|person| look(&people[person]).contains(part));
        assert_eq!(offered, expected, "{part}");
    };
    check("Tag the selected words", [true, true, false]);
    for part in ["Add a headline", "Add outlet", "Start from …", "Paste a column"] {
        check(part, [true, false, false]);
    }
    for part in ["New label", "New attribute", "Merge into …", "draggable"] {
        check(part, [true, false, false]);
    }
    let fixed = [0, 1, 2].map(|person| {
        let html = look(&people[person]);
        let mut tags = html.split("<fieldset").skip(1).filter_map(|rest| rest.split('>').next());
        tags.any(|tag| tag.contains("form") && tag.contains("disabled"))
    });
    assert_eq!(fixed, [false, true, true]);
    check("Labels are the lead’s. Here you see what they mean.", [false, true, false]);
    check("Articles, with what is said of them, are the lead’s.", [false, true, false]);
    let ada = &people[1].page;
    ada.send(Intent::Go(Place::Read));
    for tried in [intent::Articles::Rename, intent::Articles::Write(Writing::Note)] {
        ada.send(tried);
        assert_eq!(ada.said(), "Articles, with what is said of them, are the lead’s.");
        assert!(!html::drawn(&ada.store).contains("id=\"title\""));
    }
    // Somebody may have begun to write before they were a coder.
    people[0].page.send(Intent::Go(Place::Read));
    people[0].page.send(intent::Articles::Rename);
    let docs = vec![world::design(&[("lea", Role::Coder)])];
    people[0].page.send(Team::Heard(Rc::new(Received { docs, is_news: true, ..Received::default() })));
    people[0].page.send(intent::Articles::EndRename(Some("A title".into())));
    assert_eq!(people[0].page.said(), "Articles, with what is said of them, are the lead’s.");
}

#[test]
fn the_lead_gives_roles_and_leaves_out_what_somebody_wrote() {
    let (mut world, mut people) = three();
    tag(&people[1], "Sharif", "actor");
    world.settle(&mut people);
    people[0].page.send(Team::LeaveOut("ada".into(), true));
    world.settle(&mut people);
    for person in &people[..1] {
        assert_eq!(person.page.marked("a"), "Erdogan met Sharif in Istanbul.");
    }
    people[0].page.send(Team::LeaveOut("ada".into(), false));
    people[0].page.send(Team::SetRole("rea".into(), Some(Role::Coder)));
    world.settle(&mut people);
    assert_eq!(people[2].page.read(|state| state.editor().role()), Role::Coder);
    tag(&people[2], "Istanbul", "location");
    world.settle(&mut people);
    assert_eq!(people[0].page.marked("a"), "Erdogan met [actor:Sharif] in [location:Istanbul].");
    // A person who does not lead changes nothing.
    people[1].page.send(intent::Storage::OpenSettings);
    assert!(!html::dialog_text(&people[1].page).contains("Add a coder"));
}

#[test]
fn whoever_is_let_in_later_comes_in_by_a_press_or_alone() {
    let (mut world, _people) = three();
    world.server.shut_out.insert("ada".to_owned());
    let mut ada = world.open("ada", Some("ada"));
    world.settle_one(&mut ada);
    assert_eq!(state(&ada), "not in the team: try again");
    ada.page.send(intent::Storage::OpenSettings);
    assert!(html::dialog_text(&ada.page).contains("Try again"));
    ada.page.send(Team::TryAgain);
    world.settle_one(&mut ada);
    assert_eq!(state(&ada), "not in the team: try again");
    world.server.shut_out.clear();
    ada.page.send(Team::TryAgain);
    world.settle_one(&mut ada);
    assert_eq!(
        (state(&ada), ada.page.marked("a")),
        ("· with the team".to_owned(), "Erdogan met Sharif in Istanbul.".to_owned())
    );
    // Another tab talks to the server.
    let other = ada.again();
    drop(other.page.effects());
    other.page.send(Team::TryAgain);
    assert!(other.page.effects().contains(&Effect::Team(Ask::TryElsewhere)));
}
