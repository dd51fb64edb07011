//! Import: what the rows of a file mean for the corpus that is here.

mod annotations;
mod articles;
mod coders;
mod countings;
mod differences;
mod roles;
mod steps;

use super::{assert_same, fixture, json as download};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::formats;
use glossator_core::import::{self, Incoming, Report};
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{self, Kind, RecordKey};
use glossator_core::text::Text;
use glossator_fixture::Fixture;
use serde_json::{Value, json};
use std::rc::Rc;

const EARLY: &str = "2026-11-22T06:00:00.000Z";
const LATE: &str = "2026-11-22T07:00:00.000Z";

fn uuid(number: u32) -> String {
    format!("0192f000-0000-7000-8000-{number:012x}")
}

/// The first occurrence of the words in the text, as a row of a file.
fn row(number: u32, document: &str, label: &str, text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    let start = text[..at].chars().count();
    json!({
        "id": uuid(number), "document": document, "label": label,
        "start": start, "end": start + words.chars().count(), "quote": words,
        "prefix": text[..at], "suffix": text[at + words.len()..], "note": "", "annotator": uuid(0xa),
        "created": EARLY, "modified": EARLY,
    })
}

fn article(id: &str, text: &str) -> Value {
    let text = Text::new(text);
    json!({ "id": id, "title": text.first_words(), "sha256": text.sha256(), "length": text.code_points(),
        "text": text.content() })
}

#[derive(Default)]
struct File {
    labels: Vec<Value>,
    annotators: Vec<Value>,
    documents: Vec<Value>,
    annotations: Vec<Value>,
    relations: Vec<Value>,
}

impl File {
    fn read(&self) -> Rc<Incoming> {
        let File { labels, annotators, documents, annotations, relations } = self;
        let file = json!({
            "format": "glossator", "version": 1, "offset_unit": "unicode code points", "labels": labels,
            "annotators": annotators, "documents": documents, "annotations": annotations,
            "relations": relations,
        });
        Rc::new(formats::read("a.json", file.to_string().as_bytes()).expect("a download"))
    }
}

/// Doubts, differences and findings.
fn said(report: &Report) -> Vec<String> {
    let doubts = report.doubts.iter().map(ToString::to_string);
    let differences = report.differences.iter().map(ToString::to_string);
    doubts.chain(differences).chain(report.findings.iter().map(ToString::to_string)).collect()
}

/// Opens the file and says what was found.
fn open(fixture: &mut Fixture, file: &File) -> (Report, Vec<String>) {
    let incoming = file.read();
    let moment = fixture.next_moment();
    let import = import::plan(&fixture.corpus, &incoming, &moment);
    let before = fixture.corpus.clone();
    match fixture.give(&Command::Import(incoming)) {
        Ok(_) => assert!(import.transaction.is_some()),
        Err(why) => assert_eq!((import.transaction.is_none(), why), (true, Rejection::NothingToDo)),
    }
    let findings = said(&import.report);
    assert_eq!(import.report.is_clean(), findings.is_empty());
    if import.transaction.is_some() {
        // One step, which is taken back whole and done again.
        let after = download(&fixture.corpus);
        assert!(fixture.undo().expect("a step").left.is_empty());
        assert_eq!(download(&fixture.corpus), download(&before));
        assert!(fixture.redo().expect("a step").left.is_empty());
        assert_eq!(download(&fixture.corpus), after);
    }
    (import.report, findings)
}

/// Opens the file twice over the fixture: what is there then, what was found, and that the second time changes
/// nothing.
fn check(fixture: &mut Fixture, file: &File, marked: &[(&str, &str)], expected: &[&str]) -> Report {
    let (report, findings) = open(fixture, file);
    assert_eq!(findings, expected);
    for (id, marked) in marked {
        assert_eq!(fixture.marked(id), *marked, "{findings:?}");
    }
    let before = fixture.corpus.clone();
    let (again, _) = open(fixture, file);
    assert_same(&fixture.corpus, &before);
    assert_eq!((again.added, again.updated, again.relations, again.documents.len()), (0, 0, 0, 0));
    report
}

const TEXT: &str = "Erdogan met Sharif in Istanbul, said Erdogan";

#[test]
fn what_a_download_names_and_nobody_has_is_kept_and_listed() {
    let mut it = fixture("Erdogan met Sharif.");
    let row = |extra: Value| {
        let mut row = json!({ "document": "a", "label": "actor", "start": 0, "end": 7, "quote": "Erdogan" });
        row.as_object_mut().expect("a row").extend(extra.as_object().expect("fields").clone());
        row
    };
    let file = json!({
        "format": "glossator", "version": 2,
        "attributes": [{ "id": "side", "of": "actor", "holds": "choice", "values": [{ "id": "left" }] }],
        "entities": [{ "id": "actor:x", "label": "actor", "name": "X", "same": "actor:gone", "attributes": { "size": "3" } }],
        "annotations": [
            row(json!({ "id": uuid(1), "entity": "actor:gone", "attributes": { "side": "right" } })),
            row(json!({ "id": uuid(2), "entity": "actor:x", "attributes": { "mood": "good", "side": "left" } })),
        ],
        "relations": [
            { "id": "r1", "type": "said by", "from": uuid(1), "to": uuid(9) },
            { "id": "r2", "type": "absent", "from": "actor:x", "to": "a" },
        ],
    });
    let incoming = Rc::new(formats::read("a.json", file.to_string().as_bytes()).expect("a download"));
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    let found: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    let missing: Vec<_> = found.iter().filter(|it| it.starts_with("missing")).map(String::as_str).collect();
    let expected = [
        "missing: 2 Entity \"actor:gone\"",
        "missing: 1 Attribute \"mood\"",
        "missing: 1 Attribute \"size\"",
        "missing: 1 Value \"side: right\"",
        &format!("missing: 1 End {:?}", uuid(9)),
    ];
    assert_eq!(missing, expected);
    it.give(&Command::Import(incoming.clone())).expect("new");
    let back: Value = serde_json::from_str(&download(&it.corpus)).expect("JSON");
    for (list, fields) in [
        ("annotations", &["entity", "attributes"][..]),
        ("entities", &["same", "attributes"]),
        ("relations", &["from", "to"]),
    ] {
        for (expected, found) in
            file[list].as_array().expect("rows").iter().zip(back[list].as_array().expect("rows"))
        {
            for field in fields {
                assert_eq!(found[field], expected[field], "{list} {field}");
            }
        }
    }
    it.give(&Command::Import(incoming)).expect_err("nothing new");
}

#[test]
fn a_clean_file_comes_in_unasked() {
    let mut fixture = fixture(TEXT);
    let file = File {
        documents: vec![article("a", TEXT), article("b", "🙂 New and new")],
        annotators: vec![json!({ "id": uuid(0xa), "name": "<b>Ana</b>" }), json!({ "id": uuid(0xb) })],
        annotations: vec![
            row(1, "a", "actor", TEXT, "Sharif"),
            row(2, "b", "claim", "🙂 New and new", "new"),
        ],
        ..File::default()
    };
    let marked =
        [("a", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan"), ("b", "🙂 New and [claim:new]")];
    let report = check(&mut fixture, &file, &marked, &[]);
    assert_eq!((report.added, report.unchanged, &*report.documents), (2, 0, &["b".into()][..]));
    let annotation = fixture.annotation("new").expect("there");
    assert_eq!(&*fixture.corpus.annotator_name(annotation.annotator), "<b>Ana</b>");
    assert_eq!(annotation.modified.to_string(), EARLY);
}

#[test]
fn labels_that_are_not_here_are_added_behind_ours() {
    let mut fixture = fixture(TEXT);
    let label = |id: &str, name: &str, key: &str| json!({ "id": id, "name": name, "key": key, "colour": "#123456", "definition": "what <b>counts" });
    let file = File {
        documents: vec![article("a", TEXT)],
        labels: vec![
            label("actor", "Their actor", "9"),
            label("source", "Source <i>", "4"),
            label("x", "X", "1"),
            label("y", "", "4"),
            label("source", "again", "5"),
        ],
        annotations: vec![row(1, "a", "source", TEXT, "Sharif"), row(2, "a", "bare", TEXT, "met")],
        ..File::default()
    };
    let new = ["source", "x", "y", "bare"].map(|id| format!("new label: {id}"));
    let mut findings: Vec<_> = new.iter().map(String::as_str).collect();
    findings.push("labels[4]: expected Once, found Again");
    let marked = "Erdogan [bare:met] [source:Sharif] in Istanbul, said Erdogan";
    check(&mut fixture, &file, &[("a", marked)], &findings);
    let labels: Vec<_> = fixture
        .corpus
        .labels()
        .iter()
        .map(|label| format!("{} {} {} {} {}", label.position, label.id, label.name, label.key, label.colour))
        .collect();
    assert_eq!(
        labels,
        [
            // A label that is built in and was never used gives way to the file’s.
            "1 actor Their actor 9 #123456",
            "2 claim Claim 2 #a84700",
            "3 location Location 3 #00734f",
            "4 source Source <i> 4 #123456",
            "5 x X 1 #123456",
            "6 y y  #123456",
            "7 bare bare  ",
        ]
    );
}

#[test]
fn each_id_counts_once() {
    let mut fixture = fixture(TEXT);
    let relation = |note: &str| json!({ "id": "r", "type": "t", "from": "x", "to": "y", "note": note });
    let file = File {
        documents: vec![article("b", "first"), article("b", "second")],
        annotations: vec![row(1, "a", "actor", TEXT, "Sharif"), row(1, "a", "claim", TEXT, "met")],
        relations: vec![relation("one"), relation("two")],
        annotators: vec![json!({ "id": uuid(9), "name": "One" }), json!({ "id": uuid(9), "name": "Two" })],
        ..File::default()
    };
    let marked = [("a", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan"), ("b", "first")];
    let findings = [
        "article b: expected Once, found Again".to_owned(),
        format!("annotations[1]: expected Once, found IdAgain(AnnotationId({}))", uuid(1)),
        "relation r: expected Once, found Again".to_owned(),
        "missing: 2 End \"x\"".to_owned(),
        "missing: 2 End \"y\"".to_owned(),
    ];
    check(&mut fixture, &file, &marked, &findings.each_ref().map(String::as_str));
}

#[test]
fn relations_and_foreign_fields_are_kept_and_written_back() {
    let mut fixture = fixture(TEXT);
    // Numbers are kept digit by digit.
    let foreign = r#"{ "nested": [null, { "<b>": 1e400 }], "n": 0.10000000000000000001 }"#;
    let foreign: Value = serde_json::from_str(foreign).expect("JSON");
    let mut file: Value = serde_json::from_str(&download(&fixture.corpus)).expect("JSON");
    let mut annotation = row(1, "a", "actor", TEXT, "Sharif");
    let relation = json!({
        "id": "r<1>", "type": "attributed to", "from": uuid(1), "to": uuid(2), "note": "“so”", "annotator": uuid(7),
        "created": EARLY, "modified": LATE, "stance": foreign,
    });
    (annotation["x:extra"], annotation["deleted"], annotation["+"]) =
        (foreign.clone(), json!(true), json!(null));
    (file["documents"][0]["source"], file["documents"][0]["Text"]) = (json!({ "url": "…" }), json!("ours?"));
    let File { documents, .. } =
        File { documents: file["documents"].as_array().expect("a list").clone(), ..File::default() };
    let file = File {
        documents: documents.clone(),
        annotations: vec![annotation.clone()],
        relations: vec![relation.clone()],
        ..File::default()
    };
    let report = check(
        &mut fixture,
        &file,
        &[("a", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan")],
        &[&format!("missing: 1 End {:?}", uuid(2))],
    );
    assert_eq!(report.relations, 1);
    let written: Value = serde_json::from_str(&download(&fixture.corpus)).expect("JSON");
    assert_eq!(written["relations"], json!([relation]));
    assert_eq!(written["annotations"], json!([annotation]));
    assert_eq!(written["documents"], json!(documents));
    assert_eq!(written["annotators"][1]["id"], json!(uuid(0xa)), "{}", written["annotators"]);
    assert_eq!(written["annotators"][0]["id"], json!(uuid(7)));

    // The later version of a relation wins; a deleted one comes back.
    let mut later = relation.clone();
    (later["note"], later["modified"]) = (json!("no"), json!("2026-11-23T00:00:00.000Z"));
    let file = File { relations: vec![later.clone()], ..File::default() };
    let conflict = r#"changed: "attributed to", note "“so”" → "no" [Files]"#;
    let missing = format!("missing: 1 End {:?}", uuid(2));
    check(&mut fixture, &file, &[], &[conflict, &missing]);
    let file = File { relations: vec![relation], ..File::default() };
    let conflict = r#"changed: "attributed to", note "no" → "“so”" [Ours]"#;
    check(&mut fixture, &file, &[], &[conflict]);
    let record = fixture.corpus.record(&RecordKey::new(Kind::Relation, "r<1>")).expect("kept").clone();
    assert!(!record.is_deleted() && record.foreign().count() == 1);
}

#[test]
fn an_empty_browser_and_a_download_give_the_same_download() {
    let seeds =
        [("a", "[claim#1:one [actor#2:two#1] three#2]\r\n\r\n[claim:🙂 [actor:[location:x]]]"), ("b", "y")];
    let mut fixture = Fixture::new(&seeds).expect("well formed");
    let own = File {
        documents: vec![article("own \"q\"", "l’été\u{2028}dernier")],
        labels: vec![json!({ "id": "source", "name": "S" })],
        annotations: vec![row(1, "own \"q\"", "source", "l’été\u{2028}dernier", "été\u{2028}der")],
        relations: vec![json!({ "id": "r", "type": "t", "from": uuid(1), "to": "z" })],
        ..File::default()
    };
    open(&mut fixture, &own);
    let name = Command::SetName { name: "Ana".into() };
    let title = Command::Rename { document: "b".into(), title: "B".into() };
    let note = Command::SetNote { annotation: fixture.id("x"), note: "\"\\\n\t<script>".into() };
    for command in [name, title, note] {
        fixture.give(&command).expect("new");
    }
    let written = download(&fixture.corpus);
    let seeds = seeds.map(|(id, marked)| (id, glossator_fixture::parse(marked).expect("well formed").0));
    let seeds: Vec<_> = seeds.iter().map(|(id, text)| (*id, &**text)).collect();
    let mut elsewhere = Fixture::new(&seeds).expect("no marks");
    elsewhere.moment.replica = record::ReplicaId(9);
    let incoming = formats::read("a.json", written.as_bytes()).expect("a download");
    let report = import::plan(&elsewhere.corpus, &incoming, &elsewhere.moment).report;
    assert_eq!(report.findings.len(), 2, "the label, and z: {:?}", report.findings);
    elsewhere.give(&Command::Import(Rc::new(incoming))).expect("new");
    assert_eq!(download(&elsewhere.corpus), written);
    // Without the articles that the page brings along, too.
    let mut bare = Fixture::new(&[]).expect("nothing");
    let incoming = formats::read("a.json", written.as_bytes()).expect("a download");
    bare.give(&Command::Import(Rc::new(incoming))).expect("new");
    assert_eq!(download(&bare.corpus), written);
}

#[test]
fn a_download_changes_nothing_where_an_article_changed_under_its_annotations() {
    let before = fixture("[actor:Erdogan] met [claim:him]");
    let own = crate::cells_of(&before.corpus).into_iter().filter(|(.., cell)| cell.stamp.counter > 0);
    let texts = before.corpus.documents().map(|document| document.text.clone());
    let seeds = [Seed { id: "a", text: "News: Erdogan met her", attributes: &[] }];
    let mut after = Fixture { corpus: Corpus::new(seeds).merge(texts, own).0, ..before.clone() };
    assert_eq!(after.marked("a"), "News: [actor:Erdogan] met her");
    let incoming = formats::read("a.json", download(&after.corpus).as_bytes()).expect("a download");
    let report = import::plan(&after.corpus, &incoming, &after.moment).report;
    assert_eq!((report.is_clean(), report.unchanged), (true, 2), "{report:?}");
    assert_eq!(after.give(&Command::Import(Rc::new(incoming))), Err(Rejection::NothingToDo));
}

#[test]
fn a_foreign_field_that_has_become_ours_does_not_stand_twice() {
    let fixture = fixture("[actor:Erdogan] met him");
    let foreign = ["quote", "length", "x"].map(|name| {
        let value = Some(record::Value::Json("\"foreign\"".into()));
        let cell = record::Cell { value, stamp: fixture.corpus.next_stamp(record::ReplicaId(5)) };
        [fixture.id("Erdogan").key(), DocumentId::from("a").key()]
            .map(|key| (key, record::Field::Foreign(name.into()), cell.clone()))
    });
    let (corpus, _) = fixture.corpus.merge([], foreign.into_iter().flatten());
    let written = download(&corpus);
    assert_eq!((written.matches("\"quote\"").count(), written.matches("\"length\"").count()), (2, 2));
    let file: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(
        (&file["annotations"][0]["quote"], &file["documents"][0]["length"]),
        (&json!("Erdogan"), &json!(15))
    );
    assert_eq!(
        (&file["annotations"][0]["x"], &file["documents"][0]["x"]),
        (&json!("foreign"), &json!("foreign"))
    );
}
