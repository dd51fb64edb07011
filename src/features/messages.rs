//! Messages: the last one, and the failures that were not answered yet.

pub mod state;
pub mod update;
pub mod view;
