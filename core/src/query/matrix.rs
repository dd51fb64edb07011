//! The matrix of claims: for each group of claims and each outlet, who says it in which voice, and where it is missing.
//!
//! Nothing of it is stored but that somebody looked for a group in an article and did not find it. Columns are articles, or the
//! values of one of their attributes. The matrix does not know how it is drawn, nor the words for a state.

mod beside;
mod cell;
mod following;
mod rows;

pub use self::beside::claims_of;
pub use self::cell::{Absent, Cell, Line, Sign, Speaker, ids};
pub use self::rows::{Filter, Order, Sum, Sums, Within};

use crate::corpus::Corpus;
use crate::model::annotation::Annotation;
use crate::model::attribute::{APART, DOCUMENT, OUTLET, YES};
use crate::model::document::{Document, DocumentId};
use crate::model::entity::Entity;
use crate::model::label::CLAIM;
use crate::model::relation_type::ABSENT;
use crate::query::stance::{Links, State, value};
use std::collections::HashMap;
use std::rc::Rc;

/// Attribute of articles that says which of them are sources.
const KIND: &str = "kind";

/// Value of that attribute: a press release, a post, agency copy.
const SOURCE: &str = "source";

/// Things that columns are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Each article has a column.
    Article,
    /// Articles with the same value of the attribute of that id share one.
    Attribute(Rc<str>),
}

impl Default for By {
    fn default() -> Self {
        Self::Attribute(OUTLET.into())
    }
}

/// Claims of every group in every column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Columns, as their first articles come; that of articles without a value behind them, those of sources last.
    pub columns: Vec<Column>,
    /// Groups, in their own order.
    pub rows: Vec<Rc<Row>>,
    /// Claims in no group that are not apart on purpose, as they come.
    pub loose: Vec<Rc<Annotation>>,
    /// Claims in no group on purpose, as they come.
    pub apart: Vec<Rc<Annotation>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Value of the attribute, or the id of the article; empty for articles without a value.
    pub name: Rc<str>,
    /// Ids of its articles.
    pub documents: Vec<DocumentId>,
    /// True for sources, which stand outside of all sums.
    pub is_source: bool,
    /// Number of claims in its articles, in a group or in none.
    pub claims: usize,
    /// Number of those that the articles say, or deny, in their own voice.
    pub own: usize,
}

/// A group of claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The group.
    pub group: Rc<Entity>,
    /// Cells, one a column.
    pub cells: Vec<Cell>,
    /// Number of columns, but for sources, in which there is a claim of it.
    pub present: usize,
    /// True if both positions occur anywhere in it.
    pub is_contested: bool,
}

impl Matrix {
    /// Matrix of all groups of claims.
    #[must_use]
    pub fn of(corpus: &Corpus, by: &By) -> Self {
        Self::over(corpus, columns(corpus, by))
    }

    /// Matrix of those columns, which share no article.
    fn over(corpus: &Corpus, mut columns: Vec<Column>) -> Self {
        let mut column_of: HashMap<DocumentId, usize> = HashMap::new();
        for (at, column) in columns.iter().enumerate() {
            column_of.extend(column.documents.iter().map(|id| (id.clone(), at)));
        }
        let (groups, row_of) = corpus.entities().numbered(CLAIM);
        let empty = |group: &Rc<Entity>| Row {
            group: group.clone(),
            cells: vec![Cell::default(); columns.len()],
            present: 0,
            is_contested: false,
        };
        let mut rows: Vec<Row> = groups.into_iter().map(empty).collect();
        let (mut loose, mut apart) = (Vec::new(), Vec::new());
        for document in corpus.documents() {
            let Some(&column) = column_of.get(&document.id) else { continue };
            for claim in document.annotations().filter(|one| *one.label.0 == *CLAIM) {
                let row = claim.entity.as_ref().and_then(|id| row_of.get(id));
                let links = Links::of(corpus, claim);
                let state = if let Some(row) = row {
                    rows[*row].cells[column].take(corpus, document, claim, &links)
                } else {
                    let is_apart = value(corpus, claim, APART) == YES;
                    if is_apart { &mut apart } else { &mut loose }.push(claim.clone());
                    State::of(corpus, claim, &links)
                };
                columns[column].claims += 1;
                columns[column].own += usize::from(state.is_own());
            }
        }
        for relation in corpus.relations().iter().filter(|it| *it.kind == *ABSENT) {
            let row = row_of.get(&relation.from.entity());
            if let Some((row, column)) = row.zip(column_of.get(&relation.to.document())) {
                // Groups that were merged may each have a mark for one article.
                rows[*row].cells[*column].absent.push(Absent::of(relation));
            }
        }
        for row in &mut rows {
            for (cell, column) in row.cells.iter_mut().zip(&columns) {
                cell.close(column.documents.len());
                row.present += usize::from(!column.is_source && cell.is_present());
            }
            row.is_contested = cell::is_both(row.lines());
        }
        Self { columns, rows: rows.into_iter().map(Rc::new).collect(), loose, apart }
    }

    /// Columns, but for sources, in which there is a claim of the group.
    pub fn present<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = usize> + 'a {
        let columns = self.columns.iter().zip(&row.cells).enumerate();
        columns.filter(|(_, (column, cell))| !column.is_source && cell.is_present()).map(|(at, _)| at)
    }

    /// Number of columns that are no sources.
    #[must_use]
    pub fn outlets(&self) -> usize {
        self.columns.iter().filter(|column| !column.is_source).count()
    }

    /// Number of cells in which nobody has looked.
    #[must_use]
    pub fn open(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_open()).count()
    }
}

impl Row {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.cells.iter().flat_map(|cell| &cell.lines)
    }
}

/// Columns of all articles.
fn columns(corpus: &Corpus, by: &By) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut at: HashMap<(Rc<str>, bool), usize> = HashMap::new();
    for document in corpus.documents() {
        let is_source = is_source(corpus, document);
        let name: Rc<str> = match by {
            By::Article => document.id.0.clone(),
            By::Attribute(id) => document.attributes.get(id).into(),
        };
        let at = *at.entry((name.clone(), is_source)).or_insert_with(|| {
            columns.push(Column { name, documents: Vec::new(), is_source, claims: 0, own: 0 });
            columns.len() - 1
        });
        columns[at].documents.push(document.id.clone());
    }
    columns.sort_by_key(|column| (column.is_source, column.name.is_empty()));
    columns
}

/// True for a press release, a post, agency copy: an article that others write about.
fn is_source(corpus: &Corpus, document: &Document) -> bool {
    match document.attributes.get(KIND) {
        "" => corpus.attributes().get(DOCUMENT, KIND).is_some_and(|it| *it.default == *SOURCE),
        stored => stored == SOURCE,
    }
}
