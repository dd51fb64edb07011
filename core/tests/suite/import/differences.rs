//! Edits that were made elsewhere: each is shown as a difference, and what a person chooses comes of it.

use super::{article, json, said, uuid};
use crate::{assert_same, fixture};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::transaction::Transaction;
use glossator_core::formats::{self, RawFile};
use glossator_core::import::{self, ArticleChoice, Choices, Incoming, Report, Version};
use glossator_fixture::Fixture;
use std::rc::Rc;

const TEXT: &str = "Mara met Ivo in Oslo.\nThey talked.\n";

/// Article `n` with three annotations of Mara, made in May 2025.
fn here() -> Fixture {
    let annotation = |number: u32, label: &str, words: &str, note: &str| {
        let start = TEXT.find(words).expect("there");
        json!({ "id": uuid(number), "document": "n", "label": label, "start": start, "end": start + words.len(),
            "quote": words, "note": note, "annotator": uuid(99), "created": MAY, "modified": MAY })
    };
    let file = json!({ "format": "glossator", "version": 1, "documents": [article("n", TEXT)],
        "annotators": [{ "id": uuid(99), "name": "Mara" }],
        "annotations": [annotation(1, "actor", "Mara", "note"), annotation(2, "actor", "Ivo", ""),
            annotation(3, "location", "Oslo", "")] });
    let mut it = Fixture { corpus: Corpus::new([]), ..fixture("") };
    let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    it
}

const MAY: &str = "2025-05-26T08:00:00.000Z";

fn read(files: &[(&str, &str)]) -> Rc<Incoming> {
    let file = |(name, content): &(&str, &str)| RawFile::new(*name, content.as_bytes());
    let files: Vec<_> = files.iter().map(file).collect();
    Rc::new(formats::read_together(&files).expect("a file that is known"))
}

/// Opens the contents with those choices; what is said, and that a second time with the same choices changes nothing.
#[track_caller]
fn open(it: &mut Fixture, incoming: &Incoming, choices: &Choices) -> Report {
    let moment = it.next_moment();
    let plan = |corpus: &Corpus| import::plan_with(corpus, incoming, choices, &moment);
    let found = plan(&it.corpus);
    if let Some(transaction) = found.transaction {
        let Transaction { operations, .. } = &transaction;
        let mut keys: Vec<_> = operations.iter().map(|operation| &operation.record).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), operations.len(), "one operation a record");
        it.apply(transaction);
    }
    assert!(plan(&it.corpus).transaction.is_none(), "a second time: {:?}", plan(&it.corpus));
    found.report
}

/// The version for every difference.
fn all(it: &Fixture, incoming: &Incoming, version: Version) -> Choices {
    let report = import::plan(&it.corpus, incoming, &it.moment).report;
    let versions = report.differences.iter().map(|it| (it.record.clone(), version)).collect();
    Choices { versions, ..Choices::default() }
}

/// Opens the contents with the defaults, with ours and with the file’s version of all: what is said, the article with the file’s
/// versions, and the numbers of annotations that are changed and deleted then.
#[track_caller]
fn check(incoming: &Incoming, differences: &[&str], expected: &str, numbers: [usize; 2]) -> Fixture {
    let mut it = here();
    let before = it.corpus.clone();
    let ours = all(&it, incoming, Version::Ours);
    let report = open(&mut it, incoming, &Choices::default());
    assert_eq!(said(&report), differences);
    assert_same(&it.corpus, &before);
    open(&mut it, incoming, &ours);
    assert_same(&it.corpus, &before);
    let files = all(&it, incoming, Version::Files);
    let report = open(&mut it, incoming, &files);
    assert_eq!(it.marked("n"), expected);
    assert_eq!([report.updated, report.removed], numbers);
    it
}

const TABLE: &str = "id,document,start,end,label,text,note,annotator,created,modified\r\n";

#[test]
fn a_table_that_was_edited_is_a_choice() {
    let row = |number: u32, rest: &str| format!("{},n,{rest},Mara,{MAY},{MAY}\r\n", uuid(number));
    let rows = [row(1, "0,4,claim,Mara,new note"), row(2, "5,12,actor,met Ivo,")].concat();
    let table = format!("{TABLE}{rows}");
    let differences = [
        r#"changed: "Mara", label "actor" → "claim", note "note" → "new note" [Ours]"#,
        r#"changed: "Ivo", target "Ivo" at 9 → "met Ivo" at 5 [Ours]"#,
        r#"absent: "Oslo" [Ours]"#,
    ];
    let expected = "[claim:Mara] [actor:met Ivo] in Oslo.\nThey talked.\n";
    let it = check(&read(&[("annotations.csv", &table)]), &differences, expected, [2, 1]);
    assert_eq!(&*it.annotation("Mara").expect("there").note, "new note");
    assert_eq!(it.id("met Ivo").to_string(), uuid(2));
    // Without times, too; without them an empty note says nothing.
    let table = TABLE.replace(",created,modified", "") + &rows.replace(&format!(",{MAY}"), "");
    check(&read(&[("annotations.csv", &table)]), &differences, expected, [2, 1]);
    // With a later time the file’s version stands.
    let table = table_of(
        &row(2, "9,12,claim,Ivo,")
            .replace(&format!("{MAY},{MAY}"), &format!("{MAY},2027-01-01T00:00:00.000Z")),
    );
    let mut it = here();
    open(&mut it, &read(&[("annotations.csv", &table)]), &Choices::default());
    assert_eq!(it.marked("n"), "[actor:Mara] met [claim:Ivo] in [location:Oslo].\nThey talked.\n");
}

fn table_of(rows: &str) -> String {
    format!("{TABLE}{rows}")
}

#[test]
fn a_note_that_was_deleted_elsewhere_is_a_difference_where_the_file_has_notes() {
    let row = |note: &str| format!("{},n,0,4,actor,Mara,{note},Mara,{MAY},{MAY}\r\n", uuid(1));
    let others = ["9,12,actor,Ivo", "16,20,location,Oslo"];
    let others = (2..).zip(others).map(|(n, it)| format!("{},n,{it},,Mara,{MAY},{MAY}\r\n", uuid(n)));
    let table = table_of(&(row("") + &others.collect::<Vec<_>>().concat()));
    let differences = [r#"changed: "Mara", note "note" → nothing [Ours]"#];
    let it = check(&read(&[("annotations.csv", &table)]), &differences, &here().marked("n"), [1, 0]);
    assert_eq!(&*it.annotation("Mara").expect("there").note, "");
    // A table without a column for notes says nothing about them.
    let table = "id,document,start,end,label,text\r\n".to_owned() + &uuid(1) + ",n,0,4,actor,Mara\r\n";
    let report = open(&mut here(), &read(&[("annotations.csv", &table)]), &Choices::default());
    assert_eq!(said(&report), [r#"absent: "Ivo" [Ours]"#, r#"absent: "Oslo" [Ours]"#]);
}

const BRAT: &str = "T1\tclaim 0 4\tMara\nT2\tactor 5 12\tmet Ivo\n";

#[test]
fn what_was_edited_in_a_tool_without_ids_resembles_what_it_was() {
    let incoming = read(&[("n.txt", TEXT), ("n.ann", BRAT)]);
    let differences = [
        r#"resembles: "Mara", label "actor" → "claim" [Ours]"#,
        r#"resembles: "Ivo", target "Ivo" at 9 → "met Ivo" at 5 [Ours]"#,
        r#"absent: "Oslo" [Ours]"#,
    ];
    let it = check(&incoming, &differences, "[claim:Mara] [actor:met Ivo] in Oslo.\nThey talked.\n", [2, 1]);
    // They are the same annotations, with all that the tool has no room for.
    assert_eq!((it.id("Mara").to_string(), it.id("met Ivo").to_string()), (uuid(1), uuid(2)));
    assert_eq!(&*it.annotation("Mara").expect("there").note, "note");
    // Or they are others.
    let mut it = here();
    let both = all(&it, &incoming, Version::Both);
    let report = open(&mut it, &incoming, &both);
    assert_eq!((report.added, report.updated, report.removed), (2, 0, 0));
    let expected = "[actor:[claim:Mara]] [actor:met [actor:Ivo]] in [location:Oslo].\nThey talked.\n";
    assert_eq!(it.marked("n"), expected);
}

#[test]
fn each_difference_is_a_choice_of_its_own() {
    let incoming = read(&[("n.txt", TEXT), ("n.ann", BRAT)]);
    let mut it = here();
    let mut choices = Choices::default();
    choices.versions.insert(it.annotation("Ivo").expect("there").id.key(), Version::Files);
    choices.versions.insert(it.annotation("Oslo").expect("there").id.key(), Version::Files);
    open(&mut it, &incoming, &choices);
    assert_eq!(it.marked("n"), "[actor:Mara] [actor:met Ivo] in Oslo.\nThey talked.\n");
}

#[test]
fn only_what_a_file_may_have_had_is_missed() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let report = open(&mut here(), &read(files), &Choices::default());
        assert_eq!(said(&report), expected, "{files:?}");
    };
    // A file of somebody else, and one about another article.
    check(&[("n.txt", TEXT), ("n.ann", "T1\tactor 0 4\tMara\n#1\tAnnotator T1\tIvo\n")], &[]);
    check(&[("m.txt", "Eve left."), ("m.ann", "T1\tactor 0 3\tEve\n")], &[]);
    // A file that shares nothing with what is here.
    check(&[("n.txt", TEXT), ("n.ann", "T1\tclaim 22 33\tThey talked\n")], &[]);
    check(
        &[("n.txt", TEXT), ("n.ann", "T1\tactor 0 4\tMara\n")],
        &[r#"absent: "Ivo" [Ours]"#, r#"absent: "Oslo" [Ours]"#],
    );
    // An annotation that was made after the download was never in it.
    let mut it = here();
    let file = formats::native::write(&it.corpus, it.moment.time);
    it.next_moment();
    let span = it.span("n", "They talked").expect("there");
    it.give(&Command::Tag { document: "n".into(), span, label: "claim".into() }).expect("new");
    let report = open(&mut it, &read(&[("a.json", &file)]), &Choices::default());
    assert_eq!(said(&report), [""; 0]);
}

#[test]
fn a_corrected_article_is_another_one_or_a_new_version() {
    let corrected = "Mara met with Ivo in Bergen.\nThey talked.\n";
    let check = |choice: Option<ArticleChoice>, marked: &[(&str, &str)], expected: &[&str]| {
        let mut it = here();
        let incoming = read(&[("n.txt", corrected)]);
        let mut choices = Choices::default();
        choices.articles.extend(choice.map(|choice| ("n".into(), choice)));
        let report = open(&mut it, &incoming, &choices);
        assert_eq!(said(&report), expected);
        for (id, marked) in marked {
            assert_eq!(it.marked(id), *marked, "{choice:?}");
        }
        it
    };
    let doubt = |chosen: &str| format!("doubt: n = n, OtherText [Apart, NewVersion] [{chosen}]");
    let before = "[actor:Mara] met [actor:Ivo] in [location:Oslo].\nThey talked.\n";
    check(None, &[("n", before), ("n (2)", corrected)], &[&doubt("Apart")]);
    let after = "[actor:Mara] met with [actor:Ivo] in Bergen.\nThey talked.\n";
    let it = check(
        Some(ArticleChoice::NewVersion),
        &[("n", after), ("n (2)", "")],
        &[&doubt("NewVersion"), r#"unplaced: "Oslo""#],
    );
    // An annotation that has no place any more is kept.
    let unplaced = &it.corpus.document(&"n".into()).expect("there").unplaced;
    assert_eq!(unplaced.iter().map(|one| one.id.to_string()).collect::<Vec<_>>(), [uuid(3)]);
}

#[test]
fn a_corrected_article_brings_its_annotations_along() {
    let corrected = "Mara met with Ivo in Oslo.\nThey talked.\n";
    let incoming =
        read(&[("n.txt", corrected), ("n.ann", "T1\tactor 0 4\tMara\nT2\tclaim 27 38\tThey talked\n")]);
    let mut it = here();
    let mut choices = Choices::default();
    choices.articles.insert("n".into(), ArticleChoice::NewVersion);
    let report = open(&mut it, &incoming, &choices);
    assert_eq!((report.added, report.unchanged), (1, 1));
    assert_eq!(
        it.marked("n"),
        "[actor:Mara] met with [actor:Ivo] in [location:Oslo].\n[claim:They talked].\n"
    );
}

#[test]
fn an_article_that_was_saved_with_other_line_ends_is_recognised() {
    let saved = TEXT.replace('\n', "\r\n");
    let check = |choice: Option<ArticleChoice>, marked: &[(&str, &str)], chosen: &str| {
        let mut it = here();
        let mut choices = Choices::default();
        choices.articles.extend(choice.map(|choice| ("n".into(), choice)));
        let report = open(&mut it, &read(&[("n.txt", &saved)]), &choices);
        assert_eq!(
            said(&report),
            [format!("doubt: n = n, OtherSpelling [Here, NewVersion, Apart] [{chosen}]")]
        );
        for (id, marked) in marked {
            assert_eq!(it.marked(id), *marked, "{choice:?}");
        }
    };
    let before = "[actor:Mara] met [actor:Ivo] in [location:Oslo].\nThey talked.\n";
    check(None, &[("n", before), ("n (2)", "")], "Here");
    check(Some(ArticleChoice::NewVersion), &[("n", &before.replace('\n', "\r\n"))], "NewVersion");
    check(Some(ArticleChoice::Apart), &[("n", before), ("n (2)", &saved)], "Apart");
}

#[test]
fn ids_of_relations_that_are_no_uuids_count_in_their_file_only() {
    let row = |text: &str, from: u32, to: u32| {
        json!({ "text": text, "entities": [{ "id": from, "label": "actor", "start_offset": 0, "end_offset": 3 },
            { "id": to, "label": "actor", "start_offset": 8, "end_offset": 11 }],
            "relations": [{ "id": "1", "from_id": from, "to_id": to, "type": "met" }] })
        .to_string()
    };
    let mut it = fixture("");
    for text in ["Ana met Bob.", "Eve met Ivo."] {
        let incoming = read(&[("rows.jsonl", &row(text, 1, 2))]);
        let report = open(&mut it, &incoming, &Choices::default());
        assert_eq!((report.relations, report.differences.len()), (1, 0), "{text}");
    }
    assert_eq!(it.corpus.relations().iter().count(), 2);
}
