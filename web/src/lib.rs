//! The browser, behind thin adapters: nothing else in the project names its interfaces.
//!
//! An adapter takes values and gives values back, at once or when they are awaited; what the browser tells again and
//! again comes by callbacks. It knows neither the store nor a component.

pub mod address;
pub mod alarm;
mod blob;
pub mod channel;
pub mod clipboard;
pub mod clock;
mod database;
pub mod dialog;
pub mod download;
pub mod element;
pub mod encoding;
pub mod events;
pub mod expression;
pub mod files;
pub mod folder;
pub mod grid;
pub mod keep;
pub mod keyboard;
pub mod language;
pub mod listen;
pub mod locks;
pub mod markup;
pub mod menu;
pub mod mirror;
pub mod random;
pub mod remote;
pub mod replica;
pub mod scroll;
pub mod selection;
pub mod storage;
pub mod texts;
pub mod theme;
pub mod timer;
