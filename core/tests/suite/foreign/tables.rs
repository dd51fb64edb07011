//! Tables: separators, quotation marks and line ends as programs for spreadsheets have them.

use super::reading::check;
use glossator_core::edit::command::Command;
use glossator_core::formats::{self, FORMATS};
use serde_json::json;

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    check("a.csv", "document,start,end,label\r\na,2,5,PER\r\n", &["PER Ana"], &["without words: 1"]);
    check(
        "a.csv",
        "document,start,end,label\r\na,2,50,PER\r\n",
        &[],
        &["line 2: expected QuoteOrSpan(14), found Unquoted([2, 50])"],
    );
    check(
        "a.tsv",
        "\u{feff}Label\tText\tStart\tEnd\tDocument\tNote\nPER\tAna\t2\t5\ta\t\"two\nlines, \"\"quoted\"\"\"\nPER\tBob\tx\t5\ta\t\nPER\tBob\n",
        &["PER Ana two\nlines, \"quoted\""],
        &[
            r#"line 4: expected StartAndEnd, found NoNumbers(["x", "5"])"#,
            "line 5: expected Cells(6), found Count(2)",
        ],
    );
    check(
        "a.csv",
        "document;start;end;label;text\na;3;6;PER;Ana\nb;0;1;PER;x\n",
        &["PER Ana"],
        &[
            r#"line 3: expected Article, found Word("b")"#,
            "counted: 1 Counting { unit: Utf16, ends: Same, mark: Same, form: Same, blanks: Same }",
        ],
    );
}

#[test]
fn quotation_marks_and_line_ends_are_read_as_people_have_them() {
    const NAMES: &str = "document,start,end,label,text,note";
    let read = |rows: &str, notes: &[&str]| {
        let expected: Vec<_> = notes.iter().map(|note| format!("A Ana {note}")).collect();
        let expected: Vec<_> = expected.iter().map(|row| row.trim_end()).collect();
        for name in ["a.csv", "table"] {
            check(name, &format!("{NAMES}\n{rows}"), &expected, &[]);
        }
    };
    read("a,2,5,A,Ana,b\"c\"\n", &["b\"c\""]);
    read("a,2,5,A,Ana,\"b\"c\"d\n", &["bc\"d"]);
    read("a,2,5,A,Ana,\"b, \"\"c\"\"\"", &["b, \"c\""]);
    read("a,2,5,A,Ana,\"b\nc\"\n", &["b\nc"]);
    // CR LF ends a line, CR by itself does not.
    read("a,2,5,A,\"Ana\",\"b\"\r\n", &["b"]);
    read("a,2,5,A,Ana,b\rc\r\n", &["b\rc"]);
    read("a,2,5,A,Ana,\"b\rc\"\n\r\n", &["b\rc"]);
    read("\r\n\n\"\"\na,2,5,A,\"Ana\",\r\n", &[""]);
    // A quotation that is not closed goes on to the end.
    read("a,2,5,A,Ana,\"b\r\nc", &["b\r\nc"]);
}

#[test]
fn the_line_of_a_record_is_the_one_in_which_it_begins() {
    check(
        "a.csv",
        "document,start,end,label\n\n\r\na,x,5,A\n\"a\n\n\",y,5,A\n\n\na,z\r\n",
        &[],
        &[
            r#"line 4: expected StartAndEnd, found NoNumbers(["x", "5"])"#,
            r#"line 5: expected StartAndEnd, found NoNumbers(["y", "5"])"#,
            "line 10: expected Cells(4), found Count(2)",
        ],
    );
}

#[test]
fn what_is_not_read_of_a_table_is_counted_by_its_column() {
    check(
        "a.csv",
        "document,start,end,label,text,created,page,Page,type,outlet\na,2,5,PER,Ana,yesterday,3,,,Daily\na,10,13,PER,Bob,,3,x,y,Weekly\n",
        &["PER Ana", "PER Bob"],
        &[
            // Of two outlets of one article the first counts.
            r#"left out: 1 Fields "outlet""#,
            r#"left out: 1 Times "yesterday""#,
            r#"left out: 1 Fields "Page""#,
            r#"left out: 2 Fields "page""#,
            r#"left out: 1 Fields "type""#,
        ],
    );
}

#[test]
fn a_table_of_spans_brings_the_outlet_the_date_and_the_headline_of_articles() {
    let mut it = crate::fixture("[actor:Ana] met Bob.");
    let table = "document,start,end,label,text,OUTLET,date,headline\na,0,3,actor,Ana,Daily,2025-05-26,\na,8,11,actor,Bob,Daily,,Met\n";
    let incoming = formats::read("a.csv", table.as_bytes()).expect("a table");
    it.give(&Command::Import(incoming.clone().into())).expect("new");
    let attributes = &it.corpus.document(&"a".into()).expect("there").attributes;
    assert_eq!(["outlet", "date", "headline"].map(|id| attributes.get(id)), ["Daily", "2025-05-26", "Met"]);
    assert_eq!(it.marked("a"), "[actor:Ana] met [actor:Bob].");
    it.give(&Command::Import(incoming.into())).expect_err("nothing new");
}

/// Notes of a table for spreadsheets that was written of these and read again, and the table.
fn written_and_read(notes: &[&str]) -> (String, Vec<String>) {
    let row = |(number, note): (usize, &&str)| {
        json!({
            "id": format!("0192f000-0000-7000-8000-{number:012}"), "document": "a", "label": "actor", "start": 0, "end": 3,
            "quote": "Ana", "note": note, "annotator": "", "created": "2026-01-01T00:00:00.000Z",
            "modified": "2026-01-01T00:00:00.000Z",
        })
    };
    let rows: Vec<_> = notes.iter().enumerate().map(row).collect();
    let documents = [json!({ "id": "a", "text": "Ana met Bob." })];
    let file = json!({ "format": "glossator", "version": 1, "documents": documents, "annotations": rows });
    let mut it = super::empty();
    let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(incoming.into())).expect("new");
    let format = FORMATS.iter().find(|format| format.id == "spreadsheet").expect("a format");
    let files = super::written(format, &it.corpus);
    let back = formats::read_together(&files).expect("our own");
    let table = String::from_utf8(files[0].bytes.clone().expect("bytes").to_vec()).expect("text");
    (table, back.annotations.iter().map(|it| it.note.to_string()).collect())
}

#[test]
fn no_cell_for_a_spreadsheet_is_a_formula_and_each_comes_back() {
    let notes = [
        "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", "'x", "x;=1+1",
        "''＝1", "it’s",
    ];
    let (table, found) = written_and_read(&notes);
    assert_eq!(found, notes);
    // A cell with a separator of any country stands in quotation marks.
    for row in [
        "'=1+1,",
        "'+1,",
        "'-1,",
        "'@x,",
        "\"'\tx\",",
        "\"'\rx\",",
        "\"'\nx\",",
        "'＝1,",
        "'＋1,",
        "'－1,",
        "'＠x,",
        "\"x;=1+1\",",
    ] {
        assert!(table.contains(&format!(",Ana,,,,,,{row}")), "{row}: {table}");
    }
}

#[test]
fn a_table_of_an_earlier_version_keeps_its_meaning() {
    // It has apostrophes in front of ASCII only.
    let table = |notes: &[&str]| {
        let rows = notes.iter().map(|note| format!("a,0,3,A,Ana,\"{note}\"\n"));
        let table = format!("\u{feff}document,start,end,label,text,note\n{}", rows.collect::<String>());
        let incoming = formats::read("a.csv", table.as_bytes()).expect("a table");
        incoming.annotations.iter().map(|it| it.note.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(table(&["'=1", "＝1", "'＝2", "\nx"]), ["=1", "＝1", "'＝2", "\nx"]);
    assert_eq!(table(&["'=1", "'＝2"]), ["=1", "＝2"]);
    assert_eq!(table(&["'=1", "=2", "'＝3"]), ["'=1", "=2", "'＝3"]);
}
