//! Annotations of the Web: wherever the standard lets them stand, as Hypothesis writes them, and that all of them is accounted for.

use super::dialects::{check_annotations, read};
use super::reading::check;

#[test]
fn web_annotations_are_found_wherever_the_standard_lets_them_stand() {
    const MARA: &str = r#"{"id":"http://example.org/a1","type":"Annotation","body":{"type":"TextualBody","purpose":"tagging","value":"PER"},"target":{"source":"http://example.org/a.txt","selector":[{"type":"TextPositionSelector","start":2,"end":5},{"type":"TextQuoteSelector","exact":"Ana"}]}}"#;
    let page = |more: &str| format!(r#"{{"id":"p1","type":"AnnotationPage","items":[{MARA}]{more}}}"#);
    let collection = |more: &str| format!(r#"{{"id":"c","type":["AnnotationCollection"],"total":1{more}}}"#);
    let check = |file: &str, said: &[&str]| check("a.json", file, &["PER Ana"], said);
    check(&collection(&format!(r#","items":[{MARA}]"#)), &[]);
    check(&collection(&format!(r#","first":{}"#, page(""))), &[]);
    check(&MARA.replace("\"Annotation\"", "[\"Annotation\"]"), &[]);
    check(&format!(r#"{{"@context":"x","@graph":[{MARA}]}}"#), &[]);
    check(
        &MARA.replace("\"id\"", "\"@id\"").replace("\"type\":\"Annotation\"", "\"@type\":\"oa:Annotation\""),
        &[],
    );
    let elsewhere = r#"left out: 1 Pages "http://example.org/p2""#;
    let next = page(r#","next":"http://example.org/p2""#);
    check(&collection(&format!(r#","first":{next}"#)).replace("\"total\":1", "\"total\":2"), &[elsewhere]);
    check(
        &collection(&format!(
            r#","first":[{},{{"id":"http://example.org/p2","type":"AnnotationPage"}}]"#,
            page("")
        )),
        &[elsewhere],
    );
    check(
        &page(r#","creator":"Eve""#).replace("\"p1\"", "\"p1\",\"total\":5"),
        &[r#"left out: 1 Fields "creator""#, r#"left out: 1 Pages """#],
    );
    check_annotations(
        "a.json",
        r#"{"type":"AnnotationCollection","first":"http://example.org/p1"}"#,
        &[],
        &[r#"left out: 1 Pages "http://example.org/p1""#],
    );
    // Fields of a fragment, and a body that is the IRI of a term.
    let fragment = read(
        "a.json",
        r#"{"type":"Annotation","motivation":["tagging"],"body":{"type":"SpecificResource","source":"http://example.org/terms#PER"},"target":{"source":"a","selector":{"type":"FragmentSelector","value":"char=2,5"},"x":{}}}"#,
    );
    let [annotation] = &fragment.annotations[..] else { panic!("one") };
    assert_eq!(
        (&*annotation.label.0, annotation.quotation.start.0, annotation.quotation.end.0),
        ("PER", 2, 5)
    );
}

#[test]
fn all_of_a_web_annotation_is_kept_or_counted() {
    check_annotations(
        "a.json",
        r#"{"type":"Annotation","id":"a1","motivation":"tagging","rights":"CC0","created":"2025-05-26T10:00:00+02:00","modified":"26.05.2025",
            "body":[{"value":"PER","purpose":"tagging","creator":{"id":"x","name":"Eve","email":"e"},"language":"en"},{"value":"who?","purpose":"commenting","creator":"Ivo"}],
            "target":[{"source":"a.txt","selector":{"type":"TextQuoteSelector","exact":"Ana","of":1},"scope":"s"},{"source":"b.txt","selector":{"type":"TextQuoteSelector","exact":"Bob"}},"c.txt"]}"#,
        &[
            "a | PER Ana | who? | Eve | 2025-05-26T08:00 1970-01-01T00:00 | rights=\"CC0\"",
            "b | PER Bob | who? | Eve | 2025-05-26T08:00 1970-01-01T00:00 | rights=\"CC0\"",
        ],
        &[
            r#"left out: 1 Fields "body.creator""#,
            r#"left out: 1 Fields "body.language""#,
            r#"left out: 1 Fields "creator.email""#,
            r#"left out: 1 Fields "selector.of""#,
            r#"left out: 1 Fields "target""#,
            r#"left out: 1 Fields "target.scope""#,
            r#"left out: 1 Times "26.05.2025""#,
        ],
    );
}

#[test]
fn annotations_without_a_source_are_in_the_only_article() {
    let bare = |body: &str, source: &str| {
        format!(
            r#"{{"type":"Annotation","body":"{body}","target":{{{source}"selector":{{"type":"TextQuoteSelector","exact":"Ana"}}}}}}"#
        )
    };
    let source = r#""source":"http://example.org/n.txt","#;
    check_annotations(
        "a.json",
        &format!("[{},{}]", bare("A", ""), bare("B", source)),
        &["n | A Ana", "n | B Ana"],
        &[],
    );
    let other = r#""source":"m","#;
    let three = format!("[{},{},{}]", bare("A", ""), bare("B", source), bare("C", other));
    check_annotations("a.json", &three, &["A Ana", "n | B Ana", "m | C Ana"], &[]);
}

#[test]
fn annotations_of_hypothesis_are_read() {
    let row = |id: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","created":"2025-05-26T08:00:00+00:00","updated":"2025-05-26T09:00:00+00:00","user":"acct:eve@example.org","uri":"https://example.org/a","text":"who?","tags":["PER","Minister"],"group":"__world__","permissions":{{"read":["group:__world__"]}},"links":{{}},"hidden":false,"target":[{{"source":"https://example.org/a","selector":[{{"type":"RangeSelector","startOffset":0}},{{"type":"TextPositionSelector","start":2,"end":5}},{{"type":"TextQuoteSelector","exact":"Ana","prefix":"","suffix":" met"}}]}}]{more}}}"#
        )
    };
    let rows = format!(r#"{{"total":2,"rows":[{},{}]}}"#, row("x", ""), row("y", r#","references":["x"]"#));
    let work = "who? | acct:eve@example.org | 2025-05-26T08:00 2025-05-26T09:00 | group=\"__world__\"";
    check_annotations(
        "h.json",
        &rows,
        &[&format!("a | PER Ana | {work}"), &format!("a | Minister Ana | {work}")],
        &[r#"left out: 1 Notes "reply""#, r#"left out: 2 Fields "permissions""#],
    );
    let expected = ["PER Ana who? acct:eve@example.org", "Minister Ana who? acct:eve@example.org"];
    let permissions = r#"left out: 1 Fields "permissions""#;
    check("h.json", &row("x", ""), &expected, &[permissions]);
    // The file that its browser extension exports.
    check(
        "h.json",
        &format!(r#"{{"export_date":"x","client_version":"1","annotations":[{}]}}"#, row("x", "")),
        &expected,
        &[permissions],
    );
}
