//! Hints: dots where strings recur untagged that are tagged elsewhere.

pub mod finding;
pub mod state;
pub mod update;
pub mod view;
