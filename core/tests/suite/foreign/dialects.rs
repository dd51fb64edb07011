//! Dialects: what other versions and other tools write instead of the usual fields of rows and tasks, and that nothing of it goes
//! in silence.

use super::reading::check;
use glossator_core::formats;
use glossator_core::import::Incoming;
use glossator_core::model::record::{Field, Value};

pub(super) fn read(name: &str, content: &str) -> Incoming {
    formats::read(name, content.as_bytes()).expect(content)
}

fn said(incoming: &Incoming) -> Vec<String> {
    incoming.findings.iter().map(ToString::to_string).collect()
}

fn kept(fields: &[(Field, Value)]) -> String {
    let shown = |(field, value): &(Field, Value)| match value {
        Value::Json(json) => format!("{field}={json}")[1..].to_owned(),
        other => format!("{field}={other:?}"),
    };
    fields.iter().map(shown).collect::<Vec<_>>().join(" ")
}

/// Each article of a file as its id, its title and its own fields, and what was said.
#[track_caller]
fn check_articles(name: &str, content: &str, expected: &[&str], findings: &[&str]) {
    let incoming = read(name, content);
    let article = |it: &glossator_core::import::IncomingDocument| {
        format!("{} | {} | {}", it.id, it.title.as_deref().unwrap_or_default(), kept(&it.foreign))
    };
    let found: Vec<_> = incoming.documents.iter().map(article).collect();
    assert_eq!(found, expected, "{content}");
    assert_eq!(said(&incoming), findings, "{content}");
}

/// Each annotation of a file as its article, label, note, annotator, times and own fields, and what was said.
#[track_caller]
pub(super) fn check_annotations(name: &str, content: &str, expected: &[&str], findings: &[&str]) {
    let incoming = read(name, content);
    let person = |id| {
        let known = incoming.annotators.iter().find(|(other, _)| *other == id);
        known.map_or_else(String::new, |(_, name)| name.to_string())
    };
    let annotation = |it: &glossator_core::import::IncomingAnnotation| {
        let times = [it.created, it.modified].map(|time| time.to_string()[..16].to_owned()).join(" ");
        let times = if times.starts_with("1970") { String::new() } else { times };
        let parts = [
            it.document.to_string(),
            format!("{} {}", it.label, it.quotation.quote),
            it.note.to_string(),
            person(it.annotator),
            times,
            kept(&it.foreign),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    let found: Vec<_> = incoming.annotations.iter().map(annotation).collect();
    assert_eq!(found, expected, "{content}");
    assert_eq!(said(&incoming), findings, "{content}");
    let mut ids: Vec<_> = incoming.annotations.iter().map(|it| it.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), incoming.annotations.len(), "an id each: {content}");
}

#[test]
fn spans_are_read_under_the_names_that_tools_give_them() {
    let check = |row: &str, expected: &[&str]| check("a.jsonl", row, expected, &[]);
    // doccano 1.5; its older export, with numbers for labels and people.
    check(r#"{"id":1,"data":"🙂 Ana met Bob.","label":[[2,5,"PER"]]}"#, &["PER Ana"]);
    check(
        r#"{"id":1,"text":"🙂 Ana met Bob.","annotations":[{"label":4,"start_offset":2,"end_offset":5,"user":7}],"meta":{}}"#,
        &["4 Ana  7"],
    );
    check(
        r#"{"text":"🙂 Ana met Bob.","entities":[{"start":2,"end":5,"type":"PER","text":"Ana"},{"start":10,"end":13,"entity":"PER"}]}"#,
        &["PER Ana", "PER Bob"],
    );
    // Results of a pipeline, and of services that count lengths.
    check(
        r#"{"text":"🙂 Ana met Bob.","output":[{"entity_group":"PER","word":"Ana","start":2,"end":5}]}"#,
        &["PER Ana"],
    );
    check(
        r#"{"text":"🙂 Ana met Bob.","entities":[{"text":"Ana","category":"Person","offset":2,"length":3}]}"#,
        &["Person Ana"],
    );
    check(r#"{"text":"🙂 Ana met Bob.","label":[[2.0,5.0,"PER"]]}"#, &["PER Ana"]);
    // Label Studio’s short form calls the list like its control.
    check(
        r#"[{"id":1,"text":"🙂 Ana met Bob.","ner":[{"start":2,"end":5,"text":"Ana","labels":["PER","Minister"]}]}]"#,
        &["Minister Ana", "PER Ana"],
    );
    check(
        r#"[{"id":1,"review":"🙂 Ana met Bob.","label":[{"start":2,"end":5,"text":"Ana","labels":["PER"]}]}]"#,
        &["PER Ana"],
    );
    // spaCy 2, and an annotator that packs its rows.
    check(r#"[["🙂 Ana met Bob.",{"entities":[[2,5,"PER"],[10,13,"PER"]]}]]"#, &["PER Ana", "PER Bob"]);
    super::reading::check(
        "train.py",
        "TRAIN_DATA = [\n    ('🙂 Ana met Bob.', {'entities': [(2, 5, 'PER')]}),\n]\n",
        &["PER Ana"],
        &[],
    );
    super::reading::check(
        "a.json",
        r#"{"classes":["PER"],"annotations":[["🙂 Ana met Bob.",{"entities":[[2,5,"PER"]]}],null]}"#,
        &["PER Ana"],
        &[r#"left out: 1 Fields "classes""#],
    );
}

#[test]
fn a_span_that_lacks_something_is_named_with_what_it_has() {
    check(
        "a.jsonl",
        r#"{"text":"🙂 Ana met Bob.","entities":[{"start":2,"end":5,"what":"PER"},{"start":2,"label":"PER"}]}"#,
        &[],
        &[
            r#"entities[0]: expected LabelledSpan, found File(Object(["start", "end", "what"]))"#,
            r#"entities[1]: expected LabelledSpan, found File(Object(["start", "label"]))"#,
        ],
    );
}

#[test]
fn fields_of_a_row_are_kept_with_its_article() {
    check_articles(
        "d.jsonl",
        r#"{"id":7,"text":"Ana.","label":[[0,3,"PER"]],"outlet":"The Paper","date":"2025-05-26","meta":{"url":"https://example.org/1"},"Comments":["look again"],"none":null,"empty":[]}"#,
        &[
            r#"d 7 |  | meta={"url":"https://example.org/1"} outlet="The Paper" date="2025-05-26" Comments=["look again"]"#,
        ],
        &[],
    );
    // Rows without spans, as programs that gather news write them; the first of them may be bare.
    check_articles(
        "news.jsonl",
        "{\"id\":\"a\",\"title\":\"Talks\",\"text\":\"Ana.\",\"author\":null,\"length\":4}\n{\"id\":\"b\",\"maintext\":\"Bob.\",\"authors\":[\"Eve\"]}\n{\"id\":\"c\",\"text\":\"Eve.\",\"label\":[[0,3,\"PER\"]]}\n",
        &["a | Talks | length_=4", r#"b |  | authors=["Eve"]"#, "c |  | "],
        &[],
    );
    // A table of them.
    check_articles(
        "corpus.csv",
        "ID;Outlet;Date;Title;Text;Pages\n1;The Paper;2025-05-26;Talks;\"Ana.\nBob.\";2\n2;The Post;;;Eve.;\nb;;;;Bob.;\n3;\n4;;;;;\n",
        &[r#"corpus 1 |  | Pages="2""#, r"corpus 2 |  | ", "b |  | "],
        &["line 6: expected Cells(6), found Count(2)", "line 7: expected OwnText, found Nothing"],
    );
    let long = "x".repeat(10_001);
    check_articles(
        "a.json",
        &format!(r#"{{"text":"Ana.","html":"{long}","text":"Bob."}}"#),
        &["a 1 |  | "],
        &[r#"left out: 1 Fields "html""#, r#"left out: 1 Fields "text""#],
    );
    // A list of rows in an object.
    check_articles(
        "a.json",
        r#"{"status":"ok","total":0,"articles":[{"title":"Talks","content":"Ana.","url":"https://example.org"}]}"#,
        &["a |  | "],
        &[r#"left out: 1 Fields "status""#],
    );
}

#[test]
fn labels_of_whole_articles_are_counted() {
    let rows = "{\"text\":\"Ana.\",\"label\":\"good\"}\n{\"text\":\"Bob.\",\"label\":[\"good\",\"news\"]}\n{\"text\":\"Eve.\",\"label\":1}\n";
    check_articles(
        "d.jsonl",
        rows,
        &["d 1 |  | ", "d 2 |  | ", "d 3 |  | "],
        &[
            r#"left out: 1 LabelsOfArticles "1""#,
            r#"left out: 2 LabelsOfArticles "good""#,
            r#"left out: 1 LabelsOfArticles "news""#,
        ],
    );
}

#[test]
fn features_of_tokens_are_counted() {
    check_articles(
        "doc.json",
        r#"{"text":"Ana.","ents":[],"tokens":[{"id":0,"start":0,"end":3,"lemma":"Ana","pos":"PROPN"},{"id":1,"start":3,"end":4,"lemma":".","pos":""}]}"#,
        &["doc 1 |  | "],
        &[r#"left out: 2 Features "lemma""#, r#"left out: 1 Features "pos""#],
    );
}

#[test]
fn a_line_that_is_no_json_costs_itself_only() {
    let row = r#"{"text":"🙂 Ana met Bob.","label":[[2,5,"PER"]],"score":NaN}"#;
    check("a.jsonl", row, &["PER Ana"], &[]);
    for first in ["{\"text\":", "no JSON", "{\"text\":\"x\"}}"] {
        let file = format!("{first}\n{row}\n\n");
        let incoming = read("a.jsonl", &file);
        assert_eq!(incoming.annotations.len(), 1, "{file}");
        let [bad] = &said(&incoming)[..] else { panic!("{file}") };
        assert!(bad.starts_with("line 1: expected Json"), "{bad}");
    }
}

#[test]
fn people_are_told_apart_by_number_and_have_times() {
    let region = r#"{"id":"r","from_name":"label","to_name":"text","type":"labels","value":{"start":0,"end":3,"text":"Ana","labels":["PER"]}}"#;
    let work = |id: usize, who: &str, day: usize| {
        format!(
            r#"{{"id":{id},"completed_by":{who},"created_at":"2025-05-{day}T10:00:00.000000Z","updated_at":"2025-05-{day}T13:00:00+02:00","result":[{region}]}}"#
        )
    };
    let task = |works: &[String]| {
        format!(r#"[{{"id":1,"data":{{"text":"Ana."}},"annotations":[{}]}}]"#, works.join(","))
    };
    check_annotations(
        "p.json",
        &task(&[work(3, "11", 26), work(4, "12", 27), work(5, r#"{"id":3,"email":"eve@example.org"}"#, 28)]),
        &[
            "p 1 | PER Ana | 11 | 2025-05-26T10:00 2025-05-26T11:00",
            "p 1 | PER Ana | 12 | 2025-05-27T10:00 2025-05-27T11:00",
            "p 1 | PER Ana | eve@example.org | 2025-05-28T10:00 2025-05-28T11:00",
        ],
        &[],
    );
    // The short form has a row for each of them.
    let row = |who: usize| {
        format!(
            r#"{{"id":1,"text":"Ana.","label":[{{"start":0,"end":3,"text":"Ana","labels":["PER"]}}],"annotator":{who},"annotation_id":{who}0,"created_at":"2025-05-26T10:00:00Z","updated_at":"2025-05-26T11:00:00Z","lead_time":1.5}}"#
        )
    };
    let times = "2025-05-26T10:00 2025-05-26T11:00";
    check_annotations(
        "min.json",
        &format!("[{},{}]", row(1), row(2)),
        &[
            &format!("min 1 | PER Ana | 1 | {times} | annotation_id=10 lead_time=1.5"),
            &format!("min 1 | PER Ana | 2 | {times} | annotation_id=20 lead_time=1.5"),
        ],
        &[],
    );
    // Prodigy has a row for each of them as well, and a number for the text.
    let row = |who: &str, input: i32| {
        format!(
            r#"{{"text":"Ana.","_input_hash":{input},"_task_hash":5,"_annotator_id":"{who}","_session_id":"{who}","_timestamp":1748253600,"spans":[{{"start":0,"end":3,"label":"PER"}}],"answer":"accept"}}"#
        )
    };
    let rows = [row("ana", -7), row("eve", -7), row("eve", -8)].join("\n");
    let incoming = read("a.jsonl", &rows);
    assert_eq!(incoming.documents.len(), 2);
    check_annotations(
        "a.jsonl",
        &rows,
        &[
            "a 1 | PER Ana | ana | 2025-05-26T10:00 1970-01-01T00:00",
            "a 1 | PER Ana | eve | 2025-05-26T10:00 1970-01-01T00:00",
            "a 2 | PER Ana | eve | 2025-05-26T10:00 1970-01-01T00:00",
        ],
        &[r#"left out: 1 Fields "_session_id""#],
    );
}

#[test]
fn answers_that_are_not_taken_are_counted() {
    check_annotations(
        "a.jsonl",
        "{\"text\":\"Ana.\",\"answer\":\"reject\"}\n{\"text\":\"Bob.\",\"answer\":\"ignore\"}\n{\"text\":\"Bob.\",\"answer\":\"reject\"}\n",
        &[],
        &[r#"left out: 1 Answers "ignore""#, r#"left out: 2 Answers "reject""#],
    );
    let region = r#"{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Ana","labels":["PER"]}}"#;
    check_annotations(
        "p.json",
        &format!(
            r#"[{{"data":{{"text":"Ana."}},"inner_id":4,"total_annotations":0,"annotations":[{{"result":[{region}],"lead_time":2.5,"ground_truth":false}},{{"was_cancelled":true,"result":[]}}],"predictions":[{{"result":[{region}]}}],"drafts":[{{"result":[]}}]}}]"#
        ),
        &["p 1 | PER Ana"],
        &[
            r#"left out: 1 Fields "inner_id""#,
            r#"left out: 1 Fields "lead_time""#,
            r#"left out: 1 Answers "cancelled""#,
            r#"left out: 1 Answers "draft""#,
            r#"left out: 1 Answers "prediction""#,
        ],
    );
}

#[test]
fn what_is_said_of_a_region_in_another_control_is_kept_with_it() {
    let result = |id: &str, kind: &str, value: &str| {
        format!(
            r#"{{"id":"{id}","from_name":"{kind}-control","to_name":"text","type":"{kind}","value":{value}}}"#
        )
    };
    let results = [
        result("r", "labels", r#"{"start":0,"end":3,"text":"Ana","labels":["PER"]}"#),
        result("r", "textarea", r#"{"start":0,"end":3,"text":["who?","she"]}"#),
        result("r", "choices", r#"{"start":0,"end":3,"choices":["sure"]}"#),
        result("x", "choices", r#"{"choices":["good"]}"#),
        result("y", "textarea", r#"{"text":["a remark"]}"#),
        result("z", "rating", r#"{"rating":4}"#),
        result(
            "h",
            "hypertextlabels",
            r#"{"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"text":"Bob","hypertextlabels":["PER"]}"#,
        ),
    ];
    check_annotations(
        "p.json",
        &format!(
            r#"[{{"data":{{"text":"Ana. Bob."}},"annotations":[{{"result":[{}]}}]}}]"#,
            results.join(",")
        ),
        &[
            r#"p 1 | PER Ana | who?
she | choices-control=["sure"]"#,
            "p 1 | PER Bob | start_=\"/p[1]/text()[1]\" end_=\"/p[1]/text()[1]\" startOffset=0",
        ],
        &[
            r#"left out: 1 Notes "textarea-control""#,
            r#"left out: 1 Attributes "rating""#,
            r#"left out: 1 LabelsOfArticles "good""#,
        ],
    );
}

#[test]
fn each_of_several_texts_has_its_own_spans() {
    let region = |id: &str, control: &str, start: usize, words: &str| {
        let end = start + words.chars().count();
        format!(
            r#"{{"id":"{id}","to_name":"{control}","type":"labels","value":{{"start":{start},"end":{end},"text":"{words}","labels":["PER"]}}}}"#
        )
    };
    let task = |results: &[String]| {
        format!(
            r#"[{{"id":1,"data":{{"headline":"Ivo back","body":"Ivo met Mara in Oslo.","outlet":"The Paper"}},"annotations":[{{"result":[{}]}}]}}]"#,
            results.join(",")
        )
    };
    let named = task(&[region("a", "headline", 0, "Ivo"), region("b", "body", 8, "Mara")]);
    check_annotations("p.json", &named, &["p 1 headline | PER Ivo", "p 1 | PER Mara"], &[]);
    check_articles("p.json", &named, &[r#"p 1 |  | outlet="The Paper""#, "p 1 headline |  | "], &[]);
    // Names of controls that are no fields: the words decide, and a text without spans is a field.
    let by_words = task(&[
        region("a", "title", 4, "back"),
        region("b", "text", 8, "Mara"),
        region("c", "title", 0, "Ivo"),
    ]);
    check_annotations(
        "p.json",
        &by_words,
        &["p 1 headline | PER back", "p 1 | PER Mara", "p 1 headline | PER Ivo"],
        &[],
    );
    check_articles(
        "p.json",
        &task(&[region("b", "text", 8, "Mara")]),
        &[r#"p 1 |  | headline="Ivo back" outlet="The Paper""#],
        &[],
    );
    check_annotations(
        "min.json",
        r#"[{"id":1,"headline":"Ivo back","body":"Ivo met Mara in Oslo.","a":[{"start":4,"end":8,"text":"back","labels":["X"]}],"b":[{"start":8,"end":12,"text":"Mara","labels":["PER"]}]}]"#,
        &["min 1 headline | X back", "min 1 | PER Mara"],
        &[],
    );
}

#[test]
fn two_peoples_equal_spans_have_two_ids() {
    let file = |who: &str| {
        format!(
            r#"[{{"id":1,"data":{{"text":"Ana."}},"annotations":[{{"completed_by":{{"email":"{who}"}},"result":[{{"type":"labels","value":{{"start":0,"end":3,"text":"Ana","labels":["PER"]}}}}]}}]}}]"#
        )
    };
    let [ana, eve, again] = ["ana", "eve", "ana"].map(|who| read("p.json", &file(who)).annotations[0].id);
    assert_ne!(ana, eve);
    assert_eq!(ana, again);
}

#[test]
fn there_is_a_limit_to_our_own_files() {
    let file = |lists: &str| format!(r#"{{"format":"glossator","version":1,{lists}}}"#);
    let rows = |name: &str, row: &str, count: usize| {
        let rows: Vec<_> = (0..count).map(|at| row.replace('N', &at.to_string())).collect();
        format!("\"{name}\":[{}]", rows.join(","))
    };
    let check = |lists: &str, is_read: bool| {
        let read = formats::read("a.json", file(lists).as_bytes());
        assert_eq!(read.is_ok(), is_read, "{:?}", read.err());
    };
    check(&rows("documents", r#"{"id":"N","text":"x"}"#, 20_000), true);
    check(&rows("documents", r#"{"id":"N","text":"x"}"#, 20_001), false);
    check(&rows("labels", r#"{"id":"N"}"#, 1_000), true);
    check(&rows("labels", r#"{"id":"N"}"#, 1_001), false);
    check(&rows("relations", "0", 500_001), false);
    let used = |count: usize| {
        let row = |at| {
            format!(
                r#"{{"id":"0192f000-0000-7000-8000-{at:012}","document":"a","label":"{at}","start":0,"end":1}}"#
            )
        };
        format!("\"annotations\":[{}]", (0..count).map(row).collect::<Vec<_>>().join(","))
    };
    check(&used(1_000), true);
    check(&used(1_001), false);
}
