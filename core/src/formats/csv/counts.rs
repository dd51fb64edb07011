//! Counts of annotations as a table.

use super::formula::harmless;
use super::table::Table;
use crate::model::label::LabelSet;
use crate::query::counts::{Count, Counts};

/// Table with a line for each article and label: the number of annotations, and that of different strings in them. It has no
/// sums, which follow from the lines, but for the strings, of which two articles may have the same. It is made for spreadsheets,
/// so no cell of it begins like a formula.
#[must_use]
pub fn counts(counts: &Counts, labels: &LabelSet) -> String {
    let mut table = Table::new(&["document", "title", "label", "mentions", "strings"], harmless);
    for row in &counts.rows {
        for (label, Count { mentions, strings }) in counts.labels.iter().zip(&row.cells) {
            let [mentions, strings] = [mentions, strings].map(ToString::to_string);
            table.push(&[&row.document.0, &row.title, labels.name(label), &mentions, &strings]);
        }
    }
    table.finish()
}
