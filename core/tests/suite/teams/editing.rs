//! The editor in a team: what others wrote is shown and not stored, and what is written here is stored and offered.

use super::super::page::{Page, SAVED};
use super::super::store::Browser;
use super::world::team;
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::edit::editor::Editor;
use glossator_core::model::record::{Field, Kind, ReplicaId, Value};
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::Budget;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::outbox::{Outbox, Writes};
use glossator_core::sync::request::Limits;
use glossator_core::sync::team::Team;

/// Room for hardly anything, so that folding happens at once.
const TINY: Budget = Budget { uncompacted: 1, entries: (2, 1_000), ..roomy() };

const fn roomy() -> Budget {
    Budget {
        entries: (1_500, 700_000),
        uncompacted: 200,
        chunk: 16 * 1024,
        entry: 64 * 1024,
        backups: (7, 700_000),
        room: 5 * 1024 * 1024,
    }
}

/// Somebody's page, who is in the team from the start.
fn page(browser: &Browser, replica: u64, person: &str) -> Page {
    let (mut page, _) = Page::start(browser, replica, TINY);
    page.editor.join(&team(), person, &[]);
    page.editor.own_writes();
    page
}

/// Docs of what somebody wrote since this was asked last.
fn docs(page: &mut Page, person: &str) -> Vec<Doc> {
    docs_of(page.editor.take_writes(), page, person)
}

fn docs_of(writes: Writes, page: &Page, person: &str) -> Vec<Doc> {
    let mut outbox = Outbox::new(person.into(), ReplicaId(page.time), Limits::default());
    outbox.offer(writes, page.editor.role());
    outbox.pending().iter().cloned().collect()
}

/// Two pages in two browsers: what the lead wrote has come to the coder.
fn two() -> (Browser, Page, Page) {
    let [here, there] = [(), ()].map(|()| Browser::default());
    let (mut ada, mut lea) = (page(&here, 1, "ada"), page(&there, 2, "lea"));
    lea.tag("two");
    let written = docs(&mut lea, "lea");
    ada.editor.hear(&written, true);
    (here, ada, lea)
}

#[test]
fn what_others_wrote_is_shown_and_not_stored() {
    let (browser, mut ada, _) = two();
    assert_eq!(ada.marked(), "one [actor:two] three four five six");
    ada.tag("three");
    ada.note("two", "mine");
    ada.compact(true);
    ada.editor.back_up("2026-11-30", Timestamp::default());
    assert_eq!(ada.editor.stored().backups, []);
    let stored = browser.stored_in_the_end();
    let lines: Vec<_> = stored.iter().map(|(key, value)| format!("{key} {value}")).collect();
    let others = lines.iter().filter(|line| line.contains("0000000000000002")).count();
    assert_eq!(others, 0, "{lines:#?}");
    let (alone, _) = Page::start(&browser, 3, TINY);
    assert_eq!(alone.marked(), "one two [actor:three] four five six");
}

#[test]
fn a_page_that_opens_has_what_is_stored_and_what_the_replica_has() {
    let (browser, mut ada, mut lea) = two();
    ada.tag("three");
    lea.tag("four");
    let replica = docs_of(lea.editor.own_writes(), &lea, "lea");
    let (mut again, _) = Page::start(&browser, 3, TINY);
    let outcome = again.editor.join(&team(), "ada", &replica);
    assert!(outcome.change.is_none() && outcome.overwritten.is_empty());
    assert_eq!(again.marked(), "one [actor:two] [actor:three] [actor:four] five six");
    assert_eq!((again.editor.role(), outcome.status), (Role::Coder, SAVED));
    // It goes on with stamps behind all of these, and with its own history.
    again.editor.adopt(Some(0));
    assert!(again.undoes());
    assert_eq!(again.marked(), "one [actor:two] three [actor:four] five six");
    let undone = docs_of(again.editor.own_writes(), &again, "ada");
    lea.editor.hear(&undone, true);
    assert_eq!(lea.marked(), again.marked());
}

#[test]
fn a_value_that_another_person_overwrote_unseen_is_told() {
    let (_, mut ada, mut lea) = two();
    docs(&mut ada, "ada");
    ada.note("two", "hers");
    lea.note("two", "theirs");
    let [of_ada, of_lea] = [docs(&mut ada, "ada"), docs(&mut lea, "lea")];
    let told = |page: &mut Page, docs: &[Doc]| -> Vec<Field> {
        page.editor.hear(docs, true).overwritten.into_iter().map(|lost| lost.field).collect()
    };
    assert_eq!(told(&mut ada, &of_lea), [Field::Note]);
    assert_eq!(told(&mut lea, &of_ada), [Field::Note]);
    assert_eq!(ada.note_of("two"), lea.note_of("two"));
    assert_eq!(told(&mut lea, &of_ada), [], "twice is as once");
}

/// The kinds of the records of which a page is told that they are gone, when it hears those docs.
fn told_gone(page: &mut Page, docs: &[Doc]) -> Vec<Kind> {
    let overwritten = page.editor.hear(docs, true).overwritten.into_iter();
    overwritten.filter(|lost| lost.field == Field::Deleted).map(|lost| lost.record.kind).collect()
}

#[test]
fn what_one_person_changed_and_another_deleted_unseen_is_told_to_both() {
    let (browser, mut ada, mut lea) = two();
    let replica = docs_of(lea.editor.own_writes(), &lea, "lea");
    docs(&mut ada, "ada");
    ada.note("two", "hers");
    lea.delete("two");
    let [of_ada, of_lea] = [docs(&mut ada, "ada"), docs(&mut lea, "lea")];
    let (mut again, _) = Page::start(&browser, 3, TINY);
    again.editor.join(&team(), "ada", &replica);
    for page in [&mut ada, &mut again] {
        assert_eq!(told_gone(page, &of_lea), [Kind::Annotation]);
        assert_eq!(told_gone(page, &of_lea), [], "twice is as once");
    }
    assert_eq!(told_gone(&mut lea, &of_ada), [Kind::Annotation]);
    // Either can bring it back, and both have all of it then.
    let key = lea.corpus().records(&Kind::Annotation).next().expect("it is gone").0.clone();
    let value = Some(Value::Flag(false));
    ada.give(&Command::Settle { record: key, field: Field::Deleted, value });
    let back = docs(&mut ada, "ada");
    assert_eq!(told_gone(&mut lea, &back), []);
    assert_eq!(lea.marked(), "one [actor:two] three four five six");
    for page in [&ada, &lea] {
        assert_eq!(page.note_of("two").as_deref(), Some("hers"));
    }
}

#[test]
fn a_deletion_that_saw_the_change_is_no_question() {
    let (_, mut ada, mut lea) = two();
    docs(&mut ada, "ada");
    ada.note("two", "hers");
    let of_ada = docs(&mut ada, "ada");
    for page in [&mut ada, &mut lea] {
        assert_eq!(told_gone(page, &of_ada), []);
    }
    lea.delete("two");
    let of_lea = docs(&mut lea, "lea");
    for page in [&mut ada, &mut lea] {
        assert_eq!(told_gone(page, &of_lea), []);
    }
}

/// The change was sent before the deletion, which was made later and without it: whoever deleted hears of it.
#[test]
fn a_change_that_comes_to_whoever_deleted_the_record_is_told() {
    let (_, mut ada, mut lea) = two();
    docs(&mut ada, "ada");
    ada.note("two", "hers");
    let of_ada = docs(&mut ada, "ada");
    ada.editor.hear(&of_ada, false);
    for words in ["one", "three", "four"] {
        lea.tag(words);
    }
    lea.delete("two");
    assert_eq!(told_gone(&mut lea, &of_ada), [Kind::Annotation]);
    assert_eq!(lea.editor.hear(&of_ada, false).overwritten, []);
}

#[test]
fn work_in_an_article_that_was_removed_meanwhile_is_told() {
    let (_, mut ada, mut lea) = two();
    docs(&mut ada, "ada");
    ada.tag("three");
    let document = lea.corpus().documents().next().expect("an article").id.to_string();
    lea.remove(&document);
    let [of_ada, of_lea] = [docs(&mut ada, "ada"), docs(&mut lea, "lea")];
    assert_eq!(told_gone(&mut ada, &of_lea), [Kind::Document]);
    assert_eq!(told_gone(&mut lea, &of_ada), [Kind::Document]);
}

#[test]
fn what_was_overwritten_before_somebody_came_is_told_to_nobody() {
    let (_, mut ada, mut lea) = two();
    ada.note("two", "hers");
    lea.note("two", "theirs");
    let of_lea = docs(&mut lea, "lea");
    assert_eq!(ada.editor.hear(&of_lea, false).overwritten, []);
}

#[test]
fn a_person_is_the_same_annotator_in_another_browser() {
    let (_, mut ada, _) = two();
    let (mut lea, _) = Page::start_as(0xb, &Browser::default(), 2, TINY);
    lea.editor.join(&team(), "lea", &[]);
    lea.give(&Command::SetName { name: "Lea".into() });
    ada.give(&Command::SetName { name: "Ada".into() });
    ada.tag("three");
    let mut replica = docs_of(ada.editor.own_writes(), &ada, "ada");
    replica.extend(docs_of(lea.editor.own_writes(), &lea, "lea"));
    let (mut other, _) = Page::start_as(0xc, &Browser::default(), 9, TINY);
    let newcomer = other.editor.annotator();
    other.editor.join(&Team::default(), "nobody", &replica);
    assert_eq!(other.editor.annotator(), newcomer);
    other.editor.join(&team(), "ada", &[]);
    other.editor.hear(&replica, false);
    other.tag("five");
    assert_eq!(other.editor.annotator(), ada.editor.annotator());
    assert_eq!(other.corpus().annotator_name(other.editor.annotator()).as_ref(), "Ada");
}

#[test]
fn what_another_tab_wrote_is_offered_as_well() {
    let (browser, mut ada, mut lea) = two();
    let mut tab = page(&browser, 3, "ada");
    docs(&mut ada, "ada");
    tab.tag("five");
    ada.hear();
    let written = docs(&mut ada, "ada");
    lea.editor.hear(&written, true);
    assert_eq!(lea.marked(), "one [actor:two] three four [actor:five] six");
    assert_eq!(docs(&mut ada, "ada"), []);
}

#[test]
fn a_deletion_that_was_not_sent_is_not_forgotten_in_the_store() {
    let (browser, mut ada, mut lea) = two();
    ada.delete("two");
    for _ in 0..3 {
        ada.compact(true);
        ada.editor.evict_steps();
    }
    let (mut again, _) = Page::start(&browser, 3, TINY);
    again.editor.join(&team(), "ada", &docs_of(lea.editor.own_writes(), &lea, "lea"));
    assert_eq!(again.marked(), "one two three four five six");
    let written = docs_of(again.editor.own_writes(), &again, "ada");
    lea.editor.hear(&written, true);
    assert_eq!(lea.marked(), "one two three four five six");
}

#[test]
fn what_somebody_wrote_can_be_left_out_and_taken_in_again() {
    let (_, mut ada, mut lea) = two();
    ada.tag("three");
    let mut all = docs_of(lea.editor.own_writes(), &lea, "lea");
    all.extend(docs(&mut ada, "ada"));
    let check = |page: &mut Page, person: &str, left_out: &[&str], expected: &str| {
        let left_out = left_out.iter().map(|name| (*name).into()).collect();
        let team = Team { left_out, ..team() };
        page.editor.join(&team, person, &all);
        assert_eq!(page.marked(), expected);
        page.editor.hear(&all, true);
        assert_eq!(page.marked(), expected, "nor when it comes again");
    };
    check(&mut lea, "lea", &["ada"], "one [actor:two] three four five six");
    check(&mut lea, "lea", &[], "one [actor:two] [actor:three] four five six");
    check(&mut ada, "ada", &["lea"], "one two [actor:three] four five six");
    check(&mut ada, "ada", &["lea", "ada"], "one two [actor:three] four five six");
    check(&mut ada, "ada", &[], "one [actor:two] [actor:three] four five six");
}

#[test]
fn what_is_cleared_is_what_is_stored() {
    let (_, mut ada, mut lea) = two();
    ada.tag("three");
    ada.editor.clear(7);
    assert_eq!(ada.marked(), "one two three four five six");
    let (put_back, outcome) = ada.editor.undo_clear().expect("something was cleared");
    assert_eq!((put_back, outcome.status), (Ok(()), SAVED));
    ada.editor.join(&team(), "ada", &docs_of(lea.editor.own_writes(), &lea, "lea"));
    assert_eq!(ada.marked(), "one [actor:two] [actor:three] four five six");
}

#[test]
fn a_role_comes_with_the_team() {
    let check = |person: &str, role: Role, expected: Result<(), Rejection>| {
        let mut page = page(&Browser::default(), 1, person);
        assert_eq!(page.editor.role(), role);
        let rename = Command::Rename { document: "a".into(), title: "x".into() };
        assert_eq!(page.run(&rename).map(|_| ()), expected, "{person}");
    };
    check("lea", Role::Lead, Ok(()));
    check("ada", Role::Coder, Err(Rejection::NotTheirs(Kind::Document)));
    check("rea", Role::Reader, Err(Rejection::ReadersWriteNothing));
    check("mal", Role::Reader, Err(Rejection::ReadersWriteNothing));
}

#[test]
fn without_a_team_nothing_is_noted() {
    let (mut page, _) = Page::start(&Browser::default(), 1, TINY);
    page.tag("two");
    let editor: &mut Editor = &mut page.editor;
    for writes in [editor.own_writes(), editor.take_writes()] {
        assert!(writes.texts.is_empty() && writes.cells.is_empty() && writes.transactions.is_empty());
    }
    assert!(editor.hear(&[], true).applied.is_empty());
}
