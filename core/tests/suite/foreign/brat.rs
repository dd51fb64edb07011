//! brat: every record of an `.ann` file is taken in, or named.

use glossator_core::formats::{self, FORMATS, RawFile};
use glossator_core::import::{ForeignFields, Incoming};
use glossator_core::model::record::{Field, Value};

const TEXT: &str = "Mara met Ivo in Oslo.\nThey talked.\n";

/// Contents of files: annotations and relations with notes, people and fields of their own, then findings.
pub fn shown(incoming: &Incoming) -> (Vec<String>, Vec<String>) {
    let fields = |fields: &ForeignFields| {
        let shown = fields.iter().filter_map(|field| match field {
            (Field::Foreign(name), Value::Json(value)) => Some(format!(" {name}={value}")),
            _ => None,
        });
        shown.collect::<Vec<_>>().concat()
    };
    let note = |note: &str| if note.is_empty() { String::new() } else { format!(" “{note}”") };
    let person = |id: &_| {
        let named = incoming.annotators.iter().find(|(other, _)| other == id);
        named.map_or(String::new(), |(_, name)| format!(" by {name}"))
    };
    let words = |id: &str| {
        let end = incoming.annotations.iter().find(|it| it.id.to_string() == id);
        end.map_or("?", |it| &it.quotation.quote)
    };
    let mut found: Vec<_> = incoming
        .annotations
        .iter()
        .map(|it| {
            let quotation = &it.quotation;
            let place = if quotation.quote.is_empty() {
                format!("{}–{}", quotation.start, quotation.end)
            } else {
                quotation.quote.to_string()
            };
            format!("{} {place}{}{}{}", it.label, note(&it.note), person(&it.annotator), fields(&it.foreign))
        })
        .collect();
    found.extend(incoming.relations.iter().map(|it| {
        let ends = format!("{} → {}", words(&it.from), words(&it.to));
        format!("{}: {ends}{}{}{}", it.kind, note(&it.note), person(&it.annotator), fields(&it.foreign))
    }));
    (found, incoming.findings.iter().map(ToString::to_string).collect())
}

/// Contents of an `.ann` file beside that text.
#[track_caller]
fn check_of(text: &str, ann: &str, expected: &[&str], said: &[&str]) {
    let files = [RawFile::new("n.ann", ann.as_bytes()), RawFile::new("n.txt", text.as_bytes())];
    let (found, findings) = shown(&formats::read_together(&files).expect("a pair"));
    let findings: Vec<_> = findings.iter().map(|it| it.strip_prefix("n.ann, ").unwrap_or(it)).collect();
    assert_eq!(
        (found.iter().map(|it| &**it).collect::<Vec<_>>(), findings),
        (expected.to_vec(), said.to_vec())
    );
}

#[track_caller]
fn check(ann: &str, expected: &[&str], said: &[&str]) {
    check_of(TEXT, ann, expected, said);
}

#[test]
fn every_note_is_of_what_it_is_about() {
    check(
        "T1\tactor 0 4\tMara\nT2\tlocation 16 20\tOslo\nR1\tseen-in Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\tfirst\n#2\tAnnotatorNotes T1\tsecond\n#3\tReview T2\tcheck the spelling\n#4\tAnnotatorNotes R1\twhy this link?\n#5\tAnnotatorNotes T9\tof a span that is gone\n",
        &[
            "actor Mara “first\nsecond”",
            "location Oslo “check the spelling” note type=\"Review\"",
            "seen-in: Mara → Oslo “why this link?”",
        ],
        &["line 8: expected OneAnnotation, found Word(\"T9\")"],
    );
    // Of an attribute, an event, an attribute of an event; and whose work it is, once.
    check(
        "T1\tSay 5 8\tmet\nT2\tactor 0 4\tMara\nE1\tSay:T1 Who:T2\nA1\tSure E1 high\n#1\tAnnotatorNotes A1\tone\n#2\tAnnotatorNotes E1\ttwo\n#3\tAnnotator T2\tAna 2025-05-26T08:00:00.000Z\n#4\tAnnotator T2\tBob\n#5\tAnnotatorNotes T2\t\n",
        &["Say met “one\ntwo” Sure=\"high\"", "actor Mara by Ana", "Who: met → Mara"],
        &["left out: 1 Notes \"Annotator\""],
    );
}

#[test]
fn attributes_and_entries_of_databases_are_fields() {
    check(
        "T1\tactor 0 4\tMara\nA1\tNegation T1\nA2\tSure T1 high\nA3\tSure T1 low\nM1\tSpeculation T1\nN1\tReference T1 Wikipedia:534366\tMara X\nA4\tlabel T1 x\nR1\tis Arg1:T1 Arg2:T2\nT2\tactor 9 12\tIvo\nA5\tSure R1\nA6\tSure T7\nA7\tSure\n",
        &[
            "actor Mara Negation=\"true\" Sure=[\"high\",\"low\"] Speculation=\"true\" Reference=\"Wikipedia:534366 Mara X\" label_=\"x\"",
            "actor Ivo",
            "is: Mara → Ivo Sure=\"true\"",
        ],
        &[
            "line 12: expected OneAnnotation, found Word(\"Sure\")",
            "line 11: expected OneAnnotation, found Word(\"T7\")",
        ],
    );
}

#[test]
fn events_are_their_triggers_with_relations_to_their_arguments() {
    check(
        "T1\tMeet 5 8\tmet\nT2\tactor 0 4\tMara\nT3\tactor 9 12\tIvo\nT4\tTalk 27 33\ttalked\nE1\tMeet:T1 Who:T2 Whom:T3\nE2\tTalk:T4 After:E1\nE3\tOther:T4\nE4\tGone:T8 Who:T2\nE5\tMeet\n*\tEquiv T2 T3 T1\n*\tEquiv T2\n",
        &[
            "Meet met",
            "actor Mara",
            "actor Ivo",
            "Talk talked event=[\"E2 Talk\",\"E3 Other\"]",
            "Who: met → Mara",
            "Whom: met → Ivo",
            "After: talked → met event=\"E2\"",
            "Equiv: Mara → Ivo",
            "Equiv: Ivo → met",
        ],
        &[
            "line 9: expected TypeAndArguments, found Word(\"Meet\")",
            "line 11: expected TypeAndArguments, found Word(\"Equiv T2\")",
            "line 8: expected OneAnnotation, found Word(\"T8\")",
        ],
    );
    // Two at one trigger are told apart.
    check(
        "T1\tMeet 5 8\tmet\nT2\tactor 0 4\tMara\nE1\tMeet:T1 Who:T2\nE2\tMeet:T1 Who:T2\nA1\tNegation E2\nR1\tcause Cause:E1 Effect:T2\n",
        &[
            "Meet met event=[\"E1 Meet\",\"E2 Meet\"] Negation (E2)=\"true\"",
            "actor Mara",
            "Who: met → Mara event=\"E1\"",
            "Who: met → Mara event=\"E2\"",
            "cause: met → Mara role of from=\"Cause\" event at from=\"E1\" role of to=\"Effect\"",
        ],
        &[],
    );
}

#[test]
fn a_span_in_parts_is_an_annotation_of_each_part() {
    let text = "Mara, who lives in Oslo, said no.\n";
    check_of(
        text,
        "T1\tclaim 0 4;25 29;30 32\tMara said no\nT2\tactor 0 4\tMara\nR1\tby Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\twho?\nT3\tclaim 25 29;30 32\tsaid no\nT4\tclaim 25 32;0 4\tMara said no\nT5\tclaim 0 4;25 32\n",
        &[
            "claim Mara “who?”",
            "claim said",
            "claim no",
            "actor Mara",
            "claim said no",
            "claim Mara",
            "claim said no",
            "claim Mara",
            "claim said no",
            "continues: said → Mara",
            "continues: no → said",
            "continues: said no → Mara",
            "continues: said no → Mara",
            "by: Mara → Mara",
        ],
        &["without words: 1"],
    );
    // Words that are not those of the parts.
    check_of(
        text,
        "T1\tclaim 0 4;25 32\tMara no\n",
        &[],
        &["line 1: expected TypeAndSpan, found Word(\"Mara no\")"],
    );
    check_of(
        text,
        "T1\tclaim 0 4;25 32\tMira said no\n",
        &["claim Mira", "claim said no", "continues: said no → Mira"],
        &[],
    );
}

#[test]
fn a_span_over_a_line_end_is_one_whether_its_text_is_known_or_not() {
    let ann = "T1\tclaim 0 21;22 34\tMara met Ivo in Oslo. They talked.\n#1\tAnnotator T1\tMara 2025-05-26T08:00:00.000Z\nT2\tactor 0 4\tMara\nR1\tsaid-by Arg1:T1 Arg2:T2\t\n";
    check(
        ann,
        &[
            "claim Mara met Ivo in Oslo.\nThey talked. by Mara",
            "actor Mara",
            "said-by: Mara met Ivo in Oslo.\nThey talked. → Mara",
        ],
        &[],
    );
    let (found, said) = shown(&formats::read("n.ann", ann.as_bytes()).expect("annotations"));
    assert_eq!(
        found,
        [
            "claim Mara met Ivo in Oslo. They talked. by Mara",
            "actor Mara",
            "said-by: Mara met Ivo in Oslo. They talked. → Mara"
        ]
    );
    assert!(said.is_empty());
}

#[test]
fn an_id_that_stands_twice_means_neither() {
    check(
        "T1\tactor 0 4\tMara\nT1\tactor 9 12\tIvo\nT2\tlocation 16 20\tOslo\nR1\tin Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\twhich?\n",
        &["actor Mara", "actor Ivo", "location Oslo"],
        &[
            "line 5: expected OneAnnotation, found Word(\"T1\")",
            "line 4: expected TwoAnnotations, found Several(\"T1\")",
        ],
    );
}

#[test]
fn what_tools_leave_around_the_words_does_not_matter() {
    check("T1\tactor 0 4\tMara\t\nT2\tlocation 16 20\tOslo \n", &["actor Mara", "location Oslo"], &[]);
    check("\nT1\tactor 0 4\tMara\n", &["actor Mara"], &[]);
    check("\r\n \r\nT1\tactor 0 4\tMara\r\n", &["actor Mara"], &[]);
    check("T1\tactor 0 4\nT2\tlocation 16 20\t\n", &["actor Mara", "location Oslo"], &["without words: 2"]);
}

#[test]
fn labels_come_back_by_the_names_that_brat_shows() {
    let rows = "{\"text\":\"Mara in Oslo.\",\"label\":[[0,4,\"人物\"],[8,12,\"地点\"],[0,12,\"Zitat (direkt)\"],[5,7,\"plain\"]]}";
    let mut it = super::empty();
    let incoming = formats::read("a.jsonl", rows.as_bytes()).expect("rows");
    it.give(&glossator_core::edit::command::Command::Import(incoming.into())).expect("new");
    let brat = FORMATS.iter().find(|format| format.id == "brat").expect("a format");
    let files = super::written(brat, &it.corpus);
    let incoming = formats::read_together(&files).expect("our own");
    let mut labels: Vec<_> = incoming.annotations.iter().map(|it| it.label.to_string()).collect();
    labels.sort();
    assert_eq!(labels, ["Zitat (direkt)", "plain", "人物", "地点"]);
    let mut defined: Vec<_> = incoming.labels.iter().map(|label| label.name.to_string()).collect();
    defined.sort();
    defined.retain(|label| labels.contains(label));
    assert_eq!(defined, labels);
    // Other tools' names beside their types are those of the labels.
    let files = [
        RawFile::new("n.txt", TEXT.as_bytes()),
        RawFile::new("n.ann", &b"T1\tGPE 16 20\tOslo\nT2\tPerson 0 4\tMara\nR1\tin Arg1:T2 Arg2:T1\n"[..]),
        RawFile::new(
            "visual.conf",
            &b"# names\n[labels]\nGPE | Geo-political entity | GPE\nPerson | Person\nin | is in\nOther | other\n[drawing]\nx | y\n"[..],
        ),
    ];
    let incoming = formats::read_together(&files).expect("a pair");
    assert_eq!(shown(&incoming).0, ["GPE Oslo", "Person Mara", "in: Mara → Oslo"]);
    let named: Vec<_> = incoming.labels.iter().map(|it| format!("{} {}", it.id, it.name)).collect();
    assert_eq!(named, ["GPE Geo-political entity"]);
}
