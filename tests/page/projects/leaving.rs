//! Leaving the project that is open: the page that has another one deletes it, and it is in no list from the first moment on.

use super::{Browser, opened, opened_instead};
use crate::html;
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Projects};
use glossator::app::message::MessageAction;
use glossator_core::saving::project::{self, ProjectId};

#[test]
fn the_open_project_is_deleted_by_the_page_that_opens_instead_and_comes_back_there() {
    let browser = Browser::new();
    let first = browser.open(&ProjectId::default());
    first.select("Sharif");
    first.press("1");
    first.send(Projects::New(false));
    let second = browser.open(&opened(&first));
    let instead = opened_instead(&second, &browser);
    assert_eq!(instead, ProjectId::default());
    let page = browser.open(&instead);
    let left = second.read(|state| state.projects.open.clone());
    // It is in no list any more, whatever becomes of the page that left it.
    project::leave(&*browser.storage, &left).expect("room");
    assert_eq!(browser.listed(), [(String::new(), 1, 1)]);
    page.send(Projects::DeleteLeft);
    assert!(page.effects().contains(&Effect::DeleteProject(left.clone())));
    page.send(Projects::DeleteNow(left, false));
    assert_eq!(page.alerts(), ["“My project” is deleted."]);
    assert_eq!(browser.listed(), [(String::new(), 1, 1)]);
    page.answer(|action| *action == MessageAction::UndoDelete);
    assert_eq!(browser.listed().len(), 2);
    // A project that was opened again is not left any more.
    project::leave(&*browser.storage, &instead).expect("room");
    page.send(Projects::DeleteLeft);
    assert!(!page.effects().iter().any(|effect| matches!(effect, Effect::DeleteProject(_))));
    assert_eq!(browser.listed().len(), 2);
}

#[test]
fn a_project_that_was_left_stays_away_until_the_page_can_be_loaded_again() {
    let browser = Browser::new();
    let first = browser.open(&ProjectId::default());
    first.send(Projects::New(false));
    let second = browser.open(&opened(&first));
    let instead = opened_instead(&second, &browser);
    let left = second.read(|state| state.projects.open.clone());
    project::leave(&*browser.storage, &left).expect("room");
    assert!(html::dialog_text(&second).contains("“First project” opens …"));
    second.send(Projects::NotOpened(instead.clone()));
    let dialog = html::dialog_text(&second);
    assert!(dialog.contains("There is no connection") && dialog.contains("Open it now"), "{dialog}");
    // Nothing of it comes back.
    second.send(Projects::Describe(false));
    second.send(intent::Articles::Rename);
    second.send(intent::Articles::EndRename(Some("Another title".into())));
    assert_eq!(browser.listed().len(), 1);
    assert_eq!(second.said(), "Readers of a project change nothing in it.");
    second.send(Projects::Open(instead.clone()));
    assert!(second.effects().contains(&Effect::OpenProject(instead)));
    // A page that is only to show another project stays as it is.
    first.send(Projects::NotOpened(left));
    assert!(first.alerts()[0].contains("there is no connection to the server"), "{:?}", first.alerts());
}
