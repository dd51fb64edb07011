//! The state of the matrix of claims: its rows and columns, the cell whose quotes are shown, the rows that are picked.

use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Filter, Order};
use std::rc::Rc;

/// Everything about the matrix that outlives one edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The things that columns are made of.
    pub by: By,
    /// The rows that are shown.
    pub filter: Filter,
    /// Their order.
    pub order: Order,
    /// The things that stand in cells.
    pub cells: Cells,
    /// The group whose quotes are shown, and the column that they begin with.
    pub shown: Option<(EntityId, Option<Rc<str>>)>,
    /// The groups that are picked, in the order of picking.
    pub picked: Rc<[EntityId]>,
    /// The group over whose row a claim is dragged.
    pub over: Option<EntityId>,
    /// The open cell that was gone to last, by group and column, and how often one was gone to.
    pub visited: Option<(EntityId, usize, u32)>,
    /// True while the name of a new group is written.
    pub is_naming: bool,
}

/// The things that stand in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// A line for each state and speaker, with the shortest quote.
    #[default]
    Quotes,
    /// One sign.
    Signs,
}

/// A file in which the matrix is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A workbook, as it is shown and with all quotes.
    Workbook,
    /// A table with a line for each cell.
    Csv,
    /// A picture, as it is shown.
    Picture,
}

/// The things that can be asked about the matrix.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Makes columns of other things.
    SetBy(By),
    /// Shows other rows.
    SetFilter(Filter),
    /// Shows them in another order.
    SetOrder(Order),
    /// Shows the quotes of a group, or none.
    Show(Option<(EntityId, Option<Rc<str>>)>),
    /// Says that a group was looked for in the articles of a column and is not there, or takes that back. The second number is the
    /// column. With `true`, of all groups that nobody has looked for there.
    TurnAbsent(EntityId, usize, bool),
    /// Takes back every mark that a group is not in that column.
    Unmark(EntityId, usize),
    /// Says that a group was looked for in one article and is not there, or takes that back.
    TurnAbsentIn(EntityId, DocumentId),
    /// Begins to name a new group.
    BeginNew,
    /// Makes a group of that name, or none.
    EndNew(Option<Rc<str>>),
    /// Gives a group another name.
    Rename(EntityId, Rc<str>),
    /// Picks groups, or no longer (`false`).
    Pick(Vec<EntityId>, bool),
    /// Picks nothing any more.
    PickNone,
    /// Merges the picked groups into the one that was picked first.
    Merge,
    /// Deletes groups. Their claims stay, in none.
    Delete(Vec<EntityId>),
    /// Moves a group up or down (`true`) among the groups.
    Move(EntityId, bool),
    /// Asks which group the first claim in none belongs to.
    GroupNext,
    /// Leaves claims out of all groups on purpose, or takes that back (`false`).
    SetApart(Vec<AnnotationId>, bool),
    /// Shows other things in cells.
    SetCells(Cells),
    /// Goes on to the next cell that nobody has looked at.
    NextOpen,
    /// A claim is dragged over the row of a group, or over none; at last (`true`) it is put there.
    Drag(AnnotationId, Option<EntityId>, bool),
    /// Copies the rows that are shown.
    Copy,
    /// Offers the matrix as a file.
    Download(Form),
    /// Makes the matrix before it is looked at.
    Prepare,
}
