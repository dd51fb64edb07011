//! Annotations of a file: where they land, which version stands, what comes back.

use super::*;

/// One annotation over the one article, with some of its fields replaced.
#[test]
fn an_annotation_lands_where_its_words_are() {
    let check = |fields: Value, expected: &str, finding: Option<&str>| {
        let mut fixture = fixture(TEXT);
        let mut row = row(1, "a", "actor", TEXT, "Sharif");
        for (name, value) in fields.as_object().expect("fields") {
            row[name] = value.clone();
        }
        let file = File { documents: vec![article("a", TEXT)], annotations: vec![row], ..File::default() };
        check(&mut fixture, &file, &[("a", expected)], finding.as_slice());
    };
    let found = "Erdogan met [actor:Sharif] in Istanbul, said Erdogan";
    let first = "[actor:Erdogan] met Sharif in Istanbul, said Erdogan";
    let second = "Erdogan met Sharif in Istanbul, said [actor:Erdogan]";
    let moved = r#"moved: "Sharif""#;
    check(json!({}), found, None);
    check(json!({ "prefix": "", "suffix": "" }), found, None);
    check(json!({ "prefix": "wrong", "suffix": null }), found, None);
    check(json!({ "quote": "" }), found, None);
    // Offsets elsewhere in the text, outside it, at its end, the wrong way round, and beyond all counting.
    for (start, end) in [(0, 6), (400, 406), (44, 44), (18, 12), (u64::MAX - 6, u64::MAX)] {
        check(json!({ "start": start, "end": end }), found, Some(moved));
    }
    let refused = |ends: &str| format!("annotations[0]: expected QuoteOrSpan(44), found Unquoted([{ends}])");
    check(json!({ "quote": "", "start": 40, "end": 45 }), TEXT, Some(&refused("40, 45")));
    check(json!({ "quote": "", "start": 5, "end": 5 }), TEXT, Some(&refused("5, 5")));
    check(json!({ "quote": "", "end": u64::MAX }), TEXT, Some(&refused("12, 4294967295")));
    // Words that are not there, that are there twice, and twice with a context that decides.
    let unplaced = |words: &str| format!("unplaced: {words:?}");
    check(json!({ "quote": "Shariff" }), TEXT, Some(&unplaced("Shariff")));
    let vague = json!({ "quote": "Erdogan", "prefix": "", "suffix": "" });
    check(vague, TEXT, Some(&unplaced("Erdogan")));
    let one = json!({ "quote": "Erdogan", "start": 0, "end": 7 });
    check(one, first, None);
    let other = json!({ "quote": "Erdogan", "prefix": "in Istanbul, said ", "suffix": "" });
    let moved = r#"moved: "Erdogan""#;
    check(other, second, Some(moved));
    check(json!({ "unplaced": true }), TEXT, None);
    check(json!({ "document": "z" }), TEXT, Some(r#"annotations[0]: expected Article, found Word("z")"#));
    let long = "a claim that goes on ".repeat(10);
    check(json!({ "quote": long }), TEXT, Some(&unplaced(&long)));
}

#[test]
fn positions_in_utf16_units_are_converted_and_named() {
    let text = "🙂👩‍👩‍👧 Erdogan met g\u{306} Erdogan";
    let mut fixture = fixture(text);
    let mut row = row(1, "a", "actor", text, "Erdogan");
    let at = text.find("Erdogan").expect("there");
    let start = text[..at].encode_utf16().count();
    (row["start"], row["end"], row["prefix"], row["suffix"]) =
        (json!(start), json!(start + 7), json!(""), json!(""));
    let file = File { documents: vec![article("a", text)], annotations: vec![row], ..File::default() };
    let expected = "🙂👩‍👩‍👧 [actor:Erdogan] met g\u{306} Erdogan";
    let finding = "counted: 1 Counting { unit: Utf16, ends: Same, mark: Same, form: Same, blanks: Same }";
    check(&mut fixture, &file, &[("a", expected)], &[finding]);
}

#[test]
fn what_has_no_place_is_kept_with_its_words_and_exported() {
    let mut fixture = fixture(TEXT);
    let mut lost = row(1, "a", "actor", "he met Bhutto there", "Bhutto");
    lost["note"] = json!("who?");
    let file = File { documents: vec![article("a", TEXT)], annotations: vec![lost], ..File::default() };
    let finding = r#"unplaced: "Bhutto""#;
    check(&mut fixture, &file, &[("a", TEXT)], &[finding]);
    let written: Value = serde_json::from_str(&download(&fixture.corpus)).expect("JSON");
    let row = &written["annotations"][0];
    let expected = json!({
        "id": uuid(1), "document": "a", "label": "actor", "start": 7, "end": 13, "quote": "Bhutto",
        "prefix": "he met ", "suffix": " there", "unplaced": true, "note": "who?", "annotator": uuid(0xa),
        "created": EARLY, "modified": EARLY,
    });
    assert_eq!(*row, expected);
}

/// Version here that was changed at 06:40:01 or later; the file's version at `modified`.
#[test]
fn of_two_versions_the_later_stands_and_is_named() {
    let check = |modified: &str, fields: Value, expected: &str, note: &str, finding: Option<&str>| {
        let mut fixture = fixture("[actor:Erdogan] met Sharif");
        fixture
            .give(&Command::SetNote { annotation: fixture.id("Erdogan"), note: "ours".into() })
            .expect("new");
        let mut file: Value = serde_json::from_str(&download(&fixture.corpus)).expect("JSON");
        let mut row = file["annotations"][0].take();
        row["modified"] = json!(modified);
        for (name, value) in fields.as_object().expect("fields") {
            row[name] = value.clone();
        }
        let file = File {
            documents: file["documents"].as_array().expect("a list").clone(),
            annotations: vec![row],
            ..File::default()
        };
        check(&mut fixture, &file, &[("a", expected)], finding.as_slice());
        let id = file.read().annotations[0].id;
        assert_eq!(&*fixture.corpus.annotation(id).expect("there").note, note);
    };
    let same = "2026-11-22T06:40:02.000Z";
    let note = |stands: &str| format!(r#"changed: "Erdogan", note "ours" → "theirs" [{stands}]"#);
    let label = |stands: &str| format!(r#"changed: "Erdogan", label "actor" → "claim" [{stands}]"#);
    let (untouched, relabelled) = ("[actor:Erdogan] met Sharif", "[claim:Erdogan] met Sharif");
    check(same, json!({}), untouched, "ours", None);
    check(LATE, json!({}), untouched, "ours", None);
    check(LATE, json!({ "note": "theirs" }), untouched, "theirs", Some(&note("Files")));
    check(EARLY, json!({ "note": "theirs" }), untouched, "ours", Some(&note("Ours")));
    check(same, json!({ "note": "theirs" }), untouched, "ours", Some(&note("Ours")));
    check(LATE, json!({ "label": "claim" }), relabelled, "ours", Some(&label("Files")));
    check(EARLY, json!({ "label": "claim" }), untouched, "ours", Some(&label("Ours")));
    // A field that only the file has is no difference.
    check(same, json!({ "score": 0.5 }), untouched, "ours", None);
    let nowhere = r#"changed: "Erdogan", target "Erdogan" at 0 → "Erdogan" nowhere [Files]"#;
    check(LATE, json!({ "unplaced": true }), "Erdogan met Sharif", "ours", Some(nowhere));
    let moved = r#"changed: "Erdogan", target "Erdogan" at 0 → "Sharif" at 12 [Files]"#;
    let elsewhere = json!({ "start": 12, "end": 18, "quote": "Sharif", "prefix": "", "suffix": "" });
    check(LATE, elsewhere, "Erdogan met [actor:Sharif]", "ours", Some(moved));
}

#[test]
fn what_was_deleted_here_comes_back() {
    let mut fixture = fixture("[claim:[actor:Erdogan] met] Sharif");
    fixture.give(&Command::SetNote { annotation: fixture.id("Erdogan"), note: "who?".into() }).expect("new");
    let before = download(&fixture.corpus);
    let file: Value = serde_json::from_str(&before).expect("JSON");
    let list = |name: &str| file[name].as_array().expect("a list").clone();
    let file = File { documents: list("documents"), annotations: list("annotations"), ..File::default() };
    fixture
        .give(&Command::SetNote { annotation: fixture.id("Erdogan"), note: String::new().into() })
        .expect("new");
    fixture.give(&Command::Delete { annotations: vec![fixture.id("Erdogan")] }).expect("there");
    let marked = [("a", "[claim:[actor:Erdogan] met] Sharif")];
    let report = check(&mut fixture, &file, &marked, &[r#"came back: "Erdogan""#]);
    assert_eq!((report.added, report.unchanged), (1, 1));
    assert_eq!(download(&fixture.corpus), before);
    fixture.undo().expect("the import");
    fixture.undo().expect("the deletion");
    assert_eq!(
        &*fixture.annotation("Erdogan").expect("there").note,
        "",
        "it is as it was before the deletion"
    );
}

#[test]
fn an_annotation_of_which_half_was_lost_comes_back_whole() {
    use glossator_core::model::record::{Field, Stamp};
    let whole = fixture("[actor:Erdogan] met Sharif");
    let written = download(&whole.corpus);
    let cells = crate::cells_of(&whole.corpus).into_iter();
    let cells = cells.filter(|(_, field, cell)| *field != Field::Target && cell.stamp != Stamp::default());
    let seeds = [Seed { id: "a", text: "Erdogan met Sharif", attributes: &[] }];
    let (corpus, _) = Corpus::new(seeds).merge([], cells);
    let mut half = Fixture { corpus, ..whole };
    assert_eq!(half.marked("a"), "Erdogan met Sharif");
    let incoming = formats::read("a.json", written.as_bytes()).expect("a download");
    half.give(&Command::Import(Rc::new(incoming))).expect("new");
    assert_eq!(half.marked("a"), "[actor:Erdogan] met Sharif");
}
