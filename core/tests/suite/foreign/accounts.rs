//! Accounts: whatever stands in a file is taken in, kept, or named as left out.
//!
//! Each object of a file gets a field that nobody knows, one after the other: its value has to be kept, or its name to be said.
//! The spans of a file are counted as well.

use super::written;
use crate::foreign::hard;
use crate::golden::NATIVE;
use glossator_core::formats::{self, FORMATS};
use glossator_core::import::Incoming;
use serde_json::Value;

/// Parts that say how a file is built, or repeat what stands elsewhere in it, by words in their paths.
const STRUCTURE: [&str; 4] = ["/%TYPES", "/%VIEWS", "_span", "/generator"];

/// Paths of all objects in a value.
fn objects(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(path.to_owned());
            for (name, value) in fields {
                objects(value, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                objects(item, &format!("{path}/{number}"), found);
            }
        }
        _ => {}
    }
}

/// True if the field is kept in a record, or its name is said, or that of something around it.
fn is_accounted(incoming: &Incoming, path: &str) -> bool {
    let said: Vec<_> = incoming.findings.iter().map(ToString::to_string).collect();
    let is_said = |name: &str| said.iter().any(|it| it.contains(&format!("{name}\"")));
    let documents = incoming.documents.iter().map(|it| &it.foreign);
    let annotations = incoming.annotations.iter().map(|it| &it.foreign);
    let relations = incoming.relations.iter().map(|it| &it.foreign);
    let records = incoming.records.iter().chain(&incoming.entities).map(|it| &it.fields);
    let mut values = incoming.documents.iter().flat_map(|it| &it.attributes);
    let mut kept = documents.chain(annotations).chain(relations).chain(records).flatten();
    kept.any(|field| format!("{field:?}").contains("nobody knows"))
        || values.any(|(_, value)| &**value == "nobody knows")
        // UIMA’s first feature with a text is the label.
        || incoming.annotations.iter().any(|it| &*it.label.0 == "nobody knows")
        || path
            .split('/')
            .filter(|name| name.parse::<usize>().is_err())
            .any(|name| !name.is_empty() && is_said(name))
        || is_said("unheard")
}

#[track_caller]
fn check(name: &str, file: &Value, write: &dyn Fn(&Value) -> String) {
    let read = |file: &Value| formats::read(name, write(file).as_bytes()).expect(name);
    assert!(!is_accounted(&read(file), ""), "{name}");
    let mut paths = Vec::new();
    objects(file, "", &mut paths);
    paths.retain(|path| STRUCTURE.iter().all(|part| !path.contains(part)));
    assert!(!paths.is_empty());
    for path in paths {
        let mut file = file.clone();
        file.pointer_mut(&path).expect("an object")["unheard"] = "nobody knows".into();
        let incoming = read(&file);
        assert!(is_accounted(&incoming, &path), "{name} {path}: {:?}", incoming.findings);
    }
}

/// Checks a file of JSON, or of JSON in lines.
#[track_caller]
fn check_text(name: &str, text: &str) {
    if let Ok(file) = serde_json::from_str(text) {
        check(name, &file, &Value::to_string);
    } else {
        let lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("a value in each line")).collect();
        let join = |file: &Value| {
            let lines: Vec<_> = file.as_array().expect("lines").iter().map(Value::to_string).collect();
            lines.join("\n") + "\n"
        };
        check(name, &Value::Array(lines), &join);
    }
}

#[test]
fn a_field_that_nobody_knows_is_kept_or_named_wherever_it_stands() {
    let corpus = hard();
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        for file in written(format, &corpus).into_iter().filter(|file| file.name.contains(".json")) {
            check_text(&file.name, std::str::from_utf8(file.bytes.as_ref().expect("written")).expect("text"));
        }
    }
    check_text("a.json", &super::json(&corpus));
    check_text("a.json", NATIVE);
}

#[test]
fn so_it_is_in_files_as_other_tools_write_them() {
    for (name, text) in FILES {
        check_text(name, text);
    }
}

/// Files as other tools write them.
const FILES: [(&str, &str); 9] = [
    (
        "hypothesis.json",
        r#"{"total":1,"rows":[{"id":"x","user":"acct:eve@example.org","uri":"https://example.org/a","text":"who?","tags":["PER"],"permissions":{"read":[]},"document":{"title":["A"]},"target":[{"source":"https://example.org/a","selector":[{"type":"TextPositionSelector","start":2,"end":5},{"type":"TextQuoteSelector","exact":"Ana"}]}]}]}"#,
    ),
    (
        "recogito.json",
        r##"[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a1","type":"Annotation","body":[{"type":"TextualBody","purpose":"tagging","value":"person","creator":{"id":"eve","name":"Eve"}},{"type":"TextualBody","purpose":"commenting","value":"who?"}],"target":{"source":"a.txt","selector":[{"type":"TextQuoteSelector","exact":"Ana"},{"type":"TextPositionSelector","start":3,"end":6}]}},{"id":"#a2","type":"Annotation","body":"person","target":{"source":"a.txt","selector":{"type":"TextQuoteSelector","exact":"Bob"}}},{"id":"#r","type":"Annotation","motivation":"linking","body":[{"value":"met","purpose":"tagging"}],"target":[{"id":"#a1"},{"id":"#a2"}]}]"##,
    ),
    (
        "label-studio.json",
        r#"[{"id":5,"inner_id":1,"meta":{},"data":{"text":"Ana met Bob.","lang":"en"},"annotations":[{"id":9,"completed_by":{"id":1,"email":"ana@example.org"},"lead_time":1.5,"result":[{"id":"x1","from_name":"label","to_name":"text","type":"labels","origin":"manual","value":{"start":0,"end":3,"text":"Ana","labels":["PER"]},"meta":{"text":["who?"]}},{"id":"x2","from_name":"label","to_name":"text","type":"labels","value":{"start":8,"end":11,"text":"Bob","labels":["PER"]}},{"from_id":"x1","to_id":"x2","type":"relation","direction":"right","labels":["met"]}]}],"predictions":[]}]"#,
    ),
    (
        "label-studio-min.json",
        r#"[{"id":5,"text":"Ana met Bob.","ner":[{"start":0,"end":3,"text":"Ana","labels":["PER"]}],"annotator":1,"annotation_id":7,"created_at":"2025-05-26T08:00:00Z","lead_time":1.5}]"#,
    ),
    (
        "doccano.jsonl",
        "{\"id\":1,\"text\":\"Ana met Bob.\",\"entities\":[{\"id\":3,\"label\":\"PER\",\"start_offset\":0,\"end_offset\":3},{\"id\":4,\"label\":\"PER\",\"start_offset\":8,\"end_offset\":11}],\"relations\":[{\"id\":1,\"from_id\":3,\"to_id\":4,\"type\":\"met\"}],\"Comments\":[]}\n{\"id\":2,\"data\":\"Bob.\",\"label\":[[0,3,\"PER\"]]}\n",
    ),
    (
        "spacy.json",
        r#"{"text":"Ana met Bob.","ents":[{"start":0,"end":3,"label":"PERSON"}],"sents":[{"start":0,"end":12}],"cats":{"news":0.5},"spans":{"sc":[{"start":0,"end":3,"label":"PERSON","kb_id":""}]},"tokens":[{"id":0,"start":0,"end":3,"lemma":"Ana"}]}"#,
    ),
    ("spacy-2.json", r#"[["Ana met Bob.",{"entities":[[0,3,"PER"]],"cats":{"news":1}}]]"#),
    (
        "prodigy.jsonl",
        "{\"text\":\"Ana met Bob.\",\"_input_hash\":1,\"_task_hash\":2,\"tokens\":[{\"text\":\"Ana\",\"start\":0,\"end\":3,\"id\":0,\"ws\":true}],\"spans\":[{\"start\":0,\"end\":3,\"token_start\":0,\"token_end\":0,\"label\":\"PERSON\"}],\"_annotator_id\":\"eve\",\"answer\":\"accept\",\"meta\":{\"source\":\"x\"}}\n{\"text\":\"Bob.\",\"spans\":[],\"answer\":\"accept\"}\n",
    ),
    (
        "inception.json",
        r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"Ana met Bob."},{"%ID":2,"%TYPE":"webanno.custom.Link","@sofa":1,"begin":8,"end":11,"@Dependent":5,"@Governor":4,"kind":"met"},{"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token","@sofa":1,"begin":0,"end":3},{"%ID":4,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":0,"end":3,"identifier":"Q1","value":"PER"},{"%ID":5,"%TYPE":"webanno.custom.Person","@sofa":1,"begin":8,"end":11,"note":"who?"},{"%ID":6,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData","@sofa":1,"begin":0,"end":12,"language":"en","documentTitle":"a"}],"%VIEWS":{}}"#,
    ),
];
