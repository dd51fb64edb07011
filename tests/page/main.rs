//! The page without a browser: intents in, state, words and effects out; and its HTML.
//!
//! Everything that a key, a click, a dialog, a file or another tab leads to is tested here, as updates are pure of the browser.
//! Everything that only a browser shows stands in `tests/browser`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod actors;
mod articles;
mod attribution;
mod backups;
mod bad_input;
mod boundaries;
mod caret;
mod claims;
mod codebook;
mod compare;
mod components;
mod contrast;
mod counts;
mod cuts;
mod editing;
mod export;
mod files;
mod foreign;
mod help;
mod hints;
mod history;
mod html;
mod kit;
mod large;
mod list;
mod opening;
mod others;
mod overlapping;
mod passages;
mod places;
mod placing;
mod projects;
mod rows;
mod searching;
mod settings;
mod storage;
mod subject;
mod tabs;
mod tagging;
mod team;
mod texts;
mod together;
mod trouble;
mod unfinished;
mod values;
mod voices;
