//! Files of other tools: what is read of them, what is left out and why, and that what was written comes back.

mod accounting;
mod accounts;
mod archives;
mod brat;
mod codebooks;
mod dialects;
mod names;
mod reading;
mod tables;
mod together;
mod web;
mod webanno;
mod zip;

pub use super::export::hard;
use super::{fixture, json};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{self, FORMATS, Format, RawFile};
use glossator_core::import::{self, Choices, Incoming, LabelChoice, Report};
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use std::rc::Rc;

/// Its files.
pub fn written(format: &Format, corpus: &Corpus) -> Vec<RawFile> {
    let contents = Contents::of(corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let files = (format.write)(&contents).into_iter();
    files.map(|file| RawFile::new(file.name, file.content.into_bytes())).collect()
}

fn read(files: &[RawFile]) -> Rc<Incoming> {
    Rc::new(formats::read_together(files).expect("a file that is known"))
}

fn findings(report: &Report) -> Vec<String> {
    report.findings.iter().map(ToString::to_string).collect()
}

/// The fixture with that in it, and what was to be said of it.
fn take(it: &mut Fixture, incoming: &Rc<Incoming>) -> Vec<String> {
    let report = import::plan(&it.corpus, incoming, &it.moment).report;
    it.give(&Command::Import(incoming.clone())).expect("something new");
    findings(&report)
}

fn empty() -> Fixture {
    Fixture { corpus: Corpus::new([]), ..fixture("") }
}

/// Each span as its article's text, its ends and what it is tagged as.
pub fn spans(corpus: &Corpus) -> Vec<(String, usize, usize, String)> {
    let contents = Contents::of(corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let mut spans = Vec::new();
    for article in &contents.articles {
        for span in &article.spans {
            let text = article.document.text.content().to_owned();
            spans.push((text, span.start, span.end, span.annotation.label.to_string()));
        }
    }
    spans.sort();
    spans
}

#[test]
fn what_was_exported_is_here_already() {
    let corpus = hard();
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        let report = import::plan(&corpus, &read(&written(format, &corpus)), &empty().moment).report;
        assert_eq!(findings(&report), [""; 0], "{}", format.id);
    }
}

/// Formats that are read and have no place for spans of white space only.
pub const HAVE_NO_BLANK: [&str; 4] = ["brat", "prodigy", "webanno", "uima"];

/// Formats that are read and have relations within an article.
pub const HAVE_RELATIONS: [&str; 9] = [
    "w3c",
    "csv",
    "spreadsheet",
    "hugging-face",
    "label-studio",
    "brat",
    "prodigy",
    "doccano-relations",
    "uima",
];

/// Leaves out spans of white space only where they have no place.
pub fn leave_out_blank(format: &Format, spans: &mut Vec<(String, usize, usize, String)>) {
    if HAVE_NO_BLANK.contains(&format.id) {
        spans.retain(|(text, start, end, _)| {
            !text.chars().skip(*start).take(end - start).all(char::is_whitespace)
        });
    }
}

/// A corpus with the articles and labels of another, and nothing tagged.
fn articles_of(corpus: &Corpus) -> Fixture {
    let mut it = empty();
    let mut incoming =
        Incoming::clone(&formats::read("a.json", json(corpus).as_bytes()).expect("a download"));
    incoming.annotations.clear();
    incoming.relations.clear();
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    it
}

#[test]
fn spans_come_back_from_every_format_and_a_second_time_bring_nothing() {
    let corpus = hard();
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        let incoming = read(&written(format, &corpus));
        for mut it in [empty(), articles_of(&corpus)] {
            if incoming.documents.is_empty() && it.corpus.documents().next().is_none() {
                let said = findings(&import::plan(&it.corpus, &incoming, &it.moment).report);
                let reasons = [
                    "expected Article",
                    "expected TwoAnnotations",
                    "new label",
                    "missing: ",
                    "added: ",
                    "left out: ",
                ];
                let why = |it: &String| reasons.iter().any(|reason| it.contains(reason));
                assert!(said.iter().all(why), "{said:?}");
                continue;
            }
            take(&mut it, &incoming);
            let (found, mut expected) = (spans(&it.corpus), spans(&corpus));
            leave_out_blank(format, &mut expected);
            assert_eq!(found, expected, "{}", format.id);
            let again = import::plan(&it.corpus, &read(&written(format, &corpus)), &it.moment);
            assert!(again.transaction.is_none(), "{}: {:?}", format.id, again.transaction);
        }
    }
}

/// Relations within an article as the words of one end, the type, and the words of the other.
fn relations_within(corpus: &Corpus) -> Vec<[String; 3]> {
    let contents = Contents::of(corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let mut relations = Vec::new();
    for article in &contents.articles {
        let words = |at: usize| article.spans[at].quote.to_owned();
        let of_article = contents.relations_in(article);
        relations
            .extend(of_article.map(|(relation, from, to)| [words(from), relation.kind().into(), words(to)]));
    }
    relations.sort();
    relations
}

#[test]
fn relations_come_back_from_every_format_that_has_room_for_them() {
    let corpus = hard();
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        let mut it = articles_of(&corpus);
        it.give(&Command::Import(read(&written(format, &corpus)))).expect("new");
        let mut expected = relations_within(&corpus);
        expected.retain(|_| HAVE_RELATIONS.contains(&format.id));
        assert_eq!(relations_within(&it.corpus), expected, "{}", format.id);
    }
}

#[test]
fn all_of_it_comes_back_from_w3c_where_the_articles_are() {
    let corpus = hard();
    let mut it = articles_of(&corpus);
    let w3c = FORMATS.iter().find(|format| format.id == "w3c").expect("a format");
    assert_eq!(take(&mut it, &read(&written(w3c, &corpus))), LEFT);
    let [mut expected, mut found] = [&corpus, &it.corpus].map(|corpus| {
        let file: serde_json::Value = serde_json::from_str(&json(corpus)).expect("JSON");
        file
    });
    // An annotation without a place is not in W3C, nor is a relation that refers to it.
    let rows = expected["annotations"].as_array_mut().expect("a list");
    let unplaced: Vec<_> =
        rows.extract_if(.., |row| row["unplaced"] == true).map(|row| row["id"].clone()).collect();
    // The entity that counts stands for those that were merged into it.
    let rows = expected["annotations"].as_array_mut().expect("a list").iter_mut();
    rows.filter(|row| row["entity"] == "actor:rte").for_each(|row| row["entity"] = "actor:erdoğan".into());
    let links = expected["relations"].as_array_mut().expect("a list");
    links.retain(|link| !unplaced.contains(&link["from"]) && !unplaced.contains(&link["to"]));
    for file in [&mut expected, &mut found] {
        for list in ["annotations", "relations"] {
            for row in file[list].as_array_mut().expect("a list") {
                row.as_object_mut().expect("an object").retain(|name, _| KNOWN.contains(&&**name));
            }
        }
    }
    assert_eq!(found["annotations"], expected["annotations"]);
    assert_eq!(found["relations"], expected["relations"]);
}

/// Findings about definitions that the codebook of those articles does not have.
const LEFT: [&str; 2] =
    ["missing: 1 Attribute \"left the codebook\"", "missing: 1 Value \"position: doubts\""];

/// The fields that are Glossator's own; others are the native format's matter.
const KNOWN: [&str; 17] = [
    "id",
    "document",
    "label",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "note",
    "annotator",
    "created",
    "modified",
    "type",
    "from",
    "to",
    "entity",
    "attributes",
];

#[test]
fn who_is_known_by_name_is_whoever_is_called_so() {
    let corpus = hard();
    let w3c = FORMATS.iter().find(|format| format.id == "w3c").expect("a format");
    let csv = FORMATS.iter().find(|format| format.id == "csv").expect("a format");
    for pair in [[csv, w3c], [w3c, csv]] {
        let mut it = articles_of(&corpus);
        it.corpus = {
            let mut bare = empty();
            let mut incoming =
                Incoming::clone(&formats::read("a.json", json(&it.corpus).as_bytes()).expect("a download"));
            incoming.annotators.clear();
            bare.give(&Command::Import(Rc::new(incoming))).expect("new");
            bare.corpus
        };
        take(&mut it, &read(&written(pair[0], &corpus)));
        let report = import::plan(&it.corpus, &read(&written(pair[1], &corpus)), &it.moment).report;
        let expected = if pair[1].id == "w3c" { &LEFT[..] } else { &[] };
        assert_eq!(findings(&report), expected, "{} after {}", pair[1].id, pair[0].id);
    }
}

#[test]
fn files_of_the_same_name_in_two_folders_stay_apart() {
    let file = |name: &str, content: &str| RawFile::new(name, content.as_bytes());
    let mut it = empty();
    let incoming = read(&[
        file("work/y/doc.ann", "T1\tPLACE 0 4\tRome\n"),
        file("work/x/doc.ann", "T1\tPERSON 0 3\tAna\n"),
        file("work/x/doc.txt", "Ana came."),
        file("work/y/doc.txt", "Rome fell."),
    ]);
    take(&mut it, &incoming);
    let found: Vec<_> =
        spans(&it.corpus).into_iter().map(|(text, .., label)| format!("{label} {text}")).collect();
    assert_eq!(found, ["PERSON Ana came.", "PLACE Rome fell."]);
}

#[test]
fn links_go_with_what_is_left_out() {
    let it = fixture("🙂 Ana met Bob.");
    let file = r#"{"text":"🙂 Ana met Bob.","entities":[{"id":3,"label":"PER","start_offset":2,"end_offset":5},{"id":4,"label":"X","start_offset":10,"end_offset":13}],"relations":[{"id":1,"from_id":3,"to_id":4,"type":"met"}]}"#;
    let incoming = formats::read("a.jsonl", file.as_bytes()).expect("rows");
    let check = |choices: &[(&str, LabelChoice)], expected: (usize, usize)| {
        let labels = choices.iter().map(|(label, choice)| ((*label).into(), choice.clone())).collect();
        let choices = Choices { labels, ..Choices::default() };
        let report = import::plan_with(&it.corpus, &incoming, &choices, &it.moment).report;
        assert_eq!((report.added, report.relations), expected, "{choices:?}");
    };
    check(&[], (2, 1));
    check(&[("PER", LabelChoice::Add), ("X", LabelChoice::Take("actor".into()))], (2, 1));
    check(&[("X", LabelChoice::LeaveOut)], (1, 0));
    check(&[("X", LabelChoice::LeaveOut), ("PER", LabelChoice::LeaveOut)], (0, 0));
}
