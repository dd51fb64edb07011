//! The store as a whole: room, backups, damage, clearing, other pages.

pub mod opening;
pub mod saved;
pub mod state;
pub mod texts;
pub mod update;
pub mod view;
