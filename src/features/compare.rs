//! Compare: articles side by side, with the claims of one group in focus, and where it is missing.

pub mod columns;
pub mod focus;
pub mod lane;
pub mod page;
pub mod passage;
pub mod state;
pub mod update;
