//! Tables: separators, quotation marks and line ends as programs for spreadsheets have them.

use super::reading::check;

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    check(
        "a.csv",
        "document,start,end,label\r\na,2,5,PER\r\n",
        &[],
        &["line 2: expected QuoteOrSpan(14), found Unquoted([2, 5])"],
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
