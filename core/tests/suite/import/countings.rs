//! Positions that count another way: where all of a file fit, they are placed so, and it is said once.

use super::said;
use glossator_core::edit::command::Command;
use glossator_core::formats;
use glossator_core::import;
use glossator_fixture::Fixture;
use serde_json::json;
use std::rc::Rc;

/// Article `n` here, a file over it by its name and content: the article afterwards, and what was said.
#[track_caller]
fn check(here: &str, (name, content): (&str, &str), expected: &str, findings: &[&str]) {
    let mut it = Fixture::new(&[("n", here)]).expect("well formed");
    let incoming = Rc::new(formats::read(name, content.as_bytes()).expect(name));
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    assert_eq!(said(&report), findings, "{content}");
    it.give(&Command::Import(incoming.clone())).expect("new");
    assert_eq!(it.marked("n"), expected, "{content}");
    let again = import::plan(&it.corpus, &incoming, &it.moment);
    assert!(again.transaction.is_none() && again.report.is_clean(), "{:?}", again.report);
}

const TABLE: &str = "document,start,end,label,text\n";

fn counted(count: usize, way: &str) -> String {
    let mut counting = "unit: CodePoints, ends: Same, mark: Same, form: Same, blanks: Same".to_owned();
    let (name, _) = way.split_once(':').expect("a field");
    let at = counting.find(name).expect("a field");
    let end = counting[at..].find(',').map_or(counting.len(), |end| at + end);
    counting.replace_range(at..end, way);
    format!("counted: {count} Counting {{ {counting} }}")
}

#[test]
fn a_table_may_count_line_ends_marks_and_letters_another_way() {
    let check = |here: &str, rows: &str, expected: &str, way: &str| {
        let count = rows.lines().count();
        check(here, ("table.csv", &format!("{TABLE}{rows}")), expected, &[&counted(count, way)]);
    };
    check(
        "Mara met\r\nIvo.\r\nMara left.",
        "n,9,12,actor,Ivo\nn,14,18,actor,Mara\n",
        "Mara met\r\n[actor:Ivo].\r\n[actor:Mara] left.",
        "ends: Short",
    );
    check(
        "Mara met\nIvo.\nMara left.",
        "n,10,13,actor,Ivo\nn,16,20,actor,Mara\n",
        "Mara met\n[actor:Ivo].\n[actor:Mara] left.",
        "ends: Long",
    );
    check(
        "\u{feff}Mara met Mara",
        "n,0,4,actor,Mara\nn,9,13,actor,Mara\n",
        "\u{feff}[actor:Mara] met [actor:Mara]",
        "mark: Gone",
    );
    check("Mara met Mara", "n,10,14,actor,Mara\n", "Mara met [actor:Mara]", "mark: InFront");
    check(
        "Zürich, Ivo, Ivo",
        "n,9,12,actor,Ivo\nn,0,7,location,Zu\u{308}rich\n",
        "[location:Zürich], [actor:Ivo], Ivo",
        "form: Decomposed",
    );
    check("🙂 Ivo, 🙂 Ivo", "n,11,14,actor,Ivo\n", "🙂 Ivo, 🙂 [actor:Ivo]", "unit: Utf16");
    check("ß Ivo, ß Ivo", "n,11,14,actor,Ivo\n", "ß Ivo, ß [actor:Ivo]", "unit: Bytes");
    check("Ivo \n\n Ivo", "n,4,7,actor,Ivo\n", "Ivo \n\n [actor:Ivo]", "blanks: Folded");
}

#[test]
fn one_position_that_does_not_fit_leaves_all_to_their_words() {
    let rows = format!("{TABLE}n,9,12,actor,Ivo\nn,17,21,actor,Mara\n");
    check(
        "Mara met\r\nIvo.\r\nMara left.",
        ("table.csv", &rows),
        "Mara met\r\n[actor:Ivo].\r\nMara left.",
        &[r#"moved: "Ivo""#, r#"unplaced: "Mara""#],
    );
}

#[test]
fn positions_count_in_the_spelling_that_the_file_has() {
    // The article was opened with other line ends, a byte order mark and other letters than the file has.
    let theirs = "Mara met\nIvo in Zu\u{308}rich.\nMara left.\n";
    let row =
        json!({ "text": theirs, "id": "n", "label": [[25, 29, "actor"], [16, 23, "location"]] }).to_string();
    let row = row + "\n";
    check(
        "\u{feff}Mara met\r\nIvo in Zürich.\r\nMara left.\r\n",
        ("rows.jsonl", &row),
        "\u{feff}Mara met\r\nIvo in [location:Zürich].\r\n[actor:Mara] left.\r\n",
        &[],
    );
    let table = format!("{TABLE}n,0,4,actor,\"Mara \"\n");
    check("Mara met Mara", ("table.csv", &table), "[actor:Mara] met Mara", &[]);
}
