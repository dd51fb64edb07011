//! Counts of annotations as a table.

use super::formula::harmless;
use super::table::Table;
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
use crate::model::label::LabelSet;
use crate::query::counts::{Count, Counts};

/// Table with a line for each article and label: the number of annotations, and that of different strings in them, beside the
/// article’s outlet, date and headline. It has no
/// sums, which follow from the lines, but for the strings, of which two articles may have the same. It is made for spreadsheets,
/// so no cell of it begins like a formula.
#[must_use]
pub fn counts(counts: &Counts, labels: &LabelSet) -> String {
    let columns = ["document", "title", "label", "mentions", "strings", OUTLET, DATE, HEADLINE];
    let mut table = Table::new(&columns, harmless);
    for row in &counts.rows {
        let Some(document) = &row.document else { continue };
        let [outlet, date, headline] = [OUTLET, DATE, HEADLINE].map(|id| document.attributes.get(id));
        for (label, Count { mentions, strings }) in counts.labels.iter().zip(&row.cells) {
            let [mentions, strings] = [mentions, strings].map(ToString::to_string);
            let cells = [
                &document.id.0,
                &document.title,
                labels.name(label),
                &mentions,
                &strings,
                outlet,
                date,
                headline,
            ];
            table.push(&cells);
        }
    }
    table.finish()
}
