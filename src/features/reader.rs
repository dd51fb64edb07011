//! The reader: the article in view, its caret and its selection.

pub mod block;
pub mod drawing;
pub mod links;
pub mod paper;
pub mod place;
pub mod progress;
pub mod section;
pub mod state;
pub mod update;
pub mod view;
