//! Shared passages: the same words in two articles, in a list of all, and as bars beside the text of the one that is read.

pub mod margin;
pub mod state;
pub mod update;
pub mod view;
