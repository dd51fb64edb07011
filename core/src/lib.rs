//! Documents, spans, annotations and their history: the whole annotator without a screen.
//!
//! Nothing here knows the web, a clock or randomness; what it stores goes through a trait. The list of modules is the list of the domain's
//! nouns; ARCHITECTURE.md draws how they hang together.
//!
//! What is done for each of thousands of records is a function of its own, and never inlined into the loop around it:
//! browsers make a function fast once it was called often, but not while a loop goes on.

pub mod anchor;
pub mod annotation;
pub mod change;
pub mod command;
pub mod conflict;
pub mod corpus;
pub mod counts;
pub mod document;
pub mod editor;
pub mod export;
pub mod fixture;
pub mod format;
pub mod history;
pub mod import;
pub mod journal;
pub mod json;
pub mod label;
pub mod lexicon;
pub mod offset;
pub mod operation;
pub mod query;
pub mod record;
pub mod saving;
pub mod search;
pub mod segment;
pub mod span;
pub mod storage;
pub mod text;
pub mod time;
pub mod tokenise;
pub mod transaction;
