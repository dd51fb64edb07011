//! Codebooks: what each format writes, what comes back from it, and what other tools and strangers wrote.

use super::golden;
use glossator_core::formats::RawFile;
use glossator_core::formats::codebook::{self, CODEBOOKS, CodebookFile, CodebookFormat, Part};
use glossator_core::import::codebook::{Compared, Definition, Fate, compare, fitted};
use glossator_core::model::codebook::Codebook;
use glossator_core::model::label::{Label, LabelSet};
use std::fmt::Write as _;

/// The codebooks that come with the page.
const STARTERS: [(&str, &str); 4] = [
    ("outlet-comparison", include_str!("../../../seeds/codebooks/outlet-comparison.json")),
    ("political-claims", include_str!("../../../seeds/codebooks/political-claims.json")),
    ("news-frames", include_str!("../../../seeds/codebooks/news-frames.json")),
    ("attribution", include_str!("../../../seeds/codebooks/attribution.json")),
];

fn read(name: &str, text: &str) -> CodebookFile {
    let read = codebook::read(&RawFile::new(name, text.as_bytes())).expect("a codebook");
    read.unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn starter(place: usize) -> Codebook {
    read("codebook.json", STARTERS[place].1).codebook
}

fn format(id: &str) -> &'static CodebookFormat {
    CODEBOOKS.into_iter().find(|format| format.id == id).expect("a format")
}

/// Everything that a codebook holds, a line each.
fn lines(codebook: &Codebook) -> String {
    let mut lines = String::new();
    for it in &codebook.labels {
        let parent = it.parent.as_ref().map_or("", |parent| &*parent.0);
        let examples = it.examples.join(" | ");
        let _ = writeln!(
            lines,
            "{} {:?} key={} {} under={parent} {:?} {examples:?}",
            it.id, it.name, it.key, it.colour, it.definition
        );
    }
    for it in &codebook.attributes {
        let values = it.values.iter().map(|value| format!("{}={}/{}", value.key, value.id, value.name));
        let values = values.collect::<Vec<_>>().join(",");
        let _ = writeln!(
            lines,
            "{}/{} {:?} {} [{values}] {}",
            it.of,
            it.id,
            it.name,
            it.holds.word(),
            it.default
        );
    }
    for it in &codebook.relation_types {
        let _ = writeln!(lines, "{} {:?} {}>{} {} {}", it.id, it.name, it.from, it.to, it.many, it.key);
    }
    lines
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str, left_out: &[&str]) {
    let found = read(name, text);
    assert_eq!(lines(&found.codebook), expected, "{name}");
    let findings: Vec<_> = found.findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings, left_out, "{name}");
}

#[test]
fn a_starter_is_read_whole_and_written_as_it_is() {
    for (name, text) in STARTERS {
        let CodebookFile { codebook, findings } = read("codebook.json", text);
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        let written = json(&(format("json").write)(&codebook));
        assert_eq!((findings, written), (Vec::new(), json(text)), "{name}");
        assert!(!codebook.name.is_empty() && !codebook.about.is_empty(), "{name}");
        // A key says which value is meant.
        let mut keys: Vec<_> = codebook
            .attributes
            .iter()
            .flat_map(|attribute| attribute.values.iter().map(|value| (&attribute.of, &value.key)))
            .collect();
        keys.sort();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count, "{name}");
    }
}

#[test]
fn every_codebook_is_written_byte_for_byte_as_it_ever_was() {
    let codebook = starter(0);
    for format in CODEBOOKS {
        let name = format.file.map_or_else(|| format!("{}.{}", format.id, format.ending), str::to_owned);
        golden::check(&format!("codebook/{name}"), &(format.write)(&codebook));
    }
}

#[test]
fn whatever_a_format_does_not_say_is_left_out_comes_back() {
    let codebook = Codebook { name: "".into(), about: "".into(), ..starter(0) };
    for format in CODEBOOKS {
        let name = format.file.map_or_else(|| format!("codebook.{}", format.ending), str::to_owned);
        let again = read(&name, &(format.write)(&codebook));
        assert_eq!(again.findings, Vec::new(), "{}", format.id);
        let differs = compare(&codebook, &again.codebook).into_iter().filter(|it| it.fate != Fate::Same);
        // Files that say less of the values say it otherwise.
        let differs: Vec<_> = differs.filter(|it| it.sort != Definition::Attribute).collect();
        assert!(
            differs.iter().all(|it| it.sort == Definition::RelationType && format.id != "json"),
            "{}: {differs:?}",
            format.id
        );
        let has = |part: Part| format.left_out(&codebook).iter().any(|it| it.part == part);
        let [count, again] = [&codebook, &again.codebook]
            .map(|it| [it.labels.len(), it.attributes.len(), it.relation_types.len()]);
        assert_eq!(again[0], count[0], "{}", format.id);
        assert_eq!(again[1] == count[1], !has(Part::Attributes), "{}", format.id);
        assert_eq!(again[2] == count[2], !has(Part::RelationTypes), "{}", format.id);
    }
}

#[test]
fn what_a_format_has_no_room_for_is_counted() {
    let codebook = starter(0);
    let check = |id: &str, expected: &[(Part, usize)]| {
        let found: Vec<_> = format(id).left_out(&codebook).iter().map(|it| (it.part, it.count)).collect();
        assert_eq!(found, expected, "{id}");
    };
    check("json", &[]);
    check("qdc", &[(Part::Keys, 4), (Part::Attributes, 7), (Part::RelationTypes, 5)]);
    check("csv", &[(Part::Attributes, 7), (Part::RelationTypes, 5)]);
    check(
        "doccano",
        &[(Part::Definitions, 4), (Part::Examples, 3), (Part::Attributes, 7), (Part::RelationTypes, 5)],
    );
    let found: Vec<_> = format("brat").left_out(&codebook).iter().map(|it| (it.part, it.count)).collect();
    assert!(found.contains(&(Part::RelationTypes, 1)), "{found:?}");
    let found: Vec<_> =
        format("label-studio").left_out(&codebook).iter().map(|it| (it.part, it.count)).collect();
    assert!(found.contains(&(Part::Ends, 5)), "{found:?}");
}

#[test]
fn codes_of_other_programs_stand_in_each_other() {
    check(
        "frames.qdc",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"x\"><Codes>\
         <Code guid=\"1\" name=\"Frame\" isCodable=\"false\" color=\"#FF0000\"><Description>Any &amp; all</Description>\
         <Code guid=\"2\" name=\"Blame\" isCodable=\"true\" color=\"red\"/><Code guid=\"3\" name=\" \"/></Code>\
         <Code guid=\"4\" name=\"Blame\" isCodable=\"true\"/></Codes><Sets><Set guid=\"5\" name=\"s\"/></Sets></CodeBook>",
        "frame \"Frame\" key= #ff0000 under= \"Any & all\" \"\"\n\
         blame \"Blame\" key=  under=frame \"\" \"\"\n",
        &["left out: 2 Fields \"Code\"", "left out: 1 Fields \"Set\"", "left out: 1 Fields \"color\""],
    );
}

#[test]
fn a_table_of_labels_is_told_by_its_columns() {
    check(
        "codes.csv",
        "Label;Memo;Color;Parent code;Weight\r\nActor;Who acts;#0067A3;;3\r\nMinister;;;actor\r\nNobody;;blue;Somebody;\r\n;x;;;\r\n",
        "actor \"Actor\" key= #0067a3 under= \"Who acts\" \"\"\n\
         minister \"Minister\" key=  under=actor \"\" \"\"\n\
         nobody \"Nobody\" key=  under= \"\" \"\"\n",
        &[
            "left out: 1 Fields \"Label\"",
            "left out: 1 Fields \"Weight\"",
            "left out: 1 Fields \"colour\"",
            "left out: 1 Fields \"parent\"",
        ],
    );
    let other =
        |text: &str| assert!(codebook::read(&RawFile::new("x.csv", text.as_bytes())).is_none(), "{text}");
    other("name,text\nx,y\n");
    other("document,start,end,label\na,0,1,actor\n");
    other("name,kind,aliases\nErdogan,person,\n");
    other("name\nActor\n");
}

#[test]
fn the_types_of_brat_are_labels_attributes_and_relation_types() {
    check(
        "annotation.conf",
        "# a comment\n[entities]\nPerson\n!Place\n\tCity\n\tVillage\n-----\n[relations]\nLives\tArg1:Person, Arg2:City|Village\n\
         <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\nMeet\tWho:Person\n[attributes]\n\
         Famous\tArg:Person|City\nSure\tArg:<ENTITY>, Value:yes|no\nNegated\tArg:<EVENT>\n",
        "Person \"Person\" key=  under= \"\" \"\"\n\
         Place \"Place\" key=  under= \"\" \"\"\n\
         City \"City\" key=  under=Place \"\" \"\"\n\
         Village \"Village\" key=  under=Place \"\" \"\"\n\
         Person/Famous \"Famous\" flag [] \n\
         City/Famous \"Famous\" flag [] \n\
         Person/Sure \"Sure\" choice [=yes/yes,=no/no] \n\
         Place/Sure \"Sure\" choice [=yes/yes,=no/no] \n\
         City/Sure \"Sure\" choice [=yes/yes,=no/no] \n\
         Village/Sure \"Sure\" choice [=yes/yes,=no/no] \n\
         Lives \"Lives\" Person> true \n",
        &["left out: 1 Fields \"attributes\"", "left out: 1 Fields \"events\""],
    );
}

#[test]
fn the_controls_of_label_studio_are_labels_attributes_and_relation_types() {
    check(
        "label_config.xml",
        "<View><Header value=\"x\"/><Relations><Relation value=\"org:founded_by\"/></Relations><View>\
         <Labels name=\"ner\" toName=\"text\"><Label value=\"PER\" background=\"red\" hotkey=\"p\"/><Label value=\"ORG\" alias=\"Organisation\" background=\"#ABC\"/></Labels>\
         <Text name=\"text\" value=\"$text\"/></View><Choices name=\"sure\" toName=\"text\" perRegion=\"true\" whenLabelValue=\"PER\"><Choice value=\"yes\"/></Choices>\
         <Choices name=\"tone\" toName=\"text\"><Choice value=\"Good\" hotkey=\"g\"/><Choice value=\"Bad\" hotkey=\"ctrl+b\"/></Choices>\
         <TextArea name=\"why\" toName=\"text\" perRegion=\"true\"/><Rating name=\"r\" toName=\"text\"/></View>",
        "PER \"PER\" key=p  under= \"\" \"\"\n\
         ORG \"Organisation\" key= #aabbcc under= \"\" \"\"\n\
         PER/sure \"sure\" flag [] \n\
         document/tone \"tone\" choice [g=Good/Good,=Bad/Bad] \n\
         PER/why \"why\" text [] \n\
         ORG/why \"why\" text [] \n\
         org:founded_by \"org:founded_by\" > true \n",
        &[
            "left out: 1 Fields \"Rating\"",
            "left out: 1 Fields \"background\"",
            "left out: 1 Fields \"hotkey\"",
        ],
    );
}

#[test]
fn label_types_of_doccano_have_keys_and_colours() {
    check(
        "labels.json",
        "[{\"id\": 1, \"text\": \"PER\", \"prefix_key\": \"ctrl\", \"suffix_key\": \"p\", \"background_color\": \"#FF0000\", \"text_color\": \"#ffffff\"},\
         {\"text\": \"ORG\", \"prefix_key\": null, \"suffix_key\": null, \"background_color\": \"#00ff00\"}]",
        "PER \"PER\" key=p #ff0000 under= \"\" \"\"\n\
         ORG \"ORG\" key= #00ff00 under= \"\" \"\"\n",
        &["left out: 1 Fields \"prefix_key\""],
    );
}

#[test]
fn what_is_no_codebook_is_refused_or_left_to_others() {
    let none = |name: &str, text: &str| {
        assert!(codebook::read(&RawFile::new(name, text.as_bytes())).is_none(), "{text}");
    };
    none("a.json", "{\"format\": \"glossator\", \"version\": 1, \"labels\": [], \"documents\": []}");
    none("a.json", "[{\"text\": \"a row\", \"label\": [[0, 1, \"x\"]]}]");
    none("a.json", "[]");
    none("a.xml", "<TEI/>");
    none("a.txt", "[entities]");
    none("a.txt", "Words of an article.");
    none("a.txt", "");
    let refused = |name: &str, text: &str, expected: &str| {
        let read = codebook::read(&RawFile::new(name, text.as_bytes())).expect("a codebook");
        assert_eq!(read.expect_err(text).to_string(), expected, "{text}");
    };
    refused("a.qdc", "<CodeBook><Codes>", "expected Xml, found BrokenXml");
    refused(
        "a.qdc",
        "<!DOCTYPE CodeBook [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;\">]><CodeBook/>",
        "expected NoDocumentType, found DocumentType",
    );
    refused("a.json", "{\"format\": \"glossator\", \"version\": 3, \"labels\": []}", "version 3 of 2");
    let many: String = (0..1_001).fold("name,key\n".to_owned(), |all, number| format!("{all}n{number},\n"));
    refused("a.csv", &many, "too many articles, labels or annotations");
    let many = |label: &str, between: &str| {
        let labels: Vec<_> = (0..1_001).map(|number| label.replace('N', &number.to_string())).collect();
        labels.join(between)
    };
    for (name, text) in [
        (
            "a.json",
            format!(
                "{{\"format\": \"glossator\", \"version\": 2, \"labels\": [{}]}}",
                many("{\"id\": \"N\"}", ",")
            ),
        ),
        (
            "a.json",
            format!(
                "[{}]",
                many(
                    "{\"text\": \"N\", \"suffix_key\": null, \"background_color\": \"#209cee\", \"text_color\": \"#ffffff\"}",
                    ","
                )
            ),
        ),
        (
            "a.xml",
            format!(
                "<View><Labels name=\"l\" toName=\"t\">{}</Labels><Text name=\"t\" value=\"$text\"/></View>",
                many("<Label value=\"N\"/>", "")
            ),
        ),
        ("annotation.conf", format!("[entities]\n{}\n", many("labelN", "\n"))),
        (
            "a.qdc",
            format!(
                "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{}</Codes></CodeBook>",
                many("<Code guid=\"00000000-0000-4000-8000-00000000N\" name=\"N\" isCodable=\"true\"/>", "")
            ),
        ),
    ] {
        refused(name, &text, "too many articles, labels or annotations");
    }
}

#[test]
fn labels_that_read_alike_are_the_same_and_it_is_said_what_differs() {
    let here = Codebook { labels: Label::built_in(), ..Codebook::default() };
    let labels = LabelSet::new(Label::built_in());
    let other = read("x.csv", "name,description,key\nACTOR,Who acts,1\nClaim,,\nFrame,,\n").codebook;
    let other = Codebook {
        labels: other
            .labels
            .into_iter()
            .map(|label| Label { id: label.name.as_ref().into(), ..label })
            .collect(),
        ..other
    };
    let fitted = fitted(&labels, &other);
    let ids: Vec<_> = fitted.labels.iter().map(|label| label.id.to_string()).collect();
    assert_eq!(ids, ["actor", "claim", "Frame"]);
    let found = compare(&here, &fitted).into_iter().map(|Compared { name, fate, .. }| match fate {
        Fate::New => format!("{name}: new"),
        Fate::Same => format!("{name}: here"),
        Fate::Differs(fields) => format!("{name}: {fields:?}"),
    });
    assert_eq!(found.collect::<Vec<_>>(), ["ACTOR: [Name, Definition]", "Claim: here", "Frame: new"]);
}
