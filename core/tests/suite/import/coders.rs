//! Two people who tag the same article: equal spans are two annotations, however their files come.

use super::{article, said, uuid};
use crate::fixture;
use glossator_core::edit::command::Command;
use glossator_core::formats;
use glossator_core::import;
use glossator_fixture::Fixture;
use serde_json::{Value, json};
use std::rc::Rc;

const TEXT: &str = "Mara met Ivo in Oslo.";

/// File by its name and content.
type File = (&'static str, String);

/// Opens the files one after the other, each twice, in both orders: who tagged what then.
#[track_caller]
fn check(files: [File; 2], expected: &[&str]) {
    let reversed = [files[1].clone(), files[0].clone()];
    for files in [files, reversed] {
        let mut it = fixture(TEXT);
        for (name, content) in &files {
            let incoming = Rc::new(formats::read(name, content.as_bytes()).expect(name));
            let report = import::plan(&it.corpus, &incoming, &it.moment).report;
            assert_eq!(said(&report), [""; 0], "{content}");
            let _ = it.give(&Command::Import(incoming.clone()));
            let again = import::plan(&it.corpus, &incoming, &it.moment);
            assert!(again.transaction.is_none(), "a second time: {content}\n{again:?}");
            assert_eq!(said(&again.report), [""; 0], "a second time: {content}");
        }
        assert_eq!(tagged(&it), expected, "{files:?}");
    }
}

/// Annotations as words, label and annotator.
fn tagged(it: &Fixture) -> Vec<String> {
    let documents = it.corpus.documents();
    let all = documents.flat_map(|document| document.annotations().map(move |one| (document, one)));
    let mut all: Vec<_> = all
        .map(|(document, one)| {
            let name = it.corpus.annotator_name(one.annotator);
            format!("{} {} {name}", one.quote(&document.text), one.label).trim_end().to_owned()
        })
        .collect();
    all.sort();
    all
}

const FOUR: [&str; 4] = ["Ivo actor Ivo", "Mara actor Ivo", "Mara actor Mara", "Oslo location Mara"];

/// Mara’s and Ivo’s work, each written by that function: words, label and name.
fn of_two(write: impl Fn(&[(&str, &str)], &str) -> File) -> [File; 2] {
    [
        write(&[("Mara", "actor"), ("Oslo", "location")], "Mara"),
        write(&[("Mara", "actor"), ("Ivo", "actor")], "Ivo"),
    ]
}

fn place(words: &str) -> [usize; 2] {
    let start = TEXT.find(words).expect("there");
    [start, start + words.len()]
}

#[test]
fn equal_spans_of_two_people_are_two() {
    let label_studio = of_two(|spans, name| {
        let result = |(number, (words, label)): (usize, &(&str, &str))| {
            let [start, end] = place(words);
            json!({ "id": format!("{name}{number}"), "from_name": "label", "to_name": "text", "type": "labels",
                "value": { "start": start, "end": end, "text": words, "labels": [label] } })
        };
        let result: Vec<Value> = spans.iter().enumerate().map(result).collect();
        let email = json!({ "email": name });
        let task = json!([{ "id": 1, "data": { "text": TEXT },
            "annotations": [{ "completed_by": email, "result": result }] }]);
        ("tasks.json", task.to_string())
    });
    check(label_studio, &FOUR);
    let table = |ids: bool| {
        of_two(move |spans, name| {
            let rows = spans.iter().enumerate().map(|(number, (words, label))| {
                let [start, end] = place(words);
                let id = if ids { format!("{name}{number}") } else { String::new() };
                format!("{id},a,{start},{end},{label},{words},{name}\n")
            });
            let rows = rows.collect::<Vec<_>>().concat();
            ("table.csv", format!("id,document,start,end,label,text,annotator\n{rows}"))
        })
    };
    check(table(true), &FOUR);
    check(table(false), &FOUR);
    check(
        of_two(|spans, name| {
            let spans = spans.iter().map(|(words, label)| {
                let [start, end] = place(words);
                json!({ "start": start, "end": end, "label": label, "annotator": name })
            });
            ("rows.jsonl", json!({ "text": TEXT, "spans": spans.collect::<Vec<_>>() }).to_string())
        }),
        &FOUR,
    );
    check(
        of_two(|spans, name| {
            let lines = (1..).zip(spans).map(|(number, (words, label))| {
                let [start, end] = place(words);
                format!("T{number}\t{label} {start} {end}\t{words}\n#{number}\tAnnotator T{number}\t{name}\n")
            });
            ("a.ann", lines.collect::<Vec<_>>().concat())
        }),
        &FOUR,
    );
    check(
        of_two(|spans, name| {
            let number = if name == "Mara" { 10 } else { 20 };
            let annotation = |(at, (words, label)): (u32, &(&str, &str))| {
                let [start, end] = place(words);
                json!({ "id": uuid(number + at), "document": "a", "label": label, "start": start, "end": end,
                    "quote": words, "annotator": uuid(number) })
            };
            let annotations: Vec<_> = (1..).zip(spans).map(annotation).collect();
            let file = json!({ "format": "glossator", "version": 1, "documents": [article("a", TEXT)],
                "annotators": [{ "id": uuid(number), "name": name }], "annotations": annotations });
            ("work.json", file.to_string())
        }),
        &FOUR,
    );
}

#[test]
fn a_file_that_names_nobody_is_by_whoever_tagged_the_same() {
    let anonymous = |rows: &[(&str, &str)]| {
        let label: Vec<_> =
            rows.iter().map(|(words, label)| json!([place(words)[0], place(words)[1], label])).collect();
        ("rows.jsonl", json!({ "text": TEXT, "label": label }).to_string())
    };
    let mara = "document,start,end,label,text,annotator\na,0,4,actor,Mara,Mara\n".to_owned();
    check([("table.csv", mara.clone()), anonymous(&[("Mara", "actor")])], &["Mara actor Mara"]);
    // Two that nobody signed are two; one of them is Mara’s.
    let twice = anonymous(&[("Mara", "actor"), ("Mara", "actor")]);
    check([("table.csv", mara), twice], &["Mara actor", "Mara actor Mara"]);
}

#[test]
fn equal_spans_in_two_articles_with_one_text_are_two() {
    let mut it = Fixture::new(&[("a", TEXT), ("b", TEXT)]).expect("well formed");
    for id in ["a", "b"] {
        let row = json!({ "text": TEXT, "id": id, "label": [[0, 4, "actor"]] }).to_string();
        let incoming = Rc::new(formats::read("rows.jsonl", row.as_bytes()).expect("a row"));
        it.give(&Command::Import(incoming.clone())).expect("new");
        it.give(&Command::Import(incoming)).expect_err("nothing new");
    }
    let expected = "[actor:Mara] met Ivo in Oslo.";
    assert_eq!([it.marked("a"), it.marked("b")], [expected, expected]);
}
