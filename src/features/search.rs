//! Search in a panel beside the text, and every other occurrence of an annotation's words.

pub mod hits;
pub mod others;
mod slices;
pub mod state;
pub mod update;
pub mod view;
