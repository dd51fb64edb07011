//! Documents, spans, annotations and their history: the whole annotator without a screen.
//!
//! Nothing here knows the web, a clock or randomness; what it stores goes through a trait. The list of folders is the domain;
//! ARCHITECTURE.md draws how they hang together.
//!
//! What is done for each of thousands of records is a function of its own, and never inlined into the loop around it:
//! browsers make a function fast once it was called often, but not while a loop goes on.

pub mod corpus;
pub mod edit;
pub mod export;
pub mod formats;
pub mod import;
pub mod json;
pub mod model;
pub mod query;
pub mod saving;
pub mod text;
