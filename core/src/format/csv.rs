//! Tables as comma-separated values, by RFC 4180: fields with a comma, a quotation mark or a line end stand in quotation
//! marks, lines end with CR LF. No byte order mark, and no cell is changed for the sake of a spreadsheet.

use crate::counts::{Count, Counts};
use crate::label::LabelSet;
use std::fmt::Write;

/// One line for each article and label: how many annotations there are, and how many different strings are in them.
/// Without sums, which follow from the lines – but for the strings, of which two articles may have the same.
#[must_use]
pub fn counts(counts: &Counts, labels: &LabelSet) -> String {
    let mut table = String::from("document,title,label,mentions,strings\r\n");
    for row in &counts.rows {
        for (label, Count { mentions, strings }) in counts.labels.iter().zip(&row.cells) {
            let [document, title, label] = [&row.document.0, &*row.title, labels.name(label)].map(field);
            let _ = write!(table, "{document},{title},{label},{mentions},{strings}\r\n");
        }
    }
    table
}

fn field(content: &str) -> String {
    if content.contains([',', '"', '\r', '\n']) {
        return format!("\"{}\"", content.replace('"', "\"\""));
    }
    content.to_owned()
}
