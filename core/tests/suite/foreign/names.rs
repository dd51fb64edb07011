//! Names: entities, values and speakers as files of other tools say them, and as they come back from ours.

use super::{HAVE_NO_BLANK, HAVE_RELATIONS, articles_of, findings, hard, read, written};
use crate::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{self, FORMATS};
use glossator_core::import;
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::rc::Rc;

/// A project with these definitions, entities and relations over one article.
fn project(marked: &str, file: Value) -> Fixture {
    let mut it = fixture(marked);
    let mut file = file;
    (file["format"], file["version"]) = (json!("glossator"), json!(2));
    let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    it
}

const CODEBOOK: &str = r#"{
    "attributes": [
        {"id": "position", "of": "claim", "name": "Stance", "holds": "choice",
            "values": [{"id": "affirms", "name": "Says yes"}, {"id": "denies", "name": "Says no"}]},
        {"id": "nobody", "of": "claim", "name": "To nobody", "holds": "flag"},
        {"id": "year", "of": "claim", "name": "Year", "holds": "number"}
    ],
    "relation_types": [
        {"id": "said by", "name": "Said by", "from": "claim", "to": "actor", "many": false},
        {"id": "cue", "name": "Cue", "from": "claim", "to": "", "many": true}
    ],
    "entities": [
        {"id": "actor:istanbul", "label": "actor", "name": "Istanbul"},
        {"id": "location:istanbul", "label": "location", "name": "Istanbul"},
        {"id": "actor:porte", "label": "actor", "name": "The Porte", "same": "actor:istanbul"}
    ]
}"#;

fn codebook() -> Value {
    serde_json::from_str(CODEBOOK).expect("JSON")
}

/// Each annotation with its entity, its values and the other ends of its relations, in the order of the text.
fn told(corpus: &Corpus) -> Vec<String> {
    let contents = Contents::of(corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let of = |span: &_| {
        let span: &glossator_core::export::Tagged<'_> = span;
        let mut told = format!("{} {}", span.annotation.label, span.quote);
        if let Some(entity) = span.entity {
            let _ = write!(told, " is {} {}", entity.label, entity.called());
        }
        for (id, value) in &span.annotation.attributes {
            let _ = write!(told, " {id}={value}");
        }
        for kind in ["said by", "cue"] {
            for name in contents.names(span, kind) {
                let _ = write!(told, " {kind} {name}");
            }
        }
        told
    };
    contents.articles.iter().flat_map(|article| article.spans.iter().map(of).collect::<Vec<_>>()).collect()
}

/// A table that is opened in a project: what is told of its annotations then, and what was to be said.
#[track_caller]
fn check(marked: &str, table: &str, expected: &[&str], said: &[&str]) {
    let mut it = project(marked, codebook());
    let incoming = Rc::new(formats::read("a.csv", table.as_bytes()).expect("a table"));
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    assert_eq!(findings(&report), said, "{table}");
    it.give(&Command::Import(incoming.clone())).expect("new");
    assert_eq!(told(&it.corpus), expected, "{table}");
    let again = import::plan(&it.corpus, &incoming, &it.moment);
    assert!(again.transaction.is_none(), "a second time: {:?}", again.transaction);
}

#[test]
fn an_entity_of_a_table_is_the_one_of_that_name_and_label_or_a_new_one() {
    check(
        "Istanbul in Istanbul, said Ankara",
        "document,start,end,label,text,entity\na,0,8,actor,Istanbul,Istanbul\na,12,20,location,Istanbul,Istanbul\na,27,33,actor,Ankara,Ankara\n",
        &[
            "actor Istanbul is actor Istanbul",
            "location Istanbul is location Istanbul",
            "actor Ankara is actor Ankara",
        ],
        &["added: 1 entity"],
    );
    // By the name of the one that counts.
    check(
        "Porte [actor:met]",
        "document,start,end,label,text,entity\na,0,5,actor,Porte,The Porte\n",
        &["actor Porte is actor The Porte", "actor met"],
        &["added: 1 entity"],
    );
}

#[test]
fn a_column_that_is_called_like_an_attribute_has_its_values() {
    check(
        "one two three",
        "document,start,end,label,text,position,nobody,To nobody,year,side\na,0,3,claim,one,denies,yes,,1999,left\na,4,7,claim,two,says YES,,,about 1999,\na,8,13,claim,three,doubts,,1,,right\n",
        &[
            "claim one nobody=yes position=denies year=1999",
            "claim two position=affirms",
            "claim three nobody=yes position=doubts",
        ],
        &[
            "left out: 2 Fields \"side\"",
            "left out: 1 Fields \"year\"",
            "missing: 1 Value \"position: doubts\"",
        ],
    );
    check(
        "one",
        "document,start,end,label,text,Stance\na,0,3,claim,one,Says no\n",
        &["claim one position=denies"],
        &[],
    );
}

#[test]
fn speakers_and_cues_of_a_table_are_told_where_one_thing_only_is_called_so() {
    const HEADER: &str = "document,start,end,label,text,entity,speaker,cue\n";
    // In the file, or here; two relations in one cell.
    check(
        "one said [actor:Ana], he claims",
        &format!("{HEADER}a,0,3,claim,one,,Ana,said; claims\na,4,8,actor,said,,,\na,17,23,actor,claims,,,\n"),
        &["claim one said by Ana cue claims cue said", "actor said", "actor Ana", "actor claims"],
        &[],
    );
    // Two are called so; nothing is; it has another one already.
    check(
        "one [actor:Ana] Bob Bob",
        &format!("{HEADER}a,0,3,claim,one,,Bob,gone\na,8,11,actor,Bob,,,\na,12,15,actor,Bob,,,\n"),
        &["claim one", "actor Ana", "actor Bob", "actor Bob"],
        &["left out: 1 Relations \"cue\"", "left out: 1 Relations \"said by\""],
    );
    check(
        "one Ana",
        &format!("{HEADER}a,0,3,claim,one,,Istanbul,\na,4,7,actor,Ana,Istanbul,,\n"),
        &["claim one said by Istanbul", "actor Ana is actor Istanbul"],
        &[],
    );
}

#[test]
fn a_project_without_a_type_knows_those_of_every_project() {
    let mut it = fixture("one said [actor:Ana] [location:Ana]");
    let table = "document,start,end,label,text,speaker\na,0,3,claim,one,Ana\n";
    let incoming = Rc::new(formats::read("a.csv", table.as_bytes()).expect("a table"));
    it.give(&Command::Import(incoming)).expect("new");
    // A claim is said by an actor.
    assert_eq!(told(&it.corpus), ["claim one said by Ana", "actor Ana", "location Ana"]);
}

#[test]
fn a_cell_that_says_what_is_here_changes_nothing() {
    let mut file = codebook();
    file["relations"] = json!([{ "id": "r", "type": "said by", "from": "", "to": "" }]);
    let mut it = fixture("[claim:one] said [actor:Ana] and [actor:Ana]");
    let claim = it.id("one").to_string();
    let second = it.corpus.documents().flat_map(|document| document.annotations()).last().expect("three").id;
    (file["relations"][0]["from"], file["relations"][0]["to"]) = (json!(claim), json!(second.to_string()));
    (file["format"], file["version"]) = (json!("glossator"), json!(2));
    let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    let table = format!("id,document,start,end,label,text,speaker\n{claim},a,0,3,claim,one,Ana\n");
    let incoming = formats::read("a.csv", table.as_bytes()).expect("a table");
    let import = import::plan(&it.corpus, &incoming, &it.moment);
    assert_eq!((import.transaction.is_none(), findings(&import.report)), (true, Vec::new()));
    // Another speaker is not added to the one that a claim may have.
    let table = table.replace(",Ana\n", ",Bob\n");
    let incoming = formats::read("a.csv", table.as_bytes()).expect("a table");
    let import = import::plan(&it.corpus, &incoming, &it.moment);
    assert_eq!(findings(&import.report), ["left out: 1 Relations \"said by\""]);
}

#[test]
fn entities_that_nothing_refers_to_are_not_made() {
    let mut it = project("[actor:Ana]", codebook());
    let ana = it.id("Ana");
    let file = json!({ "format": "glossator", "version": 2, "annotations": [{
        "id": ana.to_string(), "document": "a", "label": "actor", "start": 0, "end": 3, "quote": "Ana",
        "entity": "actor:istanbul", "modified": "2026-11-22T07:00:00.000Z" }] });
    let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    // Ours stays, as the table does not say when it was changed.
    let table = format!("id,document,start,end,label,text,entity\n{ana},a,0,3,actor,Ana,Ankara\n");
    let incoming = formats::read("a.csv", table.as_bytes()).expect("a table");
    let import = import::plan(&it.corpus, &incoming, &it.moment);
    assert_eq!((import.transaction.is_none(), import.report.differences.len()), (true, 1));
    assert_eq!(findings(&import.report), [""; 0]);
}

#[test]
fn entities_and_values_come_back_from_every_format_that_has_room_for_them() {
    let corpus = hard();
    let all = told(&corpus);
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        let mut it = articles_of(&corpus);
        it.give(&Command::Import(read(&written(format, &corpus)))).expect("new");
        let mut expected = all.clone();
        let values = ["w3c", "csv", "spreadsheet", "hugging-face", "label-studio", "brat"];
        let entities = [&values[..], &["spacy", "webanno", "uima"]].concat();
        for it in &mut expected {
            let mut cut = |is_there: bool, mark: &str, ends: &[&str]| {
                let Some(at) = it.find(mark).filter(|_| !is_there) else { return };
                let end =
                    ends.iter().filter_map(|end| it[at..].find(end)).min().map_or(it.len(), |end| at + end);
                it.replace_range(at..end, "");
            };
            let is_at = [" gloss", " position", " left", " nobody", " size", " said by"];
            cut(entities.contains(&format.id), " is ", &is_at);
            for mark in &is_at[..5] {
                cut(values.contains(&format.id), mark, &is_at[5..]);
            }
            // A project without the attribute does not know that a column is one.
            let knows_others = ["w3c", "hugging-face"].contains(&format.id);
            cut(knows_others, " left", &is_at[3..4]);
            cut(format.id != "brat", " gloss", &is_at[1..2]);
            cut(HAVE_RELATIONS.contains(&format.id), " said by", &[]);
            if !entities.contains(&format.id) {
                // Without an entity it is called by its words.
                *it = it.replace("said by =Erdoğan, “R|T;E” <b>", "said by Erdog\u{306}an");
            }
        }
        let mut found = told(&it.corpus);
        if HAVE_NO_BLANK.contains(&format.id) {
            expected.retain(|it| !it.ends_with("\n \n"));
        }
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", format.id);
    }
}
