//! Settings: who tags here, how the page looks and answers, where the work lives.

pub mod state;
pub mod update;
pub mod view;
