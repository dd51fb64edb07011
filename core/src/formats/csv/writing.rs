//! Writing: a table of spans, and one of relations where there are any.

use super::formula::harmless;
use super::table::Table;
use super::{OF_RELATIONS, OF_SPANS};
use crate::export::Contents;
use crate::formats::format::{BYTE_ORDER_MARK, File};
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// Heading of the column of an attribute: its id, which says so where another column is called that.
fn heading(id: &str) -> Cow<'_, str> {
    if OF_SPANS.contains(&id) { format!("attribute {id}").into() } else { id.into() }
}

fn tables(contents: &Contents<'_>, cell: fn(&str) -> String) -> Vec<File> {
    // Behind the columns that are always there: a column for each attribute that an annotation has a value of.
    let all_spans = || contents.articles.iter().flat_map(|article| &article.spans);
    let attributes: BTreeSet<_> =
        all_spans().flat_map(|span| span.annotation.attributes.iter()).map(|(id, _)| &*id.0).collect();
    let headings: Vec<_> = attributes.iter().map(|id| heading(id)).collect();
    let columns: Vec<_> = OF_SPANS.into_iter().chain(headings.iter().map(|heading| &**heading)).collect();
    let mut spans = Table::new(&columns, cell);
    for article in &contents.articles {
        let [outlet, date, headline] =
            [OUTLET, DATE, HEADLINE].map(|attribute| article.document.attributes.get(attribute));
        for span in &article.spans {
            let annotation = span.annotation;
            let [id, start, end, created, modified] = [
                annotation.id.to_string(),
                span.start.to_string(),
                span.end.to_string(),
                annotation.created.to_string(),
                annotation.modified.to_string(),
            ];
            let always = [
                &*id,
                &article.document.id.0,
                &start,
                &end,
                &annotation.label.0,
                span.quote,
                &annotation.note,
                &span.annotator,
                &created,
                &modified,
                outlet,
                date,
                headline,
            ];
            let values = attributes.iter().map(|id| annotation.attributes.get(id));
            spans.push(&always.into_iter().chain(values).collect::<Vec<_>>());
        }
    }
    let mut files = vec![File::new("annotations.csv", spans.finish())];
    if !contents.relations.is_empty() {
        let mut relations = Table::new(&OF_RELATIONS, cell);
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
