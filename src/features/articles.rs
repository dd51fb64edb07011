//! Articles: their list, and what is done with one as a whole.

pub mod columns;
pub mod head;
pub mod listing;
pub mod page;
mod picked;
mod spreadsheet;
pub mod state;
pub mod unfinished;
pub mod update;
pub mod view;
