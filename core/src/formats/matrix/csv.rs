//! The matrix of claims as a table with a line for each cell, for programs that count.

use crate::corpus::Corpus;
use crate::formats::csv::formula::harmless;
use crate::formats::csv::table::Table;
use crate::query::matrix::Matrix;

/// Table with a line for each cell: the group, the column, the words of the cell's states, the speakers and the quotes of its claims,
/// and who marked the group as absent, by name and by id, and when. Several of one kind are separated by ` | `. It is made for spreadsheets, so no cell of it
/// begins like a formula.
#[must_use]
pub fn csv(corpus: &Corpus, matrix: &Matrix) -> String {
    let columns = ["group", "outlet", "state", "speakers", "claims", "quotes", "by", "by_id", "at"];
    let mut table = Table::new(&columns, harmless);
    for row in &matrix.rows {
        for (column, cell) in matrix.columns.iter().zip(&row.cells) {
            let marks: Vec<_> = if cell.is_absent() {
                cell.absent.iter().filter_map(|it| corpus.relations().get(&it.relation)).collect()
            } else {
                Vec::new()
            };
            let at = marks.iter().map(|mark| mark.created).max();
            let speakers = cell.lines.iter().filter_map(|line| line.speaker.as_ref());
            let cells: [String; 9] = [
                row.group.name.to_string(),
                column.name.to_string(),
                cell.words(),
                joined(speakers.map(|speaker| speaker.name().to_owned())),
                cell.claims().count().to_string(),
                joined(cell.claims().filter_map(|claim| {
                    Some(claim.quote(&corpus.document(&claim.document)?.text).to_owned())
                })),
                joined(marks.iter().map(|mark| corpus.annotator_name(mark.annotator).to_string())),
                joined(marks.iter().map(|mark| mark.annotator.to_string())),
                at.map_or_else(String::new, |at| at.to_string()),
            ];
            table.push(&cells.each_ref().map(String::as_str));
        }
    }
    table.finish()
}

/// Words, each once, in their order.
fn joined(words: impl IntoIterator<Item = String>) -> String {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        if !word.is_empty() && !found.contains(&word) {
            found.push(word);
        }
    }
    found.join(" | ")
}
