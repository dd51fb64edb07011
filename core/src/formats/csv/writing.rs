//! Writing: a table of spans, and one of relations where there are any.

use super::formula::harmless;
use super::table::Table;
use crate::export::Contents;
use crate::formats::format::{BYTE_ORDER_MARK, File};
use crate::model::attribute::{DATE, HEADLINE, OUTLET};

/// Tables with each cell as it is.
pub fn write(contents: &Contents<'_>) -> Vec<File> {
    tables(contents, str::to_owned)
}

/// Tables in which no cell is a formula.
pub fn write_for_spreadsheets(contents: &Contents<'_>) -> Vec<File> {
    let mut files = tables(contents, harmless);
    // Without it Excel takes the file for a text in its old encoding.
    for file in &mut files {
        file.content.insert(0, BYTE_ORDER_MARK);
    }
    files
}

fn tables(contents: &Contents<'_>, cell: fn(&str) -> String) -> Vec<File> {
    let mut spans = Table::new(
        &[
            "id",
            "document",
            "start",
            "end",
            "label",
            "text",
            "note",
            "annotator",
            "created",
            "modified",
            OUTLET,
            DATE,
            HEADLINE,
        ],
        cell,
    );
    for article in &contents.articles {
        let [outlet, date, headline] =
            [OUTLET, DATE, HEADLINE].map(|attribute| article.document.attributes.get(attribute));
        for span in &article.spans {
            let annotation = span.annotation;
            spans.push(&[
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
                outlet,
                date,
                headline,
            ]);
        }
    }
    let mut files = vec![File::new("annotations.csv", spans.finish())];
    if !contents.relations.is_empty() {
        let mut relations =
            Table::new(&["id", "type", "from", "to", "note", "annotator", "created", "modified"], cell);
        for relation in &contents.relations {
            relations.push(&[
                relation.id,
                relation.kind(),
                &relation.from.to_string(),
                &relation.to.to_string(),
                relation.note(),
                &relation.annotator_name,
                &relation.created().to_string(),
                &relation.modified().to_string(),
            ]);
        }
        files.push(File::new("relations.csv", relations.finish()));
    }
    files
}
