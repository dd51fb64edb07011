//! Claims: the matrix of groups of claims and outlets, with what is missing where.

mod listing;
pub mod page;
mod pane;
mod paper;
mod parts;
mod passages;
pub mod state;
mod table;
mod tools;
mod tray;
pub mod update;
