//! The documents about files say what the program does: the project's own JSON, the formats of other tools, and the file
//! that the guide shows.

use super::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::formats::{self, FORMATS, Format, native};
use glossator_core::import::{self, Finding};
use glossator_core::model::label::LabelId;
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use serde_json::Value;
use std::rc::Rc;

const JSON: &str = include_str!("../../../docs/json.md");

const FOREIGN: &str = include_str!("../../../docs/formats.md");

const GUIDE: &str = include_str!("../../../docs/guide.md");

/// The download that json.md shows.
fn example() -> &'static str {
    fenced(JSON)
}

/// The contents of the only fence.
fn fenced(page: &'static str) -> &'static str {
    let (_, fenced) = page.split_once("```json\n").expect("an example");
    fenced.split_once("```\n").expect("its end").0
}

#[test]
fn the_example_comes_in_and_is_written_again_character_for_character() {
    let incoming = formats::read("example.json", example().as_bytes()).expect("a download");
    let mut it = Fixture { corpus: Corpus::new([]), ..fixture("") };
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    let found: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["added: 1 attribute", "added: 1 relation type", "added: 2 entity"]);
    assert_eq!((report.doubts.len(), report.differences.len()), (0, 0));
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    let file: Value = serde_json::from_str(example()).expect("JSON");
    let exported = file["exported"].as_str().and_then(Timestamp::parse).expect("a time");
    let this = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let written = native::write(&it.corpus, exported).replace(&this, "\"version\": \"0.1.0\"");
    assert_eq!(written, example());
}

#[test]
fn every_field_of_the_example_is_explained() {
    let file: Value = serde_json::from_str(example()).expect("JSON");
    let mut names: Vec<&String> = file.as_object().expect("an object").keys().collect();
    for list in [
        "labels",
        "attributes",
        "relation_types",
        "annotators",
        "entities",
        "documents",
        "annotations",
        "relations",
    ] {
        for row in file[list].as_array().expect("a list") {
            names.extend(row.as_object().expect("an object").keys());
        }
    }
    let (explained, _) = JSON.split_once("## An example").expect("the example stands at the end");
    let own = ["score", "page"];
    for name in names.into_iter().filter(|name| !own.contains(&name.as_str())) {
        assert!(explained.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn each_format_is_described() {
    let headings = || FOREIGN.lines().filter_map(|line| line.strip_prefix("### "));
    for Format { name, .. } in FORMATS {
        assert!(headings().any(|heading| heading.split(" and ").any(|one| one == *name)), "{name}");
    }
}

#[test]
fn the_label_of_the_guide_comes_in_with_its_key() {
    let incoming = formats::read("labels.json", fenced(GUIDE).as_bytes()).expect("a download");
    let mut it = fixture("");
    let event = LabelId::from("event");
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    assert_eq!(report.findings, [Finding::NewLabel(event.clone())]);
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    let label = it.corpus.labels().get(&event).expect("a label");
    assert_eq!((&*label.name, &*label.key), ("Event", "4"));
}
