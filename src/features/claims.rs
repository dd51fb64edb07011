//! Claims: the matrix of groups of claims and outlets, with what is missing where.

pub mod page;
pub mod pane;
pub mod parts;
pub mod state;
pub mod update;
