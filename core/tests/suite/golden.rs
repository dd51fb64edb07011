//! Golden files: every written form, byte for byte. With `GLOSSATOR_BLESS=1` a test writes its golden file anew, and the next
//! run compares again: name the one test whose file is to change, such as `cargo test -p glossator-core every_export`. A
//! stored form that was released is never written anew.

mod project;

use super::fixture;
use super::store::Browser;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, introduce};
use glossator_core::edit::history::History;
use glossator_core::formats::{self, native};
use glossator_core::model::record::{Field, ReplicaId, Value as RecordValue};
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal;
use glossator_core::saving::{Budget, SaveStatus, Saving, Started};
use glossator_core::text::Text;
use glossator_fixture::Fixture;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// The articles that the page brings along.
pub const SEEDS: [Seed<'static>; 3] = [
    Seed {
        id: "000_004251e0744beef0",
        text: include_str!("../../../seeds/000_004251e0744beef0.txt"),
        attributes: &[("outlet", "The Daily Jagran"), ("language", "en")],
    },
    Seed {
        id: "001_501a68fc815b2a88",
        text: include_str!("../../../seeds/001_501a68fc815b2a88.txt"),
        attributes: &[("outlet", "Financial Express")],
    },
    Seed {
        id: "002_f93eef85ecef91a6",
        text: include_str!("../../../seeds/002_f93eef85ecef91a6.txt"),
        attributes: &[("outlet", "Business Today")],
    },
];

pub const NATIVE: &str = include_str!("../golden/native-2.json");
/// Frozen: nothing writes it any more.
pub const NATIVE_1: &str = include_str!("../golden/native-1.json");
/// Frozen: nothing writes it any more.
pub const STORED_1: &str = include_str!("../golden/stored-1.json");
/// Frozen, too: without checksums.
pub const STORED_2: &str = include_str!("../golden/stored-2.json");
pub const STORED_2_SUMS: &str = include_str!("../golden/stored-2-sums.json");

pub fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("GLOSSATOR_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file is there");
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{name}, line {}", number + 1);
    }
    assert_eq!(found, expected, "{name}");
}

/// Everything that a person can do, done once.
pub fn everything() -> Fixture {
    let mut it = Fixture { corpus: Corpus::new(SEEDS), ..fixture("") };
    let setup = introduce(&it.corpus, &it.moment).expect("nobody was introduced");
    it.apply(setup);
    let [first, second, third] = SEEDS.map(|seed| seed.id);
    let tag = |it: &mut Fixture, document: &str, words: &str, label: &str| {
        let span = it.span(document, words).unwrap_or_else(|| panic!("{words} in {document}"));
        it.give(&Command::Tag { document: document.into(), span, label: label.into() }).expect(words);
    };
    give(&mut it, |_| Command::SetName { name: "Ana <b>\"Zoë\"</b>".into() });
    // An actor in a claim, two that cross, one over two paragraphs, the same words under two labels.
    tag(&mut it, first, "Turkish President Recep Tayyip Erdogan", "actor");
    let text = SEEDS[0].text;
    let at = text.find("Turkish President Recep Tayyip Erdogan").expect("there");
    let sentence = &text[at..at + text[at..].find(". ").expect("a sentence ends")];
    tag(&mut it, first, sentence, "claim");
    tag(&mut it, first, "Erdogan on Sunday", "location");
    let paragraphs = it.corpus.document(&first.into()).expect("there").text.blocks().to_vec();
    let over = &text[paragraphs[1].end().0 - 20..paragraphs[2].start().0 + 12];
    tag(&mut it, first, over, "claim");
    let words = |text: &'static str, number| text.split_whitespace().nth(number).expect("enough words");
    tag(&mut it, second, words(SEEDS[1].text, 4), "actor");
    tag(&mut it, second, words(SEEDS[1].text, 4), "location");
    tag(&mut it, third, words(SEEDS[2].text, 0), "actor");
    tag(&mut it, third, words(SEEDS[2].text, 9), "actor");

    let note = "“who?” \"she\" said\t\\n\r\n<script>alert(1)</script> 👩‍👩‍👧 g\u{306} عربي\u{2028}";
    give(&mut it, |it| Command::SetNote { annotation: it.id(words(SEEDS[1].text, 4)), note: note.into() });
    give(&mut it, |it| Command::SetNote { annotation: it.id(words(SEEDS[2].text, 0)), note: "x".into() });
    give(&mut it, |it| Command::SetNote { annotation: it.id(words(SEEDS[2].text, 0)), note: "".into() });
    give(&mut it, |it| Command::Relabel {
        annotations: vec![it.id("Erdogan on Sunday")],
        label: "actor".into(),
    });
    give(&mut it, |it| Command::Delete { annotations: vec![it.id(words(SEEDS[2].text, 9))] });
    give(&mut it, |_| Command::Rename { document: second.into(), title: "A <i>title</i> of my own".into() });
    give(&mut it, |_| Command::Rename { document: third.into(), title: "Another".into() });
    give(&mut it, |_| Command::Rename { document: third.into(), title: "".into() });

    let deleted = it.transactions[9].operations[0].record.id.clone();
    let incoming = formats::read("other.json", file(&deleted).to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    tag(&mut it, "own", "removed", "source");
    give(&mut it, |_| Command::RemoveDocuments(vec!["own".into()]));
    it.undo().expect("the removal");
    it.redo().expect("the removal");
    give(&mut it, |_| Command::SetName { name: "Ana".into() });
    it.undo().expect("the name");
    it
}

fn give(it: &mut Fixture, command: impl FnOnce(&Fixture) -> Command) {
    let command = command(it);
    it.give(&command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
}

/// File that somebody else sent: a label of theirs, articles, an annotation without a place, a relation, fields that
/// nobody here knows, and an annotation that was deleted here.
fn file(deleted: &str) -> Value {
    let [claim, lost] = [1, 2].map(|number| format!("0192f000-0000-7000-8000-00000000000{number}"));
    let (created, modified) = ("2026-11-20T08:00:00.000Z", "2026-11-21T08:00:00.000Z");
    let people = "0192f000-0000-7000-8000-0000000000ff";
    let row = |id: &str, document: &str, label: &str, start: usize, quote: &str| {
        json!({ "id": id, "document": document, "label": label, "start": start,
            "end": start + quote.chars().count(), "quote": quote, "annotator": people, "created": created,
            "modified": modified })
    };
    let text = "🙂 An article “of its own”,\r\n\r\nwith\ttabs & <b>tags</b> ğ g\u{306}\u{200d}\n";
    let mut kept = row(&claim, "kept", "source", 2, "An article “of its own”,\r\n\r\nwith");
    kept["x-score"] = json!([0.25, null, { "deep": "“yes”" }]);
    let mut unplaced = row(&lost, "kept", "claim", 7, "words that stand nowhere");
    (unplaced["unplaced"], unplaced["prefix"]) = (json!(true), json!("before "));
    json!({
        "format": "glossator", "version": 1,
        "labels": [{ "id": "source", "name": "Source", "key": "4", "colour": "#6b3fa0", "definition": "Who said so." }],
        "annotators": [{ "id": people, "name": "Bea" }],
        "documents": [
            { "id": "kept", "title": "Kept <script>", "text": text, "outlet": { "name": "The Paper", "page": 3 } },
            { "id": "own", "text": "to be removed" },
        ],
        "annotations": [kept, unplaced, row(deleted, SEEDS[2].id, "claim", 1, "date 2025")],
        "relations": [{ "id": "r1", "type": "attributed to", "from": claim, "to": lost, "note": "so he said",
            "annotator": people, "created": created, "modified": modified, "stance": "against" }],
    })
}

/// The same, whatever the number of this release.
fn written(corpus: &Corpus) -> String {
    let exported = Timestamp::parse("2026-11-22T08:00:00.000Z").expect("a time");
    let this = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    native::write(corpus, exported).replace(&this, "\"version\": \"0.1.0\"")
}

/// That story, and what came later, as it is stored: part of it in chunks, a transaction that is too large for
/// one entry, a backup. In the end all is as it was.
fn stored_of(mut it: Fixture) -> Map<String, Value> {
    let budget = Budget { chunk: 1_500, entry: 1_500, uncompacted: 16, ..Budget::default() };
    let browser = Browser::default();
    let Started { mut corpus, mut saving, .. } =
        Saving::start(&Corpus::new(SEEDS), Ok(browser.open()), ReplicaId(1), budget);
    let mut written = 0;
    let mut write = |it: &Fixture, saving: &mut Saving| {
        for transaction in &it.transactions[written..] {
            corpus = corpus.apply(transaction).0;
            let status = saving.write(&corpus, &Rc::new(transaction.clone()));
            assert_eq!(status, SaveStatus::Saved);
            if saving.is_compaction_due() && saving.backups().is_empty() {
                saving.compact(&corpus, false).expect("room");
                saving.back_up(&corpus, "2026-11-22", transaction.time);
            }
        }
        written = it.transactions.len();
    };
    write(&it, &mut saving);
    let then = saving.restore(&Corpus::new(SEEDS), &it.corpus, &saving.backups()[0]);
    let then = Rc::new(then.expect("a backup"));

    let third = SEEDS[2];
    let words = |number| third.text.split_whitespace().nth(number).expect("enough words");
    let span = |it: &Fixture, number| it.span(third.id, words(number)).expect("there");
    give(&mut it, |it| Command::Tag { document: third.id.into(), span: span(it, 12), label: "claim".into() });
    let annotation = it.id(words(12));
    give(&mut it, |it| Command::Reanchor { annotation, span: span(it, 14) });
    give(&mut it, |_| Command::Settle {
        record: annotation.key(),
        field: Field::Label,
        value: Some(RecordValue::text("actor")),
    });
    give(&mut it, |_| Command::Delete { annotations: vec![annotation] });
    give(&mut it, |_| Command::Undelete { annotation });
    give(&mut it, |_| Command::GoBack(then));
    it.undo().expect("going back");
    give(&mut it, |_| Command::Delete { annotations: vec![annotation] });
    write(&it, &mut saving);
    browser.close(0);
    browser.stored().into_iter().map(|(key, value)| (key, value.into())).collect()
}

fn entries(golden: &str) -> BTreeMap<String, String> {
    serde_json::from_str(golden).expect("keys and values")
}

#[test]
fn what_is_stored_is_written_byte_for_byte_as_it_ever_was() {
    let mut stored = stored_of(everything());
    stored.sort_keys();
    check("stored-2-sums.json", &(serde_json::to_string_pretty(&stored).expect("JSON") + "\n"));
}

#[test]
fn what_was_ever_stored_means_what_it_ever_meant() {
    for golden in [STORED_1, STORED_2, STORED_2_SUMS] {
        let entries = entries(golden);
        let loaded = journal::load(entries.iter().map(|(key, value)| (&**key, &**value)));
        assert_eq!(written(&loaded.merge_into(&Corpus::new(SEEDS))), written(&everything().corpus));
        assert_eq!((loaded.damaged, loaded.newer_form), (Vec::new(), None));
    }
}

/// A page opens what an earlier one stored, edits, and folds it into this form; another one finds all of it.
#[test]
fn what_was_ever_stored_goes_on_in_this_form() {
    for golden in [STORED_1, STORED_2, STORED_2_SUMS] {
        let browser = Browser::with(entries(golden));
        let seeds = Corpus::new(SEEDS);
        let budget = Budget { entries: (3, 10_000), ..Budget::default() };
        let Started { corpus, mut saving, newly_read } =
            Saving::start(&seeds, Ok(browser.open()), ReplicaId(9), budget);
        let expected = written(&everything().corpus);
        assert_eq!((written(&corpus), newly_read.damaged.len()), (expected.clone(), 0));
        assert!(saving.is_compaction_due());
        saving.compact(&corpus, true).expect("room");
        assert!(!saving.is_compaction_due());
        let stored = browser.stored_in_the_end();
        let earlier = stored.keys().filter(|key| key.starts_with("glossator/1/"));
        assert!(earlier.into_iter().all(|key| key.contains("/journal/")), "texts have moved");
        assert!(stored.keys().filter(|key| key.contains("/journal/")).count() <= 3);
        let again = Saving::start(&seeds, Ok(browser.open()), ReplicaId(10), budget);
        assert_eq!(written(&again.corpus), expected);
        // The last step of all is still there to be taken back, or done again.
        let history = History::replay(again.newly_read.entries.iter().map(|entry| entry.transaction.clone()));
        assert!(history.next_undo().or(history.next_redo()).is_some());
    }
}

#[test]
fn the_golden_entries_hold_every_action_origin_and_field() {
    let actions = ["tag", "relabel", "note", "delete", "rename", "remove document", "setting", "import"];
    let later = ["restore", "place", "settle", "go back"];
    let all = [actions.as_slice(), &later].concat();
    for (golden, words) in [(STORED_1, &actions[..]), (STORED_2, &all), (STORED_2_SUMS, &all)] {
        for word in words {
            assert!(golden.contains(&format!(r#"\"action\":\"{word}\""#)), "{word}");
        }
        for word in ["user", "undo", "import", "setup"] {
            assert!(golden.contains(&format!(r#"\"origin\":\"{word}\""#)), "{word}");
        }
        for field in [
            "annotator",
            "colour",
            "created",
            "definition",
            "deleted",
            "document",
            "from",
            "key",
            "label",
            "modified",
            "name",
            "note",
            "position",
            "target",
            "text",
            "title",
            "to",
            "type",
            "value",
            "+x-score",
        ] {
            let (in_entry, in_shape) = (format!(r#"\"{field}\":["#), format!(r#",\"{field}\""#));
            assert!(golden.contains(&in_entry) || golden.contains(&in_shape), "{field}");
        }
        for kind in ["annotation", "annotator", "document", "label", "relation", "setting"] {
            assert!(golden.contains(&format!(r#"[\"{kind}\",\""#)), "{kind}");
        }
        // Emptied, made, brought back.
        for sides in [r#"\"Another\",null]"#, r#"\"deleted\":[false]"#, r#"\"deleted\":[true,false]"#] {
            assert!(golden.contains(sides), "{sides}");
        }
    }
    for kind in
        ["journal/", "text/", "chunk/0000000000000001-", "commit/", "backup/2026-11-22.", "generation/"]
    {
        for golden in [STORED_2, STORED_2_SUMS] {
            assert!(golden.contains(&format!("\"glossator/2/default/{kind}")), "{kind}");
        }
    }
}

#[test]
fn the_download_of_version_1_means_what_it_ever_meant() {
    let incoming = formats::read("a.json", NATIVE_1.as_bytes()).expect("a download");
    let mut it = Fixture { corpus: Corpus::new(SEEDS), ..fixture("") };
    it.give(&Command::Import(Rc::new(incoming.clone()))).expect("new");
    assert_eq!(written(&it.corpus), written(&everything().corpus));
    it.give(&Command::Import(Rc::new(incoming))).expect_err("nothing new");
}

#[test]
fn in_the_golden_download_every_quote_is_what_stands_at_its_positions() {
    let file: Value = serde_json::from_str(NATIVE).expect("JSON");
    let rows = |name: &str| file[name].as_array().expect("a list").clone();
    for document in rows("documents") {
        let text = document["text"].as_str().expect("text");
        assert_eq!(document["sha256"], json!(Text::new(text).sha256()));
        assert_eq!(document["length"], json!(text.chars().count()));
        assert!(!SEEDS.iter().any(|seed| document["id"] == json!(seed.id) && seed.text != text));
    }
    let mut placed = 0;
    for row in rows("annotations").iter().filter(|row| row["unplaced"] != json!(true)) {
        let text = rows("documents").into_iter().find(|document| document["id"] == row["document"]);
        let text = text.expect("its article")["text"].as_str().expect("text").to_owned();
        let offset = |name: &str| usize::try_from(row[name].as_u64().expect("a number")).expect("small");
        let between =
            |start: usize, end: usize| text.chars().skip(start).take(end - start).collect::<String>();
        let (start, end) = (offset("start"), offset("end"));
        assert_eq!(row["quote"], json!(between(start, end)));
        let context = |name: &str| row[name].as_str().expect("text").chars().count();
        assert_eq!(row["prefix"], json!(between(start - context("prefix"), start)));
        assert_eq!(row["suffix"], json!(between(end, end + context("suffix"))));
        placed += 1;
    }
    assert!(placed > 6);
}

#[test]
fn golden_files_end_their_lines_with_a_line_feed() {
    for file in [NATIVE, NATIVE_1, STORED_1, STORED_2] {
        assert!(file.ends_with("}\n") && !file.contains('\r') && !file.starts_with('\u{feff}'));
    }
}
