//! Articles: their list, and what is done with one as a whole.

pub mod head;
pub mod page;
pub mod state;
pub mod update;
pub mod view;
