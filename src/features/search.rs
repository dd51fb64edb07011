//! Search as a concordance, and every other occurrence of an annotation's words.

pub mod state;
pub mod update;
pub mod view;
