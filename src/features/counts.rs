//! Counts: how much is tagged as what in which article.

pub mod state;
pub mod update;
pub mod view;
