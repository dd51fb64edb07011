//! Opening files.

mod correcting;
mod cut;
pub mod cutting;
mod naming;
mod pasting;
pub mod state;
pub mod update;
pub mod view;
