//! Rows of the matrix: conditions on them, their order, and how many of them a column stands for.

use super::{Cell, Matrix, Row, Speaker};
use crate::corpus::Corpus;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::label::CLAIM;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Order of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Their own.
    Own,
    /// Contested groups first, then those in most columns.
    #[default]
    Contested,
    /// Order of their first claims in an article; rows without one there come last.
    Article(DocumentId),
}

/// Condition on rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// None.
    #[default]
    All,
    /// Both positions occur.
    Contested(Within),
    /// Some column says it in its own voice, another one attributes it.
    OwnAndAttributed,
    /// That column alone has it; without one, any.
    OnlyIn(Option<usize>),
    /// It was looked for in vain in that column, and all others have it; without one, in any.
    MissingIn(Option<usize>),
    /// That column has a claim of it.
    In(usize),
    /// It was looked for in vain in that column.
    AbsentIn(usize),
    /// Somewhere nobody has looked for it.
    Open,
    /// That one says it somewhere.
    By(EntityId),
}

/// Place in which both positions are to occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Anywhere in the row.
    #[default]
    Row,
    /// In one article.
    Article,
    /// In different columns, one in each.
    Columns,
    /// With one speaker, who is an entity.
    Speaker,
}

/// Sum of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Rows with a claim in it.
    Covered,
    /// Rows that it alone has.
    Only,
    /// Rows that all others have, and for which it was looked through in vain.
    Missing,
}

impl Sum {
    /// Every sum.
    pub const ALL: [Self; 3] = [Self::Covered, Self::Only, Self::Missing];

    /// Condition on the rows that it counts for a column.
    #[must_use]
    pub fn filter(self, column: usize) -> Filter {
        match self {
            Self::Covered => Filter::In(column),
            Self::Only => Filter::OnlyIn(Some(column)),
            Self::Missing => Filter::MissingIn(Some(column)),
        }
    }
}

/// Sums of a column, in the order of [`Sum::ALL`].
pub type Sums = [usize; 3];

impl Matrix {
    /// Indices of the rows that fulfil the condition, in that order.
    #[must_use]
    pub fn rows(&self, corpus: &Corpus, filter: &Filter, order: &Order) -> Vec<usize> {
        let mut found: Vec<_> =
            (0..self.rows.len()).filter(|at| self.fulfils(&self.rows[*at], filter)).collect();
        match order {
            Order::Own => {}
            Order::Contested => found.sort_unstable_by_key(|at| {
                let row = &self.rows[*at];
                (!row.is_contested, Reverse(row.present), *at)
            }),
            Order::Article(id) => {
                let first = first_places(corpus, id);
                let place = |at: usize| first.get(&self.rows[at].group.id).copied().unwrap_or(usize::MAX);
                found.sort_unstable_by_key(|at| (place(*at), *at));
            }
        }
        found
    }

    /// True if the row fulfils the condition.
    #[must_use]
    pub fn fulfils(&self, row: &Row, filter: &Filter) -> bool {
        let has = |at: usize| row.cells.get(at).is_some_and(Cell::is_present);
        match filter {
            Filter::All => true,
            Filter::Contested(within) => row.is_contested_within(*within),
            Filter::OwnAndAttributed => {
                let has = |is_own| {
                    let mut lines = self.present(row).flat_map(|at| &row.cells[at].lines);
                    lines.any(|line| line.state.is_own() == is_own)
                };
                has(true) && has(false)
            }
            Filter::OnlyIn(at) => row.present == 1 && at.is_none_or(has),
            Filter::MissingIn(at) => self
                .lacking(row)
                .is_some_and(|one| row.cells[one].is_absent() && at.is_none_or(|at| at == one)),
            Filter::In(at) => has(*at),
            Filter::AbsentIn(at) => row.cells.get(*at).is_some_and(Cell::is_absent),
            Filter::Open => row.cells.iter().any(Cell::is_open),
            Filter::By(id) => row
                .cells
                .iter()
                .flat_map(|cell| &cell.lines)
                .any(|line| matches!(&line.speaker, Some(Speaker::Entity(_, speaker)) if speaker == id)),
        }
    }

    /// Index of the only column that has no claim of the row, where there are others that have one. Its cell says if somebody looked
    /// for it there.
    #[must_use]
    pub fn lacking(&self, row: &Row) -> Option<usize> {
        let outlets = self.outlets();
        let lacks = |at: &usize| !self.columns[*at].is_source && !row.cells[*at].is_present();
        (0..self.columns.len()).find(lacks).filter(|_| outlets > 1 && row.present + 1 == outlets)
    }

    /// Number of rows that all columns have but that one, where nobody has looked for it yet.
    #[must_use]
    pub fn unseen(&self, column: usize) -> usize {
        self.rows
            .iter()
            .filter(|row| self.lacking(row) == Some(column) && row.cells[column].is_open())
            .count()
    }

    /// Number of rows that fulfil the condition.
    #[must_use]
    pub fn count(&self, filter: &Filter) -> usize {
        self.rows.iter().filter(|row| self.fulfils(row, filter)).count()
    }

    /// Sums of the columns; those of sources are empty.
    #[must_use]
    pub fn sums(&self) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); self.columns.len()];
        for row in &self.rows {
            for ((sum, column), cell) in sums.iter_mut().zip(&self.columns).zip(&row.cells) {
                if !column.is_source {
                    let is_present = cell.is_present();
                    sum[Sum::Covered as usize] += usize::from(is_present);
                    sum[Sum::Only as usize] += usize::from(is_present && row.present == 1);
                }
            }
            if let Some(at) = self.lacking(row).filter(|at| row.cells[*at].is_absent()) {
                sums[at][Sum::Missing as usize] += 1;
            }
        }
        sums
    }
}

impl Row {
    fn is_contested_within(&self, within: Within) -> bool {
        /// Position of an article, a column or a speaker: it affirms, denies.
        type Positions = [bool; 2];
        if !self.is_contested {
            return false;
        }
        match within {
            Within::Row => true,
            Within::Article => {
                let mut of: HashMap<&DocumentId, Positions> = HashMap::new();
                for line in self.lines() {
                    for claim in &line.claims {
                        of.entry(&claim.document).or_default()[usize::from(line.state.is_denial())] = true;
                    }
                }
                of.values().any(|positions| *positions == [true; 2])
            }
            Within::Columns => {
                let has =
                    |cell: &Cell, denial| cell.lines.iter().any(|line| line.state.is_denial() == denial);
                let columns = |denial| (0..self.cells.len()).filter(move |at| has(&self.cells[*at], denial));
                columns(true).any(|denies| columns(false).any(|affirms| affirms != denies))
            }
            Within::Speaker => {
                let mut of: HashMap<&EntityId, Positions> = HashMap::new();
                for line in self.lines() {
                    if let Some(Speaker::Entity(_, id)) = &line.speaker {
                        of.entry(id).or_default()[usize::from(line.state.is_denial())] = true;
                    }
                }
                of.values().any(|positions| *positions == [true; 2])
            }
        }
    }
}

/// Place of the first claim of each group in an article.
fn first_places(corpus: &Corpus, id: &DocumentId) -> BTreeMap<EntityId, usize> {
    let mut first = BTreeMap::new();
    for (place, claim) in corpus.document(id).iter().flat_map(|it| it.annotations()).enumerate() {
        if let Some(group) = corpus.entities().of(claim).filter(|_| *claim.label.0 == *CLAIM) {
            first.entry(group.id.clone()).or_insert(place);
        }
    }
    first
}
