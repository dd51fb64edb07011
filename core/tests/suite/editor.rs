//! The editor: what each call brings about, on the page, in the store, and on other pages.

use super::page::{EMPTIED, FULL, Page, SAVED};
use super::store::Browser;
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::edit::editor::{Outcome, Refusal};
use glossator_core::edit::transaction::Origin;
use glossator_core::model::record::{Field, ReplicaId, Value};
use glossator_core::saving::Budget;
use glossator_core::saving::storage::Storage;
use std::rc::Rc;

fn open(browser: &Browser, replica: u64) -> Page {
    Page::start(browser, replica, Budget::default()).0
}

/// Two pages that both know of one annotation.
fn two_pages(browser: &Browser) -> [Page; 2] {
    let mut here = open(browser, 1);
    here.tag("two");
    [here, open(browser, 2)]
}

fn origins(outcome: &Outcome) -> Vec<&Origin> {
    outcome.applied.iter().map(|transaction| &transaction.origin).collect()
}

#[test]
fn who_edits_is_introduced_before_the_first_edit_and_that_is_no_step() {
    let mut page = open(&Browser::default(), 1);
    assert_eq!(origins(&page.tag("two")), [&Origin::Setup, &Origin::User]);
    assert_eq!(origins(&page.tag("three")), [&Origin::User]);
    assert_eq!(page.marked(), "one [actor:two] [actor:three] four five six");
    assert!(page.undoes() && page.undoes() && page.undo().is_none());
    assert_eq!(page.marked(), "one two three four five six");
    let (revert, outcome) = page.redo().expect("a step");
    assert_eq!((revert.left.len(), outcome.status), (0, SAVED));
    assert_eq!(page.marked(), "one [actor:two] three four five six");
}

#[test]
fn a_name_finds_the_one_of_the_introduction() {
    let mut page = open(&Browser::default(), 1);
    let outcome = page.run(&Command::SetName { name: "Ada".into() }).expect("a name");
    assert_eq!(origins(&outcome), [&Origin::Setup, &Origin::User]);
    assert_eq!(outcome.applied[1].operations[0].writes[0].before, Some(Value::text("")));
}

#[test]
fn a_setting_is_stored_and_is_no_step() {
    let browser = Browser::default();
    let mut page = open(&browser, 1);
    let dark = Command::Set { setting: "theme".into(), value: "dark".into() };
    assert_eq!(page.run(&dark).expect("another value").status, SAVED);
    assert_eq!(page.run(&dark).unwrap_err(), Rejection::NothingToDo);
    assert!(page.editor.history().next_undo().is_none());
    assert_eq!(open(&browser, 2).corpus().setting("theme").map(|value| &**value), Some("dark"));
}

#[test]
fn a_file_without_room_changes_nothing() {
    let browser = Browser::default();
    let mut page = open(&browser, 1);
    page.tag("one");
    browser.limit(Some(2_000));
    let (corpus, stored) = (page.corpus().clone(), browser.stored_in_the_end());
    assert_eq!(page.import("own", &"word ".repeat(2_000)).unwrap_err(), Refusal::NoRoom);
    assert!(Rc::ptr_eq(page.corpus(), &corpus));
    assert_eq!(browser.stored_in_the_end(), stored);
    assert_eq!(page.import("a", "one two three four five six").unwrap_err(), Refusal::NothingToDo);
    assert_eq!(page.import("own", "a few words").expect("room for them").status, SAVED);
}

#[test]
fn an_edit_that_found_no_room_is_stored_once_there_is_some() {
    let browser = Browser::default();
    let mut page = open(&browser, 1);
    browser.limit(Some(10));
    assert_eq!(page.tag("two").status, FULL);
    assert_eq!(page.hear().status, FULL);
    browser.limit(None);
    assert_eq!(page.hear().status, SAVED);
    assert_eq!(open(&browser, 2).marked(), "one [actor:two] three four five six");
}

#[test]
fn edits_of_another_page_come_in_and_say_what_is_new() {
    let browser = Browser::default();
    let [mut here, mut there] = [1, 2].map(|replica| open(&browser, replica));
    there.tag("two");
    let outcome = here.hear();
    assert_eq!(here.marked(), "one [actor:two] three four five six");
    let change = outcome.change.expect("not all of it");
    assert_eq!(change.annotations, [here.id("two")]);
    assert!(change.project, "somebody was introduced");
    assert_eq!((outcome.status, outcome.overwritten), (SAVED, Vec::new()));
    let nothing = here.hear();
    assert!(Rc::ptr_eq(&nothing.before, here.corpus()));
    assert_eq!((nothing.applied.len(), nothing.status), (0, SAVED));
}

#[test]
fn a_note_that_was_overwritten_unseen_is_told_here_and_at_the_next_start() {
    let browser = Browser::default();
    let [mut here, mut there] = two_pages(&browser);
    there.note("two", "theirs");
    here.note("two", "ours");
    let told = |outcome: Outcome| outcome.overwritten.into_iter().map(|lost| lost.field).collect::<Vec<_>>();
    assert_eq!(told(here.hear()), [Field::Note]);
    assert_eq!(told(there.hear()), [Field::Note]);
    assert_eq!(told(Page::start(&browser, 3, Budget::default()).1), [Field::Note]);
}

#[test]
fn of_a_note_that_was_overwritten_while_it_was_typed_only_the_last_is_told() {
    let browser = Browser::default();
    let [mut here, mut there] = two_pages(&browser);
    here.note("two", "ours");
    there.note("two", "thei");
    there.note("two", "theirs");
    let overwritten = here.hear().overwritten;
    assert_eq!(overwritten.len(), 1, "{overwritten:?}");
}

#[test]
fn what_another_page_clears_goes_and_comes_back_with_it() {
    let browser = Browser::default();
    let [mut here, mut there] = two_pages(&browser);
    assert!(there.editor.undo_clear().is_none());
    there.editor.clear(0xc1ea);
    assert!(here.hear().was_cleared);
    assert_eq!([here.marked(), there.marked()], ["one two three four five six"; 2]);
    let (put_back, outcome) = there.editor.undo_clear().expect("something was cleared");
    assert_eq!((put_back, outcome.status), (Ok(()), SAVED));
    here.hear();
    assert_eq!([here.marked(), there.marked()], ["one [actor:two] three four five six"; 2]);
}

#[test]
fn a_store_that_was_emptied_is_told_of_and_can_be_written_anew() {
    let browser = Browser::default();
    let mut page = open(&browser, 1);
    page.tag("two");
    browser.stored_in_the_end();
    let other = browser.open();
    other.keys("").iter().for_each(|key| other.remove(key).expect("it goes"));
    assert_eq!(page.hear().status, EMPTIED);
    assert_eq!(page.tag("three").status, EMPTIED);
    assert_eq!(page.editor.store_anew(0xa).status, SAVED);
    assert_eq!(open(&browser, 2).marked(), "one [actor:two] [actor:three] four five six");
}

#[test]
fn a_later_page_goes_on_with_the_history_that_it_adopts() {
    let browser = Browser::default();
    open(&browser, 1).tag("one");
    open(&browser, 2).tag("two");
    let mut page = open(&browser, 3);
    assert_eq!(page.editor.history_ids(), [2, 1, 3].map(ReplicaId));
    page.editor.adopt(Some(1));
    page.undo().expect("the step of the first page");
    assert_eq!(page.marked(), "one [actor:two] three four five six");
    assert_eq!(page.editor.history_ids(), []);
}
