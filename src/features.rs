//! The features, a room each: its state and what can be asked of it, its update, its views.
//!
//! No feature knows another one: it leaves an intent, and the router hands that on.

pub mod actors;
pub mod annotations;
pub mod articles;
pub mod claims;
pub mod codebook;
pub mod compare;
pub mod counts;
pub mod export;
pub mod help;
pub mod hints;
pub mod history;
pub mod import;
pub mod messages;
pub mod passages;
pub mod projects;
pub mod reader;
pub mod search;
pub mod settings;
pub mod storage;
pub mod tagging;
pub mod team;
