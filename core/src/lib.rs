//! Documents, spans, annotations and their history: the whole annotator without a screen.
//!
//! Nothing here knows the web, a clock or randomness; strings are stored through a trait. The folders are the
//! parts of the domain, and ARCHITECTURE.md draws how they depend on each other.
//!
//! Work for each of thousands of records is a function of its own, marked `#[inline(never)]`: browsers
//! optimise a function once it has been called often, but not while a loop in it is running.

pub mod corpus;
pub mod edit;
pub mod export;
pub mod formats;
pub mod import;
pub mod json;
pub mod model;
pub mod query;
pub mod saving;
pub mod sync;
pub mod text;
