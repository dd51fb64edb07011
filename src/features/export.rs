//! Exporting: files for other tools, and everything as one file of our own.

pub mod state;
pub mod update;
pub mod view;
