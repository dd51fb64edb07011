//! Counts: how much is tagged as what in which article.
//!
//! They are counted when they are asked for. They do not know how a table is drawn or written.

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::document::DocumentId;
use crate::model::label::{self, LabelId};
use std::rc::Rc;

/// A table: articles downwards, labels across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// What the columns are: every label in use, then those that only annotations know.
    pub labels: Vec<LabelId>,
    /// Every article, in their order.
    pub rows: Vec<Row>,
    /// All articles together. A string that occurs in two of them is one string here.
    pub sums: Row,
}

/// One article, or all together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The article.
    pub document: DocumentId,
    /// Its title.
    pub title: Rc<str>,
    /// For each label.
    pub cells: Vec<Count>,
    /// Of all labels together. A string that has two labels is one string here.
    pub sum: Count,
}

/// How much is tagged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Annotations.
    pub mentions: usize,
    /// Different strings among them, compared as [`folded`] writes them.
    pub strings: usize,
}

/// One annotation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    /// Its words, as [`folded`] writes them.
    words: String,
    /// The column of its label.
    column: usize,
}

/// Counts everything.
#[must_use]
pub fn counts(corpus: &Corpus) -> Counts {
    let mut labels: Vec<LabelId> = corpus.labels().iter().map(|label| label.id.clone()).collect();
    let mut all: Vec<Mention> = Vec::new();
    let mut rows = Vec::new();
    for document in corpus.documents() {
        let mut mentions: Vec<Mention> = Vec::new();
        for annotation in document.annotations() {
            let column = label::index_in(&mut labels, &annotation.label);
            mentions.push(Mention { words: folded(annotation.quote(&document.text)), column });
        }
        all.extend(mentions.iter().cloned());
        rows.push(Row { document: document.id.clone(), title: document.title.clone(), ..row(mentions) });
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
