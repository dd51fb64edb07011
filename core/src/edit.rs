//! Editing: commands are planned as transactions, applied, undone, and saved by one editor.
//!
//! An edit does not know the screen that asked for it, nor the words in which its outcome is told.

pub mod command;
pub mod conflict;
pub mod editor;
pub mod history;
pub mod moment;
pub mod operation;
pub mod rejection;
pub mod transaction;
