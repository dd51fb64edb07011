//! Tagging: labels for selected words, notes, boundaries.

pub mod boundary;
pub mod state;
pub mod update;
pub mod view;
