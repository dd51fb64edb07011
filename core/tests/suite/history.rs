//! History: steps back and forth, alone and beside somebody else.

use super::{Given, fixture, json};
use glossator_core::command::{Command, plan};
use glossator_core::fixture::Fixture;
use glossator_core::record::ReplicaId;
use glossator_core::time::Timestamp;

fn note(fixture: &Fixture, words: &str, note: &str) -> Command {
    Command::SetNote { annotation: fixture.id(words), note: note.into() }
}

/// What another tab does, unknown to this one's history.
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
        |fixture| Command::Relabel { annotation: fixture.id("Istanbul"), label: "actor".into() },
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
        |fixture| Command::Relabel { annotation: fixture.id("Erdogan"), label: "claim".into() },
        "[claim:Erdogan] met him ",
        false,
    );
    check(
        |fixture| Command::Relabel { annotation: fixture.id("Erdogan"), label: "claim".into() },
        |fixture| Command::Relabel { annotation: fixture.id("Erdogan"), label: "location".into() },
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
