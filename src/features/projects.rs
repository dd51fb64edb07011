//! Projects: several stores in one browser, of which this page has one open.

mod copying;
pub mod state;
mod taking;
pub mod update;
pub mod view;
