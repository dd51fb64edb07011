//! The core, wired to Yew: one store, hooks that select from it, saving, keys. Knows no browser interface; what it
//! needs of the browser comes through [`environment::Environment`] or the adapters in `web`.

pub mod boundary;
pub mod caret;
pub mod describe;
pub mod drawing;
pub mod environment;
pub mod export;
pub mod files;
pub mod hints;
pub mod intent;
pub mod listing;
pub mod message;
pub mod others;
pub mod preferences;
pub mod press;
pub mod search;
pub mod seeds;
pub mod select;
pub mod session;
pub mod shared;
pub mod shortcuts;
pub mod storage;
pub mod store;
pub mod sync;
