//! A later program: what it stored in words that this one does not know is carried by everything that this one does,
//! and shown to nobody.

use super::golden::SEEDS;
use super::store::Browser;
use super::{assert_same, cells_of, fixture, json};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::history::History;
use glossator_core::edit::transaction::{Action, Origin};
use glossator_core::formats::native;
use glossator_core::model::record::{Field, Kind, RecordKey, ReplicaId, Value};
use glossator_core::saving::journal::{self, Entry, chunk};
use glossator_core::saving::{Budget, SaveStatus, Saving, Started};
use glossator_fixture::Fixture;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Kinds, fields, actions, origins, settings and values that nobody here knows, in entries and in a chunk.
const STORED_LATER: &str = include_str!("../golden/stored-later.json");

/// Values in it, as they are written there.
const VALUES: [&str; 12] = [
    r#"{"name":"The Paper","page":3.50}"#,
    r#"["Turkey","TR"]"#,
    r#"{"blocks":[{"bold":"why “so”?","size":1e2}]}"#,
    r#"[["b5d0db5668d8e733",19,23],["b5d0db5668d8e733",35,41]]"#,
    r#"[{"quote":"Oslo","score":-0}]"#,
    r#"{"shown":[1,2.50]}"#,
    r#"{"blocks":[]}"#,
    r#"["Norway",{"no":1.0}]"#,
    "12345678901234567890123",
    r#"["b5d0db5668d8e733",19,31]"#,
    "[1E400]",
    "\"against\"",
];

fn entries() -> BTreeMap<String, String> {
    serde_json::from_str(STORED_LATER).expect("keys and values")
}

/// Fields that only a later program understands, without their stamps: all, or those for which files have room.
fn unknown(corpus: &Corpus, in_files: bool) -> Vec<String> {
    let cells = cells_of(corpus).into_iter().filter(|(key, field, cell)| {
        let is_in_files = || key.kind != Kind::Setting && !corpus.record(key).expect("it").is_deleted();
        let is_unknown = matches!(key.kind, Kind::Unknown(_)) && *field != Field::Deleted
            || matches!(cell.value, Some(Value::Json(_)));
        is_unknown && (!in_files || is_in_files())
    });
    cells.map(|(key, field, cell)| format!("{key:?} {field} {:?}", cell.value)).collect()
}

fn start(browser: &Browser, replica: u64) -> Started {
    let budget = Budget { entries: (0, 0), uncompacted: 1, ..Budget::default() };
    Saving::start(&Corpus::new(SEEDS), Ok(browser.open()), ReplicaId(replica), budget)
}

#[test]
fn what_a_later_program_stored_is_no_damage_and_means_what_is_known_of_it() {
    let started = start(&Browser::with(entries()), 1);
    assert_eq!((started.newly_read.damaged.len(), started.saving.status()), (0, SaveStatus::Saved));
    let corpus = started.corpus;
    assert_eq!(unknown(&corpus, false).len(), 30, "{:#?}", unknown(&corpus, false));
    let document = corpus.document(&"later".into()).expect("an article");
    let quotes: Vec<_> = document.annotations().map(|one| one.quote(&document.text)).collect();
    // One has a target that nobody here can read.
    assert_eq!(quotes, ["Ankara", "Oslo", "Ankara"]);
    let notes: Vec<_> = document.annotations().map(|one| &*one.note).collect();
    assert_eq!(notes, ["", "", "plain"]);
    assert_eq!(corpus.setting("theme of a later page").map(|value| &**value), Some("contrast"));
    assert_eq!(corpus.setting("columns"), None);
}

/// A page of this program opens the store, edits, folds, lets go of the entries, sweeps; the next one finds it all.
#[test]
fn everything_that_a_later_program_stored_outlives_edits_and_folding() {
    let browser = Browser::with(entries());
    let Started { corpus, mut saving, .. } = start(&browser, 0xee);
    let expected = unknown(&corpus, false);
    let mut it = Fixture { corpus, ..fixture("") };
    it.moment.replica = ReplicaId(0xee);
    let annotation = it.annotation("Oslo").expect("there").id;
    for command in [
        Command::Relabel { annotations: vec![annotation], label: "location".into() },
        Command::Rename { document: "later".into(), title: "Another title".into() },
        Command::Delete { annotations: vec![it.id("Ankara")] },
    ] {
        it.give(&command).expect("new");
    }
    it.undo().expect("the deletion");
    for transaction in &it.transactions {
        assert_eq!(saving.write(&it.corpus, &Rc::new(transaction.clone())), SaveStatus::Saved);
    }
    for _ in 0..2 {
        saving.compact(&it.corpus, true).expect("room");
    }
    browser.close(0);
    let stored = browser.stored();
    assert!(stored.keys().all(|key| !key.contains("/journal/") && !key.contains("/damaged/")));
    assert_eq!(
        stored.keys().filter(|key| key.contains("/text/")).count(),
        2,
        "one is only known to a later program"
    );
    let written: String = stored.values().map(String::as_str).collect();
    for value in VALUES {
        assert!(written.contains(value), "{value}");
    }
    let again = start(&browser, 2);
    assert_eq!(again.newly_read.damaged, []);
    assert_eq!(unknown(&again.corpus, false), expected);
    assert_same(&again.corpus, &it.corpus);
}

#[test]
fn everything_that_files_have_room_for_comes_in_elsewhere() {
    let corpus = start(&Browser::with(entries()), 1).corpus;
    let written = json(&corpus);
    let file: &RawValue = serde_json::from_str(&written).expect("JSON");
    let incoming = native::read(file).expect("a download");
    assert_eq!(incoming.findings, []);
    let mut elsewhere = Fixture { corpus: Corpus::new(SEEDS), ..fixture("") };
    elsewhere.give(&Command::Import(Rc::new(incoming.clone()))).expect("new");
    assert_eq!(unknown(&elsewhere.corpus, true), unknown(&corpus, true));
    assert_eq!(json(&elsewhere.corpus), written);
    // The same file once more changes nothing, there or here.
    elsewhere.give(&Command::Import(Rc::new(incoming.clone()))).expect_err("nothing new");
    let mut here = Fixture { corpus, ..fixture("") };
    here.give(&Command::Import(Rc::new(incoming))).expect_err("nothing new");
}

#[test]
fn a_record_in_a_file_that_cannot_be_kept_is_named() {
    let check = |record: &str, why: &str| {
        let file = format!(r#"{{"format":"glossator","version":1,"records":[{record}]}}"#);
        let file: &RawValue = serde_json::from_str(&file).expect("JSON");
        let incoming = native::read(file).expect("a download");
        let found: Vec<_> = incoming.findings.iter().map(ToString::to_string).collect();
        assert_eq!(found, [format!("records[0]: expected {why}")]);
        assert_eq!(incoming.records.len(), 0);
    };
    check("7", r#"Object at records[0], found Json(Number("7"))"#);
    check(r#"{"id":"e"}"#, "Text at records[0].kind, found Nothing");
    check(r#"{"kind":"faction"}"#, "Text at records[0].id, found Nothing");
    check(r#"{"kind":"faction","id":"e","fields":[]}"#, "Object at records[0].fields, found Json(List(0))");
    check(
        r#"{"kind":"setting","id":"annotator","fields":{"value":"me"}}"#,
        "KindInFiles at records[0].kind, found Kind(Setting)",
    );
    check(
        r#"{"kind":"faction","id":"e","fields":{"deleted":true}}"#,
        "Keepable at records[0].fields.deleted, found Json(Flag(true))",
    );
    check(
        r#"{"kind":"faction","id":"e","fields":{"+x":1}}"#,
        r#"Keepable at records[0].fields.+x, found Json(Number("1"))"#,
    );
}

/// Of a record that differs, the version that was changed later stands; what is not here yet is added.
#[test]
fn records_of_a_file_meet_those_that_are_here() {
    let incoming = |records: &str| {
        let file = format!(r#"{{"format":"glossator","version":1,"records":[{records}]}}"#);
        let file: &RawValue = serde_json::from_str(&file).expect("JSON");
        Command::Import(Rc::new(native::read(file).expect("a download")))
    };
    let row = |fields: &str| format!(r#"{{"kind":"faction","id":"e","fields":{{{fields}}}}}"#);
    let mut it = fixture("");
    let mut check = |records: &str, is_new: bool, size: &str| {
        assert_eq!(it.give(&incoming(records)).is_ok(), is_new, "{records}");
        let record = it.corpus.record(&RecordKey::new(Kind::named("faction"), "e")).expect("an entity");
        assert_eq!(record.value(&Field::named("size")), Some(&Value::Json(size.into())), "{records}");
    };
    check(&row(r#""size":1,"modified":5"#), true, "1");
    check(&row(r#""size":2,"modified":4"#), false, "1");
    check(&row(r#""size":3,"modified":6"#), true, "3");
    check(&row(r#""colours":["red"]"#), true, "3");
    check(&[row(r#""size":4,"modified":7"#), row(r#""size":5,"modified":8"#)].join(","), true, "4");
}

/// A step of a later program is undone field by field; one of an origin that is not known is nobody's step here.
#[test]
fn steps_of_a_later_program_are_taken_back_as_they_are() {
    let started = start(&Browser::with(entries()), 1);
    let steps = started.newly_read.entries.iter().map(|entry| entry.transaction.clone());
    assert!(steps.clone().any(|step| step.origin == Origin::Unknown("assistant".into())));
    let mut history = History::replay(steps);
    let mut it = fixture("");
    let moment = it.next_moment();
    let mut undone = Vec::new();
    let mut corpus = started.corpus;
    while let Some(revert) = history.undo(&corpus, &moment) {
        corpus = corpus.apply(&revert.transaction).0;
        undone.push(revert);
    }
    let actions: Vec<_> = undone.iter().map(|revert| revert.step.action.word()).collect();
    assert_eq!(actions, ["nest labels", "tag", "note", "tag", "import"]);
    assert_eq!(undone[0].step.action, Action::Unknown("nest labels".into()));
    assert!(undone.iter().all(|revert| revert.left.is_empty()));
    let entry = journal::encode(&Entry::from(undone[0].transaction.clone()));
    assert!(entry.contains(r#""part of":["party",null]"#), "{entry}");
}

/// A chunk of this program can be read by any other: each field that it does not know says how it is written.
#[test]
fn a_chunk_says_how_unknown_fields_are_written() {
    let corpus = start(&Browser::with(entries()), 1).corpus;
    let chunks = chunk::encode(corpus.records_between(None, None), 100_000);
    let [only] = &*chunks else { panic!("one chunk") };
    for shape in [
        r#"["note","json"],"target",["certainty","json"],["checked","json"],["faction","json"],["passage","json"]]"#,
        r#"["faction","created","deleted","name",["position","json"],["nicknames","json"],["weight","json"]]"#,
        r#"["setting","deleted",["value","json"]]"#,
        r#"["relation","annotator","created","deleted","from","modified","to","type",["stance","json"]]"#,
        r#"["label",["examples","json"],["part of","json"]]"#,
    ] {
        assert!(only.value.contains(shape), "{shape}\n{}", only.value);
    }
    let cells = chunk::decode(&only.value).expect("a chunk");
    assert_eq!(unknown(&Corpus::new(SEEDS).merge([], cells).0, false), unknown(&corpus, false));
}
