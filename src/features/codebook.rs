//! The codebook as a place: labels, attributes and relation types, made and changed one by one, taken over from a starter or a
//! file, and downloaded for other tools.

mod attribute;
pub mod dialogs;
mod label;
mod list;
mod looks;
pub mod page;
mod relation;
pub mod starters;
pub mod state;
pub mod update;
mod view;
mod writing;
