//! The frame of the page: one state, one way for intents, one store, and the effects. Features fill it.

pub mod context;
pub mod dialog;
pub mod effect;
pub mod effects;
pub mod environment;
pub mod intent;
pub mod keys;
pub mod listen;
pub mod message;
pub mod offer;
pub mod page;
pub mod page_head;
pub mod place;
pub mod press;
pub mod seeds;
pub mod select;
pub mod session;
pub mod settings;
mod settle;
pub mod setup;
pub mod shared;
pub mod state;
pub mod store;
pub mod top_bar;
pub mod update;
pub mod values;
