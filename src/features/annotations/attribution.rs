//! Attribution: who or what annotations speak of, and who said a claim, by which words and where.

pub mod choices;
pub mod picker;
pub mod rows;
pub mod state;
pub mod update;
