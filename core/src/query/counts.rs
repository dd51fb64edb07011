//! Counts: numbers of annotations and of different strings, by article and label.
//!
//! They are computed when asked for. They do not know how a table is drawn or written.

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::document::Document;
use crate::model::label::{self, LabelId};
use std::rc::Rc;

/// A table with articles as rows and labels as columns.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Labels of the columns: every label in use, then those that only annotations have.
    pub labels: Vec<LabelId>,
    /// A row for each article, by id.
    pub rows: Vec<Row>,
    /// Sums over all articles. A string that occurs in two of them counts once.
    pub sums: Row,
}

/// A row of the table, for one article or for all.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The article; `None` for all.
    pub document: Option<Rc<Document>>,
    /// Counts by label.
    pub cells: Vec<Count>,
    /// Counts over all labels. A string that has two labels counts once.
    pub sum: Count,
}

/// Numbers of annotations and of strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Number of annotations.
    pub mentions: usize,
    /// Number of different strings among them, compared as [`folded`] writes them.
    pub strings: usize,
}

/// An annotation, reduced to its words and its column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    /// Words as [`folded`] writes them.
    words: String,
    /// Index of the label's column.
    column: usize,
}

/// Counts all annotations.
#[must_use]
pub fn counts(corpus: &Corpus) -> Counts {
    let mut labels: Vec<LabelId> = corpus.labels().iter().map(|label| label.id.clone()).collect();
    let mut all: Vec<Mention> = Vec::new();
    let mut rows = Vec::new();
    for document in corpus.documents() {
        let mut mentions: Vec<Mention> = Vec::new();
        for annotation in document.annotations() {
            let column = label::index_in(&mut labels, &annotation.label);
            mentions.push(Mention { words: folded(annotation.quote(&document.text)).into_owned(), column });
        }
        all.extend(mentions.iter().cloned());
        rows.push(Row { document: Some(document.clone()), ..row(mentions) });
    }
    let mut sums = row(all);
    for row in rows.iter_mut().chain([&mut sums]) {
        row.cells.resize(labels.len(), Count::default());
    }
    Counts { labels, rows, sums }
}

fn row(mut mentions: Vec<Mention>) -> Row {
    let mut row = Row::default();
    mentions.sort_unstable();
    for of_string in mentions.chunk_by(|one, other| one.words == other.words) {
        row.sum.mentions += of_string.len();
        row.sum.strings += 1;
        for alike in of_string.chunk_by(|one, other| one == other) {
            let column = alike[0].column;
            row.cells.resize(row.cells.len().max(column + 1), Count::default());
            row.cells[column].mentions += alike.len();
            row.cells[column].strings += 1;
        }
    }
    row
}
