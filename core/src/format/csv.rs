//! Tables as comma-separated values, by RFC 4180: fields with a comma, a quotation mark or a line end stand in quotation
//! marks, lines end with CR LF. No byte order mark, and no cell is changed for the sake of a spreadsheet.

use super::table::{File, Format};
use crate::annotation::AnnotatorId;
use crate::counts::{Count, Counts};
use crate::export::Contents;
use crate::label::LabelSet;
use std::fmt::Write;

/// One line for each span, with its positions in code points; links in a table of their own.
pub const FORMAT: Format = Format {
    id: "csv",
    name: "CSV",
    ending: "csv",
    keeps: "spans with their words, labels, notes, people, times, relations",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write: |contents| tables(contents, str::to_owned),
};

/// The same, but no cell is a formula for a spreadsheet.
pub const SPREADSHEET: Format = Format {
    id: "spreadsheet",
    name: "CSV for spreadsheets",
    ending: "csv",
    keeps: "the same, with an apostrophe before = + - @ so that no cell is a formula",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write: |contents| tables(contents, harmless),
};

fn tables(contents: &Contents<'_>, cell: fn(&str) -> String) -> Vec<File> {
    let mut spans = String::from("id,document,start,end,label,text,note,annotator,created,modified\r\n");
    for article in &contents.articles {
        for span in &article.spans {
            let annotation = span.annotation;
            push(
                &mut spans,
                cell,
                &[
                    &annotation.id.to_string(),
                    &article.document.id.0,
                    &span.start.to_string(),
                    &span.end.to_string(),
                    &annotation.label.0,
                    span.quote,
                    &annotation.note,
                    &span.annotator,
                    &annotation.created.to_string(),
                    &annotation.modified.to_string(),
                ],
            );
        }
    }
    let mut files = vec![File::new("annotations.csv", spans)];
    if !contents.relations.is_empty() {
        let mut links = String::from("id,type,from,to,note,annotator,created,modified\r\n");
        for relation in &contents.relations {
            let annotator = Some(relation.annotator()).filter(|id| *id != AnnotatorId::default());
            push(
                &mut links,
                cell,
                &[
                    relation.id,
                    relation.kind(),
                    &relation.from.to_string(),
                    &relation.to.to_string(),
                    relation.note(),
                    &annotator.map_or(String::new(), |id| id.to_string()),
                    &relation.created().to_string(),
                    &relation.modified().to_string(),
                ],
            );
        }
        files.push(File::new("relations.csv", links));
    }
    files
}

fn push(table: &mut String, cell: fn(&str) -> String, cells: &[&str]) {
    let cells: Vec<_> = cells.iter().map(|content| field(&cell(content))).collect();
    *table += &cells.join(",");
    *table += "\r\n";
}

fn harmless(content: &str) -> String {
    let is_formula = content.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{content}") } else { content.to_owned() }
}

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
