//! The team that shares a project: who is in it, the exchange with its server, and the ways into it and out of it.

mod by_hand;
pub mod dialogs;
pub mod exchange;
pub mod folder;
pub mod state;
pub mod update;
pub mod view;
