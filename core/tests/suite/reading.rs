//! Reading: files that are refused as a whole, rows that are left out, and what each message says.

use glossator_core::corpus::Corpus;
use glossator_core::formats::{self, LARGEST_FILE, ReadError, native};
use glossator_core::import::{
    self, Expected, FilePart, Finding, Incoming, OtherFile, Refusal, Unexpected, UnknownFile,
};
use glossator_core::json::{Shape, SyntaxError, Token};
use glossator_core::saving::journal;
use glossator_core::saving::project::{self, ProjectId};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::BTreeMap;

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
fn a_file_that_is_something_else_is_refused() {
    use ReadError::{Binary, Empty, NotJson, NotOurs, NotUtf8, TooLarge, Truncated, Unknown, Utf16};
    let check = |name: &str, bytes: &[u8], expected: ReadError| {
        assert_eq!(read(name, bytes).expect_err(name), expected, "{name}");
    };
    let no_value = |line, column, found| {
        NotJson(SyntaxError { line, column, expected: Token::Value, found: Some(found) })
    };
    check("a.json", b"", Empty);
    check("a.json", b" \r\n", Empty);
    check("a.json", b"annotations", no_value(1, 1, 'a'));
    check("a.json", b"{\n \"format\": 'x'}", no_value(2, 12, '\''));
    check("a.json", b"{\"format\": \"glossator\",\n\"version\"", Truncated { line: 2 });
    check("a.json", b"{\"format\":\n\"Erdo\xc4", Truncated { line: 2 });
    check("a.json", b"{\"format\": \"\xff\"}", NotUtf8(12));
    check("a.json", b"\xff\xfe{\0}\0", Utf16);
    let number = |number: &str| Shape::Number(number.to_owned());
    check("a.json", b"[1, 2]", Unknown(UnknownFile::Values(2, number("1"))));
    check("a.json", b"[]", Unknown(UnknownFile::EmptyList));
    check("a.json", b"7", Unknown(UnknownFile::Value(number("7"))));
    let names = ["a", "b"].map(str::to_owned).to_vec();
    check("a.json", b"{\"a\": 1, \"b\": []}", Unknown(UnknownFile::Object(names)));
    check("a.csv", b"a,a\n1,2\n", Unknown(UnknownFile::Text(Shape::of_text("a,a"))));
    check("a.json", b"{\"format\": \"brat\"}", NotOurs { format: Some(Shape::of_text("brat")) });
    check("a.json", b"{\"format\": [[]]}", NotOurs { format: Some(Shape::List(1)) });
    check("a.txt", b"", Empty);
    check("a.txt", b" \n\xc2\xa0", Empty);
    check("a.txt", b"a\0", Binary);
    check("a.txt", b"PK\x03\x04\0", Unknown(UnknownFile::Other(OtherFile::Archive)));
    check("a", b"<!DOCTYPE html><p>Mara", Unknown(UnknownFile::Other(OtherFile::Html)));
    check("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unknown(UnknownFile::Other(OtherFile::Word)));
    check("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unknown(UnknownFile::Other(OtherFile::Spreadsheet)));
    check("b", b"PK\x03\x04mimetypeapplication/epub+zip", Unknown(UnknownFile::Other(OtherFile::Book)));
    check("a.pdf", b"%PDF \xff", Unknown(UnknownFile::Other(OtherFile::Pdf)));
    check("a.json.zip", b"%PDF \xff", Unknown(UnknownFile::Other(OtherFile::Archive)));
    for name in ["a", "", ".", "Thumbs.db"] {
        check(name, b"%PDF \xff", Unknown(UnknownFile::NoText));
    }
    let large = LARGEST_FILE + 1;
    check("a.json", &vec![b' '; usize::try_from(large).expect("it fits")], TooLarge(large));
}

#[test]
fn a_version_that_is_not_known_is_refused() {
    let check = |version: Value, expected: &str| {
        let file = with(download(), "version", version).to_string();
        assert_eq!(read("a.json", file).expect_err(expected).to_string(), expected);
    };
    check(json!(3), "version 3 of 2");
    check(json!(0), r#"expected Version at version, found Json(Number("0"))"#);
    check(json!("1"), r#"expected WholeNumber at version, found Json(Text("1"))"#);
    check(json!(null), "expected WholeNumber at version, found Nothing");
    check(json!(1.5), r#"expected WholeNumber at version, found Json(Number("1.5"))"#);
}

#[test]
fn parts_of_another_shape_are_refused() {
    let check = |name: &str, value: Value, expected: &str| {
        let file = with(download(), name, value).to_string();
        assert_eq!(read("a.json", file).expect_err(expected).to_string(), expected);
    };
    let units = r#"expected OffsetUnit at offset_unit, found Json(Text("utf-16"))"#;
    check("offset_unit", json!("utf-16"), units);
    check("offset_unit", json!(8), r#"expected Text at offset_unit, found Json(Number("8"))"#);
    for name in ["labels", "annotators", "documents", "annotations", "relations"] {
        check(name, json!({}), &format!("expected List at {name}, found Json(Object)"));
        check(name, json!("x"), &format!(r#"expected List at {name}, found Json(Text("x"))"#));
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
    check(with(download(), "something", json!({})));
    let marked = format!("\u{feff} {}", download());
    assert!(read("a.JSON", marked).is_ok(), "a byte order mark is no mistake");
    assert!(read("a", download().to_string()).is_ok(), "a lost ending is no mistake");
}

#[test]
fn what_is_kept_nowhere_is_counted() {
    let file = with(
        download(),
        "labels",
        json!([{ "id": "x", "icon": "y" }, { "id": "z", "icon": 1, "none": null }]),
    );
    let file =
        with(with(file, "something", json!({ "else": 1 })), "annotators", json!([{ "id": UUID, "age": 7 }]));
    let incoming = read("a.json", file.to_string()).expect("a download");
    let expected = [
        r#"left out: 1 Fields "annotators.age""#,
        r#"left out: 2 Fields "labels.icon""#,
        r#"left out: 1 Fields "something""#,
    ];
    assert_eq!(incoming.findings.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    assert_eq!((incoming.labels.len(), incoming.annotators.len()), (2, 1));
}

/// A row with every field, one of them replaced by each value of another type.
fn check_types(list: &str, row: &Value, fields: &[(&str, Expected, &[Value])]) {
    let whole = with(download(), list, json!([row])).to_string();
    assert_eq!(read("a.json", whole).expect("a download").findings, [], "{list}");
    for (name, expected, wrong) in fields {
        for value in *wrong {
            let row = with(row.clone(), name, value.clone());
            let file = with(download(), list, json!([row])).to_string();
            let incoming = read("a.json", file).expect("a download");
            let found = match value {
                Value::Null => Unexpected::Nothing,
                value => Unexpected::Json(Shape::of(value)),
            };
            let field = Some(format!("{list}[0].{name}").into());
            let part = FilePart::value(format!("{list}[0]"));
            let why = Refusal { expected: expected.clone(), field, found };
            assert_eq!(incoming.findings, [Finding::Refused { part, why }], "{list} {name} {value}");
            let rows = [incoming.documents.len(), incoming.annotations.len(), incoming.relations.len()];
            assert_eq!((rows, incoming.labels.len(), incoming.annotators.len()), ([0; 3], 0, 0));
        }
    }
}

const UUID: &str = "0192f000-0000-7000-8000-000000000001";

#[test]
fn a_row_with_a_wrong_type_says_where_what_was_expected_and_what_was_found() {
    use Expected::{Flag, Text, Time, Uuid, WholeNumber};
    let no_text: &[Value] = &[json!(7), json!(true), json!([]), json!({})];
    let no_required_text: &[Value] = &[json!(7), json!(null), json!(""), json!([1, 2])];
    let no_number: &[Value] = &[json!("7"), json!(-1), json!(1.5), json!([]), json!(true)];
    let no_required_number: &[Value] = &[json!(null), json!("7"), json!(-1), json!(1.5)];
    let no_time: &[Value] = &[json!("yesterday"), json!(""), json!("26.11.2026 06:40")];
    let no_uuid: &[Value] = &[json!("a1"), json!("0192f000-0000-7000-8000")];
    check_types(
        "labels",
        &json!({ "id": "x", "name": "X", "key": "4", "colour": "#fff", "definition": "…" }),
        &[
            ("id", Text, no_required_text),
            ("name", Text, no_text),
            ("key", Text, no_text),
            ("colour", Text, no_text),
            ("definition", Text, no_text),
        ],
    );
    check_types(
        "annotators",
        &json!({ "id": UUID, "name": "Ana" }),
        &[("id", Text, no_required_text), ("id", Uuid, no_uuid), ("name", Text, no_text)],
    );
    check_types(
        "documents",
        &json!({ "id": "a", "title": "A", "text": "x", "sha256": "…", "length": 1 }),
        &[
            ("id", Text, no_required_text),
            ("title", Text, no_text),
            ("text", Text, no_text),
            ("sha256", Text, no_text),
            ("length", WholeNumber, no_number),
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
            ("id", Text, no_required_text),
            ("id", Uuid, no_uuid),
            ("document", Text, no_required_text),
            ("label", Text, no_required_text),
            ("start", WholeNumber, no_required_number),
            ("end", WholeNumber, no_required_number),
            ("quote", Text, no_text),
            ("prefix", Text, no_text),
            ("suffix", Text, no_text),
            ("unplaced", Flag, &[json!("true"), json!(1), json!([])]),
            ("note", Text, no_text),
            ("annotator", Text, no_text),
            ("annotator", Uuid, no_uuid),
            ("created", Text, no_text),
            ("created", Time, no_time),
            ("modified", Time, no_time),
        ],
    );
    check_types(
        "relations",
        &json!({
            "id": "r", "type": "attributed to", "from": UUID, "to": UUID, "note": "", "annotator": UUID,
            "created": "2026-11-22T06:40:00Z", "modified": "2026-11-22T06:40:00Z",
        }),
        &[
            ("id", Text, no_required_text),
            ("type", Text, no_required_text),
            ("from", Text, no_required_text),
            ("to", Text, no_required_text),
            ("note", Text, no_text),
            ("annotator", Uuid, no_uuid),
            ("created", Time, no_time),
            ("modified", Text, no_text),
        ],
    );
    for list in ["labels", "annotators", "documents", "annotations", "relations"] {
        let file = with(download(), list, json!([7])).to_string();
        let findings = read("a.json", file).expect("a download").findings;
        let expected = format!(r#"{list}[0]: expected Object at {list}[0], found Json(Number("7"))"#);
        assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn what_is_nested_too_deeply_to_be_kept_is_left_out() {
    let deep = "expected Nesting(64) at documents[0].deep, found More";
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
    let expected = why.map(|why| format!("documents[0]: {why}"));
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    assert_eq!(incoming.documents.len(), usize::from(why.is_none()));
}

#[test]
fn an_escape_that_makes_no_sense_is_named_with_its_place() {
    let half = r#"["x", "\ud83d "]"#;
    let why = "expected Keepable at documents[0].deep, found BrokenEscape";
    check_foreign(half, Some(why));
    check_foreign(r#"["\ud83d\ude42"]"#, None);
    let file = r#"{"format":"glossator","version":1,"documents":[{"id":"a","title":"\ud83d"}]}"#;
    let file: &RawValue = serde_json::from_str(file).expect("JSON");
    let findings = native::read(file).expect("a download").findings;
    let expected = "documents[0]: expected Text at documents[0].title, found Json(BrokenText)";
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
        let key = journal::entry_key(transaction.stamp);
        entries.insert(key, json!(journal::encode(&std::rc::Rc::new(transaction.clone()).into())));
    }
    entries.insert(journal::text_key(text.version()), json!(text.content()));
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
        r#"glossator/1/default/journal/7: expected Text, found Json(Number("7"))"#,
        r#"glossator/1/default/journal/nonsense: expected Entry, found Unreadable(Unreadable { expected: "a stamp or a hash in the key", found: "none that can be read" })"#,
    ];
    assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);

    entries.insert("glossator/3/default/journal/x".to_owned(), json!("{}"));
    let newer = ReadError::HigherVersion { found: 3, known: 2 };
    assert_eq!(read("a.json", stored(&entries)).map(|_| ()), Err(newer));
    let without = json!({ "format": "glossator-stored", "entries": [] }).to_string();
    let why = read("a.json", without).expect_err("no entries").to_string();
    assert_eq!(why, "expected Object at entries, found Json(List(0))");
}

/// Entries of projects, each with an article of its own, of which the text stands elsewhere: whoever saves the file puts it there.
fn projects(names: &[&str]) -> serde_json::Map<String, Value> {
    let mut entries = serde_json::Map::new();
    for (number, name) in names.iter().enumerate() {
        let fixture = super::fixture(&format!("[actor:Erdogan] met {name}."));
        let text = &fixture.corpus.document(&"a".into()).expect("there").text;
        let id = ProjectId::parse(name).expect("an id");
        let mut insert = |key: &str, value: String| entries.insert(id.outside(key), value.into());
        for transaction in &fixture.transactions {
            let entry = journal::encode(&std::rc::Rc::new(transaction.clone()).into());
            insert(&journal::entry_key(transaction.stamp), entry);
        }
        insert(&journal::text_key(text.version()), text.content().to_owned());
        insert(&journal::key("generation", "00000000000000ab"), "1".to_owned());
        for key in journal::marks_of_texts() {
            insert(&key, "1".to_owned());
        }
        let about = json!({ "name": format!("The {name}"), "opened": number + 1 });
        entries.insert(project::list_key(&id), about.to_string().into());
    }
    entries
}

#[test]
fn of_several_stored_projects_the_open_one_comes_and_the_others_are_beside_it_as_they_were_stored() {
    let entries = projects(&["default", "3f0c", "example-7"]);
    let check = |file: Value, open: &str, others: [&str; 2]| {
        let incoming = read("a.json", file.to_string()).expect("stored projects");
        assert_eq!(incoming.findings, []);
        let [document] = &*incoming.documents else { panic!("{open}") };
        assert_eq!(document.text, Some(format!("Erdogan met {open}.").into()));
        assert_eq!(incoming.annotations.len(), 1);
        assert_eq!(incoming.others.iter().map(|other| other.id.as_str()).collect::<Vec<_>>(), others);
        for other in incoming.others {
            assert_eq!(other.about.name, format!("The {}", other.id));
            let texts: Vec<_> = other.texts.iter().map(|(_, text)| &**text).collect();
            assert_eq!(texts, [format!("Erdogan met {}.", other.id)]);
            let all = entries.iter().filter(|(key, _)| other.id.inside(key).is_some());
            let items = all.filter(|(key, _)| !key.contains("/text/"));
            let items: Vec<_> = items.map(|(key, value)| (&**key, value.as_str())).collect();
            let found: Vec<_> =
                other.items.iter().map(|(key, value)| (other.id.outside(key), &**value)).collect();
            let found: BTreeMap<_, _> = found.iter().map(|(key, value)| (&**key, Some(*value))).collect();
            assert_eq!(found, items.into_iter().collect());
        }
    };
    let file = |project: Option<&str>| json!({ "format": "glossator-stored", "project": project, "entries": entries });
    check(file(Some("3f0c")), "3f0c", ["default", "example-7"]);
    check(file(None), "example-7", ["3f0c", "default"]);
    check(file(Some("never")), "example-7", ["3f0c", "default"]);
    // One that is no first project is one all the same.
    let alone = json!({ "format": "glossator-stored", "entries": projects(&["3f0c"]) });
    let incoming = read("a.json", alone.to_string()).expect("a stored project");
    assert_eq!((incoming.documents.len(), incoming.others.len()), (1, 0));
}

#[test]
fn a_text_that_a_stored_file_lacks_is_named() {
    let mut entries = projects(&["default"]);
    entries.retain(|key, _| !key.contains("/text/"));
    let incoming = read("a.json", json!({ "format": "glossator-stored", "entries": entries }).to_string());
    let incoming = incoming.expect("a stored project");
    assert_eq!(incoming.documents.iter().map(|it| it.text.clone()).collect::<Vec<_>>(), [None]);
    let here = super::fixture("Something else.");
    let planned = import::plan(&Corpus::new([]), &incoming, &here.moment);
    let found = planned.report.findings.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found, ["without text: a"]);
}

#[test]
fn the_format_can_be_read_by_itself() {
    let file = download().to_string();
    let file: &RawValue = serde_json::from_str(&file).expect("JSON");
    assert!(native::read(file).is_ok());
    assert_eq!(native::VERSION, 2);
}
