//! Opening files.

mod correcting;
mod cut;
pub mod cutting;
pub mod state;
pub mod update;
pub mod view;
