//! History: steps back and forth, alone and beside somebody else.

use super::page::{Page, SAVED};
use super::store::Browser;
use super::{Given, fixture, json};
use glossator_core::edit::command::{Command, Rejection, plan};
use glossator_core::edit::history::History;
use glossator_core::edit::transaction::{Action, Transaction};
use glossator_core::model::record::ReplicaId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::Budget;
use glossator_fixture::Fixture;
use std::rc::Rc;

fn note(fixture: &Fixture, words: &str, note: &str) -> Command {
    Command::SetNote { annotation: fixture.id(words), note: note.into() }
}

/// Command of another tab, unknown to this one's history.
fn elsewhere(fixture: &mut Fixture, command: &Command) {
    let mut moment = fixture.next_moment();
    moment.replica = ReplicaId(2);
    let transaction = plan(&fixture.corpus, command, &moment).expect("it does something");
    fixture.apply(transaction);
}

#[test]
fn every_step_is_taken_back_and_done_again() {
    let mut fixture = fixture("[claim:he met [actor:Erdogan]] in Istanbul");
    let steps: [Given; 7] = [
        |fixture| {
            let span = fixture.span("a", "Istanbul").expect("there");
            Command::Tag { document: "a".into(), span, label: "location".into() }
        },
        |fixture| note(fixture, "Istanbul", "where?"),
        |fixture| Command::Relabel { annotations: vec![fixture.id("Istanbul")], label: "actor".into() },
        |_| Command::Rename { document: "a".into(), title: "Title".into() },
        |fixture| Command::Delete { annotations: vec![fixture.id("Erdogan"), fixture.id("Istanbul")] },
        |_| Command::SetName { name: "Ana".into() },
        |fixture| Command::Delete { annotations: vec![fixture.id("he met Erdogan")] },
    ];
    let mut states = vec![json(&fixture.corpus)];
    for step in steps {
        let command = step(&fixture);
        fixture.give(&command).expect("it does something");
        states.push(json(&fixture.corpus));
    }
    for _ in 0..2 {
        for expected in states.iter().rev().skip(1) {
            assert!(fixture.undo().expect("a step").left.is_empty());
            assert_eq!(json(&fixture.corpus), *expected);
        }
        assert!(fixture.undo().is_none());
        for expected in states.iter().skip(1) {
            assert!(fixture.redo().expect("a step").left.is_empty());
            assert_eq!(json(&fixture.corpus), *expected);
        }
        assert!(fixture.redo().is_none());
    }
}

#[test]
fn settings_that_are_decided_are_one_step() {
    let mut fixture = fixture("one");
    let decide = |value: &str| Command::Decide(["a", "b"].map(|name| (name.into(), value.into())).into());
    let setting = |fixture: &Fixture| fixture.corpus.setting("b").map(ToString::to_string);
    fixture.give(&decide("on")).expect("it changes something");
    assert_eq!(setting(&fixture).as_deref(), Some("on"));
    for nothing in [decide("on"), Command::Decide(Vec::new())] {
        let refused = plan(&fixture.corpus, &nothing, &fixture.moment).map(|_| ());
        assert_eq!(refused, Err(Rejection::NothingToDo));
    }
    assert_eq!(fixture.undo().expect("a step").transaction.operations.len(), 2);
    assert_eq!(setting(&fixture), None);
    fixture.redo().expect("a step");
    assert_eq!(setting(&fixture).as_deref(), Some("on"));
}

#[test]
fn what_was_undone_is_forgotten_when_something_else_is_done() {
    let mut fixture = fixture("[actor:one] two");
    fixture.give(&note(&fixture, "one", "first")).expect("a note");
    fixture.undo().expect("a step");
    fixture.give(&Command::Rename { document: "a".into(), title: "Title".into() }).expect("a title");
    assert!(fixture.history.next_redo().is_none());
    assert!(fixture.redo().is_none());
}

/// `mine`, then `theirs`, then undo: what stands, and whether something was left.
#[test]
fn what_somebody_else_wrote_since_is_left_and_named() {
    let check = |mine: Given, theirs: Given, stands: &str, left: bool| {
        let mut fixture = fixture("[actor:Erdogan] met him");
        let id = fixture.id("Erdogan");
        let command = mine(&fixture);
        fixture.give(&command).expect("mine");
        let command = theirs(&fixture);
        elsewhere(&mut fixture, &command);
        let revert = fixture.undo().expect("a step");
        assert_eq!(revert.left, if left { vec![id.key()] } else { Vec::new() });
        let note = fixture.annotation("Erdogan").map(|annotation| annotation.note.to_string());
        assert_eq!(format!("{} {}", fixture.marked("a"), note.unwrap_or_default()), stands);
    };
    check(
        |fixture| note(fixture, "Erdogan", "mine"),
        |fixture| note(fixture, "Erdogan", "theirs"),
        "[actor:Erdogan] met him theirs",
        true,
    );
    check(
        |fixture| note(fixture, "Erdogan", "mine"),
        |fixture| Command::Relabel { annotations: vec![fixture.id("Erdogan")], label: "claim".into() },
        "[claim:Erdogan] met him ",
        false,
    );
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("Erdogan")], label: "claim".into() },
        |fixture| Command::Relabel { annotations: vec![fixture.id("Erdogan")], label: "location".into() },
        "[location:Erdogan] met him ",
        true,
    );
    check(
        |fixture| note(fixture, "Erdogan", "mine"),
        |fixture| Command::Delete { annotations: vec![fixture.id("Erdogan")] },
        "Erdogan met him ",
        false,
    );
}

#[test]
fn the_same_words_of_somebody_else_are_left_too() {
    let mut fixture = fixture("[actor:Erdogan]");
    fixture.give(&note(&fixture, "Erdogan", "agreed")).expect("mine");
    for text in ["not agreed", "agreed"] {
        let theirs = note(&fixture, "Erdogan", text);
        elsewhere(&mut fixture, &theirs);
    }
    assert_eq!(fixture.undo().expect("a step").left, [fixture.id("Erdogan").key()]);
    assert_eq!(&*fixture.annotation("Erdogan").expect("there").note, "agreed");
}

#[test]
fn an_undo_that_leaves_everything_is_an_empty_step() {
    let mut fixture = fixture("[actor:Erdogan]");
    fixture.give(&note(&fixture, "Erdogan", "mine")).expect("mine");
    let theirs = note(&fixture, "Erdogan", "theirs");
    elsewhere(&mut fixture, &theirs);
    let before = json(&fixture.corpus);
    assert!(fixture.undo().expect("a step").transaction.operations.is_empty());
    assert_eq!(json(&fixture.corpus), before);
    assert!(fixture.redo().expect("a step").transaction.operations.is_empty());
    assert_eq!(json(&fixture.corpus), before);
}

/// Writes notes, each so many milliseconds after the one before, and counts the steps.
#[test]
fn a_note_that_is_written_on_is_one_step() {
    let check = |notes: &[(&str, &str, u64)], steps: &[&str]| {
        let mut fixture = fixture("[actor:one] [actor:two]");
        for (words, text, pause) in notes {
            // A command takes a second by itself.
            let time = fixture.moment.time.millis() + pause - 1_000;
            fixture.moment.time = Timestamp::from_millis(time);
            fixture.give(&note(&fixture, words, text)).expect("a note");
        }
        for expected in steps {
            fixture.undo().expect("a step");
            let note = |words| fixture.annotation(words).expect("there").note.to_string();
            assert_eq!([note("one"), note("two")].join(","), *expected);
        }
        assert!(fixture.undo().is_none());
    };
    check(&[("one", "a", 1_000), ("one", "ab", 1_000), ("one", "abc", 4_999)], &[","]);
    check(&[("one", "a", 1_000), ("one", "ab", 5_000)], &["a,", ","]);
    check(&[("one", "a", 1_000), ("two", "b", 1_000)], &["a,", ","]);
    check(&[("one", "a", 1_000), ("two", "b", 1_000), ("one", "c", 1_000)], &["a,b", "a,", ","]);
}

/// Moves the end of the first annotation word by word, each so many milliseconds after the move before.
#[test]
fn a_boundary_that_is_moved_on_is_one_step() {
    let check = |moves: &[(&str, u64)], steps: &[&str]| {
        let mut fixture = fixture("[actor:one] two three");
        let annotation = fixture.id("one");
        for (words, pause) in moves {
            let time = fixture.moment.time.millis() + pause - 1_000;
            fixture.moment.time = Timestamp::from_millis(time);
            let span = fixture.span("a", words).expect(words);
            fixture.give(&Command::Reanchor { annotation, span }).expect("it moves");
        }
        for expected in steps {
            fixture.undo().expect("a step");
            assert_eq!(fixture.marked("a"), *expected);
        }
        assert!(fixture.undo().is_none());
        for _ in steps {
            fixture.redo().expect("a step");
        }
        assert_eq!(fixture.marked("a"), "[actor:one two three]");
        assert!(fixture.corpus.annotation(annotation).is_some(), "it is still the same");
    };
    check(&[("one two", 1_000), ("one two three", 1_000)], &["[actor:one] two three"]);
    let both = ["[actor:one two] three", "[actor:one] two three"];
    check(&[("one two", 1_000), ("one two three", 5_000)], &both);
}

#[test]
fn a_note_is_not_one_step_across_what_somebody_else_wrote() {
    let mut fixture = fixture("[actor:Erdogan]");
    fixture.give(&note(&fixture, "Erdogan", "a")).expect("a note");
    let theirs = note(&fixture, "Erdogan", "theirs");
    elsewhere(&mut fixture, &theirs);
    fixture.give(&note(&fixture, "Erdogan", "theirs and mine")).expect("a note");
    fixture.undo().expect("a step");
    assert_eq!(&*fixture.annotation("Erdogan").expect("there").note, "theirs");
}

#[test]
fn a_step_is_taken_back_whole_after_a_reload() {
    let mut fixture = fixture("[actor:Erdogan]");
    fixture.give(&note(&fixture, "Erdogan", "before")).expect("a note");
    // A new page adopts the history under a replica id of its own.
    fixture.moment.replica = ReplicaId(3);
    fixture.undo().expect("a step");
    assert_eq!(&*fixture.annotation("Erdogan").expect("there").note, "");
    fixture.redo().expect("a step");
    assert_eq!(&*fixture.annotation("Erdogan").expect("there").note, "before");
    fixture.undo().expect("a step");
    assert_eq!(&*fixture.annotation("Erdogan").expect("there").note, "");
}

/// Words for the steps that can be undone and redone, the next ones first.
fn steps(page: &Page) -> (Option<Action>, Option<Action>) {
    let word = |step: Option<&Rc<Transaction>>| step.map(|step| step.action.clone());
    (word(page.editor.history().next_undo()), word(page.editor.history().next_redo()))
}

/// A page that opens after this one goes on with its history, step by step.
#[test]
fn a_page_that_opens_later_goes_on_where_the_other_stopped() {
    let check = |deeds: &[fn(&mut Page)]| {
        let browser = Browser::default();
        let budget = Budget { chunk: 300, entry: 300, ..Budget::default() };
        let mut page = Page::open(&browser, 1, budget);
        for (number, deed) in deeds.iter().enumerate() {
            deed(&mut page);
            if number % 3 == 2 {
                page.compact(number % 2 == 0);
            }
        }
        let copy = Browser::with(browser.stored_in_the_end());
        let mut again = Page::open(&copy, 2, budget);
        loop {
            assert_eq!(steps(&again), steps(&page));
            assert_eq!(json(again.corpus()), json(page.corpus()));
            let [undone, expected] = [again.undoes(), page.undoes()];
            assert_eq!(undone, expected);
            if !undone {
                break;
            }
        }
        // All of that was stored, too.
        let mut third = Page::open(&copy, 3, budget);
        while page.redoes() {
            assert!(third.redoes());
            assert_eq!(json(third.corpus()), json(page.corpus()));
        }
        assert!(third.redo().is_none());
    };
    let tag: fn(&mut Page) = |page| drop(page.tag("two"));
    let note: fn(&mut Page) = |page| drop(page.note("two", "x"));
    let longer: fn(&mut Page) = |page| drop(page.note("two", "x and more"));
    let undo: fn(&mut Page) = |page| assert!(page.undoes());
    let redo: fn(&mut Page) = |page| assert!(page.redoes());
    // Larger than a chunk.
    let import: fn(&mut Page) = |page| drop(page.import("own", "my own").expect("room"));
    let remove: fn(&mut Page) = |page| drop(page.remove("own"));
    let delete: fn(&mut Page) = |page| drop(page.delete("two"));
    check(&[]);
    check(&[tag]);
    check(&[tag, note, longer, delete]);
    check(&[tag, undo]);
    check(&[tag, note, undo, undo, redo]);
    check(&[tag, note, undo, longer, undo]);
    check(&[import, tag, remove, note, undo, undo, undo]);
    check(&[import, undo, redo, undo, redo, tag, undo, undo]);
    check(&[tag, import, remove, undo, redo, undo, delete]);
}

#[test]
fn a_step_that_reverted_nothing_is_not_kept_and_does_no_harm() {
    let browser = Browser::default();
    let [mut page, mut other] = [1, 9].map(|replica| Page::start(&browser, replica, Budget::default()).0);
    page.tag("two");
    page.note("two", "mine");
    other.hear();
    other.note("two", "theirs");
    page.hear();
    // Somebody else wrote the note since: taking it back writes nothing, and what was before it is next.
    let (revert, outcome) = page.undo().expect("a step");
    assert_eq!((revert.transaction.operations.len(), outcome.status), (0, SAVED));
    assert!(page.undoes());
    let page = Page::open(&browser, 2, Budget::default());
    assert_eq!(page.editor.history().next_undo().map(|step| step.stamp), None);
    assert_eq!(page.marked(), "one two three four five six");
}

#[test]
fn a_thousand_steps_are_there_after_a_reload() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.tag("two");
    for number in 0..1_000 {
        page.time += 5_000;
        page.note("two", &format!("note {number}"));
        if page.editor.is_compaction_due() {
            page.compact(true);
        }
    }
    let mut again = Page::open(&browser, 2, Budget::default());
    for number in (0..1_000).rev() {
        assert_eq!(again.note_of("two").as_deref(), Some(&*format!("note {number}")));
        assert!(again.undoes());
    }
    assert!(again.undoes() && again.undo().is_none());
}

#[test]
fn the_oldest_steps_are_let_go_of_and_the_others_stay() {
    let browser = Browser::default();
    let budget = Budget { entries: (20, 100_000), ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    page.tag("two");
    for number in 0..60 {
        page.time += 5_000;
        page.note("two", &format!("note {number}"));
        if number % 7 == 3 {
            assert!(page.undoes());
        }
        if page.editor.is_compaction_due() {
            page.compact(true);
        }
    }
    let mut again = Page::open(&Browser::with(browser.stored_in_the_end()), 2, budget);
    let mut undone = 0;
    loop {
        assert_eq!(json(again.corpus()), json(page.corpus()));
        if !again.undoes() {
            break;
        }
        undone += 1;
        assert!(page.undoes());
    }
    assert!((9..=20).contains(&undone), "{undone}");
}

#[test]
fn earlier_steps_come_before_the_pages_own() {
    let check = |earlier: &[fn(&mut Fixture)], own: &[fn(&mut Fixture)], undo: &[&str], redo: usize| {
        let mut it = fixture("[actor:one] two");
        it.history = History::default();
        for deed in earlier {
            deed(&mut it);
        }
        let adopted = std::mem::take(&mut it.history);
        it.moment.replica = ReplicaId(3);
        for deed in own {
            deed(&mut it);
        }
        it.history.adopt(adopted);
        let mut redone = it.clone();
        for expected in undo {
            it.undo().expect(expected);
            let annotation = it.annotation("one").expect("there");
            assert_eq!(format!("{} {}", annotation.label.0, annotation.note), *expected);
        }
        assert!(it.undo().is_none());
        assert_eq!(std::iter::from_fn(|| redone.redo()).count(), redo);
    };
    let label: fn(&mut Fixture) = |it| {
        it.give(&Command::Relabel { annotations: vec![it.id("one")], label: "claim".into() })
            .expect("another");
    };
    let write: fn(&mut Fixture) = |it| {
        it.give(&note(it, "one", "x")).expect("new");
    };
    let undo: fn(&mut Fixture) = |it| drop(it.undo().expect("a step"));
    check(&[label], &[write], &["claim ", "actor "], 0);
    check(&[label, undo], &[], &[], 1);
    check(&[label, undo], &[write], &["actor "], 0);
    // Doing something forgets what could be done again, also if that was taken back.
    check(&[label, undo], &[write, undo], &[], 1);
    check(&[label, write, undo], &[], &["actor "], 1);
    check(&[], &[write], &["actor "], 0);
}
