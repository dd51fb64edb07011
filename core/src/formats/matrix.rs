//! The matrix of claims, as people take it along: a table with a line for each cell, a workbook, a table for the clipboard, a
//! picture.
//!
//! Nobody reads it back. All but the first show it as the page does, with its groups of rows, its signs and its words: these are
//! given ([`Table`]), as no word for people stands in core.

mod clipboard;
mod csv;
mod picture;
mod sign;
mod workbook;

pub use self::clipboard::{html, text};
pub use self::csv::csv;
pub use self::picture::picture;
pub use self::sign::{Drawing, drawing, glyph};
pub use self::workbook::workbook;

use crate::corpus::Corpus;
use crate::model::annotator::AnnotatorId;
use crate::query::matrix::Sign;

/// Matrix in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Title.
    pub title: String,
    /// A sentence that says what it shows.
    pub about: String,
    /// Head of the column of claims.
    pub corner: String,
    /// Heads of the columns: the name, then smaller words.
    pub heads: Vec<Head>,
    /// Head of the last column.
    pub end: String,
    /// Groups of rows.
    pub parts: Vec<Part>,
    /// Sums: the words, then the number of each column; none for sources.
    pub sums: Vec<(String, Vec<Option<usize>>)>,
    /// Meanings of the signs.
    pub legend: Vec<(Sign, String)>,
}

/// Head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Name of the outlet.
    pub name: String,
    /// Smaller words below it.
    pub notes: Vec<String>,
}

/// Group of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Words at its head; empty where all rows are one group.
    pub name: String,
    /// Rows.
    pub rows: Vec<Row>,
}

/// Row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Name of the group of claims.
    pub name: String,
    /// Words that say so if it is contested.
    pub contested: Option<String>,
    /// Cells, one a column.
    pub cells: Vec<Cell>,
    /// Words of the last column.
    pub end: String,
}

/// Cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Sign that stands for it; it says how its ground looks.
    pub sign: Sign,
    /// Lines.
    pub lines: Vec<Line>,
}

/// Line of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Sign.
    pub sign: Sign,
    /// Words for it.
    pub words: String,
    /// Quote; empty where there is none.
    pub quote: String,
}

impl Line {
    /// Sign and words.
    fn said(&self) -> String {
        format!("{} {}", glyph(self.sign), self.words)
    }
}

impl Row {
    /// Name, with the sign of contested groups.
    fn named(&self) -> String {
        match &self.contested {
            Some(words) => format!("{} {} ({words})", glyph(Sign::Contested), self.name),
            None => self.name.clone(),
        }
    }
}

impl Table {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.parts.iter().flat_map(|part| &part.rows)
    }
}

/// Name of a person; the id of one without a name.
fn person(corpus: &Corpus, annotator: AnnotatorId) -> String {
    let name = corpus.annotator_name(annotator);
    if name.is_empty() { annotator.to_string() } else { name.to_string() }
}
