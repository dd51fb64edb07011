//! Actors: what the annotations of a label speak of, in a table – who is named how often, where first, and under which names by
//! which outlet – with what can be done about it: naming, merging, parting. Places, and the things of any other label, stand in
//! the same table.

mod columns;
pub mod dialogs;
pub mod listing;
pub mod page;
mod pane;
pub mod state;
pub mod update;
