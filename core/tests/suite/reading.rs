//! Reading: files that are refused as a whole, rows that are left out, and what each message says.

use glossator_core::formats::{self, LARGEST_FILE, ReadError, native};
use glossator_core::import::Incoming;
use serde_json::value::RawValue;
use serde_json::{Value, json};

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<Incoming, ReadError> {
    formats::read(name, bytes.as_ref())
}

/// The smallest download.
fn download() -> Value {
    json!({ "format": "glossator", "version": 1 })
}

fn with(mut file: Value, name: &str, value: Value) -> Value {
    file[name] = value;
    file
}

#[test]
fn a_file_that_is_something_else_is_refused_in_words() {
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let why = read(name, bytes).expect_err(expected).to_string();
        assert_eq!(why, expected, "{name}");
    };
    check("a.json", b"", "expected some text, found an empty file");
    check("a.json", b" \r\n", "expected some text, found an empty file");
    check("a.json", b"annotations", "expected JSON, found “a” instead of a value at line 1, column 1");
    check(
        "a.json",
        b"{\n \"format\": 'x'}",
        "expected JSON, found “'” instead of a value at line 2, column 12",
    );
    check(
        "a.json",
        b"{\"format\": \"glossator\",\n\"version\"",
        "expected more, found its end in line 2; the download may be incomplete",
    );
    check(
        "a.json",
        b"{\"format\":\n\"Erdo\xc4",
        "expected more, found its end in line 2; the download may be incomplete",
    );
    check(
        "a.json",
        b"{\"format\": \"\xff\"}",
        "expected text in UTF-8, found other bytes at byte 13: save it as UTF-8 and open it again",
    );
    check(
        "a.json",
        b"\xff\xfe{\0}\0",
        "expected text in UTF-8, found UTF-16: save it as UTF-8 and open it again",
    );
    let unknown = |found: &str| {
        let known = "W3C Web Annotation, CSV, spaCy, Prodigy, doccano, Label Studio, brat, WebAnno TSV, UIMA CAS JSON, Hugging Face datasets";
        format!(
            "expected an article as a .txt file, or what Glossator or one of these wrote: {known}; found {found}"
        )
    };
    check("a.json", b"[1, 2]", &unknown("2 values, the first of them the number 1"));
    check("a.json", b"[]", &unknown("an empty list"));
    check("a.json", b"7", &unknown("the number 7"));
    check("a.json", b"{\"a\": 1, \"b\": []}", &unknown("an object with “a”, “b”"));
    check("a.csv", b"a,b\n1,2\n", &unknown("the text “a,b”"));
    let not_ours = "expected a file that Glossator downloaded (with \"format\": \"glossator\"), found ";
    check("a.json", b"{\"format\": \"brat\"}", &format!("{not_ours}\"format\" with the text “brat”"));
    check("a.json", b"{\"format\": [[]]}", &format!("{not_ours}\"format\" with a list of 1"));
    check("a.txt", b"", "expected some text, found an empty file");
    check("a.txt", b" \n\xc2\xa0", "expected some text, found an empty file");
    check("a.txt", b"PK\x03\x04\0", "expected text, found a binary file");
    check(
        "a.txt",
        b"caf\xe9 au lait",
        "expected text in UTF-8, found other bytes at byte 4: save it as UTF-8 and open it again",
    );
    for name in ["a.pdf", "a", "", ".", "a.json.zip"] {
        check(name, b"%PDF \xff", &unknown("a file that is no text in UTF-8"));
    }
    let large = LARGEST_FILE + 1;
    let large = vec![b' '; usize::try_from(large).expect("it fits")];
    check("a.json", &large, "expected at most 64 MB, found 65 MB");
}

#[test]
fn a_version_that_is_not_known_is_refused() {
    let check = |version: Value, expected: &str| {
        let file = with(download(), "version", version).to_string();
        assert_eq!(read("a.json", file).expect_err(expected).to_string(), expected);
    };
    check(
        json!(2),
        "expected version 1 of the format at most, found version 2: open it with a newer Glossator",
    );
    check(json!(0), "expected a version from 1 at version, found the number 0");
    check(json!("1"), "expected a whole number that is not negative at version, found the text “1”");
    check(json!(null), "expected a whole number that is not negative at version, found nothing");
    check(json!(1.5), "expected a whole number that is not negative at version, found the number 1.5");
}

#[test]
fn parts_of_another_shape_are_refused() {
    let check = |name: &str, value: Value, expected: &str| {
        let file = with(download(), name, value).to_string();
        assert_eq!(read("a.json", file).expect_err(expected).to_string(), expected);
    };
    let units = "expected “unicode code points” at offset_unit, found the text “utf-16”";
    check("offset_unit", json!("utf-16"), units);
    check("offset_unit", json!(8), "expected text at offset_unit, found the number 8");
    for name in ["labels", "annotators", "documents", "annotations", "relations"] {
        check(name, json!({}), &format!("expected a list at {name}, found an object"));
        check(name, json!("x"), &format!("expected a list at {name}, found the text “x”"));
    }
}

#[test]
fn what_may_be_missing_may_be_missing() {
    let check = |file: Value| {
        let incoming = read("a.json", file.to_string()).expect("a download");
        assert!(incoming.findings.is_empty() && incoming.documents.is_empty());
    };
    check(download());
    check(with(download(), "annotations", Value::Null));
    check(with(download(), "something", json!({ "else": [] })));
    let marked = format!("\u{feff} {}", download());
    assert!(read("a.JSON", marked).is_ok(), "a byte order mark is no mistake");
    assert!(read("a", download().to_string()).is_ok(), "a lost ending is no mistake");
}

/// A row with every field, one of them replaced by each value of another type.
fn check_types(list: &str, row: &Value, fields: &[(&str, &str, &[Value])]) {
    let whole = with(download(), list, json!([row])).to_string();
    assert_eq!(read("a.json", whole).expect("a download").findings, [], "{list}");
    for (name, expected, wrong) in fields {
        for value in *wrong {
            let row = with(row.clone(), name, value.clone());
            let file = with(download(), list, json!([row])).to_string();
            let incoming = read("a.json", file).expect("a download");
            let [finding] = &*incoming.findings else { panic!("{list} {name} {value}") };
            let found = match value {
                Value::Null => "nothing".to_owned(),
                Value::Bool(flag) => flag.to_string(),
                Value::Number(number) => format!("the number {number}"),
                Value::String(text) if text.is_empty() => "an empty text".to_owned(),
                Value::String(text) => format!("the text “{text}”"),
                Value::Array(items) => format!("a list of {}", items.len()),
                Value::Object(_) => "an object".to_owned(),
            };
            let expected =
                format!("Left out {list}[0]: expected {expected} at {list}[0].{name}, found {found}.");
            assert_eq!(finding.to_string(), expected);
            let rows = [incoming.documents.len(), incoming.annotations.len(), incoming.relations.len()];
            assert_eq!((rows, incoming.labels.len(), incoming.annotators.len()), ([0; 3], 0, 0));
        }
    }
}

const UUID: &str = "0192f000-0000-7000-8000-000000000001";

#[test]
fn a_row_with_a_wrong_type_says_where_what_was_expected_and_what_was_found() {
    let no_text: &[Value] = &[json!(7), json!(true), json!([]), json!({})];
    let no_required_text: &[Value] = &[json!(7), json!(null), json!(""), json!([1, 2])];
    let number = "a whole number that is not negative";
    let no_number: &[Value] = &[json!("7"), json!(-1), json!(1.5), json!([]), json!(true)];
    let no_required_number: &[Value] = &[json!(null), json!("7"), json!(-1), json!(1.5)];
    let time = "a time like 2026-11-22T06:40:00.000Z";
    let no_time: &[Value] = &[json!("yesterday"), json!(""), json!("2026-11-22T06:40:00+01:00")];
    let no_uuid: &[Value] = &[json!("a1"), json!("0192f000-0000-7000-8000")];
    check_types(
        "labels",
        &json!({ "id": "x", "name": "X", "key": "4", "colour": "#fff", "definition": "…" }),
        &[
            ("id", "text", no_required_text),
            ("name", "text", no_text),
            ("key", "text", no_text),
            ("colour", "text", no_text),
            ("definition", "text", no_text),
        ],
    );
    check_types(
        "annotators",
        &json!({ "id": UUID, "name": "Ana" }),
        &[("id", "text", no_required_text), ("id", "a UUID", no_uuid), ("name", "text", no_text)],
    );
    check_types(
        "documents",
        &json!({ "id": "a", "title": "A", "text": "x", "sha256": "…", "length": 1 }),
        &[
            ("id", "text", no_required_text),
            ("title", "text", no_text),
            ("text", "text", no_text),
            ("sha256", "text", no_text),
            ("length", number, no_number),
        ],
    );
    let annotation = json!({
        "id": UUID, "document": "a", "label": "actor", "start": 0, "end": 1, "quote": "x", "prefix": "",
        "suffix": "", "unplaced": false, "note": "", "annotator": UUID, "created": "2026-11-22T06:40:00Z",
        "modified": "2026-11-22T06:40:00.000Z", "foreign": [null],
    });
    check_types(
        "annotations",
        &annotation,
        &[
            ("id", "text", no_required_text),
            ("id", "a UUID", no_uuid),
            ("document", "text", no_required_text),
            ("label", "text", no_required_text),
            ("start", number, no_required_number),
            ("end", number, no_required_number),
            ("quote", "text", no_text),
            ("prefix", "text", no_text),
            ("suffix", "text", no_text),
            ("unplaced", "true or false", &[json!("true"), json!(1), json!([])]),
            ("note", "text", no_text),
            ("annotator", "text", no_text),
            ("annotator", "a UUID", no_uuid),
            ("created", "text", no_text),
            ("created", time, no_time),
            ("modified", time, no_time),
        ],
    );
    check_types(
        "relations",
        &json!({
            "id": "r", "type": "attributed to", "from": UUID, "to": UUID, "note": "", "annotator": UUID,
            "created": "2026-11-22T06:40:00Z", "modified": "2026-11-22T06:40:00Z",
        }),
        &[
            ("id", "text", no_required_text),
            ("type", "text", no_required_text),
            ("from", "text", no_required_text),
            ("to", "text", no_required_text),
            ("note", "text", no_text),
            ("annotator", "a UUID", no_uuid),
            ("created", time, no_time),
            ("modified", "text", no_text),
        ],
    );
    for list in ["labels", "annotators", "documents", "annotations", "relations"] {
        let file = with(download(), list, json!([7])).to_string();
        let findings = read("a.json", file).expect("a download").findings;
        let expected = format!("Left out {list}[0]: expected an object at {list}[0], found the number 7.");
        assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn what_is_nested_too_deeply_to_be_kept_is_left_out() {
    let deep = "expected at most 64 lists or objects in each other at documents[0].deep, found more";
    for (depth, why) in [(64, None), (65, Some(deep)), (500, Some(deep))] {
        let value = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        check_foreign(&value, why);
    }
}

/// An article with a field of another program.
fn check_foreign(value: &str, why: Option<&str>) {
    let file = format!(
        r#"{{"format":"glossator","version":1,"documents":[{{"id":"a","text":"x","deep":{value}}}]}}"#
    );
    let file: &RawValue = serde_json::from_str(&file).expect("JSON");
    let incoming = native::read(file).expect("a download");
    let found: Vec<_> = incoming.findings.iter().map(ToString::to_string).collect();
    let expected = why.map(|why| format!("Left out documents[0]: {why}."));
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    assert_eq!(incoming.documents.len(), usize::from(why.is_none()));
}

#[test]
fn an_escape_that_makes_no_sense_is_named_with_its_place() {
    let half = r#"["x", "\ud83d "]"#;
    let why = "expected a value that can be kept at documents[0].deep, found an escape that makes no sense";
    check_foreign(half, Some(why));
    check_foreign(r#"["\ud83d\ude42"]"#, None);
    let file = r#"{"format":"glossator","version":1,"documents":[{"id":"a","title":"\ud83d"}]}"#;
    let file: &RawValue = serde_json::from_str(file).expect("JSON");
    let findings = native::read(file).expect("a download").findings;
    let expected = "Left out documents[0]: expected text at documents[0].title, \
                    found a text with an escape that makes no sense.";
    assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
}

#[test]
fn an_article_is_named_after_its_file_and_kept_byte_for_byte() {
    let check = |name: &str, text: &str, id: &str| {
        let incoming = read(name, text).expect(name);
        let [document] = &*incoming.documents else { panic!("{name}") };
        assert_eq!((&*document.id.0, document.text.as_deref()), (id, Some(text)));
        assert!(incoming.findings.is_empty() && document.title.is_none());
    };
    check("000_004251e0744beef0.txt", " text\r\n", "000_004251e0744beef0");
    check("An article.v2.TXT", "{ \"format\": \"glossator\" }", "An article.v2");
    check(" مقال.txt", "\u{feff}نص\u{2028}", "مقال");
    check("<img src=x>.txt", "x", "<img src=x>");
    check(".txt", "x", "article");
}

#[test]
fn the_contents_of_a_store_are_read_as_what_they_mean() {
    let fixture = super::fixture("[actor:Erdogan] met [claim:him]");
    let text = &fixture.corpus.document(&"a".into()).expect("there").text;
    let mut entries = serde_json::Map::new();
    for transaction in &fixture.transactions {
        let key = glossator_core::saving::journal::entry_key(transaction.stamp);
        entries.insert(
            key,
            json!(glossator_core::saving::journal::encode(&std::rc::Rc::new(transaction.clone()).into())),
        );
    }
    entries.insert(glossator_core::saving::journal::text_key(text.version()), json!(text.content()));
    entries.insert("somebody else's".to_owned(), json!("x"));
    let stored = |entries: &serde_json::Map<String, Value>| {
        json!({ "format": "glossator-stored", "entries": entries }).to_string()
    };
    let incoming = read("a.json", stored(&entries)).expect("stored entries");
    assert_eq!(incoming.findings, []);
    assert_eq!((incoming.documents.len(), incoming.annotations.len()), (1, 2));

    entries.insert("glossator/1/default/journal/nonsense".to_owned(), json!("{}"));
    entries.insert("glossator/1/default/journal/7".to_owned(), json!(7));
    let findings = read("a.json", stored(&entries)).expect("stored entries").findings;
    let expected = [
        "Left out glossator/1/default/journal/7: expected text, found the number 7.",
        "Left out glossator/1/default/journal/nonsense: expected a stamp or a hash in the key, found none that can be read.",
    ];
    assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);

    entries.insert("glossator/3/default/journal/x".to_owned(), json!("{}"));
    let newer = ReadError::HigherVersion { found: 3, known: 2 };
    assert_eq!(read("a.json", stored(&entries)).map(|_| ()), Err(newer));
    let without = json!({ "format": "glossator-stored", "entries": [] }).to_string();
    let why = read("a.json", without).expect_err("no entries").to_string();
    assert_eq!(why, "expected an object at entries, found a list of 0");
}

#[test]
fn the_format_can_be_read_by_itself() {
    let file = download().to_string();
    let file: &RawValue = serde_json::from_str(&file).expect("JSON");
    assert!(native::read(file).is_ok());
    assert_eq!(native::VERSION, 1);
}
