//! Documents, spans, annotations and their history: the whole annotator without a screen.
//!
//! Nothing here knows the web, a clock, randomness or storage. The list of modules is the list of the domain's
//! nouns; ARCHITECTURE.md draws how they hang together.

pub mod anchor;
pub mod annotation;
pub mod change;
pub mod command;
pub mod corpus;
pub mod document;
pub mod fixture;
pub mod format;
pub mod history;
pub mod import;
pub mod journal;
mod json;
pub mod label;
pub mod offset;
pub mod operation;
pub mod record;
pub mod segment;
mod sorted;
pub mod span;
pub mod text;
pub mod time;
pub mod transaction;
