//! Undo and redo. They have buttons in the top bar alone.

pub mod state;
pub mod update;
