//! Counts: how much is tagged as what, and the table of it.

use super::golden;
use glossator_core::formats::csv;
use glossator_core::query::counts::{Count, Row, counts};
use glossator_fixture::Fixture;

/// "2/1 0/0 = 2/1": mentions and strings for each label, and for all.
fn row(Row { cells, sum, .. }: &Row) -> String {
    let count = |Count { mentions, strings }: &Count| format!("{mentions}/{strings}");
    let cells: Vec<_> = cells.iter().map(count).collect();
    format!("{} = {}", cells.join(" "), count(sum))
}

#[test]
fn mentions_and_strings_are_counted_by_article_and_label() {
    let it = Fixture::new(&[
        ("a", "[actor:Oslo] [actor:Oslo] [location:Oslo] [actor:the  King] [claim:he [actor:won]]"),
        ("b", "[actor:Oslo] [actor:the\nKing]"),
        ("c", "nothing"),
    ]);
    let counts = counts(&it.expect("three articles").corpus);
    let labels: Vec<_> = counts.labels.iter().map(|label| &*label.0).collect();
    assert_eq!(labels, ["actor", "claim", "location"]);
    let rows: Vec<_> = counts.rows.iter().map(row).collect();
    assert_eq!(rows, ["4/3 1/1 1/1 = 6/4", "2/2 0/0 0/0 = 2/2", "0/0 0/0 0/0 = 0/0"]);
    assert_eq!(row(&counts.sums), "6/3 1/1 1/1 = 8/4");
}

#[test]
fn nothing_is_counted_as_nothing() {
    let counts = counts(&Fixture::new(&[]).expect("nothing").corpus);
    assert_eq!((counts.rows.len(), row(&counts.sums)), (0, "0/0 0/0 0/0 = 0/0".to_owned()));
}

#[test]
fn a_label_that_only_annotations_know_has_a_column() {
    let it = golden::everything();
    let counts = counts(&it.corpus);
    let all = it.corpus.annotation_count();
    assert_eq!(counts.sums.sum.mentions, all);
    assert_eq!(counts.rows.iter().map(|row| row.sum.mentions).sum::<usize>(), all);
}

#[test]
fn a_table_is_written_byte_for_byte_as_it_ever_was() {
    let mut it = Fixture::new(&[
        ("a,1", "[actor:Oslo] [actor:Oslo] and [claim:more]"),
        ("b", "=SUM(A1) [location:Oslo]"),
        ("c\"", "“[claim:why]”, he \"asked\""),
    ])
    .expect("three articles");
    let title = "He said:\n“yes”, \"no\"".into();
    it.give(&glossator_core::edit::command::Command::Rename { document: "b".into(), title })
        .expect("a title");
    golden::check("counts.csv", &csv::counts(&counts(&it.corpus), it.corpus.labels()));
}
